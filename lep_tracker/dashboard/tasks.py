"""What waits for a person over all their partnerships, soonest first, each with one verb."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import NoReverseMatch, reverse

from governance import clock
from governance.models import BoardPack, Comment, Deputy, Partnership, User
from governance.text.dates_in_words import day_in_words
from governance.text.sentences import ended
from okrs.models import CheckIn
from plans.models import Milestone, PlanRound, ProgressUpdate
from plans.rounds.printed_status import as_printed
from plans.rounds.writers import wrote

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
    by_pk = {each.pk: each for each in partnerships}
    may = {pk: user.permissions_in(each) for pk, each in by_pk.items()}
    writes, reviews, closes, reads_packs = (
        [pk for pk, held in may.items() if permission in held]
        for permission in (
            "plans.write_progressupdate",
            "plans.review_progressupdate",
            "plans.close_planround",
            "governance.read_boardpack",
        )
    )
    # What may wait, and for those of which partnerships: nobody else is asked a query for it.
    kinds: list[tuple[list[int], Callable[[], list[Task]]]] = [
        (writes, lambda: _updates(user, writes)),
        (writes, lambda: _check_ins(user, writes)),
        (writes + reviews, lambda: _questions(user, reviews=not writes)),
        (reviews + closes, lambda: _rounds(user, set(reviews), set(closes), by_pk)),
        (reads_packs, lambda: _packs(user, may, reads_packs)),
    ]
    tasks = [task for where, waiting in kinds if where for task in waiting()]
    return sorted(tasks, key=lambda task: (task.due is None, task.due or date.max))


def _was(update: Any) -> dict[str, str] | None:
    """What the row stood at before, in the words of its scheme or of its paper."""
    if update.was_word:
        return {"word": update.was_word, "tone": update.was_tone}
    return as_printed(update.was_printed) if update.was_printed else None


def _updates(user: User, partnerships: list[int]) -> list[Task]:
    today = clock.today()
    standing_in = Deputy.objects.beside(user, partnership="plan_round__plan__partnership")
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
    rows = (
        ProgressUpdate.objects.filter(
            Q(asked=user) | Exists(standing_in),
            state__in=ProgressUpdate.EDITABLE,
            plan_round__state=PlanRound.State.COLLECTING,
            plan_round__signed_at=None,
            plan_round__plan__partnership__in=partnerships,
        )
        .select_related("improvement__plan__partnership", "plan_round__round")
        .annotate(
            was_printed=Subquery(earlier.values("status_as_printed")[:1]),
            was_word=Subquery(earlier.values("status__word")[:1]),
            was_tone=Subquery(earlier.values("status__tone")[:1]),
            late=Subquery(overdue),
        )
        .order_by("plan_round__round__due_on", "improvement__order")
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
                batch=str(update.plan_round_id),
                batch_url=_address("plans:task_list", *address, reporting_round.slug),
            )
        )
    return tasks


def _late(number: int | None) -> str:
    if not number:
        return ""
    return "1 milestone overdue." if number == 1 else f"{number} milestones overdue."


def _check_ins(user: User, partnerships: list[int]) -> list[Task]:
    standing_in = Deputy.objects.beside(user, partnership="round__partnership")
    rows = (
        CheckIn.objects.unsent()
        .filter(Q(asked=user) | Exists(standing_in), round__partnership__in=partnerships)
        .select_related("round__partnership", "key_result__objective__objective_set")
    )
    return [
        Task(
            verb=f"Check in on {row.key_result.label or 'a key result'}",
            url=_address("okrs:checkin_form", row.round.partnership.slug, row.pk),
            words=f"{row.key_result.text} ({row.key_result.objective.objective_set.title}).",
            due=row.round.due_on,
        )
        for row in rows
    ]


def _questions(user: User, *, reviews: bool) -> list[Task]:
    """Questions put to this person that nobody resolved and they did not answer yet."""
    answered = Comment.objects.filter(thread=OuterRef("pk"), written_by=user)
    asked_of = ProgressUpdate.objects.filter(pk=OuterRef("subject_id")).values(
        where=JSONObject(
            partnership="plan_round__plan__partnership__slug",
            plan="plan_round__plan__slug",
            ref="improvement__ref",
            round="plan_round__round__slug",
            number="improvement__number",
        )
    )
    rows = (
        Comment.objects.unresolved()
        .filter(
            ~Exists(answered),
            addressed_to=user,
            subject_type=ContentType.objects.get_for_model(ProgressUpdate),
        )
        .select_related("written_by")
        .annotate(where=Subquery(asked_of))
        .order_by("written_at")[:20]
    )
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


def _rounds(
    user: User, reviews: set[int], closes: set[int], by_pk: dict[int, Partnership]
) -> list[Task]:
    states = ProgressUpdate.State
    # Rows a reviewer wrote on wait for somebody else, unless one person does both there.
    others = Q(plan__partnership__one_person_since__isnull=False) | ~wrote(user, "updates__pk")
    rows = (
        PlanRound.objects.filter(
            state=PlanRound.State.COLLECTING, plan__partnership__in=reviews | closes
        )
        .select_related("plan", "round")
        .annotate(
            sent=Count("updates", filter=Q(updates__state=states.SUBMITTED)),
            ready=Count("updates", filter=Q(updates__state=states.SUBMITTED) & others),
            out=Count("updates", filter=Q(updates__state__in=ProgressUpdate.EDITABLE)),
        )
        .order_by("round__review_due_on")
    )
    tasks = []
    for row in rows:
        partnership = by_pk[row.plan.partnership_id]
        address = [partnership.slug, row.plan.slug, row.round.slug]
        named = f"{row.plan.title}, {row.round.label}."
        if partnership.pk in reviews and row.ready and not row.signed_at:
            rows_ready = "1 row" if row.ready == 1 else f"{row.ready} rows"
            tasks.append(
                Task(
                    verb=f"Review {rows_ready} of {partnership.short_name}",
                    url=_address("plans:review_queue"),
                    words=named,
                    due=row.round.review_due_on,
                )
            )
        elif partnership.pk in reviews and not row.out and not row.sent and not row.signed_at:
            tasks.append(
                Task(
                    verb=f"Sign {row.round.short_label} of {partnership.short_name}",
                    url=_address("plans:round_sign", *address),
                    words=named,
                    due=row.round.review_due_on,
                )
            )
        if partnership.pk in closes:
            tasks.append(_to_close(row, address, named))
    return tasks


def _to_close(row: PlanRound, address: list[str], named: str) -> Task:
    out = "Every row is in." if not row.out else f"{row.out} still out."
    verb = "Close" if row.signed_at or not row.out else "Watch"
    return Task(
        verb=f"{verb} {row.round.short_label}",
        url=_address("plans:round_detail", *address),
        words=named,
        note=out,
        due=row.round.review_due_on,
    )


def _packs(user: User, may: dict[int, frozenset[str]], partnerships: list[int]) -> list[Task]:
    issues = [pk for pk in partnerships if "governance.issue_boardpack" in may[pk]]
    sits_on = Q(body__seats__user=user) | Q(body__role_assignments__user=user)
    rows = (
        BoardPack.objects.visible_to(user)
        .filter(
            Q(partnership__in=issues, state=BoardPack.State.READY)
            | Q(partnership__in=partnerships, state=BoardPack.State.ISSUED) & sits_on
        )
        .select_related("partnership")
        .defer("pdf", "html")
        .distinct()
        .order_by(F("meets_on").desc(nulls_last=True))[:5]
    )
    today = clock.today()
    return [
        Task(
            verb=f"{'Issue' if row.can_be_issued else 'Read'} {row.title}",
            url=_address("governance:pack_detail", row.partnership.slug, row.pk),
            words=f"Meeting on {day_in_words(row.meets_on)}." if row.meets_on else "",
            due=row.meets_on if row.meets_on and row.meets_on >= today else None,
        )
        for row in rows
        if row.can_be_issued or not row.meets_on or row.meets_on >= today
    ]


def _address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
