"""Who has which role: the list, giving, ending, standing in, leaving."""

from datetime import date, timedelta

import pytest

from governance import clock, roles, workflow
from governance.errors import ActionRefused
from governance.models import AuditEvent, Deputy, Reminder, RoleAssignment, User
from lep_tracker.workflow.leaving import let_person_leave
from tests import factories


def again(person) -> User:
    """The person as a new request reads them."""
    return User.objects.get(pk=person.pk)


# --- The list -------------------------------------------------------------------------------------
def test_everybody_inside_sees_who_has_which_role(as_, officer, coordinator, committee_member):
    page = as_(officer).get("/sslep/people/").content.decode()
    for words in ("Governance Officer", "Coordinator", "Finance and Resources Committee"):
        assert words in page
    assert "Writes what happened this quarter" in page


def test_addresses_and_invitations_are_for_who_invites(as_, officer, coordinator):
    assert coordinator.email not in as_(officer).get("/sslep/people/").content.decode()
    assert officer.email in as_(coordinator).get("/sslep/people/").content.decode()


def test_the_reviewer_is_called_as_the_partnership_calls_them(as_, area_lead, partnership):
    partnership.reviewer_title = "Relationship Manager"
    partnership.save()
    assert "Relationship Manager" in as_(area_lead).get("/sslep/people/").content.decode()


def test_the_list_asks_the_same_number_of_questions_for_many_people(
    as_, coordinator, partnership, django_assert_max_num_queries
):
    for number in range(20):
        factories.make_person(f"Officer {number}", partnership, roles.OFFICER)
    client = as_(coordinator)
    client.get("/sslep/people/")
    with django_assert_max_num_queries(12):
        page = client.get("/sslep/people/").content.decode()
    assert page.count('data-label="Role"') >= 21


# --- Giving and ending ----------------------------------------------------------------------------
def test_one_person_may_hold_several_roles(as_, coordinator, officer, partnership):
    as_(coordinator).post(f"/sslep/people/{officer.pk}/roles/give/", {"role": "auditor"})
    assert again(officer).roles_in(partnership) == {"officer", "auditor"}


def test_a_role_can_begin_later(as_, coordinator, officer, partnership):
    as_(coordinator).post(
        f"/sslep/people/{officer.pk}/roles/give/", {"role": "auditor", "starts_on": "1 March 2040"}
    )
    assert again(officer).roles_in(partnership) == {"officer"}
    assert RoleAssignment.objects.get(role="auditor").starts_on == date(2040, 3, 1)


def test_a_date_nobody_can_read_is_explained(as_, coordinator, officer):
    page = as_(coordinator).post(
        f"/sslep/people/{officer.pk}/roles/give/", {"role": "auditor", "starts_on": "soonish"}
    )
    assert "is not a date we can read" in page.content.decode()


def test_the_same_role_is_not_given_twice(as_, coordinator, officer):
    page = as_(coordinator).post(f"/sslep/people/{officer.pk}/roles/give/", {"role": "officer"})
    assert "already has that role here." in page.content.decode()


def test_a_role_ended_at_once_ends_at_once(as_, coordinator, officer, partnership):
    assignment = officer.role_assignments.get()
    as_(coordinator).post(f"/sslep/people/roles/{assignment.pk}/end/")
    assert again(officer).roles_in(partnership) == set()
    assert as_(officer).get("/sslep/people/").status_code == 404


def test_a_role_given_today_can_be_ended_today(officer, coordinator, partnership):
    given = workflow.give_role(officer, partnership=partnership, role="auditor", by=coordinator)
    workflow.end_role(given, by=coordinator)
    assert again(officer).roles_in(partnership) == {"officer"}


def test_a_role_can_end_on_a_day_to_come(officer, coordinator, partnership):
    day = clock.today() + timedelta(days=7)
    workflow.end_role(officer.role_assignments.get(), on=day, by=coordinator)
    assert again(officer).roles_in(partnership) == {"officer"}
    assert again(officer).role_assignments.current(at=day + timedelta(days=1)).count() == 0


def test_the_last_coordinator_stays(as_, coordinator):
    assignment = coordinator.role_assignments.get()
    page = as_(coordinator).post(f"/sslep/people/roles/{assignment.pk}/end/").content.decode()
    assert "A partnership needs a coordinator." in page


def test_a_role_elsewhere_is_not_found_here(as_, coordinator, outsider):
    elsewhere = outsider.role_assignments.get()
    assert as_(coordinator).get(f"/sslep/people/roles/{elsewhere.pk}/end/").status_code == 404
    assert as_(coordinator).get(f"/sslep/people/{outsider.pk}/").status_code == 404


def test_each_action_is_recorded_in_words(officer, coordinator, partnership):
    given = workflow.give_role(officer, partnership=partnership, role="auditor", by=coordinator)
    workflow.end_role(given, on=date(2040, 3, 1), by=coordinator)
    assert [event.as_printed for event in AuditEvent.objects.order_by("number")] == [
        "LEP Partnership Manager gave Governance Officer the role of Auditor.",
        "LEP Partnership Manager ended the role of Governance Officer as Auditor; "
        "the last day is 1 March 2040.",
    ]


