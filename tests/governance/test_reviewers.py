"""Who becomes the reviewer: named once by the coordinator, later confirmed by a second person."""

from datetime import date

import pytest
from django.urls import reverse

from governance import roles, workflow
from governance.errors import ActionRefused
from governance.models import AuditEvent, Invitation, OutgoingMail, RoleAssignment, RoleRequest
from governance.packs import assemble
from governance.resources import RoleResource
from governance.tables import read_table
from tests import factories

LEAD = roles.AREA_LEAD


@pytest.fixture
def second(partnership):
    return factories.make_person("Second coordinator", partnership, roles.COORDINATOR)


@pytest.fixture
def had_one(area_lead):
    """A partnership that has had a reviewer."""
    return area_lead


def leads(partnership):
    held = RoleAssignment.objects.current().filter(partnership=partnership, role=LEAD)
    return {one.user.name for one in held}


def said():
    return [event.as_printed for event in AuditEvent.objects.order_by("number")]


# --- The first one --------------------------------------------------------------------------------
def test_the_coordinator_names_the_first_reviewer(as_, coordinator, officer, partnership):
    as_(coordinator).post(f"/sslep/people/{officer.pk}/roles/give/", {"role": LEAD})
    assert leads(partnership) == {"Governance Officer"}
    page = as_(officer).get("/sslep/people/").content.decode()
    assert "given by LEP Partnership Manager" in page


@pytest.mark.parametrize("who", ["coordinator", "administrator"])
def test_nobody_gives_themselves_the_reviewers_role(request, as_, who, partnership):
    person = request.getfixturevalue(who)
    with pytest.raises(ActionRefused, match="Nobody gives themselves the role of Area Lead"):
        workflow.give_role(person, partnership=partnership, role=LEAD, by=person)
    with pytest.raises(ActionRefused, match="Nobody gives themselves the role of Area Lead"):
        workflow.invite_person(
            partnership, email=person.email.upper(), name="Me", role=LEAD, by=person
        )
    with pytest.raises(ActionRefused, match="Nobody gives themselves the role of Area Lead"):
        workflow.ask_for_reviewer(partnership, email=person.email, name="Me", by=person)
    sent = {"email": person.email, "name": "Me", "role": LEAD}
    page = as_(person).post("/sslep/people/invite/", sent).content.decode()
    assert "Nobody gives themselves the role of Area Lead" in page
    assert leads(partnership) == set()


def test_the_page_of_ones_own_roles_does_not_offer_it(as_, coordinator, officer):
    page = as_(coordinator).get(f"/sslep/people/{coordinator.pk}/roles/give/").content.decode()
    assert f'value="{LEAD}"' not in page
    assert "Nobody gives themselves the role of Area Lead" in page
    page = as_(coordinator).get(f"/sslep/people/{officer.pk}/roles/give/").content.decode()
    assert f'value="{LEAD}"' in page


# --- Later ones -----------------------------------------------------------------------------------
def test_a_later_reviewer_waits_for_a_second_person(
    as_, coordinator, second, officer, partnership, had_one
):
    client = as_(coordinator)
    page = client.get(f"/sslep/people/{officer.pk}/roles/give/").content.decode()
    assert "Someone else confirms a new Area Lead" in page
    answer = client.post(
        f"/sslep/people/{officer.pk}/roles/give/", {"role": LEAD}, follow=True
    ).content.decode()
    assert "Governance Officer becomes Area Lead once someone else confirms it" in answer
    assert "You asked for this yourself, so someone else has to confirm it." in answer
    assert leads(partnership) == {"Area Lead"}
    asked = RoleRequest.objects.get()
    confirm = reverse("governance:role_request_confirm", args=["sslep", asked.pk])
    assert confirm not in answer
    refused = client.post(confirm, follow=True).content.decode()
    assert "You asked for this yourself" in refused
    assert (
        "This role would be yours"
        in as_(officer_who_confirms(officer, partnership))
        .post(confirm, follow=True)
        .content.decode()
    )
    assert leads(partnership) == {"Area Lead"}
    as_(second).post(confirm)
    assert leads(partnership) == {"Area Lead", "Governance Officer"}
    page = as_(second).get("/sslep/people/").content.decode()
    assert "asked for by LEP Partnership Manager, confirmed by Second coordinator" in page
    assert said()[-2:] == [
        "LEP Partnership Manager asked that Governance Officer becomes Area Lead; "
        "a second person has to confirm it.",
        "Second coordinator confirmed Governance Officer as Area Lead, "
        "as LEP Partnership Manager asked.",
    ]
    assert "This was confirmed already." in as_(second).post(confirm, follow=True).content.decode()


