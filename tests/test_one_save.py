"""Whatever is sent twice is saved once: every form and button of the product, by its token."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.concurrency import submit_once
from governance.models import Comment, SentForm, TypedText
from tests.access_table import World, make_world, words_of_address
from tests.database_rows import dump
from tests.test_access import ACCESS

TOKEN = "one-use-token-of-a-form"
# Signing in as somebody new is no saving of a person who is signed in.
NOT_SIGNED_IN = {
    # Going on with a session may be asked as often as one likes.
    "session_extend",
    "governance:invitation_accept",
    "set_up",
    "set_up_step",
    "set_up_check",
}
# What answers with words and not with a new page saves under its version, again and again.
AUTOSAVES = {"plans:update_autosave", "plans:review_save"}
WRITING = sorted(
    name
    for name, row in ACCESS.items()
    if row.kind in ("form", "verb") and name not in NOT_SIGNED_IN | AUTOSAVES
)


@pytest.fixture
def world(db) -> World:
    return make_world()


def sign_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def said(response: Any) -> list[str]:
    return [str(one) for one in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("name", WRITING)
def test_sent_twice_it_is_saved_once(name: str, world: World):
    row = ACCESS[name]
    if row.given:
        row.given(world)
    url = reverse(name, args=words_of_address(row, world))
    client = sign_in(getattr(world, row.allowed[0]))
    given = row.data(world) if callable(row.data) else row.data
    data = {**given, "once": TOKEN}
    first = client.post(url, _again(data), headers=dict(row.headers))
    if first.status_code != 302:
        pytest.skip("It answers with a page or a file.")
    said(first)
    whole = dump()
    second = client.post(url, _again(data), headers=dict(row.headers))
    assert (second.status_code, second.url) == (302, first.url)
    assert dump() == whole, "the second sending changed rows"
    assert submit_once.ALREADY in said(second)


def _again(data: dict[str, Any]) -> dict[str, Any]:
    """The same files, from their beginning."""
    for value in data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return data


def test_every_form_prints_a_token_of_its_own(world):
    page = sign_in(world.coordinator).get(
        reverse("plans:plan_contents", args=[world.partnership.slug, world.plan.slug])
    )
    text = page.content.decode()
    forms = text.count('<form method="post"') + text.count('method="post" action')
    tokens = [part.split('"')[0] for part in text.split('name="once" value="')[1:]]
    assert len(tokens) == text.count('name="csrfmiddlewaretoken"') >= 3, forms
    assert len(set(tokens)) == len(tokens)


def test_forms_of_the_administration_carry_it_too(world):
    page = sign_in(world.administrator).get(reverse("admin:governance_body_add"))
    assert 'name="once"' in page.content.decode()


@pytest.fixture
def ask(world):
    """Send a question about a row with the token given."""
    client = sign_in(world.officer)
    subject = world.improvement
    url = reverse(
        "governance:comment_add", args=[world.partnership.slug, "improvement", subject.pk]
    )

    def send(text: str, token: str = TOKEN) -> Any:
        return client.post(url, {"text": text, "next": subject.get_absolute_url(), "once": token})

    return send


def test_other_words_under_a_used_token_are_kept_and_not_added(ask, world):
    ask("Who signs it off?")
    response = ask("Who signs it off, and when?")
    assert Comment.objects.count() == 1
    kept = TypedText.objects.get()
    assert response.url == reverse("governance:unsaved_text", args=[kept.pk])
    assert kept.payload["text"] == ["Who signs it off, and when?"]
    page = sign_in(world.officer).get(response.url).content.decode()
    assert "Who signs it off, and when?" in page


def test_a_form_with_mistakes_may_be_sent_again_with_its_token(ask):
    assert ask("").status_code == 200
    assert ask("Who signs it off?").status_code == 302
    assert Comment.objects.count() == 1


def test_another_page_is_another_form(ask):
    ask("Agreed.", "one-use-token-of-a-form")
    ask("Agreed.", "one-use-token-of-another")
    assert Comment.objects.count() == 2


def test_a_token_belongs_to_one_person(ask, world):
    ask("Who signs it off?")
    client = sign_in(world.coordinator)
    url = reverse(
        "governance:comment_add",
        args=[world.partnership.slug, "improvement", world.improvement.pk],
    )
    client.post(url, {"text": "Who signs it off?", "once": TOKEN})
    assert Comment.objects.count() == 2


def test_a_row_edited_under_its_version_may_be_sent_again_with_other_words(world):
    """Whoever goes back and writes on is judged by the version of the row, not by the token."""
    client = sign_in(world.coordinator)
    row = world.improvement
    url = reverse("plans:improvement_edit", args=[world.partnership.slug, world.plan.slug, row.ref])
    data = {"number": "1", "statement": "Publish.", "short_name": "Open", "once": TOKEN}
    client.post(url, {**data, "version": row.version})
    row.refresh_from_db()
    client.post(url, {**data, "statement": "Publish all.", "version": row.version})
    row.refresh_from_db()
    assert row.statement[0]["text"] == "Publish all."


def test_tokens_are_forgotten_after_a_month(ask):
    ask("Who signs it off?")
    submit_once.forget_old()
    assert SentForm.objects.count() == 1
    SentForm.objects.update(sent_at=timezone.now() - submit_once.KEPT_FOR * 2)
    submit_once.forget_old()
    assert SentForm.objects.count() == 0
