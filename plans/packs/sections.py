"""What plans print in a board pack: the quarter on one page, and the plan in its four columns.

Words come from the frozen quarter, so that an edit after closing does not reach a pack. While a
plan is still collecting, the same is read as it stands and the pack is marked as a draft.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from governance import clock
from governance.models import BoardPack
from governance.packs import Audience, PackSection
from governance.text.dates_in_words import day_in_words
from governance.text.sentences import in_sentence

from ..models import PlanRound
from ..rounds.frozen import is_over, position_of, statement_of
from ..rounds.outcomes import MEANINGS
from ..rounds.printed_status import AS_PRINTED
from . import attention, charts, counts
from .rows import PackRow, rows_of


@dataclass(frozen=True)
class PackQuarter:
    """A plan in the pack's quarter, beside the last one that was closed before it."""

    plan_round: PlanRound
    now: dict[str, Any]
    earlier: dict[str, Any] | None

    @property
    def anchor(self) -> str:
        return self.plan_round.plan.slug


def _quarters(pack: BoardPack) -> list[PackQuarter]:
    plan_rounds = PlanRound.objects.filter(round=pack.round_id).select_related(
        "plan__partnership", "round", "frozen_quarter"
    )
    return [
        PackQuarter(
            plan_round=plan_round,
            now=statement_of(plan_round),
            earlier=_last_closed(plan_round),
        )
        for plan_round in plan_rounds.order_by("plan__starts_on", "plan__title")
    ]


def _last_closed(plan_round: PlanRound) -> dict[str, Any] | None:
    earlier = (
        PlanRound.objects.filter(
            plan=plan_round.plan_id,
            round__starts_on__lt=plan_round.round.starts_on,
            frozen_quarter__isnull=False,
        )
        .select_related("round", "frozen_quarter")
        .order_by("-round__starts_on")
        .first()
    )
    return statement_of(earlier) if earlier else None


def _summary(pack: BoardPack, audience: Audience) -> dict[str, Any] | None:
    quarters = _quarters(pack)
    if not quarters:
        return None
    words = pack.partnership.status_scheme.words.values("key", "word", "tone", "standing")
    scheme: list[dict[str, Any]] = [dict(word) for word in words.order_by("order")]
    pages = [_page(quarter, pack, scheme) for quarter in quarters]
    return {
        "pages": pages,
        "lines": _lines(pages),
        "marks": [mark for page in pages for mark in _marks(page["rows"], page["tally"].words)],
        "several": len(pages) > 1,
        "asked": "For recommendation" if pack.body.is_advisory else "For decision",
        "facts": [fact for quarter in quarters for fact in _facts(quarter, len(quarters) > 1)],
        "is_draft": any(not quarter.plan_round.is_frozen for quarter in quarters),
    }


