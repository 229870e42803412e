"""Tables in pasted text: cells between tabs, as Word and Excel paste them, or between pipes.

Word pastes each paragraph of a cell as a line of its own, so a row ends only where its last cell
does; Excel sets a cell with line breaks in quotation marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .pasted_rows import (
    INSIDE,
    Region,
    balanced_region,
    filled,
    known_region,
    number_at,
    numbered_region,
    segments,
)

# Rows of cells, each a list of paragraphs.
Grid = list[list[list[str]]]

_TRIED = 60  # lines after one that begins no numbered rows

_QUOTED = re.compile(
    r'(?<=\t)"((?:[^"]|"")*\n(?:[^"]|"")*)"(?=[\t\r\n]|\Z)'
    r'|(?:(?<=\n)|(?<=\A))"((?:[^"]|"")*\n(?:[^"]|"")*)"(?=\t)'
)
_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-{2,}:?\s*\|?|\|\s*:?-{2,}:?\s*\|")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def with_whole_cells(text: str) -> str:
    """The text with each quoted cell of a pasted spreadsheet on one line."""
    return _QUOTED.sub(_whole_cell, text)


def _whole_cell(found: re.Match[str]) -> str:
    words = (found[1] or found[2] or "").replace('""', '"').replace("\t", " ")
    return re.sub(r"\r?\n|\r", INSIDE, words)


@dataclass(frozen=True)
class Pasted:
    """A table with the lines it was pasted as: from ``start`` to before ``end``."""

    start: int
    end: int
    grid: Grid


def tables_in(lines: Sequence[str]) -> list[Pasted]:
    """Every table of a text, in order."""
    tabs = [len(segments(line)) - 1 if "\t" in line else 0 for line in lines]
    found: list[Pasted] = []
    heads: dict[str, tuple[tuple[str, ...], int]] = {}  # headers met, by their first line
    at = floor = tried = plain = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            tried = at
        table: Pasted | None = None
        if "|" in line:
            table = _between_pipes(lines, at)
        if table is None and line in heads:
            region = known_region(lines, tabs, at, *heads[line])
            table = _of_region(lines, region) if region else None
        if table is None and tabs[at] and sum(bool(one.strip()) for one in segments(line)) > 1:
            if at >= plain:
                table = _row_a_line(lines, tabs, at, is_strict=True)
            if table is None and at >= tried:
                region = numbered_region(lines, tabs, at, floor)
                tried = at + _TRIED
                if region:
                    table = _of_region(lines, region)
                    if _number_free(lines, region):
                        head = tuple(lines[region.start : region.rows[1]])
                        heads[head[0]] = (head, region.tabs)
            if table is None and (region := balanced_region(lines, tabs, at)):
                table = _of_region(lines, region)
            if table is None and at >= plain:
                table = _row_a_line(lines, tabs, at, is_strict=False)
                plain = at if table else _run_end(tabs, at)
        if table is None:
            at += 1
            continue
        found.append(table)
        at = floor = tried = table.end
    return found


def _of_region(lines: Sequence[str], region: Region) -> Pasted:
    ends = [*region.rows[1:], region.end]
    grid = [filled(lines[row:end]) for row, end in zip(region.rows, ends, strict=True)]
    return Pasted(region.start, region.end, grid)


def _number_free(lines: Sequence[str], region: Region) -> bool:
    """Whether the first row is a header: the numbers begin in the second."""
    first = lines[region.rows[0]]
    return len(region.rows) > 1 and number_at(first) is None


def _between_pipes(lines: Sequence[str], at: int) -> Pasted | None:
    ruled = at + 1 < len(lines) and _is_rule(lines[at + 1]) and not _is_rule(lines[at])
    after = at
    while after < len(lines) and (_is_boxed(lines[after]) or (ruled and "|" in lines[after])):
        after += 1
    if after - at < 2:
        return None
    grid = [_pipe_cells(line) for line in lines[at:after] if not _is_rule(line)]
    return Pasted(at, after, grid) if grid else None


def _is_rule(line: str) -> bool:
    return "|" in line and bool(_RULE.fullmatch(line.strip()))


def _is_boxed(line: str) -> bool:
    words = line.strip()
    return len(words) > 2 and words.startswith("|") and words.endswith("|")


def _pipe_cells(line: str) -> list[list[str]]:
    words = line.strip().removeprefix("|")
    if words.endswith("|") and not words.endswith("\\|"):
        words = words[:-1]
    return [_BREAK.split(cell.replace("\\|", "|")) for cell in _PIPE.split(words)]


def _row_a_line(
    lines: Sequence[str], tabs: Sequence[int], at: int, *, is_strict: bool
) -> Pasted | None:
    """Rows of a line each; strictly only where all are alike and nothing follows on the last."""
    after = _run_end(tabs, at)
    if after - at < 2:
        return None
    most = max(tabs[at:after])
    whole = sum(one == most for one in tabs[at:after])
    goes_on = after < len(lines) and bool(lines[after].strip())
    if (is_strict and (goes_on or whole < after - at)) or 2 * whole < after - at:
        return None
    rows = [segments(line) for line in lines[at:after]]
    if most == 1 and (_all_label(rows) or all(row[1].strip().isdigit() for row in rows)):
        return None  # "Author:" with a name, or a list of contents
    grid = [[cell.split(INSIDE) for cell in row] for row in rows]
    return Pasted(at, after, grid)


def _run_end(tabs: Sequence[int], at: int) -> int:
    """The line after the last of those that follow each other with a tab."""
    while at < len(tabs) and tabs[at]:
        at += 1
    return at


def _all_label(rows: list[list[str]]) -> bool:
    return all(row[0].rstrip().endswith(":") for row in rows)
