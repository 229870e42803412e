"""Board packs: asked for, followed while they are built, read, downloaded, issued and replaced."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import DetailView, FormView, ListView, TemplateView

from ..access import PartnershipPage, object_at, partnership_for
from ..concurrency.versions_seen import seen_in
from ..forms.packs import IssueForm, PackForm, SupersedeForm
from ..models import BoardPack, Partnership, StaleVersion, User
from ..models.packs import bodies_of
from ..packs import all_sections
from ..packs.integrity import problem_with_built
from ..packs.sections import publish_by
from ..packs.verify import is_whole
from ..verification.guard import problem_with
from ..workflow import packs as workflow

COMPOSE = "governance.compose_boardpack"
ISSUE = "governance.issue_boardpack"


def readable_packs(user: User, partnership: Partnership):
    """Return the packs the person may read here; 403 for those who sit on no body and need none."""
    sits_here = bodies_of(user).filter(partnership=partnership)
    if not user.has_perm("governance.read_boardpack", partnership) and not sits_here.exists():
        raise PermissionDenied
    return BoardPack.objects.visible_to(user).filter(partnership=partnership)


def readable_pack(request: HttpRequest, slug: str, pk: int) -> BoardPack:
    """Return one pack for a view that is no page: 404 and 403 as for the pages."""
    partnership = partnership_for(request, slug)
    packs = readable_packs(request.user, partnership)
    found: BoardPack = object_at(request.user, slug, packs, pk=pk)
    return found


class PackList(PartnershipPage, ListView):
    """Every pack the person may read, quarter by quarter, also those being built."""

    template_name = "governance/pack_list.html"
    context_object_name = "packs"

    def get_queryset(self):
        packs = readable_packs(self.request.user, self.partnership).for_list()
        return packs.order_by("-round__starts_on", "body__name", "-number")

    def get_context_data(self, **context):
        may_compose = self.request.user.has_perm(COMPOSE, self.partnership)
        return super().get_context_data(may_compose=may_compose, **context)


class PackCreate(PartnershipPage, FormView):
    """Create a pack: the body, the quarter, the sections in order, the meeting."""

    permission = COMPOSE
    template_name = "governance/pack_form.html"
    form_class = PackForm

    def get_initial(self):
        rounds, bodies = self.partnership.rounds, self.partnership.bodies
        closed = rounds.filter(closed_at__isnull=False).first()
        wanted = rounds.filter(slug=self.request.GET.get("round", "")).first() or closed
        body = bodies.filter(slug=self.request.GET.get("body", "")).first()
        return {"body": body, "round": wanted, "meets_on": wanted and wanted.meets_on}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"partnership": self.partnership}

    def form_valid(self, form):
        pack = workflow.request_pack(
            form.cleaned_data["body"],
            round=form.cleaned_data["round"],
            sections=form.sections,
            meets_on=form.cleaned_data["meets_on"],
            by=self.request.user,
        )
        messages.success(self.request, "The pack is being built. You find it here and in the list.")
        return redirect(pack)


class PackDetail(PartnershipPage, DetailView):
    """One pack: how far it is, what it is, and what can be done with it."""

    template_name = "governance/pack_detail.html"
    context_object_name = "pack"

    def get_object(self, queryset=None):
        packs = readable_packs(self.request.user, self.partnership).for_list()
        return self.object_here(packs, pk=self.kwargs["pk"])

    def get_context_data(self, **context):
        return super().get_context_data(**about(self.object, self.request.user), **context)


class PackPage(PartnershipPage, TemplateView):
    """The same pack as a page, in the words and figures that were stored with the PDF."""

    template_name = "governance/pack_page.html"

    def get_context_data(self, **context):
        packs = readable_packs(self.request.user, self.partnership).defer("pdf")
        packs = packs.select_related("partnership", "body", "round")
        pack = self.object_here(packs, pk=self.kwargs["pk"])
        changed = is_changed(pack)
        if changed:
            workflow.report_damage(pack, by=self.request.user)
        return super().get_context_data(pack=pack, changed=changed, **context)


def is_changed(pack: BoardPack) -> bool:
    """Whether a pack was changed behind the product's back since it was built, or issued.

    Nobody reads such a one, neither as issued nor to decide whether to issue it.
    """
    if pack.state in BoardPack.READABLE:
        return bool(problem_with(pack))
    return pack.is_built and bool(problem_with_built(pack))


def about(pack: BoardPack, user: User) -> dict[str, Any]:
    """Return what the page of a pack shows beside the pack itself."""
    known = all_sections()
    newer = BoardPack.objects.visible_to(user).filter(supersedes=pack).for_list().first()
    return {
        "pack": pack,
        "newer": newer,
        "job": progress_of(pack),
        "publish_by": publish_by(pack),
        "section_titles": [known[key].title for key in pack.sections if key in known],
        "may_compose": user.has_perm(COMPOSE, pack),
        "may_issue": user.has_perm(ISSUE, pack),
        "why_not_issued": workflow.why_not_issued(pack) if pack.can_be_issued else "",
        "issue_form": IssueForm(prefix="issue"),
        "supersede_form": SupersedeForm(prefix="supersede"),
    }


def progress_of(pack: BoardPack) -> dict[str, Any]:
    """Return how far a pack is, as the page and its script read it."""
    where = [pack.partnership.slug, pack.pk]
    state = {"failed": "failed"}.get(pack.state, "building" if pack.is_under_way else "done")
    waiting = "Waiting for the worker to begin."
    return {
        "title": "Building the pack" if state != "failed" else "The pack could not be built",
        "state": state,
        "step": pack.problem or pack.step or waiting,
        "done": pack.steps_done,
        "total": pack.steps_total,
        "url": pack.get_absolute_url(),
        "progress_url": reverse("governance:pack_progress", args=where),
    }


@require_GET
def pack_progress(request: HttpRequest, partnership: str, pk: int) -> JsonResponse:
    """Say how far a pack is, for the page that waits."""
    return JsonResponse(progress_of(readable_pack(request, partnership, pk)))


@require_GET
def pack_download(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Give out exactly the bytes that were stored, or none; reading leaves no audit event."""
    pack = readable_pack(request, partnership, pk)
    if not pack.is_built:
        messages.error(request, "This pack is not built yet. Download it once it is ready.")
        return redirect(pack)
    data = bytes(pack.pdf or b"")
    if not is_whole(data, pack.sha256) or is_changed(pack):
        workflow.report_damage(pack, by=request.user)
        messages.error(
            request,
            "The stored file does not match the fingerprint kept when it was made, "
            "so it was not given out. Tell the partnership's coordinator.",
        )
        return redirect(pack)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{pack.filename}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def pack_build_again(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Build a pack once more that failed or was not issued."""
    where = partnership_for(request, partnership, COMPOSE)
    pack = readable_pack(request, partnership, pk)
    try:
        pack = workflow.request_pack_again(pack, seen=seen_in(request.POST), by=request.user)
    except StaleVersion as changed:
        return _another_file(request, where, changed)
    messages.success(request, "The pack is being built again.")
    return redirect(pack)


@require_POST
def pack_issue(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Issue a pack to its body."""
    where = partnership_for(request, partnership, ISSUE)
    pack = readable_pack(request, partnership, pk)
    form = IssueForm(request.POST, prefix="issue")
    if not form.is_valid():
        return _with_mistakes(request, where, pack, issue_form=form)
    try:
        workflow.issue_pack(pack, seen=seen_in(request.POST), by=request.user)
    except StaleVersion as changed:
        # The box that says “I have read this pack” was ticked for another one.
        return _another_file(request, where, changed)
    messages.success(request, f"Issued. The members of the {pack.body} can read it now.")
    return redirect(pack)


@require_POST
def pack_supersede(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Ask for the pack that will replace an issued one."""
    where = partnership_for(request, partnership, ISSUE)
    pack = readable_pack(request, partnership, pk)
    form = SupersedeForm(request.POST, prefix="supersede")
    if not form.is_valid():
        return _with_mistakes(request, where, pack, supersede_form=form)
    reason = form.cleaned_data["reason"]
    try:
        new = workflow.supersede_pack(
            pack, reason=reason, seen=seen_in(request.POST), by=request.user
        )
    except StaleVersion as changed:
        return _another_file(request, where, changed, supersede_form=form)
    messages.success(
        request, "The new pack is being built. The old one holds until you issue the new one."
    )
    return redirect(new)


def _another_file(
    request: HttpRequest, partnership: Partnership, changed: StaleVersion, **forms: Any
) -> HttpResponse:
    """The file is not the one that was read: show both, decide nothing, keep what was typed."""
    pack = readable_pack(request, partnership.slug, changed.row.pk)
    context = about(pack, request.user) | forms | {"partnership": partnership, "changed": changed}
    return render(request, "governance/pack_detail.html", context, status=409)


def _with_mistakes(
    request: HttpRequest, partnership: Partnership, pack: BoardPack, **forms: Any
) -> HttpResponse:
    context = about(pack, request.user) | forms | {"partnership": partnership}
    return render(request, "governance/pack_detail.html", context)
