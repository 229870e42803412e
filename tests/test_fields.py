"""No field of a model is forgotten at a door that its model goes through."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest
from django.db import models
from django.urls import reverse

from governance.storage.folded import words_of
from governance.storage.frozen import frozen_of
from governance.text.dates_in_words import day_in_words
from plans import workflow
from plans.models import KPI, Improvement, Lead, Milestone, PlanRound
from plans.packs import sections
from plans.packs.voices import day_of
from tests import factories
from tests.fields import ALWAYS, WHY, domain_models, doors_of, fields_of, reasons_for

MODELS = pytest.mark.parametrize("model", domain_models(), ids=lambda model: model._meta.label)


@MODELS
def test_each_field_goes_through_every_door_of_its_model_or_says_why_not(model):
    doors = doors_of(model)
    for field in fields_of(model):
        missing = {door for door, through in doors.items() if field not in through}
        stated = set(reasons_for(model, field)) & set(doors)
        assert missing - stated == set(), f"{model._meta.label}.{field} is forgotten there"
        if field in WHY.get(model._meta.label, {}):
            assert stated - missing == set(), f"the reason for {field} is stale"


def test_reasons_are_sentences_about_fields_that_are_there():
    known = {model._meta.label: set(fields_of(model)) for model in domain_models()}
    everything = set().union(*known.values())
    assert {label for label in WHY if label not in known} == set()
    assert set(ALWAYS) <= everything
    for label, fields in WHY.items():
        assert set(fields) <= known[label], label
    said = [*ALWAYS.values(), *(one for fields in WHY.values() for one in fields.values())]
    assert all(reason.endswith(".") for doors in said for reason in doors.values())


@MODELS
def test_what_is_frozen_and_searched_are_columns_of_the_model(model):
    columns = {field.attname for field in model._meta.concrete_fields}
    assert set(frozen_of(model)) <= columns
    assert set(getattr(model, "searched", ())) <= columns


# --- Planted: what is typed into each field of a row comes out again ------------------------------
# What a closed quarter does not keep of a row, and why.
NOT_FROZEN = {
    Improvement: {
        **dict.fromkeys(("retired_at", "retired_by", "retired_reason"), "Only live rows close."),
        "plan": "The quarter is one plan's.",
        "order": "The rows stand in their order.",
        "theme": "Kept by its title.",
        "updater": "Whoever was asked stands in the update.",
    },
    Lead: {
        "kind": "Whether a person or a post is meant is not printed.",
        "user": "Printed by the name, as written.",
        "body": "Printed by the name, as written.",
    },
    KPI: dict.fromkeys(
        ("due_text", "earliest", "latest", "precision", "date_kind", "year_inferred", "dates"),
        "A KPI's date stands in its words.",
    )
    | {"is_bullet": "A pack lists KPIs."},
    Milestone: {
        **dict.fromkeys(
            ("earliest", "precision", "date_kind", "year_inferred", "dates"),
            "The last day is what is judged.",
        ),
        "parent": "Printed by its level.",
        "is_bullet": "A pack lists milestones.",
        "recurrence_text": "Stands in its words.",
        "original_due_text": "Kept as original_text.",
        "original_earliest": "The last day is what is judged.",
    },
}
_PARTS = {
    **dict.fromkeys(("retired_at", "retired_by", "retired_reason"), "Only live parts close."),
    "improvement": "Kept beneath its row.",
    "order": "The parts stand in their order.",
}


@pytest.mark.parametrize("model", NOT_FROZEN, ids=lambda model: model._meta.label)
def test_a_closed_quarter_keeps_each_field_of_a_row_or_says_why_not(model):
    reasons = NOT_FROZEN[model] if model is Improvement else _PARTS | NOT_FROZEN[model]
    assert set(fields_of(model)) - set(frozen_of(model)) == set(reasons)
    assert all(reason.endswith(".") for reason in reasons.values())


def planted(row: models.Model, numbers: "count[int]") -> dict[str, tuple[str, ...]]:
    """Give each frozen field that takes typed words, days or figures one of its own.

    Returned with how each may be shown: a page writes a day in words, a file as it is kept.
    """
    shown = {}
    for name in frozen_of(type(row)):
        field, number = row._meta.get_field(name), next(numbers)
        if field.choices or name in ("ref", "layout"):
            continue
        for kind, make in _MARKS:
            if isinstance(field, kind):
                value, shown[name] = make(number, name)
                if name != "done_on":
                    setattr(row, name, value)
                break
    row.save()
    if "done_on" in shown:
        # A day stands only where the milestone is done.
        done = date.fromisoformat(shown["done_on"][1])
        type(row).objects.filter(pk=row.pk).update(state="done", done_on=done)
    return shown


def _day(number: int, name: str) -> tuple[date, tuple[str, ...]]:
    day = date(2031, 1, 1) + timedelta(days=number)
    return day, (day_in_words(day), day.isoformat(), day_of(day.isoformat()))


def _figure(number: int, name: str) -> tuple[Decimal, tuple[str, ...]]:
    figure = Decimal(number * 1000 + 7)
    return figure, (f"{figure:,}", str(figure))


def _words(number: int, name: str) -> tuple[str, tuple[str, ...]]:
    return f"Qz{number}z", (f"Qz{number}z",)


def _pieces(number: int, name: str) -> tuple[list[dict], tuple[str, ...]]:
    words, shown = _words(number, name)
    of = {"statement": {"kind": "paragraph", "level": 0}, "extras": {"heading": "Cost"}}
    return [{**of.get(name, {}), "text": words}], shown


_MARKS = (
    (models.DateField, _day),
    (models.DecimalField, _figure),
    (models.JSONField, _pieces),
    (models.CharField | models.TextField, _words),
)
# Where a field is not shown, and why.
NOT_SHOWN = {
    ("pack", Improvement, "lead_heading"): "A pack says Leads.",
    ("pack", Improvement, "kpi_heading"): "A pack says KPIs.",
    ("pack", KPI, "unit"): "A pack prints the words.",
    ("pack", KPI, "baseline"): "A pack prints the words.",
    ("pack", KPI, "target"): "A pack prints the words.",
    ("pack", Milestone, "due_text"): "A pack prints the words and the day.",
    ("pack", Milestone, "latest"): "Printed while it is open.",
    ("pack", Milestone, "original_latest"): "Printed while it is open.",
    ("pack", Milestone, "done_on"): "The paper's words for it are printed instead.",
    ("page", KPI, "baseline"): "Drawn once it was read.",
    ("closed page", KPI, "baseline"): "Drawn once it was read.",
    ("file", Milestone, "original_latest"): "A file holds the date that counts.",
}


@pytest.mark.django_db
def test_what_is_typed_into_a_row_is_on_its_pages_in_its_pack_file_table_and_search(
    partnership, officer, coordinator, committee_member, body, as_, on_day
):
    on_day(date(2019, 9, 26))
    plan = factories.make_plan(partnership, rows=1, updater=officer)
    row = plan.improvements.get()
    numbers = count(1)
    marks = {
        type(one): planted(one, numbers)
        for one in (row, row.leads.get(), row.kpis.get(), row.milestones.get())
    }
    plan_round = factories.make_plan_round(plan, factories.make_round(partnership, by=coordinator))
    factories.submit(plan_round.updates.get(), by=officer)
    workflow.close_plan_round(PlanRound.objects.get(pk=plan_round.pk), by=coordinator)
    plan_round = PlanRound.objects.get(pk=plan_round.pk)
    pack = factories.make_pack(body, plan_round.round, by=coordinator)
    row.refresh_from_db()
    slugs = [partnership.slug, plan.slug]
    file = reverse("plans:plan_file", args=[*slugs, "json"])
    places = {
        "page": as_(coordinator).get(row.get_absolute_url()).content.decode(),
        "closed page": as_(committee_member).get(row.get_absolute_url()).content.decode(),
        "pack": section(sections.four_columns, pack),
        "file": as_(coordinator).get(file).content.decode(),
    }
    lost = {
        (place, model, name)
        for place, text in places.items()
        for model, shown in marks.items()
        for name, shapes in shown.items()
        if not any(shape in text for shape in shapes)
    }
    assert sorted(map(str, lost - set(NOT_SHOWN))) == []
    assert sorted(map(str, set(NOT_SHOWN) - lost)) == [], "these reasons are stale"
    for model, shown in marks.items():
        for name in words_of(model):
            for reader in (coordinator, committee_member):
                said = as_(reader).get(reverse("search"), {"q": shown[name][0]})
                assert row.get_absolute_url() in said.content.decode(), (model, name, reader)


def section(kind, pack) -> str:
    from django.template.loader import render_to_string

    from governance.packs import MEMBERS

    return render_to_string(kind.template, {**kind.context(pack, MEMBERS), "pack": pack})
