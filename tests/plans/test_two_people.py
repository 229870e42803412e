"""The writer and the reviewer of a row are different people, through every way in."""

from datetime import date

import pytest

from governance import roles
from governance.errors import ActionRefused
from governance.models import RoleAssignment
from governance.workflow import allow_one_person, forbid_one_person
from plans import workflow
from plans.addresses import address_of
from plans.input.update import NewDate, UpdateContent
from plans.models import MilestoneMove, PlanRound, ProgressUpdate, Review
from tests import factories
from tests.reading import shown

State = ProgressUpdate.State
WORDS = UpdateContent(status="on_track", notes="Papers went up on time.")


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def both(partnership):
    """A coordinator who was given the reviewer's role too."""
    person = factories.make_person("Both", partnership, roles.COORDINATOR)
    RoleAssignment.objects.create(user=person, partnership=partnership, role=roles.AREA_LEAD)
    return person


@pytest.fixture
def update(plan_round):
    return plan_round.updates.order_by("improvement__order").first()


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def only_typed(update, both, officer):
    """Typed by the reviewer, then typed over and submitted by somebody else."""
    workflow.save_update(fresh(update), content=WORDS, by=both)
    factories.submit(update, by=officer, notes="Other words entirely.")


def only_submitted(update, both, officer):
    workflow.save_update(fresh(update), content=WORDS, by=officer)
    workflow.submit_update(fresh(update), by=both)


def submitted_once_before(update, both, officer):
    """Submitted by the reviewer, withdrawn, written again and submitted by somebody else."""
    factories.submit(update, by=both)
    workflow.withdraw_update(fresh(update), by=officer)
    factories.submit(update, by=officer, notes="Other words entirely.")


WAYS_TO_WRITE = [only_typed, only_submitted, submitted_once_before]
WAYS_TO_REVIEW = {
    "save": lambda update, by: workflow.save_review(update, words="Good.", by=by),
    "accept": lambda update, by: workflow.accept_update(update, by=by),
    "return": lambda update, by: workflow.return_update(update, note="More.", by=by),
}


@pytest.mark.parametrize("wrote", WAYS_TO_WRITE)
@pytest.mark.parametrize("review", WAYS_TO_REVIEW)
def test_who_wrote_any_word_of_a_row_does_not_review_it(update, both, officer, wrote, review):
    wrote(update, both, officer)
    with pytest.raises(ActionRefused, match="You wrote on improvement 1 this quarter"):
        WAYS_TO_REVIEW[review](fresh(update), both)
    assert fresh(update).state == State.SUBMITTED
    assert not Review.objects.exists()


@pytest.mark.parametrize("wrote", WAYS_TO_WRITE)
def test_the_pages_do_not_offer_it_and_say_why(as_, update, both, officer, area_lead, wrote):
    wrote(update, both, officer)
    client = as_(both)
    queue = shown(client.get("/reviews/"))
    assert "You wrote on these rows, so someone else reviews them" in queue
    assert "<b>0 rows ready</b>" in queue
    address = address_of("review_detail", update.plan_round, update)
    row = shown(client.get(address))
    assert "You wrote on improvement 1 this quarter" in row
    assert "Accept and next" not in row
    assert "Accept and next" in shown(as_(area_lead).get(address))


@pytest.mark.parametrize("way", ["save", "accept", "return"])
def test_a_posted_review_of_an_own_row_is_refused_and_the_words_are_kept(
    as_, update, both, officer, way
):
    only_submitted(update, both, officer)
    address = address_of(f"review_{way}", update.plan_round, update)
    typed = {"version": 0, "status": "on_track", "words": "Strong.", "note": "More."}
    answer = as_(both).post(address, typed, follow=True)
    page = answer.content.decode()
    assert "You wrote on improvement 1 this quarter" in page
    assert "Strong." in page or way == "save"
    assert fresh(update).state == State.SUBMITTED


def test_accepting_all_unchanged_rows_leaves_own_ones(plan, plan_round, coordinator, officer, both):
    before = factories.make_quarter_before(plan, by=coordinator)
    for row in before.updates.all():
        factories.submit(row, by=officer)
    first, *others = plan_round.updates.order_by("improvement__order")
    factories.submit(first, by=both)
    for row in others:
        factories.submit(row, by=officer)
    accepted = workflow.accept_unchanged(fresh(plan_round), by=both)
    assert {row.pk for row in accepted} == {row.pk for row in others}
    assert fresh(first).state == State.SUBMITTED
    with pytest.raises(ActionRefused, match="so none was taken"):
        workflow.accept_unchanged(fresh(plan_round), by=both)


