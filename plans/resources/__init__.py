"""The content of plans as tables: found by partnership, plan, row and place, never by number."""

from .dated import KpiResource, MilestoneResource
from .parts import LeadResource, MonitoringResource
from .plans import MonitoringProcessResource, PlansResource
from .rows import ImprovementResource, ThemeResource

__all__ = [
    "ImprovementResource",
    "KpiResource",
    "LeadResource",
    "MilestoneResource",
    "MonitoringProcessResource",
    "MonitoringResource",
    "PlansResource",
    "ThemeResource",
]
