"""One update with everything its form is made of, fetched once for whichever page or verb asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.urls import reverse

from governance.models import Deputy, StatusWord, TypedText, User
from governance.typed_text import keep, payload_of

from .forms.updates import UpdateForm, initial_of
from .models import KPI, Citation, KpiReading, Milestone, ProgressUpdate, Review
from .no_change import Offer, offer_of
from .update_page import Around, around, update_at, with_surroundings
from .workflow.updates import stated_in
from .writers import why_not_write


@dataclass
class Sheet:
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
        return TypedText.objects.filter(user=self.user, form=self.address).first()

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
        )

    def form(self, data: Mapping[str, Any] | None = None) -> UpdateForm:
        """The form; what was posted is merged with what somebody else saved meanwhile."""
        form = UpdateForm(
            data,
            words=self.words,
            milestones=self.milestones,
            kpis=self.kpis,
            plan=self.update.plan_round.plan,
            initial=self.initial,
        )
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

    def keep(self, posted: QueryDict) -> None:
        """Keep what could not be saved, for its author alone."""
        if not any(posted.get(name, "").strip() for name in posted if _holds_words(name)):
            return
        version = posted.get("version", "")
        keep(
            self.user,
            form=self.address,
            payload=payload_of(posted),
            base_version=int(version) if version.isdigit() else 0,
        )

    def forget(self) -> None:
        TypedText.objects.filter(user=self.user, form=self.address).delete()


def sheet_for(user: User, **address: str) -> Sheet:
    """Return the sheet at the address of a form: 404 outside, 403 for who may not write here."""
    row = [address[part] for part in ("partnership", "plan", "ref", "round")]
    typed = TypedText.objects.filter(user=user, form=reverse("plans:update_form", args=row))
    cited = Citation.objects.filter(improvement=OuterRef("improvement_id"), milestone__isnull=False)
    reviewed = Review.objects.filter(update=OuterRef("pk"), written_by=user)
    rows = with_surroundings().annotate(
        has_typed=Exists(typed), has_citations=Exists(cited), has_own_review=Exists(reviewed)
    )
    return Sheet(update_at(user, "plans.write_progressupdate", rows, **address), user)


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


def _holds_words(name: str) -> bool:
    """Whether a field of the form is written in, not only ticked."""
    return name in ("notes", "reason", "no_change_words") or name.startswith(
        ("day_", "to_", "why_", "kpi_")
    )


def mine(user: User) -> Q:
    """The rows a person is asked for, as a deputy too, and those they began for somebody else."""
    stood_in_for = Deputy.objects.beside(user, partnership="plan_round__plan__partnership")
    return Q(asked=user) | Exists(stood_in_for) | Q(edited_by=user)
