"""The plan as the four-column table officers know, with the quarter's two voices at its edge.

Pages and board packs read the same table; a reader's visibility decides whose words are in it.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from governance import clock
from governance.models import ReportingRound, StatusWord
from governance.text.sentences import in_sentence, topic_before
from governance.text.structured_text import Block

from ..documents.writing.columns import four_heads, headings_by_role
from ..models import Improvement, Milestone, Plan, PlanRound, ProgressUpdate, Theme
from ..rounds.outcomes import OUTCOMES, SILENT
from ..visibility import Visibility
from .linked_texts import LiveWords
from .milestone_lines import MilestoneLine, lines_of
from .progress_cell import Voice, voices_of

NO_UPDATE = SimpleNamespace(**OUTCOMES[SILENT].status)
_SHORT_PLAN = 8
_NEEDS_READING = ("at_risk", "off_track")


@dataclass
class PlanRow:
    """One improvement as the table prints it."""

    improvement: Improvement
    statement: list[Block]
    status: Any
    leads: list[tuple[str, str]]
    kpis: list[dict[str, Any]]
    citations: list[dict[str, Any]]
    references: list[dict[str, Any]]
    waits: list[dict[str, Any]]
    monitoring: list[dict[str, Any]]
    milestones: list[MilestoneLine]
    voices: list[Voice]
    update: ProgressUpdate | None
    late: int = 0
    is_missing: bool = False
    is_folded: bool = False

    @property
    def has_further(self) -> bool:
        """Whether the paper prints something of it that has no column of its own here."""
        one = self.improvement
        return bool(one.extras or one.status_text or one.raised_on)

    @property
    def needs_reading(self) -> bool:
        standing = getattr(self.status, "standing", "")
        return bool(self.late) or standing in _NEEDS_READING or self.is_missing


@dataclass
class ThemeGroup:
    """A theme with its rows, or the rows that stand in no theme."""

    theme: Theme | None
    rows: list[PlanRow]
    note: str = ""


@dataclass
class PlanTable:
    """Everything the plan page prints of its rows, in as many queries for 3 rows as for 100."""

    plan: Plan
    themes: list[Theme]
    words: list[StatusWord]
    rows: list[PlanRow]
    retired: list[Improvement]
    rounds: list[ReportingRound]
    frozen: PlanRound | None = None
    shown: list[PlanRow] = field(default_factory=list)
    groups: list[ThemeGroup] = field(default_factory=list)

    def show(self, only: set[int] | None = None, *, fold: bool = True) -> None:
        """Choose the rows to print: all, or a filter's; a long plan folds its calm rows."""
        self.shown = [row for row in self.rows if only is None or row.improvement.pk in only]
        folds = fold and only is None and len(self.shown) > _SHORT_PLAN
        for row in self.shown:
            row.is_folded = folds and not row.needs_reading
        self.groups = [
            group
            for group in (self._group(theme) for theme in [None, *self.themes])
            if group.rows or (group.theme and only is None)
        ]

    def _group(self, theme: Theme | None) -> ThemeGroup:
        own = theme.pk if theme else None
        rows = [row for row in self.shown if row.improvement.theme_id == own]
        counts = [f"{n} {in_sentence(word)}" for word, _, n in counted(rows, self.words) if n]
        return ThemeGroup(theme, rows, ", ".join(counts))

    @property
    def parts(self) -> list[tuple[str, str, int]]:
        """The whole plan's counts; a filter does not change them."""
        return counted(self.rows, self.words)

    @property
    def folded(self) -> int:
        return sum(row.is_folded for row in self.shown)

    @property
    def in_full(self) -> int:
        return len(self.shown) - self.folded

    @property
    def heads(self) -> list[dict[str, str]]:
        """The four headings with their helper text, as printed where the paper prints them."""
        shown = [row.update.plan_round for row in self.rows if row.update]
        of_paper = all(plan_round.is_on_paper for plan_round in shown)
        heads = four_heads(self.plan.column_headers, of_paper=of_paper)
        return heads if self.has_monitoring else [heads[0], heads[1], heads[3]]

    @property
    def has_monitoring(self) -> bool:
        """Whether the third column is printed: where a row or the paper has something of it."""
        return (
            len(self.plan.column_headers) in (0, 4)
            or "monitoring" in self.labels
            or any(row.monitoring for row in self.rows)
        )

    @cached_property
    def labels(self) -> dict[str, str]:
        """What the paper prints over its further columns, by what they hold."""
        return headings_by_role(self.plan.column_headers)

    @property
    def late(self) -> int:
        return sum(bool(row.late) for row in self.rows)

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """What the filters offer: only what stands in this plan."""
        live = [row.improvement for row in self.rows]
        leads = {lead["name"] for one in live for lead in one.lead_rows or []}
        sources = {
            (str(cited["source_id"]), cited["source"])
            for one in live
            for cited in one.citation_rows or []
        }
        return {
            "theme": [(str(theme.pk), theme.title) for theme in self.themes],
            "status": [(word.key, word.word) for word in words_for(self.rows, self.words)],
            "lead": [(name, name) for name in sorted(leads)],
            "source": sorted(sources, key=lambda pair: pair[1]),
        }