def officer_who_confirms(officer, partnership):
    """The person the role would go to, who may confirm others."""
    RoleAssignment.objects.create(user=officer, partnership=partnership, role=roles.COORDINATOR)
    return officer


def test_the_present_reviewer_and_an_administrator_may_confirm(
    coordinator, officer, other_officer, area_lead, administrator, partnership
):
    for person, by in ((officer, area_lead), (other_officer, administrator)):
        asked = workflow.ask_for_reviewer(
            partnership, user=person, email=person.email, name=person.name, by=coordinator
        )
        given = workflow.confirm_role_request(asked, by=by)
        assert (given.given_by, given.confirmed_by) == (coordinator, by)


def test_a_later_reviewer_without_an_account_is_invited_once_confirmed(
    as_, coordinator, second, administrator, partnership, had_one, settings
):
    sent = {"email": "new@example.org", "name": "New lead", "role": LEAD}
    as_(coordinator).post("/sslep/people/invite/", sent)
    assert not Invitation.objects.exists()
    assert not OutgoingMail.objects.exists()
    asked = RoleRequest.objects.get()
    as_(second).post(reverse("governance:role_request_confirm", args=["sslep", asked.pk]))
    assert OutgoingMail.objects.get().to_address == "new@example.org"
    # No mail leaves this site, so an administrator hands the link over.
    made = Invitation.objects.get()
    again = reverse("governance:invitation_resend", args=["sslep", made.pk])
    page = as_(administrator).post(again, follow=True).content.decode()
    assert f"{settings.BASE_URL}/join/" in page
    token = page.split("/join/")[1].split("/")[0]
    person = workflow.accept_invitation(
        Invitation.objects.get(token_digest=workflow.digest_of(token)), password="a fresh phrase"
    )
    given = person.role_assignments.get()
    assert (given.role, given.given_by, given.confirmed_by) == (LEAD, coordinator, second)


def test_an_open_invitation_counts_as_the_first_reviewer(coordinator, officer, partnership):
    workflow.invite_person(
        partnership, email="new@example.org", name="New lead", role=LEAD, by=coordinator
    )
    with pytest.raises(ActionRefused, match="second person confirms"):
        workflow.give_role(officer, partnership=partnership, role=LEAD, by=coordinator)


def test_a_partnership_whose_reviewer_left_still_has_had_one(
    coordinator, officer, area_lead, partnership
):
    workflow.end_role(area_lead.role_assignments.get(), by=coordinator)
    with pytest.raises(ActionRefused, match="has had a reviewer already"):
        workflow.give_role(officer, partnership=partnership, role=LEAD, by=coordinator)


def test_an_administrator_gives_it_alone(administrator, officer, partnership, had_one):
    workflow.give_role(officer, partnership=partnership, role=LEAD, by=administrator)
    assert "Governance Officer" in leads(partnership)


def test_a_request_can_be_ended_and_is_asked_once(as_, coordinator, officer, partnership, had_one):
    client = as_(coordinator)
    give = f"/sslep/people/{officer.pk}/roles/give/"
    client.post(give, {"role": LEAD})
    assert "Someone asked already" in client.post(give, {"role": LEAD}).content.decode()
    asked = RoleRequest.objects.get()
    client.post(reverse("governance:role_request_decline", args=["sslep", asked.pk]))
    assert not RoleRequest.objects.open().exists()
    assert "Waiting to be confirmed" not in client.get("/sslep/people/").content.decode()
    with pytest.raises(ActionRefused, match="ended already"):
        workflow.confirm_role_request(asked, by=had_one)


def test_a_request_elsewhere_is_not_found_here(as_, coordinator, outsider, other_partnership):
    asked = workflow.ask_for_reviewer(
        other_partnership, email="new@example.org", name="New", by=outsider
    )
    for verb in ("confirm", "decline"):
        address = reverse(f"governance:role_request_{verb}", args=["sslep", asked.pk])
        assert as_(coordinator).post(address).status_code == 404


