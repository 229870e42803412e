"""The content of plans as tables: found by partnership, plan, row and place, never by number."""

from .dated import KpiTable, MilestoneTable
from .parts import LeadTable, MonitoringTable
from .rows import ImprovementTable, ThemeTable

__all__ = [
    "ImprovementTable",
    "KpiTable",
    "LeadTable",
    "MilestoneTable",
    "MonitoringTable",
    "ThemeTable",
]