def test_who_wrote_a_row_does_not_take_back_its_acceptance(update, both, officer, area_lead):
    only_submitted(update, both, officer)
    workflow.accept_update(fresh(update), by=area_lead)
    with pytest.raises(ActionRefused, match="You wrote on improvement 1"):
        workflow.take_back_acceptance(fresh(update), by=both)


def test_who_wrote_a_row_does_not_sign_the_quarter(as_, update, both, officer, area_lead):
    only_submitted(update, both, officer)
    workflow.accept_update(fresh(update), by=area_lead)
    plan_round = fresh(update.plan_round)
    with pytest.raises(ActionRefused, match="You wrote on improvement 1 this quarter, so someone"):
        workflow.sign_plan_round(plan_round, signed_name="Both", by=both)
    page = as_(both).get(address_of("round_sign", plan_round)).content.decode()
    assert "so someone else signs it." in page
    assert "Type your name" not in page
    workflow.sign_plan_round(fresh(plan_round), signed_name="Area Lead", by=area_lead)
    assert PlanRound.objects.get().is_signed


# --- The other way round --------------------------------------------------------------------------
def test_who_returned_a_row_does_not_write_on_it(as_, update, both, officer, coordinator):
    factories.submit(update, by=officer)
    workflow.return_update(fresh(update), note="More.", by=both)
    for write in (
        lambda: workflow.save_update(fresh(update), content=WORDS, by=both),
        lambda: workflow.submit_update(fresh(update), by=both),
        lambda: workflow.submit_updates([fresh(update)], by=both),
        lambda: workflow.send_no_change(fresh(update), reason="waiting", content=WORDS, by=both),
    ):
        with pytest.raises(ActionRefused, match="You reviewed improvement 1 this quarter"):
            write()
    client = as_(both)
    page = client.get(update.get_absolute_url()).content.decode()
    assert "You reviewed improvement 1 this quarter" in page
    assert "Save and" not in page
    assert "Save and" in as_(coordinator).get(update.get_absolute_url()).content.decode()
    typed = {"version": fresh(update).version, "status": "on_track", "notes": "Mine."}
    answer = client.post(update.get_absolute_url(), typed, follow=True).content.decode()
    assert "You reviewed improvement 1 this quarter" in answer
    assert "Mine." in answer


# --- New dates where nobody reviews ---------------------------------------------------------------
@pytest.fixture
def move(partnership, update, coordinator):
    partnership.reviewer_title = ""
    partnership.save()
    milestone = update.improvement.milestones.get()
    factories.submit(
        ProgressUpdate.objects.get(pk=update.pk),
        by=coordinator,
        status="off_track",
        reason="Seats are empty.",
        date_moves="yes",
        moves={milestone.pk: NewDate("by 31 January 2020", "Two seats are empty.")},
    )
    return MilestoneMove.objects.get()


def test_who_asked_for_a_new_date_does_not_agree_it(as_, move, coordinator, partnership):
    second = factories.make_person("Second", partnership, roles.COORDINATOR)
    for agree in (True, False):
        with pytest.raises(ActionRefused, match="so someone else agrees it"):
            workflow.decide_move(fresh(move), agree=agree, by=coordinator)
    address = address_of("move_list", move.update.plan_round)
    assert "so someone else agrees it" in as_(coordinator).get(address).content.decode()
    assert "Agree the new date" not in as_(coordinator).get(address).content.decode()
    assert "Agree the new date" in as_(second).get(address).content.decode()
    workflow.decide_move(fresh(move), agree=True, by=second)
    assert fresh(move).decided_by == second


# --- A body of one person -------------------------------------------------------------------------
def test_a_body_of_one_person_does_all_of_it_knowingly(update, both, officer, administrator):
    only_submitted(update, both, officer)
    allow_one_person(update.partnership, reason="One officer.", by=administrator)
    workflow.accept_update(fresh(update), by=both)
    workflow.sign_plan_round(fresh(update.plan_round), signed_name="Both", by=both)
    assert PlanRound.objects.get().signed_by == both


def test_switched_off_again_two_people_are_needed(update, both, officer, administrator):
    allow_one_person(update.partnership, reason="One officer.", by=administrator)
    forbid_one_person(update.partnership, by=administrator)
    only_submitted(update, both, officer)
    with pytest.raises(ActionRefused, match="You wrote on improvement 1"):
        workflow.accept_update(fresh(update), by=both)


def test_every_review_that_stands_was_given_by_somebody_else(update, both, officer, area_lead):
    """What the table holds, not only what the functions say."""
    only_typed(update, both, officer)
    workflow.accept_update(fresh(update), by=area_lead)
    for review in Review.objects.published():
        wrote = set(review.update.history.values_list("edited_by", flat=True))
        wrote |= set(review.update.submissions.values_list("submitted_by", flat=True))
        assert review.published_by_id not in wrote
