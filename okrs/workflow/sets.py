"""Make and edit objective sets, objectives and key results."""

from collections.abc import Sequence

from django.db import transaction

from governance import audit
from governance.concurrency.stale_check import require_seen
from governance.errors import ActionRefused
from governance.models import User
from governance.partnership_scope import refuse_foreign_links

from ..models import CheckIn, KeyResult, Measure, Objective, ObjectiveSet
from .check_ins import join_open_rounds


def save_objective_set(objective_set: ObjectiveSet, *, by: User) -> ObjectiveSet:
    """Keep a new or changed set; raises ChangedMeanwhile when somebody else was faster."""
    is_new = objective_set.pk is None
    if not is_new:
        _must_not_be_reported(objective_set)
    with transaction.atomic():
        objective_set.save()
        _record("objectiveset", objective_set, f"“{objective_set}”", is_new=is_new, by=by)
    return objective_set


def save_objective(objective: Objective, *, order: int | None = None, by: User) -> Objective:
    """Keep a new or changed objective; a new one comes last in its set unless given a place."""
    is_new = objective.pk is None
    _must_not_be_reported(objective.objective_set)
    with transaction.atomic():
        if is_new:
            last = _next_order(objective.objective_set.objectives)
            objective.order = last if order is None else order
        objective.save()
        _record("objective", objective, f"the objective “{objective}”", is_new=is_new, by=by)
    return objective


def save_key_result(
    key_result: KeyResult,
    *,
    measures: list[Measure],
    removed: Sequence[Measure] = (),
    order: int | None = None,
    by: User,
) -> KeyResult:
    """Keep a key result with its measures; a new one joins the quarter that is open.

    A new one comes last in its objective unless it is given a place.
    """
    is_new = key_result.pk is None
    _must_not_be_reported(key_result.objective.objective_set)
    refuse_foreign_links(key_result)
    with transaction.atomic():
        if is_new:
            last = _next_order(key_result.objective.key_results)
            key_result.order = last if order is None else order
        key_result.save()
        for measure in removed:
            if measure.readings.exists():
                raise ActionRefused(
                    f"“{measure}” has readings. Keep it, so that they are not lost."
                )
            measure.delete()
        for order, measure in enumerate(measures):
            measure.key_result, measure.order = key_result, order
            measure.save()
        if is_new:
            join_open_rounds(key_result)
        _record("keyresult", key_result, f"the key result “{key_result}”", is_new=is_new, by=by)
    return key_result


def move_part(part: Objective | KeyResult, *, up: bool, by: User) -> None:
    """Move an objective in its set, or a key result in its objective, by one place."""
    _must_not_be_reported(_set_of(part))
    with transaction.atomic():
        beside = list(_siblings(part))
        place = next(index for index, each in enumerate(beside) if each.pk == part.pk)
        target = place - 1 if up else place + 1
        if not 0 <= target < len(beside):
            raise ActionRefused(f"It already stands {'first' if up else 'last'}.")
        beside[place], beside[target] = beside[target], beside[place]
        for order, each in enumerate(beside):
            if each.order != order:
                each.order = order
                each.save(update_fields=["order"])
        kind = part._meta.model_name
        audit.record(
            f"okrs.{kind}_moved",
            f"{{actor}} moved “{part}” {'up' if up else 'down'}.",
            partnership=part.partnership,
            subject=part,
            by=by,
        )


def remove_part(part: Objective | KeyResult, *, seen: str | None = None, by: User) -> None:
    """Take out what nothing was said of yet; anything reported on stays.

    ``seen`` names it with what stood beneath it; raises SeenOtherwise when it is other now.
    """
    _must_not_be_reported(_set_of(part))
    key_results = [part] if isinstance(part, KeyResult) else list(part.key_results.all())
    with transaction.atomic():
        check_ins = CheckIn.objects.filter(key_result__in=key_results)
        if check_ins.exclude(state=CheckIn.State.NOT_STARTED).exists():
            raise ActionRefused(
                f"“{part}” has check-ins, so it stays. Edit its words instead of removing it."
            )
        require_seen(part, seen, *part.beneath)
        audit.record(
            f"okrs.{part._meta.model_name}_removed",
            f"{{actor}} removed “{part}”.",
            partnership=part.partnership,
            subject=part,
            by=by,
        )
        check_ins.delete()
        part.delete()


def _set_of(part: Objective | KeyResult) -> ObjectiveSet:
    return part.objective.objective_set if isinstance(part, KeyResult) else part.objective_set


def why_not_edit(objective_set: ObjectiveSet) -> str:
    """Why the words of a set stay as they are; empty where they may be changed.

    What a closed quarter reported on keeps its words, as a closed quarter of a plan does.
    """
    if objective_set.pk is None:
        return ""
    closed = CheckIn.objects.filter(
        key_result__objective__objective_set=objective_set, round__closed_at__isnull=False
    )
    if not closed.exists():
        return ""
    return (
        f"A quarter of “{objective_set}” is closed, so its words stay as they were reported. "
        "Open the quarter again to change them."
    )


def _must_not_be_reported(objective_set: ObjectiveSet) -> None:
    if sentence := why_not_edit(objective_set):
        raise ActionRefused(sentence)


def _siblings(part):
    if isinstance(part, KeyResult):
        return part.objective.key_results.all()
    return part.objective_set.objectives.all()


def _next_order(rows) -> int:
    last = rows.order_by("-order").first()
    return last.order + 1 if last else 0


def _record(kind: str, subject, named: str, *, is_new: bool, by: User) -> None:
    audit.record(
        f"okrs.{kind}_{'made' if is_new else 'edited'}",
        f"{{actor}} {'made' if is_new else 'edited'} {named}.",
        partnership=subject.partnership,
        subject=subject,
        by=by,
    )
