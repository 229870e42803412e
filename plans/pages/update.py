"""One update with everything its form is made of, fetched once for whichever page or verb asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from django.db.models import (
    Exists,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.http import QueryDict
from django.urls import reverse

from governance import clock
from governance.access import object_at
from governance.input.unsaved_text import keep, payload_of
from governance.input.whole_numbers import typed_number
from governance.models import Deputy, Partnership, StatusWord, TypedText, User
from governance.text.structured_text import paragraph

from ..forms.updates import UpdateForm, initial_of
from ..models import (
    KPI,
    Citation,
    KpiReading,
    Milestone,
    PlanRound,
    ProgressNote,
    ProgressUpdate,
    Review,
    Submission,
)
from ..rounds.no_change import Offer, offer_of, reason_in_words, times_running
from ..rounds.writers import why_not_write
from ..workflow.updates import stated_in, untrue_of
from .progress_cell import labelled, outcome_in_words

State = ProgressUpdate.State
IN = (State.SUBMITTED, State.ACCEPTED)
SHOWN_QUARTERS = 3

WALK_WORDS: dict[str, tuple[str, str]] = {
    State.NOT_STARTED: ("To do", ""),
    State.DRAFT: ("Draft", ""),
    State.RETURNED: ("Returned", "is-back"),
    State.SUBMITTED: ("Sent", "is-sent"),
    State.ACCEPTED: ("Accepted", "is-sent"),
    State.EXCUSED: ("Exempt", "is-sent"),
    State.SILENT: ("No update", ""),
    State.NOT_PRINTED: ("Not on paper", ""),
}


@dataclass(frozen=True)
class StripEntry:
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
class UpdateStrip:
    """My rows of the quarter in their order, and the one we stand on."""

    entries: list[StripEntry]
    place: int

    @property
    def following(self) -> ProgressUpdate | None:
        """The next row still to be written, after this one and then from the start."""
        turned = self.entries[self.place + 1 :] + self.entries[: max(self.place, 0)]
        return next((entry.update for entry in turned if entry.update.can_be_edited), None)

    @property
    def counted(self) -> dict[str, int]:
        states = [entry.update.state for entry in self.entries]
        sent = sum(state in IN for state in states)
        excused, came_back = states.count(State.EXCUSED), states.count(State.RETURNED)
        return {
            "all": len(states),
            "in": sent,
            "excused": excused,
            "back": came_back,
            "to_go": len(states) - sent - excused - came_back,
        }


def strip_of(plan_round: PlanRound, user: User) -> UpdateStrip:
    """The rows asked of one person, with none of them open."""
    rows = plan_round.updates.select_related("improvement").filter(asked=user)
    return _strip(list(rows), plan_round, None)


@dataclass(frozen=True)
class Around:
    """What lies around one row: my other rows of the quarter, and its own earlier quarters."""

    strip: UpdateStrip
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
        strip=_strip(rows, update.plan_round, update),
        earlier=earlier,
        quarters=quarters,
        no_change_running=times_running([row.is_said and row.is_no_change for row in earlier]),
        since=next((each["since"] for each in quarters if each["since"]), None),
    )


def _strip(
    rows: list[ProgressUpdate], plan_round: PlanRound, here: ProgressUpdate | None
) -> UpdateStrip:
    """Standing on somebody else's row, that row joins mine."""
    if here is not None:
        rows = [row for row in rows if row.pk != here.pk] + [here]
    rows.sort(key=lambda row: (row.improvement.order, row.improvement_id))
    for row in rows:
        row.plan_round = plan_round
    entries = [StripEntry(row, here is not None and row.pk == here.pk) for row in rows]
    return UpdateStrip(entries, next((n for n, entry in enumerate(entries) if entry.is_here), -1))


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
                **labelled(note.topic, note.text),
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


