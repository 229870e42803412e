"""Plans, their improvements and what was said of them each quarter."""

from .improvements import KPI, Improvement, KpiReading, Lead, MonitoringLine, MonitoringProcess
from .milestones import Milestone, MilestoneMove, MilestoneReport
from .plans import Plan, PlanPhase, PlanResource, PlanSection, Theme
from .reviews import Addendum, Review
from .rounds import FrozenQuarter, PlanRound
from .sources import Awaited, Citation, Reference, Source, WaitsFor
from .submissions import Submission
from .updates import ProgressNote, ProgressUpdate

__all__ = [
    "KPI",
    "Addendum",
    "Awaited",
    "Citation",
    "FrozenQuarter",
    "Improvement",
    "KpiReading",
    "Lead",
    "Milestone",
    "MilestoneMove",
    "MilestoneReport",
    "MonitoringLine",
    "MonitoringProcess",
    "Plan",
    "PlanPhase",
    "PlanResource",
    "PlanRound",
    "PlanSection",
    "ProgressNote",
    "ProgressUpdate",
    "Reference",
    "Review",
    "Source",
    "Submission",
    "Theme",
    "WaitsFor",
]
