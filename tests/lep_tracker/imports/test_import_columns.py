"""The days of each column of progress, asked before a plan is imported or merged."""

from datetime import date

import pytest

from governance.models import AuditEvent, ImportRun
from lep_tracker.documents.seen_runs import seen_for_commit
from plans.documents.placed import PlacedNote
from plans.models import Plan
from tests.lep_tracker.documents import papers
from tests.lep_tracker.documents.runs import make_committed_run, make_read_run


def paper(*headings):
    """The small paper with a note under each of these headings."""
    outcome = papers.outcome()
    outcome.placed.rows[0].progress = [
        PlacedNote(text=f"Said under {heading or 'no heading'}", round=heading)
        for heading in headings
    ]
    return outcome


@pytest.fixture
def two(partnership, coordinator):
    outcome = paper("Update June 2019", "Update October 2019")
    return make_read_run(partnership, by=coordinator, outcome=outcome)


@pytest.fixture
def newer(partnership, coordinator):
    plan = make_committed_run(partnership, by=coordinator).subject
    return make_read_run(
        partnership, by=coordinator, outcome=paper(""), subject=plan, received=True
    )


@pytest.fixture
def send(as_, coordinator, address):
    def post(name, run, **data):
        seen = seen_for_commit(ImportRun.objects.get(pk=run.pk))
        return as_(coordinator).post(address(name, run), {"seen": seen} | data, follow=True)

    return post


def days(first, last, at=0):
    return {f"first_{at}": first, f"last_{at}": last}


SUMMER = days("1 April 2019", "30 June 2019")
WINTER = days("1 January 2020", "31 March 2020", at=1)


def starts(plan):
    return [one.round.starts_on for one in plan.plan_rounds.order_by("round__starts_on")]


def test_each_column_is_asked_for_with_what_is_proposed(as_, coordinator, two, address):
    page = as_(coordinator).get(address("import_commit", two)).content.decode()
    assert "“Update June 2019”" in page and "“Update October 2019”" in page
    for day in ("1 April 2019", "30 June 2019", "1 October 2019", "31 December 2019"):
        assert f'value="{day}"' in page


def test_a_paper_without_progress_is_asked_nothing(as_, coordinator, run, address):
    page = as_(coordinator).get(address("import_commit", run)).content.decode()
    assert "When its progress was" not in page


def test_the_days_that_were_typed_are_the_quarters(send, two):
    send("import_commit", two, **SUMMER, **WINTER)
    assert starts(Plan.objects.get()) == [date(2019, 4, 1), date(2020, 1, 1)]
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"last_1": "soon"}, "soon"),
        ({"last_1": ""}, "Fill in “Last day”."),
        ({"first_1": "1 April 2021"}, "The first day lies after the last one."),
    ],
    ids=["no day", "empty", "backwards"],
)
def test_bad_days_bring_nothing_in_and_lose_nothing(send, two, wrong, sentence):
    page = send("import_commit", two, **SUMMER, **(WINTER | wrong)).content.decode()
    assert sentence in page and "There is a problem" in page
    assert 'value="30 June 2019"' in page
    assert not Plan.objects.exists() and not AuditEvent.objects.exists()


def test_the_merge_asks_for_the_column_of_what_is_new(as_, coordinator, newer, address, send):
    page = as_(coordinator).get(address("import_merge", newer))
    assert "The column of progress" in page.content.decode()
    keys = [one.key for group in page.context["groups"] for one in group.differences]
    send("import_merge", newer, asked=keys, take=keys, **days("1 October 2019", "31 December 2019"))
    assert starts(Plan.objects.get()) == [date(2019, 10, 1)]


def test_bad_days_of_a_merge_keep_every_tick(as_, coordinator, newer, address, send):
    page = as_(coordinator).get(address("import_merge", newer))
    keys = [one.key for group in page.context["groups"] for one in group.differences]
    answer = send("import_merge", newer, asked=keys, take=[], **days("30 June 2019", "soon"))
    words = answer.content.decode()
    assert "There is a problem" in words and 'value="soon"' in words
    assert " checked" not in words, "what was left is not ticked again"
    assert not Plan.objects.get().plan_rounds.exists()


def test_a_refusal_is_said_beside_the_days(as_, coordinator, newer, address, send):
    """Nothing ticked is refused by the action itself; the days stay as they were typed."""
    page = as_(coordinator).get(address("import_merge", newer))
    keys = [one.key for group in page.context["groups"] for one in group.differences]
    answer = send(
        "import_merge", newer, asked=keys, **days("1 October 2019", "31 December 2019")
    ).content.decode()
    assert "Nothing of the newer issue was chosen" in answer
    assert 'value="31 December 2019"' in answer