@dataclass
class UpdateContext:
    """The paper on the desk of one person: a row of a quarter, ready to be written."""

    update: ProgressUpdate
    user: User

    @property
    def address(self) -> str:
        return self.update.get_absolute_url()

    @cached_property
    def why_not(self) -> str:
        """Why this person may not write on the row, though they may write here; mostly empty."""
        return why_not_write(self.update, self.user) if self.update.has_own_review else ""

    @property
    def can_be_edited(self) -> bool:
        return self.update.can_be_edited and not self.why_not

    @cached_property
    def around(self) -> Around:
        return around(self.update, self.user)

    @cached_property
    def milestones(self) -> list[Milestone]:
        milestones = list(with_saying(self.update))
        cited: dict[int, list[Citation]] = {}
        if self.update.has_citations:
            found = Citation.objects.filter(milestone__in=milestones).select_related("source")
            for citation in found:
                cited.setdefault(citation.milestone_id or 0, []).append(citation)
        for milestone in milestones:
            milestone.cites = cited.get(milestone.pk, [])
        return milestones

    @cached_property
    def kpis(self) -> list[KPI]:
        return list(with_reading(self.update))

    @cached_property
    def words(self) -> list[StatusWord]:
        """The scheme's words; "not stated" is for quarters recorded from paper alone."""
        words = StatusWord.objects.filter(scheme=self.update.partnership.status_scheme_id)
        if not self.update.plan_round.round.from_paper:
            words = words.exclude(standing=StatusWord.Standing.NOT_STATED)
        return list(words.order_by("order"))

    @cached_property
    def typed(self) -> TypedText | None:
        """What this person typed here and could not be saved; nobody else sees it."""
        if not self.update.has_typed:
            return None
        return unsaved_of([self.update], self.user).get(self.address)

    @cached_property
    def initial(self) -> dict[str, Any]:
        # The notes of the row are fetched together with those of its earlier quarters.
        _ = self.around
        return initial_of(self.update, self.milestones, self.kpis)

    @property
    def no_change(self) -> Offer:
        """Whether “no change” would be taken for the row as it is saved, and what it needs."""
        said = next((row for row in self.around.earlier if row.is_said), None)
        return offer_of(
            chosen=self.update.status,
            last=stated_in(said),
            used=self.around.no_change_running,
            limit=self.update.partnership.no_change_limit,
            has_words=any(note.text for note in self.update.notes.all()),
            has_changes=any(each.says or each.asks_to for each in self.milestones),
            has_issue=bool(self.update.reason or (said and said.reason)),
            untrue=untrue_of(self.update, self.milestones),
        )

    def form(self, data: Mapping[str, Any] | None = None) -> UpdateForm:
        """The form; what was posted is merged with what somebody else saved meanwhile."""
        form = UpdateForm(
            data,
            update=self.update,
            words=self.words,
            milestones=self.milestones,
            kpis=self.kpis,
            initial=self.initial,
        )
        form.offer_reasons(self.no_change.reasons)
        form.changed_by = self.update.edited_by
        form.changed_by_writer = self.update.edited_by_id == self.user.pk
        return form

    def form_again(self) -> UpdateForm:
        """The form with the words its author typed and could not save, to be saved on top."""
        if self.typed is None:
            return self.form()
        return self.form(self.over_theirs(self.typed.payload))

    def over_theirs(self, payload: Mapping[str, Any]) -> QueryDict:
        """The typed answers with what they were read from, to be merged with what stands now."""
        data = QueryDict(mutable=True)
        for name, values in payload.items():
            data.setlist(name, values if isinstance(values, list) else [values])
        return data

    def keep(self, form: UpdateForm, **carried: Any) -> None:
        """Keep what could not be saved, for its author alone, with what it was typed over."""
        if not form.has_changed():
            return
        posted = (form.posted if form.asked else form.data).copy()
        for name, value in carried.items():
            posted[name] = str(value)
        version = posted.get("version", "")
        keep(
            self.user,
            form=self.address,
            payload=payload_of(posted),
            base_version=typed_number(version) or 0,
        )

    def forget(self) -> None:
        TypedText.objects.filter(user=self.user, form=self.address).delete()


def rows_to_write(user: User, form: str = "") -> QuerySet[ProgressUpdate]:
    """Updates with all that their form asks about; ``form`` is the address where words are kept."""
    typed = TypedText.objects.filter(user=user, form=form)
    cited = Citation.objects.filter(improvement=OuterRef("improvement_id"), milestone__isnull=False)
    reviewed = Review.objects.filter(update=OuterRef("pk"), written_by=user)
    return with_surroundings().annotate(
        has_typed=Exists(typed), has_citations=Exists(cited), has_own_review=Exists(reviewed)
    )


def update_context(user: User, **address: str) -> UpdateContext:
    """Return the sheet at the address of a form: 404 outside, 403 for who may not write here."""
    row = [address[part] for part in ("partnership", "plan", "ref", "round")]
    rows = rows_to_write(user, reverse("plans:update_form", args=row))
    return UpdateContext(update_at(user, "plans.write_progressupdate", rows, **address), user)


def with_saying(update: ProgressUpdate) -> QuerySet[Milestone]:
    """The live milestones, each with what this update says of it and the new date it asks for."""
    return (
        update.improvement.milestones.live()
        .annotate(
            said=FilteredRelation("reports", condition=Q(reports__update=update)),
            asked=FilteredRelation(
                "moves", condition=Q(moves__update=update, moves__state__in=["draft", "asked"])
            ),
        )
        .annotate(
            says=F("said__says"),
            says_day=F("said__done_text"),
            asks_to=F("asked__to_text"),
            asks_latest=F("asked__to_latest"),
            asks_why=F("asked__reason"),
        )
    )


def with_reading(update: ProgressUpdate) -> QuerySet[KPI]:
    """The measurable KPIs, each with this update's reading and the last one before it."""
    earlier = (
        KpiReading.objects.filter(kpi=OuterRef("pk"))
        .exclude(update=update)
        .order_by("-as_at", "-pk")
    )
    mine = KpiReading.objects.filter(kpi=OuterRef("pk"), update=update)
    return (
        update.improvement.kpis.live()
        .filter(target__isnull=False)
        .annotate(
            reads=Subquery(mine.values("value")[:1]),
            last_value=Subquery(earlier.values("value")[:1]),
            last_day=Subquery(earlier.values("as_at")[:1]),
        )
    )


def unsaved_of(updates: Sequence[ProgressUpdate], user: User) -> dict[str, TypedText]:
    """What a person typed on rows and could not save, by their addresses.

    Words older than what the same person saved or sent since are none of it any more.
    """
    rows = {update.get_absolute_url(): update for update in updates}
    typed = TypedText.objects.filter(user=user, form__in=rows)
    return {
        each.form: each for each in typed if each.typed_at >= _saved_last(rows[each.form], user)
    }


def _saved_last(update: ProgressUpdate, user: User) -> datetime:
    sent = update.submissions.filter(submitted_by=user).aggregate(last=Max("submitted_at"))["last"]
    edited = update.edited_at if update.edited_by_id == user.pk else None
    return max(
        (moment for moment in (sent, edited) if moment), default=datetime.min.replace(tzinfo=UTC)
    )


def mine(user: User) -> Q:
    """The rows a person is asked for, as a deputy too, and those they began for somebody else."""
    stood_in_for = Deputy.objects.beside(user, partnership="plan_round__plan__partnership")
    return Q(asked=user) | Exists(stood_in_for) | Q(edited_by=user)
