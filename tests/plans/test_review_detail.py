"""The review of one row: two quarters side by side, the reviewer's own view, and its verbs."""

import re
from datetime import date

import pytest
from django.urls import reverse

from governance.models import AuditEvent, Evidence
from plans import workflow
from plans.input.update import NewDate, Tick, UpdateContent
from plans.models import Citation, KpiReading, MilestoneMove, ProgressUpdate, Review, Source
from tests import factories
from tests.factories import seen_on_review

State = ProgressUpdate.State
LAST = "Papers went up late. The board agreed a policy."
NOW = "Papers went up on time. The board agreed a policy."


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def updates(plan_round):
    return list(plan_round.updates.order_by("improvement__order"))


@pytest.fixture
def sent(updates, officer):
    return factories.submit(updates[0], by=officer, notes=NOW)


@pytest.fixture
def milestone(updates):
    return updates[0].improvement.milestones.get()


def address(name, update, slug="sslep"):
    return reverse(
        f"plans:{name}", args=[slug, "improvement-plan-2019-20", update.improvement.ref, "2019-q2"]
    )


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def read(client, update):
    return client.get(address("review_detail", update)).content.decode()


def view(**typed):
    return {"version": 0, "status": "on_track", "words": "", "why_differ": "", "note": "", **typed}


def ask_for_a_date(update, milestone, officer):
    return factories.submit(
        update,
        by=officer,
        status="off_track",
        reason="Seats are empty.",
        date_moves="yes",
        moves={milestone.pk: NewDate("by 31 January 2020", "Two seats are still empty.")},
    )


# --- What the page shows -------------------------------------------------------------------------
def test_both_quarters_stand_side_by_side_with_changed_words(
    as_, plan, sent, coordinator, officer, area_lead
):
    before = factories.make_quarter_before(plan, by=coordinator)
    earlier = before.updates.get(improvement=sent.improvement)
    factories.submit(earlier, by=officer, notes=LAST, status="at_risk", reason="Slow.")
    page = read(as_(area_lead), sent)
    assert "Papers went up <del>late</del>." in page
    assert "Papers went up <ins>on time</ins>." in page
    assert "Q1 2019-20 (Apr to Jun 2019)" in page
    assert "changed from at risk" in page


def test_the_first_quarter_marks_nothing(as_, sent, area_lead):
    page = read(as_(area_lead), sent)
    assert "Papers went up on time." in page
    assert "so nothing is marked" in page


def test_a_row_written_anew_is_not_marked_word_by_word(
    as_, plan, sent, coordinator, officer, area_lead
):
    before = factories.make_quarter_before(plan, by=coordinator)
    earlier = before.updates.get(improvement=sent.improvement)
    factories.submit(earlier, by=officer, notes="Nobody could be found to take minutes in May.")
    page = read(as_(area_lead), sent)
    assert "The row was written anew this quarter" in page
    assert "<del>" not in page
    assert "Nobody could be found to take minutes in May." in page


def test_a_draft_is_never_read(as_, sent, officer, area_lead):
    workflow.withdraw_update(fresh(sent), by=officer)
    content = UpdateContent(status="on_track", notes="Secret half-sentence")
    workflow.save_update(fresh(sent), content=content, by=officer)
    page = read(as_(area_lead), sent)
    assert "Secret half-sentence" not in page
    assert "Papers went up on time." in page
    assert "It was taken back before you gave a view" in page


def test_a_row_of_which_nothing_was_sent_is_a_sentence(as_, updates, area_lead):
    response = as_(area_lead).get(address("review_detail", updates[0]), follow=True)
    assert "Nothing was sent on improvement 1" in response.content.decode()


