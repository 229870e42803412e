"""Whichever way a figure comes in, one reader reads it: pages, administration and tables.

The first tests walk over all models, forms and tables of the product; the last ones type.
"""

import io
from decimal import Decimal

import openpyxl
import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.urls import get_resolver, reverse

from governance.input.fields import FigureFormField as FigureBox
from governance.input.fields import FigureInput
from governance.models import FigureField
from governance.tables import FigureWidget, ImportResource
from plans.models import KPI
from tests.okrs import objects

OURS = ("governance", "plans", "okrs", "lep_tracker")
FIGURES = [
    (model, field)
    for label in ("governance", "plans", "okrs")
    for model in apps.get_app_config(label).get_models()
    for field in model._meta.concrete_fields
    if isinstance(field, models.DecimalField | models.FloatField)
]


def subclasses(of: type) -> set[type]:
    found = set(of.__subclasses__())
    return found | {one for each in found for one in subclasses(each)}


def test_there_are_figures_to_look_at():
    assert len(FIGURES) >= 8


@pytest.mark.parametrize(("model", "field"), FIGURES, ids=lambda one: getattr(one, "__name__", ""))
def test_every_figure_of_every_model_is_typed_into_the_same_box(model, field):
    if not model.__name__.startswith("Historical"):
        assert isinstance(field, FigureField), f"{model.__name__}.{field.name}"
        assert isinstance(field.formfield(), FigureBox)


def test_no_form_has_a_box_of_another_kind_for_figures():
    assert get_resolver().url_patterns, "every page is loaded, and with it every form"
    wrong = []
    for form in subclasses(forms.BaseForm):
        if not form.__module__.startswith(OURS):
            continue
        for name, field in getattr(form, "base_fields", {}).items():
            is_other = isinstance(field, forms.DecimalField | forms.FloatField) and not (
                isinstance(field, FigureBox) and isinstance(field.widget, FigureInput)
            )
            if is_other:
                wrong.append(f"{form.__module__}.{form.__name__}.{name}")
    assert wrong == []


def test_the_administration_has_the_same_box(rf, administrator):
    request = rf.get("/")
    request.user = administrator
    seen = 0
    for page in admin.site._registry.values():
        found = (
            [page, *page.get_inline_instances(request)] if page.has_add_permission(request) else []
        )
        for one in found:
            for field in one.model._meta.concrete_fields:
                if isinstance(field, models.DecimalField):
                    box = one.formfield_for_dbfield(field, request)
                    assert isinstance(box, FigureBox), f"{one}: {field.name}"
                    assert isinstance(box.widget, FigureInput), f"{one}: {field.name}"
                    seen += 1
    assert seen >= 6


def test_every_table_reads_its_figures_alike():
    import governance.resources  # noqa: F401
    import plans.resources  # noqa: F401

    seen = 0
    for table in subclasses(ImportResource):
        model = getattr(table._meta, "model", None)
        names = {field.name for owner, field in FIGURES if owner is model}
        for column in table.fields.values():
            if column.attribute in names:
                assert isinstance(column.widget, FigureWidget), (
                    f"{table.__name__}.{column.attribute}"
                )
                seen += 1
    assert seen >= 2


GIVEN = [
    ("1,200", 1200),
    ("£1,200.50", Decimal("1200.5")),
    ("5%", 5),
    ("\u22125", -5),
    ("1\u00a0250", 1250),
]
REFUSED = ["12,5", "1,2345", "1.250", "3k", "1e5"]


@pytest.fixture
def kpi_page(as_, coordinator, plan):
    row = plan.improvements.get(ref="1")
    url = reverse("plans:row_part_create", args=[plan.partnership.slug, plan.slug, row.ref, "kpi"])

    def send(figure, unit=""):
        data = {"text": "Seats", "target": figure, "unit": unit, "precision": "none"}
        as_(coordinator).post(url, data)
        return getattr(KPI.objects.filter(text="Seats").last(), "target", None)

    return send


@pytest.fixture
def kpi_in_the_administration(as_, administrator, plan):
    row = plan.improvements.get(ref="1")

    def send(figure, unit=""):
        data = {
            "improvement": row.pk, "text": "Seats", "target": figure, "precision": "none",
            "order": 9, "level": 0, "unit": unit,
        }  # fmt: skip
        as_(administrator).post(reverse("admin:plans_kpi_add"), data)
        return getattr(KPI.objects.filter(text="Seats").last(), "target", None)

    return send


@pytest.fixture
def kpi_in_a_table(as_, administrator, plan):
    def send(figure, unit=""):
        written = io.BytesIO()
        book = openpyxl.Workbook()
        book.active.append(
            ["partnership", "plan", "improvement", "order", "text", "unit", "target"]
        )
        book.active.append([plan.partnership.slug, plan.slug, "1", 9, "Seats", unit, figure])
        book.save(written)
        written.seek(0)
        written.name = "kpis.xlsx"
        client = as_(administrator)
        looked = client.post(
            reverse("admin:plans_kpi_import"),
            {"partnership": plan.partnership.pk, "import_file": written},
        )
        if "ticket" in (looked.context or {}):
            client.post(
                reverse("admin:plans_kpi_process_import"), {"ticket": looked.context["ticket"]}
            )
        return getattr(KPI.objects.filter(text="Seats").last(), "target", None)

    return send


