"""Your work: what waits for a person, what changed, and the picture of the plan."""

from .changes import changes_for
from .days import DashboardDay, days_of
from .plan_summary import Picture, picture_of
from .tasks import Task, tasks_for

__all__ = ["DashboardDay", "Picture", "Task", "changes_for", "days_of", "picture_of", "tasks_for"]
