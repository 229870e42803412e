"""A date as written is read at every door: pages, administration, inlines and tables.

Over all models of dated text: a day is kept as that day, an impossible one is refused, a vague
one is asked and counts when its reading is confirmed. Typed on 26 September 2019.
"""

import io
from datetime import date

import openpyxl
import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.urls import get_resolver, reverse

from governance.input.fields import DateInput, DayField
from governance.models import DatedText
from governance.tables import DayWidget, ImportResource
from okrs.models import KeyResult
from plans.models import KPI, Awaited, Milestone
from tests.okrs import objects
from tests.test_figures_at_every_door import subclasses

pytestmark = pytest.mark.django_db

MODELS = [
    model
    for label in ("governance", "plans", "okrs")
    for model in apps.get_app_config(label).get_models()
    if issubclass(model, DatedText)
]
CLEAR = "31 October 2019"
IMPOSSIBLE = "31 April 2020"
VAGUE = "Q3"
VAGUE_READ = "2019-10-01/2019-12-31"


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def row(plan):
    return plan.improvements.get(ref="1")


@pytest.fixture
def objective(partnership):
    return objects.make_objective(objects.make_set(partnership))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_each_says_what_its_dates_belong_to(model, plan, row, objective):
    """Without its plan or set no phrase without a year could be placed, at any door."""
    owners = {"improvement": row, "plan": plan, "objective": objective}
    columns = {column.name for column in model._meta.concrete_fields}
    frame = model(**{name: one for name, one in owners.items() if name in columns}).date_frame
    whole = objective.objective_set if model is KeyResult else plan
    assert (frame.first, frame.last) == (whole.starts_on, whole.ends_on)
    assert frame.year


def latest_of(model):
    """The last day of the row that was just written, or a word for its absence."""
    made = model.objects.filter(text="Due: Q3, 31 October 2019, 31 April 2020") | (
        model.objects.filter(title="Framework") if model is Awaited else model.objects.none()
    )
    found = made.last()
    return "nothing was written" if found is None else found.latest


TEXT = "Due: Q3, 31 October 2019, 31 April 2020"


# --- Doors: each takes the words of the date, and the key of a reading that is confirmed ----------
@pytest.fixture
def page(as_, coordinator, plan, row, objective):
    """The pages of the plan and of the set."""

    def send(model, due, confirmed=""):
        base = [plan.partnership.slug, plan.slug]
        kind = model._meta.model_name
        data = {"text": TEXT, "read_of": TEXT, "due_text": due, "due_text_confirmed": confirmed}
        if model is Awaited:
            url = reverse("plans:part_create", args=[*base, kind])
            data |= {"title": "Framework", "kind": "document"}
        elif model is KeyResult:
            where = objective.objective_set
            url = reverse(
                "okrs:keyresult_create", args=[plan.partnership.slug, where.slug, objective.pk]
            )
            data |= {"measures-TOTAL_FORMS": "0", "measures-INITIAL_FORMS": "0"}
        else:
            url = reverse("plans:row_part_create", args=[*base, row.ref, kind])
        return as_(coordinator).post(url, data, follow=True)

    return send


@pytest.fixture
def administration(as_, administrator, plan, row, objective):
    """The page of one row in the administration."""

    def send(model, due, confirmed=""):
        data = {
            "text": TEXT, "due_text": due, "due_text_confirmed": confirmed, "precision": "none",
            "order": 9, "level": 0, "improvement": row.pk, "plan": plan.pk, "title": "Framework",
            "kind": "document", "objective": objective.pk, "measures-TOTAL_FORMS": "0",
            "measures-INITIAL_FORMS": "0",
        }  # fmt: skip
        opts = model._meta
        url = reverse(f"admin:{opts.app_label}_{opts.model_name}_add")
        return as_(administrator).post(url, data, follow=True)

    return send


