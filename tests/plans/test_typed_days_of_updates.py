"""Days and new dates typed into an update: asked with their year before they count.

Typed on 26 September 2019, into a plan of 2019-20.
"""

from datetime import date

import pytest
from django.urls import reverse

from governance.models import TypedText
from plans.models import MilestoneMove, ProgressUpdate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def update(plan_round):
    return plan_round.updates.order_by("improvement__order").first()


@pytest.fixture
def milestone(update):
    return update.improvement.milestones.get()


@pytest.fixture
def send(update, officer, as_):
    plan, quarter = update.plan_round.plan, update.plan_round.round
    args = [plan.partnership.slug, plan.slug, update.improvement.ref, quarter.slug]

    def post(page="update_form", **typed):
        row = ProgressUpdate.objects.get(pk=update.pk)
        data = {"version": row.version, "status": "on_track", "notes": "Done.", "then": "stay"}
        return as_(officer).post(reverse(f"plans:{page}", args=args), data | typed)

    return post


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("typed", "read", "key"),
    [
        ("30 Sept", "30 September 2018", "2018-09-30/2018-09-30"),
        ("1 October", "1 October 2018", "2018-10-01/2018-10-01"),
        ("29 Feb", "29 February 2016", "2016-02-29/2016-02-29"),
    ],
)
def test_a_day_of_another_year_is_asked_and_kept_with_its_year(
    send, update, milestone, typed, read, key
):
    boxes = {f"day_{milestone.pk}": typed, "as_at_text": typed}
    done = {f"done_{milestone.pk}": "on"}
    page = said(send(**done, **boxes))
    assert page.count(f"We read “{typed}” as {read}.") >= 2
    assert page.count(f'value="{typed}"') == 2, "what was typed stays in its box"
    assert page.count(f'value="{key}"') == 2
    assert fresh(update).as_at is None
    confirmed = {f"{name}_confirmed": key for name in boxes}
    assert send(**done, **boxes, **confirmed).status_code == 302
    report = fresh(update).milestone_reports.get()
    assert (fresh(update).as_at_text, fresh(update).as_at.isoformat()) == (read, key[:10])
    assert (report.done_text, report.done_on) == (read, fresh(update).as_at)


@pytest.mark.parametrize("typed", ["12 September 2019", "31 February 2019"])
def test_a_day_without_its_tick_is_not_dropped(send, update, milestone, typed):
    box = {f"day_{milestone.pk}": typed}
    page = said(send(**box))
    assert "Tick the milestone if it was complete on this day, or clear the day." in page
    assert f'value="{typed}"' in page
    assert not fresh(update).milestone_reports.exists()


def test_autosave_keeps_a_day_without_its_tick_for_its_author(send, update, milestone, officer):
    send("update_autosave", **{f"day_{milestone.pk}": "12 September 2019"})
    kept = TypedText.objects.get(user=officer)
    assert kept.payload[f"day_{milestone.pk}"] == ["12 September 2019"]


def test_what_was_confirmed_is_not_taken_for_other_words(send, update):
    key = "2018-09-30/2018-09-30"
    page = said(send(as_at_text="1 October", as_at_text_confirmed=key))
    assert "We read “1 October” as 1 October 2018." in page
    assert fresh(update).as_at is None


def test_autosave_keeps_a_doubtful_day_as_typed_and_out_of_the_draft(send, update):
    assert send("update_autosave", as_at_text="30 Sept").status_code == 200
    assert (fresh(update).as_at_text, fresh(update).as_at) == ("30 Sept", None)
    assert "30 Sept" in said(send(as_at_text="30 Sept"))


def test_a_draft_with_a_doubtful_day_is_not_sent(send, update, officer, as_):
    send("update_autosave", as_at_text="30 Sept")
    plan, quarter = update.plan_round.plan, update.plan_round.round
    args = [plan.partnership.slug, plan.slug, update.improvement.ref, quarter.slug]
    answer = as_(officer).post(reverse("plans:update_submit", args=args), follow=True)
    assert "“30 Sept” is not a day we can be sure of." in said(answer)
    assert fresh(update).state == ProgressUpdate.State.DRAFT


def test_a_day_of_last_week_comes_back_with_its_year(send, update):
    send(as_at_text="20 Sept")
    assert (fresh(update).as_at_text, fresh(update).as_at) == (
        "20 September 2019",
        date(2019, 9, 20),
    )