@pytest.fixture
def reading_of_a_kpi(as_, officer, plan, plan_round):
    kpi = KPI.objects.filter(improvement__plan=plan).first()
    kpi.target = 20
    update = plan_round.updates.get(improvement=kpi.improvement)
    url = reverse(
        "plans:update_form",
        args=[plan.partnership.slug, plan.slug, kpi.improvement.ref, plan_round.round.slug],
    )

    def send(figure, unit=""):
        kpi.unit = unit
        kpi.save()
        data = {"version": update.version, "then": "next", f"kpi_{kpi.pk}": figure}
        as_(officer).post(url, data)
        return getattr(kpi.readings.last(), "value", None)

    return send


@pytest.fixture
def reading_of_a_measure(as_, officer, partnership, reporting_round):
    result = objects.make_key_result(objects.make_objective(objects.make_set(partnership)))
    measure = objects.make_measure(result)
    check_in = objects.make_check_in(result, reporting_round)
    url = reverse("okrs:checkin_form", args=[partnership.slug, check_in.pk])

    def send(figure, unit=""):
        measure.unit = unit
        measure.save()
        data = {"version": check_in.version, f"measure_{measure.pk}": figure}
        as_(officer).post(url, data)
        return getattr(measure.readings.last(), "value", None)

    return send


@pytest.fixture
def measure_in_the_administration(as_, administrator, partnership):
    result = objects.make_key_result(objects.make_objective(objects.make_set(partnership)))

    def send(figure, unit=""):
        data = {
            "key_result": result.pk, "name": "Schools", "baseline": "0", "target": figure,
            "order": 0, "unit": unit,
        }  # fmt: skip
        as_(administrator).post(reverse("admin:okrs_measure_add"), data)
        return getattr(result.measures.last(), "target", None)

    return send


DOORS = [
    "kpi_page",
    "kpi_in_the_administration",
    "kpi_in_a_table",
    "reading_of_a_kpi",
    "reading_of_a_measure",
    "measure_in_the_administration",
]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("typed", "figure"), GIVEN)
def test_what_is_clear_is_taken_everywhere(request, door, typed, figure):
    assert request.getfixturevalue(door)(typed) == figure


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_unclear_is_taken_nowhere(request, door, typed):
    assert request.getfixturevalue(door)(typed) is None


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("typed", "unit", "figure"),
    [
        ("5%", "seats", None),
        ("£3", "seats", None),
        ("£3", "% of the budget", None),
        ("5%", "% of the budget", 5),
        ("£3", "£m", 3),
        ("5", "seats", 5),
    ],
)
def test_a_sign_that_is_not_what_is_counted_is_taken_nowhere(request, door, typed, unit, figure):
    assert request.getfixturevalue(door)(typed, unit) == figure


def test_a_percentage_of_a_spreadsheet_is_what_is_seen_there(kpi_in_a_table, monkeypatch):
    cells = openpyxl.worksheet.worksheet.Worksheet.append

    def append(sheet, values):
        cells(sheet, values)
        last = sheet.cell(sheet.max_row, len(values))
        if isinstance(last.value, float):
            last.number_format = "0%"

    monkeypatch.setattr(openpyxl.worksheet.worksheet.Worksheet, "append", append)
    assert kpi_in_a_table(0.05) == 5


# --- Shown back, as it was read -------------------------------------------------------------------
def _said(answer):
    return " ".join(answer.content.decode().split())


def test_figures_are_shown_back_with_their_unit(as_, coordinator, administrator, plan):
    row = plan.improvements.get(ref="1")
    args = [plan.partnership.slug, plan.slug, row.ref, "kpi"]
    data = {"text": "Seats", "baseline": "1 150", "target": "1,200", "unit": "seats"}
    url = reverse("plans:row_part_create", args=args)
    page = _said(as_(coordinator).post(url, data, follow=True))
    assert "The KPI was added. Target 1,200 seats. Baseline 1,150 seats. It has no due" in page
    data |= {"improvement": row.pk, "order": 9, "level": 0, "precision": "none"}
    page = _said(as_(administrator).post(reverse("admin:plans_kpi_add"), data, follow=True))
    assert "Target 1,200 seats." in page and "Baseline 1,150 seats." in page
    args = [plan.partnership.slug, plan.slug, "resource"]
    url = reverse("plans:part_create", args=args)
    page = _said(as_(coordinator).post(url, {"post": "Officer", "number": "0.5"}, follow=True))
    assert "Number 0.5." in page


def test_measures_are_shown_back_with_their_unit(as_, coordinator, administrator, partnership):
    where = objects.make_set(partnership)
    objective = objects.make_objective(where)
    url = reverse("okrs:keyresult_create", args=[partnership.slug, where.slug, objective.pk])
    data = {
        "text": "Seats", "measures-TOTAL_FORMS": "1", "measures-INITIAL_FORMS": "0",
        "measures-0-name": "Schools", "measures-0-baseline": "0", "measures-0-target": "1 200",
        "measures-0-unit": "seats",
    }  # fmt: skip
    page = _said(as_(coordinator).post(url, data, follow=True))
    assert "Saved. Schools: Target 1,200 seats. It has no due date." in page
    data = {"key_result": objective.key_results.get().pk, "name": "Schools", "baseline": "0",
            "target": "1 200", "order": 0, "unit": "%"}  # fmt: skip
    page = _said(as_(administrator).post(reverse("admin:okrs_measure_add"), data, follow=True))
    assert "Target 1,200%." in page
