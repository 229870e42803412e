"""Correcting what was read: a row, the paper itself, and words that were not placed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic.base import TemplateView

from governance.access import PartnershipPage
from governance.concurrency.versions_seen import NOT_NAMED, VersionDifference
from governance.documents.pieces import Placed
from governance.errors import ActionRefused
from governance.forms.merged import SEEN, MergedPage
from governance.input.whole_numbers import typed_number
from governance.models import ChangedMeanwhile, ImportRun, StaleVersion
from governance.workflow.imports import save_edits
from okrs.documents.placed import PlacedOkrs
from plans.documents.placed import PlacedPlan, PlacedRow

from ...documents.adding import as_row, as_section
from ...documents.editing import ASSIGNABLE, assigned, bare, fingerprint, is_same, without_row
from ...documents.run_pages import source_of, year_of
from ...documents.stored import document_of, keyed, lines_of, place_of
from ...forms.import_facts import ReadSectionForm, SectionParts, facts_form_of, sections_of
from ...forms.import_objectives import KeyResultParts, ReadKeyResultForm, ReadObjectiveForm
from ...forms.import_parts import initial_of
from ...forms.import_rows import ReadRowForm, sets_of_row
from .runs import IMPORT, run_for

NEW_ROW, NEW_SECTION = "new", "section"
CHANGED = (
    "Someone else corrected this part while you were writing, and both changed the same words. "
    "Yours are still here. Choose which to keep."
)


class MendingPage(PartnershipPage, TemplateView):
    """A form over one part of a document that waits; saved only where nobody was faster."""

    permission = IMPORT
    run: ImportRun
    document: Any

    def find(self) -> Any:
        """The part that is corrected; Http404 where there is none."""
        raise Http404

    def forms_of(self, data: Any) -> dict[str, Any]:
        """The form and the sets of forms of the page, by the names of the template."""
        raise Http404

    def corrected(self, forms: dict[str, Any]) -> Placed:
        """The whole document with the part as it was typed."""
        raise Http404

    def hold(self) -> None:
        self.run = run_for(self.request, self.partnership.slug, self.kwargs["pk"])
        if not self.run.is_ready:
            raise ActionRefused(
                f"“{self.run.file_name}” is {self.run.get_state_display()}, "
                "so it cannot be edited any more."
            )
        self.document = document_of(self.run)
        self.part = self.find()

    def get(self, request, *args, **kwargs):
        self.hold()
        forms = self.forms_of(None)
        return self.render_to_response(self.get_context_data(**forms, page=MergedPage(forms)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.hold()
        page, typed = MergedPage(self.forms_of(None)), request.POST
        if typed.get("version") != fingerprint(self.part) or typed.get(SEEN):
            typed = page.merge(typed)
            typed["version"] = fingerprint(self.part)
        forms = self.forms_of(typed)
        # Each is asked, so that every mistake is shown at once.
        answers = [form.is_valid() for form in forms.values()]
        if page.asked:
            forms["form"].add_error(None, CHANGED)
        if page.asked or not all(answers):
            return self.render_to_response(self.get_context_data(**forms, page=page))
        edited = self.corrected(forms)
        if is_same(edited, self.document):
            messages.info(request, "Nothing was changed.")
        else:
            edited = keyed(edited)
            save_edits(self.run, edited=edited, version=self.run.version, by=request.user)
            messages.success(request, "Saved. It is part of what will be imported.")
        return redirect(self.back)

    @property
    def back(self) -> str:
        return reverse("import_detail", args=[self.partnership.slug, self.run.pk])

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            **context, run=self.run, document=self.document, back=self.back
        )


class ImportRow(MendingPage):
    """Correct one row of a plan, or one objective with its key results."""

    template_name = "lep_tracker/import_row.html"
    theme_at = 0

    def find(self) -> Any:
        at, key = self.place(), self.kwargs["at"]
        if at is None:
            if self.request.method == "POST":
                # Left out by somebody else: what was typed is kept for its author.
                raise ChangedMeanwhile(self.run)
            raise Http404(f"No row {key}.")
        if isinstance(self.document, PlacedPlan):
            return self.document.rows[at]
        return self.document.themes[self.theme_at].objectives[at]

    def place(self) -> int | None:
        """Where the row of the address stands now, whoever added or left out another."""
        key = self.kwargs["at"]
        if isinstance(self.document, PlacedPlan):
            return place_of(self.document.rows, key)
        if isinstance(self.document, PlacedOkrs):
            for theme_at, theme in enumerate(self.document.themes):
                if (at := place_of(theme.objectives, key)) is not None:
                    self.theme_at = theme_at
                    return at
        return None

    def forms_of(self, data: Any) -> dict[str, Any]:
        part, year = self.part, year_of(self.run, self.document)
        if isinstance(part, PlacedRow):
            form = ReadRowForm(data, document=self.document, row=part)
            return {"form": form, **sets_of_row(part, data, plan_year=year)}
        initial = initial_of(part.key_results, ReadKeyResultForm)
        return {
            "form": ReadObjectiveForm(data, objective=part),
            "results": KeyResultParts(
                data, initial=initial, prefix="results", form_kwargs={"plan_year": year}
            ),
        }

    def corrected(self, forms: dict[str, Any]) -> Placed:
        year = year_of(self.run, self.document)
        at = self.place() or 0
        if isinstance(self.document, PlacedPlan):
            if forms["form"].cleaned_data["is_no_row"]:
                fewer: PlacedPlan = without_row(self.document, at)
                return fewer
            row = forms["form"].corrected(forms, plan_year=year)
            mended_rows = [row if n == at else one for n, one in enumerate(self.document.rows)]
            unplaced = [*self.document.unplaced, *forms["form"].left_over(forms)]
            return replace(self.document, rows=mended_rows, unplaced=unplaced)
        objective = forms["form"].corrected(forms["results"], plan_year=year)
        themes = list(self.document.themes)
        objectives = list(themes[self.theme_at].objectives)
        objectives[at] = objective
        themes[self.theme_at] = replace(themes[self.theme_at], objectives=objectives)
        edited: Placed = replace(self.document, themes=themes)
        return edited

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        blocks = source_of(self.run, self.document, self.owner)
        return super().get_context_data(**context, part=self.part, source={"blocks": blocks})

    @property
    def back(self) -> str:
        return f"{super().back}?row={self.owner}#part-{self.owner}"

    @property
    def owner(self) -> str:
        """The row as the page of the document names it: by the place it has there now."""
        if isinstance(self.document, PlacedPlan):
            return str(self.place() or 0)
        return f"{self.theme_at}-{self.place() or 0}"


class ImportFacts(MendingPage):
    """Correct the title, period, kind, themes and sections of a document."""

    template_name = "lep_tracker/import_facts.html"

    def find(self) -> Any:
        return bare(self.document)

    def forms_of(self, data: Any) -> dict[str, Any]:
        form = facts_form_of(self.document)
        return {
            "form": form(data, document=self.document),
            "sections": _sections(self.document, data),
        }

    def corrected(self, forms: dict[str, Any]) -> Placed:
        document = forms["form"].corrected()
        corrected: Placed = replace(
            document, sections=sections_of(self.document, forms["sections"])
        )
        return corrected


def _sections(document: Placed, data: Any) -> BaseFormSet:
    initial = initial_of(document.sections, ReadSectionForm)
    return SectionParts(data, initial=initial, prefix="sections")


def left_over_since(
    run: ImportRun, document: PlacedPlan, at: int, posted: Mapping[str, str]
) -> list[VersionDifference]:
    """The words that were to go somewhere, beside what is not placed in the document now."""
    row, field = posted.get("row", ""), dict(ASSIGNABLE).get(posted.get("field", ""), "")
    to = {NEW_ROW: "a new row", NEW_SECTION: "a new section"}.get(row, f"row {row}, as {field}")
    place = typed_number(row)
    if place is not None and place < len(document.rows):
        to = f"row {document.rows[place].number or place + 1}, as {field.lower()}"
    left = "; ".join(f"“{one.text}”" for one in document.unplaced) or "Everything is placed."
    words = posted.get("words", "")
    was = f"“{words}”, to {to}" if words else f"{NOT_NAMED} To {to}."
    return [VersionDifference("Words that are not placed", was, left, name=run.seen_as)]


@require_POST
def import_assign(request: HttpRequest, partnership: str, pk: int, at: int) -> HttpResponse:
    """Put words that were not placed into a row, or make a row or a section of them."""
    run = run_for(request, partnership, pk)
    document = document_of(run)
    row, field = request.POST.get("row", ""), request.POST.get("field", "")
    page = reverse("import_detail", args=[partnership, pk])
    if not isinstance(document, PlacedPlan) or not run.is_ready:
        raise ActionRefused(f"“{run.file_name}” takes no words into its rows now.")
    if at >= len(document.unplaced) or request.POST.get("version") != str(run.version):
        raise StaleVersion(run, left_over_since(run, document, at, request.POST))
    if row in (NEW_ROW, NEW_SECTION):
        order = {line.id: place for place, line in enumerate(lines_of(run))}
        if row == NEW_ROW:
            made, place = as_row(document, at, order)
            edited = keyed(made)
            page = reverse("import_row", args=[partnership, pk, edited.rows[place].key])
            said = "The words are a row now. Correct it where it needs more."
        else:
            edited = as_section(document, at, order)
            page = reverse("import_facts", args=[partnership, pk])
            said = "The words are text of the paper now. Give them a heading where they have one."
        save_edits(run, edited=edited, version=run.version, by=request.user)
        messages.success(request, said)
        return redirect(page)
    into = typed_number(row)
    if into is None or into >= len(document.rows) or field not in dict(ASSIGNABLE):
        raise ActionRefused("Choose a row, and what the words are in it.")
    year = year_of(run, document)
    edited = assigned(document, at, into, field, plan_year=year)
    save_edits(run, edited=edited, version=run.version, by=request.user)
    messages.success(request, "The words stand in the row now.")
    return redirect(f"{page}?row={row}#part-{row}")
