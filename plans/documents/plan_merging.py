"""The plan's own part of a newer issue: its cover, themes, sections, resources and phases."""

from collections.abc import Sequence
from typing import Any

from governance.models import User

from ..models import Plan, Theme
from ..parts import PLAN_PARTS
from ..workflow.editing import add_part, edit_part, retire_part
from ..workflow.many_parts import add_parts
from .commit import plan_fields, section_values, theme_values
from .differences import Difference
from .placed import PlacedPlan

_COVER = {
    *("title", "starts_on", "ends_on", "printed_period", "issue_text", "issued_on"),
    *("paper_reference", "numbering", "column_headers", "printed_phase_total", "facts", "unplaced"),
}
_LISTS = {"sections": "section", "resources": "resource", "phases": "phase"}


def merge_plan_fields(
    plan: Plan, new: PlacedPlan, taken: Sequence[Difference], *, reason: str, by: User
) -> None:
    """Take what was chosen of the plan itself; rows come after, so that their themes are there."""
    names = {one.place.part for one in taken if not one.where}
    fields = plan_fields(new)
    if cover := {name: fields[name] for name in sorted(names & _COVER)}:
        edit_part(plan, changes=cover, by=by)
    for part, key in _LISTS.items():
        if part in names:
            _replace(plan, key, section_values(new)[key], reason=reason, by=by)
    themes = [one for one in taken if one.place.part == "themes"]
    for one in themes:
        if one.kind == "added":
            values = theme_values(new.themes[_at(one.place.new_at)])
            add_part(PLAN_PARTS["theme"], owner=plan, changes=values, by=by)
        elif one.kind == "changed":
            theme = new.themes[_at(one.place.new_at)]
            edit_part(themes_by_title(plan)[theme.title], changes=theme_values(theme), by=by)


def retire_themes(plan: Plan, taken: Sequence[Difference], *, reason: str, by: User) -> None:
    """Take out themes that are gone, once their rows stand elsewhere."""
    for one in taken:
        if one.place.part == "themes" and one.kind == "gone":
            theme = themes_by_title(plan)[one.old]
            retire_part(theme, reason=reason, seen=theme.seen, by=by)


def themes_by_title(plan: Plan) -> dict[str, Theme]:
    """The live themes; the first where a title stands twice."""
    found: dict[str, Theme] = {}
    for theme in plan.themes.live().order_by("order", "pk"):
        found.setdefault(theme.title, theme)
    return found


def _replace(plan: Plan, key: str, values: list[dict[str, Any]], *, reason: str, by: User) -> None:
    """One list becomes another: what reads the same stays, the rest goes and comes."""
    kind = PLAN_PARTS[key]
    standing = [part for part in kind.siblings(plan) if part.is_live]
    kept: list[Any] = []
    for each in values:
        same = next(
            (part for part in standing if all(getattr(part, n) == v for n, v in each.items())),
            None,
        )
        if same is not None:
            standing.remove(same)
        kept.append(same)
    for part in standing:
        retire_part(part, reason=reason, seen=part.seen, by=by)
    new = [each for each, same in zip(values, kept, strict=True) if same is None]
    made = iter(add_parts(kind, [(plan, each) for each in new], plan=plan, by=by))
    ordered = [next(made) if same is None else same for same in kept]
    for order, part in enumerate(ordered, start=1):
        if part.order != order:
            kind.model._default_manager.filter(pk=part.pk).update(order=order)


def _at(place: int | None) -> int:
    return place or 0
