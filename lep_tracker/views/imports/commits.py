"""Bringing in what was read, and taking all of it back."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.generic.base import TemplateView

from governance.access import PartnershipPage
from governance.concurrency.versions_seen import VersionDifference, as_shown, seen_in
from governance.documents.pieces import Placed
from governance.documents.runs import ChangedSince, changed_since, undo_import
from governance.errors import ActionRefused, TransitionNotAllowed
from governance.models import ChangedMeanwhile, ImportRun, StaleVersion
from okrs.documents.placed import PlacedOkrs
from plans.documents.differences import Comparison
from plans.documents.kept import as_kept
from plans.documents.placed import PlacedPlan
from plans.forms.status_words import StatusWordsForm

from ...documents.counts import found
from ...documents.duplicate_imports import duplicate_import
from ...documents.kinds import words_of
from ...documents.newer_issues import comparison_of, earlier_of, groups_of
from ...documents.open_warnings import open_warnings
from ...documents.progress_columns import columns_of
from ...documents.seen_runs import seen_for_commit
from ...documents.status_words import status_words_of
from ...documents.stored import document_of, fidelity_of
from ...forms.import_columns import ColumnDaysForm
from ...workflow.imports import commit_run
from .runs import IMPORT, run_for


class ImportCommit(PartnershipPage, TemplateView):
    """The last look before a document is imported, and the button that does it."""

    permission = IMPORT
    template_name = "lep_tracker/import_commit.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = _ready(request, **kwargs)
        if comparison_of(run) is not None:
            return redirect("import_merge", self.partnership.slug, run.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        run = _ready(self.request, **self.kwargs)
        document = document_of(run)
        context.setdefault("columns_form", ColumnDaysForm(proposed=columns_of(run, document)))
        context.setdefault("words_form", words_form(run, document))
        return super().get_context_data(
            run=run,
            seen=seen_for_commit(run),
            document=document,
            kind_words=words_of(document.kind),
            is_imported=isinstance(document, PlacedPlan | PlacedOkrs),
            days=days_of(run, document),
            counts=found(document),
            fidelity=fidelity_of(run),
            warnings=open_warnings(run),
            before=duplicate_import(run),
            **context,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = _ready(request, **self.kwargs)
        document = document_of(run)
        form = ColumnDaysForm(request.POST, proposed=columns_of(run, document))
        words = words_form(run, document, request.POST)
        try:
            done = _done(run, form, words, seen=seen_in(request.POST), by=request.user)
        except StaleVersion as changed:
            changed.differences = as_shown(changed.differences, request.POST)
            context = self.get_context_data(columns_form=form, words_form=words, changed=changed)
            return self.render_to_response(context, status=409)
        if done is None:
            return self.render_to_response(
                self.get_context_data(columns_form=form, words_form=words)
            )
        words = "is kept as a document" if done.state == "kept" else "is imported"
        messages.success(request, f"“{done.title or done.file_name}” {words}.")
        return redirect("import_detail", self.partnership.slug, done.pk)


class ImportMerge(PartnershipPage, TemplateView):
    """A newer issue beside its plan: each difference is taken or left."""

    permission = IMPORT
    template_name = "lep_tracker/import_merge.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = _ready(request, **kwargs)
        comparison = comparison_of(run)
        if comparison is None:
            raise ActionRefused(
                f"“{run.file_name}” is no newer issue of a plan or of objectives. Import it."
            )
        taken = {one.key for one in comparison.differences if one.take}
        document = document_of(run)
        form = ColumnDaysForm(proposed=columns_of(run, document, comparison))
        return self._shown(run, comparison, form, words_form(run, document), taken)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = _ready(request, **kwargs)
        earlier, comparison = earlier_of(run), comparison_of(run)
        if not earlier or comparison is None:
            raise ActionRefused(
                "The document or what it was changed since you compared them. Compare them again."
            )
        asked, taken = request.POST.getlist("asked"), set(request.POST.getlist("take"))
        document = document_of(run)
        form = ColumnDaysForm(request.POST, proposed=columns_of(run, document, comparison))
        words = words_form(run, document, request.POST)
        choices = {key: key in taken for key in asked}
        seen = seen_in(request.POST)
        try:
            done = _done(run, form, words, choices=choices, seen=seen, by=request.user)
        except ChangedMeanwhile as changed:
            return self._changed(_ready(request, **kwargs), changed, form, words, taken)
        if done is None:
            return self._shown(run, comparison, form, words, taken)
        messages.success(request, f"“{done.file_name}” is merged into the {earlier['noun']}.")
        return redirect("import_detail", self.partnership.slug, done.pk)

    def _changed(
        self,
        run: ImportRun,
        changed: ChangedMeanwhile,
        form: ColumnDaysForm,
        words: StatusWordsForm,
        taken: set[str],
    ) -> HttpResponse:
        """Another differs now than was shown: both, with the ticks of those that still stand."""
        if not isinstance(changed, StaleVersion):
            # A row of the plan was saved while it was being merged.
            now = VersionDifference(
                f"{changed.row}", "As you saw it.", "Saved by someone else just now."
            )
            changed = StaleVersion(run, [now])
        changed.differences = as_shown(changed.differences, self.request.POST)
        comparison = comparison_of(run) or Comparison()
        return self._shown(run, comparison, form, words, taken, status=409, changed=changed)

    def _shown(
        self,
        run: ImportRun,
        comparison: Comparison,
        form: ColumnDaysForm,
        words: StatusWordsForm,
        taken: set[str],
        *,
        status: int = 200,
        **more: Any,
    ) -> HttpResponse:
        context = self.get_context_data(
            run=run,
            document=document_of(run),
            earlier=earlier_of(run),
            groups=groups_of(comparison),
            unchanged=len(comparison.unchanged),
            columns_form=form,
            words_form=words,
            taken=taken,
            seen=seen_for_commit(run, comparison),
            **more,
        )
        return self.render_to_response(context, status=status)


class ImportUndo(PartnershipPage, TemplateView):
    """What taking an import back would take away, or why it cannot be done."""

    permission = IMPORT
    template_name = "lep_tracker/import_undo.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        run = run_for(self.request, self.partnership.slug, self.kwargs["pk"])
        _require_undoable(run)
        since = changed_since(run)
        return super().get_context_data(run=run, since=since, **context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = run_for(request, self.partnership.slug, self.kwargs["pk"])
        try:
            undone = undo_import(run, seen=seen_in(request.POST), by=request.user)
        except ChangedSince as refused:
            context = {"run": run, "since": refused.changes, "partnership": self.partnership}
            return render(request, self.template_name, context, status=409)
        messages.success(request, f"All of “{undone.file_name}” is taken back.")
        return redirect("import_detail", self.partnership.slug, undone.pk)


def days_of(run: ImportRun, document: Any) -> tuple[date, date] | None:
    """The first and last day a document will be imported with; none where it names none."""
    if isinstance(document, PlacedPlan):
        document = as_kept(document, plan_year=run.plan_year)
    first, last = getattr(document, "starts_on", None), getattr(document, "ends_on", None)
    return (first, last) if first and last else None


def words_form(run: ImportRun, document: Placed, data: Any = None) -> StatusWordsForm:
    """The form that asks what the status words of a document become."""
    return StatusWordsForm(
        data,
        printed=status_words_of(run.partnership, document),
        words=list(run.partnership.status_scheme.words.all()),
    )


def _done(
    run: ImportRun,
    form: ColumnDaysForm,
    words: StatusWordsForm,
    *,
    choices: dict[str, bool] | None = None,
    seen: str,
    by: Any,
) -> ImportRun | None:
    """The run once it is imported; None with the reason on the form, and nothing was written."""
    # Each is asked, so that every mistake is shown at once.
    if not all([form.is_valid(), words.is_valid()]):
        return None
    try:
        return commit_run(
            run,
            choices=choices,
            round_days=form.days(),
            status_words=words.answers(),
            seen=seen,
            by=by,
        )
    except TransitionNotAllowed:
        raise
    except ActionRefused as refused:
        # Shown where the days and the ticks stand, so that none of them is typed twice.
        form.add_error(None, str(refused))
        return None


def _ready(request: HttpRequest, partnership: str, pk: int) -> ImportRun:
    run = run_for(request, partnership, pk)
    if not run.is_ready:
        raise ActionRefused(
            f"“{run.file_name}” is {run.get_state_display()}, so it cannot be imported."
        )
    return run


def _require_undoable(run: ImportRun) -> None:
    if not run.can_be_undone:
        raise ActionRefused(
            f"“{run.file_name}” is {run.get_state_display()}, and cannot be taken back now."
        )
