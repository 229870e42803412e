"""Runs: the list, a new one, how far it is, its file, and what can be asked of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import DetailView, FormView, ListView

from governance.access import PartnershipPage, object_at
from governance.concurrency.versions_seen import seen_in
from governance.models import ImportRun
from governance.workflow.imports import drop_document

from ...documents.duplicate_imports import duplicate_import
from ...documents.newer_issues import comparison_of
from ...documents.reading_runs import content_of
from ...documents.run_addresses import address_of_subject
from ...documents.run_pages import page_of
from ...forms.imports import ImportForm, ReadAgainForm
from ...workflow.imports import read_again, upload_document

IMPORT = "governance.import_document"
READ = "governance.read_importrun"
PAGE_SIZE = 25


def run_for(request: HttpRequest, slug: str, pk: int, permission: str = IMPORT) -> ImportRun:
    """Hold one run: 404 outside, 403 without the role, 404 for a run of another partnership."""
    runs = ImportRun.objects.select_related("partnership", "received_by", "committed_by")
    found: ImportRun = object_at(request.user, slug, runs, permission, pk=pk)
    return found


class ImportList(PartnershipPage, ListView):
    """Every document that was imported or tried, newest first."""

    permission = READ
    template_name = "lep_tracker/import_list.html"
    context_object_name = "runs"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        return ImportRun.objects.filter(partnership=self.partnership).for_list()

    def get_context_data(self, **context):
        may_import = self.request.user.has_perm(IMPORT, self.partnership)
        return super().get_context_data(may_import=may_import, **context)


class ImportCreate(PartnershipPage, FormView):
    """Hand in a file or its text."""

    permission = IMPORT
    template_name = "lep_tracker/import_form.html"
    form_class = ImportForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"partnership": self.partnership}

    def form_valid(self, form):
        told = form.cleaned_data
        upload = told["file"]
        run = upload_document(
            self.partnership,
            name=upload.name if upload else "",
            data=upload.read() if upload else None,
            text=told["text"],
            kind=told["kind"],
            plan_year=told["plan_year"],
            subject=told["newer_of"] or told.get("newer_of_set"),
            by=self.request.user,
        )
        return redirect("import_detail", self.partnership.slug, run.pk)


class ImportDetail(PartnershipPage, DetailView):
    """One document: how far its reading is, then what was read, then what became of it."""

    permission = READ
    context_object_name = "run"

    def get_object(self, queryset=None):
        return run_for(self.request, self.partnership.slug, self.kwargs["pk"], READ)

    def get_template_names(self):
        return [f"lep_tracker/import_{stage_of(self.object)}.html"]

    def get_context_data(self, **context):
        run = self.object
        more: dict[str, Any] = {"job": progress_of(run), "again_form": again_form(run)}
        more["before"] = duplicate_import(run)
        if run.document is not None:
            asked = self.request.GET
            comparison = comparison_of(run)
            more |= page_of(
                run, asked.get("page", ""), row=asked.get("row", ""), comparison=comparison
            )
        may_import = self.request.user.has_perm(IMPORT, self.partnership)
        more |= {"may_import": may_import, "subject_url": address_of_subject(run)}
        return super().get_context_data(**more, **context)


def stage_of(run: ImportRun) -> str:
    """Which of the three pages of a run stands for its state."""
    if run.is_under_way or run.state == ImportRun.State.REFUSED:
        return "waiting"
    return "review" if run.is_ready else "result"


def again_form(run: ImportRun) -> ReadAgainForm:
    return ReadAgainForm(initial={"kind": run.kind_asked, "plan_year": run.plan_year})


def progress_of(run: ImportRun) -> dict[str, Any]:
    """How far a run is, as the page and its script read it."""
    where = [run.partnership.slug, run.pk]
    refused = run.state == ImportRun.State.REFUSED
    return {
        "title": "The document could not be read" if refused else "Reading the document",
        "state": "failed" if refused else "reading" if run.is_under_way else "done",
        "step": run.problem or run.step or "Waiting for the worker to begin.",
        "done": run.steps_done,
        "total": run.steps_total,
        "url": reverse("import_detail", args=where),
        "progress_url": reverse("import_progress", args=where),
    }


@require_GET
def import_progress(request: HttpRequest, partnership: str, pk: int) -> JsonResponse:
    """Say how far a run is, for the page that waits."""
    return JsonResponse(progress_of(run_for(request, partnership, pk, READ)))


@require_GET
def import_file(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Give out the file exactly as it came; reading leaves no audit event."""
    run = run_for(request, partnership, pk, READ)
    # Never shown in the browser as a page: it is somebody else's file.
    response = HttpResponse(content_of(run), content_type="application/octet-stream")
    response["Content-Disposition"] = str(content_disposition_header(True, run.file_name))
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def import_read_again(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Read the same file once more, as another kind or for another year."""
    run = run_for(request, partnership, pk)
    form = ReadAgainForm(request.POST)
    if not form.is_valid():
        for mistakes in form.errors.values():
            messages.error(request, " ".join(str(one) for one in mistakes))
        return redirect("import_detail", partnership, pk)
    read_again(run, **form.cleaned_data, seen=seen_in(request.POST), by=request.user)
    return redirect("import_detail", partnership, pk)


@require_POST
def import_set_aside(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Put a document aside; its file stays in the list."""
    run = run_for(request, partnership, pk)
    run = drop_document(run, seen=seen_in(request.POST), by=request.user)
    messages.success(request, f"“{run.file_name}” is set aside. Nothing of it was imported.")
    return redirect("import_list", partnership)
