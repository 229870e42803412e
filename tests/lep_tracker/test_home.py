"""Your work: each role sees what waits for it, soonest first, and nothing that is not its own."""

import re
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance import audit, clock, roles
from governance.models import Comment, Deputy, RoleAssignment, Seat
from lep_tracker.dashboard.inbox_count import inbox_count
from okrs.workflow import draft_check_ins
from plans.models import Improvement, Milestone, ProgressUpdate
from plans.workflow import freeze
from tests import factories
from tests.okrs import objects


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def home(as_, on_day):
    on_day(date(2019, 9, 26))
    return lambda person: text_of(as_(person).get(reverse("home")))


def told(update, key, by):
    """Send an update as if it had been written."""
    update.status = factories.status(update.partnership, key)
    update.submit()
    update.submitted_at, update.submitted_by = update.state_since, by
    update.save()


def test_officer_sees_each_row_with_its_verb_and_day(home, officer, plan_round):
    page = home(officer)
    assert "Update improvement 1" in page
    assert "Tomorrow" in page
    assert "3 things, soonest first" in page
    assert "1 milestone overdue." in page
    assert "Complete 3 updates<" in page


def test_a_row_of_somebody_else_does_not_wait_for_me(home, other_officer, plan_round):
    assert "Nothing waits for you" in home(other_officer)


def test_a_returned_row_asks_to_be_revised(home, officer, plan_round):
    update = plan_round.updates.first()
    told(update, "on_track", officer)
    update.return_with_note()
    update.save()
    assert "Revise improvement 1" in home(officer)


def test_key_results_wait_too(home, coordinator, partnership, reporting_round):
    objects.make_key_result(objects.make_objective(objects.make_set(partnership)))
    draft_check_ins(reporting_round)
    assert "Check in on KR1" in home(coordinator)


def test_a_reviewer_is_not_told_of_rows_they_wrote_on(home, area_lead, officer, plan_round):
    mine, theirs, _ = plan_round.updates.order_by("pk")
    told(mine, "on_track", area_lead)
    mine.submissions.create(number=1, submitted_by=area_lead, content={})
    told(theirs, "on_track", officer)
    assert "Review 1 row of SSLEP" in home(area_lead)
    assert inbox_count(area_lead, [plan_round.partnership]) == 1


def test_reviewer_is_told_how_many_rows_are_ready(home, area_lead, officer, plan_round):
    assert "Nothing waits for you" in home(area_lead)
    told(plan_round.updates.first(), "on_track", officer)
    assert "Review 1 row of SSLEP" in home(area_lead)


def test_a_question_waits_until_it_is_answered(home, officer, area_lead, plan_round):
    update = plan_round.updates.first()
    question = Comment.objects.create(
        partnership=update.partnership,
        subject=update,
        text="Which districts?",
        addressed_to=officer,
        written_by=area_lead,
        voice="reviewer",
    )
    assert "Which districts?" in home(officer)
    Comment.objects.create(
        partnership=update.partnership,
        subject=update,
        thread=question,
        text="Two of them.",
        written_by=officer,
        voice="lep",
    )
    assert "Which districts?" not in home(officer)


def test_coordinator_watches_the_quarter(home, coordinator, plan_round):
    assert "Watch Q2 2019-20" in home(coordinator)


def test_a_person_without_a_role_is_told_who_gives_one(home, db):
    assert "You have no role yet" in home(factories.make_user())


def test_news_is_told_to_those_it_concerns(home, partnership, coordinator, officer, auditor):
    with transaction.atomic():
        for verb, sentence in [
            ("plans.update_accepted", "{actor} accepted improvement 4."),
            ("plans.round_closed", "{actor} closed the quarter."),
            ("governance.role_given", "{actor} gave a role."),
        ]:
            audit.record(verb, sentence, partnership=partnership, by=coordinator)
    page = home(officer)
    assert "<b>LEP Partnership Manager</b> accepted improvement 4." in page
    assert "gave a role" not in page
    page = home(auditor)
    assert "accepted improvement 4" not in page
    assert "closed the quarter" in page


