"""Writing many parts of a plan at once, as a document brings them: one action for each kind.

The rules are those of ``editing.add_part``; the database is asked a few times for each kind and
not for each part.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils.text import slugify
from simple_history.utils import bulk_create_with_history

from governance import audit
from governance.errors import ActionRefused
from governance.models import User

from ..models import Improvement, Milestone, Plan
from ..parts import PartKind
from .editing import Changes, require_live_plan
from .milestone_dates import keep_first_dates, set_state
from .rounds import collecting, join_open_rounds

RESERVED_REFS = {"new"}
_BATCH = 500


@transaction.atomic
def add_parts(
    kind: PartKind, parts: Iterable[tuple[Any, Changes]], *, plan: Plan, by: User
) -> list[Any]:
    """Write new parts, each with its owner and its values, at the end of their lists.

    A part that names its own ``order`` keeps it. New rows join the quarters being collected.
    """
    require_live_plan(plan)
    made = [_made(kind, owner, changes) for owner, changes in parts]
    if not made:
        return []
    if kind.is_ordered:
        _number(kind, made, plan)
    if kind.model is Improvement:
        _address(made, plan)
    for part in made:
        require_fitting(part, kind.word)
    _store(kind.model, made, by)
    if kind.model is Improvement and collecting(plan).exists():
        for row in made:
            join_open_rounds(row)
    audit.record(
        f"plans.{kind.key}_added",
        f"{{actor}} added {_counted(len(made), kind)} in {plan.title}.",
        partnership=plan.partnership,
        subject=plan,
        details={"count": len(made)},
        by=by,
    )
    return made


def require_fitting(part: models.Model, word: str) -> None:
    """Refuse, with a sentence, words that are longer than their field; nothing is cut silently."""
    for field in part._meta.concrete_fields:
        value = getattr(part, field.attname)
        if field.max_length and isinstance(value, str) and len(value) > field.max_length:
            raise ActionRefused(
                f"The {field.verbose_name} of a {word} has {len(value)} letters and "
                f"{field.max_length} fit: “{value[:60]}…” "
                "Shorten it, or move a part of it to another field."
            )


def _made(kind: PartKind, owner: Any, changes: Changes) -> Any:
    values = dict(changes)
    state = values.pop("state", None), values.pop("done_on", None)
    part: Any = kind.model(**{"improvement" if kind.of_row else "plan": owner}, **values)
    if isinstance(part, Milestone):
        keep_first_dates(part)
        set_state(part, *state)
    return part


def _number(kind: PartKind, made: Sequence[Any], plan: Plan) -> None:
    owner = "improvement_id" if kind.of_row else "plan_id"
    highest = kind.in_plan(plan).order_by().values_list(owner).annotate(Max("order"))
    last: dict[int, int] = dict(highest)
    for part in made:
        key = getattr(part, owner)
        part.order = part.order or last.get(key, 0) + 1
        last[key] = max(last.get(key, 0), part.order)


def _address(rows: Sequence[Improvement], plan: Plan) -> None:
    """The permanent address of each: its printed number where free, else the next figure."""
    taken = set(plan.improvements.values_list("ref", flat=True)) | RESERVED_REFS
    wanted = [row.ref or slugify(row.number)[:40] for row in rows]
    # Printed numbers first, so that no figure given to another row takes one away.
    for row, ref in zip(rows, wanted, strict=True):
        row.ref = ref if ref and ref not in taken else ""
        taken.add(row.ref)
    for row in rows:
        figure = row.order
        while not row.ref:
            if str(figure) not in taken:
                row.ref = str(figure)
                taken.add(row.ref)
            figure += 1


def _store(model: type[models.Model], made: list[Any], by: User) -> None:
    if hasattr(model._meta, "simple_history_manager_attribute"):
        bulk_create_with_history(made, model, batch_size=_BATCH, default_user=by)
    else:
        model._default_manager.bulk_create(made, batch_size=_BATCH)


def _counted(number: int, kind: PartKind) -> str:
    plural = kind.plural if kind.word[:1].isupper() else kind.plural[0].lower() + kind.plural[1:]
    return f"1 {kind.word}" if number == 1 else f"{number} {plural}"
