"""The tasks of a person by the day they fall due, with that day in words a person uses."""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from governance import clock
from governance.text.dates_in_words import day_in_words, distance_in_words, lateness_in_words
from plans.reminders.words import MINUTES_A_ROW

from .tasks import Task


@dataclass
class DashboardDay:
    """The tasks that fall due on one day, with how far away it is."""

    due: date | None
    heading: str
    words: str
    tasks: list[Task] = field(default_factory=list)
    batch: str = ""
    batch_url: str = ""
    batch_note: str = ""
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
        batched = [task for task in rows if task.batch]
        if len(batched) > 1:
            day.batch = f"Walk through the {len(batched)} updates"
            day.batch_url = batched[0].batch_url
            day.batch_note = f"About {len(batched) * MINUTES_A_ROW} minutes."
        days.append(day)
    return days


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