def _page(quarter: PackQuarter, pack: BoardPack, scheme: list[dict[str, Any]]) -> dict[str, Any]:
    rows = rows_of(quarter.now, quarter.earlier)
    earlier = rows_of(quarter.earlier) if quarter.earlier else []
    moved = attention.moved_dates(rows, quarter.earlier)
    passed = attention.passed_dates(rows)
    counted = counts.tally(rows, earlier, scheme)
    reviewer = quarter.now["partnership"]["reviewer_title"]
    worries = attention.worries(rows, reviewer)
    name = quarter.now["plan"]["title"]
    missing = counts.missing_in_words(rows, is_over=is_over(quarter.now))
    return {
        "anchor": quarter.anchor,
        "plan": quarter.now["plan"],
        "round": quarter.now["round"],
        "earlier_label": quarter.earlier["round"]["label"] if quarter.earlier else "",
        "as_at": position_of(quarter.now),
        "reviewer": reviewer,
        "rows": rows,
        "tally": counted,
        "has_many_words": len(counted.words) > MANY_WORDS,
        "strip": charts.strip(rows),
        "strip_title": f"The rows of {name} as numbered marks. {_spoken(rows, counted)}",
        "bars": charts.bars(counted),
        "bars_title": f"Status by theme. {charts.bars(counted).sentence} "
        "The table beneath gives the same numbers.",
        "time_line": charts.time_line(
            moved,
            passed,
            at=position_of(quarter.now),
            room=_room(
                worries[: attention.WORRIES],
                len(counted.themes),
                has_more_missing=len(missing) > 1,
                has_many_words=len(counted.words) > MANY_WORDS,
            ),
        ),
        "worries": worries[: attention.WORRIES],
        "passed_in_words": attention.passed_in_words(passed, rows),
        "not_stated": sum(row.status["standing"] == "not_stated" for row in rows),
        "as_printed": _listed_as_printed(rows),
        "more_worries": [worry.row for worry in worries[attention.WORRIES :]],
        "questions": attention.questions(rows, moved, advisory=pack.body.is_advisory),
        "figures": _figures(rows, moved),
        "moved": moved,
        "asked_moves": attention.asked_moves(rows),
        "passed": passed,
        "steps": attention.steps(rows),
        "changed_words": attention.changed_words(rows, quarter.earlier),
        "missing": [row for row in rows if row.missing],
        "missing_in_words": missing,
        "corrections": list(
            quarter.plan_round.addenda.select_related("improvement").order_by("added_at")
        ),
        "differing": [row for row in rows if row.differs],
    }


