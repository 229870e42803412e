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

from governance.admin import PrintedWords
from governance.input.fields import DateInput, DayField, FigureFormField
from governance.models import DatedText
from governance.tables import DayWidget, ImportResource
from okrs.admin import HeaderField
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
    made = model.objects.filter(text__startswith="Due: ") | (
        model.objects.filter(title="Framework") if model is Awaited else model.objects.none()
    )
    found = made.last()
    return "nothing was written" if found is None else found.latest


# Words of a row; those of a key result repeat its date letter by letter.
TEXT = "Due: {due}"


def words_of(due):
    return TEXT.replace("{due}", due)


# --- Doors: each takes the words of the date, and the key of a reading that is confirmed ----------
@pytest.fixture
def page(as_, coordinator, plan, row, objective):
    """The pages of the plan and of the set."""

    def send(model, due, confirmed=""):
        base = [plan.partnership.slug, plan.slug]
        kind = model._meta.model_name
        data = {"text": words_of(due), "due_text": due, "due_text_confirmed": confirmed}
        if due:
            data["read_of"] = words_of(due)
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
        answer = as_(coordinator).post(url, data, follow=True)
        form = (answer.context or {}).get("form")
        if confirmed and getattr(form, "asks", None):
            # The plan's own page shows the reading in its boxes, and takes it from there.
            shown = {name: form[name].value() or "" for name in form.fields}
            answer = as_(coordinator).post(url, shown, follow=True)
        return answer

    send.by = coordinator
    return send


