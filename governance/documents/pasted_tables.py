"""Tables in pasted text: cells between tabs, as Word and Excel paste them, or between pipes.

Word pastes each paragraph of a cell as a line of its own, so a row ends only where its last cell
does; Excel sets a cell with line breaks in quotation marks.
"""

import re

from .typed_marks import mark_of

# Rows of cells, each a list of paragraphs.
Grid = list[list[list[str]]]

_LONGEST_CELL = 200  # paragraphs
_NEAR = 20  # empty lines looked over for the next row

# Stands for a line break inside a cell until the lines are told apart; cleaning took out others.
_INSIDE = "\x1d"
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
    return re.sub(r"\r?\n|\r", _INSIDE, words)


def take_table(lines: list[str], at: int) -> tuple[Grid | None, int]:
    """The table that begins at a line, and the place of the line after it.

    Without a table the place says how far the lines are known to hold none.
    """
    if "|" in lines[at] and (taken := _between_pipes(lines, at)):
        return taken
    if len(_words(_segments(lines[at]))) < 2:
        return None, at + 1
    grid, after = _row_a_line(lines, at)
    if grid is None and after == at + 1:
        return _word_rows(lines, at) or (None, after)
    return grid, after


def _between_pipes(lines: list[str], at: int) -> tuple[Grid, int] | None:
    ruled = at + 1 < len(lines) and _is_rule(lines[at + 1])
    after = at
    while after < len(lines) and (_is_boxed(lines[after]) or (ruled and "|" in lines[after])):
        after += 1
    if after - at < 2:
        return None
    grid = [_pipe_cells(line) for line in lines[at:after] if not _is_rule(line)]
    return (grid, after) if grid else None


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


def _row_a_line(lines: list[str], at: int) -> tuple[Grid | None, int]:
    """Rows of a line each; none where half of them or more are broken over several lines."""
    after = at
    rows: list[list[str]] = []
    while after < len(lines) and len(segments := _segments(lines[after])) > 1:
        rows.append(segments)
        after += 1
    columns = max(map(len, rows))
    whole = sum(len(row) == columns for row in rows)
    goes_on = after < len(lines) and lines[after].strip()
    if (
        len(rows) < 2
        or (columns > 2 and goes_on and _word_rows(lines, at))
        or 2 * whole < len(rows)
    ):
        return None, at + 1
    if columns == 2 and (_all_label(rows) or all(row[1].strip().isdigit() for row in rows)):
        return None, after  # "Author:" with a name, or a list of contents
    return [_cells(row) for row in rows], after


def _all_label(rows: list[list[str]]) -> bool:
    return all(row[0].rstrip().endswith(":") for row in rows)


def _word_rows(lines: list[str], at: int) -> tuple[Grid, int] | None:
    """Rows whose cells hold several paragraphs; the first line tells how many cells a row has."""
    header = _segments(lines[at])
    columns = len(header)
    if columns < 3:
        return None
    rows: Grid = [_cells(header)]
    row: list[list[str]] = []  # the row that is being filled
    loose: list[str] = []  # paragraphs before it, of the last cell of the row above
    pending: list[str] = []  # paragraphs after a whole row: of its last cell, or of a new row
    after = end = at + 1
    while after < len(lines) and len(pending) < _LONGEST_CELL:
        segments = _segments(lines[after])
        if len(segments) > columns or segments == header or (row and len(row[-1]) > _LONGEST_CELL):
            break
        if not lines[after].strip():
            if not row and not _begins_row(lines, after + 1, columns):
                break
        elif row:
            if len(row) + len(segments) - 1 > columns:
                break
            row[-1] += segments[0].split(_INSIDE)
            row += _cells(segments[1:])
        elif len(segments) == 1:
            pending.append(lines[after])
        else:
            split = _new_row_at(pending, rows)
            row, loose = _cells(segments), pending[:split]
            row[0] = pending[split:] + row[0]
            pending = []
        after += 1
        if len(row) == columns:
            rows[-1][-1] += loose
            rows.append(row)
            row, loose, end = [], [], after
    if len(rows) < 2:
        return None
    for line in [] if row else pending:
        if mark_of(line)[0] == "paragraph":
            break
        rows[-1][-1].append(line)
        end = lines.index(line, end) + 1
    return rows, end


def _cells(segments: list[str]) -> list[list[str]]:
    return [cell.split(_INSIDE) for cell in segments]


def _begins_row(lines: list[str], at: int, columns: int) -> bool:
    following = next((line for line in lines[at : at + _NEAR] if line.strip()), "")
    return len(_segments(following)) == columns


def _new_row_at(pending: list[str], rows: Grid) -> int:
    """The place among loose paragraphs where a numbered row begins, or the end of them."""
    last = next((text for text in rows[-1][0] if text.strip()), "")
    number = _number(last)
    if number is None:
        number = 0 if len(rows) == 1 else None
    for place, line in enumerate(pending):
        if number is not None and _number(line) == number + 1:
            return place
    return len(pending) if len(rows) > 1 else 0


def _number(text: str) -> int | None:
    kind, typed = mark_of(text)
    core = (text[:typed] if kind == "number" else text).strip(" \t.()")
    return int(core) if core.isascii() and core.isdigit() and len(core) < 4 else None


def _segments(line: str) -> list[str]:
    """The cells of a line; a bullet with its tab begins the words after it, not a cell."""
    cells: list[str] = []
    waiting = ""
    for at, part in enumerate(line.split("\t")):
        kind, typed = mark_of(part)
        is_mark = kind == "bullet" and not part[typed:].strip()
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


def _words(segments: list[str]) -> list[str]:
    return [each for each in segments if each.strip()]
