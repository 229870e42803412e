"""Sentences made of printed words: one stop at their end, and no word said twice or untruly."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from governance.packs import assemble
from governance.text.sentences import as_at, ended, unstopped
from governance.workflow.packs import request_pack
from plans import workflow
from plans.input.update import NewDate, UpdateContent
from plans.models import Improvement, Milestone, ProgressUpdate
from tests import factories

DOUBLED = re.compile(r"[^.]\.(?:\s*\.)(?!\.)|\b(as at|at|issued|issue|done|outcome):? \1\b", re.I)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def plain(markup: str) -> str:
    """The words of a page as a reader sees them, without its head and scripts."""
    body = re.sub(r"(?s)<(script|style|head|textarea|svg)\b.*?</\1>", " ", markup)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", re.sub(r"\s+", " ", body))).split())


@pytest.fixture
def quarters(plan, officer, coordinator, area_lead, on_day):
    """Words that end in a stop or begin with the word a sentence puts before them."""
    plan.issue_text = "Issued 3 May 2019."
    plan.save()
    Improvement.objects.filter(plan=plan).update(short_name="Publish the papers.")
    Milestone.objects.filter(improvement__plan=plan).update(
        text="Policy reviewed by July 31st.", due_text="by July 31st.", state_text=""
    )
    on_day(date(2019, 7, 3))
    before = factories.make_quarter_before(plan, by=coordinator)
    for update in before.updates.all():
        content = UpdateContent(
            status="on_track", as_at_text="25/06/2019", notes="Nothing is late."
        )
        workflow.save_update(fresh(update), content=content, by=officer)
        # As a draft of before may have it: what is typed today is read first.
        ProgressUpdate.objects.filter(pk=update.pk).update(as_at_text="at 25 June 19")
        workflow.submit_update(fresh(update), by=officer)
    workflow.close_plan_round(fresh(before), by=coordinator)
    on_day(date(2019, 9, 26))
    now = factories.make_plan_round(plan, factories.make_round(plan.partnership, by=coordinator))
    row = now.updates.get(improvement__ref="1")
    milestone = row.improvement.milestones.get()
    factories.submit(
        row,
        by=officer,
        status="at_risk",
        reason="Issue: two seats are empty.",
        date_moves="yes",
        moves={milestone.pk: NewDate("31/01/2020", "Two seats are empty")},
    )
    Milestone.objects.filter(improvement__ref="2", improvement__plan=plan).update(
        state="done", state_text="Done in June."
    )
    return fresh(before), fresh(now)


def places(quarters, as_, people, body) -> dict[str, str]:
    before, now = quarters
    slugs = [before.partnership.slug, before.plan.slug]
    coordinator, officer, reviewer, member = people
    found = {}
    for name, person in (("coordinator", coordinator), ("member", member), ("officer", officer)):
        client = as_(person)
        found[f"plan, {name}"] = client.get(reverse("plans:plan_detail", args=slugs) + "?rows=all")
        for ref in "123":
            address = reverse("plans:improvement_detail", args=[*slugs, ref])
            found[f"row {ref}, {name}"] = client.get(address)
        found[f"home, {name}"] = client.get("/")
    for ref in "123":
        for plan_round in quarters:
            address = reverse("plans:update_form", args=[*slugs, ref, plan_round.round.slug])
            found[f"update {ref} {plan_round.round.slug}"] = as_(officer).get(address)
    review = reverse("plans:review_detail", args=[*slugs, "1", now.round.slug])
    found["review"] = as_(reviewer).get(review)
    found["tasks"] = as_(officer).get(reverse("plans:task_list", args=[*slugs, now.round.slug]))
    found["quarter"] = as_(coordinator).get(now.get_absolute_url())
    told = {name: plain(answer.content.decode()) for name, answer in found.items()}
    for plan_round in quarters:
        pack = request_pack(body, round=plan_round.round, by=coordinator)
        told[f"pack {plan_round}"] = plain(assemble(pack, at=pack.requested_at).html)
    return told


def test_no_sentence_of_a_page_or_pack_has_two_stops_or_says_a_word_twice(
    quarters, as_, coordinator, officer, area_lead, committee_member, body
):
    people = (coordinator, officer, area_lead, committee_member)
    told = places(quarters, as_, people, body)
    for place, text in told.items():
        for found in DOUBLED.finditer(text):
            raise AssertionError(f"{place}: {text[max(0, found.start() - 80) : found.end() + 40]}")
    assert "as at 25 June 2019" in told["review"]
    assert "as at 25 june 2019" in told["update 2 2019-q2"].lower()


def test_a_moved_date_is_told_in_whole_sentences(quarters, as_, area_lead, officer):
    _, now = quarters
    update = now.updates.get(improvement__ref="1")
    workflow.accept_update(fresh(update), agree_moves=True, why_differ="", by=area_lead)
    page = plain(as_(officer).get(update.improvement.get_absolute_url()).content.decode())
    assert "moved to 31 January 2020: Two seats are empty. Asked by Governance Officer" in page


def test_the_review_says_of_a_new_overdue_milestone_what_is_true(quarters, as_, area_lead):
    _, now = quarters
    update = now.updates.get(improvement__ref="1")
    Milestone.objects.create(
        improvement=update.improvement, text="A register is kept", latest=date(2019, 3, 1), order=9
    )
    slugs = [now.partnership.slug, now.plan.slug, "1", now.round.slug]
    page = as_(area_lead).get(reverse("plans:review_detail", args=slugs)).content.decode()
    row = next(one for one in page.split("<tr") if "A register is kept" in one)
    cells = re.findall(r"(?s)<td[^>]*>(.*?)</td>", row)
    in_plan, last, said = (plain(cell) for cell in cells)
    assert in_plan == "1 March 2019"
    assert last == "It was not in the plan"
    assert said == "Overdue since 1 March 2019, and not mentioned"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("by July 31st.", "by July 31st."),
        ("by July 31st", "by July 31st."),
        ("Is it done?", "Is it done?"),
        ("He said “no.”", "He said “no.”"),
        ("", ""),
    ],
)
def test_a_sentence_ends_in_one_stop(text, whole):
    assert ended(text) == whole
    assert not unstopped(text).endswith(".")


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("at 25 June 19", date(2019, 6, 25), "as at 25 June 2019"),
        ("As at 25 June 19", None, "as at 25 June 19"),
        ("at the end of June", None, "as at the end of June"),
        ("01/09/2019", date(2019, 9, 1), "as at 1 September 2019"),
        ("", None, ""),
    ],
)
def test_as_at_is_said_once(text, day, words):
    assert as_at(text, day) == words
