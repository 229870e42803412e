"""The audit log, for those who have to be sure of it."""

import csv
import itertools
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import ListView

from .. import audit
from ..access import PartnershipPage, partnership_for
from ..filters import AuditEventFilter
from ..models import AuditEvent
from ..text.plain_cells import without_formula
from ..verification import checking

VIEW = "governance.view_auditevent"


class AuditList(PartnershipPage, ListView):
    """Every action of the partnership, newest first, and what the last check of them found."""

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
        query = self.request.GET.copy()
        query.pop("page", None)
        context = super().get_context_data(
            filter=self.filter,
            checks=checking.last_runs(self.partnership),
            query=query.urlencode(),
            **context,
        )
        audit.tell_apart(context["events"])
        return context


@require_POST
def audit_verify(request: HttpRequest, partnership: str) -> HttpResponse:
    """Check the records now, and show on the page what was found."""
    where = partnership_for(request, partnership, VIEW)
    run = checking.verify(where, reason=checking.Reason.ASKED)
    if run.problems:
        messages.error(request, "The records were checked, and something is not as it should be.")
    else:
        messages.success(request, "The records were checked. Nothing was found to be changed.")
    return redirect("governance:audit_list", where.slug)


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
    lines = (writer.writerow(row) for row in itertools.chain([HEAD], _rows(events)))
    # Excel reads the file as UTF-8 by this mark alone.
    lines = itertools.chain(["\ufeff"], lines)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audit-{where.slug}.csv"'
    return response


HEAD = [
    "Number", "When", "Product's clock", "Who", "Verb", "What", "About", "Hashed text", "Digest",
    "Name", "Name salt", "Name digest", "Seal",
]  # fmt: skip


def _rows(events: QuerySet[AuditEvent]) -> Iterator[list[Any]]:
    """Every event with the very text that is hashed, so that anybody can do it again."""
    fetched = events.iterator(500)
    while some := list(itertools.islice(fetched, 500)):
        audit.tell_apart(some)
        for event in some:
            yield [
                event.number,
                event.at.isoformat(),
                event.clock_at.isoformat(),
                without_formula(event.printed_name),
                event.verb,
                without_formula(event.as_printed),
                event.subject_key,
                audit.hashed_text(event),
                event.digest,
                without_formula(event.actor_name),
                event.name_salt,
                event.name_digest,
                event.seal,
            ]