# --- Standing in ----------------------------------------------------------------------------------
def test_an_officer_names_who_stands_in_and_ends_it(as_, officer, coordinator):
    client = as_(officer)
    client.post(
        "/sslep/deputies/name/",
        {"deputy": coordinator.pk, "starts_on": "1 March 2040", "ends_on": "8 March 2040"},
    )
    named = Deputy.objects.get()
    assert (named.user, named.deputy) == (officer, coordinator)
    assert Deputy.objects.current(at=date(2040, 3, 8)).exists()
    page = client.get("/account/").content.decode()
    assert "stands in for you in SSLEP, 1 to 8 March 2040" in page
    client.post(f"/sslep/deputies/{named.pk}/end/")
    assert not Deputy.objects.exists()


def test_the_last_day_follows_the_first(as_, officer, coordinator):
    page = as_(officer).post(
        "/sslep/deputies/name/",
        {"deputy": coordinator.pk, "starts_on": "8 March 2040", "ends_on": "1 March 2040"},
    )
    assert "The last day cannot be before the first." in page.content.decode()
    assert not Deputy.objects.exists()


def test_only_who_writes_can_stand_in(as_, officer, auditor):
    page = as_(officer).post(
        "/sslep/deputies/name/",
        {"deputy": auditor.pk, "starts_on": "1 March 2040", "ends_on": "8 March 2040"},
    )
    assert "Choose one from the list." in page.content.decode()


def test_who_does_not_write_needs_nobody_to_stand_in(as_, auditor):
    assert as_(auditor).get("/sslep/deputies/name/").status_code == 403


# --- Leaving --------------------------------------------------------------------------------------
def test_a_leaver_hands_over_everything_in_one_action(
    as_, coordinator, officer, other_officer, plan, plan_round
):
    as_(coordinator).post(f"/sslep/people/{officer.pk}/leave/", {"successor": other_officer.pk})
    assert again(officer).roles_in(plan.partnership) == set()
    assert {row.updater for row in plan.improvements.all()} == {other_officer}
    assert {update.asked for update in plan_round.updates.all()} == {other_officer}
    event = AuditEvent.objects.get()
    assert event.as_printed == (
        "LEP Partnership Manager let Governance Officer leave; Programme Manager takes over."
    )
    assert event.details["rows"] == event.details["open_updates"] == 3


def test_the_page_says_what_will_go(as_, coordinator, officer, plan_round):
    page = as_(coordinator).get(f"/sslep/people/{officer.pk}/leave/").content.decode()
    assert "3: 1. Open papers 1" in page
    assert "3, in Q2 2019-20 (Jul to Sep 2019)" in page


def test_what_was_sent_keeps_its_author(coordinator, officer, other_officer, plan_round):
    sent = plan_round.updates.first()
    sent.submit()
    sent.submitted_by, sent.submitted_at = officer, clock.now()
    sent.save()
    let_person_leave(
        officer,
        partnership=plan_round.plan.partnership,
        successor=other_officer,
        by=coordinator,
    )
    sent.refresh_from_db()
    assert (sent.asked, sent.submitted_by) == (officer, officer)


def test_reminders_of_the_leaver_are_cancelled(
    coordinator, officer, other_officer, plan_round, partnership
):
    reminder = Reminder.objects.create(
        partnership=partnership,
        kind="update_due",
        subject=plan_round.updates.first(),
        recipient=officer,
        due_on=date(2019, 9, 27),
        title="Update improvement 1",
        link="/",
    )
    let_person_leave(officer, partnership=partnership, successor=other_officer, by=coordinator)
    reminder.refresh_from_db()
    assert reminder.cancelled_at is not None


def test_seats_and_deputies_of_the_leaver_end(
    committee_member, coordinator, officer, body, partnership
):
    let_person_leave(committee_member, partnership=partnership, successor=officer, by=coordinator)
    assert not body.seats.current().exists()


def test_other_partnerships_are_left_alone(
    officer, coordinator, other_officer, partnership, other_partnership
):
    elsewhere = RoleAssignment.objects.create(
        user=officer, partnership=other_partnership, role=roles.OFFICER
    )
    let_person_leave(officer, partnership=partnership, successor=other_officer, by=coordinator)
    elsewhere.refresh_from_db()
    assert elsewhere.ends_on is None


@pytest.mark.parametrize("who", ["officer", "area_lead"])
def test_who_cannot_write_cannot_take_over(request, who, officer, coordinator, partnership):
    with pytest.raises(ActionRefused):
        let_person_leave(
            officer,
            partnership=partnership,
            successor=request.getfixturevalue(who),
            by=coordinator,
        )


def test_the_last_coordinator_cannot_leave(coordinator, officer, partnership):
    with pytest.raises(ActionRefused, match="needs a coordinator"):
        let_person_leave(coordinator, partnership=partnership, successor=officer, by=coordinator)
