"""Opening a quarter on its page: proposed, previewed, confirmed, refused."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import clock
from governance.models import AuditEvent, ReportingRound
from plans.models import ProgressUpdate
from tests import factories

URL = "/sslep/quarters/open/"


@pytest.fixture(autouse=True)
def _early_december(on_day):
    on_day(date(2019, 12, 2))


def answers(plan, **more):
    return {
        "starts_on": "1 October 2019",
        "ends_on": "31 December 2019",
        "opens_on": "2 December 2019",
        "due_on": "13 December 2019",
        "review_due_on": "20 December 2019",
        "pack_on": "6 January 2020",
        "meets_on": "16 January 2020",
        "plans": [plan.pk],
        **more,
    }


def test_the_next_quarter_is_proposed_with_its_months_and_who_is_asked(
    plan, reporting_round, coordinator, as_
):
    page = as_(coordinator).get(URL).content.decode()
    assert "Open Q3 2019-20 (Oct to Dec 2019)" in page
    assert 'value="1 October 2019"' in page
    assert 'value="27 December 2019"' in page
    assert "Governance Officer" in page and "1, 2, 3" in page
    assert "Q2 2019-20 (Jul to Sep 2019) is still open" in page


def test_one_confirm_opens_it_and_leaves_one_event(plan, coordinator, as_):
    page = as_(coordinator).post(URL, answers(plan))
    opened = ReportingRound.objects.get()
    assert page.status_code == 302
    assert page.url == "/sslep/plans/improvement-plan-2019-20/rounds/2019-q3/"
    assert (opened.due_on, opened.meets_on) == (date(2019, 12, 13), date(2020, 1, 16))
    assert ProgressUpdate.objects.count() == 3
    assert AuditEvent.objects.count() == 1


def test_a_quarter_is_recorded_from_paper_without_dates(plan, coordinator, as_):
    data = answers(plan, from_paper="on", opens_on="", due_on="", review_due_on="")
    as_(coordinator).post(URL, data)
    assert ReportingRound.objects.get().from_paper


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_on": "1 September 2019"}, "has to come after the first day"),
        ({"due_on": "29 November 2019"}, "cannot be due before officers are asked"),
        ({"due_on": ""}, "Give the day on which updates are due."),
        ({"due_on": "31 April 2020"}, "April 2020 has 30 days."),
        ({"due_on": "1 April 2203"}, "2203 is not a likely year. Check the year"),
        ({"review_due_on": "4 December 2019"}, "cannot be due before the updates"),
        ({"meets_on": "2 January 2020"}, "cannot meet before the pack is built"),
        ({"due_on": "31 November 2019"}, "November 2019 has 30 days"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_stays(plan, coordinator, as_, wrong, sentence):
    page = as_(coordinator).post(URL, answers(plan, **wrong))
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert 'value="6 January 2020"' in page.content.decode()
    assert not ReportingRound.objects.exists()


@pytest.mark.parametrize("typed", ["27 December", "31 April 2020", "Easter"])
def test_a_day_that_is_asked_about_is_not_called_missing(plan, coordinator, as_, typed):
    page = as_(coordinator).post(URL, answers(plan, due_on=typed)).content.decode()
    assert "There is a problem" in page
    assert "Give the day on which updates are due." not in page


def test_the_same_quarter_twice_is_refused(plan, coordinator, as_):
    client = as_(coordinator)
    client.post(URL, answers(plan))
    assert "is there already" in client.post(URL, answers(plan)).content.decode()


def test_another_partnerships_plan_cannot_be_chosen(plan, other_partnership, coordinator, as_):
    theirs = factories.make_plan(other_partnership, slug="theirs")
    page = as_(coordinator).post(URL, answers(theirs))
    assert page.status_code == 200
    assert not ReportingRound.objects.exists()


def test_without_a_plan_it_says_what_comes_first(partnership, coordinator, as_):
    assert "There is no plan yet." in as_(coordinator).get(URL).content.decode()


def test_outsider_gets_404(plan, outsider, as_):
    assert as_(outsider).get(URL).status_code == 404


@pytest.mark.parametrize("person", ["officer", "area_lead", "committee_member", "auditor"])
def test_wrong_role_gets_403(plan, as_, request, person):
    client = as_(request.getfixturevalue(person))
    assert client.get(URL).status_code == 403
    assert client.post(URL, answers(plan)).status_code == 403


def test_queries_do_not_grow_with_the_rows(partnership, coordinator, as_):
    counts = []
    client = as_(coordinator)
    for slug, rows in (("one", 1), ("ten", 10), ("hundred", 100)):
        partnership.plans.update(retired_at="2019-01-01T00:00Z", retired_by=coordinator)
        factories.make_plan(partnership, rows=rows, slug=slug)
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]


# --- A plan that came while the quarter was open for another --------------------------------------
@pytest.fixture
def second(plan, coordinator, as_, on_day):
    """The quarter is open for one plan when another is imported."""
    as_(coordinator).post(URL, answers(plan))
    return factories.make_plan(plan.partnership, rows=2, slug="second", title="Second plan")


def test_a_second_plan_joins_the_quarter_that_is_open(plan, second, coordinator, as_):
    client = as_(coordinator)
    there = ReportingRound.objects.get()
    page = client.get(URL).content.decode()
    assert f"?quarter={there.slug}" in page and "Add Second plan to it" in page
    form = client.get(f"{URL}?quarter={there.slug}").context["form"]
    assert form.initial["plans"] == [second.pk]
    assert form.initial["starts_on"] == there.starts_on
    answer = client.post(URL, answers(plan, plans=[plan.pk, second.pk]), follow=True)
    assert f"Added Second plan to {there.label}." in answer.content.decode()
    assert ReportingRound.objects.get().due_on == there.due_on
    assert {part.plan for part in there.plan_rounds.all()} == {plan, second}
    part = there.plan_rounds.get(plan=second)
    assert part.updates.count() == second.improvements.count()
    assert "Add Second plan" not in client.get(URL).content.decode()


def test_a_plan_that_joins_does_not_move_the_dates_of_the_quarter(plan, second, coordinator, as_):
    typed = answers(plan, plans=[second.pk], meets_on="20 January 2020", due_on="8 January 2020")
    answer = as_(coordinator).post(URL, typed)
    page = answer.content.decode()
    assert answer.status_code == 200 and "Plans join it as it is." in page
    assert ReportingRound.objects.get().plan_rounds.count() == 1


@pytest.mark.parametrize("how", ["closed", "paper"])
def test_no_plan_joins_a_quarter_that_is_not_open(plan, second, coordinator, as_, how):
    ReportingRound.objects.update(
        **({"closed_at": clock.now(), "closed_by": coordinator} if how == "closed" else
           {"from_paper": True})
    )  # fmt: skip
    answer = as_(coordinator).post(URL, answers(plan, plans=[second.pk]))
    assert "is there already" in answer.content.decode()
    assert ReportingRound.objects.get().plan_rounds.count() == 1
