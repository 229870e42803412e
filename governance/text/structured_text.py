"""Printed text held as plain data: paragraphs, bullets, numbered lines and headings, never HTML.

A *block* is a small dictionary::

    {"kind": "bullet", "level": 1, "text": "Report to the board.",
     "label": "a)",                                     # as printed, only where printed
     "marks": [{"start": 14, "end": 19, "kind": "date"}]}   # places in the text, only if any

In a form the same text is typed with a few signs a person would use anyway: ``- `` for a bullet,
two spaces for each level, ``1. `` for a number, ``# `` for a heading. A backslash at the start of
a line says that the sign after it is meant as text. ``from_typed(to_typed(blocks))`` gives clean
blocks back exactly, but for their marks: see ``carry_marks``.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

Block = dict[str, Any]
Mark = dict[str, Any]

KINDS = ("paragraph", "bullet", "number", "heading")
MARK_KINDS = ("link", "date", "citation", "reference")
DEEPEST = 8

_NUMBER = r"(?:\d{1,3}[.)]|\(\d{1,3}\)|\(?[a-z]\)|\(?[ivx]{1,5}\))"
_LINE = re.compile(
    rf"(?P<heading>\#{{1,{DEEPEST + 1}}})(?:\[(?P<heading_label>[^\]]+)\])?(?:\s+|$)"
    r"|(?P<bullet>[-•*·–\uf0b7])(?:\[(?P<bullet_label>[^\]]+)\])?(?:\s+|$)"
    r"|\#(?P<number>\.|\[(?P<number_label>[^\]]+)\]\.)(?:\s+|$)"
    rf"|(?P<printed>{_NUMBER})(?:\s+|$)"
    r"|\[(?P<label>[^\]]+)\](?:\s+|$)"
)
_PRINTED_NUMBER = re.compile(_NUMBER)


def from_typed(text: str) -> list[Block]:
    """Read what a person typed: one block a line, empty lines only separate."""
    lines = re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)
    return clean([_from_line(line) for line in lines if line.strip()])


def to_typed(blocks: Sequence[Block]) -> str:
    """Write blocks the way a person would type them into a form."""
    return "\n".join(_to_line(block) for block in clean(blocks))


def plain(blocks: Sequence[Block]) -> str:
    """The words alone, a line for each block that has any; for search and for mails."""
    lines = (f"{block.get('label', '')} {block['text']}".strip() for block in blocks)
    return "\n".join(line for line in lines if line)


def paragraph(text: str) -> Block:
    """A block of the simplest kind."""
    return {"kind": "paragraph", "level": 0, "text": text}


def validate(blocks: object) -> None:
    """Raise ValueError, with a sentence, unless this is structured text."""
    if not isinstance(blocks, list):
        _refuse("Structured text is a list of paragraphs and bullets.")
    for number, block in enumerate(blocks, start=1):
        _validate_block(block, f"Line {number}")


def clean(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks without what no reader can see and no database should hold.

    Control characters go (NUL is refused by PostgreSQL), other white space becomes one space,
    lines without a single sign go, except the empty bullets, numbers and headings of a paper.
    Marks keep their words.
    """
    tidy = (_clean_block(block) for block in blocks)
    return [
        block for block in tidy if block["text"] or block["kind"] != "paragraph" or "label" in block
    ]


def clean_line(text: str) -> str:
    """One line of text cleaned the same way."""
    return _clean_text(text)[0]


def carry_marks(old: Sequence[Block], new: Sequence[Block]) -> list[Block]:
    """Give lines that were not edited the marks they had before the form."""
    marks: dict[str, list[list[Mark]]] = {}
    for block in old:
        marks.setdefault(block["text"], []).append(block.get("marks", []))
    carried = []
    for block in new:
        kept = marks.get(block["text"])
        found = kept.pop(0) if kept else []
        carried.append({**block, "marks": found} if found else dict(block))
    return carried