@pytest.fixture
def inline(as_, administrator, plan, row, objective):
    """The lines beneath their owner in the administration."""

    def send(model, due, confirmed=""):
        owner = objective if model is KeyResult else row
        site = admin.site._registry[type(owner)]
        kinds = [one.model for one in site.inlines]
        if model not in kinds:
            pytest.skip(f"{model.__name__} is edited in no inline.")
        client = as_(administrator)
        url = reverse(
            f"admin:{owner._meta.app_label}_{owner._meta.model_name}_change", args=[owner.pk]
        )
        shown = client.get(url).context
        sent = {}
        for form in [shown["adminform"].form, *_forms_of(shown)]:
            for field in form:
                sent[field.html_name] = "" if field.value() is None else field.value()
        at = next(one for one in shown["inline_admin_formsets"] if one.opts.model is model)
        prefix, number = at.formset.prefix, at.formset.initial_form_count()
        sent[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
        new = {
            "text": TEXT, "due_text": due, "due_text_confirmed": confirmed, "precision": "none",
            "order": "9", "level": "0", "is_bullet": "on",
        }  # fmt: skip
        sent |= {f"{prefix}-{number}-{name}": value for name, value in new.items()}
        return client.post(url, _typed(sent), follow=True)

    return send


def _forms_of(shown):
    for one in shown["inline_admin_formsets"]:
        yield one.formset.management_form
        yield from one.formset.initial_forms


def _typed(sent):
    return {name: value for name, value in sent.items() if value is not False}


@pytest.fixture
def table(as_, administrator, plan):
    """A table sent to the administration."""

    def send(model, due, confirmed=""):
        if not any(
            getattr(one._meta, "model", None) is model for one in subclasses(ImportResource)
        ):
            pytest.skip(f"{model.__name__} comes in by no table.")
        latest = confirmed.partition("/")[2]
        written = io.BytesIO()
        book = openpyxl.Workbook()
        heads = ["partnership", "plan", "improvement", "order", "text", "due_text", "latest"]
        book.active.append(heads)
        book.active.append([plan.partnership.slug, plan.slug, "1", 9, TEXT, due, latest])
        book.save(written)
        written.seek(0)
        written.name = "rows.xlsx"
        name = f"admin:plans_{model._meta.model_name}"
        client = as_(administrator)
        looked = client.post(
            reverse(f"{name}_import"),
            {"partnership": plan.partnership.pk, "import_file": written},
        )
        if "ticket" not in (looked.context or {}):
            return looked
        ticket = {"ticket": looked.context["ticket"]}
        return client.post(reverse(f"{name}_process_import"), ticket, follow=True)

    return send


DOORS = ["page", "administration", "inline", "table"]


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_every_model_of_dated_text_is_looked_at():
    assert {KPI, Awaited, Milestone, KeyResult} == set(MODELS)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("model", MODELS)
def test_a_date_as_written_is_that_day(request, door, model):
    answer = request.getfixturevalue(door)(model, CLEAR)
    assert latest_of(model) == date(2019, 10, 31), said(answer)
    made = model.objects.order_by("pk").last()
    assert (made.due_text, made.precision, made.year_inferred) == (CLEAR, "day", False)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("model", MODELS)
def test_an_impossible_day_is_refused(request, door, model):
    answer = request.getfixturevalue(door)(model, IMPOSSIBLE)
    assert latest_of(model) == "nothing was written"
    assert "April 2020 has 30 days." in said(answer)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("model", MODELS)
def test_a_vague_date_is_asked_and_then_confirmed(request, door, model):
    send = request.getfixturevalue(door)
    answer = send(model, VAGUE)
    assert latest_of(model) == "nothing was written"
    assert "as October to December 2019." in said(answer)
    answer = send(model, VAGUE, VAGUE_READ)
    assert latest_of(model) == date(2019, 12, 31), said(answer)


@pytest.mark.parametrize("door", ["page", "administration", "inline"])
@pytest.mark.parametrize("model", MODELS)
def test_a_confirmation_of_another_reading_is_asked_again(request, door, model):
    answer = request.getfixturevalue(door)(model, VAGUE, "2019-04-01/2019-06-30")
    assert latest_of(model) == "nothing was written"
    assert f'value="{VAGUE_READ}"' in said(answer)


@pytest.mark.parametrize("model", MODELS)
def test_the_page_shows_the_date_back_with_its_year(page, model):
    assert "It is due by 31 October 2019." in said(page(model, CLEAR))


# --- Over all forms -------------------------------------------------------------------------------
def test_every_day_of_every_form_is_asked_where_it_is_doubtful():
    assert get_resolver().url_patterns, "every page is loaded, and with it every form"
    wrong = []
    for form in subclasses(forms.BaseForm):
        if not form.__module__.startswith(("governance", "plans", "okrs", "lep_tracker")):
            continue
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, forms.DateField):
                wrong.append(f"{form.__module__}.{form.__name__}.{name}")
            if isinstance(field, DayField) and not isinstance(field.widget, DateInput):
                wrong.append(f"{form.__module__}.{form.__name__}.{name}")
    assert wrong == []


def test_every_day_of_the_administration_is_asked_where_it_is_doubtful(rf, administrator):
    request = rf.get("/")
    request.user = administrator
    seen = 0
    for site in admin.site._registry.values():
        if not site.has_add_permission(request):
            continue
        for one in [site, *site.get_inline_instances(request)]:
            for field in one.model._meta.concrete_fields:
                is_day = isinstance(field, models.DateField)
                if is_day and not isinstance(field, models.DateTimeField) and field.editable:
                    box = one.formfield_for_dbfield(field, request)
                    assert isinstance(box, DayField), f"{one}: {field.name}"
                    assert isinstance(box.widget, DateInput), f"{one}: {field.name}"
                    seen += 1
    assert seen > 20


def test_every_day_of_a_table_is_read_by_the_same_reader():
    seen = 0
    for table in subclasses(ImportResource):
        model = getattr(table._meta, "model", None)
        for column in table.fields.values():
            field = (
                next(
                    (one for one in model._meta.concrete_fields if one.name == column.attribute),
                    None,
                )
                if model
                else None
            )
            if isinstance(field, models.DateField):
                assert isinstance(column.widget, DayWidget), f"{table.__name__}.{column.attribute}"
                seen += 1
    assert seen >= 5
    for typed in ("30 Sept", "31 April 2020", "1 April 2203", "1 April 2091"):
        with pytest.raises(ValueError, match=r"We read|has 30 days|not a likely year"):
            DayWidget().clean(typed)
    assert (
        DayWidget().clean("30 September 2019")
        == DayWidget().clean("2019-09-30")
        == date(2019, 9, 30)
    )