def test_the_picture_counts_each_row_once(home, officer, coordinator, plan_round):
    first, second, _ = plan_round.updates.all()
    told(first, "on_track", officer)
    told(second, "off_track", officer)
    page = home(coordinator)
    assert "Whole plan" in page
    assert "Not stated" in page
    assert "Off track" in page
    assert "Overdue, 8 weeks late" in page


def test_a_committee_does_not_see_an_open_quarter(home, committee_member, officer, plan_round):
    told(plan_round.updates.first(), "off_track", officer)
    assert "Off track" not in home(committee_member)


@pytest.mark.parametrize("rows", [1, 10, 100])
def test_queries_are_few_however_many_rows(as_, coordinator, partnership, reporting_round, rows):
    plan = factories.make_plan(partnership, rows=rows, updater=coordinator)
    factories.make_plan_round(plan, reporting_round)
    for number in range(rows // 10):
        factories.make_partnership(slug=f"other-{number}")
    client = as_(coordinator)
    client.get(reverse("home"))
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("home")).content.decode()
    assert page.count("Update improvement") == rows == Improvement.objects.count()
    assert Milestone.objects.count() == ProgressUpdate.objects.count() == rows
    assert len(queries) <= 12, [query["sql"][:120] for query in queries]


def test_home_is_a_page_and_not_a_verb(as_, officer):
    assert as_(officer).post(reverse("home")).status_code == 405


def test_a_deputy_has_the_rows_of_whom_they_stand_in_for(
    home, as_, officer, other_officer, partnership, plan_round
):
    Deputy.objects.create(
        partnership=partnership,
        user=officer,
        deputy=other_officer,
        starts_on=date(2019, 9, 20),
        ends_on=date(2019, 9, 27),
    )
    page = home(other_officer)
    assert "Update improvement 1" in page
    assert '<span class="count">3' in page
    tasks = reverse("plans:task_list", args=["sslep", plan_round.plan.slug, "2019-q2"])
    rows = as_(other_officer).get(tasks).context["mine"]
    assert [row.update.improvement.number for row in rows] == ["1", "2", "3"]


def test_a_deputy_has_the_rows_of_whom_they_stand_in_for_there_and_nowhere_else(
    home, officer, other_officer, partnership, other_partnership, plan_round
):
    place = Deputy(partnership=other_partnership, user=officer, deputy=other_officer)
    place.starts_on, place.ends_on = date(2019, 9, 20), date(2019, 9, 30)
    place.save()
    assert "Nothing waits for you" in home(other_officer)
    place.partnership = partnership
    place.save()
    page = home(other_officer)
    assert "Update improvement 1" in page
    assert inbox_count(other_officer, [partnership]) == 3


def test_the_committee_is_not_told_that_a_quarter_opened(
    home, officer, committee_member, coordinator, partnership
):
    words = "{actor} opened the quarter."
    with transaction.atomic():
        audit.record("governance.round_opened", words, partnership=partnership, by=coordinator)
    assert "opened the quarter" in home(officer)
    assert "opened the quarter" not in home(committee_member)


# --- The number beside "Your work" is the number of things listed there ---------------------------
def asked(world):
    objects.make_key_result(objects.make_objective(objects.make_set(world["partnership"])))
    draft_check_ins(world["plan_round"].round)


def questioned(world):
    """More questions than are listed."""
    update = world["plan_round"].updates.first()
    for person in (world["officer"], world["coordinator"], world["area_lead"]):
        for number in range(22):
            Comment.objects.create(
                partnership=world["partnership"],
                subject=update,
                text=f"Question {number}?",
                written_by=world["auditor"],
                addressed_to=person,
            )


def sent(world):
    first, second, third = world["plan_round"].updates.order_by("pk")
    told(first, "on_track", world["officer"])
    told(second, "on_track", world["area_lead"])
    second.submissions.create(number=1, submitted_by=world["area_lead"], content={})
    told(third, "on_track", world["officer"])
    third.return_with_note()
    third.save()


def all_sent(world):
    for update in world["plan_round"].updates.exclude(state="submitted"):
        told(update, "on_track", world["officer"])


def all_accepted(world):
    for update in world["plan_round"].updates.filter(state="submitted"):
        update.accept()
        update.save()