def nested(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """The blocks as a tree for a template.

    Each node is ``{"kind": "paragraph" | "heading", "block": …}`` or a list
    ``{"kind": "list", "ordered": bool, "items": [{"block": …, "children": [nodes]}]}``. Levels
    that jump are drawn one deeper, so a template never draws an empty list.
    """
    top: list[dict[str, Any]] = []
    path: list[tuple[int, dict[str, Any]]] = []  # the open items, outermost first
    for block in blocks:
        is_item = block["kind"] in ("bullet", "number")
        while path and path[-1][0] >= block["level"]:
            path.pop()
        if not is_item and (block["kind"] == "heading" or block["level"] == 0):
            path.clear()
        siblings = path[-1][1]["children"] if path else top
        if not is_item:
            siblings.append({"kind": block["kind"], "block": block})
            continue
        item: dict[str, Any] = {"block": block, "children": []}
        _list_at_end(siblings, ordered=block["kind"] == "number")["items"].append(item)
        path.append((block["level"], item))
    return top


def _list_at_end(siblings: list[dict[str, Any]], *, ordered: bool) -> dict[str, Any]:
    """The list that an item goes on, or a new one where something else stands last."""
    last: dict[str, Any] = siblings[-1] if siblings else {"kind": ""}
    if last["kind"] != "list" or last["ordered"] is not ordered:
        last = {"kind": "list", "ordered": ordered, "items": []}
        siblings.append(last)
    return last


def _from_line(line: str) -> Block:
    words = line.lstrip(" \t\u00a0")
    indent = line[: len(line) - len(words)].replace("\t", "  ")
    level = min(len(indent) // 2, DEEPEST)
    if words.startswith("\\"):
        return {"kind": "paragraph", "level": level, "text": words[1:]}
    found = _LINE.match(words)
    if not found:
        return {"kind": "paragraph", "level": level, "text": words}
    part = found.groupdict()
    block: Block = {"kind": "paragraph", "level": level, "text": words[found.end() :]}
    if part["heading"]:
        block |= {"kind": "heading", "level": len(part["heading"]) - 1}
    elif part["bullet"]:
        block["kind"] = "bullet"
    elif part["number"] or part["printed"]:
        block["kind"] = "number"
    label = next(
        (part[name] for name in part if name.endswith(("label", "printed")) and part[name]), ""
    )
    return block | {"label": label} if label else block


def _to_line(block: Block) -> str:
    text, label = block["text"], block.get("label", "")
    indent = "  " * block["level"]
    boxed = f"[{label}]" if label else ""
    if block["kind"] == "heading":
        sign, indent = "#" * (block["level"] + 1) + boxed, ""
    elif block["kind"] == "bullet":
        sign = f"-{boxed}"
    elif block["kind"] == "number":
        sign = label if _PRINTED_NUMBER.fullmatch(label) else f"#{boxed}."
    else:
        sign = boxed
        if not label and (_LINE.match(text) or text.startswith("\\")):
            text = f"\\{text}"
    return f"{indent}{sign} {text}".rstrip() if sign else f"{indent}{text}"


def _refuse(sentence: str) -> NoReturn:
    raise ValueError(sentence)


def _validate_block(block: object, place: str) -> None:
    if not isinstance(block, dict) or block.get("kind") not in KINDS:
        _refuse(f"{place} must be a paragraph, a bullet, a number or a heading.")
    if unknown := set(block) - {"kind", "level", "text", "label", "marks"}:
        _refuse(f"{place} has a part that text cannot have: {min(map(str, unknown))}.")
    level, text = block.get("level"), block.get("text")
    if type(level) is not int or not 0 <= level <= DEEPEST:
        _refuse(f"{place} must have a level from 0 to {DEEPEST}.")
    if not isinstance(text, str) or not isinstance(block.get("label", ""), str):
        _refuse(f"{place} must have words, or an empty string where it has none.")
    if clean_line(text) != text or "]" in block.get("label", ""):
        _refuse(f"{place} holds line breaks, spare spaces or signs that cannot be shown.")
    marks = block.get("marks", [])
    if not isinstance(marks, list):
        _refuse(f"{place} must list its marks.")
    for mark in marks:
        _validate_mark(mark, len(text), place)


def _validate_mark(mark: object, length: int, place: str) -> None:
    if not isinstance(mark, dict) or mark.get("kind") not in MARK_KINDS:
        _refuse(f"{place} has a mark that is no link, date, citation or reference.")
    start, end = mark.get("start"), mark.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= length:
        _refuse(f"{place} has a mark that lies outside its words.")


def _clean_block(block: Block) -> Block:
    text, places = _clean_text(block["text"])
    tidy = {"kind": block["kind"], "level": block.get("level", 0), "text": text}
    label = clean_line(block.get("label", "").replace("]", ")"))
    if label:
        tidy["label"] = label
    marks = [
        {**mark, "start": places[mark["start"]], "end": places[mark["end"]]}
        for mark in block.get("marks", [])
    ]
    if marks:
        tidy["marks"] = marks
    return tidy


def _clean_text(text: str) -> tuple[str, list[int]]:
    """The cleaned text, and for each place in the old text (its end too) the place in the new."""
    kept: list[str] = []
    places = []
    for sign in text:
        places.append(len(kept))
        if sign.isspace():
            # Spaces run together; a non-breaking space is the writer's and stays what it is.
            if kept and not kept[-1].isspace():
                kept.append("\u00a0" if sign == "\u00a0" else " ")
        elif unicodedata.category(sign) not in ("Cc", "Cs"):
            kept.append(sign)
    while kept and kept[-1].isspace():
        kept.pop()
    places.append(len(kept))
    return "".join(kept), [min(place, len(kept)) for place in places]