# --- The administration and tables ----------------------------------------------------------------
def role_form(user, partnership, **more):
    return {"user": user.pk, "partnership": partnership.pk, "role": LEAD, **more}


def test_the_administration_gives_nobody_their_own_reviewers_role(as_, administrator, partnership):
    address = reverse("admin:governance_roleassignment_add")
    page = as_(administrator).post(address, role_form(administrator, partnership))
    assert "Nobody gives themselves the role of Area Lead" in page.content.decode()
    inline = {
        "name": administrator.name,
        "email": administrator.email,
        "is_active": "on",
        "role_assignments-TOTAL_FORMS": "1",
        "role_assignments-INITIAL_FORMS": "0",
        "role_assignments-MIN_NUM_FORMS": "0",
        "role_assignments-MAX_NUM_FORMS": "1000",
        "role_assignments-0-partnership": partnership.pk,
        "role_assignments-0-role": LEAD,
    }
    address = reverse("admin:governance_user_change", args=[administrator.pk])
    page = as_(administrator).post(address, inline).content.decode()
    assert "Nobody gives themselves the role of Area Lead" in page
    assert leads(partnership) == set()


def test_a_coordinators_role_is_not_turned_into_the_reviewers_in_the_administration(
    as_, administrator, partnership
):
    held = RoleAssignment.objects.create(
        user=administrator, partnership=partnership, role=roles.COORDINATOR
    )
    address = reverse("admin:governance_roleassignment_change", args=[held.pk])
    typed = role_form(administrator, partnership, read_version=held.version)
    page = as_(administrator).post(address, typed).content.decode()
    assert "Nobody gives themselves the role of Area Lead" in page
    assert leads(partnership) == set()


def test_a_table_of_roles_gives_nobody_their_own_reviewers_role(administrator, partnership):
    lines = f"partnership,email,role,body,starts_on,ends_on\nsslep,{administrator.email},{LEAD},,,"
    table = RoleResource(partnership=partnership)
    result = table.import_data(
        read_table("roles.csv", lines.encode()), dry_run=False, user=administrator
    )
    assert any("Nobody gives themselves" in line for line in table.problems(result, "roles.csv"))
    assert leads(partnership) == set()


# --- A body of one person -------------------------------------------------------------------------
def test_one_person_is_allowed_knowingly_by_an_administrator(
    as_, administrator, coordinator, partnership
):
    address = "/sslep/people/one-person/"
    client = as_(administrator)
    for typed in ({"reason": "One officer."}, {"sure": "on"}):
        assert client.post(address, typed).status_code == 200
    partnership.refresh_from_db()
    assert not partnership.one_person_may_review
    page = client.post(address, {"reason": "One officer.", "sure": "on"}, follow=True)
    assert "one person may write and review the same rows" in page.content.decode()
    partnership.refresh_from_db()
    assert partnership.one_person_by == administrator
    page = as_(coordinator).get("/sslep/people/").content.decode()
    assert "Administrator switched this on" in page
    assert "One officer." in page
    assert "Require two people again" not in page
    assert said() == [
        "Administrator let one person write and review the same rows in Stoke-on-Trent and "
        "Staffordshire Local Enterprise Partnership: One officer."
    ]
    workflow.give_role(coordinator, partnership=partnership, role=LEAD, by=coordinator)
    client.post("/sslep/people/one-person/end/")
    partnership.refresh_from_db()
    assert not partnership.one_person_may_review
    assert "asked for two people again" in said()[-1]


def test_neither_settings_nor_administration_switch_it_on(as_, administrator, partnership):
    page = as_(administrator).get("/sslep/settings/").content.decode()
    assert "one_person" not in page
    address = reverse("admin:governance_partnership_change", args=[partnership.pk])
    assert "one_person" not in as_(administrator).get(address).content.decode()


@pytest.fixture
def printed(body, reporting_round, coordinator, partnership):
    """What the cover and the last page of a pack of the quarter say."""

    def read() -> str:
        pack = factories.make_pack(body, reporting_round, by=coordinator, sections=[])
        pack.partnership = type(partnership).objects.get(pk=partnership.pk)
        return " ".join(assemble(pack, at=pack.built_at).html.split())

    return read


