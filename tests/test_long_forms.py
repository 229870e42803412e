"""However many lines a page says it has, a set of forms takes those that are there and some new."""

import pytest
from django import forms
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from governance.admin import BaseAdmin
from governance.forms.bounded import BoundedFormSet
from lep_tracker.forms.import_facts import SectionParts
from lep_tracker.forms.set_up import InviteeFormSet
from okrs.forms import MeasureFormSet
from tests.okrs import objects

SAID = ["2000", "1999", "9" * 9, "9" * 40, "9" * 5000, "²", ""]
OURS = ("governance", "plans", "okrs", "lep_tracker")
INLINES = [
    (owner, inline)
    for owner, table in admin.site._registry.items()
    if isinstance(table, BaseAdmin)
    for inline in table.inlines
]
pytestmark = pytest.mark.django_db


def all_subclasses(kind):
    found = set(kind.__subclasses__())
    return found.union(*(all_subclasses(each) for each in found)) if found else found


def of_ours(kind):
    """Also a set that Django made of a form of ours."""
    return getattr(kind, "__module__", "").split(".")[0] in OURS


def lines_said(prefix, said):
    return {f"{prefix}-TOTAL_FORMS": said, f"{prefix}-INITIAL_FORMS": said}


def test_every_set_of_forms_is_bounded(partnership):
    ours = [
        each
        for each in all_subclasses(forms.BaseFormSet)
        if of_ours(each) or of_ours(getattr(each, "form", None))
    ]
    assert len(ours) >= 8
    assert [each.__name__ for each in ours if not issubclass(each, BoundedFormSet)] == []
    assert {
        inline.formset for _, inline in INLINES if not issubclass(inline.formset, BoundedFormSet)
    } == set()
    assert [table for table in admin.site._registry.values() if table.list_editable] == []


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("made", [SectionParts, InviteeFormSet, MeasureFormSet])
def test_a_huge_number_of_lines_makes_few_forms(made, said):
    sent = made(lines_said(made.get_default_prefix(), said))
    assert not sent.is_valid()
    assert len(sent.forms) <= 30
    assert sent.non_form_errors()


@pytest.mark.parametrize(("owner", "inline"), INLINES, ids=lambda one: one.__name__)
def test_a_huge_number_of_lines_is_refused_in_the_administration(administrator, owner, inline):
    request = RequestFactory().get("/")
    request.user = administrator
    row = owner()
    made = inline(owner, admin.site).get_formset(request, None)
    sent = made(lines_said(made.get_default_prefix(), "1999"), instance=row)
    assert len(sent.forms) <= 200
    assert not sent.is_valid()


@pytest.mark.parametrize("said", SAID)
def test_the_page_of_a_key_result_says_so(as_, coordinator, partnership, said):
    key_result = objects.make_key_result(objects.make_objective(objects.make_set(partnership)))
    here = [partnership.slug, key_result.objective.objective_set.slug, key_result.pk]
    url, client = reverse("okrs:keyresult_edit", args=here), as_(coordinator)
    form = client.get(url).context["form"]
    shown = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    page = client.post(url, shown | lines_said("measures", said))
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()


def test_as_many_lines_as_anybody_adds_are_taken():
    lines = {
        f"form-{at}-{name}": value
        for at in range(15)
        for name, value in [
            ("name", f"Person {at}"),
            ("email", f"person{at}@example.org"),
            ("role", "officer"),
        ]
    }
    sent = InviteeFormSet(lines | {"form-TOTAL_FORMS": "15", "form-INITIAL_FORMS": "0"})
    assert sent.is_valid(), sent.errors
    assert len(sent.cleaned_data) == 15
