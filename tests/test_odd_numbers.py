"""What a page carries unseen is answered, whatever somebody made of it: no 500."""

import pytest
from django.urls import reverse

from governance.comment_threads import question_seen
from governance.input.whole_numbers import typed_number
from governance.workflow import comments

ODD = ["²", "٣", "9" * 40, "", "\0", "-1", "1e9", "1.0", "[" * 3000, "NaN"]


@pytest.mark.parametrize("typed", [*ODD, None, [], "9" * 19])
def test_what_is_no_plain_number_is_none(typed):
    assert typed_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "number"), [("0", 0), (" 12 ", 12), (7, 7), ("9" * 18, 10**18 - 1)]
)
def test_a_plain_number_is_read(typed, number):
    assert typed_number(typed) == number


@pytest.fixture
def row(plan):
    return plan.improvements.first()


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD)
def test_a_form_that_carries_something_odd_is_answered(as_, coordinator, plan, row, odd):
    client, here = as_(coordinator), [plan.partnership.slug, plan.slug]
    url = reverse("plans:improvement_edit", args=[*here, row.ref])
    form = client.get(url).context["form"]
    shown = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    words = {"short_name": "Other words", "statement": "Other words."}
    for carried in ("version", "opened_with", "asked_about", "use"):
        answer = client.post(url, shown | words | {carried: odd})
        assert answer.status_code in (200, 302), carried


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD)
def test_an_odd_place_is_refused_in_a_sentence(as_, coordinator, plan, row, odd):
    before = [one.ref for one in plan.improvements.order_by("order")]
    url = reverse("plans:improvement_move", args=[plan.partnership.slug, plan.slug, row.ref])
    page = as_(coordinator).post(url, {"position": odd}, follow=True).content.decode()
    assert "Give the new place as a number, such as 3." in page
    assert [one.ref for one in plan.improvements.order_by("order")] == before


@pytest.mark.django_db
@pytest.mark.parametrize("odd", [*ODD, "questions", "javascript:alert(1)", "//elsewhere.example"])
def test_an_odd_way_back_leads_to_a_page_of_the_site(as_, coordinator, row, odd):
    question = comments.add_comment(row, text="Why?", by=coordinator)
    url = reverse("governance:comment_resolve", args=[row.partnership.slug, question.pk])
    answer = as_(coordinator).post(url, {"next": odd, "seen": question_seen(question, question)})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/") and not answer["Location"].startswith("//")
    question.refresh_from_db()
    assert question.resolved_at
