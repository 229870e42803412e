"""What the page of one update shows beside its form: last quarter, the strip of rows, who saved.

Gathered here so that the view only fetches and the template only shows; the number of queries
does not grow with the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from governance import clock
from governance.access import object_at
from governance.models import Partnership, User
from governance.structured_text import paragraph

from .models import PlanRound, ProgressNote, ProgressUpdate, Review, Submission
from .no_change import reason_in_words, times_running
from .voices import outcome_in_words

State = ProgressUpdate.State
IN = (State.SUBMITTED, State.ACCEPTED)
SHOWN_QUARTERS = 3

WALK_WORDS: dict[str, tuple[str, str]] = {
    State.NOT_STARTED: ("To do", ""),
    State.DRAFT: ("Draft", ""),
    State.RETURNED: ("Returned", "is-back"),
    State.SUBMITTED: ("Sent", "is-sent"),
    State.ACCEPTED: ("Accepted", "is-sent"),
    State.EXCUSED: ("Excused", "is-sent"),
    State.SILENT: ("No update", ""),
    State.NOT_PRINTED: ("Not on paper", ""),
}


@dataclass(frozen=True)
class Stop:
    """One row in the strip above the form."""

    update: ProgressUpdate
    is_here: bool

    @property
    def number(self) -> str:
        return self.update.improvement.number or self.update.improvement.short_name[:12]

    @property
    def word(self) -> str:
        if self.update.state == State.SUBMITTED and self.update.is_no_change:
            return "No change"
        return WALK_WORDS[self.update.state][0]

    @property
    def css(self) -> str:
        return WALK_WORDS[self.update.state][1]


@dataclass(frozen=True)
class Walk:
    """My rows of the quarter in their order, and the one we stand on."""

    stops: list[Stop]
    place: int

    @property
    def following(self) -> ProgressUpdate | None:
        """The next row still to be written, after this one and then from the start."""
        turned = self.stops[self.place + 1 :] + self.stops[: max(self.place, 0)]
        return next((stop.update for stop in turned if stop.update.can_be_edited), None)

    @property
    def counted(self) -> dict[str, int]:
        states = [stop.update.state for stop in self.stops]
        sent = sum(state in IN for state in states)
        excused, came_back = states.count(State.EXCUSED), states.count(State.RETURNED)
        return {
            "all": len(states),
            "in": sent,
            "excused": excused,
            "back": came_back,
            "to_go": len(states) - sent - excused - came_back,
        }


def walk_of(plan_round: PlanRound, user: User) -> Walk:
    """The rows asked of one person, with none of them open."""
    rows = plan_round.updates.select_related("improvement").filter(asked=user)
    return _walk(list(rows), plan_round, None)


@dataclass(frozen=True)
class Around:
    """What lies around one row: my other rows of the quarter, and its own earlier quarters."""

    walk: Walk
    earlier: list[ProgressUpdate]
    quarters: list[dict[str, Any]]
    no_change_running: int
    since: date | None


def around(update: ProgressUpdate, user: User) -> Around:
    """Fetch the neighbours of a row at once; this row's notes and answers come with them."""
    starts_on = update.plan_round.round.starts_on
    earlier_quarters = Q(
        improvement=update.improvement_id, plan_round__round__starts_on__lt=starts_on
    )
    found = ProgressUpdate.objects.filter(
        Q(plan_round=update.plan_round_id, asked=user) | earlier_quarters
    ).select_related("improvement", "plan_round__round", "status", "submitted_by")
    rows = [row for row in found if row.plan_round_id == update.plan_round_id]
    earlier = sorted(
        (row for row in found if row.plan_round_id != update.plan_round_id),
        key=lambda row: row.plan_round.round.starts_on,
        reverse=True,
    )
    shown = earlier[:SHOWN_QUARTERS]
    published = Review.objects.published().select_related("status", "published_by")
    prefetch_related_objects(
        [update, *shown],
        Prefetch("notes", ProgressNote.objects.order_by("order", "pk")),
        Prefetch("reviews", published.order_by("-number"), to_attr="answers"),
    )
    returned = [row for row in (update, *shown) if row.state == State.RETURNED]
    if returned:
        sent = Submission.objects.select_related("submitted_by").order_by("-number")
        prefetch_related_objects(returned, Prefetch("submissions", sent, to_attr="sent_back"))
    quarters = [_quarter(earlier[at:], update.partnership) for at in range(len(shown))]
    return Around(
        walk=_walk(rows, update.plan_round, update),
        earlier=earlier,
        quarters=quarters,
        no_change_running=times_running([row.is_said and row.is_no_change for row in earlier]),
        since=next((each["since"] for each in quarters if each["since"]), None),
    )


def _walk(rows: list[ProgressUpdate], plan_round: PlanRound, here: ProgressUpdate | None) -> Walk:
    """Standing on somebody else's row, that row joins mine."""
    if here is not None:
        rows = [row for row in rows if row.pk != here.pk] + [here]
    rows.sort(key=lambda row: (row.improvement.order, row.improvement_id))
    for row in rows:
        row.plan_round = plan_round
    stops = [Stop(row, here is not None and row.pk == here.pk) for row in rows]
    return Walk(stops, next((n for n, stop in enumerate(stops) if stop.is_here), -1))


def with_surroundings() -> QuerySet[ProgressUpdate]:
    """Updates with everything that their page and its verbs ask about."""
    return ProgressUpdate.objects.select_related(
        "plan_round__plan__partnership",
        "plan_round__round",
        "improvement__plan__partnership",
        "improvement__theme",
        "status",
        "asked",
        "edited_by",
        "submitted_by",
        "state_by",
    )


def update_at(
    user: User, permission: str, rows: QuerySet[ProgressUpdate] | None = None, **address: str
) -> ProgressUpdate:
    """Return the update an address names: 404 outside, 403 without the right.

    ``rows`` says what comes with it; by default everything its page and its verbs ask about.
    """
    found: ProgressUpdate = object_at(
        user,
        address["partnership"],
        with_surroundings() if rows is None else rows,
        permission,
        plan_round__plan__slug=address["plan"],
        plan_round__round__slug=address["round"],
        improvement__ref=address["ref"],
    )
    return found


def _quarter(updates: Sequence[ProgressUpdate], partnership: Partnership) -> dict[str, Any]:
    """What the first of these quarters said; the others are the ones before it."""
    update = updates[0]
    return {
        "update": update,
        "round": update.plan_round.round,
        "since": _since(update),
        "is_said": update.is_said,
        "word": update.outcome.word,
        "sentence": outcome_in_words(updates, partnership),
        "returned": sent_back_of(update),
        "on_paper": update.plan_round.is_on_paper,
        "no_change": reason_in_words(update.no_change_reason) if update.no_change_reason else "",
        "blocks": [
            {
                **paragraph(note.text),
                "kind": "bullet" if note.is_bullet else "paragraph",
                "level": note.level,
            }
            for note in update.notes.all()
            if note.text
        ],
        "review": next(iter(getattr(update, "answers", [])), None),
    }


def _since(update: ProgressUpdate) -> date | None:
    """Since when something may have happened: the day for which words were given, or sent."""
    if not update.is_said:
        return None
    if update.as_at or update.submitted_at is None:
        return update.as_at
    if update.plan_round.is_on_paper:
        # The day on which somebody wrote the paper down here says nothing of its words.
        return update.plan_round.judged_on
    return clock.london_day(update.submitted_at)


def sent_back_of(update: ProgressUpdate) -> Submission | None:
    """What was sent last of a row that came back and was not sent again."""
    return next(iter(getattr(update, "sent_back", [])), None)
