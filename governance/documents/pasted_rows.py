"""Rows of a table pasted from Word, where each paragraph of a cell is a line of its own.

Nothing in the text says where a row ends. Numbered rows tell it: from one number to the next
stands the same count of tabs. Rows that begin with a whole line of tabs tell it too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .typed_marks import mark_of

# Stands for a line break inside a cell until the lines are told apart; cleaning took out others.
INSIDE = "\x1d"

_FAR = 400  # lines of one row, looked over for the next number
_LONGEST_TITLE = 80
_LONGEST_HEAD = 45
_LABEL = re.compile(r"[A-Z][^:\t]{1,40}:\s*")


@dataclass(frozen=True)
class Region:
    """The lines of one table, from ``start`` to before ``end``, and the first lines of its rows."""

    start: int
    end: int
    rows: tuple[int, ...]
    tabs: int  # of each row


def segments(line: str) -> list[str]:
    """The cells of a line; a bullet with its tab begins the words after it, not a cell."""
    cells: list[str] = []
    waiting = ""
    parts = line.split("\t")
    for at, part in enumerate(parts):
        kind, typed = mark_of(part)
        follows = parts[at + 1] if at + 1 < len(parts) else ""
        # Two bullets after each other: the first is an empty one and fills its cell.
        is_mark = kind == "bullet" and not part[typed:].strip() and not mark_of(follows)[1]
        if is_mark and not waiting:
            waiting = part + "\t"
        elif waiting:
            cells.append(waiting + part)
            waiting = ""
        elif at == 1 and len(cells) == 1 and _only_number(cells[0]) and line.count("\t") == 1:
            cells[0] += "\t" + part  # "1." and its words, not a row of two cells
        else:
            cells.append(part)
    return [*cells, waiting] if waiting else cells


def _only_number(text: str) -> bool:
    kind, typed = mark_of(text)
    return kind == "number" and typed == len(text)


def filled(lines: Sequence[str]) -> list[list[str]]:
    """The cells of one row from its lines: a tab begins a cell, a line a paragraph."""
    cells: list[list[str]] = [[]]
    for line in lines:
        first, *others = segments(line)
        cells[-1] += first.split(INSIDE)
        cells += [cell.split(INSIDE) for cell in others]
    return cells


def numbered_region(
    lines: Sequence[str], tabs: Sequence[int], first: int, floor: int
) -> Region | None:
    """The table whose first line with a tab is given, if its rows are numbered.

    It begins at or after ``floor``.
    """
    lowest = max(floor, _stretch_start(lines, first))
    most = min(len(lines), first + 60)
    for at in range(lowest, most):
        number = number_at(lines[at])
        if number is None or (at > first and sum(tabs[lowest:at]) == 0):
            continue
        rows, count = _chain(lines, tabs, at, number)
        if count:
            region = _region(lines, tabs, lowest, rows, count)
            return region if region and region.start <= first else None
    return None


def _chain(
    lines: Sequence[str], tabs: Sequence[int], at: int, number: int
) -> tuple[list[int], int]:
    """The lines at which rows begin, from one with a number on, and the tabs of each row."""
    seen = 0
    for following in range(at + 1, min(len(lines), at + _FAR)):
        seen += tabs[following - 1]
        if seen > 1 and number_at(lines[following]) == number + 1:
            rows = [at, *_links(lines, tabs, following, number + 1, seen)]
            if _whole(tabs, rows[-1], len(lines), seen) is not None:
                return rows, seen
    return [], 0


def _links(
    lines: Sequence[str], tabs: Sequence[int], at: int, number: int, count: int
) -> list[int]:
    """Every further row after the second, as far as numbers and tabs go together."""
    rows = [at]
    seen = 0
    following = at + 1
    while following < min(len(lines), rows[-1] + _FAR) and seen <= count:
        seen += tabs[following - 1]
        if seen == count and number_at(lines[following]) == number + 1:
            rows.append(following)
            number, seen = number + 1, 0
        following += 1
    return rows


def _region(
    lines: Sequence[str], tabs: Sequence[int], lowest: int, rows: list[int], count: int
) -> Region | None:
    """The rows with the header above them and the rest of the last row below."""
    head = _head_start(lines, tabs, lowest, rows[0], count)
    closed = _whole(tabs, rows[-1], len(lines), count)
    if closed is None:
        return None
    starts = rows if head is None else [head, *rows]
    end = _last_end(lines, tabs, closed, [] if head is None else list(lines[head : rows[0]]))
    return Region(starts[0], end, tuple(starts), count)


def known_region(
    lines: Sequence[str], tabs: Sequence[int], at: int, head: Sequence[str], count: int
) -> Region | None:
    """A table under a header that stood before, which may hold a single row."""
    if list(lines[at : at + len(head)]) != list(head):
        return None
    first = at + len(head)
    if first >= len(lines):
        return None
    rows = [first]
    number = number_at(lines[first])
    if number is not None:
        rows = _links(lines, tabs, first, number, count)
    closed = _whole(tabs, rows[-1], len(lines), count)
    if closed is None:
        return None
    return Region(at, _last_end(lines, tabs, closed, list(head)), (at, *rows), count)


def _whole(tabs: Sequence[int], at: int, most: int, count: int) -> int | None:
    """The line in which the last cell of a row begins; None where the tabs do not come out."""
    seen = 0
    for line in range(at, min(most, at + _FAR)):
        seen += tabs[line]
        if seen == count:
            return line
        if seen > count:
            return None
    return None


def _last_end(lines: Sequence[str], tabs: Sequence[int], closed: int, head: Sequence[str]) -> int:
    """Where the last cell of a table ends: at an empty line, a tab, a heading, its header again."""
    end = closed + 1
    while end < len(lines) and lines[end].strip() and not tabs[end]:
        if head and list(lines[end : end + len(head)]) == list(head):
            break
        if _is_heading(lines[end]):
            return end
        end += 1
    again = head and list(lines[end : end + len(head)]) == list(head)
    if again and end - 1 > closed and _is_title(lines[end - 1]):
        end -= 1
    return end


def _is_heading(line: str) -> bool:
    kind, typed = mark_of(line)
    words = line[typed:].strip()
    return (
        kind == "number"
        and len(words) < _LONGEST_TITLE
        and not words.endswith((".", ";", ","))
        and words[:1].isupper()
    )


def _is_title(line: str) -> bool:
    words = line.strip()
    return (
        mark_of(line)[0] == "paragraph"
        and len(words) < _LONGEST_TITLE
        and words[:1].isupper()
        and not words.endswith((".", ";", ",", ":"))
    )


def _head_start(
    lines: Sequence[str], tabs: Sequence[int], lowest: int, first: int, count: int
) -> int | None:
    """The line at which the header above the first row begins; None where there is none."""
    seen = 0
    for at in range(first - 1, lowest - 1, -1):
        seen += tabs[at]
        if seen > count:
            return None
        if seen == count and tabs[at]:
            is_helper = len(segments(lines[at])[0]) > _LONGEST_HEAD
            return at - 1 if is_helper and at > lowest and _is_title(lines[at - 1]) else at
    return None


def _stretch_start(lines: Sequence[str], first: int) -> int:
    """The first line after an empty one, not far above the first tab."""
    at = first
    while at > max(0, first - 12) and lines[at - 1].strip():
        at -= 1
    return at


def balanced_region(lines: Sequence[str], tabs: Sequence[int], first: int) -> Region | None:
    """A table whose first line holds all its tabs and whose rows come out even.

    Lines without a tab go on in the last cell; after rows of a line each, only where they read so.
    """
    count = tabs[first]
    if count < 2 or _LABEL.fullmatch(segments(lines[first])[0]):
        return None
    rows = [first]
    seen, at = count, first + 1
    has_gone_on = False
    while at < len(lines) and lines[at].strip():
        line = lines[at]
        if seen == count:
            is_label = tabs[at] == 1 and bool(_LABEL.fullmatch(segments(line)[0]))
            ends = not tabs[at] and not has_gone_on and len(rows) > 2 and _begins_large(line)
            if is_label or ends or (not tabs[at] and _is_heading(line)):
                break
            if tabs[at]:
                rows.append(at)
                seen = 0
            else:
                has_gone_on = True
        seen += tabs[at]
        has_gone_on = has_gone_on or seen < count
        if seen > count:
            break
        at += 1
    end = at
    if seen != count:
        end = rows.pop()
    return Region(first, end, tuple(rows), count) if len(rows) > 1 else None


def _begins_large(line: str) -> bool:
    return mark_of(line)[0] == "paragraph" and line.strip()[:1].isupper()


def number_at(line: str) -> int | None:
    """The number that a line begins with, as its mark or as its first cell."""
    kind, typed = mark_of(line)
    first = line.split("\t")[0]
    core = (line[:typed] if kind == "number" else first).strip(" \t.()")
    return int(core) if core.isascii() and core.isdigit() and len(core) < 4 else None