def signed(world):
    with_name = world["plan_round"]
    with_name.signed_at, with_name.signed_by = clock.now(), world["area_lead"]
    with_name.signed_name = "Area Lead"
    freeze(with_name)


def packed(world):
    """Drafts, packs to issue and issued ones, of meetings to come and over; more than listed."""
    states = [("ready", True), ("ready", False), ("issued", False)]
    for number, (state, is_draft) in enumerate(states * 2, start=1):
        day = date(2019, 11, 14) if number < 4 else date(2019, 9, 1)
        body = (
            world["body"]
            if number < 4
            else factories.make_body(world["partnership"], name=f"Board {number}")
        )
        factories.make_pack(
            body,
            world["plan_round"].round,
            by=world["coordinator"],
            state=state,
            is_draft=is_draft,
            meets_on=day,
        )


STAGES = (asked, questioned, sent, all_sent, all_accepted, signed, packed)


def test_the_number_beside_your_work_is_the_number_of_things_listed(
    as_, on_day, plan_round, body, partnership, officer, other_officer, coordinator, area_lead,
    committee_member, auditor, administrator, other_partnership, outsider,
):  # fmt: skip
    on_day(date(2019, 9, 26))
    both = factories.make_person("Both", partnership, roles.COORDINATOR)
    RoleAssignment.objects.create(user=both, partnership=partnership, role=roles.AREA_LEAD)
    people = {
        "officer": officer,
        "other officer": other_officer,
        "coordinator": coordinator,
        "area lead": area_lead,
        "committee member": committee_member,
        "auditor": auditor,
        "administrator": administrator,
        "outsider": outsider,
        "both": both,
    }
    world = {
        "partnership": partnership,
        "plan_round": plan_round,
        "officer": officer,
        "coordinator": coordinator,
        "area_lead": area_lead,
        "auditor": auditor,
        "body": body,
    }
    counted = {}
    for stage in (None, *STAGES):
        if stage is not None:
            stage(world)
        for name, person in people.items():
            client = as_(person)
            page = client.get(reverse("home"))
            lists = re.findall(r'<ul class="tasks">(.*?)</ul>', text_of(page))
            listed = sum(one.count("<li>") for one in lists)
            elsewhere = text_of(client.get(reverse("help")))
            badge = f'<span class="count">{listed}' if listed else 'class="count"'
            where = f"{name} after {stage and stage.__name__}"
            assert page.context["task_count"] == listed, where
            assert (badge in text_of(page)) is bool(listed), where
            assert (badge in elsewhere) is bool(listed), where
            counted.setdefault(name, set()).add(listed)
    assert max(counted["coordinator"]) == 20 + 5
    assert counted["area lead"] >= {0, 20, 21}
    assert counted["committee member"] >= {0, 1}


def test_each_plan_has_its_own_link_with_its_own_number(
    home, officer, partnership, reporting_round, plan_round
):
    log = factories.make_plan(partnership, rows=2, updater=officer, slug="log", title="Action log")
    factories.make_plan_round(log, reporting_round)
    page = home(officer)
    for plan, words in [
        (plan_round.plan, f"Complete 3 updates: {plan_round.plan.title}"),
        (log, "Complete 2 updates: Action log"),
    ]:
        url = reverse("plans:task_list", args=["sslep", plan.slug, "2019-q2"])
        assert f'href="{url}">{words}<' in page


def test_a_draft_and_the_issued_pack_of_one_quarter_are_told_apart(
    as_, on_day, coordinator, body, reporting_round, partnership
):
    on_day(date(2019, 9, 26))
    Seat.objects.create(body=body, user=coordinator)
    for state, is_draft in [("issued", False), ("ready", True)]:
        factories.make_pack(body, reporting_round, by=coordinator, state=state, is_draft=is_draft)
    client = as_(coordinator)
    pages = [
        client.get(reverse("home")),
        client.get(reverse("search"), {"q": "Finance"}),
    ]
    for page in pages:
        assert f"{body}: pack for {reporting_round.label}, pack 1" in text_of(page)
        assert f"{body}: pack for {reporting_round.label}, draft 2" in text_of(page)
        assert "Issued on 26 September 2019." in text_of(page)
        assert "Draft, built on 26 September 2019." in text_of(page)
