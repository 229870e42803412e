"""What was typed into a form whose session ended comes back to its author, and to nobody else."""

import pytest
from django.conf import settings
from django.test import Client

from governance.models import Body, ChangedMeanwhile, TypedText

FORM = "/sslep/bodies/new/"
TYPED = {"name": "Growth Board", "kind": "board", "remit": "Looks after growth."}


@pytest.fixture
def ended(as_, coordinator, db) -> Client:
    """A browser in which the coordinator worked until the session ended."""
    client = as_(coordinator)
    client.get(FORM)
    del client.cookies[settings.SESSION_COOKIE_NAME]
    return client


def kept() -> TypedText:
    return TypedText.objects.get()


def test_the_text_is_kept_and_signing_in_leads_to_it(ended, coordinator):
    response = ended.post(FORM, TYPED)
    assert response.status_code == 302
    assert response.url == f"/account/login/?next=/account/unsaved/{kept().pk}/"
    assert kept().user == coordinator
    assert (
        "You were signed out. Sign in to get back what you typed."
        in ended.get(response.url).content.decode()
    )


def test_its_author_sees_it_and_sends_it_to_the_form_again(ended, coordinator, as_):
    ended.post(FORM, TYPED)
    client = as_(coordinator)
    page = client.get(f"/account/unsaved/{kept().pk}/").content.decode()
    assert "Looks after growth." in page
    assert f'action="{FORM}"' in page
    client.post(FORM, {**TYPED, "typed_text": kept().pk})
    assert Body.objects.get().remit == "Looks after growth."
    assert TypedText.objects.count() == 0, "what was saved is kept no longer"


def test_a_text_that_was_not_accepted_is_kept_on(ended, coordinator, as_):
    ended.post(FORM, TYPED)
    as_(coordinator).post(FORM, {"name": "", "typed_text": kept().pk})
    assert TypedText.objects.count() == 1


def test_nobody_else_sees_it(ended, as_, officer, administrator):
    ended.post(FORM, TYPED)
    for person in (officer, administrator):
        assert as_(person).get(f"/account/unsaved/{kept().pk}/").status_code == 404
        assert as_(person).post(f"/account/unsaved/{kept().pk}/forget/").status_code == 404
    assert TypedText.objects.count() == 1


def test_its_author_may_throw_it_away(ended, coordinator, as_):
    ended.post(FORM, TYPED)
    as_(coordinator).post(f"/account/unsaved/{kept().pk}/forget/")
    assert TypedText.objects.count() == 0


def test_passwords_and_tokens_are_never_kept(ended):
    ended.post(FORM, {**TYPED, "password": "secret phrase", "csrfmiddlewaretoken": "abc"})
    assert set(kept().payload) == set(TYPED)


def test_a_button_without_words_keeps_nothing_and_says_so(ended, body, coordinator):
    response = ended.post(f"/sslep/bodies/{body.slug}/seats/{body.pk}/end/", {"version": "1"})
    assert TypedText.objects.count() == 0
    page = ended.get(response.url).content.decode()
    assert "You were signed out. Sign in, then do it again." in page


def test_a_browser_nobody_worked_in_keeps_nothing(db, partnership):
    Client().post(FORM, TYPED)
    assert TypedText.objects.count() == 0


def test_after_signing_out_nothing_is_kept_for_that_person(as_, coordinator):
    client = as_(coordinator)
    client.get(FORM)
    client.post("/account/logout/")
    client.post(FORM, TYPED)
    assert TypedText.objects.count() == 0


def test_a_forged_author_is_not_believed(partnership, coordinator):
    client = Client()
    client.cookies["lep_author"] = str(coordinator.pk)
    client.post(FORM, TYPED)
    assert TypedText.objects.count() == 0


def test_more_than_a_form_can_hold_is_not_kept(ended):
    ended.post(FORM, {**TYPED, "remit": "x" * 600_000})
    assert TypedText.objects.count() == 0


def test_a_script_is_told_in_its_own_way(ended):
    response = ended.post(FORM, TYPED, headers={"accept": "application/json"})
    assert response.status_code == 401
    assert response.json()["problem"] == "You were signed out. Sign in again."


def test_an_expired_form_gives_the_text_back(as_, coordinator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator, "django.contrib.auth.backends.ModelBackend")
    page = client.post(FORM, TYPED, headers={"origin": "http://testserver"})
    assert page.status_code == 403
    assert "Looks after growth." in page.content.decode()
    assert "Return to the form" in page.content.decode()


def test_a_form_of_a_strange_site_is_not_sent_again_by_one_press(coordinator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator, "django.contrib.auth.backends.ModelBackend")
    page = client.post(FORM, TYPED, headers={"origin": "http://elsewhere.example"})
    assert page.status_code == 403
    assert "Return to the form" not in page.content.decode()


def test_words_typed_while_somebody_else_saved_are_kept(
    as_, coordinator, partnership, body, monkeypatch
):
    """The form looks first; this is the moment between its look and the save."""
    from governance.workflow import partnerships

    def meanwhile(row, *, by):
        raise ChangedMeanwhile(row)

    monkeypatch.setattr(partnerships, "save_body", meanwhile)
    monkeypatch.setattr("governance.workflow.save_body", meanwhile)
    page = as_(coordinator).post(f"/sslep/bodies/{body.slug}/edit/", TYPED, follow=True)
    assert "was changed by somebody else meanwhile." in page.content.decode()
    assert "Looks after growth." in page.content.decode()


def test_the_account_lists_what_was_not_saved(ended, coordinator, as_):
    ended.post(FORM, TYPED)
    page = as_(coordinator).get("/account/").content.decode()
    assert f"/account/unsaved/{kept().pk}/" in page
