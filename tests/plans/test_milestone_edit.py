"""A milestone's words and date: read, confirmed, corrected, moved with a reason."""

from datetime import date

import pytest
from django.urls import reverse

from governance.models import AuditEvent
from plans.input.update import Tick
from plans.models import Milestone, MilestoneMove
from tests import factories


@pytest.fixture(autouse=True)
def _early_summer(on_day):
    on_day(date(2019, 7, 2))


@pytest.fixture
def row(plan):
    return plan.improvements.get(ref="1")


@pytest.fixture
def milestone(row):
    found = row.milestones.get()
    found.original_due_text, found.original_latest = found.due_text, found.latest
    found.save()
    return found


def create_url(row):
    return reverse(
        "plans:row_part_create", args=[row.partnership.slug, row.plan.slug, row.ref, "milestone"]
    )


def edit_url(milestone):
    plan = milestone.improvement.plan
    return reverse(
        "plans:part_edit", args=[plan.partnership.slug, plan.slug, "milestone", milestone.pk]
    )


def fields(page):
    """What the form now holds, as a browser would send it back."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields if name != "misread"}


def test_the_date_is_read_from_the_words_and_asked_before_it_is_saved(as_, coordinator, row):
    client = as_(coordinator)
    page = client.post(create_url(row), {"text": "Policy agreed by end July", "state": "open"})
    words = page.content.decode()
    assert "We read “by end July” as 31 July 2019 at the latest" in words
    assert "Is that right?" in words
    assert not AuditEvent.objects.exists()
    assert client.post(create_url(row), fields(page)).status_code == 302
    made = Milestone.objects.get(text="Policy agreed by end July")
    assert (made.due_text, made.latest, made.precision) == (
        "by end July",
        date(2019, 7, 31),
        "month",
    )
    assert made.year_inferred
    assert made.dates[0]["phrase"] == "by end July"
    assert (made.original_due_text, made.original_latest) == ("by end July", made.latest)


def test_the_reading_can_be_mended_before_it_is_saved(as_, coordinator, row):
    client = as_(coordinator)
    page = client.post(create_url(row), {"text": "Policy agreed by end July", "state": "open"})
    client.post(create_url(row), fields(page) | {"latest": "31 July 2020"})
    made = Milestone.objects.get(text="Policy agreed by end July")
    assert made.latest == date(2020, 7, 31)
    assert not made.year_inferred


def test_words_without_a_date_are_saved_at_once(as_, coordinator, row):
    as_(coordinator).post(create_url(row), {"text": "Scheme published", "state": "open"})
    made = Milestone.objects.get(text="Scheme published")
    assert made.latest is None
    assert made.precision == "none"


def test_a_milestone_can_be_done_on_a_day_not_stated(as_, coordinator, row):
    as_(coordinator).post(create_url(row), {"text": "Chair named", "state": "done"})
    made = Milestone.objects.get(text="Chair named")
    assert (made.state, made.done_on) == ("done", None)


def test_a_milestone_stands_under_another(as_, coordinator, row, milestone):
    data = {"text": "Draft ready", "state": "in_progress", "parent": milestone.pk}
    as_(coordinator).post(create_url(row), data)
    made = Milestone.objects.get(text="Draft ready")
    assert (made.parent, made.level, made.state) == (milestone, 1, "in_progress")


def test_a_later_date_needs_a_reason_and_keeps_the_first(as_, coordinator, milestone):
    client = as_(coordinator)
    typed = fields(client.get(edit_url(milestone))) | {"latest": "31 October 2019"}
    refused = client.post(edit_url(milestone), typed)
    assert "The date moves later. Say why" in refused.content.decode()
    assert "31 October 2019" in refused.content.decode()
    client.post(edit_url(milestone), typed | {"move_reason": "The board meets in October."})
    milestone = Milestone.objects.get(pk=milestone.pk)
    assert milestone.latest == date(2019, 10, 31)
    assert milestone.original_latest == date(2019, 7, 31)
    assert milestone.has_moved
    move = MilestoneMove.objects.get()
    assert move.state == MilestoneMove.State.AGREED
    assert (move.from_latest, move.to_latest) == (date(2019, 7, 31), date(2019, 10, 31))
    assert (move.asked_by, move.decided_by) == (coordinator, coordinator)
    assert AuditEvent.objects.count() == 1


def test_a_mended_reading_is_no_moved_date(as_, coordinator, milestone):
    client = as_(coordinator)
    typed = fields(client.get(edit_url(milestone)))
    client.post(edit_url(milestone), typed | {"latest": "31 July 2020", "misread": "on"})
    milestone = Milestone.objects.get(pk=milestone.pk)
    assert milestone.latest == milestone.original_latest == date(2020, 7, 31)
    assert not MilestoneMove.objects.exists()


def test_a_date_that_stands_is_not_taken_away(as_, coordinator, milestone):
    client = as_(coordinator)
    typed = fields(client.get(edit_url(milestone))) | {"latest": ""}
    assert "cannot be taken away" in client.post(edit_url(milestone), typed).content.decode()


def test_other_words_leave_the_date_alone(as_, coordinator, milestone):
    client = as_(coordinator)
    typed = fields(client.get(edit_url(milestone))) | {"state_text": "already in progress"}
    assert client.post(edit_url(milestone), typed).status_code == 302
    milestone = Milestone.objects.get(pk=milestone.pk)
    assert milestone.state_text == "already in progress"
    assert not milestone.has_moved


def test_what_an_update_reports_is_not_changed_here(as_, officer, coordinator, plan_round):
    milestone = plan_round.plan.improvements.get(ref="1").milestones.get()
    update = plan_round.updates.get(improvement__ref="1")
    factories.submit(update, by=officer, ticks={milestone.pk: Tick("done", "20 June 2019")})
    milestone = Milestone.objects.get(pk=milestone.pk)
    assert milestone.state == Milestone.State.REPORTED
    client = as_(coordinator)
    typed = fields(client.get(edit_url(milestone)))
    assert "state" not in typed
    client.post(edit_url(milestone), typed | {"text": milestone.text, "done_on": ""})
    milestone = Milestone.objects.get(pk=milestone.pk)
    assert milestone.done_on == date(2019, 6, 20)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Write what is to be done."),
        ({"earliest": "1 August 2019"}, "The latest day comes before the earliest."),
        ({"latest": "31 June 2019"}, "June 2019 has 30 days."),
        ({"done_on": "1 July 2019"}, "Say that it is done, or leave the day empty."),
    ],
)
def test_a_mistake_is_explained_and_the_words_stay(as_, coordinator, milestone, typed, sentence):
    client = as_(coordinator)
    data = fields(client.get(edit_url(milestone))) | {"state_text": "Kept words"} | typed
    page = client.post(edit_url(milestone), data)
    assert sentence in page.content.decode()
    assert "Kept words" in page.content.decode()
    assert not AuditEvent.objects.exists()
