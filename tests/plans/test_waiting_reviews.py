"""Nobody takes the reviewer away while rows wait for one, at any door."""

import pytest
from django.urls import reverse

from plans import workflow
from tests import factories

SENTENCE = "1 submitted row waits for the Area Lead."
SETTINGS = "/sslep/settings/"


@pytest.fixture
def sent(plan_round, officer):
    return factories.submit(plan_round.updates.order_by("improvement__order").first(), by=officer)


@pytest.fixture
def settings_page(as_, administrator, partnership):
    def clear():
        client = as_(administrator)
        form = client.get(SETTINGS).context["form"]
        typed = {one.html_name: one.value() for one in form if one.value() not in (None, False)}
        return client.post(SETTINGS, typed | {"reviewer_title": ""})

    return clear


@pytest.fixture
def administration(as_, administrator, partnership):
    def clear():
        client = as_(administrator)
        url = reverse("admin:governance_partnership_change", args=[partnership.pk])
        shown = client.get(url).context
        forms = [shown["adminform"].form]
        for one in shown["inline_admin_formsets"]:
            forms += [one.formset.management_form, *one.formset.initial_forms]
        typed = {
            field.html_name: field.value()
            for form in forms
            for field in form
            if field.value() not in (None, False)
        }
        return client.post(url, typed | {"reviewer_title": ""})

    return clear


@pytest.mark.parametrize("door", ["settings_page", "administration"])
def test_the_title_stays_while_a_row_waits(request, door, sent, partnership, area_lead):
    clear = request.getfixturevalue(door)
    answer = clear()
    assert SENTENCE in answer.content.decode()
    partnership.refresh_from_db()
    assert partnership.reviewer_title == "Area Lead"
    workflow.accept_update(type(sent).objects.get(pk=sent.pk), by=area_lead)
    assert SENTENCE not in clear().content.decode()
    if door == "settings_page":
        partnership.refresh_from_db()
        assert partnership.reviewer_title == ""
