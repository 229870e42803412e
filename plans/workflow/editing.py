"""Actions on a plan and its parts: make, edit, move, take out with a reason, put back.

One function for each action, whatever the kind of part; ``plans.parts`` says what kinds there are.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.text import slugify

from governance import audit, clock
from governance.concurrency.stale_check import require_seen
from governance.concurrency.unique_rules import open_it
from governance.errors import ActionRefused
from governance.models import Evidence, Partnership, User
from governance.partnership_scope import refuse_foreign_links
from governance.uploads.evidence import describe_file

from ..models import Improvement, Milestone, Plan, Theme
from ..parts import PartKind, kind_of, row_of_part
from .milestone_dates import keep_first_dates, set_state, weigh_dates
from .rounds import join_open_rounds, leave_open_rounds

Changes = Mapping[str, Any]
KEEP: Any = object()
_RESERVED = {"new"}


@transaction.atomic
def create_plan(
    partnership: Partnership,
    *,
    fields: Changes,
    themes: list[str] | tuple[str, ...] = (),
    rows: int = 0,
    by: User,
) -> Plan:
    """Make a plan from a blank page, with its first themes and as many empty rows as wanted."""
    if fields["slug"] in _RESERVED:
        raise ActionRefused("The site needs this address itself. Choose another one.")
    if there := partnership.plans.filter(slug=fields["slug"]).first():
        sentence = "Another plan has this address already. Choose another one."
        raise ActionRefused(open_it(sentence, there))
    plan = _saved(Plan(partnership=partnership, **fields), by)
    made = [
        _saved(Theme(plan=plan, title=title, order=place), by)
        for place, title in enumerate(themes, start=1)
    ]
    for number in range(1, rows + 1):
        _saved(
            Improvement(
                plan=plan,
                theme=made[0] if made else None,
                ref=str(number),
                number="" if plan.numbering == Plan.Numbering.NONE else str(number),
                short_name=f"{plan.row_word or 'row'} {number}".capitalize(),
                order=number,
            ),
            by,
        )
    _record(plan, "made", f"made the plan “{plan.title}”", by)
    return plan


@transaction.atomic
def add_part(kind: PartKind, *, owner: Plan | Improvement, changes: Changes, by: User) -> Any:
    """Write a new part at the end of its list; a new row joins the quarters being collected."""
    require_live_plan(owner)
    values = dict(changes)
    state = values.pop("state", None), values.pop("done_on", None)
    part: Any
    if kind.model is Evidence:
        part = Evidence(subject=owner, partnership=owner.partnership, added_by=by, **values)
        describe_file(part, values.get("file"))
    else:
        part = kind.model(**{"improvement" if kind.of_row else "plan": owner}, **values)
    if kind.is_ordered:
        part.order = 1 + max(kind.siblings(owner).values_list("order", flat=True), default=0)
    _refuse_foreign(part, values)
    if isinstance(part, Improvement):
        require_free_number(part)
        part.ref = part.ref or free_ref(part)
    if isinstance(part, Milestone):
        keep_first_dates(part)
        set_state(part, *state)
    _saved(part, by)
    if isinstance(part, Improvement):
        join_open_rounds(part)
    _record(part, "added", f"added {_called(part)}", by)
    return part


@transaction.atomic
def edit_part(
    part: Any,
    *,
    changes: Changes,
    version: int | None = None,
    move_reason: str = "",
    misread: bool = False,
    as_printed: bool = False,
    by: User,
) -> Any:
    """Change a plan, a row or a part as it stood at ``version``; somebody else's edit is kept.

    A milestone's later date is a moved date and needs a reason, unless the words were misread. The
    numbers of a paper are taken ``as_printed``, also where two rows have one for a moment.
    """
    if getattr(part, "retired_at", None) is not None:
        raise ActionRefused(f"This {kind_of(part).word} was removed. Restore it to edit it.")
    require_live_plan(part)
    if version is not None:
        part.version = version
    values = dict(changes)
    before = {name: getattr(part, name) for name in values if name not in ("state", "done_on")}
    move = None
    if isinstance(part, Milestone):
        state = values.pop("state", part.state), values.pop("done_on", part.done_on)
        move = weigh_dates(part, values, reason=move_reason, misread=misread, by=by)
        set_state(part, *state)
    if isinstance(part, Evidence):
        describe_file(part, values.get("file"))
    for name, value in values.items():
        setattr(part, name, value)
    _refuse_foreign(part, values)
    if isinstance(part, Improvement) and not as_printed:
        _require_free_if_renumbered(part, before)
    _saved(part, by)
    if move is not None:
        move.save()
    changed = sorted(name for name, value in values.items() if before.get(name) != value)
    moves = [] if move is None else [move]
    _record(part, "edited", f"edited {_called(part)}", by, {"changed": changed}, rows=moves)
    return part


def _require_free_if_renumbered(row: Improvement, before: Changes) -> None:
    if before.get("number", row.number) != row.number:
        require_free_number(row)


@transaction.atomic
def move_part(part: Any, *, position: int, theme: Theme | None = KEEP, by: User) -> None:
    """Give a part its place among its own, counted from 1; a row can go to another theme."""
    require_live_plan(part)
    if isinstance(part, Improvement) and theme is not KEEP and theme != part.theme:
        part.theme = theme
        _saved(part, by)
    kind = kind_of(part)
    owner = part.improvement if kind.of_row else part.plan
    others = [one for one in kind.siblings(owner) if one.pk != part.pk]
    live = [one for one in others if one.is_live]
    at = max(0, min(position - 1, len(live)))
    # Those removed keep standing behind the one they stood behind.
    place = others.index(live[at]) if at < len(live) else len(others)
    others.insert(place, part)
    for order, one in enumerate(others, start=1):
        if one.order != order:
            kind.model._default_manager.filter(pk=one.pk).update(order=order)
    _record(part, "moved", f"moved {_called(part)} to place {at + 1}", by)


@transaction.atomic
def arrange_parts(
    kind: PartKind, *, owner: Plan | Improvement, numbers: Mapping[int, int], by: User
) -> None:
    """Put the parts of a list into the order of the ``numbers`` given to some, by their key.

    The others keep the number they have; of two with one number, the one that was given it is
    first.
    """
    require_live_plan(owner)
    parts = list(kind.siblings(owner))
    parts.sort(key=lambda one: (numbers.get(one.pk, one.order), one.pk not in numbers))
    moved = False
    for order, one in enumerate(parts, start=1):
        if one.order != order:
            kind.model._default_manager.filter(pk=one.pk).update(order=order)
            moved = True
    if not moved:
        return
    plan = owner if isinstance(owner, Plan) else owner.plan
    where = "" if isinstance(owner, Plan) else f" of {owner.called}"
    audit.record(
        f"plans.{kind.key}_moved",
        f"{{actor}} put the {kind.plural}{where} in {plan.title} into another order.",
        partnership=plan.partnership,
        subject=owner,
        by=by,
    )


@transaction.atomic
def retire_part(part: Any, *, reason: str, seen: str | None = None, by: User) -> None:
    """Take a part out with a reason; a row is excused from the quarters being collected.

    ``seen`` names the version that was shown; raises SeenOtherwise when it reads otherwise now.
    """
    if not reason.strip():
        raise ActionRefused("Say in a few words why it is removed.")
    if part.retired_at is not None:
        raise ActionRefused(f"This {kind_of(part).word} was removed already.")
    if isinstance(part, Theme) and part.improvements.live().exists():
        raise ActionRefused(f"Move the rows of “{part.title}” to another {part.word} first.")
    require_seen(part, seen)
    part.retired_at, part.retired_by, part.retired_reason = clock.now(), by, reason.strip()
    _saved(part, by)
    if isinstance(part, Improvement):
        leave_open_rounds(part, reason=reason.strip(), by=by)
    _record(part, "retired", f"took out {_called(part)}", by, why=reason.strip())


@transaction.atomic
def restore_part(part: Any, *, by: User) -> None:
    """Put back what was removed, at the place it had."""
    if part.retired_at is None:
        raise ActionRefused(f"This {kind_of(part).word} is in the plan already.")
    part.retired_at = part.retired_by = None
    part.retired_reason = ""
    _saved(part, by)
    if isinstance(part, Improvement):
        join_open_rounds(part)
    _record(part, "restored", f"put back {_called(part)}", by)


def free_ref(row: Improvement) -> str:
    """The permanent address of a new row: its printed number where free, else the next figure."""
    taken = set(row.plan.improvements.values_list("ref", flat=True)) | _RESERVED
    wanted = slugify(row.number)[:40]
    if wanted and wanted not in taken:
        return wanted
    number = len(taken)
    while str(number) in taken:
        number += 1
    return str(number)


def _refuse_foreign(part: Any, values: Changes) -> None:
    """Raise where a link that was given leads to a row or a person of another partnership."""
    if any(isinstance(value, Model) for value in values.values()):
        refuse_foreign_links(part)


def require_free_number(row: Improvement) -> None:
    """Refuse a number that another row of the plan has; two people who choose one queue here.

    No rule of the database: a paper may print a number twice, and is kept as it is printed.
    """
    Plan.objects.select_for_update().get(pk=row.plan_id)
    others = row.plan.improvements.live().exclude(pk=row.pk)
    if row.number and (there := others.filter(number=row.number).first()) is not None:
        sentence = f"Another row has number {row.number} already. Choose another one."
        raise ActionRefused(open_it(sentence, there))


def _saved(part: Any, by: User) -> Any:
    # The version kept for the history page names who did it, with or without a request.
    part._history_user = by
    process = getattr(part, "process", None)
    if process is not None and process.pk is None:
        # A line typed to be shared brings its process with it.
        process.save()
        part.process = process
    part.save()
    return part


def _called(part: Any) -> str:
    if isinstance(part, Plan):
        return f"the plan “{part.title}”"
    if isinstance(part, Improvement):
        return part.called
    row = row_of_part(part)
    where = f" of {row.called}" if row is not None else ""
    return f"{kind_of(part).word} “{_short(str(part))}”{where}"


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"


def require_live_plan(thing: Any) -> None:
    plan = thing if isinstance(thing, Plan) else getattr(row_of_part(thing) or thing, "plan", None)
    if plan is not None and not plan.is_live:
        raise ActionRefused("This plan was removed. Restore it to write in it.")


def _record(
    part: Any,
    done: str,
    sentence: str,
    by: User,
    details: dict[str, Any] | None = None,
    why: str = "",
    rows: Sequence[Any] = (),
) -> None:
    row = row_of_part(part)
    plan = part if isinstance(part, Plan) else row.plan if row is not None else part.plan
    where = "" if isinstance(part, Plan) else f" in {plan.title}"
    said = f"{{actor}} {sentence}{where}"
    audit.record(
        f"plans.{kind_of(part).key}_{done}",
        f"{said}: {why}" if why.endswith((".", "!", "?")) else f"{said}{why and ': '}{why}.",
        partnership=plan.partnership,
        subject=part,
        details=details,
        rows=rows,
        by=by,
    )
