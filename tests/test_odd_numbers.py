"""What a page carries unseen is answered, whatever somebody made of it: no 500."""

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from governance.comment_threads import question_seen
from governance.input.whole_numbers import typed_number
from governance.workflow import comments
from tests.okrs import objects

ODD = ["²", "٣", "9" * 40, "", "\0", "-1", "1e9", "1.0", "[" * 3000, "NaN"]


@pytest.mark.parametrize("typed", [*ODD, None, [], "9" * 19])
def test_what_is_no_plain_number_is_none(typed):
    assert typed_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "number"), [("0", 0), (" 12 ", 12), (7, 7), ("9" * 18, 10**18 - 1)]
)
def test_a_plain_number_is_read(typed, number):
    assert typed_number(typed) == number


@pytest.fixture
def row(plan):
    return plan.improvements.first()


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD)
def test_a_form_that_carries_something_odd_is_answered(as_, coordinator, plan, row, odd):
    client, here = as_(coordinator), [plan.partnership.slug, plan.slug]
    url = reverse("plans:improvement_edit", args=[*here, row.ref])
    form = client.get(url).context["form"]
    shown = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    words = {"short_name": "Other words", "statement": "Other words."}
    for carried in ("version", "opened_with", "asked_about", "use"):
        answer = client.post(url, shown | words | {carried: odd})
        assert answer.status_code in (200, 302), carried


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD)
def test_an_odd_place_is_refused_in_a_sentence(as_, coordinator, plan, row, odd):
    before = [one.ref for one in plan.improvements.order_by("order")]
    url = reverse("plans:improvement_move", args=[plan.partnership.slug, plan.slug, row.ref])
    page = as_(coordinator).post(url, {"position": odd}, follow=True).content.decode()
    assert "Give the new place as a number, such as 3." in page
    assert [one.ref for one in plan.improvements.order_by("order")] == before


@pytest.mark.django_db
@pytest.mark.parametrize("odd", [*ODD, "questions", "javascript:alert(1)", "//elsewhere.example"])
def test_an_odd_way_back_leads_to_a_page_of_the_site(as_, coordinator, row, odd):
    question = comments.add_comment(row, text="Why?", by=coordinator)
    url = reverse("governance:comment_resolve", args=[row.partnership.slug, question.pk])
    answer = as_(coordinator).post(url, {"next": odd, "seen": question_seen(question, question)})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/") and not answer["Location"].startswith("//")
    question.refresh_from_db()
    assert question.resolved_at


# --- Keys that no column holds --------------------------------------------------------------------
HUGE = ["9" * 40, "9" * 19, "-" + "9" * 40]
OURS = [
    model
    for app in ("governance", "plans", "okrs")
    for model in apps.get_app_config(app).get_models()
]


def numbered(model):
    """The columns of a model that hold whole numbers: its key, its links and its places."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey | models.IntegerField)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_rows_asked_for_by_a_huge_key_are_no_rows(model):
    rows = model._base_manager.all()
    for name in numbered(model):
        for huge in HUGE:
            assert not rows.filter(**{name: int(huge)}).exists(), name
            assert not rows.filter(**{f"{name}__in": [int(huge)]}).exists(), name
            assert rows.exclude(**{f"{name}__in": [int(huge)]}).count() == rows.count(), name
    for field in model._meta.many_to_many:
        assert not rows.filter(**{f"{field.name}__in": [int(HUGE[0])]}).exists(), field


def all_subclasses(kind):
    found = set(kind.__subclasses__())
    return found.union(*(all_subclasses(each) for each in found)) if found else found


def test_every_field_that_chooses_rows_refuses_a_huge_key(db):
    """Of every form of ours, and as Django makes one for each link of a model."""
    fields = {
        f"{form.__name__}.{name}": field
        for form in all_subclasses(forms.BaseForm)
        if form.__module__.split(".")[0] in ("governance", "plans", "okrs", "lep_tracker")
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.ModelChoiceField)
    }
    for model in OURS:
        for link in [*model._meta.concrete_fields, *model._meta.many_to_many]:
            made = link.formfield() if link.is_relation else None
            if isinstance(made, forms.ModelChoiceField):
                fields[f"{model.__name__}.{link.name}"] = made
    taken = []
    for name, field in fields.items():
        field.queryset = field.queryset.model._base_manager.all()
        for huge in HUGE:
            many = isinstance(field, forms.ModelMultipleChoiceField)
            try:
                field.clean([huge] if many else huge)
                taken.append(name)
            except ValidationError:
                continue
    assert taken == []
    assert {"Objective.improvements", "Improvement.updater"} <= fields.keys()
    assert len(fields) > 40


@pytest.mark.django_db
@pytest.mark.parametrize("huge", HUGE)
def test_a_huge_row_of_an_objective_is_refused_on_its_page(as_, coordinator, plan, huge):
    objective = objects.make_objective(objects.make_set(plan.partnership))
    address = [plan.partnership.slug, objective.objective_set.slug, objective.pk]
    url = reverse("okrs:objective_edit", args=address)
    page = as_(coordinator).post(url, {"improvements": [huge]})
    assert page.status_code == 200
    assert page.context["form"].errors["improvements"]


@pytest.mark.django_db
def test_a_huge_row_ticked_in_a_list_of_the_administration_is_no_row(as_, administrator, plan):
    ticked = {"action": "delete_selected", "_selected_action": [HUGE[0]]}
    for model in ("improvement", "milestone", "plan"):
        url = reverse(f"admin:plans_{model}_changelist")
        assert as_(administrator).post(url, ticked).status_code in (200, 302)
    assert plan.improvements.exists()
