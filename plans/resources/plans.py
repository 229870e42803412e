"""Plans themselves, and what their rows share, as tables."""

from typing import Any

from governance.resources import OfPartnershipResource
from governance.tables import Column, OneOfWidget
from governance.tables.columns import text_of

from ..models import MonitoringProcess, Plan
from .places import PlanRowsResource


class PlansResource(OfPartnershipResource):
    """Plans by their address; their rows come in by tables of their own."""

    kind = Column("kind", OneOfWidget(Plan.Kind.choices, empty=Plan.Kind.IMPROVEMENT))
    numbering = Column("numbering", OneOfWidget(Plan.Numbering.choices, empty=Plan.Numbering.TYPED))

    class Meta(OfPartnershipResource.Meta):
        model = Plan
        fields = (
            "partnership", "slug", "title", "kind", "starts_on", "ends_on", "numbering",
            "row_word", "printed_period", "issue_text", "issued_on", "paper_reference",
            "printed_phase_total",
        )  # fmt: skip


class MonitoringProcessResource(PlanRowsResource):
    """Shared ways of watching progress, known by their words."""

    key: tuple[str, ...] = ("partnership", "plan", "text")

    class Meta(PlanRowsResource.Meta):
        model = MonitoringProcess
        fields: tuple[str, ...] = ("partnership", "plan", "text", "actors", "frequency")

    def place_of(self, row: dict[str, Any]) -> tuple[Any, ...]:
        return (text_of(row["text"]),)

    def known_by(self, part: Any) -> tuple[Any, ...]:
        return (part.text,)
