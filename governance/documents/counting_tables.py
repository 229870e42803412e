"""How many signs a table or a pasted text holds; written apart from the code that reads them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from .rows import is_counted


def count_text(text: str) -> int:
    """Signs of a pasted text; the pipes, rules and quotation marks that draw a table are none."""
    lines = _without_drawn_quotes(_seen(text)).split("\n")
    ruled = _under_rules(lines)
    total = 0
    boxed = [len(line.strip()) > 2 and line.strip()[0] == "|" == line.strip()[-1] for line in lines]
    for at, line in enumerate(lines):
        near = any(boxed[max(0, at - 1) : at] + boxed[at + 1 : at + 2])
        if at in ruled or (boxed[at] and near):
            if _is_rule(line):
                continue
            line = re.sub(r"(?i)<br\s*/?>", "", line).replace("\\|", "\x00").replace("|", "")
            line = line.replace("\x00", "¦")  # an escaped pipe is a sign of the cell
        total += _signs(line)
    return total


def _under_rules(lines: list[str]) -> set[int]:
    """The lines of tables whose header is ruled off with dashes and pipes."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if at and _is_rule(line) and "|" in lines[at - 1] and not _is_rule(lines[at - 1]):
            end = at
            while end < len(lines) and "|" in lines[end]:
                end += 1
            found.update(range(at - 1, end))
    return found


def _is_rule(line: str) -> bool:
    """Whether a line is dashes between pipes and nothing else: "|---|:--|"."""
    drawn = "".join(line.split())
    columns = drawn.strip("|").split("|")
    is_open = len(columns) == 1 and not (drawn[:1] == "|" == drawn[-1:])
    return not is_open and all(
        set(column) <= set("-:") and column.strip(":").count("-") > 1 for column in columns
    )


def _without_drawn_quotes(text: str) -> str:
    """Without the quotation marks that a spreadsheet puts round a cell with line breaks."""
    parts = []
    rest = 0
    at = text.find('"')
    while at >= 0:
        end = at + 1
        while (end := text.find('"', end)) >= 0 and text[end + 1 : end + 2] == '"':
            end += 2
        if end < 0:
            break
        before, after = text[at - 1 : at] if at else "\n", text[end + 1 : end + 2] or "\n"
        is_cell = before in "\t\n" and after in "\t\n" and "\t" in (before, after)
        if is_cell and "\n" in text[at:end]:
            parts += [text[rest:at], text[at + 1 : end].replace('""', '"')]
            rest = end + 1
            at = text.find('"', end + 1)
        else:
            at = text.find('"', at + 1)
    return "".join([*parts, text[rest:]])


def _seen(text: str) -> str:
    """The text without signs that nobody sees, every line ending alike."""
    breaks: dict[str, str | int | None] = {"\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n"}
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(str.maketrans(breaks))
    unseen = [
        ord(sign)
        for sign in set(lines)
        if sign not in "\n\t" and unicodedata.category(sign) != "Zs" and not _is_seen(sign)
    ]
    return lines.translate(dict.fromkeys(unseen))


def count_csv(text: str) -> int:
    """Signs of the cells of a CSV file that was decoded; what divides and quotes them is none."""
    text = _seen(text)
    if said := re.match(r"(?i)sep=.\r?\n", text):
        delimiter, text = text[4], text[said.end() :]
    else:
        delimiter = max(",;\t|", key=lambda sign: _evenness(text, sign))
    return sum(_signs(cell) for _, cell in _cells(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """How alike the first rows are when a sign divides them."""
    rows: list[int] = []
    for row, _ in _cells(text, delimiter):
        if row > 20:
            break
        rows.append(row)
    widths = [rows.count(row) for row in sorted(set(rows))[:20]]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
    return (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)


def _cells(text: str, delimiter: str) -> Iterator[tuple[int, str]]:
    """The number of its row and the words of each cell, read sign by sign."""
    row, at, begins = 1, 0, True
    ends = {delimiter, "\r", "\n"}
    while at < len(text):
        words: list[str] = []
        if text[at] == '"':
            at += 1
            while at < len(text):
                end = text.find('"', at)
                if end < 0:
                    end = len(text)
                words.append(text[at:end])
                at = end + 1
                if text[at : at + 1] != '"':
                    break
                words.append('"')
                at += 1
        end = at
        while end < len(text) and text[end] not in ends:
            end += 1
        words.append(text[at:end])
        closes = text[end : end + 1] != delimiter
        if not (begins and closes and end == at and not "".join(words)):
            yield row, "".join(words)
        begins = closes
        row += closes
        at = end + (2 if text[end : end + 2] == "\r\n" else 1)


def _signs(text: str) -> int:
    return sum(count for sign, count in Counter(text).items() if _is_seen(sign))


def _is_seen(sign: str) -> bool:
    """Whether a sign counts and can be stored, which halves of signs cannot."""
    return is_counted(sign) and unicodedata.category(sign) != "Cs" and sign not in "\ufffe\uffff"