def test_what_moved_stands_in_a_table(as_, updates, milestone, officer, area_lead):
    kpi = updates[0].improvement.kpis.get()
    kpi.unit, kpi.target = "papers", 12
    kpi.save()
    factories.submit(
        updates[0],
        by=officer,
        ticks={milestone.pk: Tick("done", "19 September 2019")},
        readings={kpi.pk: "9"},
    )
    assert KpiReading.objects.count() == 1
    page = read(as_(area_lead), updates[0])
    assert "Complete on 19 September 2019" in page
    assert "by end of July" in page
    assert "9 papers" in page
    assert "12 papers" in page


def test_an_overdue_milestone_nobody_mentions_is_shown(as_, sent, area_lead):
    assert "Overdue since 31 July 2019, and not mentioned" in read(as_(area_lead), sent)


def test_sources_and_evidence_are_at_hand(as_, plan, sent, officer, area_lead):
    source = Source.objects.create(plan=plan, key="audit", title="Governance Audit")
    Citation.objects.create(improvement=sent.improvement, source=source, pages="pg 6-7")
    Evidence.objects.create(
        partnership=plan.partnership,
        subject=sent.improvement,
        title="Paper register",
        reference="Board paper 4.1",
        added_by=officer,
    )
    page = read(as_(area_lead), sent)
    assert "Governance Audit, pg 6-7" in page
    assert "Paper register" in page


def test_words_sent_again_are_marked_against_those_returned(as_, sent, officer, area_lead):
    workflow.return_update(fresh(sent), note="Which papers?", by=area_lead)
    factories.submit(sent, by=officer, notes="Board papers went up on time.")
    page = read(as_(area_lead), sent)
    assert "Which papers?" in page
    assert "What changed since it was sent before" in page
    assert "<ins>Board papers</ins>" in page


def chosen(page):
    """The values of the radios of the status that are chosen."""
    return re.findall(r'name="status" value="(\w*)"[^>]* checked', page)


def test_the_form_starts_with_no_status_of_the_reviewer(as_, sent, area_lead):
    page = read(as_(area_lead), sent)
    assert "SSLEP says on track." in page.replace("\n", " ")
    assert chosen(page) == [""]


@pytest.mark.parametrize("status", ["", "on_track", "at_risk"])
def test_a_returned_row_tells_the_status_that_was_chosen_and_no_other(
    as_, sent, area_lead, officer, status
):
    client = as_(area_lead)
    typed = view(status=status, note="Which?", why_differ="Open.", seen=seen_on_review(sent))
    client.post(address("review_save", sent), {**typed, "keep": "yes"})
    assert chosen(read(client, sent)) == [status], "what was saved is shown as it was saved"
    again = {**typed, "version": Review.objects.get().version}
    client.post(address("review_return", sent), again)
    assert (Review.objects.get().status and Review.objects.get().status.key) == (status or None)
    published = as_(officer).get(fresh(sent).get_absolute_url()).content.decode()
    assert "Which?" in published


def test_accepting_goes_to_the_next_row(as_, sent, updates, officer, area_lead):
    other = factories.submit(updates[1], by=officer)
    response = as_(area_lead).post(
        address("review_accept", sent), view(seen=seen_on_review(sent), words="Good.")
    )
    assert response.status_code == 302
    assert response.url == address("review_detail", other)
    assert fresh(sent).state == State.ACCEPTED
    assert Review.objects.published().get().words == "Good."


def test_after_the_last_row_comes_the_signature(as_, sent, area_lead):
    response = as_(area_lead).post(
        address("review_accept", sent), view(seen=seen_on_review(sent)), follow=True
    )
    assert response.redirect_chain[-1][0].endswith("/sign/")
    assert "Improvement 1 is accepted." in response.content.decode()


def test_differing_without_a_reason_keeps_the_words(as_, sent, area_lead):
    typed = view(seen=seen_on_review(sent), status="off_track", words="Four seats are empty.")
    page = as_(area_lead).post(address("review_accept", sent), typed).content.decode()
    assert "Say why your status differs, because both are printed." in page
    assert "Four seats are empty." in page
    assert fresh(sent).state == State.SUBMITTED
    assert not Review.objects.exists()