def table_of(plan: Plan, visibility: Visibility, *, at: date | None = None) -> PlanTable:
    """Read the table of a plan as a reader with that visibility may see it."""
    today = at or clock.today()
    improvements = list(plan.improvements.with_parts())
    found = Milestone.objects.live().filter(improvement__plan=plan).with_moves()
    milestones = _by_row(as_seen(found, visibility), "improvement_id")
    updates = _by_row(ProgressUpdate.objects.for_plan_page(plan, visibility), "improvement_id")
    rounds = {u.plan_round_id: u.plan_round.round for one in updates.values() for u in one}
    table = PlanTable(
        plan,
        themes=list(plan.themes.live()),
        words=list(plan.partnership.status_scheme.words.all()),
        rows=[
            row_of(
                one, milestones.get(one.pk, []), updates.get(one.pk, []), plan, visibility, today
            )
            for one in improvements
            if one.is_live
        ],
        retired=[one for one in improvements if not one.is_live],
        rounds=sorted(rounds.values(), key=lambda one: one.starts_on, reverse=True),
    )
    table.show()
    return table


def row_of(
    improvement: Improvement,
    milestones: Sequence[Milestone],
    updates: Sequence[ProgressUpdate],
    plan: Plan,
    visibility: Visibility,
    today: date,
) -> PlanRow:
    """One row from its parts; ``updates`` are the reader's, newest quarter first."""
    improvement.plan = plan
    standing = next((one for one in updates if one.is_standing), None)
    lines = lines_of(milestones, today)
    citations, references, waits = (
        _ordered(getattr(improvement, name))
        for name in ("citation_rows", "reference_rows", "waits_rows")
    )
    citations = [with_pages(one) for one in citations]
    live = LiveWords(plan, references)
    live.milestones(lines)
    _place(lines, citations, waits, live)
    voices = voices_of(updates, plan.partnership, visibility)
    live.voices(voices)
    return PlanRow(
        improvement,
        statement=live.statement(improvement.statement),
        status=_status_of(standing),
        leads=by_topic(_ordered(improvement.lead_rows)),
        kpis=live.kpis(_ordered(improvement.kpi_rows)),
        citations=[one for one in citations if not one["milestone"]],
        references=live.apart(improvement.statement),
        waits=[one for one in waits if not one["milestone"]],
        monitoring=_ordered(improvement.monitoring_rows),
        milestones=lines,
        voices=voices,
        update=updates[0] if updates else None,
        late=sum(milestone.is_overdue(today) for milestone in milestones),
        is_missing=_is_missing(updates),
    )


