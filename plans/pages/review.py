"""Everything the review page of one row shows, fetched once.

What the partnership said comes from its submissions alone; a draft is never read here.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from governance.comment_threads import Talk, talk_about
from governance.errors import ActionRefused
from governance.models import Evidence, Partnership, StatusWord, User
from governance.text.sentences import as_at
from governance.text.word_changes import ChangedRun

from ..models import (
    KPI,
    Citation,
    Lead,
    Milestone,
    MilestoneMove,
    ProgressUpdate,
    Review,
    Submission,
)
from ..rounds import submission_diff
from ..rounds.frozen import day_in
from ..rounds.versions_seen import seen_for_review
from ..rounds.writers import own_row_sentence
from .plan import with_pages
from .review_queue import ReviewQueue, ReviewRow, as_status, last_quarters, queues_of, submission_of


@dataclass
class SubmissionShown:
    """One submission as the page prints it, its changed words marked."""

    submission: Submission
    runs: list[ChangedRun]
    title: str

    @cached_property
    def content(self) -> dict[str, Any]:
        return self.submission.content

    @property
    def status(self) -> Any:
        return as_status(self.content)

    @property
    def no_change(self) -> str:
        return submission_diff.no_change_of(self.content)

    @property
    def as_at(self) -> str:
        stated = self.content["as_at"]
        return as_at(stated["text"], day_in(stated["day"]))


@dataclass
class ReviewContext:
    """One row before its reviewer."""

    update: ProgressUpdate
    reader: User
    answers: list[Review] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sent = submission_of(self.update)
        self.answers = list(
            self.update.reviews.select_related("status", "written_by", "published_by").order_by(
                "number"
            )
        )

    @property
    def now(self) -> Submission:
        """What was sent last; there is no page of a row of which nothing was."""
        if self.sent is None:
            raise ActionRefused(
                f"Nothing was sent on {self.update.improvement.called} for "
                f"{self.update.plan_round.round} yet."
            )
        return self.sent

    @property
    def partnership(self) -> Partnership:
        return self.update.partnership

    @cached_property
    def row(self) -> Any:
        """The improvement with what stands beside its words."""
        live = {"retired_at__isnull": True}
        rows = type(self.update.improvement).objects.select_related("theme", "plan")
        return rows.prefetch_related(
            Prefetch("leads", Lead.objects.filter(**live)),
            Prefetch("kpis", KPI.objects.filter(**live)),
            Prefetch("milestones", Milestone.objects.filter(**live).order_by("order", "pk")),
            Prefetch("citations", Citation.objects.filter(**live).select_related("source")),
        ).get(pk=self.update.improvement_id)

    @cached_property
    def why_not(self) -> str:
        """Why the reader may not review this row; empty where they may."""
        own = any(row.is_own for row in self.queue.rows if row.update.pk == self.update.pk)
        return own_row_sentence(self.update) if own else ""

    # --- the two quarters ------------------------------------------------------------------------
    @cached_property
    def last(self) -> Submission | None:
        return last_quarters(self.update)

    @cached_property
    def before(self) -> SubmissionShown | None:
        if self.last is None:
            return None
        runs = submission_diff.before_runs(self.last.content, self.now.content)
        return SubmissionShown(self.last, runs, self.last.update.plan_round.round.label)

    @cached_property
    def this(self) -> SubmissionShown:
        old = self.last.content if self.last else None
        runs = submission_diff.after_runs(old, self.now.content)
        return SubmissionShown(self.now, runs, self.update.plan_round.round.label)

    @property
    def is_rewritten(self) -> bool:
        last = self.last.content if self.last else None
        return submission_diff.is_rewritten(last, self.now.content)

    @cached_property
    def again(self) -> SubmissionShown | None:
        """The words sent again, marked against those sent before them."""
        if self.now.number < 2:
            return None
        previous = submission_of(self.update, before=self.now.number)
        if previous is None:
            return None
        runs = submission_diff.both_runs(previous.content, self.now.content)
        return SubmissionShown(previous, runs, "Since it was sent before")

    @cached_property
    def _milestones_before(self) -> list[dict[str, Any]] | None:
        """The row's milestones in the earlier quarter; None where no closed quarter knows them."""
        frozen = self.last.update.plan_round.snapshot if self.last else None
        rows = [one for one in (frozen or {"rows": []})["rows"] if one["ref"] == self.row.ref]
        return rows[0]["milestones"] if rows else None

    def _came_since(self, milestone: Milestone) -> bool:
        """Whether a milestone was not in the plan yet when the earlier quarter was closed.

        One that a newer issue of the plan brought anew is known by its words.
        """
        before = self._milestones_before
        return before is not None and not any(
            one["id"] == milestone.pk or one["text"] == milestone.text for one in before
        )

    @cached_property
    def moved(self) -> list[submission_diff.Moved]:
        dues = [
            submission_diff.Due(
                each.pk,
                each.text,
                each.due_text,
                each.original_due_text if each.has_moved else "",
                each.is_overdue(at=self.update.plan_round.judged_on),
                each.latest,
                is_new=self._came_since(each),
            )
            for each in self.row.milestones.all()
        ]
        targets = {
            kpi.pk: f"{kpi.target.normalize():f} {kpi.unit}".strip() if kpi.is_measurable else ""
            for kpi in self.row.kpis.all()
        }
        last = self.last.content if self.last else None
        return submission_diff.what_moved(self.now.content, last, dues, targets)

    @property
    def seen(self) -> str:
        """What the reviewer decides on: the row as it was sent, and the dates it asks to move."""
        return seen_for_review(self.update, self.moves)

    # --- the reviewer's own ----------------------------------------------------------------------
    @property
    def own(self) -> Review | None:
        """The view of the newest submission, draft or published."""
        number = self.sent.number if self.sent else 0
        return next((each for each in self.answers if each.number == number), None)

    @property
    def returned(self) -> list[Review]:
        """What was published on earlier submissions of this quarter."""
        return [each for each in self.answers if each.published_at and each is not self.own]

    @cached_property
    def moves(self) -> list[MilestoneMove]:
        asked = self.update.moves.filter(state=MilestoneMove.State.ASKED)
        return list(asked.select_related("milestone").order_by("milestone__order", "pk"))

    @cached_property
    def scheme(self) -> list[StatusWord]:
        """The words a reviewer may choose; “not stated” only where the partnership chose it."""
        words = self.partnership.status_scheme.words.order_by("order")
        chosen = self.update.status_id
        return [word for word in words if word.standing != "not_stated" or word.pk == chosen]

    @property
    def initial(self) -> dict[str, Any]:
        """What the form starts with: the draft, even if begun before the row was sent again.

        No status is chosen for the reviewer: accepting shares the partnership's, returning tells
        none.
        """
        draft = self.own or next(
            (each for each in reversed(self.answers) if not each.published_at), None
        )
        if draft is None:
            return {"version": 0, "status": ""}
        return {
            "version": self.own.version if self.own else 0,
            "status": draft.status.key if draft.status else "",
            "words": draft.words,
            "why_differ": draft.why_differ,
            "note": draft.note,
            **{f"move_{key}": choice for key, choice in draft.dates.items()},
        }

    # --- beside it -------------------------------------------------------------------------------
    @cached_property
    def cited(self) -> list[dict[str, Any]]:
        """Each page of a report once, though the row and several milestones name it."""
        once = {(each.source.title, each.pages): each.source for each in self.row.citations.all()}
        return [
            with_pages({"source": title, "pages": pages, "link": source.link})
            for (title, pages), source in once.items()
        ]

    @cached_property
    def evidence(self) -> list[Evidence]:
        about = Evidence.objects.about(self.update.improvement) | Evidence.objects.about(
            self.update
        )
        return list(about.filter(retired_at=None).select_related("added_by"))

    @cached_property
    def talk(self) -> Talk:
        return talk_about(self.update, self.reader)

    @cached_property
    def queue(self) -> ReviewQueue:
        return queues_of([self.update.plan_round], reader=self.reader)[0]

    @property
    def place(self) -> int:
        """Which of the rows that are ready this one is, from 1; 0 where it is not one of them."""
        keys = [row.update.pk for row in self.queue.in_walking_order]
        return keys.index(self.update.pk) + 1 if self.update.pk in keys else 0

    @property
    def previous(self) -> ReviewRow | None:
        rows = self.queue.in_walking_order
        return rows[self.place - 2] if self.place > 1 else None

    @property
    def following(self) -> ReviewRow | None:
        rows = self.queue.in_walking_order
        if not self.place:
            return next(iter(rows), None)
        return rows[self.place] if self.place < len(rows) else None
