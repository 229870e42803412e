"""Check-ins entered in the administration, as on the pages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from governance.models import AuditEvent
from okrs.models import CheckIn, KeyResult, Measure, Objective, ObjectiveSet
from tests import factories

State = CheckIn.State


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def root(as_, administrator) -> Client:
    return as_(administrator)


@pytest.fixture
def address(check_in) -> str:
    return reverse("admin:okrs_checkin_change", args=[check_in.pk])


def asked(client: Client, address: str) -> dict:
    form = client.get(address).context["adminform"].form
    values = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def test_a_check_in_is_typed_sent_and_withdrawn(
    root, administrator, partnership, address, check_in, measure, officer
):
    status = factories.status(partnership, "on_track")
    sent = asked(root, address) | {
        "said_by": officer.pk,
        "status": status.pk,
        "words": "The plan was agreed.",
        f"measure_{measure.pk}": "3",
        "_send": "1",
    }
    answer = root.post(address, sent)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    stored = CheckIn.objects.get()
    assert (stored.state, stored.submitted_by, stored.words) == (
        State.SUBMITTED,
        officer,
        "The plan was agreed.",
    )
    assert stored.readings.get().value == 3
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor) == ("okrs.checkin_submitted", administrator)
    assert f", for {officer}, submitted the check-in" in event.as_printed
    shown = root.get(address).content.decode()
    assert "The plan was agreed." in shown and "Withdraw it" in shown
    answer = root.post(address, asked(root, address) | {"_withdraw": "1"})
    assert CheckIn.objects.get().state == State.DRAFT


def test_what_is_missing_is_said_and_nothing_is_lost(root, address, officer):
    sent = asked(root, address) | {"said_by": officer.pk, "words": "Typed.", "_send": "1"}
    shown = root.post(address, sent).content.decode()
    assert "Choose how it stands and say what happened" in shown and "Typed." in shown
    assert CheckIn.objects.get().state == State.NOT_STARTED


def test_a_closed_quarter_says_why_it_is_only_read(root, address, reporting_round, coordinator):
    factories.close_round(reporting_round, by=coordinator)
    assert "is closed, so its check-ins" in root.get(address).content.decode()
    assert root.post(address, {}).status_code == 403


def test_a_key_result_is_picked_first(root, address, check_in):
    page = reverse("admin:okrs_checkin_add")
    assert root.post(page, {"row": check_in.pk})["Location"] == address


# --- Sets, objectives and key results -------------------------------------------------------------
def sent_by(client: Client, address: str) -> dict:
    """What a browser sends of a page with its parts if nobody touches it."""
    context = client.get(address).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent = {}
    for form in forms:
        for name in form.fields:
            value = form[name].value()
            if value is not None and value is not False:
                sent[form.add_prefix(name)] = value
    return sent


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("verb", flat=True))


def test_a_set_with_objectives_key_results_and_measures(
    root, partnership, reporting_round, officer
):
    add = reverse("admin:okrs_objectiveset_add")
    sent = sent_by(root, add) | {
        "partnership": partnership.pk,
        "title": "Skills",
        "slug": "skills",
        "label": reporting_round.label,
        "starts_on": "1 July 2019",
        "ends_on": "30 September 2019",
        "objectives-0-text": "More apprentices",
        "objectives-1-text": "More employers",
    }
    answer = root.post(add, sent)
    assert answer.status_code == 302, answer.context["errors"]
    made = ObjectiveSet.objects.get()
    first, _second = made.objectives.order_by("order")
    assert first.text == "More apprentices"
    page = reverse("admin:okrs_objective_change", args=[first.pk])
    sent = sent_by(root, page) | {
        "key_results-TOTAL_FORMS": "1",
        "key_results-0-order": "",
        "key_results-0-text": "Ten schools by end of September 2019",
        "key_results-0-due_text": "by end of September 2019",
        "key_results-0-updater": officer.pk,
    }
    answer = root.post(page, sent)
    assert answer.status_code == 302, answer.context["errors"]
    key_result = KeyResult.objects.get()
    assert key_result.latest == date(2019, 9, 30)
    assert CheckIn.objects.get().asked == officer
    page = reverse("admin:okrs_keyresult_change", args=[key_result.pk])
    sent = sent_by(root, page) | {
        "measures-TOTAL_FORMS": "1",
        "measures-0-order": "",
        "measures-0-name": "Schools",
        "measures-0-baseline": "0",
        "measures-0-target": "10",
    }
    answer = root.post(page, sent)
    assert answer.status_code == 302, answer.context["errors"]
    assert Measure.objects.get().target == 10
    assert verbs() == [
        "okrs.objectiveset_made",
        "okrs.objective_made",
        "okrs.objective_made",
        "okrs.keyresult_made",
        "okrs.keyresult_edited",
    ]


def test_what_a_closed_quarter_reported_on_is_read(
    root, check_in, key_result, reporting_round, coordinator
):
    factories.close_round(reporting_round, by=coordinator)
    for row in (key_result, key_result.objective, key_result.objective.objective_set):
        page = reverse(f"admin:okrs_{row._meta.model_name}_change", args=[row.pk])
        assert "its words stay as they were reported" in root.get(page).content.decode()
        assert root.post(page, {"text": "x"}).status_code == 403


def test_an_objective_is_removed_while_nothing_was_said_of_it(root, objective, check_in):
    delete = reverse("admin:okrs_objective_delete", args=[objective.pk])
    CheckIn.objects.filter(pk=check_in.pk).update(state="draft")
    root.post(delete, {"post": "yes"})
    assert Objective.objects.exists() and not verbs()
    CheckIn.objects.all().delete()
    root.post(delete, {"post": "yes"})
    assert not Objective.objects.exists() and verbs() == ["okrs.objective_removed"]