def _marks(rows: list[PackRow], counted: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Each word printed where a status would stand, now or before, and what it means."""
    statuses = [status for row in rows for status in (row.status, row.before) if status]
    return [
        (status["word"], MEANINGS[status["standing"]])
        for status in [*statuses, *counted]
        if status["standing"] in MEANINGS
    ]


def _listed_as_printed(rows: list[PackRow]) -> list[str]:
    """“2 printed as “Blue””: the words of the paper that nobody answered yet."""
    words = [row.status["word"] for row in rows if row.status["standing"] == AS_PRINTED]
    return [f"{number} {in_sentence(word)}" for word, number in Counter(words).items()]


def _lines(pages: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What the contents list beneath the section: its second part, or each plan with both."""
    if len(pages) == 1:
        return [(f"changed-{pages[0]['anchor']}", "What changed")]
    return [
        line
        for page in pages
        for line in (
            (f"summary-{page['anchor']}", page["plan"]["title"]),
            (f"changed-{page['anchor']}", f"{page['plan']['title']}: what changed"),
        )
    ]


# More status words than these stand one beneath the other's mark in the head of the table.
MANY_WORDS = 7


def _room(
    worries: list[attention.Worry], themes: int, *, has_more_missing: bool, has_many_words: bool
) -> int:
    """How many lines the time line has, so that the page stays one page.

    In millimetres: what the page holds, less headings and figures, the worries in lines of some
    62 letters, the bars and their table.
    """
    lines = sum(-(-len(f"{each.row.called}. {each.text}") // 58) for each in worries)
    heads = 8 * has_more_missing + 5 * has_many_words
    left = 249 - 56 - heads - max(5.3 * lines, 44) - 13.2 * themes - 56
    return max(2, min(9, int(left / 5.3)))


def _spoken(rows: list[PackRow], counted: counts.Tally) -> str:
    """What the strip shows, for those who do not see it."""
    told = []
    for word, number in zip(counted.words, counted.totals, strict=True):
        names = [row.number or row.name for row in rows if row.status["key"] == word["key"]]
        if number:
            told.append(f"{word['word']}: {', '.join(names)}.")
    return " ".join(told)


def _figures(rows: list[PackRow], moved: list[attention.MovedDate]) -> dict[str, int]:
    complete = [row for row in rows if row.status["standing"] == "complete"]
    new = [move for move in moved if move.is_new]
    return {
        "complete": len(complete),
        "completed": sum(bool(row.was) for row in complete),
        "up": sum(row.step > 0 for row in rows),
        "down": sum(row.step < 0 for row in rows),
        "moved": len(new),
        "moved_rows": len({move.row.anchor for move in new}),
        "differ": sum(row.differs for row in rows),
    }


def _facts(quarter: PackQuarter, several: bool) -> list[tuple[str, str]]:
    plan_round, name = quarter.plan_round, quarter.now["plan"]["title"]
    of = f" of {name}" if several else ""
    if not plan_round.is_frozen:
        return [(f"Source{of}", f"{quarter.now['round']['label']}, still collecting updates")]
    return [
        (f"Source{of}", f"{quarter.now['round']['label']}, {_settled(plan_round)}"),
        (f"Fingerprint of the frozen quarter{of}", plan_round.snapshot_sha256),
    ]


def _settled(plan_round: PlanRound) -> str:
    """Since when its words stand: “signed by Area Lead on 7 October 2019”."""
    moment = plan_round.signed_at or plan_round.closed_at
    if moment is None:
        return "still collecting updates"
    how = f"signed by {plan_round.signed_name}" if plan_round.is_signed else "closed"
    return f"{how} on {day_in_words(clock.london_day(moment))}"


def _four_columns(pack: BoardPack, audience: Audience) -> dict[str, Any] | None:
    quarters = _quarters(pack)
    if not quarters:
        return None
    plans = [_columns(quarter) for quarter in quarters]
    return {
        "plans": plans,
        "several": len(plans) > 1,
        "marks": [
            mark for plan in plans for _, rows, _ in plan["bands"] for mark in _marks(rows, [])
        ],
        "lines": [(plan["anchor"], plan["plan"]["title"]) for plan in plans if len(plans) > 1],
        "asked": "For information",
        "is_draft": any(not quarter.plan_round.is_frozen for quarter in quarters),
    }


def _columns(quarter: PackQuarter) -> dict[str, Any]:
    rows = rows_of(quarter.now, quarter.earlier)
    return {
        "anchor": f"plan-{quarter.anchor}",
        "plan": quarter.now["plan"],
        "round": quarter.now["round"],
        "earlier_label": quarter.earlier["round"]["short_label"] if quarter.earlier else "",
        "reviewer": quarter.now["partnership"]["reviewer_title"],
        "partnership": quarter.now["partnership"],
        "as_at": position_of(quarter.now),
        "bands": _bands(rows),
        "settled": _settled(quarter.plan_round),
        "is_settled": quarter.plan_round.is_frozen,
        "whole": sum(row.is_changed for row in rows),
        "single": sum(not row.is_changed for row in rows),
    }


def _bands(rows: list[PackRow]) -> list[tuple[str, list[PackRow], str]]:
    """The rows under their themes; those of no theme get a heading beside rows that have one."""
    nameless = counts.NO_THEME if any(row.theme for row in rows) else ""
    bands = [(theme, list(band)) for theme, band in groupby(rows, lambda row: row.theme)]
    return [_band(theme or nameless, band) for theme, band in bands]


def _band(theme: str, rows: list[PackRow]) -> tuple[str, list[PackRow], str]:
    """A theme with its rows and “4 complete, 5 on track”."""
    counted = Counter(in_sentence(row.status["word"]) for row in rows)
    return theme, rows, ", ".join(f"{number} {word}" for word, number in counted.items())


summary = PackSection(
    key="summary",
    title="The quarter on one page",
    sentence="What should worry the body, what changed, and what it is asked to decide.",
    template="packs/sections/plan_summary.html",
    context=_summary,
    cover="packs/sections/plan_strip.html",
)
four_columns = PackSection(
    key="plan",
    title="The plan in four columns",
    sentence="Every row with both voices of the quarter; those without news take a line.",
    template="packs/sections/plan_columns.html",
    context=_four_columns,
)
