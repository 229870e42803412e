"""Dates of a paper that cannot be meant: asked on the page, undated until answered, then done."""

from datetime import date

import pytest

from governance.models import ImportRun
from lep_tracker import tasks
from lep_tracker.workflow.imports import commit_run, upload_document
from plans.models import Milestone

from .test_import_row import _typed

FAR = "2203 is not a likely year: check the year in the paper."
SHORT = "April 2020 has 30 days: check the day in the paper."
PAPER = (
    "No\tAction\tMilestones\n"
    "1\tOpen papers\tPublish the papers by 1 April 2203\n"
    "2\tOpen books\tPublish the books by 31 April 2020\n"
    "3\tOpen doors\tPublish the hours by 30 June 2019\n"
)


@pytest.fixture
def pasted(partnership, coordinator):
    run = upload_document(partnership, text=PAPER, plan_year="2019-20", by=coordinator)
    tasks.read_import(run.pk)
    return ImportRun.objects.get(pk=run.pk)


@pytest.fixture
def client(as_, coordinator):
    return as_(coordinator)


@pytest.fixture
def correct(client, pasted, address):
    """Change a milestone of a row on the page of the document."""

    def send(at, **typed):
        url = address("import_row", pasted, str(at))
        data = _typed(client, url) | {f"milestones-0-{name}": one for name, one in typed.items()}
        assert client.post(url, data).status_code == 302
        return ImportRun.objects.get(pk=pasted.pk)

    return send


@pytest.fixture
def page(client, pasted, address):
    return lambda: client.get(address("import_detail", pasted)).content.decode()


def to_look_at(page: str) -> str:
    return page[page.index("imp-sum__warnings") : page.index("</section>")]


def test_a_year_that_cannot_be_meant_is_asked_and_gives_no_day(page, pasted, coordinator):
    shown = page()
    assert FAR in to_look_at(shown)
    row = shown[shown.index('id="part-0"') : shown.index('id="part-1"')]
    assert FAR in row
    assert "1 April 2019" not in shown and "by 1 April 2203" in row and "no day" in row
    commit_run(pasted, by=coordinator)
    milestone = Milestone.objects.get(text__contains="2203")
    assert (milestone.earliest, milestone.latest) == (None, None)
    assert milestone.due_text == "by 1 April 2203"


@pytest.mark.parametrize(
    "answer",
    [
        {"text": "Publish the papers by 1 April 2020"},
        {"due_text": "by 1 April 2020"},
        {"latest": "1 April 2020"},
    ],
)
def test_a_date_that_was_corrected_is_nothing_to_look_at_any_more(
    page, correct, coordinator, answer
):
    run = correct(0, **answer)
    shown = page()
    assert FAR not in shown
    assert SHORT in to_look_at(shown), "the other row was not answered"
    commit_run(run, by=coordinator)
    assert Milestone.objects.get(text__contains="papers").latest == date(2020, 4, 1)
    shown = page()
    assert FAR not in shown
    assert SHORT in to_look_at(shown)


def test_the_last_date_corrected_leaves_nothing_to_look_at(page, correct):
    correct(0, text="Publish the papers by 1 April 2020")
    correct(1, due_text="by 30 April 2020")
    shown = page()
    assert FAR not in shown and SHORT not in shown
    assert "To look at" not in shown


def test_another_change_of_a_row_answers_no_question_of_its_date(page, correct):
    correct(0, state_text="in hand")
    assert FAR in to_look_at(page())


def test_a_key_result_that_was_corrected_is_done_too(partnership, coordinator, client, address):
    words = (
        "Theme: Skills\nQ2 2019-20 (July to September 2019)\n"
        "Objective\tKey results\n"
        "Open papers\tKR1 Papers published by 1 April 2203\n"
    )
    run = upload_document(partnership, text=words, kind="okrs", plan_year="2019-20", by=coordinator)
    tasks.read_import(run.pk)
    run = ImportRun.objects.get(pk=run.pk)
    url = address("import_detail", run)
    assert FAR in to_look_at(client.get(url).content.decode())
    edit = address("import_row", run, "0-0")
    data = _typed(client, edit) | {"results-0-text": "Papers published by 1 April 2020"}
    assert client.post(edit, data).status_code == 302
    assert FAR not in client.get(url).content.decode()