def test_each_new_date_is_agreed_or_not(as_, updates, milestone, officer, area_lead):
    sent = ask_for_a_date(updates[0], milestone, officer)
    move = MilestoneMove.objects.get()
    client = as_(area_lead)
    assert "A new date, “by 31 January 2020” (31 January 2020)?" in read(client, sent)
    page = client.post(
        address("review_accept", sent), view(seen=seen_on_review(sent), status="off_track")
    ).content.decode()
    assert "Say whether you agree the new date, by 31 January 2020." in page
    client.post(
        address("review_accept", sent),
        view(seen=seen_on_review(sent), status="off_track", **{f"move_{move.pk}": "agree"}),
    )
    assert fresh(milestone).latest == date(2020, 1, 31)


def test_returning_without_a_note_keeps_the_words(as_, sent, area_lead):
    page = (
        as_(area_lead)
        .post(address("review_return", sent), view(seen=seen_on_review(sent), words="Hm."))
        .content.decode()
    )
    assert "Write what should change" in page
    assert "Hm." in page
    assert fresh(sent).state == State.SUBMITTED


def test_a_returned_row_goes_back_with_its_note(as_, sent, area_lead):
    client = as_(area_lead)
    client.post(
        address("review_return", sent), view(seen=seen_on_review(sent), note="Which papers?")
    )
    assert fresh(sent).state == State.RETURNED
    assert "It comes back to your queue" in read(client, sent)


def test_an_acceptance_is_taken_back(as_, sent, area_lead):
    workflow.accept_update(fresh(sent), words="Good.", by=area_lead)
    client = as_(area_lead)
    assert "Take back the acceptance" in read(client, sent)
    client.post(address("review_take_back", sent), {"seen": fresh(sent).seen})
    assert fresh(sent).state == State.SUBMITTED
    assert "Good." in read(client, sent)


def test_the_draft_saves_itself_and_answers_as_data(as_, sent, area_lead):
    client = as_(area_lead)
    asked = {"headers": {"accept": "application/json"}}
    first = client.post(
        address("review_save", sent), view(seen=seen_on_review(sent), words="Half"), **asked
    ).json()
    assert first["version"] == 1
    assert first["saved_at"].endswith("m")
    again = client.post(
        address("review_save", sent),
        view(seen=seen_on_review(sent), words="Half a", version=first["version"]),
        **asked,
    ).json()
    assert again["version"] == 2
    assert AuditEvent.objects.filter(verb__startswith="plans.review_").count() == 1
    assert "Half a" in read(client, sent)


def test_saving_by_hand_comes_back_to_the_row(as_, sent, area_lead):
    response = as_(area_lead).post(
        address("review_save", sent),
        view(seen=seen_on_review(sent), words="Half.", keep="yes"),
        follow=True,
    )
    assert "The partnership does not see it yet." in response.content.decode()


