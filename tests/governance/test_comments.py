"""Questions and answers about a row: who may ask, who may settle, and what stays."""

import pytest
from django.urls import reverse

from governance.comment_threads import question_seen, talk_about
from governance.models import AuditEvent, Comment
from governance.workflow import comments as workflow
from tests import factories


@pytest.fixture
def update(plan_round):
    return plan_round.updates.order_by("improvement__order").first()


@pytest.fixture
def question(update, area_lead, officer):
    return workflow.add_comment(update, text="Which papers?", addressed_to=officer, by=area_lead)


def add_url(update, slug="sslep"):
    return reverse("governance:comment_add", args=[slug, "progressupdate", update.pk])


def verb(name, comment, slug="sslep"):
    return reverse(f"governance:{name}", args=[slug, comment.pk])


def test_a_question_is_asked_of_a_person(as_, update, area_lead, officer):
    response = as_(area_lead).post(
        add_url(update), {"text": "Which papers?", "addressed_to": officer.pk, "next": "/reviews/"}
    )
    assert response.status_code == 302
    assert response.url == "/reviews/#questions"
    comment = Comment.objects.get()
    assert (comment.text, comment.voice, comment.addressed_to) == (
        "Which papers?",
        "reviewer",
        officer,
    )
    assert AuditEvent.objects.get().verb == "governance.comment_added"


def test_an_answer_joins_its_thread_in_the_other_voice(as_, update, question, officer):
    as_(officer).post(add_url(update), {"text": "The board's.", "thread": question.pk})
    answer = question.answers.get()
    assert answer.voice == "lep"
    thread = talk_about(update, officer).threads[0]
    assert [entry.text for entry in thread.entries] == ["Which papers?", "The board's."]
    assert thread.entries[0].is_reviewer
    assert "to Governance Officer" in thread.entries[0].when


def test_an_answer_to_a_settled_question_opens_it_again(as_, update, question, officer):
    workflow.resolve_comment(question, by=officer)
    as_(officer).post(add_url(update), {"text": "One more thing.", "thread": question.pk})
    question.refresh_from_db()
    assert question.is_open


def test_a_question_is_settled_and_opened_again(as_, update, question, officer, area_lead):
    as_(officer).post(
        verb("comment_resolve", question), {"seen": question_seen(question, question)}
    )
    question.refresh_from_db()
    assert question.resolved_by == officer
    assert talk_about(update, officer).open == 0
    as_(area_lead).post(verb("comment_reopen", question))
    question.refresh_from_db()
    assert question.is_open
    assert list(AuditEvent.objects.order_by("number").values_list("verb", flat=True)) == [
        "governance.comment_added",
        "governance.comment_resolved",
        "governance.comment_reopened",
    ]


def test_settling_twice_says_so_and_changes_nothing(as_, question, officer):
    workflow.resolve_comment(question, by=officer)
    response = as_(officer).post(verb("comment_resolve", question), follow=True)
    assert "This question is resolved already." in response.content.decode()
    assert AuditEvent.objects.count() == 2


def test_opening_an_open_question_says_so(as_, question, officer):
    response = as_(officer).post(verb("comment_reopen", question), follow=True)
    assert "This question is open." in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Write your question or answer"),
        ({"text": "Kept words.", "addressed_to": "999"}, "Choose someone who writes or reviews"),
        ({"text": "Kept words.", "thread": "999"}, "That question is not on this row"),
        ({"text": "Kept words. " * 500}, "Keep it under 5,000 letters"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_the_words(as_, update, officer, typed, sentence):
    page = as_(officer).post(add_url(update), typed).content.decode()
    assert sentence in page
    if typed["text"]:
        assert "Kept words." in page
    assert not Comment.objects.exists()


def test_a_question_of_another_row_cannot_be_answered_here(as_, plan_round, question, officer):
    other = plan_round.updates.order_by("improvement__order").last()
    page = as_(officer).post(add_url(other), {"text": "Lost.", "thread": question.pk})
    assert "That question is not on this row" in page.content.decode()
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("who", ["committee_member", "auditor"])
def test_those_who_only_read_do_not_ask(as_, update, question, who, request):
    person = request.getfixturevalue(who)
    client = as_(person)
    assert client.post(add_url(update), {"text": "May I?"}).status_code == 403
    assert client.post(verb("comment_resolve", question)).status_code == 403
    assert not talk_about(update, person).may_write
    assert Comment.objects.count() == 1


def test_outsiders_find_nothing(as_, update, question, outsider):
    client = as_(outsider)
    assert client.post(add_url(update), {"text": "Hello."}).status_code == 404
    assert client.post(add_url(update, "other"), {"text": "Hello."}).status_code == 404
    assert client.post(verb("comment_resolve", question)).status_code == 404
    assert client.post(verb("comment_resolve", question, "other")).status_code == 404


@pytest.mark.parametrize("kind", ["user", "nothing", "comment"])
def test_only_things_of_a_partnership_are_talked_about(as_, officer, kind):
    address = reverse("governance:comment_add", args=["sslep", kind, 1])
    assert as_(officer).post(address, {"text": "Hello."}).status_code == 404


@pytest.mark.parametrize("name", ["comment_resolve", "comment_reopen"])
def test_a_verb_is_not_a_page(as_, question, officer, name):
    assert as_(officer).get(verb(name, question)).status_code == 405


def test_adding_is_not_a_page(as_, update, officer):
    assert as_(officer).get(add_url(update)).status_code == 405


def test_nobody_is_sent_to_another_site(as_, update, officer):
    response = as_(officer).post(add_url(update), {"text": "Hi.", "next": "https://example.com/"})
    assert response.url.startswith("/")


@pytest.mark.parametrize("number", [1, 10])
def test_threads_take_as_many_queries_however_long(
    update, area_lead, officer, number, django_assert_max_num_queries
):
    for count in range(number):
        question = workflow.add_comment(update, text=f"Question {count}?", by=area_lead)
        workflow.add_comment(update, text="Yes.", thread=question, by=officer)
    reader = factories.make_reviewer(update.partnership)
    update = type(update).objects.select_related("plan_round__plan__partnership").get(pk=update.pk)
    with django_assert_max_num_queries(4):
        assert len(talk_about(update, reader).threads) == number
