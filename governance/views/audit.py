"""The record of deeds, for those who have to be sure of it."""

import csv
import itertools

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET
from django.views.generic import ListView

from .. import audit
from ..access import PartnershipPage, partnership_for
from ..filters import AuditEventFilter
from ..models import AuditEvent
from ..plain_cells import without_formula

VIEW = "governance.view_auditevent"


class AuditList(PartnershipPage, ListView):
    """Every deed of the partnership, newest first, and whether the chain is whole."""

    permission = VIEW
    template_name = "governance/audit_list.html"
    context_object_name = "events"
    paginate_by = 50

    def get_queryset(self):
        self.filter = AuditEventFilter(
            self.request.GET,
            queryset=AuditEvent.objects.filter(partnership=self.partnership).select_related(
                "actor"
            ),
            partnership=self.partnership,
        )
        return self.filter.qs

    def get_context_data(self, **context):
        count, digest = audit.head_of(self.partnership)
        query = self.request.GET.copy()
        query.pop("page", None)
        return super().get_context_data(
            filter=self.filter,
            problems=list(audit.verify(self.partnership)),
            chain_count=count,
            chain_digest=digest,
            query=query.urlencode(),
            **context,
        )


class _Line:
    """A file with nothing in it but the line last written: the writer's echo."""

    def write(self, value: str) -> str:
        return value


@require_GET
def audit_export(request: HttpRequest, partnership: str) -> StreamingHttpResponse:
    """Send the filtered record as a table that opens in a spreadsheet, without live formulas."""
    where = partnership_for(request, partnership, VIEW)
    events = AuditEventFilter(
        request.GET,
        queryset=AuditEvent.objects.filter(partnership=where).select_related("actor"),
        partnership=where,
    ).qs.order_by("number")
    writer = csv.writer(_Line())
    head = ["Number", "When", "Product's clock", "Who", "Verb", "What", "About", "Digest"]
    rows = (
        [
            event.number,
            event.at.isoformat(),
            event.clock_at.isoformat(),
            without_formula(str(event.actor or "The system")),
            event.verb,
            without_formula(event.as_printed),
            event.subject_key,
            event.digest,
        ]
        for event in events.iterator(500)
    )
    lines = (writer.writerow(row) for row in itertools.chain([head], rows))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audit-{where.slug}.csv"'
    return response
