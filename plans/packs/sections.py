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
from . import attention, charts, counts, one_page
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
    several = len(quarters) > 1
    pages = [_page(quarter, pack, scheme, several=several) for quarter in quarters]
    return {
        "pages": pages,
        "lines": _lines(pages),
        "marks": [mark for page in pages for mark in _marks(page["rows"], page["tally"].words)],
        "several": several,
        "asked": "For recommendation" if pack.body.is_advisory else "For decision",
        "facts": [fact for quarter in quarters for fact in _facts(quarter, len(quarters) > 1)],
        "is_draft": any(not quarter.plan_round.is_frozen for quarter in quarters),
    }


def _page(
    quarter: PackQuarter, pack: BoardPack, scheme: list[dict[str, Any]], *, several: bool
) -> dict[str, Any]:
    rows = rows_of(quarter.now, quarter.earlier)
    earlier = rows_of(quarter.earlier) if quarter.earlier else []
    moved = attention.moved_dates(rows, quarter.earlier)
    passed = attention.passed_dates(rows)
    counted = counts.tally(rows, earlier, scheme)
    reviewer = quarter.now["partnership"]["reviewer_title"]
    name = quarter.now["plan"]["title"]
    missing = counts.missing_in_words(rows, is_over=is_over(quarter.now))
    questions = attention.questions(rows, moved, advisory=pack.body.is_advisory)
    page: dict[str, Any] = {
        "anchor": quarter.anchor,
        "plan": quarter.now["plan"],
        "round": quarter.now["round"],
        "earlier_label": quarter.earlier["round"]["label"] if quarter.earlier else "",
        "as_at": position_of(quarter.now),
        "reviewer": reviewer,
        "rows": rows,
        "tally": counted,
        "strip": charts.strip(rows),
        "strip_title": f"The rows of {name} as numbered marks. {_spoken(rows, counted)}",
        "moved": moved,
        "asked_moves": attention.asked_moves(rows),
        "passed": passed,
        "steps": attention.steps(rows),
        "changed_words": attention.changed_words(rows, quarter.earlier),
        "missing": counts.without_update(rows),
        "missing_in_words": missing,
        "tiles": counts.tiles(rows, moved, passed, missing[0], has_earlier=bool(earlier)),
        "also_missing": counts.also_missing(missing[1:]),
        "asides": _asides(rows),
        "corrections": list(
            quarter.plan_round.addenda.select_related("improvement").order_by("added_at")
        ),
        "differing": attention.differing(rows),
    }
    content = one_page.fit(
        one_page.PageMatter(
            questions=questions,
            worries=attention.worries(rows, reviewer),
            passed=attention.late_rows(rows, passed),
            passed_dates=len(passed),
            asides=page["asides"],
            tally=counted,
            tiles=[words for _, words in page["tiles"]],
            also_missing=page["also_missing"],
            kicker=name if several else "",
            dates=len(moved) + len(passed),
        )
    )
    in_full = [question.said() for question in questions]
    drawn = charts.bars(content.drawn)
    return page | {
        "content": content,
        "questions_in_full": [] if in_full == content.questions else in_full,
        "bars": drawn,
        "bars_title": f"Status. {drawn.sentence} The table beneath gives the same numbers.",
        "time_line": charts.time_line(moved, passed, at=page["as_at"], room=content.dates),
    }


def _asides(rows: list[PackRow]) -> list[str]:
    """What else is said of status words: those of a paper that nobody answered, and none at all."""
    printed, asides = _listed_as_printed(rows), []
    if printed:
        words = ", ".join(attention.clipped(each, attention.NAME) for each in printed[:3])
        more = f" and {len(printed) - 3} others" if len(printed) > 3 else ""
        asides.append(f"Status words of the paper not matched yet: {words}{more}.")
    stated = sum(row.status["standing"] == "not_stated" for row in rows)
    if stated:
        asides.append(f"{stated} row{' states' if stated == 1 else 's state'} no status.")
    return asides


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


def _spoken(rows: list[PackRow], counted: counts.Tally) -> str:
    """What the strip shows, for those who do not see it."""
    told = []
    for word, number in zip(counted.words, counted.totals, strict=True):
        names = [row.number or row.name for row in rows if row.status["key"] == word["key"]]
        if number:
            told.append(f"{word['word']}: {', '.join(names)}.")
    return " ".join(told)


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
    sentence="Points for attention, what changed, and what the body is asked to decide.",
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