@pytest.fixture
def administration(as_, administrator, plan, row, objective):
    """The page of one row in the administration."""

    def send(model, due, confirmed=""):
        data = {
            "text": words_of(due), "due_text": due, "due_text_confirmed": confirmed,
            "precision": "none", "order": 9, "level": 0, "improvement": row.pk,
            "plan": plan.pk, "title": "Framework",
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
            "text": words_of(due), "due_text": due, "due_text_confirmed": confirmed,
            "precision": "none", "order": "9", "level": "0", "is_bullet": "on",
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
def table(as_, administrator, plan, objective):
    """A table sent to the administration."""

    def placed(model):
        """The columns that say where the row stands, and what they say."""
        if model is KeyResult:
            one = objective.objective_set
            return ["objective_set", "objective"], [one.slug, objective.order]
        return ["plan", "improvement"], [plan.slug, "1"]

    def send(model, due, confirmed=""):
        if not any(
            getattr(one._meta, "model", None) is model for one in subclasses(ImportResource)
        ):
            pytest.skip(f"{model.__name__} comes in by no table.")
        latest = confirmed.partition("/")[2]
        written = io.BytesIO()
        book = openpyxl.Workbook()
        heads, place = placed(model)
        book.active.append(["partnership", *heads, "order", "text", "due_text", "latest"])
        book.active.append([plan.partnership.slug, *place, 9, words_of(due), due, latest])
        book.save(written)
        written.seek(0)
        written.name = "rows.xlsx"
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
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


def test_a_box_that_is_only_shown_has_never_changed():
    """What the page shows and does not take is no day that somebody typed."""
    ours = [
        field
        for field in subclasses(forms.Field)
        if field.__module__.startswith(("governance", "plans", "okrs", "lep_tracker"))
        and "has_changed" in vars(field)
    ]
    assert {DayField, FigureFormField, PrintedWords, HeaderField} <= set(ours)
    for kind in ours:
        field = kind()
        field.disabled = True
        shown = "1,200" if kind is FigureFormField else "31 January 2020"
        assert not field.has_changed(None, shown), kind


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


# --- Dates in the words, where none is given beside them ------------------------------------------
IN_WORDS = [
    *[("page", model) for model in (Milestone, KPI, KeyResult)],
    *[("administration", model) for model in MODELS],
    *[("inline", model) for model in (Milestone, KPI, KeyResult)],
    *[("table", model) for model in (Milestone, KPI)],
]
ASKED = [(door, model) for door, model in IN_WORDS if door != "table"]
in_words = pytest.mark.parametrize(("door", "model"), IN_WORDS)


@pytest.fixture
def write(request, monkeypatch):
    """Send words without any date beside them."""

    def send(door, model, words, confirmed=""):
        monkeypatch.setattr("tests.test_dates_at_every_door.TEXT", words)
        return said(request.getfixturevalue(door)(model, "", confirmed))

    return send


@in_words
def test_an_impossible_day_in_new_words_is_refused(write, door, model):
    words = "Policy agreed by 31 April 2020"
    page = write(door, model, words)
    assert "April 2020 has 30 days. Check the day in “by 31 April 2020”." in page
    assert "give the day that is meant beside it" in page
    assert not model.objects.filter(text=words).exists()


BOTH = [
    "Policy agreed by 31 January 2020, and once it has been seen it is published by 31 April 2020",
    "Policy agreed by 31 April 2020 and published by 30 June 2020",
    "Policy agreed by 31 January 2020 (31 April 2020 for the smaller bodies)",
]


@in_words
@pytest.mark.parametrize("words", BOTH)
def test_an_impossible_day_is_refused_beside_one_that_can_be_read(write, door, model, words):
    page = write(door, model, words, "" if door == "table" else "/2020-01-31")
    assert "April 2020 has 30 days. Check the day in" in page
    assert not model.objects.filter(text=words).exists()


@pytest.mark.parametrize(("door", "model"), IN_WORDS)
@pytest.mark.parametrize("words", BOTH)
def test_it_is_refused_where_another_date_is_written_beside_the_words(
    request, monkeypatch, door, model, words
):
    if model is Awaited:
        pytest.skip("What is awaited has a title; its words come from papers.")
    monkeypatch.setattr("tests.test_dates_at_every_door.TEXT", words)
    due = "by 30 June 2020" if "June" in words else "by 31 January 2020"
    page = said(request.getfixturevalue(door)(model, due))
    assert "April 2020 has 30 days. Check the day in" in page
    assert "give the day that is meant beside it" in page
    assert not model.objects.filter(text=words).exists()


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("model", MODELS)
def test_an_impossible_day_among_those_of_a_date_as_written_is_refused(request, door, model):
    due = "by 31 January 2020 (31 April 2020 for others)"
    page = said(request.getfixturevalue(door)(model, due))
    assert "April 2020 has 30 days. Check the day in" in page
    assert latest_of(model) == "nothing was written"


@pytest.fixture
def stored(row, objective):
    """A row whose date stands, with the words it was read in."""

    def make(model, text):
        owner = {"objective": objective} if model is KeyResult else {"improvement": row}
        day = {"due_text": "by 31 January 2020", "latest": date(2020, 1, 31), "precision": "day"}
        return model.objects.create(text=text, order=9, **day, **owner)

    return make


@pytest.mark.parametrize("due", ["", "by 31 January 2020"], ids=["emptied", "standing"])
@pytest.mark.parametrize("words", BOTH)
@pytest.mark.parametrize("model", [Milestone, KPI, KeyResult])
def test_other_words_of_a_dated_row_are_no_way_around(
    as_, administrator, stored, model, words, due
):
    one = stored(model, "Policy agreed by 31 January 2020")
    page = changed(as_(administrator), one, text=words, due_text=due)
    assert "April 2020 has 30 days. Check the day in" in page
    assert not model.objects.filter(text=words).exists()
    # Nor is it one to take the day away with it.
    changed(as_(administrator), one, text=words, due_text="", latest="", earliest="")
    assert not model.objects.filter(text=words).exists()


@pytest.mark.parametrize("words", BOTH)
@pytest.mark.parametrize("model", [Milestone, KPI])
def test_nor_on_the_page_of_the_plan_or_in_a_table(
    monkeypatch, as_, coordinator, table, stored, model, words
):
    one = stored(model, "Policy agreed by 31 January 2020")
    plan, kind = one.improvement.plan, model._meta.model_name
    url = reverse("plans:part_edit", args=[plan.partnership.slug, plan.slug, kind, one.pk])
    client = as_(coordinator)
    form = client.get(url).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    for typed in ({}, {"due_text": "by 30 June 2020"}, {"due_text": "", "latest": ""}):
        page = said(client.post(url, shown | {"text": words} | typed, follow=True))
        assert "April 2020 has 30 days. Check the day in" in page
        assert not model.objects.filter(text=words).exists()
    monkeypatch.setattr("tests.test_dates_at_every_door.TEXT", words)
    page = said(table(model, "by 31 January 2020"))
    assert "April 2020 has 30 days. Check the day in" in page
    assert not model.objects.filter(text=words).exists()


@pytest.mark.parametrize("model", [Milestone, KPI, KeyResult])
def test_what_a_paper_misprints_is_no_trap_for_other_words(as_, administrator, stored, model):
    """Its day was given when it came in; a slip elsewhere in the words can be mended."""
    one = stored(model, "Polcy agreed by 31 April 2020")
    changed(as_(administrator), one, text="Policy agreed by 31 April 2020")
    kept = model.objects.get(pk=one.pk)
    assert (kept.text, kept.latest) == ("Policy agreed by 31 April 2020", date(2020, 1, 31))


@pytest.mark.parametrize("model", [Milestone, KPI])
def test_nor_is_it_on_the_page_of_the_plan(as_, coordinator, stored, model):
    one = stored(model, "Polcy agreed by 31 April 2020")
    plan, kind = one.improvement.plan, model._meta.model_name
    url = reverse("plans:part_edit", args=[plan.partnership.slug, plan.slug, kind, one.pk])
    client = as_(coordinator)
    form = client.get(url).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    sent = shown | {"text": "Policy agreed by 31 April 2020"}
    form = client.post(url, sent).context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    client.post(url, again | {"latest": "31 January 2020"})
    assert model.objects.get(pk=one.pk).text == "Policy agreed by 31 April 2020"


@in_words
def test_a_year_in_new_words_that_cannot_be_meant_is_no_other_year(write, door, model):
    for words, year in [
        ("Policy agreed by 1 April 2203", "2203"),
        ("By 1 April 2203 the policy is agreed", "2203"),
        ("Policy agreed by end of April 20219", "20219"),
    ]:
        page = write(door, model, words)
        assert f"{year} is not a likely year. Check the year in" in page
        assert "April 2019" not in page and "April 2020" not in page
        assert not model.objects.filter(text=words).exists()


@in_words
def test_a_day_in_the_words_whose_year_was_guessed_is_asked(write, door, model):
    words = "Policy agreed by end of January"
    page = write(door, model, words)
    assert "as 31 January 2020 at the latest." in page and "The year was not typed." in page
    assert not model.objects.filter(text=words).exists()
    write(door, model, words, "/2020-01-31")
    made = model.objects.get(text=words)
    assert made.latest == date(2020, 1, 31)


@in_words
def test_a_past_day_in_new_words_is_asked(write, door, model):
    words = "Policy agreed by 1 June 2019"
    assert "It is already past." in write(door, model, words)
    assert not model.objects.filter(text=words).exists()
    write(door, model, words, "/2019-06-01")
    assert model.objects.get(text=words).latest == date(2019, 6, 1)


@in_words
def test_a_day_in_the_words_with_its_year_is_taken_and_shown_back(write, door, model):
    words = "Policy agreed by 31 January 2020"
    page = write(door, model, words, "" if door == "table" else "/2020-01-31")
    made = model.objects.get(text=words)
    assert (made.latest, made.due_text) == (date(2020, 1, 31), "by 31 January 2020")
    assert made.dates[0]["phrase"] == "by 31 January 2020"
    if door != "table":
        assert "is due by 31 January 2020." in page


@pytest.mark.parametrize(("door", "model"), ASKED)
@pytest.mark.parametrize(
    "words", ["Position agreed as at 1 October 2019", "Policy agreed", "Policy agreed once signed"]
)
def test_words_that_promise_no_day_say_that_they_have_none(write, door, model, words):
    page = write(door, model, words)
    assert model.objects.get(text=words).latest is None
    assert "It has no due date." in page


@pytest.mark.parametrize(("door", "model"), [one for one in ASKED if one != ("page", Milestone)])
def test_words_can_be_kept_without_the_date_that_was_read_in_them(write, door, model):
    """The page of the plan shows the days in boxes, which are emptied there."""
    if (door, model) == ("page", KPI):
        pytest.skip("Its days are emptied in their boxes.")
    words = "Policy agreed by end of January"
    page = write(door, model, words)
    assert "as 31 January 2020 at the latest." in page
    assert "No, keep it without a due date" in page
    page = write(door, model, words, "none of /2020-01-31")
    made = model.objects.get(text=words)
    assert (made.latest, made.due_text) == (None, "")
    assert "It has no due date." in page


@pytest.mark.parametrize("model", [Milestone, KPI])
def test_the_days_read_in_words_are_emptied_on_the_page_of_the_plan(write, page, as_, model, row):
    words = "Policy agreed by end of January"
    write("page", model, words)
    kind, plan = model._meta.model_name, row.plan
    url = reverse("plans:row_part_create", args=[plan.partnership.slug, plan.slug, row.ref, kind])
    client = as_(page.by)
    form = client.post(url, {"text": words}).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    answer = client.post(url, shown | {"latest": "", "due_text": "", "precision": ""}, follow=True)
    assert model.objects.get(text=words).latest is None
    assert "It has no due date." in said(answer)


def test_a_milestone_that_is_done_may_be_past(as_, coordinator, row):
    plan = row.plan
    args = [plan.partnership.slug, plan.slug, row.ref, "milestone"]
    url = reverse("plans:row_part_create", args=args)
    typed = {"text": "Policy agreed by 1 June 2019", "state": "done"}
    page = said(as_(coordinator).post(url, typed))
    assert "as 1 June 2019 at the latest. Is that right?" in page
    assert "already past" not in page


@pytest.mark.parametrize("model", [Milestone, KPI])
def test_a_past_day_typed_as_the_latest_is_asked(as_, coordinator, row, model):
    plan, kind = row.plan, model._meta.model_name
    url = reverse("plans:row_part_create", args=[plan.partnership.slug, plan.slug, row.ref, kind])
    client = as_(coordinator)
    typed = {"text": "Policy agreed", "latest": "1 June 2019"}
    assert "It is already past." in said(client.post(url, typed))
    assert not model.objects.filter(text="Policy agreed").exists()
    client.post(url, typed | {"latest_confirmed": "2019-06-01/2019-06-01"})
    assert model.objects.get(text="Policy agreed").latest == date(2019, 6, 1)


@pytest.mark.parametrize("model", [Milestone, KPI])
def test_a_day_typed_beside_new_words_is_that_day(as_, coordinator, row, model):
    """What a paper misprints is kept with the day that is meant."""
    plan, kind = row.plan, model._meta.model_name
    url = reverse("plans:row_part_create", args=[plan.partnership.slug, plan.slug, row.ref, kind])
    words = "Policy agreed by 31 April 2020"
    as_(coordinator).post(url, {"text": words, "latest": "30 April 2020"})
    assert model.objects.get(text=words).latest == date(2020, 4, 30)


def test_a_table_says_that_words_have_no_date(as_, administrator, plan):
    """A row that goes out without a date comes in without one."""
    client, words = as_(administrator), "Seats agreed by Easter"
    written = io.BytesIO(
        "partnership,plan,improvement,order,text,precision\n"
        f"{plan.partnership.slug},{plan.slug},1,9,{words},none\n".encode()
    )
    written.name = "rows.csv"
    looked = client.post(
        reverse("admin:plans_kpi_import"),
        {"partnership": plan.partnership.pk, "import_file": written},
    )
    ticket = {"ticket": looked.context["ticket"]}
    client.post(reverse("admin:plans_kpi_process_import"), ticket, follow=True)
    assert KPI.objects.get(text=words).latest is None


def changed(client, row, **typed):
    """Send the page of a stored row in the administration with some boxes changed."""
    opts = row._meta
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
    shown = client.get(url).context
    form = shown["adminform"].form
    sent = {name: form[name].value() for name in form.fields}
    for one in _forms_of(shown):
        sent |= {field.html_name: field.value() for field in one}
    sent = {name: "" if value is None else value for name, value in sent.items()}
    return said(client.post(url, _typed(sent) | typed, follow=True))


@pytest.mark.parametrize("model", [Milestone, KPI, KeyResult])
def test_a_date_in_other_words_of_an_undated_row_is_read(as_, administrator, row, objective, model):
    owner = {"objective": objective} if model is KeyResult else {"improvement": row}
    one = model.objects.create(text="Policy agreed", order=9, **owner)
    client = as_(administrator)
    page = changed(client, one, text="Policy agreed by end of January")
    assert "as 31 January 2020 at the latest." in page
    one = model.objects.get(pk=one.pk)
    assert one.text == "Policy agreed"
    page = changed(client, one, text="Policy agreed by 31 January 2020")
    assert "It is due by 31 January 2020." in page
    assert model.objects.get(pk=one.pk).latest == date(2020, 1, 31)


def test_a_milestone_without_a_date_takes_its_first_in_the_administration(as_, administrator, row):
    one = Milestone.objects.create(text="Policy agreed", order=9, improvement=row)
    client = as_(administrator)
    page = said(client.get(reverse("admin:plans_milestone_change", args=[one.pk])))
    assert "A date that stands moves on the milestone's page" not in page
    assert "It is due by 31 January 2020." in changed(client, one, latest="31 January 2020")
    one = Milestone.objects.get(pk=one.pk)
    assert one.latest == one.original_latest == date(2020, 1, 31)
    changed(client, one, latest="31 March 2020")
    one = Milestone.objects.get(pk=one.pk)
    assert one.latest == date(2020, 1, 31)
    page = said(client.get(reverse("admin:plans_milestone_change", args=[one.pk])))
    assert "A date that stands moves on the milestone&#x27;s page" in page


def test_a_milestone_without_a_date_takes_its_first_in_a_table(table, row, plan):
    one = Milestone.objects.create(text=words_of(CLEAR), order=9, improvement=row)
    table(Milestone, CLEAR)
    one = Milestone.objects.get(pk=one.pk)
    assert one.latest == one.original_latest == date(2019, 10, 31)
    assert "changed on the milestone" in said(table(Milestone, "29 November 2019"))


def test_days_typed_beside_the_words_count_as_typed(page, as_, coordinator):
    """The way to keep what a paper misprints: its words, and the day that is meant."""
    page(KPI, CLEAR)
    kpi = KPI.objects.get(text=words_of(CLEAR))
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
    kpi = KPI.objects.get(text=words_of(CLEAR))
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
        improvement=plan.improvements.get(ref="1"),
        text=words_of(CLEAR),
        order=9,
        due_text=CLEAR,
        latest=far,
    )
    table(KPI, CLEAR, f"/{far}")
    kpi.refresh_from_db()
    assert kpi.latest == far
    assert "far from today" in said(table(KPI, CLEAR, "/2046-03-31"))
