"""The tasks of a person by the day they fall due, with that day in words a person uses."""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from governance import clock
from governance.text.dates_in_words import day_in_words, distance_in_words, lateness_in_words
from plans.reminders.words import MINUTES_A_ROW

from .tasks import Task


@dataclass(frozen=True)
class Batch:
    """The updates of one plan that fall due on one day, one after another behind one link."""

    words: str
    url: str
    note: str


@dataclass
class DashboardDay:
    """The tasks that fall due on one day, with how far away it is."""

    due: date | None
    heading: str
    words: str
    tasks: list[Task] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    is_late: bool = False


def days_of(tasks: list[Task], *, at: date | None = None) -> list[DashboardDay]:
    """Group tasks by the day they fall due, with the day in words a person uses."""
    today = at or clock.today()
    days = []
    for due, group in groupby(tasks, key=lambda task: task.due):
        rows = list(group)
        day = DashboardDay(
            due, *_heading(due, today), tasks=rows, is_late=bool(due and due < today)
        )
        day.batches = _batches(rows)
        days.append(day)
    return days


def _batches(tasks: list[Task]) -> list[Batch]:
    """One link for each plan with several updates; with more than one, each names its plan."""
    by_plan: dict[str, list[Task]] = {}
    for task in tasks:
        if task.batch_url:
            by_plan.setdefault(task.batch_url, []).append(task)
    several = len(by_plan) > 1
    return [
        Batch(
            words=f"Complete {len(found)} updates{f': {found[0].batch}' if several else ''}",
            url=url,
            note=f"About {len(found) * MINUTES_A_ROW} minutes.",
        )
        for url, found in by_plan.items()
        if len(found) > 1
    ]


def _heading(due: date | None, today: date) -> tuple[str, str]:
    if due is None:
        return "No date", "When you can"
    away = (due - today).days
    if away < 0:
        return day_in_words(due, year=False), lateness_in_words(due, today)
    names = {0: "Today", 1: "Tomorrow"}
    if away < 7:
        heading = names.get(away) or day_in_words(due, weekday=True).split()[0]
        return heading, day_in_words(due, weekday=away < 2)
    return day_in_words(due, year=False), distance_in_words(due, today)
