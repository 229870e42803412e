"""What stands in the cells of one row: the same words, in the same order, under the same heads."""

from collections.abc import Iterable, Sequence
from datetime import date

from governance.documents.pieces import Dated, Piece
from governance.documents.printed import (
    PrintedCell,
    PrintedLine,
    bare,
    lines_of,
    texts_of,
)
from governance.text.dates_in_words import day_in_words
from governance.text.sentences import with_topic

from ..placed import PlacedLead, PlacedMilestone, PlacedNote, PlacedRow
from .cited import (
    milestone_with_citations,
    pointing_apart,
    pointing_from,
    statement_with_citations,
)
from .columns import Column, Role, notes_in, statuses_in

PARTS = ("statement", "citations", "leads", "kpis")
# What somebody said of a step, when the paper has no words for it.
_STATES = {"done": "done: ", "in_progress": "under way: "}
ROWS = "rows"  # the one list that numbers the rows where Word counts them


def cells_of(row: PlacedRow, columns: Sequence[Column], numbering: str) -> list[PrintedCell]:
    """The cells of a row, one for each column."""
    return [PrintedCell(tuple(_lines_in(column, row, columns, numbering))) for column in columns]


def statement_of(row: PlacedRow, numbering: str, *, is_apart: bool = False) -> list[PrintedLine]:
    """The statement with its number before it, typed or counted by Word.

    ``is_apart`` says that the number has a column of its own.
    """
    of: tuple[Piece, ...] = (row,)
    lines = lines_of(statement_with_citations(row), of)
    if is_apart or (not row.number and numbering != "automatic"):
        return lines
    plain = bool(lines) and lines[0].kind == "paragraph" and not lines[0].level
    words, rest, links = (lines[0].text, lines[1:], lines[0].links) if plain else ("", lines, ())
    if numbering == "automatic" and (not row.number or _counts(row.number)):
        start = int(row.number) if row.number else None
        first = PrintedLine(words, "number", list_name=ROWS, start=start, links=links, of=of)
    else:
        first = PrintedLine(f"{row.number}. {words}".strip(), of=of)
    return [first, *rest]


def _counts(number: str) -> bool:
    """Whether Word can count to such a number by itself."""
    return number.isascii() and number.isdecimal() and len(number) <= 4


def _lines_in(
    column: Column, row: PlacedRow, columns: Sequence[Column], numbering: str
) -> Iterable[PrintedLine]:
    have = {one.role for one in columns}
    match column.role:
        case "improvement":
            yield from _improvement(row, have, numbering)
        case "number":
            if row.number:
                yield PrintedLine(row.number, of=(row,))
        case "milestones" | "due":
            yield from _milestones(row, column, have)
        case "monitoring":
            for watch in row.monitoring:
                yield _item(watch.text, watch.is_bullet, watch.level, (watch,))
        case "progress":
            said = ""
            for note in notes_in(column, row, columns):
                words = words_of_note(note, said)
                said = f"{said}\n{words}"
                yield _item(words, note.is_bullet, note.level, (note,))
        case "lead":
            yield from _leads(row, apart=True)
        case "kpi":
            yield from _kpis(row)
        case "status":
            for text, piece in statuses_in(column, row):
                yield from texts_of(text, (piece,))
        case "raised":
            if row.raised_on:
                yield _day(row.raised_on, row)
        case "completed":
            for one in row.milestones:
                if one.done_on:
                    yield _day(one.done_on, one)
        case "theme":
            yield from texts_of(row.theme, (row,))
        case "evidence":
            yield from _pointers(row)
        case _:
            for extra in row.extras:
                if extra.heading == column.name:
                    yield from texts_of(extra.text, (extra,))


def _improvement(row: PlacedRow, have: set[Role], numbering: str) -> Iterable[PrintedLine]:
    own_column: dict[str, Role] = {"citations": "evidence", "leads": "lead", "kpis": "kpi"}
    for part in [*row.layout, *(one for one in PARTS if one not in row.layout)]:
        if own_column.get(part) in have:
            continue
        if part == "statement":
            numbered = "number" not in have
            yield from (
                statement_of(row, numbering)
                if numbered
                else lines_of(statement_with_citations(row), (row,))
            )
        elif part == "citations":
            yield from _pointers(row)
        elif part == "leads":
            yield from _leads(row)
        elif part == "kpis":
            yield from _kpis(row)
    for fragment in row.raw_fragments:
        yield from texts_of(fragment, (row,), "damaged")


