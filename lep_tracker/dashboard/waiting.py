"""What waits for a person, as queries: what is listed under "Your work" and counted beside it.

The page reads the rows of each kind and words them (``tasks``); every other page asks for their
number alone, all kinds in one query. Both begin here, so that the two cannot differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from governance import clock
from governance.models import BoardPack, Comment, Deputy, Partnership, User
from okrs.models import CheckIn
from plans.models import PlanRound, ProgressUpdate
from plans.rounds.writers import wrote

State = ProgressUpdate.State


@dataclass(frozen=True)
class Kind:
    """The rows of one kind that wait, soonest first, and how many of them are listed at most."""

    name: str
    rows: QuerySet
    most: int | None = None


class Waiting:
    """What waits for one person in the partnerships they have a role in.

    ``kinds`` leaves out what nobody in these roles is asked for: building a query costs more than
    running it.
    """

    def __init__(self, user: User, partnerships: Iterable[Partnership]):
        self.user = user
        self.may = {each.pk: user.permissions_in(each) for each in partnerships}
        self.writes = self.where("plans.write_progressupdate")
        self.reviews = self.where("plans.review_progressupdate")
        self.closes = self.where("plans.close_planround")
        self.reads_packs = self.where("governance.read_boardpack")
        self.issues_packs = self.where("governance.issue_boardpack")

    def where(self, permission: str) -> list[int]:
        """The partnerships in which the person may do something."""
        return [pk for pk, held in self.may.items() if permission in held]

    @property
    def kinds(self) -> list[Kind]:
        asked = [
            (self.writes, self._updates),
            (self.writes, self._check_ins),
            (self.writes + self.reviews, self._questions),
            (self.reviews, self._reviews),
            (self.closes, self._closings),
            (self.reads_packs, self._packs),
        ]
        return [made() for where, made in asked if where]

    def _updates(self) -> Kind:
        standing_in = Deputy.objects.beside(self.user, partnership="plan_round__plan__partnership")
        rows = ProgressUpdate.objects.filter(
            Q(asked=self.user) | Exists(standing_in),
            state__in=ProgressUpdate.EDITABLE,
            plan_round__state=PlanRound.State.COLLECTING,
            plan_round__signed_at=None,
            plan_round__plan__partnership__in=self.writes,
        )
        return Kind("updates", rows.order_by("plan_round__round__due_on", "improvement__order"))

    def _check_ins(self) -> Kind:
        standing_in = Deputy.objects.beside(self.user, partnership="round__partnership")
        rows = CheckIn.objects.unsent().filter(
            Q(asked=self.user) | Exists(standing_in), round__partnership__in=self.writes
        )
        return Kind("check_ins", rows)

    def _questions(self) -> Kind:
        """Questions put to this person that nobody resolved and they did not answer yet."""
        answered = Comment.objects.filter(thread=OuterRef("pk"), written_by=self.user)
        rows = Comment.objects.unresolved().filter(
            ~Exists(answered),
            addressed_to=self.user,
            subject_type=ContentType.objects.get_for_model(ProgressUpdate),
        )
        return Kind("questions", rows.order_by("written_at"), most=20)

    def _reviews(self) -> Kind:
        """Quarters with rows to review, and those that only want to be signed."""
        theirs = ProgressUpdate.objects.filter(plan_round=OuterRef("pk"))
        rows = PlanRound.objects.filter(
            Exists(theirs.filter(rows_to_review(self.user)))
            | ~Exists(theirs.filter(state__in=(State.SUBMITTED, *ProgressUpdate.EDITABLE))),
            state=PlanRound.State.COLLECTING,
            signed_at=None,
            plan__partnership__in=self.reviews,
        )
        return Kind("reviews", rows.order_by("round__review_due_on"))

    def _closings(self) -> Kind:
        rows = PlanRound.objects.filter(
            state=PlanRound.State.COLLECTING, plan__partnership__in=self.closes
        )
        return Kind("closings", rows.order_by("round__review_due_on"))

    def _packs(self) -> Kind:
        """Packs to issue; packs and drafts to read, until the meeting is over."""
        sits_on = Q(body__seats__user=self.user) | Q(body__role_assignments__user=self.user)
        ready = Q(partnership__in=self.issues_packs, state=BoardPack.State.READY)
        issued = Q(partnership__in=self.reads_packs, state=BoardPack.State.ISSUED) & sits_on
        to_come = Q(meets_on=None) | Q(meets_on__gte=clock.today())
        rows = BoardPack.objects.visible_to(self.user).filter(
            ready & Q(is_draft=False) | (ready | issued) & to_come
        )
        rows = rows.distinct().order_by(F("meets_on").desc(nulls_last=True))
        return Kind("packs", rows, most=5)


def rows_to_review(user: User, path: str = "") -> Q:
    """For a query: the updates at ``path`` that this person may review.

    Rows a reviewer wrote on wait for somebody else, unless one person does both there.
    """
    alone = Q(**{f"{path}plan_round__plan__partnership__one_person_since__isnull": False})
    return Q(**{f"{path}state": State.SUBMITTED}) & (alone | ~wrote(user, f"{path}pk"))