@pytest.mark.parametrize(
    ("typed", "read", "key"),
    [
        ("Easter", "as 12 April 2020.", "2020-04-12/2020-04-12"),
        ("Q1", "as April to June 2020.", "2020-04-01/2020-06-30"),
        ("by end of January", "as 31 January 2020 at the latest.", "/2020-01-31"),
        ("1 June 2019", "It is already past.", "2019-06-01/2019-06-01"),
        ("1 April 2150", "The plan runs from April 2019 to March 2020.", "2150-04-01/2150-04-01"),
    ],
)
def test_a_doubtful_new_date_is_asked_and_then_counts(send, milestone, typed, read, key):
    boxes = {f"to_{milestone.pk}": typed, f"why_{milestone.pk}": "The venue fell through."}
    page = said(send(**boxes))
    assert read in page and f'value="{key}"' in page
    assert not MilestoneMove.objects.exists()
    assert send(**boxes, **{f"to_{milestone.pk}_confirmed": key}).status_code == 302
    move = MilestoneMove.objects.get()
    assert (move.to_text, move.to_latest.isoformat()) == (typed, key.partition("/")[2])
    assert send(**boxes).status_code == 302, "what stands in the draft is not asked twice"
    assert fresh(move).to_latest == move.to_latest


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 April 2020", "April 2020 has 30 days."),
        ("31 February 2020", "February 2020 has 29 days."),
        ("1 April 2203", "2203 is not a likely year."),
    ],
)
def test_an_impossible_new_date_is_refused_and_kept_as_typed(send, milestone, typed, sentence):
    boxes = {f"to_{milestone.pk}": typed, f"why_{milestone.pk}": "The venue fell through."}
    page = said(send(**boxes))
    assert sentence in page and f'value="{typed}"' in page
    assert not MilestoneMove.objects.exists()


@pytest.mark.parametrize(
    ("notes", "sentence"),
    [
        ("As at 1 October, two are open.", "“As at 1 October” could be 1 October 2018"),
        ("All met as at 31 June 2019.", "June 2019 has 30 days."),
        ("Open as at 30 Sept.", "“as at 30 Sept” could be 30 September 2018"),
    ],
)
def test_a_stamp_in_the_words_that_may_be_another_year_is_asked(send, update, notes, sentence):
    page = said(send(notes=notes))
    assert sentence in page and notes in page
    assert not fresh(update).notes.exists()


def test_a_stamp_of_this_quarter_needs_no_year(send, update):
    assert send(notes="As at 20 September, all is well.").status_code == 302
    assert fresh(update).notes.get().as_at == date(2019, 9, 20)


def test_every_day_is_shown_with_its_year_before_it_is_sent(send, update, milestone, officer, as_):
    send(
        **{
            f"done_{milestone.pk}": "on", f"day_{milestone.pk}": "9 July",
            "as_at_text": "20 Sept", "notes": "As at 18 September, two are open.",
        }
    )  # fmt: skip
    plan, quarter = update.plan_round.plan, update.plan_round.round
    url = reverse("plans:update_check", args=[plan.partnership.slug, plan.slug, quarter.slug])
    page = said(as_(officer).get(url))
    assert "As at 20 September 2019" in page
    assert "Read as 18 September 2019." in page
    assert "9 July 2019" in page


def test_a_new_date_is_shown_with_its_day_before_it_is_sent(send, update, milestone, officer, as_):
    boxes = {f"to_{milestone.pk}": "Q4", f"why_{milestone.pk}": "The venue fell through."}
    send(**boxes, **{f"to_{milestone.pk}_confirmed": "2020-01-01/2020-03-31"})
    plan, quarter = update.plan_round.plan, update.plan_round.round
    url = reverse("plans:update_check", args=[plan.partnership.slug, plan.slug, quarter.slug])
    assert "New date: Q4 (31 March 2020)" in said(as_(officer).get(url))


# --- “No change” is sent at once, so nothing is read there that was not shown ---------------------
@pytest.fixture
def send_no_change(send, update):
    return lambda **typed: send("update_no_change", no_change_reason="decision_elsewhere", **typed)


@pytest.mark.parametrize(
    ("typed", "read"), [("20 Sept", "2019-09-20"), ("1 October", "2018-10-01")]
)
def test_no_change_is_not_sent_as_at_a_day_whose_year_was_guessed(
    send_no_change, update, typed, read
):
    page = said(send_no_change(as_at_text=typed))
    assert f"We read “{typed}” as" in page
    assert fresh(update).state != ProgressUpdate.State.SUBMITTED
    key = {"as_at_text_confirmed": f"{read}/{read}"}
    assert send_no_change(as_at_text=typed, **key).status_code == 302
    assert fresh(update).state == ProgressUpdate.State.SUBMITTED
    assert fresh(update).as_at == date.fromisoformat(read)
    assert fresh(update).as_at_text.endswith(read[:4]), "it is printed with its year"


@pytest.mark.parametrize("box", ["notes", "no_change_words"])
@pytest.mark.parametrize("typed", ["As at 20 September all is well.", "As at 1 October."])
def test_no_change_is_not_sent_with_a_day_in_its_words_whose_year_was_guessed(
    send_no_change, update, box, typed
):
    page = said(send_no_change(**({"notes": ""} | {box: typed})))
    assert "Write its year, for example" in page
    assert fresh(update).state != ProgressUpdate.State.SUBMITTED


def test_no_change_with_todays_day_is_sent_at_once(send_no_change, update):
    assert send_no_change(as_at_text="26 September 2019").status_code == 302
    assert fresh(update).as_at == date(2019, 9, 26)
