"""Attempts to sign in: counted for the right address, recorded, and no means against an owner."""

import re

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from governance import workflow
from governance.models import AuditEvent, OutgoingMail
from governance.sign_in import failures
from governance.sign_in.client_address import UNKNOWN, client_address
from tests.factories import PASSWORD

LOGIN, CODE, RESET = "/account/login/", "/account/login/code/", "/account/password/reset/"
WRONG = "not the password"
STRANGER, OWNER = "198.51.100.7", "203.0.113.5"


@pytest.fixture(autouse=True)
def _fresh_limits(db):
    cache.clear()


def try_to(login, password=WRONG, *, at=STRANGER):
    return Client().post(LOGIN, {"login": login, "password": password}, REMOTE_ADDR=at)


def events(verb):
    return list(AuditEvent.objects.filter(verb=f"governance.{verb}").order_by("number"))


# --- Where a request came from --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "found"),
    [
        (0, "", OWNER, OWNER),
        (0, "192.0.2.1", OWNER, OWNER),
        (1, OWNER, "10.0.0.1", OWNER),
        (1, f"192.0.2.1, {OWNER}", "10.0.0.1", OWNER),
        (2, f"192.0.2.1, {OWNER}, 10.0.0.2", "10.0.0.1", OWNER),
        (2, OWNER, "10.0.0.1", "10.0.0.1"),
        (1, "", "10.0.0.1", "10.0.0.1"),
        (1, "nonsense", "10.0.0.1", "10.0.0.1"),
        (1, f"{OWNER}:4711", "", OWNER),
        (1, "[2001:db8::1]:4711", "", "2001:db8::1"),
        (1, "::ffff:203.0.113.5", "", OWNER),
        (1, "", "", UNKNOWN),
        (0, OWNER, "", UNKNOWN),
    ],
)
def test_the_client_is_what_our_first_proxy_saw(settings, proxies, forwarded, remote, found):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers={})
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    assert client_address(request) == found


