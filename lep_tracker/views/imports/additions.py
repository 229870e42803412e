"""Adding what the reader missed, and correcting what stands over the objectives of a theme."""

from dataclasses import replace
from typing import Any

from django.http import Http404
from django.urls import reverse

from governance.documents.pieces import Placed
from okrs.documents.placed import PlacedOkrs
from plans.documents.placed import PlacedPlan, PlacedRow

from ...documents.adding import with_row
from ...documents.run_pages import year_of
from ...forms.import_parts import initial_of
from ...forms.import_rows import NewRowForm, sets_of_row
from ...forms.import_themes import BlockForm, BlockParts, ReadThemeForm, heading_of
from .edits import MendingPage


class ImportRowNew(MendingPage):
    """Write a row that the reader missed, at a place among the others."""

    template_name = "lep_tracker/import_row.html"
    at = 0

    def find(self) -> Any:
        if not isinstance(self.document, PlacedPlan):
            raise Http404
        return PlacedRow()

    def forms_of(self, data: Any) -> dict[str, Any]:
        form = NewRowForm(data, document=self.document, row=self.part)
        year = year_of(self.run, self.document)
        return {"form": form, **sets_of_row(self.part, data, plan_year=year)}

    def corrected(self, forms: dict[str, Any]) -> Placed:
        row = forms["form"].corrected(forms, plan_year=year_of(self.run, self.document))
        self.at = forms["form"].place()
        return with_row(self.document, row, self.at)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**context, part=self.part, is_new=True)

    @property
    def back(self) -> str:
        page = reverse("import_detail", args=[self.partnership.slug, self.run.pk])
        return f"{page}?row={self.at}#part-{self.at}"


class ImportTheme(MendingPage):
    """Correct the title, outcome and header blocks of a theme of an OKR paper."""

    template_name = "lep_tracker/import_theme.html"

    def find(self) -> Any:
        themes = self.document.themes if isinstance(self.document, PlacedOkrs) else []
        if self.kwargs["at"] >= len(themes):
            raise Http404
        return heading_of(themes[self.kwargs["at"]])

    def forms_of(self, data: Any) -> dict[str, Any]:
        theme = self.document.themes[self.kwargs["at"]]
        initial = initial_of(theme.header_blocks, BlockForm)
        return {
            "form": ReadThemeForm(data, theme=theme),
            "blocks": BlockParts(data, initial=initial, prefix="blocks"),
        }

    def corrected(self, forms: dict[str, Any]) -> Placed:
        themes = list(self.document.themes)
        themes[self.kwargs["at"]] = forms["form"].corrected(forms["blocks"])
        edited: Placed = replace(self.document, themes=themes)
        return edited
