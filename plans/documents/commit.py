"""Bringing a placed plan into the database: one transaction, one event, through the actions.

Everything printed has its field; what has none stands in the plan's unplaced words, in red on its
page. ``taking_out.plan_on_paper`` gives back what was imported.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from governance import audit
from governance.documents import runs
from governance.errors import ActionRefused
from governance.models import ImportRun, Partnership, User

from ..models import Plan
from ..parts import PLAN_PARTS
from ..workflow.editing import create_plan
from ..workflow.many_parts import RESERVED_REFS, add_parts, require_fitting
from .kept import KINDS, ROW_WORDS, THEME_WORD, as_kept
from .paper_progress import write_progress
from .periods import Days
from .placed import PlacedPlan, PlacedTheme
from .row_writing import write_rows

_LONGEST_SLUG = 80


@transaction.atomic
def commit_plan(
    placed: PlacedPlan,
    *,
    partnership: Partnership,
    run: ImportRun | None = None,
    round_days: Mapping[str, Days] | None = None,
    status_words: Mapping[str, str] | None = None,
    slug: str = "",
    by: User,
) -> Plan:
    """Make a plan of what a document says.

    ``round_days`` gives the days of a column of progress by its heading ("" for a column without
    one); quarters are proposed for the others. ``status_words`` answers printed status words with
    keys of the scheme, "" to keep one as printed; what it leaves out is proposed. With a ``run``
    the import can be undone. Raises ActionRefused with a sentence where something does not fit;
    nothing is written then.
    """
    kept = as_kept(placed, plan_year=run.plan_year if run else "")
    require_plan(kept)
    if run is not None:
        require_same_site(run, partnership)
        run = runs.begin_commit(run)
    with audit.as_one("plans.plan_imported", partnership=partnership, by=by) as whole:
        plan = create_plan(
            partnership,
            fields=plan_fields(kept) | {"slug": slug or free_slug(partnership, kept.title)},
            by=by,
        )
        themes = _write_frame(plan, kept, by)
        rows = write_rows(plan, kept, themes=themes, by=by)
        rounds = write_progress(
            plan, kept, rows, round_days=round_days or {}, status_words=status_words, by=by
        )
        whole.subject = plan
        whole.sentence = (
            f"{{actor}} imported the plan “{plan.title}” with "
            f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}{_from(run)}."
        )
        whole.details = {"sha256": run.sha256} if run else {}
    if run is not None:
        runs.finish_commit(run, subject=plan, shared=rounds, event=whole.event, by=by)
    return plan


def require_same_site(run: ImportRun, partnership: Partnership) -> None:
    """A document uploaded to one partnership is never brought into another."""
    if run.partnership_id != partnership.pk:
        raise ActionRefused(f"“{run.file_name}” was uploaded to another partnership.")


def require_plan(kept: PlacedPlan) -> None:
    """Refuse what is no plan, and a plan that does not say which days it covers."""
    if kept.kind not in KINDS:
        raise ActionRefused("This document is no plan, so nothing was imported.")
    if not (kept.starts_on and kept.ends_on):
        raise ActionRefused("Give the first and the last day of the plan, then import it.")


def plan_fields(kept: PlacedPlan) -> dict[str, Any]:
    """The plan's own columns, as the paper fills them."""
    same = ("kind", "title", "starts_on", "ends_on", "printed_period", "issue_text", "issued_on")
    more = ("paper_reference", "numbering", "column_headers", "printed_phase_total")
    fields = {name: getattr(kept, name) for name in (*same, *more)}
    fields |= {
        "row_word": kept.row_word or ROW_WORDS[kept.kind],
        "facts": [{"heading": fact.heading, "text": fact.text} for fact in kept.facts],
        "unplaced": [{"text": raw.text, "why": raw.why} for raw in kept.unplaced],
    }
    require_fitting(Plan(**fields), "plan")
    return fields


def free_slug(partnership: Partnership, title: str) -> str:
    """An address from the title that no other plan of the partnership has."""
    taken = set(partnership.plans.values_list("slug", flat=True)) | RESERVED_REFS
    wanted = slugify(title)[:_LONGEST_SLUG].strip("-") or "plan"
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted[: _LONGEST_SLUG - len(str(number)) - 1]}-{number}"
    return slug


def theme_values(theme: PlacedTheme) -> dict[str, Any]:
    """A theme's columns."""
    return {
        "title": theme.title,
        "word": theme.word or THEME_WORD,
        "purpose": theme.purpose,
    }


def section_values(kept: PlacedPlan) -> dict[str, list[dict[str, Any]]]:
    """The columns of the plan's text, resources and phases, by the key of their kind."""
    return {
        "section": [
            {"heading": one.heading, "body": one.body, "place": one.place} for one in kept.sections
        ],
        "resource": [
            {"post": one.post, "number": one.number, "printed": one.printed}
            for one in kept.resources
        ],
        "phase": [
            {"name": one.name, "months": one.months, "printed": one.printed} for one in kept.phases
        ],
    }


def _write_frame(plan: Plan, kept: PlacedPlan, by: User) -> dict[str, Any]:
    """Themes, text, resources and phases; returns the themes by their title."""
    new = [(plan, theme_values(theme)) for theme in kept.themes]
    themes = add_parts(PLAN_PARTS["theme"], new, plan=plan, by=by)
    for key, values in section_values(kept).items():
        add_parts(PLAN_PARTS[key], [(plan, each) for each in values], plan=plan, by=by)
    by_title: dict[str, Any] = {}
    for theme in themes:
        by_title.setdefault(theme.title, theme)
    return by_title


def _from(run: ImportRun | None) -> str:
    return f" from “{run.file_name}”" if run else ""
