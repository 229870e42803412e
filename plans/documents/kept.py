"""A placed plan as the database keeps it: whole, tidy, and equal to what is removed again.

Pure. Nothing printed is dropped but what a paper prints round its contents (repeated headers,
helper lines) and what was said of reading it (warnings): both stay with the import.
"""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from governance.documents.pieces import Dated, Raw
from governance.documents.plain import to_plain
from governance.quarters import year_label
from governance.text.structured_text import plain

from ..input.short_names import propose
from .periods import period_of
from .placed import (
    PlacedCitation,
    PlacedKpi,
    PlacedMilestone,
    PlacedPlan,
    PlacedReference,
    PlacedRow,
    PlacedTheme,
    Pointing,
)
from .source_titles import one_title

KINDS = ("improvement_plan", "action_plan", "implementation_plan")
ROW_WORDS = {
    "improvement_plan": "improvement",
    "action_plan": "action",
    "implementation_plan": "action",
}
THEME_WORD = "theme"
_STATES = ("open", "in_progress", "done")
_LONGEST_PHRASE = 200  # DatedText.due_text
_LONGEST_NAME = 80  # Improvement.short_name
_HUNDREDTH, _TENTH = Decimal("0.01"), Decimal("0.1")
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
D = TypeVar("D", bound=Dated)


def as_kept(placed: PlacedPlan, *, plan_year: str = "") -> PlacedPlan:
    """The plan that a commit stores and ``plan_on_paper`` gives back.

    Empty short names are proposed, missing days come from the printed period or ``plan_year``,
    and the spellings of one cited title become one.
    """
    whole: PlacedPlan = _clean(placed)
    starts_on, ends_on = period_of(whole, plan_year=plan_year)
    titles = one_title(cited.source for row in whole.rows for cited in row.citations)
    rows = [_row(row, titles) for row in whole.rows]
    if whole.numbering == "automatic" and not any(row.number for row in rows):
        whole = replace(whole, numbering="none")
    word = whole.row_word.strip().lower()
    title = whole.title.strip() or _title(whole.kind, starts_on)
    return replace(
        whole,
        title=title,
        furniture=[],
        warnings=[],
        starts_on=starts_on,
        ends_on=ends_on,
        row_word="" if word == ROW_WORDS.get(whole.kind, "") else word,
        themes=_themes(whole, rows),
        rows=[replace(row, short_name=_short_name(row, place)) for place, row in _counted(rows)],
        unplaced=[Raw(text=one.text, why=one.why) for one in whole.unplaced],
        resources=[replace(one, number=_rounded(one.number, _TENTH)) for one in whole.resources],
        phases=[replace(one, months=_rounded(one.months, _TENTH)) for one in whole.phases],
    )


def _title(kind: str, starts_on: date | None) -> str:
    name = kind.replace("_", " ").capitalize()
    return f"{name} {year_label(starts_on.year)}" if starts_on else name


def _counted(rows: list[PlacedRow]) -> Any:
    return enumerate(rows, start=1)


def _themes(placed: PlacedPlan, rows: list[PlacedRow]) -> list[PlacedTheme]:
    """The themes of the paper, and those that only a row names, each once."""
    themes = [
        replace(theme, word="" if theme.word == THEME_WORD else theme.word)
        for theme in placed.themes
    ]
    known = {theme.title for theme in themes}
    for row in rows:
        if row.theme and row.theme not in known:
            known.add(row.theme)
            themes.append(PlacedTheme(title=row.theme))
    return themes


def _row(row: PlacedRow, titles: dict[str, str]) -> PlacedRow:
    milestones = [_milestone(each) for each in row.milestones]
    return replace(
        row,
        number=row.number.strip(),
        milestones=milestones,
        kpis=[_kpi(each) for each in row.kpis],
        progress=[replace(note, dates=to_plain(note.dates)) for note in row.progress],
        citations=[
            _pointing(replace(each, source=_source(each, titles)), milestones)
            for each in row.citations
        ],
        references=[_pointing(_reference(each, row), milestones) for each in row.references],
    )


def _milestone(milestone: PlacedMilestone) -> PlacedMilestone:
    state = milestone.state if milestone.state in _STATES else "open"
    done_on = milestone.done_on if state == "done" else None
    return _dated(replace(milestone, state=state, done_on=done_on))


def _kpi(kpi: PlacedKpi) -> PlacedKpi:
    baseline, target = (
        None if figure is None else _rounded(figure, _HUNDREDTH)
        for figure in (kpi.baseline, kpi.target)
    )
    return _dated(replace(kpi, baseline=baseline, target=target))


def _dated(piece: D) -> D:
    earliest: date | None = piece.earliest
    if earliest and piece.latest and earliest > piece.latest:
        # Overdue is judged on the latest day; a range that runs backwards is warned of.
        earliest = None
    return replace(
        piece,
        earliest=earliest,
        due_text=piece.due_text[:_LONGEST_PHRASE],
        dates=to_plain(piece.dates),
    )


def _source(cited: PlacedCitation, titles: dict[str, str]) -> str:
    title = titles.get(cited.source, cited.source)
    return title or cited.printed.strip(" ()[]") or "Source"


def _reference(reference: PlacedReference, row: PlacedRow) -> PlacedReference:
    """ "(left)" points at its own row, a lost link at none."""
    own = {"layout": row.number.strip(), "lost_link": ""}
    return replace(reference, to=own.get(reference.kind, reference.to))


T = TypeVar("T", bound=Pointing)


def _pointing(piece: T, milestones: list[PlacedMilestone]) -> T:
    at = piece.milestone
    if at is None or not 0 <= at < len(milestones):
        return replace(piece, on="row", milestone=None)
    return replace(piece, on="milestone")


def _short_name(row: PlacedRow, place: int) -> str:
    words = row.short_name.strip() or propose(plain(row.statement))
    return (words or f"Row {row.number or place}")[:_LONGEST_NAME].strip()


def _rounded(figure: Decimal, step: Decimal) -> Decimal:
    return figure.quantize(step)


def _clean(value: Any) -> Any:
    """Without what no database holds: NUL and halves of signs. Lines of the source are dropped."""
    if isinstance(value, str):
        return "".join(
            sign for sign in value if sign != "\x00" and not 0xD800 <= ord(sign) < 0xE000
        )
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                each.name: () if each.name == "lines" else _clean(getattr(value, each.name))
                for each in fields(value)
            },
        )
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_clean(one) for one in value)
    return value


def counts_from_one(placed: PlacedPlan) -> bool:
    """Whether automatic numbers are just the rows' places, so that they follow every change."""
    return placed.numbering == "automatic" and all(
        row.number == str(place) for place, row in _counted(placed.rows)
    )


def printed_statuses(placed: PlacedPlan) -> list[str]:
    """Every status that is printed, in the order of the rows; a word as often as it stands there.

    The status of a row counts once where its column is one of several for quarters.
    """
    found = []
    for row in placed.rows:
        found += [one.text for one in row.statuses] or [row.status]
    return [word for word in found if word.strip()]