# --- Two reviewers, two voices --------------------------------------------------------------------
def test_two_reviewers_see_both_texts(as_, sent, area_lead, partnership):
    other = factories.make_person("Second Area Lead", partnership, "area_lead")
    workflow.save_review(fresh(sent), words="Base.", by=area_lead)
    workflow.save_review(fresh(sent), words="Theirs.", version=1, by=other)
    response = as_(area_lead).post(
        address("review_accept", sent), view(seen=seen_on_review(sent), words="Mine.", version=1)
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "Second Area Lead" in page
    for words in ("Base.", "Theirs.", "Mine."):
        assert words in page
    assert fresh(sent).state == State.SUBMITTED
    assert Review.objects.get().words == "Theirs."
    response = as_(area_lead).post(
        address("review_accept", sent), view(seen=seen_on_review(sent), words="Both.", version=2)
    )
    assert Review.objects.published().get().words == "Both."


def test_an_autosave_that_meets_another_answers_with_both_texts(as_, sent, area_lead, partnership):
    other = factories.make_person("Second Area Lead", partnership, "area_lead")
    workflow.save_review(fresh(sent), words="Theirs.", by=other)
    response = as_(area_lead).post(
        address("review_save", sent),
        view(seen=seen_on_review(sent), words="Mine."),
        headers={"accept": "application/json"},
    )
    assert response.status_code == 409
    assert "Theirs." in response.json()["panel"]
    assert "Mine." in response.json()["panel"]


def test_words_typed_on_a_row_accepted_meanwhile_are_shown(as_, sent, area_lead, partnership):
    other = factories.make_person("Second Area Lead", partnership, "area_lead")
    workflow.accept_update(fresh(sent), words="Done.", by=other)
    response = as_(area_lead).post(
        address("review_accept", sent), view(seen=seen_on_review(sent), words="My long words.")
    )
    page = response.content.decode()
    assert "accepted already" in page
    assert "Your words were not saved" in page
    assert "My long words." in page


def test_the_partnership_sees_a_view_only_when_it_is_published(as_, sent, officer, area_lead):
    workflow.save_review(fresh(sent), words="Not for you yet.", by=area_lead)
    url = sent.improvement.get_absolute_url()
    assert "Not for you yet." not in as_(officer).get(url).content.decode()
    assert fresh(sent).reviews.published().count() == 0
    workflow.accept_update(fresh(sent), words="For everybody.", by=area_lead)
    assert "For everybody." in as_(officer).get(url).content.decode()


@pytest.mark.parametrize("name", ["review_save", "review_accept", "review_return"])
@pytest.mark.parametrize("who", ["officer", "coordinator", "committee_member", "auditor"])
def test_nobody_else_writes_in_the_reviewers_voice(as_, sent, name, who, request):
    client = as_(request.getfixturevalue(who))
    assert client.post(address(name, sent), view(note="Ours.")).status_code == 403
    assert not Review.objects.exists()
    assert client.get(address("review_detail", sent)).status_code == 403


def test_the_reviewer_cannot_write_the_partnerships_words(sent, area_lead):
    assert not area_lead.has_perm("plans.write_progressupdate", sent)
    assert not area_lead.has_perm("plans.submit_progressupdate", sent)


# --- Doors ---------------------------------------------------------------------------------------
def test_outsiders_find_nothing(as_, sent, outsider):
    client = as_(outsider)
    assert client.get(address("review_detail", sent)).status_code == 404
    assert (
        client.post(address("review_accept", sent), view(seen=seen_on_review(sent))).status_code
        == 404
    )
    assert client.get(address("review_detail", sent, "other")).status_code == 404


def test_where_nobody_reviews_there_is_no_such_page(as_, sent, area_lead, partnership):
    partnership.reviewer_title = ""
    partnership.save()
    assert as_(area_lead).get(address("review_detail", sent)).status_code == 404


@pytest.mark.parametrize(
    "name", ["review_save", "review_accept", "review_return", "review_take_back"]
)
def test_a_verb_is_not_a_page(as_, sent, area_lead, name):
    assert as_(area_lead).get(address(name, sent)).status_code == 405


@pytest.mark.parametrize("typed", [{"status": "purple"}, {"version": "x"}, {"words": "w" * 8001}])
def test_bad_input_changes_nothing(as_, sent, area_lead, typed):
    response = as_(area_lead).post(
        address("review_accept", sent), view(seen=seen_on_review(sent), **typed)
    )
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    assert fresh(sent).state == State.SUBMITTED


@pytest.mark.parametrize("number", [1, 12])
def test_the_page_asks_as_many_queries_however_many_rows(
    as_, plan, plan_round, officer, area_lead, number, django_assert_max_num_queries
):
    for count in range(4, number + 1):
        row = factories.make_improvement(plan, str(count))
        ProgressUpdate.objects.create(plan_round=plan_round, improvement=row, asked=officer)
    for update in plan_round.updates.order_by("improvement__order")[:number]:
        sent = factories.submit(update, by=officer)
    client = as_(area_lead)
    read(client, sent)
    with django_assert_max_num_queries(24):
        read(client, sent)