def _pointers(row: PlacedRow) -> Iterable[PrintedLine]:
    """Citations and references of the row that stand apart from its other words."""
    for one in pointing_apart(row):
        yield from texts_of(one.printed, (one,))


def _leads(row: PlacedRow, *, apart: bool = False) -> Iterable[PrintedLine]:
    """The leads under their heading: each sub-topic on a line, others behind the heading."""
    groups: list[list[PlacedLead]] = []
    for lead in row.leads:
        if groups and groups[-1][0].topic == lead.topic:
            groups[-1].append(lead)
        else:
            groups.append([lead])
    heading = row.lead_heading
    frame = ""
    if not heading and row.leads and not apart:
        heading = frame = "Leads:" if len(row.leads) > 1 else "Lead:"
    if heading and groups and not groups[0][0].topic:
        first = groups.pop(0)
        yield PrintedLine(f"{heading} {_names(first)}", frame=frame, of=(row, *first))
    elif heading:
        yield PrintedLine(heading, frame=frame, of=(row,))
    for group in groups:
        topic = group[0].topic
        mark = "" if not topic or topic.endswith((":", "–", "-")) else ":"
        words = f"{topic}{mark} {_names(group)}".strip()
        yield PrintedLine(words, level=0, of=tuple(group))


def _names(leads: Sequence[PlacedLead]) -> str:
    return ", ".join(lead.name for lead in leads)


def _kpis(row: PlacedRow) -> Iterable[PrintedLine]:
    if row.kpi_heading:
        yield PrintedLine(row.kpi_heading, of=(row,))
    elif row.kpis:
        yield PrintedLine("KPIs:", frame="KPIs:", of=(row,))
    for kpi in row.kpis:
        yield _item(_dated(kpi), kpi.is_bullet, kpi.level, (kpi,))


def _milestones(row: PlacedRow, column: Column, have: set[Role]) -> Iterable[PrintedLine]:
    both = {"milestones", "due"} <= have
    for one in row.milestones:
        if both and (bare(one.text) == bare(one.due_text)) is not (column.role == "due"):
            continue
        apart = pointing_from(one, row)
        yield _item(words_of_milestone(one, row), one.is_bullet, one.level, (one, *apart))


def words_of_milestone(milestone: PlacedMilestone, row: PlacedRow) -> str:
    """A milestone as it is printed, with its state and the citations that stand behind it."""
    text = _with(milestone_with_citations(milestone, row), milestone.due_text)
    text = _with(
        _with(text, milestone.recurrence_text),
        milestone.state_text,
        _STATES.get(milestone.state, ""),
    )
    for each in pointing_from(milestone, row):
        if each.start is None and bare(each.printed) not in bare(text):
            text = f"{text} {each.printed}".strip()
    return text


def _dated(piece: Dated) -> str:
    return _with(piece.text, piece.due_text)


def _with(text: str, words: str, called: str = "") -> str:
    """A fact that the words lack is printed behind them, so that no reader misses it."""
    if not words.strip() or bare(words).lower() in bare(text).lower():
        return text
    if not text:
        return words
    return f"{text} {words}" if words.startswith("(") else f"{text} ({called}{words})"


def words_of_note(note: PlacedNote, before: str = "") -> str:
    """A note as it is printed: its topic before it, and its stamp where no words have it.

    ``before`` are the words of the same cell above it: a day on a line of its own dates them all.
    """
    text = with_topic(note.topic, note.text)
    stamp = bare(note.as_at_text).lower()
    if stamp and stamp not in bare(f"{before} {text}").lower():
        text = f"{note.as_at_text}: {text}".strip()
    return text


def _day(day: date, of: Piece) -> PrintedLine:
    words = day_in_words(day)
    return PrintedLine(words, frame=words, of=(of,))


def _item(text: str, is_bullet: bool, level: int, of: tuple[Piece, ...]) -> PrintedLine:
    words = " ".join(text.split("\n"))
    return PrintedLine(words, "bullet" if is_bullet else "paragraph", min(level, 8), of=of)
