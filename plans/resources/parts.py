"""Leads and monitoring lines as tables."""

from typing import Any

from governance.models import Body
from governance.tables import Column, OneOfWidget, YesNoWidget
from governance.tables.columns import text_of

from ..models import Lead, MonitoringLine, MonitoringProcess
from .places import RowPartResource


class LeadResource(RowPartResource):
    related: tuple[str, ...] = ("improvement__plan__partnership", "user", "body")
    topic = Column("topic")
    name = Column("name")
    kind = Column("kind", OneOfWidget(Lead.Kind.choices, empty=Lead.Kind.POST))
    user = Column("user", name="user")
    body = Column("body", name="body")

    class Meta(RowPartResource.Meta):
        model = Lead
        fields: tuple[str, ...] = (
            *RowPartResource.Meta.fields,
            "topic",
            "name",
            "kind",
            "user",
            "body",
        )

    def read_user(self, value: Any, row: Any, lead: Lead) -> None:
        lead.user = self.person(value, lead.user, "user")

    def write_user(self, lead: Lead) -> str:
        return lead.user.email if lead.user else ""

    def read_body(self, value: Any, row: Any, lead: Lead) -> None:
        slug = text_of(value).strip()
        found = Body.objects.filter(partnership=self.partnership, slug=slug).first()
        if slug and found is None:
            raise ValueError(f"The partnership has no body “{slug}”.")
        lead.body = found

    def write_body(self, lead: Lead) -> str:
        return lead.body.slug if lead.body else ""


class MonitoringResource(RowPartResource):
    related: tuple[str, ...] = ("improvement__plan__partnership", "process")
    text = Column("text")
    is_bullet = Column("is_bullet", YesNoWidget(empty=True))
    process = Column("process", name="process")

    class Meta(RowPartResource.Meta):
        model = MonitoringLine
        fields: tuple[str, ...] = (*RowPartResource.Meta.fields, "text", "is_bullet", "process")

    def read_process(self, value: Any, row: Any, line: MonitoringLine) -> None:
        words = text_of(value)
        if line.process is not None and line.process.text == words:
            return
        if not words:
            line.process = None
            return
        shared = MonitoringProcess.objects.filter(plan=line.plan, text=words)[:2]
        if len(shared) != 1:
            raise ValueError(f"The plan needs exactly one shared process “{words}”. Add it first.")
        line.process = shared[0]

    def write_process(self, line: MonitoringLine) -> str:
        return line.process.text if line.process else ""
