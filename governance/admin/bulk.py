"""Actions on the rows that were ticked in a list: asked about on a page, then all or none."""

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from .. import audit
from ..errors import ActionRefused
from ..models import ChangedMeanwhile
from .forms import problems_in

MOST_ROWS, SHOWN_ROWS = 500, 30


def shown_as(row: Any) -> str:
    """A row as pages name the version they show."""
    return str(row.seen)


class BulkForm(forms.Form):
    """What is asked about the ticked rows, which it knows as ``rows``.

    It carries which version of each row the page has named, for actions that decide on one.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, rows: list[Any], seen_as: Callable[[Any], str] = shown_as, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.fields["seen"].initial = json.dumps({row.pk: seen_as(row) for row in rows})
        self.set_up()

    def clean_seen(self) -> dict[str, str]:
        """The version that was shown of each row, by its key; nothing of what cannot be read."""
        try:
            shown = json.loads(self.cleaned_data["seen"] or "{}")
        except (ValueError, RecursionError):
            return {}
        return {key: str(was) for key, was in shown.items()} if isinstance(shown, dict) else {}

    def set_up(self) -> None:
        """Narrow choices to what fits all rows."""


class ReasonForm(BulkForm):
    """Why it is done, in words that are kept and may be printed."""

    reason = forms.CharField(
        label="The reason",
        max_length=300,
        error_messages={"required": "Say in a few words why."},
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "size": 60}),
    )


def in_bulk(
    label: str,
    button: str,
    *,
    form: type[BulkForm] = BulkForm,
    do: Callable[..., str],
    seen_as: Callable[[Any], str] = shown_as,
) -> Any:
    """An action for ``actions`` of a table: ``do(rows, given, by=…)`` says what was done.

    ``seen_as`` names the version of a row that the page shows, as the action reads it.

    All rows are written or none; the form is shown again with the sentence of a refusal.
    """
    name = do.__name__

    @admin.action(description=label, permissions=["change"])
    def action(table: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        rows = list(queryset[: MOST_ROWS + 1])
        if len(rows) > MOST_ROWS:
            messages.error(request, f"Choose {MOST_ROWS} rows or fewer at a time.")
            return None
        if not all(table.role_allows(request, row) for row in rows):
            raise PermissionDenied
        asked = form(
            request.POST if "confirmed" in request.POST else None, rows=rows, seen_as=seen_as
        )
        if asked.is_bound and asked.is_valid() and (said := _done(do, asked, request)):
            messages.success(request, said)
            return None
        return ask(table, request, asked, label, button, name)

    action.__name__ = name
    return action


def _done(do: Callable[..., str], asked: BulkForm, request: HttpRequest) -> str:
    """Do it for all rows, or for none and say on the form why not."""
    try:
        with transaction.atomic(), audit.entered(by=request.user):
            return do(asked.rows, asked.cleaned_data, by=request.user)
    except (ActionRefused, ChangedMeanwhile) as refusal:
        for name, sentence in problems_in(refusal):
            asked.add_error(name if name in asked.fields else None, sentence)
        return ""


def ask(
    table: Any, request: HttpRequest, asked: BulkForm, label: str, button: str, name: str
) -> HttpResponse:
    """The page that names the rows and asks what is needed, before anything is done."""
    rows = asked.rows
    shown = [str(row) for row in rows[:SHOWN_ROWS]]
    if len(rows) > SHOWN_ROWS:
        shown.append(f"and {len(rows) - SHOWN_ROWS} more")
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    said = f"This is done to {count}, to all of them or to none:"
    return table.one_form(
        request, asked, title=label, button=button, rows=shown, rows_said=said,
        keys=[row.pk for row in rows], action=name,
    )  # fmt: skip


def seen_of(row: Any, given: dict[str, Any]) -> str:
    """Which version of a row its page showed, as the actions read it."""
    return str(given["seen"].get(str(row.pk), ""))


def counted(number: int, word: str) -> str:
    """A number with its word: 1 row, 3 rows."""
    return f"{number} {word}{'' if number == 1 else 's'}"
