"""What waits for a person over all their partnerships, soonest first, each with one verb."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import NoReverseMatch, reverse

from governance import clock
from governance.models import Partnership, User
from governance.text.dates_in_words import day_in_words
from governance.text.sentences import ended
from plans.models import Milestone, PlanRound, ProgressUpdate
from plans.rounds.printed_status import as_printed

from .waiting import Waiting, rows_to_review

_VERBS = {
    ProgressUpdate.State.NOT_STARTED: "Update",
    ProgressUpdate.State.DRAFT: "Finish",
    ProgressUpdate.State.RETURNED: "Revise",
}


@dataclass(frozen=True)
class Task:
    """One thing to do: its verb, where, by when, and what helps to decide to do it now."""

    verb: str
    url: str
    words: str = ""
    late: str = ""
    note: str = ""
    due: date | None = None
    was: object = None
    batch: str = ""
    batch_url: str = ""


def tasks_for(user: User, partnerships: Iterable[Partnership]) -> list[Task]:
    """Return everything that waits for this person, soonest first; undated things come last."""
    waiting = Waiting(user, partnerships)
    word: dict[str, Callable[[QuerySet], list[Task]]] = {
        "updates": _updates,
        "check_ins": _check_ins,
        "questions": partial(_questions, reviews=not waiting.writes),
        "reviews": partial(_reviews, user=user),
        "closings": _closings,
        "packs": _packs,
    }
    tasks = [task for kind in waiting.kinds for task in word[kind.name](kind.rows[: kind.most])]
    return sorted(tasks, key=lambda task: (task.due is None, task.due or date.max))


def _was(update: Any) -> dict[str, str] | None:
    """What the row stood at before, in the words of its scheme or of its paper."""
    if update.was_word:
        return {"word": update.was_word, "tone": update.was_tone}
    return as_printed(update.was_printed) if update.was_printed else None


def _updates(waiting: QuerySet) -> list[Task]:
    today = clock.today()
    earlier = (
        ProgressUpdate.objects.filter(
            improvement=OuterRef("improvement"),
            plan_round__round__starts_on__lt=OuterRef("plan_round__round__starts_on"),
            state__in=ProgressUpdate.SAID,
        )
        .exclude(status=None, status_as_printed="")
        .order_by("-plan_round__round__starts_on")
    )
    overdue = (
        Milestone.objects.overdue(at=today)
        .filter(improvement=OuterRef("improvement"))
        .order_by()
        .values("improvement")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = waiting.select_related("improvement__plan__partnership", "plan_round__round").annotate(
        was_printed=Subquery(earlier.values("status_as_printed")[:1]),
        was_word=Subquery(earlier.values("status__word")[:1]),
        was_tone=Subquery(earlier.values("status__tone")[:1]),
        late=Subquery(overdue),
    )
    tasks = []
    for update in rows:
        improvement, plan = update.improvement, update.improvement.plan
        reporting_round = update.plan_round.round
        address = [plan.partnership.slug, plan.slug]
        tasks.append(
            Task(
                verb=f"{_VERBS[update.state]} {improvement.called}",
                url=_address("plans:update_form", *address, improvement.ref, reporting_round.slug),
                words=ended(improvement.short_name),
                late=_late(update.late),
                note="Returned with a note." if update.state == update.State.RETURNED else "",
                due=reporting_round.due_on,
                was=_was(update),
                batch=plan.title,
                batch_url=_address("plans:task_list", *address, reporting_round.slug),
            )
        )
    return tasks


def _late(number: int | None) -> str:
    if not number:
        return ""
    return "1 milestone overdue." if number == 1 else f"{number} milestones overdue."


def _check_ins(waiting: QuerySet) -> list[Task]:
    rows = waiting.select_related("round__partnership", "key_result__objective__objective_set")
    return [
        Task(
            verb=f"Check in on {row.key_result.label or 'a key result'}",
            url=_address("okrs:checkin_form", row.round.partnership.slug, row.pk),
            words=f"{row.key_result.text} ({row.key_result.objective.objective_set.title}).",
            due=row.round.due_on,
        )
        for row in rows
    ]


def _questions(waiting: QuerySet, *, reviews: bool) -> list[Task]:
    asked_of = ProgressUpdate.objects.filter(pk=OuterRef("subject_id")).values(
        where=JSONObject(
            partnership="plan_round__plan__partnership__slug",
            plan="plan_round__plan__slug",
            ref="improvement__ref",
            round="plan_round__round__slug",
            number="improvement__number",
        )
    )
    rows = waiting.select_related("written_by").annotate(where=Subquery(asked_of))
    page = "plans:review_detail" if reviews else "plans:update_form"
    return [
        Task(
            verb=f"Answer {row.written_by} on improvement {row.where['number']}".rstrip(),
            url=_address(
                page, *(row.where[part] for part in ("partnership", "plan", "ref", "round"))
            ),
            words=f"“{row.text[:120]}”",
            note=f"Asked on {day_in_words(clock.london_day(row.written_at))}.",
        )
        for row in rows
    ]


def _reviews(waiting: QuerySet, *, user: User) -> list[Task]:
    """A quarter with rows that are ready is reviewed; one without any only wants a signature."""
    ready = Count("updates", filter=rows_to_review(user, "updates__"))
    rows = waiting.select_related("plan__partnership", "round").annotate(ready=ready)
    return [_to_review(row) if row.ready else _to_sign(row) for row in rows]


def _to_review(row: Any) -> Task:
    rows_ready = "1 row" if row.ready == 1 else f"{row.ready} rows"
    return Task(
        verb=f"Review {rows_ready} of {row.plan.partnership.short_name}",
        url=_address("plans:review_queue"),
        words=_named(row),
        due=row.round.review_due_on,
    )


def _to_sign(row: PlanRound) -> Task:
    partnership = row.plan.partnership
    return Task(
        verb=f"Sign {row.round.short_label} of {partnership.short_name}",
        url=_address("plans:round_sign", partnership.slug, row.plan.slug, row.round.slug),
        words=_named(row),
        due=row.round.review_due_on,
    )


def _named(row: PlanRound) -> str:
    return ended(f"{row.plan.title}, {row.round.label}")


def _closings(waiting: QuerySet) -> list[Task]:
    still_out = Count("updates", filter=Q(updates__state__in=ProgressUpdate.EDITABLE))
    rows = waiting.select_related("plan__partnership", "round").annotate(out=still_out)
    return [_to_close(row) for row in rows]


def _to_close(row: Any) -> Task:
    out = "Every row is in." if not row.out else f"{row.out} still out."
    verb = "Close" if row.signed_at or not row.out else "Watch"
    return Task(
        verb=f"{verb} {row.round.short_label}",
        url=_address(
            "plans:round_detail", row.plan.partnership.slug, row.plan.slug, row.round.slug
        ),
        words=_named(row),
        note=out,
        due=row.round.review_due_on,
    )


def _packs(waiting: QuerySet) -> list[Task]:
    today = clock.today()
    return [
        Task(
            verb=f"{'Issue' if row.can_be_issued else 'Read'} {row.called}",
            url=_address("governance:pack_detail", row.partnership.slug, row.pk),
            words=row.state_sentence,
            note=f"Meeting on {day_in_words(row.meets_on)}." if row.meets_on else "",
            due=row.meets_on if row.meets_on and row.meets_on >= today else None,
        )
        for row in waiting.select_related("partnership").defer("pdf", "html")
    ]


def _address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