def test_behind_a_unix_socket_people_sign_in_and_share_no_limit(settings, officer):
    settings.PROXIES = 1
    for _ in range(12):
        Client().post(
            LOGIN,
            {"login": officer.email, "password": WRONG},
            REMOTE_ADDR="",
            headers={"x-forwarded-for": STRANGER},
        )
    client = Client(REMOTE_ADDR="", headers={"x-forwarded-for": OWNER})
    answer = client.post(LOGIN, {"login": officer.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/account/").status_code == 200
    assert client.get(reverse("usersessions_list")).status_code == 200
    assert officer.usersession_set.get().ip == OWNER


def test_a_header_a_client_wrote_does_not_reset_the_limit(settings, officer):
    settings.PROXIES = 1
    for number in range(12):
        page = Client().post(
            LOGIN,
            {"login": officer.email, "password": WRONG},
            REMOTE_ADDR="10.0.0.1",
            headers={"x-forwarded-for": f"192.0.2.{number}, {STRANGER}"},
        )
    assert "too many attempts" in page.content.decode()


# --- The owner of an attacked account -------------------------------------------------------------
def test_strangers_do_not_lock_the_owner_out(officer):
    for number in range(30):
        try_to(officer.email, at=f"198.51.100.{number % 5}")
    assert "too many attempts" in try_to(officer.email, at="198.51.100.1").content.decode()
    assert try_to(officer.email, PASSWORD, at=OWNER).status_code == 302


def test_strangers_do_not_use_up_the_owners_codes_and_links(officer):
    for _ in range(10):
        for address in (CODE, RESET):
            Client().post(address, {"email": officer.email}, REMOTE_ADDR=STRANGER)
    before = OutgoingMail.objects.count()
    assert before <= 6
    for address in (CODE, RESET):
        answer = Client().post(address, {"email": officer.email}, REMOTE_ADDR=OWNER)
        assert answer.status_code == 302
    assert OutgoingMail.objects.count() == before + 2


def test_one_network_is_held_off_from_one_account_for_a_while(officer, coordinator):
    for _ in range(5):
        try_to(officer.email)
    assert "too many attempts" in try_to(officer.email, PASSWORD).content.decode()
    assert try_to(coordinator.email, PASSWORD).status_code == 302


# --- What is recorded -----------------------------------------------------------------------------
def test_failed_and_held_off_attempts_leave_one_event_each(officer):
    for _ in range(9):
        try_to(officer.email)
    masked = f"p…@{officer.email.partition('@')[2]}"
    (failed,), (locked,) = events("sign_in_failed"), events("sign_in_locked")
    assert failed.as_printed == f"An attempt to sign in as {masked} failed."
    assert locked.as_printed == (
        f"Attempts to sign in as {masked} from one network address are held off."
    )
    assert failed.partnership is None and failed.details["network"] == STRANGER


def test_events_tell_nobody_whether_an_address_has_an_account(officer):
    try_to(officer.email)
    try_to("person-of-nowhere@example.org", at=OWNER)
    known, unknown = events("sign_in_failed")
    assert known.sentence == unknown.sentence
    assert set(known.details) == set(unknown.details)
    assert (known.subject_key, known.actor) == (unknown.subject_key, unknown.actor) == ("", None)
    assert officer.email not in str(known.details) + known.sentence


def test_a_password_typed_into_the_wrong_box_is_not_recorded(db):
    try_to("MySecretPhrase!")
    assert "MySecret" not in str([(e.sentence, e.details) for e in AuditEvent.objects.all()])


def test_nobody_fills_the_audit_log(db, monkeypatch):
    for number in range(20):
        try_to(f"guess{number}@example.org")
    assert len(events("sign_in_failed")) <= failures.MOST_OF_ONE
    monkeypatch.setattr(failures, "MOST_OF_ALL", 8)
    for number in range(20):
        failures.note_failure("code_failed", "a@example.org", address=f"192.0.2.{number}")
    assert len(events("code_failed")) == 8


def test_wrong_codes_leave_events(officer, client):
    client.post(CODE, {"email": officer.email})
    client.post(f"{CODE}confirm/", {"code": "WRONG1"})
    assert len(events("code_failed")) == 1


def test_wrong_codes_of_an_authenticator_leave_events(officer, client):
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(officer, "MFRGGZDFMZTWQ2LK")
    answer = client.post(LOGIN, {"login": officer.email, "password": PASSWORD})
    client.post(answer.url, {"code": "000000"})
    assert len(events("code_failed")) == 1


# --- Links in mails -------------------------------------------------------------------------------
def test_no_mail_names_the_host_that_was_asked_for(settings, officer, coordinator, partnership):
    """Every mail that a request makes, asked for under a host of an attacker's."""
    settings.ALLOWED_HOSTS = ["*"]
    evil = {"HTTP_HOST": "evil.example.net"}
    client = Client(**evil)
    client.post(CODE, {"email": officer.email})
    client.post(RESET, {"email": officer.email})
    client.post(RESET, {"email": "nobody@example.org"})
    client.force_login(coordinator, "django.contrib.auth.backends.ModelBackend")
    asked = {"email": "new@example.org", "name": "New person", "role": "officer"}
    page = client.post("/sslep/people/invite/", asked, follow=True).content.decode()
    assert f"{settings.BASE_URL}/join/" in page and "evil.example.net/join" not in page
    invitation = partnership.invitation_set.get()
    client.post(f"/sslep/people/invitations/{invitation.pk}/send-again/")
    chosen = {"password1": "quite another phrase", "password2": "quite another phrase"}
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **chosen})
    link = OutgoingMail.objects.get(subject="Choose a new password for LEP Tracker")
    address = re.search(r"http\S+", link.text)[0]
    assert address.startswith(f"{settings.BASE_URL}/account/password/reset/key/")
    page = Client().get(address.removeprefix(settings.BASE_URL), follow=True)
    Client().post(page.request["PATH_INFO"], chosen, **evil)
    mails = OutgoingMail.objects.all()
    assert len({mail.subject for mail in mails}) >= 4
    for mail in mails:
        words = f"{mail.subject} {mail.text} {mail.html}"
        assert "evil" not in words, mail.subject
        for found in re.findall(r"https?://[^\s\"<]+", words):
            assert found.startswith((settings.BASE_URL, "http://www.w3.org")), found


def test_joining_by_invitation_leaves_an_event(coordinator, partnership):
    invitation, _ = workflow.invite_person(
        partnership, email="new@example.org", name="New", role="officer", by=coordinator
    )
    workflow.accept_invitation(invitation, password="a fresh long phrase")
    assert len(events("invitation_accepted")) == 1
