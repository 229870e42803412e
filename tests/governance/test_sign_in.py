"""Signing in: by password, by mailed code, with an authenticator; nobody signs up unasked."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from governance import roles
from governance.models import AuditEvent, OutgoingMail
from tests.factories import PASSWORD, make_user

LOGIN = "/account/login/"
CODE = "/account/login/code/"
RESET = "/account/password/reset/"


@pytest.fixture(autouse=True)
def _fresh_limits(db):
    cache.clear()


def sign_in(client, person, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": person.email, "password": password, **more})


def test_anybody_is_asked_to_sign_in_first(client, officer):
    response = client.get("/")
    assert response.status_code == 302
    assert response.url == f"{LOGIN}?next=/"


def test_a_password_lets_its_owner_in_and_leaves_one_event(client, officer):
    response = sign_in(client, officer)
    assert response.status_code == 302
    assert response.url == "/"
    event = AuditEvent.objects.get()
    assert (event.verb, event.partnership, event.actor) == ("governance.signed_in", None, officer)
    officer.refresh_from_db()
    assert officer.last_seen_at is not None


def test_signing_in_leads_back_to_the_page_asked_for(client, officer):
    response = sign_in(client, officer, next="/account/")
    assert response.url == "/account/"


def test_the_address_is_read_in_any_case(client, officer):
    response = client.post(LOGIN, {"login": officer.email.upper(), "password": PASSWORD})
    assert response.status_code == 302


def test_known_and_unknown_addresses_get_the_same_answer(client, officer):
    known = sign_in(client, officer, "not the password")
    unknown = client.post(LOGIN, {"login": "nobody@example.org", "password": "not the password"})
    sentence = "The e-mail address or the password is not right."
    assert sentence in known.content.decode() and sentence in unknown.content.decode()
    assert known.status_code == unknown.status_code == 200


def test_known_and_unknown_addresses_cost_one_password_hash_each(client, officer, monkeypatch):
    """Equal work is what makes the timing equal; the clock of a test machine proves nothing."""
    from django.contrib.auth import hashers

    hashed = []
    hasher = hashers.get_hasher()
    real = type(hasher).encode
    monkeypatch.setattr(
        type(hasher), "encode", lambda self, *a, **k: hashed.append(1) or real(self, *a, **k)
    )
    sign_in(client, officer, "not the password")
    known = len(hashed)
    client.post(LOGIN, {"login": "nobody@example.org", "password": "not the password"})
    assert known == len(hashed) - known


def test_empty_boxes_are_named(client, officer):
    page = client.post(LOGIN, {"login": "", "password": ""}).content.decode()
    assert "Fill in “E-mail address”." in page
    assert "Fill in “Password”." in page
    assert "There is a problem" in page


def test_after_too_many_wrong_passwords_one_waits(client, officer):
    for _ in range(5):
        sign_in(client, officer, "not the password")
    page = sign_in(client, officer).content.decode()
    assert "There were too many attempts to sign in. Wait five minutes" in page


def test_a_closed_account_does_not_open(client, officer):
    officer.is_active = False
    officer.save()
    assert sign_in(client, officer).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_mailed_code_lets_its_owner_in(client, officer):
    client.post(CODE, {"email": officer.email})
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.to_address, mail.recipient) == ("sign_in", officer.email, officer)
    code = mail.text.split("\n")[2].strip()
    response = client.post(f"{CODE}confirm/", {"code": code})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(officer.pk)


def test_a_wrong_code_is_refused_in_a_sentence(client, officer):
    client.post(CODE, {"email": officer.email})
    page = client.post(f"{CODE}confirm/", {"code": "WRONG1"}).content.decode()
    assert "That code is not right." in page


def test_asking_for_a_code_tells_nobody_who_has_an_account(client, officer):
    known = client.post(CODE, {"email": officer.email}, follow=True)
    unknown = Client().post(CODE, {"email": "nobody@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert [mail.kind for mail in OutgoingMail.objects.all()] == ["sign_in", "sign_in"]


def test_asking_for_a_new_password_tells_nobody_who_has_an_account(client, officer):
    known = client.post(RESET, {"email": officer.email})
    unknown = client.post(RESET, {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    subjects = {mail.to_address: mail.subject for mail in OutgoingMail.objects.all()}
    assert subjects[officer.email] == "Choose a new password for LEP Tracker"
    assert subjects["nobody@example.org"] == "This address has no account in LEP Tracker"


def test_the_mailed_link_sets_a_new_password_once(client, officer):
    client.post(RESET, {"email": officer.email})
    link = re.search(r"http://\S+", OutgoingMail.objects.get().text)[0]
    page = client.get(link, follow=True)
    chosen = {"password1": "quite another phrase", "password2": "quite another phrase"}
    client.post(page.request["PATH_INFO"], chosen)
    officer.refresh_from_db()
    assert officer.check_password("quite another phrase")
    assert AuditEvent.objects.filter(verb="governance.password_reset").count() == 1
    again = Client().get(link, follow=True)
    assert "no longer" in again.content.decode() or again.context["token_fail"]


def test_changing_the_password_asks_for_the_present_one(as_, officer):
    client = as_(officer)
    chosen = {"password1": "quite another phrase", "password2": "quite another phrase"}
    page = client.post(reverse("account_change_password"), {"oldpassword": "wrong", **chosen})
    assert "That is not your present password." in page.content.decode()
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **chosen})
    officer.refresh_from_db()
    assert officer.check_password("quite another phrase")
    assert AuditEvent.objects.filter(verb="governance.password_changed").count() == 1


def test_nobody_signs_up_by_themselves(client, db):
    asked = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    response = client.post("/account/signup/", asked)
    assert "by invitation" in response.content.decode()
    assert OutgoingMail.objects.count() == 0


def test_signing_out_is_an_action_of_its_own(client, officer):
    sign_in(client, officer)
    client.post("/account/logout/")
    assert list(AuditEvent.objects.values_list("verb", flat=True)) == [
        "governance.signed_out",
        "governance.signed_in",
    ]


def test_the_admin_has_no_way_in_of_its_own(client, administrator):
    response = client.get("/admin/login/?next=/admin/")
    assert response.status_code == 302
    assert response.url.startswith(LOGIN)


def test_a_role_can_be_asked_for_authenticator_codes(client, officer, partnership):
    partnership.authenticator_roles = [roles.OFFICER]
    partnership.save()
    sign_in(client, officer)
    response = client.get("/account/")
    assert response.status_code == 302
    assert response.url == reverse("mfa_activate_totp")
    # Changing how one signs in asks for the password once more.
    asked = client.get(response.url, follow=True)
    assert "Your role asks for authenticator codes." in asked.content.decode()
    page = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    assert "Key to type" in page.content.decode()


def test_other_roles_are_not_asked_for_codes(as_, coordinator, partnership):
    partnership.authenticator_roles = [roles.OFFICER]
    partnership.save()
    assert as_(coordinator).get("/account/").status_code == 200


def test_who_has_codes_goes_on_and_cannot_switch_them_off(client, officer, partnership):
    from allauth.mfa.totp.internal.auth import TOTP

    partnership.authenticator_roles = [roles.OFFICER]
    partnership.save()
    sign_in(client, officer)
    TOTP.activate(officer, "MFRGGZDFMZTWQ2LK")
    assert client.get("/account/").status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=officer).count() == 1


def test_with_an_authenticator_the_password_alone_is_not_enough(client, officer):
    from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
    from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters

    secret = "MFRGGZDFMZTWQ2LK"
    TOTP.activate(officer, secret)
    response = sign_in(client, officer)
    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    code = format_hotp_value(hotp_value(secret, next(iter(counters()))))
    client.post(response.url, {"code": code})
    assert client.session["_auth_user_id"] == str(officer.pk)


def test_the_site_can_ask_administrators_for_codes(as_, settings, administrator):
    settings.ADMINISTRATORS_USE_CODES = True
    assert as_(administrator).get("/account/").url == reverse("mfa_activate_totp")


def test_sessions_are_listed_and_ended_elsewhere(client, officer):
    sign_in(Client(), officer)
    sign_in(client, officer)
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "Sign out everywhere else" in page or "elsewhere" in page
    client.post(reverse("usersessions_list"))
    assert officer.usersession_set.count() == 1


def test_somebody_without_a_role_still_gets_a_page(as_, db):
    page = as_(make_user("New person")).get("/account/").content.decode()
    assert "You have no role at the moment." in page
