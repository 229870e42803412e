"""What a person corrects in a placed document before it is imported. Pure: pieces in, pieces out.

A piece keeps the lines of the source it came from, so that the page still shows them side by
side; a new date phrase is read again, and words nobody touched keep their reading.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from governance.documents.pieces import Dated, Placed, dated_fields
from governance.documents.plain import to_plain
from governance.input.whole_numbers import typed_number
from governance.text.structured_text import Block, clean_line
from plans.documents.placed import (
    PlacedKpi,
    PlacedLead,
    PlacedMilestone,
    PlacedMonitoring,
    PlacedNote,
    PlacedRow,
    Pointing,
)

Typed = TypeVar("Typed", PlacedKpi, PlacedMonitoring, PlacedNote)
Points = TypeVar("Points", bound=Pointing)
D = TypeVar("D", bound=Dated)
_READING = ("due_text", "earliest", "latest", "precision", "date_kind", "year_inferred", "dates")


def fingerprint(piece: Any) -> str:
    """What a form carries to prove that the part it shows is still the same."""
    told = json.dumps(to_plain(piece), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def typed_blocks(pieces: Sequence[Typed]) -> list[Block]:
    """A list of one-line pieces as printed text, to be typed in one box."""
    return [
        {
            "kind": "bullet" if piece.is_bullet else "paragraph",
            "level": piece.level,
            "text": piece.text,
        }
        for piece in pieces
    ]


def relined(
    old: Sequence[Typed],
    blocks: Sequence[Block],
    new: Callable[..., Typed],
    reread: Callable[[str], dict[str, Any]] = lambda text: {},
) -> list[Typed]:
    """The pieces after their box was edited.

    A line with the same words is the same piece; of the others, the first that is left takes the
    place of the first that changed.
    """
    known: dict[str, list[Typed]] = {}
    for piece in old:
        known.setdefault(clean_line(piece.text), []).append(piece)
    kept: list[Typed | None] = [
        known[block["text"]].pop(0) if known.get(block["text"]) else None for block in blocks
    ]
    # An empty paragraph cannot be typed, and what it carries is not lost for that.
    unseen: list[Typed] = [piece for piece in known.get("", []) if not piece.is_bullet]
    taken = {id(piece) for piece in [one for one in kept if one is not None] + unseen}
    left = [piece for piece in old if id(piece) not in taken]
    pieces: list[Typed] = []
    for block, same in zip(blocks, kept, strict=True):
        shape = {"level": block["level"], "is_bullet": block["kind"] != "paragraph"}
        if same is not None:
            pieces.append(replace(same, **shape))
            continue
        before = left.pop(0) if left else new()
        words = {"text": block["text"], **reread(block["text"])}
        pieces.append(replace(before, **shape, **words))
    return pieces + unseen


def redated(piece: D, said: dict[str, Any], *, plan_year: str) -> D:
    """A dated piece with what was touched of its words, phrase, days and how exact they are.

    Days that were typed count as typed; else a new phrase or new words are read again.
    """
    changes = {name: getattr(piece, name) for name in ("text", *_READING[:3])} | said
    words = {name: changes[name] for name in said if name not in _READING}
    days = {name: changes[name] for name in ("earliest", "latest")}
    if days != {"earliest": piece.earliest, "latest": piece.latest}:
        exact = days["earliest"] == days["latest"] and days["latest"] is not None
        read = days | {
            "due_text": changes["due_text"],
            "precision": "day" if exact else piece.precision if any(days.values()) else "none",
            "date_kind": piece.date_kind or ("point" if exact else "deadline"),
            "year_inferred": False,
        }
    elif changes["due_text"] != piece.due_text:
        read = dated_fields(changes["due_text"], plan_year=plan_year or None)
        read |= {"due_text": changes["due_text"], "dates": []}
    elif changes["text"] != piece.text:
        read = dated_fields(changes["text"], plan_year=plan_year or None)
    else:
        read = {}
    if said.get("precision", piece.precision) != piece.precision:
        read["precision"] = said["precision"]
    return replace(piece, **words, **read)


def repointed(
    one: Points,
    said: dict[str, Any],
    statement: Sequence[Block],
    milestones: Sequence[str],
    moved: dict[int, int],
) -> Points:
    """A citation or reference at its words in an edited row, with what was touched of itself.

    ``moved`` gives the new place of each milestone that stayed; what stood on one that went
    stands on the row. ``said["stands_on"]`` is "row" or the old place of a milestone.
    """
    words = {name: value for name, value in said.items() if name != "stands_on"}
    if not {"stands_on", "printed"} & set(said):
        return _followed(replace(one, **words), statement, milestones, moved)
    before = str(one.milestone) if one.on == "milestone" else "row"
    on = said.get("stands_on", before)
    place = typed_number(on)
    at = None if place is None else moved.get(place)
    piece = replace(one, **words, on="row" if at is None else "milestone", milestone=at)
    texts = [block["text"] for block in statement] if at is None else [milestones[at]]
    for number, text in enumerate(texts):
        if piece.printed and piece.printed in text:
            block = number if at is None else None
            return replace(piece, block=block, start=text.index(piece.printed))
    return replace(piece, block=None, start=None)


def _followed(
    one: Points, statement: Sequence[Block], milestones: Sequence[str], moved: dict[int, int]
) -> Points:
    if one.on == "milestone" and one.milestone is not None:
        at = moved.get(one.milestone)
        if at is None:
            return replace(one, on="row", milestone=None, block=None, start=None)
        return replace(one, milestone=at, start=_place(one, milestones[at]))
    if one.block is None:
        return one
    for number, block in enumerate(statement):
        if one.printed and one.printed in block["text"]:
            return replace(one, block=number, start=block["text"].index(one.printed))
    if one.block >= len(statement):
        return replace(one, block=None, start=None)
    return replace(one, start=_place(one, statement[one.block]["text"]))


def _place(one: Pointing, text: str) -> int | None:
    if one.start is None:
        return None
    found = text.find(one.printed) if one.printed else -1
    return found if found >= 0 else min(one.start, len(text))


def bare(document: Any) -> Any:
    """What a form about the paper itself shows: everything but its rows and what is not placed."""
    names = ("rows", "unplaced", "furniture")
    return replace(document, **{name: [] for name in names if hasattr(document, name)})


def without_row(document: Any, at: int) -> Any:
    """The document without one of its rows; references by number stay as printed."""
    return replace(document, rows=[row for place, row in enumerate(document.rows) if place != at])


ASSIGNABLE = [
    ("statement", "its statement"),
    ("milestones", "a milestone"),
    ("kpis", "a KPI"),
    ("leads", "a lead"),
    ("monitoring", "monitoring"),
    ("progress", "progress"),
    ("raw_fragments", "words kept with the row"),
]


def assigned(document: Any, raw_at: int, row_at: int, field: str, *, plan_year: str) -> Any:
    """The document with words that were not placed put into a field of a row."""
    raw = document.unplaced[raw_at]
    row = taking(document.rows[row_at], field, raw.text, raw.lines, plan_year=plan_year)
    rows = [row if place == row_at else one for place, one in enumerate(document.rows)]
    left = [one for place, one in enumerate(document.unplaced) if place != raw_at]
    return replace(document, rows=rows, unplaced=left)


def taking(
    row: PlacedRow, field: str, text: str, lines: tuple[str, ...], *, plan_year: str
) -> PlacedRow:
    """A row with some more words in one of its fields."""
    dated = dated_fields(text, plan_year=plan_year or None)
    if field == "statement":
        block: Block = {"kind": "paragraph", "level": 0, "text": text}
        return replace(row, statement=[*row.statement, block], lines=(*row.lines, *lines))
    if field == "raw_fragments":
        return replace(row, raw_fragments=[*row.raw_fragments, text], lines=(*row.lines, *lines))
    made: dict[str, Callable[[], Any]] = {
        "milestones": lambda: PlacedMilestone(text=text, lines=lines, **dated),
        "kpis": lambda: PlacedKpi(text=text, lines=lines, **dated),
        "leads": lambda: PlacedLead(name=text, lines=lines),
        "monitoring": lambda: PlacedMonitoring(text=text, lines=lines),
        "progress": lambda: PlacedNote(text=text, lines=lines),
    }
    more: dict[str, Any] = {field: [*getattr(row, field), made[field]()]}
    return replace(row, **more)


def renamed_themes(document: Any, names: dict[str, str]) -> Any:
    """The document with its themes, and the rows that name them, under new titles."""
    themes = [replace(one, title=names.get(one.title, one.title)) for one in document.themes]
    rows = [replace(row, theme=names.get(row.theme, row.theme)) for row in document.rows]
    return replace(document, themes=themes, rows=rows)


def is_same(one: Placed, other: Placed) -> bool:
    """Whether nothing was changed, so that nothing needs to be kept."""
    return to_plain(one) == to_plain(other)
