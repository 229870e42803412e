"""The second quarter of the demonstration, half way through."""

from datetime import date, datetime, time
from typing import Any

from governance import clock
from governance.models import User
from governance.workflow.comments import add_comment
from lep_tracker.workflow.quarters import open_quarter
from plans.input.update import NewDate, Tick, UpdateContent
from plans.models import Milestone, Plan, PlanRound, ProgressUpdate
from plans.rounds.versions_seen import seen_as_written, seen_for_review, seen_standing
from plans.workflow import (
    accept_update,
    excuse_update,
    return_update,
    save_update,
    send_no_change,
    submit_update,
)
from plans.workflow.new_dates import asked_moves

from .people import DemoPeople

Facts = dict[str, Any]
_SENT = {"submitted", "accepted", "returned"}


def _at(day: date, minutes: int):
    moment = datetime.combine(day, time(9 + minutes // 60, minutes % 60), clock.LONDON)
    return clock.standing_at(moment)


def tell_second_quarter(
    facts: Facts, plan: Plan, people: DemoPeople, milestones: dict[str, Milestone]
) -> None:
    """Open July to September 2019 and do what each row says, day by day."""
    if len(facts["rounds"]) < 2:
        return
    told = facts["rounds"][1]
    with _at(_day(told["opens_on"]), 0):
        open_quarter(
            people.partnership,
            starts_on=_day(told["starts_on"]),
            ends_on=_day(told["ends_on"]),
            slug=told["slug"],
            opens_on=_day(told["opens_on"]),
            due_on=_day(told["due_on"]),
            review_due_on=_day(told["review_due_on"]),
            plans=[plan],
            by=people.coordinator,
        )
    plan_round = plan.plan_rounds.get(round__slug=told["slug"])
    updates = _by_ref(plan_round)
    actions = []
    for place, row in enumerate(facts["improvements"]):
        quarter = row.get("q2")
        if quarter:
            actions += _actions(updates[row["ref"]], quarter, people, milestones, place, told)
    for day, minute, action in sorted(actions, key=lambda each: each[:2]):
        with _at(day, minute):
            action()


def _actions(update, told: Facts, people: DemoPeople, milestones, place: int, round_facts: Facts):
    """Return what happens to one row, each as (day, minute of the day, action)."""
    state = told["state"]
    opened = _day(round_facts["opens_on"])
    by = people[told.get("by")] or update.asked or people.coordinator
    if state == "not_started":
        return []
    if state == "excused":
        reason = told.get("excused_reason") or told.get("reason") or "Nothing is left to report."

        def excuse() -> None:
            row = _fresh(update)
            excuse_update(row, reason=reason, seen=seen_standing([row]), by=people.coordinator)

        return [(opened, 30 + place, excuse)]
    sent = _day(told.get("submitted_on") or round_facts["story_stands_at"])
    if state == "no_change":

        def say_no_change() -> None:
            send_no_change(
                _fresh(update),
                reason=told["no_change_reason"],
                content=_content(told, milestones, update),
                by=by,
            )

        return [(sent, 40 + place, say_no_change)]

    def write() -> None:
        save_update(_fresh(update), content=_content(told, milestones, update), by=by)

    actions = [(sent, 60 + place, write)]
    if state in _SENT:
        actions.append((sent, 90 + place, lambda: _send(_fresh(update), by)))
    actions += _questions(update, told, people, by, sent, place)
    if told.get("review"):
        actions.append(_review(update, told["review"], people, place))
    return actions


def _send(update: ProgressUpdate, by: User) -> None:
    submit_update(update, seen=seen_as_written(update), by=by)


def _review(update, told: Facts, people: DemoPeople, place: int):
    reviewer = people.must(told.get("by") or "area_lead")
    status = told.get("status") or ""
    words = "\n\n".join(told.get("words") or [])
    why = told.get("why_differ") or ""

    def decide() -> None:
        row = _fresh(update)
        seen = seen_for_review(row, asked_moves(row))
        if told["decision"] == "returned":
            note = told["note"]
            return_update(
                row,
                note=note,
                status=status,
                words=words,
                why_differ=why,
                seen=seen,
                by=reviewer,
            )
        else:
            accept_update(
                row,
                status=status,
                words=words,
                why_differ=why,
                agree_moves=True,
                seen=seen,
                by=reviewer,
            )

    return (_day(told["on"]), 300 + place, decide)


def _questions(update, told: Facts, people: DemoPeople, officer: User, sent: date, place: int):
    actions = []
    for number, question in enumerate(told.get("questions") or []):

        def ask(question: Facts = question) -> None:
            thread = add_comment(
                update,
                text=question["text"],
                addressed_to=officer,
                by=people.must(question["from"]),
            )
            if question.get("answered"):
                add_comment(update, text=question["answered"], thread=thread, by=officer)

        actions.append((sent, 240 + place + number, ask))
    return actions


def _content(told: Facts, milestones: dict[str, Milestone], update) -> UpdateContent:
    move = told.get("date_move")
    ticks = {
        milestones[tick["milestone"]].pk: Tick(tick["says"], tick.get("done_text") or "")
        for tick in told.get("ticks") or []
    }
    kpis = {str(kpi): kpi.pk for kpi in update.improvement.kpis.all()}
    readings = {
        kpis[reading["text"]]: str(reading["value"])
        for reading in told.get("kpi_readings") or []
        if reading.get("text") in kpis
    }
    return UpdateContent(
        status=told.get("status") or "",
        reason=told.get("reason") or "",
        notes="\n\n".join(told.get("words") or []),
        as_at_text=told.get("as_at_text") or "",
        date_moves="yes" if move else "no",
        ticks=ticks,
        moves=(
            {milestones[move["milestone"]].pk: NewDate(move["to_text"], move["reason"])}
            if move
            else {}
        ),
        readings=readings,
    )


def _by_ref(plan_round: PlanRound) -> dict[str, ProgressUpdate]:
    rows = plan_round.updates.select_related(
        "improvement", "asked", "plan_round__plan__partnership", "plan_round__round"
    )
    return {update.improvement.ref: update for update in rows}


def _fresh(update: ProgressUpdate) -> ProgressUpdate:
    return ProgressUpdate.objects.get(pk=update.pk)


def _day(text: str) -> date:
    return date.fromisoformat(text)