@pytest.mark.parametrize("door", ["administration", "inline"])
@pytest.mark.parametrize("model", MODELS)
def test_the_administration_shows_the_date_back_with_its_year(request, door, model):
    assert "is due by 31 October 2019." in said(request.getfixturevalue(door)(model, CLEAR))


@pytest.mark.parametrize("door", ["administration", "inline", "table"])
def test_an_impossible_day_in_the_words_of_a_new_milestone_is_refused(request, door, monkeypatch):
    monkeypatch.setattr("tests.test_dates_at_every_door.TEXT", "Policy agreed by 31 April 2020")
    answer = request.getfixturevalue(door)(Milestone, "")
    assert "April 2020 has 30 days." in said(answer)
    assert not Milestone.objects.filter(text__startswith="Policy agreed").exists()


IN_WORDS = {"administration": [Milestone], "inline": [Milestone], "table": [Milestone, KPI]}


@pytest.mark.parametrize(
    ("door", "model"), [(door, model) for door, models_ in IN_WORDS.items() for model in models_]
)
def test_a_day_in_the_words_whose_year_was_guessed_is_asked(request, door, model, monkeypatch):
    words = "Policy agreed by end of January"
    monkeypatch.setattr("tests.test_dates_at_every_door.TEXT", words)
    send = request.getfixturevalue(door)
    page = said(send(model, ""))
    assert "as 31 January 2020 at the latest." in page and "The year was not typed." in page
    assert not model.objects.filter(text=words).exists()
    send(model, "", "/2020-01-31")
    assert model.objects.get(text=words).latest == date(2020, 1, 31)


@pytest.mark.parametrize(
    ("door", "model"), [(door, model) for door, models_ in IN_WORDS.items() for model in models_]
)
def test_a_day_in_the_words_with_its_year_is_taken(request, door, model, monkeypatch):
    words = "Policy agreed by 31 January 2020"
    monkeypatch.setattr("tests.test_dates_at_every_door.TEXT", words)
    request.getfixturevalue(door)(model, "")
    assert model.objects.get(text=words).latest == date(2020, 1, 31)


def test_days_typed_beside_the_words_count_as_typed(page, as_, coordinator):
    """The way to keep what a paper misprints: its words, and the day that is meant."""
    page(KPI, CLEAR)
    kpi = KPI.objects.get(text=TEXT)
    plan = kpi.plan
    url = reverse("plans:part_edit", args=[plan.partnership.slug, plan.slug, "kpi", kpi.pk])
    client = as_(coordinator)
    form = client.get(url).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    client.post(url, shown | {"due_text": IMPOSSIBLE, "latest": "30 April 2020", "earliest": ""})
    kpi.refresh_from_db()
    assert (kpi.due_text, kpi.latest) == (IMPOSSIBLE, date(2020, 4, 30))


def test_other_words_of_a_date_are_read_again(page, as_, coordinator):
    page(KPI, CLEAR)
    kpi = KPI.objects.get(text=TEXT)
    plan = kpi.plan
    url = reverse("plans:part_edit", args=[plan.partnership.slug, plan.slug, "kpi", kpi.pk])
    client = as_(coordinator)
    form = client.get(url).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    answer = client.post(url, shown | {"due_text": "by 29 November 2019"}, follow=True)
    kpi.refresh_from_db()
    assert (kpi.due_text, kpi.latest, kpi.earliest) == (
        "by 29 November 2019", date(2019, 11, 29), None,
    )  # fmt: skip
    assert "It is due by 29 November 2019." in said(answer)


def test_a_day_to_come_is_no_day_of_what_is_done(as_, administrator, plan):
    day = DayWidget(expects="done")
    with pytest.raises(ValueError, match="has not come yet"):
        day.clean("1 October 2019")
    with pytest.raises(ValueError, match="has not come yet"):
        day.clean(date(2019, 10, 1))
    assert day.clean(date(2019, 9, 20)) == date(2019, 9, 20)
    url = reverse("admin:plans_awaited_add")
    data = {"plan": plan.pk, "title": "Framework", "kind": "document", "precision": "none"}
    answer = as_(administrator).post(url, data | {"arrived_on": "1 October 2019"})
    assert "has not come yet" in said(answer)
    assert not Awaited.objects.exists()


def test_a_far_day_that_stands_comes_back_in_a_table_unasked(table, plan):
    far = date(2045, 3, 31)
    kpi = KPI.objects.create(
        improvement=plan.improvements.get(ref="1"), text=TEXT, order=9, due_text=CLEAR, latest=far
    )
    table(KPI, CLEAR, f"/{far}")
    kpi.refresh_from_db()
    assert kpi.latest == far
    assert "far from today" in said(table(KPI, CLEAR, "/2046-03-31"))
