"""The newest plan as a picture: where its rows stand, and which dates moved or come up."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from governance import clock
from governance.models import Partnership, User
from governance.storage.json_rows import latest_of
from governance.text.dates_in_words import day_in_words, distance_in_words, lateness_in_words
from plans.models import Improvement, Milestone, Plan, PlanRound, ProgressUpdate
from plans.pages.closed_plan import closed_table_of
from plans.pages.plan import table_of
from plans.rounds.outcomes import outcome_of
from plans.rounds.printed_status import word_as_printed
from plans.status import counts, counts_by_theme
from plans.visibility import Visibility, last_closed, visibility_of

AHEAD = timedelta(days=92)
MOST_MILESTONES = 10
NOT_STATED = "not_stated"
# What is asked of a status word where rows are counted by it.
_WORD = ("word", "tone", "standing", "order")


@dataclass
class Picture:
    """A plan with its bars and its timeline, ready to be drawn.

    ``unstated`` says of how many rows an imported paper states no status; where that is all of
    them there is nothing to draw.
    """

    plan: Plan
    unstated: str = ""
    bars: list[tuple[str, str, list[tuple[str, str, int]]]] = field(default_factory=list)
    timeline: list[dict[str, Any]] = field(default_factory=list)
    start: date | None = None
    end: date | None = None
    more: int = 0


def picture_of(user: User, partnership: Partnership | None) -> Picture | None:
    """Return the picture of the newest live plan, or None where there is none to read."""
    if partnership is None or not user.has_perm("plans.read_plan", partnership):
        return None
    newest = Plan.objects.filter(partnership=partnership, retired_at=None).order_by(
        "-starts_on", "pk"
    )
    visibility = visibility_of(user, partnership)
    if not visibility.open_quarters:
        return _closed_picture(newest, visibility)
    rows = list(_rows(newest.values("pk")[:1]))
    if not rows:
        return None
    plan = rows[0].plan
    stood = [(_theme(row), _status(row.standing)) for row in rows]
    picture = _drawn_statuses(plan, stood, sum(_is_unstated(row.standing) for row in rows))
    _draw_milestones(picture, list(_milestones(newest.values("pk")[:1])))
    return picture


def _closed_picture(newest: QuerySet[Plan], visibility: Visibility) -> Picture | None:
    """The same from the table that those read who see closed quarters only."""
    frozen = next(iter(last_closed(newest.values("pk")[:1]).values()), None)
    # A frozen quarter brings its plan with it.
    plan = frozen.plan if frozen else newest.select_related("partnership__status_scheme").first()
    if plan is None:
        return None
    table = closed_table_of(plan, frozen) if frozen else table_of(plan, visibility)
    if not table.rows:
        return None
    orders = {word.key: word.order for word in table.words}
    titles = {theme.pk: theme.title for theme in table.themes}
    stood: list[tuple[str, Any]] = []
    milestones = []
    for row in table.rows:
        status = SimpleNamespace(
            word=row.status.word,
            tone=row.status.tone,
            standing=row.status.standing,
            order=orders.get(row.status.key, len(orders)),
        )
        stood.append((titles.get(row.improvement.theme_id or 0, ""), status))
        for line in row.milestones:
            line.milestone.improvement = row.improvement
            milestones.append(line.milestone)
    picture = _drawn_statuses(plan, stood, _unstated_in(frozen, stood))
    ahead = clock.today() + AHEAD
    drawn = [
        each
        for each in milestones
        if each.latest and not each.is_recurring and _is_drawn(each, ahead)
    ]
    _draw_milestones(picture, sorted(drawn, key=lambda each: each.latest or ahead))
    return picture


def _drawn_statuses(plan: Plan, stood: list[tuple[str, Any]], unstated: int) -> Picture:
    """The bars, and of how many rows an imported paper states no status."""
    picture = Picture(plan)
    if unstated:
        word = plan.row_word or "row"
        which = f"any {word}" if unstated == len(stood) else f"{unstated} of {len(stood)} {word}s"
        picture.unstated = f"The imported paper states no status for {which}."
        if unstated == len(stood):
            return picture
    picture.bars = _bars(stood, plan)
    return picture


def _unstated_in(frozen: PlanRound | None, stood: list[tuple[str, Any]]) -> int:
    """Of how many rows a closed quarter that was imported states no status."""
    if frozen is None or not (frozen.from_paper or frozen.round.from_paper):
        return 0
    return sum(status.standing == NOT_STATED for _, status in stood)


def _is_unstated(standing: dict[str, Any] | None) -> bool:
    return bool(
        standing
        and (standing["on_paper"] or standing["round_on_paper"])
        and standing["standing"] in (None, NOT_STATED)
        and not standing["printed"]
    )


def _is_drawn(milestone: Milestone, ahead: date) -> bool:
    is_open = milestone.state in (Milestone.State.OPEN, Milestone.State.IN_PROGRESS)
    return milestone.has_moved or (is_open and (milestone.latest or ahead) <= ahead)


def _theme(row: Improvement) -> str:
    return row.theme.title if row.theme else ""


def _rows(plan):
    """The live rows, each with the update that says how it stands: the same as on the plan page."""
    standing = latest_of(
        ProgressUpdate.objects.standing(),
        "improvement",
        "-plan_round__round__starts_on",
        state=F("state"),
        asked=F("asked"),
        joined=F("joined_at"),
        on_paper=F("plan_round__from_paper"),
        round_on_paper=F("plan_round__round__from_paper"),
        printed=F("status_as_printed"),
        **{name: F(f"status__{name}") for name in _WORD},
    )
    return (
        Improvement.objects.filter(plan__in=plan)
        .live()
        .select_related("plan__partnership", "theme")
        .annotate(standing=standing)
    )


def _bars(stood: list[tuple[str, Any]], plan: Plan):
    row_word = plan.row_word or "row"
    scheme = list({status.word: status for _, status in stood if status}.values())
    whole = ("Whole plan", _number(len(stood), row_word), counts([s for _, s in stood], scheme))
    themes = counts_by_theme(stood, scheme)
    if len(themes) < 2:
        return [whole]
    return [
        whole,
        *(
            (theme or "No theme", _number(sum(n for _, _, n in parts), row_word), parts)
            for theme, parts in themes
        ),
    ]


def _status(standing: dict[str, Any] | None) -> Any:
    """The word under which a row is counted; without words, what became of it."""
    if standing is None:
        return None
    if standing["state"] in ProgressUpdate.SAID:
        if standing["word"]:
            return SimpleNamespace(**{name: standing[name] for name in _WORD})
        return word_as_printed(standing["printed"])
    outcome = outcome_of(
        standing["state"],
        is_over=True,  # else no update without words stands
        is_asked=standing["asked"] is not None,
        joined_late=standing["joined"] is not None,
        from_paper=bool(standing["on_paper"] or standing["round_on_paper"]),
    )
    # After every word of the scheme.
    return SimpleNamespace(**outcome.status, order=1000)


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _milestones(plan):
    moved = Q(original_latest__isnull=False) & ~Q(original_latest=F("latest"))
    due = Q(latest__lte=clock.today() + AHEAD, state__in=[Milestone.State.OPEN, "in_progress"])
    return (
        Milestone.objects.live()
        .filter(improvement__plan__in=plan, improvement__retired_at=None, latest__isnull=False)
        .filter(moved | due)
        .filter(is_recurring=False)
        .select_related("improvement__plan__partnership")
        .order_by("latest", "improvement__order", "order")
    )


def _draw_milestones(picture: Picture, milestones: list[Milestone]) -> None:
    today = clock.today()
    picture.more = max(len(milestones) - MOST_MILESTONES, 0)
    picture.timeline = [_drawn(each, today) for each in milestones[:MOST_MILESTONES]]
    shown = [day for row in picture.timeline for day in row["promised"]]
    if shown:
        picture.start = min([*shown, picture.plan.starts_on]).replace(day=1)
        picture.end = max([*shown, today + AHEAD])


def _drawn(milestone: Milestone, today: date) -> dict[str, Any]:
    improvement = milestone.improvement
    plan = improvement.plan
    promised = [milestone.latest]
    if milestone.has_moved:
        promised.insert(0, milestone.original_latest)
    return {
        "number": improvement.number,
        "name": _shortened(milestone.text),
        "url": reverse(
            "plans:improvement_detail", args=[plan.partnership.slug, plan.slug, improvement.ref]
        ),
        "promised": promised,
        "done": milestone.done_on if milestone.is_done else None,
        "words": _words(milestone, today),
        "late": milestone.is_overdue(at=today),
    }


def _words(milestone: Milestone, today: date) -> str:
    if milestone.is_done:
        day = f" on {day_in_words(milestone.done_on)}" if milestone.done_on else ""
        return f"Done{day}"
    latest = milestone.latest
    if latest is None:
        return "No date"
    if milestone.is_overdue(at=today):
        return f"Overdue, {lateness_in_words(latest, today)}"
    if milestone.has_moved:
        return f"Moved to {day_in_words(latest)}"
    return f"Due {distance_in_words(latest, today)}"


def _shortened(text: str, most: int = 70) -> str:
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"
