"""A quarter's updates and reviews entered in the administration, as on the pages."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.models import AuditEvent, User
from plans.input.update import UpdateContent
from plans.models import KPI, MilestoneReport, ProgressUpdate, Review
from plans.rounds.content import content_of
from plans.workflow import accept_update, save_review, save_update
from tests import factories

State = ProgressUpdate.State


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def root(as_, administrator) -> Client:
    return as_(administrator)


@pytest.fixture
def updates(plan_round):
    return list(plan_round.updates.order_by("improvement__order"))


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def page(row) -> str:
    return reverse(f"admin:plans_{row._meta.model_name}_change", args=[row.pk])


def asked(client: Client, address: str) -> dict:
    """What a browser sends of the page if nobody touches it."""
    form = client.get(address).context["adminform"].form
    values = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def recording(update: ProgressUpdate) -> str:
    return f"{reverse('admin:plans_review_add')}?update={update.pk}"


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("verb", flat=True))


def test_an_update_typed_and_sent_is_what_the_page_would_have_made(
    root, administrator, updates, officer
):
    update = updates[0]
    row = update.improvement
    kpi = row.kpis.get()
    KPI.objects.filter(pk=kpi.pk).update(target=10)
    milestone = row.milestones.get()
    sent = asked(root, page(update)) | {
        "said_by": officer.pk,
        "status": "on_track",
        "notes": "Papers went up on time.\n\n- Two were late.",
        "as_at_text": "25 September 2019",
        f"done_{milestone.pk}": "on",
        f"day_{milestone.pk}": "30 July 2019",
        f"kpi_{kpi.pk}": "7",
        "_send": "Send it",
    }
    answer = root.post(page(update), sent)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    update = fresh(update)
    assert (update.state, update.submitted_by, update.edited_by) == (
        State.SUBMITTED,
        officer,
        officer,
    )
    assert [note.text for note in update.notes.order_by("order")] == [
        "Papers went up on time.",
        "Two were late.",
    ]
    report = MilestoneReport.objects.get(update=update)
    assert (report.says, report.done_on) == ("done", date(2019, 7, 30))
    assert update.readings.get().value == 7
    assert update.submissions.get().content == content_of(update)
    assert verbs() == ["plans.update_started", "plans.update_submitted"]
    event = AuditEvent.objects.get(verb="plans.update_submitted")
    assert event.actor == administrator
    assert f"Administrator, for {officer}, submitted" in event.as_printed
    assert event.details == {
        "where": "administration",
        "said_by": str(officer.pk),
        "entered_by": str(administrator.pk),
    }
    assert update.history.first().history_user == administrator


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(root, updates, officer):
    sent = asked(root, page(updates[0])) | {
        "said_by": officer.pk,
        "notes": "Something happened.",
        "_send": "Send it",
    }
    answer = root.post(page(updates[0]), sent)
    form = answer.context["adminform"].form
    assert form.errors["status"] == ["Choose how it stands now."]
    assert "Something happened." in answer.content.decode()
    assert fresh(updates[0]).state == State.NOT_STARTED and not verbs()


def test_nobody_is_taken_to_have_said_it(root, updates):
    sent = asked(root, page(updates[0])) | {"said_by": "", "notes": "Words.", "_continue": "1"}
    answer = root.post(page(updates[0]), sent)
    assert answer.context["adminform"].form.errors["said_by"] == ["Choose who said it."]


def test_only_writers_of_the_partnership_can_have_said_it(
    root, updates, officer, coordinator, area_lead, outsider
):
    offered = root.get(page(updates[0])).context["adminform"].form.fields["said_by"].queryset
    assert set(offered) == {officer, coordinator}
    for person in (area_lead, outsider):
        sent = asked(root, page(updates[0])) | {"said_by": person.pk, "_continue": "1"}
        assert root.post(page(updates[0]), sent).status_code == 200
    assert not verbs()


def test_a_save_from_the_page_meanwhile_is_asked_about(root, updates, officer):
    sent = asked(root, page(updates[0]))
    save_update(
        fresh(updates[0]),
        content=UpdateContent(status="on_track", notes="Theirs."),
        by=officer,
    )
    answer = root.post(
        page(updates[0]),
        sent | {"said_by": officer.pk, "notes": "Mine.", "_continue": "1"},
    )
    assert answer.status_code == 200
    assert "both changed the same words" in answer.content.decode()
    assert fresh(updates[0]).notes.get().text == "Theirs."


def test_buttons_lead_on_to_the_next_row_that_is_out(root, updates, officer):
    sent = asked(root, page(updates[0])) | {"said_by": officer.pk, "notes": "A", "_save_next": "1"}
    assert root.post(page(updates[0]), sent)["Location"] == page(updates[1])
    assert fresh(updates[0]).state == State.DRAFT


def test_no_change_is_sent_with_its_reason(root, plan, coordinator, updates, officer):
    before = factories.make_quarter_before(plan, by=coordinator)
    factories.submit(before.updates.get(improvement=updates[0].improvement), by=officer)
    sent = asked(root, page(updates[0])) | {
        "said_by": officer.pk,
        "no_change_reason": "waiting",
        "_no_change": "1",
    }
    answer = root.post(page(updates[0]), sent)
    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        assert answer.context["adminform"].form.errors["no_change_reason"]


def test_a_sent_row_is_read_and_can_be_withdrawn(root, updates, officer):
    factories.submit(updates[0], by=officer)
    shown = root.get(page(updates[0])).content.decode()
    assert "Papers went up on time." in shown and "Withdraw it" in shown
    sent = asked(root, page(updates[0]))
    answer = root.post(page(updates[0]), sent | {"_withdraw": "1"})
    assert answer.status_code == 302
    assert fresh(updates[0]).state == State.DRAFT
    assert verbs()[-1] == "plans.update_withdrawn"


def test_a_row_that_was_sent_again_is_not_withdrawn_by_an_old_page(root, updates, officer):
    factories.submit(updates[0], by=officer)
    old = asked(root, page(updates[0]))
    ProgressUpdate.objects.get(pk=updates[0].pk).save()
    answer = root.post(page(updates[0]), old | {"_withdraw": "1"})
    assert answer.status_code == 200 and "Nothing was done" in answer.content.decode()
    assert fresh(updates[0]).state == State.SUBMITTED


def test_a_closed_quarter_says_why_it_is_only_read(root, plan_round, updates, coordinator):
    plan_round.signed_at, plan_round.signed_by = clock.now(), coordinator
    plan_round.snapshot_sha256 = "0" * 64
    type(plan_round).objects.filter(pk=plan_round.pk).update(
        signed_at=plan_round.signed_at, signed_by=coordinator, snapshot_sha256="0" * 64
    )
    shown = root.get(page(updates[0])).content.decode()
    assert "is signed, so nothing in it changes any more." in shown
    assert root.post(page(updates[0]), {"notes": "x"}).status_code == 403


def test_a_row_is_picked_before_it_is_written(root, updates):
    address = reverse("admin:plans_progressupdate_add")
    assert root.get(address).status_code == 200
    assert root.post(address, {"row": updates[1].pk})["Location"] == page(updates[1])
    assert "Choose one." in root.post(address, {}).content.decode()
    reading = reverse("admin:plans_kpireading_add")
    assert root.post(reading, {"row": updates[1].pk})["Location"] == page(updates[1])


# --- Reviews on paper -----------------------------------------------------------------------------
def test_an_acceptance_on_paper_names_who_gave_it_and_who_entered_it(
    root, administrator, updates, officer, area_lead
):
    update = factories.submit(updates[0], by=officer)
    sent = asked(root, recording(update)) | {
        "said_by": area_lead.pk,
        "said_on": "20 September 2019",
        "status": "at_risk",
        "why_differ": "The board has not met.",
        "words": "Slower than it looks.",
        "_accept": "1",
    }
    answer = root.post(recording(update), sent)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    review = Review.objects.get()
    assert (review.decision, review.written_by, review.published_by) == (
        "accepted",
        area_lead,
        area_lead,
    )
    assert clock.london_day(review.written_at) == date(2019, 9, 20)
    assert fresh(update).state == State.ACCEPTED
    event = AuditEvent.objects.get(verb="plans.update_accepted")
    assert event.actor == administrator
    assert f"for {area_lead} on 20 September 2019, accepted" in event.as_printed
    assert event.details["said_on"] == "2019-09-20"


def test_a_view_that_differs_needs_its_reason(root, updates, officer, area_lead):
    update = factories.submit(updates[0], by=officer)
    sent = asked(root, recording(update)) | {
        "said_by": area_lead.pk,
        "status": "at_risk",
        "words": "Kept as typed.",
        "_accept": "1",
    }
    answer = root.post(recording(update), sent)
    assert "because both are printed" in str(answer.context["adminform"].form.errors["why_differ"])
    assert "Kept as typed." in answer.content.decode()


def test_a_row_is_returned_on_paper(root, updates, officer, area_lead):
    update = factories.submit(updates[0], by=officer)
    sent = asked(root, recording(update)) | {"said_by": area_lead.pk, "_return": "1"}
    refused = root.post(recording(update), sent)
    assert refused.context["adminform"].form.errors["note"]
    answer = root.post(recording(update), sent | {"note": "Say when."})
    assert answer.status_code == 302
    assert fresh(update).state == State.RETURNED
    assert verbs()[-1] == "plans.update_returned"


def test_a_writer_cannot_be_given_as_the_reviewer(root, partnership, updates, officer, area_lead):
    update = factories.submit(updates[0], by=officer)
    factories.RoleAssignment.objects.create(user=officer, partnership=partnership, role="area_lead")
    sent = asked(root, recording(update)) | {"said_by": officer.pk, "_accept": "1"}
    answer = root.post(recording(update), sent)
    assert "different people" in answer.content.decode()
    assert fresh(update).state == State.SUBMITTED


def test_an_acceptance_is_taken_back_before_it_is_signed(root, updates, officer, area_lead):
    update = factories.submit(updates[0], by=officer)
    accept_update(fresh(update), by=area_lead)
    review = Review.objects.get()
    sent = asked(root, page(review))
    assert root.post(page(review), sent | {"_take_back": "1"}).status_code == 302
    assert fresh(update).state == State.SUBMITTED
    assert verbs()[-1] == "plans.acceptance_taken_back"


def test_a_view_the_reviewer_keeps_is_not_written_over(root, updates, officer, area_lead):
    update = factories.submit(updates[0], by=officer)
    save_review(fresh(update), words="Mine alone.", by=area_lead)
    sent = asked(root, recording(update)) | {"said_by": area_lead.pk, "_accept": "1"}
    answer = root.post(recording(update), sent)
    assert "has not published it" in answer.content.decode()
    assert "Mine alone." not in answer.content.decode()


def test_no_review_of_what_was_not_sent(root, updates):
    assert root.get(recording(updates[0]))["Location"] == page(updates[0])


# --- Staff who are no administrators --------------------------------------------------------------
@pytest.mark.parametrize("role", ["coordinator", "officer"])
def test_staff_write_where_their_role_lets_them(as_, updates, role, request):
    person = request.getfixturevalue(role)
    person.is_staff = True
    person.save()
    may = Permission.objects.filter(
        codename__in=[
            f"{verb}_{model}"
            for verb in ("view", "add", "change")
            for model in ("progressupdate", "review")
        ]
    )
    person.user_permissions.set(may)
    client = as_(User.objects.get(pk=person.pk))
    assert client.get(page(updates[0])).status_code == 200
    sent = asked(client, page(updates[0])) | {"said_by": person.pk, "notes": "A", "_continue": "1"}
    assert client.post(page(updates[0]), sent).status_code == 302
    assert client.get(reverse("admin:plans_review_add")).status_code == 403


def test_staff_of_the_wrong_role_write_nothing(as_, updates, auditor, outsider):
    for person in (auditor, outsider):
        person.is_staff = True
        person.save()
        person.user_permissions.set(Permission.objects.filter(codename__endswith="_progressupdate"))
        client = as_(User.objects.get(pk=person.pk))
        assert client.post(page(updates[0]), {"notes": "x"}).status_code in (302, 403)
        assert fresh(updates[0]).state == State.NOT_STARTED
