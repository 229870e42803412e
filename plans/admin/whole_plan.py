"""The rows of a plan on its own page: each with boxes for the parts of its cells, a line each."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Count, Q
from django.http import HttpRequest

from governance import clock
from governance.admin import PrintedWords, VersionedForm
from governance.forms.linked import tell_people_apart
from governance.input.dated_text import read_row_words, take_reading
from governance.models import DatedText, User
from governance.partnership_scope import place_of
from governance.text.structured_text import from_typed

from ..models import KPI, Improvement, Lead, Milestone, MonitoringLine, Theme
from ..parts import ROW_PARTS, kind_of
from ..workflow.editing import add_part
from .writing import PartInline, values_of, with_marks, write_part

# The box for new parts of each kind, and the field that its lines are.
BOXES: dict[str, tuple[Any, str]] = {
    "add_leads": (Lead, "name"),
    "add_kpis": (KPI, "text"),
    "add_milestones": (Milestone, "text"),
    "add_monitoring": (MonitoringLine, "text"),
}
_COUNTED = {
    "lead": "leads",
    "KPI": "kpis",
    "milestone": "milestones",
    "monitoring line": "monitoring_lines",
}
# How many empty rows a page offers where the plan has none yet, and where it has some.
FIRST_ROWS, MORE_ROWS = 12, 2
_IN_FULL = "Write its date in full, or add it on the page of the row."


class PartLines(forms.CharField):
    """New parts of one kind, a line each."""

    def __init__(self, label: str):
        super().__init__(
            label=label,
            required=False,
            strip=False,
            widget=AdminTextareaWidget(attrs={"rows": 3, "cols": 24}),
        )


class RowOfPlanForm(VersionedForm):
    """One row with what is added to its cells."""

    not_merged = tuple(BOXES)
    statement = PrintedWords(required=False, rows=3, help_text="")
    add_leads = PartLines("Leads, one a line")
    add_kpis = PartLines("KPIs, one a line")
    add_milestones = PartLines("Milestones, one a line, with their dates")
    add_monitoring = PartLines("Monitoring, one a line")

    parts: list[Any]

    def _post_clean(self) -> None:
        super()._post_clean()
        self.parts = []
        for name, (model, words) in BOXES.items():
            for block in from_typed(self.cleaned_data.get(name) or ""):
                part = model(improvement=self.instance, level=block["level"])
                setattr(part, words, block["text"])
                if hasattr(part, "is_bullet"):
                    part.is_bullet = block["kind"] == "bullet"
                self._read(name, part)
                self.parts.append(part)

    @property
    def dated_parts(self) -> list[Any]:
        """The parts whose dates are shown back: every milestone, and what else has a day."""
        return [
            part
            for part in self.parts
            if isinstance(part, Milestone) or getattr(part, "latest", None)
        ]

    def _read(self, name: str, part: Any) -> None:
        """Give a part the date in its words; one that is doubtful is said, with what to write."""
        if not isinstance(part, DatedText) or self.instance.plan_id is None:
            return
        try:
            typed = read_row_words(part, today=clock.today())
        except ValueError as error:
            self.add_error(name, f"“{part.text}”: {error}")
            return
        if typed is None:
            return
        if typed.doubts:
            self.add_error(name, f"“{part.text}”: {typed.question} {_IN_FULL}")
            return
        take_reading(part, typed)


def write_row(row: Improvement, form: RowOfPlanForm, *, by: User) -> None:
    """Save a row, then add the parts that were typed beside it."""
    write_part(row, form, by=by)
    for part in form.parts:
        part.improvement = row
        kind = ROW_PARTS[kind_of(part).key]
        values = values_of(with_marks(part))
        values.pop("improvement")
        add_part(kind, owner=row, changes=values, by=by)


class RowInline(PartInline):
    """All rows of a plan; each leads to its own page, where every part can be edited."""

    model = Improvement
    form = RowOfPlanForm
    template = "admin/edit_inline/stacked.html"
    write = staticmethod(write_row)
    verbose_name_plural = "Rows"
    readonly_fields = ("has_parts",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("order", "number", "short_name", "theme", "updater", "has_parts"),
                    ("statement", *BOXES),
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        live = Improvement.objects.live().filter(pk__in=super().get_queryset(request).values("pk"))
        counts = {
            f"{name}_count": Count(name, filter=Q(**{f"{name}__retired_at": None}), distinct=True)
            for name in _COUNTED.values()
        }
        return live.annotate(**counts).order_by("order", "pk")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        is_empty = obj is not None and not obj.improvements.exists()
        return FIRST_ROWS if is_empty else MORE_ROWS

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        fields = formset.form.base_fields
        if obj is not None and "theme" in fields:
            people = User.objects.who_write_in(obj.partnership)
            asked = User.objects.filter(pk__in=obj.improvements.values("updater"))
            here = obj.partnership.short_name
            themes = Theme.objects.live().filter(plan=obj)
            _offer(fields["theme"], themes, "No theme", f"a theme of {here}")
            who = f"{place_of(Improvement, 'updater').called} in {here}"
            _offer(fields["updater"], (people | asked).distinct(), "The coordinator", who)
        return formset

    @admin.display(description="There already")
    def has_parts(self, obj: Improvement) -> str:
        counted = [
            f"{count} {word}{'' if count == 1 else 's'}"
            for word, name in _COUNTED.items()
            if (count := getattr(obj, f"{name}_count", 0))
        ]
        return ", ".join(counted) or "nothing yet"


def _offer(field: Any, rows: Any, empty: str, one_of_them: str) -> None:
    """Offer the same choices in every row of the page, asked for once."""
    inner = getattr(field.widget, "widget", field.widget)
    field.widget = forms.Select(attrs=getattr(inner, "attrs", None))
    field.queryset, field.empty_label = rows, empty
    field.error_messages["invalid_choice"] = f"Choose {one_of_them} from the list."
    # All are of one plan and its partnership; people are told apart by their addresses.
    field.label_from_instance = str
    tell_people_apart(field)
    field.choices = list(field.choices)
