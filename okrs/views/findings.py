"""What a careful reader would ask about an objective set, with one tap for “intended”."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from governance.access import PartnershipPage, object_at
from governance.documents.findings import Finding, by_rule
from governance.errors import ActionRefused
from governance.models import IntendedFinding
from governance.workflow.findings import ask_again, mark_intended

from ..documents.taking_out import okrs_on_paper
from ..linter import lint_okrs
from ..models import ObjectiveSet
from .sets import EDIT, READ

GONE = "This is not found any more: the words were changed meanwhile."


class SetFindings(PartnershipPage, DetailView):
    """Every finding about a set, by rule; what is intended stands folded away."""

    permission = READ
    template_name = "okrs/objectiveset_findings.html"
    context_object_name = "set"

    def get_object(self, queryset: Any = None) -> ObjectiveSet:
        found: ObjectiveSet = self.object_here(ObjectiveSet.objects, slug=self.kwargs["slug"])
        return found

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        meant = set(IntendedFinding.objects.about(self.object).values_list("key", flat=True))
        rules = by_rule(lint_okrs(okrs_on_paper([self.object])), meant)
        slugs = (self.partnership.slug, self.object.slug)
        return super().get_context_data(
            rules=rules,
            asked=sum(len(rule.asked) for rule in rules),
            meant=sum(len(rule.intended) for rule in rules),
            mark_url=reverse("okrs:finding_intended", args=slugs),
            ask_url=reverse("okrs:finding_ask_again", args=slugs),
            may_say=self.request.user.has_perm(EDIT, self.partnership),
            **context,
        )


@require_POST
def finding_intended(request: HttpRequest, partnership: str, slug: str) -> HttpResponse:
    """Say that the set means what a finding asks about."""
    found, by = _set_for(request, partnership, slug)
    mark_intended(found, _finding(found, request), by=by)
    messages.success(request, "Kept as intended. It is shown again only if its words change.")
    return redirect("okrs:set_findings", partnership, slug)


@require_POST
def finding_ask_again(request: HttpRequest, partnership: str, slug: str) -> HttpResponse:
    """Take an “intended” back."""
    found, by = _set_for(request, partnership, slug)
    ask_again(found, _finding(found, request), by=by)
    messages.success(request, "It is shown again.")
    return redirect("okrs:set_findings", partnership, slug)


def _set_for(request: HttpRequest, partnership: str, slug: str) -> tuple[ObjectiveSet, Any]:
    sets = ObjectiveSet.objects.select_related("partnership")
    found = object_at(request.user, partnership, sets, EDIT, slug=slug)
    return found, request.user


def _finding(found: ObjectiveSet, request: HttpRequest) -> Finding:
    """The finding a button stands for, if the set still gives rise to it."""
    wanted = request.POST.get("finding", "")
    for finding in lint_okrs(okrs_on_paper([found])):
        if finding.fingerprint == wanted:
            return finding
    raise ActionRefused(GONE)
