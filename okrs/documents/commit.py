"""Bringing a placed OKR paper into the database: one transaction, one event, through the actions.

Each theme becomes an objective set. What the paper prints round its themes is kept with the first
of them; ``taking_out.okrs_on_paper`` gives it all back.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from governance import audit
from governance.documents import runs
from governance.documents.plain import to_plain
from governance.errors import ActionRefused
from governance.models import ImportRun, Partnership, User
from governance.quarters import CALENDAR, FINANCIAL, Convention, period_label
from governance.text.structured_text import Block, clean
from plans.workflow.many_parts import require_fitting

from ..models import KeyResult, Measure, Objective, ObjectiveSet
from ..workflow import save_key_result, save_objective, save_objective_set
from .placed import HeaderBlock, PlacedKeyResult, PlacedObjective, PlacedOkrs, PlacedOkrTheme
from .stored_lines import with_columns

DATED = ("due_text", "earliest", "latest", "precision", "date_kind", "year_inferred", "dates")
_MOST = Decimal(10) ** 12  # a measure's target has twelve digits before its point


@transaction.atomic
def commit_okrs(
    placed: PlacedOkrs,
    *,
    partnership: Partnership,
    run: ImportRun | None = None,
    by: User,
) -> list[ObjectiveSet]:
    """Make an objective set of each theme of a paper.

    With a ``run`` the import can be undone. Raises ActionRefused with a sentence where something
    does not fit; nothing is written then.
    """
    first, last = require_okrs(placed)
    if run is not None:
        run = runs.begin_commit(run)
    with audit.as_one("okrs.paper_imported", partnership=partnership, by=by) as whole:
        label = label_of(placed, partnership, first, last)
        sets = []
        for order, theme in enumerate(placed.themes):
            made = ObjectiveSet(
                partnership=partnership,
                slug=free_slug(partnership, theme.title, label),
                starts_on=first,
                ends_on=last,
                label=label,
                order=order,
                paper=paper_of(placed) if order == 0 else {},
                **set_fields(theme),
            )
            sets.append(_write_set(made, theme, by))
        whole.subject = sets[0]
        whole.sentence = f"{{actor}} imported {_told(placed)}{_from(run)}."
        whole.details = {"sha256": run.sha256} if run else {}
    if run is not None:
        runs.finish_commit(run, subject=sets[0], also=sets[1:], event=whole.event, by=by)
    return sets


def label_of(placed: PlacedOkrs, partnership: Partnership, first: date, last: date) -> str:
    """The quarter by its true days, months always printed."""
    convention: Convention = CALENDAR if partnership.quarter_convention == CALENDAR else FINANCIAL
    return period_label(first, last, convention, printed=placed.printed_label)


def require_okrs(placed: PlacedOkrs) -> tuple[date, date]:
    """The days of the paper's quarter; refuses what holds no objectives or names no quarter."""
    if placed.kind != "okrs" or not placed.themes:
        raise ActionRefused("This document holds no objectives, so nothing was imported.")
    if not (placed.starts_on and placed.ends_on):
        raise ActionRefused("Give the first and the last day of the quarter, then import it.")
    if placed.starts_on >= placed.ends_on:
        raise ActionRefused("Give a last day of the quarter that is after its first day.")
    return placed.starts_on, placed.ends_on


def set_fields(theme: PlacedOkrTheme) -> dict[str, Any]:
    """A set's own columns, as the paper fills them."""
    same = ("title", "appendix", "printed_label", "printed_heading", "outcome")
    fields: dict[str, Any] = {name: getattr(theme, name) for name in same}
    fields |= {
        "outcome_heading": theme.outcome_heading,
        "outcome_after": theme.outcome_after,
        "header_blocks": [_block(one) for one in theme.header_blocks],
    }
    require_fitting(ObjectiveSet(**fields), "set")
    return fields


