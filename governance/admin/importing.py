"""A table comes in through two pages: look at what would change, then import it as a whole."""

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from import_export.admin import ImportMixin
from import_export.tmp_storages import CacheStorage

from .. import audit
from ..models import ChangedMeanwhile, Partnership
from ..tables import MOST_BYTES, MOST_ROWS, ImportResource, TableRefused, read_table
from .base import BaseAdmin

SHOWN_PROBLEMS = 50
SHOWN_ROWS = 200


class HeldFile(CacheStorage):
    """A file between its two pages: in the shared cache, gone after an hour or once it is in."""

    CACHE_LIFETIME = 60 * 60
    CACHE_PREFIX = "lep-table-"


class TableForm(forms.Form):
    """Which partnership a file is for, and the file; a broken one is refused in a sentence."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        empty_label="Choose a partnership",
        help_text="Every row of the file has to name this partnership.",
        error_messages={"required": "Choose the partnership the file is for."},
    )
    import_file = forms.FileField(
        label="File",
        help_text=f"CSV or XLSX, up to {MOST_BYTES // 1024 // 1024} MB and {MOST_ROWS:,} rows.",
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty. Choose a file with a row of headings.",
        },
    )

    def __init__(self, *args: Any, partnerships: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["import_file"].widget.attrs["accept"] = ".csv,.xlsx,.txt,.tsv"
        if partnerships is None:
            del self.fields["partnership"]
        else:
            self.fields["partnership"].queryset = partnerships

    def clean_import_file(self) -> Any:
        sent = self.cleaned_data["import_file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(
                f"{sent.name} is larger than {MOST_BYTES // 1024 // 1024} MB. "
                "Split it into smaller files."
            )
        return sent


class ImportingAdmin(ImportMixin, BaseAdmin):
    """A table that comes in too: all or nothing, one event, every row checked like typed ones."""

    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
    import_template_name = "admin/import_export/import.html"
    table: type[ImportResource]
    # Which role's permission lets staff who are no administrators bring rows in.
    import_permission = ""
    of_partnership = True

    def get_export_resource_classes(self, request: HttpRequest) -> list[Any]:
        return [self.table]

    def partnerships_for(self, request: HttpRequest) -> Any:
        if request.user.is_superuser:
            return Partnership.objects.all()
        allowed = request.user.partnership_ids_allowing(self.import_permission)
        return Partnership.objects.filter(pk__in=allowed)

    def has_import_permission(self, request: HttpRequest) -> bool:
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            return False
        return request.user.is_superuser or bool(
            self.import_permission and self.partnerships_for(request).exists()
        )

    # --- The first page: choose a file, see what it would change ----------------------------------
    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.has_import_permission(request):
            raise PermissionDenied
        offered = self.partnerships_for(request) if self.of_partnership else None
        posted = request.method == "POST"
        form = TableForm(
            request.POST if posted else None,
            request.FILES if posted else None,
            partnerships=offered,
        )
        context: dict[str, Any] = {}
        if posted and form.is_valid():
            sent = form.cleaned_data["import_file"]
            try:
                context = self._looked_at(form.cleaned_data.get("partnership"), sent, request)
            except TableRefused as refusal:
                form.add_error("import_file", str(refusal))
        return self._import_page(request, form=form, **context)

    def _looked_at(
        self, partnership: Partnership | None, sent: Any, request: HttpRequest
    ) -> dict[str, Any]:
        content = sent.read()
        result = self._take_in(sent.name, content, partnership, request, dry_run=True)
        problems = self.table.problems(result, sent.name)
        if problems:
            return {"problems": problems[:SHOWN_PROBLEMS], "problem_count": len(problems)}
        held = HeldFile()
        held.save(content)
        ticket = {
            "held": held.name,
            "file": sent.name,
            "partnership": partnership.pk if partnership else None,
            "seen": _versions_seen(result),
            "by": request.user.pk,
        }
        shown = [(line, row) for line, row in enumerate(result.rows, 2) if not row.is_skip()]
        table = self.table(partnership=partnership)
        return {
            "file_name": sent.name,
            "ticket": signing.dumps(ticket, salt=self._salt),
            "totals": _totals(result),
            "changes": [_change(table, line, row) for line, row in shown[:SHOWN_ROWS]],
            "is_cut": len(shown) > SHOWN_ROWS,
        }

    # --- The second: import it ------------------------------------------------------------------
    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_import_permission(request):
            raise PermissionDenied
        info = (self.opts.app_label, self.opts.model_name)
        back = redirect(reverse("admin:{}_{}_import".format(*info)))
        try:
            ticket = signing.loads(request.POST.get("ticket", ""), salt=self._salt, max_age=3600)
            if ticket["by"] != request.user.pk:
                raise signing.BadSignature
        except signing.BadSignature:
            messages.error(request, "The look at the file is over an hour old. Send it again.")
            return back
        held = HeldFile(name=ticket["held"])
        content = held.read()
        if content is None:
            messages.error(request, "The file is no longer kept, or was imported. Send it again.")
            return back
        held.remove()
        try:
            sentence = self._import(ticket, content, request)
        except TableRefused as refusal:
            messages.error(request, str(refusal))
            return back
        messages.success(request, sentence)
        return redirect(reverse("admin:{}_{}_changelist".format(*info)))

    def _import(self, ticket: dict[str, Any], content: bytes, request: HttpRequest) -> str:
        partnership = None
        if ticket["partnership"] is not None:
            partnership = self.partnerships_for(request).filter(pk=ticket["partnership"]).first()
            if partnership is None:
                raise TableRefused("You may no longer bring rows into this partnership.")
        meanwhile = TableRefused(
            f"Someone changed rows of {ticket['file']} since you looked. "
            "Nothing was written. Send the file again to see what would change now."
        )
        try:
            with transaction.atomic():
                result = self._take_in(ticket["file"], content, partnership, request, dry_run=False)
                problems = self.table.problems(result, ticket["file"])
                if problems or _versions_seen(result) != ticket["seen"]:
                    raise meanwhile
                totals = _totals(result)
                counted = (
                    f"{totals['new']} new, {totals['changed']} changed, "
                    f"{totals['unchanged']} unchanged"
                )
                what = self.opts.verbose_name_plural
                audit.record(
                    f"{self.opts.app_label}.{self.opts.model_name}_imported",
                    f"{{actor}} imported {what} from the file {ticket['file']}: {counted}.",
                    partnership=partnership,
                    details={
                        "where": "administration",
                        "file": ticket["file"],
                        "sha256": hashlib.sha256(content).hexdigest(),
                        "rows": totals,
                    },
                    by=request.user,
                )
        except ChangedMeanwhile as error:
            raise meanwhile from error
        return f"The file {ticket['file']} was imported: {counted}."

    def _take_in(
        self,
        name: str,
        content: bytes,
        partnership: Partnership | None,
        request: HttpRequest,
        *,
        dry_run: bool,
    ) -> Any:
        dataset = read_table(name, content)
        table = self.table(partnership=partnership)
        if problem := table.problem_of_headings(dataset.headers):
            raise TableRefused(f"{name}, line 1: {problem}")
        return table.import_data(
            dataset,
            dry_run=dry_run,
            use_transactions=True,
            rollback_on_validation_errors=True,
            user=request.user,
        )

    @property
    def _salt(self) -> str:
        return f"table.{self.opts.label_lower}"

    def _import_page(self, request: HttpRequest, **context: Any) -> HttpResponse:
        request.current_app = self.admin_site.name
        table = self.table()
        return TemplateResponse(
            request,
            [self.import_template_name],
            {
                **self.admin_site.each_context(request),
                "title": f"Bring in {self.opts.verbose_name_plural}",
                "opts": self.opts,
                "media": self.media,
                "headings": table.headings(),
                "key": table.key,
                **context,
            },
        )


def _totals(result: Any) -> dict[str, int]:
    return {
        "new": result.totals["new"],
        "changed": result.totals["update"],
        "unchanged": result.totals["skip"],
    }


def _versions_seen(result: Any) -> str:
    """What the file met: a later look that meets the same would change the same."""
    seen = [
        f"{row.import_type}:{row.original.pk}:{getattr(row.original, 'version', '')}"
        if row.original is not None
        else row.import_type
        for row in result.rows
    ]
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()


def _change(table: ImportResource, line: int, row: Any) -> dict[str, Any]:
    """One line of the look: what happens to which row, and the columns that would differ."""
    columns = []
    if not row.is_new():
        for field in table.get_import_fields():
            old, new = (table.export_field(field, one) for one in (row.original, row.instance))
            if old != new:
                columns.append((field.column_name, old, new))
    word = "New" if row.is_new() else "Changed"
    return {"line": line, "word": word, "name": row.object_repr, "columns": columns}
