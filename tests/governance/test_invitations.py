"""Inviting people: the link, its one use, withdrawing it, sending it again."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from governance import clock, workflow
from governance.errors import ActionRefused
from governance.models import AuditEvent, Invitation, OutgoingMail, RoleAssignment, Seat, User
from tests.factories import PASSWORD, make_user

INVITE = "/sslep/people/invite/"
TYPED = {"email": "New@Example.org", "name": "Strategy Researcher", "role": "officer"}
JOINING = {
    "name": "Strategy Researcher",
    "password": "a fresh long phrase",
    "again": "a fresh long phrase",
}


@pytest.fixture
def invited(partnership, coordinator):
    """An open invitation and its address."""
    invitation, token = workflow.invite_person(
        partnership,
        email="new@example.org",
        name="Strategy Researcher",
        role="officer",
        by=coordinator,
    )
    invitation.address = f"/join/{token}/"
    return invitation


def test_a_coordinator_invites_and_gets_the_link_once_to_hand_over(as_, coordinator, settings):
    client = as_(coordinator)
    page = client.post(INVITE, TYPED, follow=True).content.decode()
    assert "Give this link to new@example.org" in page
    link = re.search(rf"{settings.BASE_URL}(/join/[^\"]+)", page)[1]
    assert Client().get(link).status_code == 200
    assert "/join/" not in client.get("/sslep/people/").content.decode()


def test_where_mail_leaves_the_machine_the_link_is_not_shown(as_, coordinator, settings):
    settings.EMAIL_WAY = "smtp"
    page = as_(coordinator).post(INVITE, TYPED, follow=True).content.decode()
    assert "The invitation to new@example.org is on its way." in page
    assert "/join/" not in page


def test_the_invitation_goes_through_the_outbox(invited):
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.to_address) == ("invitation", "new@example.org")
    assert invited.address in mail.text
    assert "as Officer" in mail.text and "It is valid until" in mail.text


def test_only_a_digest_of_the_link_is_stored(invited):
    token = invited.address.split("/")[2]
    assert token not in str(Invitation.objects.values().get())


def test_a_new_person_joins_with_a_password_and_is_signed_in(invited, partnership):
    client = Client()
    response = client.post(invited.address, JOINING)
    assert response.url == "/"
    person = User.objects.get(email="new@example.org")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.check_password("a fresh long phrase")
    assert person.roles_in(partnership) == {"officer"}
    assert list(AuditEvent.objects.values_list("verb", flat=True)) == [
        "governance.invitation_accepted",
        "governance.invitation_sent",
    ]


def test_the_link_works_once(invited):
    Client().post(invited.address, JOINING)
    page = Client().get(invited.address).content.decode()
    assert "This invitation is no longer valid" in page
    Client().post(invited.address, JOINING)
    assert RoleAssignment.objects.filter(user__email="new@example.org").count() == 1


def test_the_link_ends_after_fourteen_days(invited, partnership):
    Invitation.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    assert "is no longer valid" in Client().get(invited.address).content.decode()
    with pytest.raises(ActionRefused, match="Ask for a new one"):
        workflow.accept_invitation(invited, password=PASSWORD)


def test_an_unknown_link_is_not_found(db):
    assert Client().get("/join/guessed/").status_code == 404


def test_mistakes_keep_the_name_and_say_what_to_do(invited):
    typed = JOINING | {"name": "Researcher", "again": "something else"}
    page = Client().post(invited.address, typed).content.decode()
    assert "The two passwords differ." in page
    assert 'value="Researcher"' in page
    short = Client().post(invited.address, JOINING | {"password": "short", "again": "short"})
    assert "at least 10 characters" in short.content.decode()


def test_somebody_with_an_account_signs_in_to_accept(invited, as_, partnership):
    known = make_user("Known person", email="new@example.org")
    page = Client().get(invited.address).content.decode()
    assert "Sign in to accept" in page
    client = as_(known)
    assert "Accept" in client.get(invited.address).content.decode()
    client.post(invited.address)
    assert User.objects.get(pk=known.pk).roles_in(partnership) == {"officer"}
    assert User.objects.filter(email="new@example.org").count() == 1


def test_an_account_is_not_taken_over_by_a_link(invited):
    known = make_user("Known person", email="new@example.org")
    Client().post(invited.address, JOINING)
    known.refresh_from_db()
    assert known.check_password(PASSWORD)
    assert not known.role_assignments.exists()


def test_another_person_cannot_accept_it(invited, as_, officer):
    client = as_(officer)
    assert "this invitation is for new@example.org" in client.get(invited.address).content.decode()
    page = client.post(invited.address, follow=True).content.decode()
    assert "Sign in with that address to accept." in page


def test_a_withdrawn_link_opens_nothing(invited, as_, coordinator):
    as_(coordinator).post(f"/sslep/people/invitations/{invited.pk}/withdraw/")
    assert "is no longer valid" in Client().get(invited.address).content.decode()


def test_sending_again_makes_a_new_link_and_voids_the_old(invited, as_, coordinator):
    page = as_(coordinator).post(f"/sslep/people/invitations/{invited.pk}/send-again/", follow=True)
    assert "Give this link to new@example.org" in page.content.decode()
    assert Client().get(invited.address).status_code == 404


def test_nobody_is_invited_twice_to_one_role(invited, as_, coordinator):
    page = as_(coordinator).post(INVITE, TYPED).content.decode()
    assert "new@example.org is already invited in that role." in page
    assert 'value="Strategy Researcher"' in page


def test_whoever_has_the_role_is_not_invited(as_, coordinator, officer):
    page = as_(coordinator).post(INVITE, TYPED | {"email": officer.email}).content.decode()
    assert "already has that role here." in page


def test_a_committee_member_needs_a_committee(as_, coordinator, body):
    page = as_(coordinator).post(INVITE, TYPED | {"role": "committee_member"}).content.decode()
    assert "Choose the board or committee the person sits on." in page


def test_a_committee_member_gets_a_seat_with_the_role(partnership, body, coordinator):
    invitation, _ = workflow.invite_person(
        partnership,
        email="new@example.org",
        name="Member",
        role="committee_member",
        body=body,
        by=coordinator,
    )
    person = workflow.accept_invitation(invitation, password=PASSWORD)
    assert Seat.objects.get(user=person).body == body


def test_where_nobody_reviews_no_reviewer_is_invited(as_, coordinator, partnership):
    partnership.reviewer_title = ""
    partnership.save()
    assert "Area Lead" not in as_(coordinator).get(INVITE).content.decode()
    with pytest.raises(ActionRefused, match="Nobody reviews here"):
        workflow.invite_person(
            partnership, email="a@example.org", name="A", role="area_lead", by=coordinator
        )


def test_an_invitation_of_another_partnership_is_not_found(invited, as_, outsider):
    assert (
        as_(outsider).post(f"/other/people/invitations/{invited.pk}/withdraw/").status_code == 404
    )


def test_bad_input_is_said_in_whole_sentences(as_, coordinator):
    page = as_(coordinator).post(INVITE, {"email": "no address", "name": ""}).content.decode()
    assert "Write an e-mail address such as name@example.org." in page
    assert "Fill in “Name”." in page
    assert "Choose something for “Role”." in page