def paper_of(placed: PlacedOkrs) -> dict[str, Any]:
    """What a paper prints round its sets, as its first set keeps it."""
    return {
        "title": placed.title,
        "printed_label": placed.printed_label,
        "facts": [{"heading": one.heading, "text": one.text} for one in placed.facts],
        "sections": [
            {"heading": one.heading, "body": clean(one.body), "place": one.place}
            for one in placed.sections
        ],
        "unplaced": [{"text": one.text, "why": one.why} for one in placed.unplaced],
    }


def objective_fields(objective: PlacedObjective) -> dict[str, Any]:
    """An objective's own columns."""
    fields: dict[str, Any] = {
        "number": objective.number,
        "section": objective.section,
        "text": objective.text,
        "body": with_columns(objective.body, objective.columns),
    }
    require_fitting(Objective(**fields), "objective")
    return fields


def key_result_fields(key_result: PlacedKeyResult) -> dict[str, Any]:
    """A key result's own columns; its measures are rows of their own."""
    fields: dict[str, Any] = {name: getattr(key_result, name) for name in DATED}
    fields |= {
        "label": key_result.label,
        "text": key_result.text,
        "outcome_text": key_result.outcome_text,
        "bullets": with_columns(key_result.bullets, key_result.columns),
    }
    require_fitting(KeyResult(**fields), "key result")
    return fields


def measures_of(key_result: PlacedKeyResult) -> list[Measure]:
    """Its countable targets as rows that are not saved yet."""
    made = [
        Measure(**{k: v for k, v in vars(one).items() if k != "lines"})
        for one in key_result.measures
    ]
    for one in made:
        require_fitting(one, "measure")
        if max(abs(one.baseline), abs(one.target)) >= _MOST:
            raise ActionRefused(
                f"The target {one.target:f} of “{one.name}” is too large to be kept."
            )
    return made


def write_objective(objective_set: ObjectiveSet, placed: PlacedObjective, *, by: User) -> Objective:
    """A new objective, last in its set, with its key results."""
    made = save_objective(Objective(objective_set=objective_set, **objective_fields(placed)), by=by)
    for key_result in placed.key_results:
        write_key_result(made, key_result, by=by)
    return made


def write_key_result(objective: Objective, placed: PlacedKeyResult, *, by: User) -> KeyResult:
    """A new key result, last of its objective, with its measures."""
    made = KeyResult(objective=objective, **key_result_fields(placed))
    return save_key_result(made, measures=measures_of(placed), by=by)


def free_slug(partnership: Partnership, title: str, label: str) -> str:
    """An address from theme and quarter that no other set of the partnership has."""
    stem = slugify(f"{title} {label.split(' (')[0]}")[:70].strip("-") or "set"
    taken = set(partnership.objective_sets.values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _write_set(objective_set: ObjectiveSet, theme: PlacedOkrTheme, by: User) -> ObjectiveSet:
    made = save_objective_set(objective_set, by=by)
    for objective in theme.objectives:
        write_objective(made, objective, by=by)
    return made


def _block(block: HeaderBlock) -> dict[str, Any]:
    """A block as a set keeps it; section and place only where it has them."""
    kept: dict[str, Any] = {"heading": block.heading, "body": _lines(block.body)}
    if block.section:
        kept["section"] = block.section
    if block.place != "before":
        kept["place"] = block.place
    return kept


def _lines(blocks: list[Block]) -> list[Block]:
    cleaned: list[Block] = to_plain(clean(blocks))
    return cleaned


def _told(placed: PlacedOkrs) -> str:
    objectives = [one for theme in placed.themes for one in theme.objectives]
    results = sum(len(one.key_results) for one in objectives)
    return (
        f"{_counted(len(placed.themes), 'set')} with "
        f"{_counted(len(objectives), 'objective')} and {_counted(results, 'key result')}"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _from(run: ImportRun | None) -> str:
    return f" from “{run.file_name}”" if run else ""