def test_the_pack_prints_that_one_person_writes_and_reviews(
    printed, partnership, administrator, on_day
):
    on_day(date(2019, 8, 1))
    assert "one person" not in printed()
    workflow.allow_one_person(partnership, reason="One officer.", by=administrator)
    sentence = (
        "In this partnership one person may write and review the same rows. "
        "Administrator switched this on, 1 August 2019. Reason: One officer."
    )
    assert printed().count(sentence) == 2
    on_day(date(2019, 9, 1))
    workflow.forbid_one_person(partnership, by=administrator)
    assert "It was switched off on 1 September 2019." in printed()


def test_a_pack_of_a_later_quarter_does_not_print_it(printed, partnership, administrator, on_day):
    on_day(date(2019, 5, 1))
    workflow.allow_one_person(partnership, reason="One officer.", by=administrator)
    on_day(date(2019, 6, 1))
    workflow.forbid_one_person(partnership, by=administrator)
    assert "one person" not in printed()


# --- Doing away with the review -------------------------------------------------------------------
@pytest.fixture
def settings_page(as_):
    """Save the settings of a partnership with no title for a reviewer, as a person would."""

    def save(person, partnership):
        url = reverse("governance:partnership_edit", args=[partnership.slug])
        form = as_(person).get(url).context["form"]
        data = {name: form[name].value() for name in form.fields}
        return as_(person).post(url, {**data, "reviewer_title": ""})

    return save


def test_a_coordinator_does_not_do_away_with_the_reviewer(
    settings_page, coordinator, partnership, had_one
):
    page = settings_page(coordinator, partnership).content.decode()
    assert "cannot do away with its review" in page
    partnership.refresh_from_db()
    assert partnership.reviewer_title == "Area Lead"
    partnership.reviewer_title = ""
    with pytest.raises(ActionRefused, match="Ask an administrator"):
        workflow.edit_partnership(partnership, by=coordinator)


def test_an_administrator_may_and_so_may_a_partnership_that_never_had_one(
    settings_page, administrator, coordinator, partnership, other_partnership
):
    settings_page(coordinator, partnership)
    partnership.refresh_from_db()
    assert partnership.reviewer_title == ""
    lead = factories.make_person("Lead elsewhere", other_partnership, LEAD)
    assert leads(other_partnership) == {lead.name}
    settings_page(administrator, other_partnership)
    other_partnership.refresh_from_db()
    assert other_partnership.reviewer_title == ""


# --- The link of the invitation, where no mail leaves the site ------------------------------------
@pytest.mark.parametrize("way", ["invited", "confirmed", "sent again"])
def test_the_coordinator_never_holds_the_link_of_a_reviewer(
    way, request, as_, coordinator, partnership, settings
):
    settings.EMAIL_WAY = "files"
    client = as_(coordinator)
    typed = {"email": "new.lead@gov.example.org", "name": "New Lead", "role": LEAD}
    if way == "confirmed":
        request.getfixturevalue("had_one")
        second = request.getfixturevalue("second")
        asked = workflow.ask_for_reviewer(
            partnership, email=typed["email"], name="New Lead", by=second
        )
        url = reverse("governance:role_request_confirm", args=["sslep", asked.pk])
        page = client.post(url, follow=True)
    else:
        page = client.post("/sslep/people/invite/", typed, follow=True)
        if way == "sent again":
            made = Invitation.objects.get(email=typed["email"])
            url = reverse("governance:invitation_resend", args=["sslep", made.pk])
            page = client.post(url, follow=True)
    assert Invitation.objects.filter(email=typed["email"]).exists()
    words = page.content.decode()
    assert "/join/" not in words and "ask an administrator to press" in words
    assert "invitation_link" not in client.session


def test_an_administrator_hands_the_link_of_a_reviewer_over(
    as_, administrator, coordinator, partnership, settings
):
    settings.EMAIL_WAY = "files"
    as_(coordinator).post(
        "/sslep/people/invite/",
        {"email": "new.lead@gov.example.org", "name": "New Lead", "role": LEAD},
    )
    made = Invitation.objects.get()
    url = reverse("governance:invitation_resend", args=["sslep", made.pk])
    assert "/join/" in as_(administrator).post(url, follow=True).content.decode()