def as_seen(milestones: Iterable[Milestone], visibility: Visibility) -> list[Milestone]:
    """Milestones as a reader may know them: what an open quarter reports is not for everybody."""
    found = list(milestones)
    if visibility.open_quarters:
        return found
    for milestone in found:
        _rewind(milestone)
    return found


def _rewind(milestone: Milestone) -> None:
    """Take back what an open quarter did to a milestone, in this copy alone; nothing is saved."""
    if milestone.open_report:
        _take_back_report(milestone, milestone.open_report["before"] or Milestone.State.OPEN)
    move = milestone.move_row or {}
    in_open_quarter = move.get("update") and not move["closed_at"]
    if in_open_quarter or move.get("state") == "asked":
        if move["state"] == "agreed":
            kept = move["stood_before"] or {}
            # SQLite gives data within data back as text, PostgreSQL as data.
            milestone.stand_at(json.loads(kept) if isinstance(kept, str) else kept)
        milestone.move_row = None


def _take_back_report(milestone: Milestone, before: str) -> None:
    state = Milestone.State
    if milestone.state == state.DONE:
        milestone.reopen()
    elif milestone.state == state.REPORTED:
        milestone.take_back_report()
    if (milestone.state, before) == (state.OPEN, state.IN_PROGRESS):
        milestone.start()
    elif (milestone.state, before) == (state.IN_PROGRESS, state.OPEN):
        milestone.stop()


def _status_of(standing: ProgressUpdate | None) -> Any:
    """The status word of what stands; without words, what became of the row."""
    if standing is None:
        return NO_UPDATE
    if standing.is_said:
        return standing.status_shown or NO_UPDATE
    return SimpleNamespace(**standing.outcome.status)


def _is_missing(updates: Sequence[ProgressUpdate]) -> bool:
    """Whether the newest quarter ended and its words are missing."""
    return bool(updates) and updates[0].plan_round.is_frozen and updates[0].outcome.is_missing


def words_for(rows: Iterable[PlanRow], words: Iterable[StatusWord]) -> list[Any]:
    """The words under which rows are counted: the scheme's, “no update”, and what else there is."""
    known = {word.key: word for word in [*words, NO_UPDATE]}
    for row in rows:
        known.setdefault(row.status.key, row.status)
    return list(known.values())


def counted(rows: Iterable[PlanRow], words: Iterable[StatusWord]) -> list[tuple[str, str, int]]:
    """How many rows stand at each word of the scheme; the counts are the partnership's."""
    rows = list(rows)
    standing = [row.status.key for row in rows]
    return [(word.word, word.tone, standing.count(word.key)) for word in words_for(rows, words)]


def with_pages(citation: dict[str, Any]) -> dict[str, Any]:
    """A citation with its pages in words; a paper prints "6-7", "pg 6" or a name of its own."""
    pages = citation["pages"]
    if pages[:1].isdigit():
        pages = f"page {pages}" if pages.isdigit() else f"pages {pages}"
    return {**citation, "pages": pages}


def _place(lines: list[MilestoneLine], citations: list, waits: list, live: LiveWords) -> None:
    for line in lines:
        own = line.milestone.pk
        line.links = {
            "citations": [one for one in citations if one["milestone"] == own],
            "references": live.apart_from(line),
            "waits": [one for one in waits if one["milestone"] == own],
        }
        _place(line.children, citations, waits, live)


def _ordered(rows: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    return sorted(rows or [], key=lambda row: (row["order"], row["pk"]))


def by_topic(leads: list[dict[str, Any]]) -> list[tuple[str, str]]:
    topics: dict[str, list[str]] = {}
    for lead in leads:
        topics.setdefault(lead["topic"], []).append(lead["name"])
    said = {topic: ", ".join(names) for topic, names in topics.items()}
    return [(topic_before(topic, names), names) for topic, names in said.items()]


def _by_row(rows: Iterable[Any], owner: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, owner), []).append(row)
    return found
