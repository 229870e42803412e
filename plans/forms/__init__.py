"""What people type into a plan, cleaned and explained."""

from .evidence import EvidenceForm
from .improvements import (
    CitationForm,
    ImprovementForm,
    LeadForm,
    MonitoringForm,
    ReferenceForm,
    WaitsForForm,
)
from .milestones import AwaitedForm, KpiForm, MilestoneForm
from .parts import PhaseForm, ProcessForm, ResourceForm, SectionForm, SourceForm, ThemeForm
from .plans import PlanCreateForm, PlanForm
from .removal import RetireForm

PART_FORMS = {
    "theme": ThemeForm,
    "section": SectionForm,
    "resource": ResourceForm,
    "phase": PhaseForm,
    "source": SourceForm,
    "awaited": AwaitedForm,
    "process": ProcessForm,
    "milestone": MilestoneForm,
    "lead": LeadForm,
    "kpi": KpiForm,
    "monitoring": MonitoringForm,
    "citation": CitationForm,
    "reference": ReferenceForm,
    "waitsfor": WaitsForForm,
    "evidence": EvidenceForm,
}

__all__ = ["PART_FORMS", "ImprovementForm", "PlanCreateForm", "PlanForm", "RetireForm"]
