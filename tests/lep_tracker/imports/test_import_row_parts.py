"""Everything a row holds is in its form, or stays as it is when the form is saved."""

from dataclasses import replace
from datetime import date

import pytest

from plans.documents.placed import (
    Extra,
    PlacedCitation,
    PlacedKpi,
    PlacedLead,
    PlacedMilestone,
    PlacedNote,
    PlacedReference,
)
from tests.lep_tracker.documents import papers
from tests.lep_tracker.documents.runs import make_read_run
from tests.lep_tracker.imports.test_import_row import _typed
from tests.plans.placed_plans import make_placed


@pytest.fixture
def full(partnership, coordinator):
    """A paper whose first row has something odd in every field."""
    outcome = papers.outcome()
    row = outcome.placed.rows[0]
    outcome.placed.rows[0] = replace(
        row,
        short_name="Papers",
        statement=[
            {"kind": "paragraph", "level": 1, "text": "1. Papers, “Review pg 2”"},
            {"kind": "bullet", "level": 2, "text": "- out in time", "label": "a)"},
        ],
        layout=["statement", "kpis"],
        leads=[*row.leads, PlacedLead(name="x" * 250, topic="Two  spaces", kind="body", level=1)],
        kpis=[PlacedKpi(text="  Nine in ten  ", level=1), PlacedKpi(text="", is_bullet=False)],
        milestones=[
            *row.milestones,
            PlacedMilestone(text="Line one\nline two", level=3, due_text="y" * 220),
            PlacedMilestone(text="", state="done", state_text="(done)", done_on=date(2019, 5, 1)),
            PlacedMilestone(
                text="Backwards", earliest=date(2020, 1, 1), latest=date(2019, 1, 1), level=9
            ),
        ],
        progress=[PlacedNote(text="Begun", round="June", as_at_text="as at 2 June", topic="A")],
        citations=[
            *row.citations,
            PlacedCitation(printed="(Review pg 2)", source="Review", on="milestone", milestone=1),
            PlacedCitation(printed="out in time", block=1, start=99),
        ],
        references=[PlacedReference(printed="(see 2)", to="2"), PlacedReference(printed="")],
        extras=[Extra(heading="Cost", text="£5k\n£6k", lines=("7",)), Extra(text="High")],
        status="z" * 80,
        raised_on=date(2019, 4, 2),
        raw_fragments=["qd f"],
    )
    return make_read_run(partnership, by=coordinator, outcome=outcome)


@pytest.fixture
def form(as_, coordinator, full, address):
    return _typed(as_(coordinator), address("import_row", full, "0"))


@pytest.fixture
def send(as_, coordinator, full, address):
    def post(data):
        # As a browser sends it: its own line ends.
        sent = {name: str(value).replace("\n", "\r\n") for name, value in data.items()}
        return as_(coordinator).post(address("import_row", full, "0"), sent)

    return post


def test_a_row_saved_as_it_stands_is_the_same_row(send, form, full, fresh):
    before = fresh(full)
    answer = send(form)
    assert answer.status_code == 302
    assert fresh(full) == before and full.edited is None


def test_every_row_of_a_whole_plan_saved_as_it_stands_is_the_same(
    as_, coordinator, partnership, address, fresh
):
    outcome = replace(papers.outcome(), placed=make_placed())
    run = make_read_run(partnership, by=coordinator, outcome=outcome)
    before, client = fresh(run), as_(coordinator)
    for at in range(len(before.rows)):
        url = address("import_row", run, str(at))
        assert client.post(url, _typed(client, url)).status_code == 302
    assert fresh(run) == before and run.edited is None


def test_one_change_leaves_everything_else_alone(send, form, full, fresh):
    before = fresh(full).rows[0]
    send(form | {"number": "1a"})
    assert fresh(full).rows[0] == replace(before, number="1a")


def test_levels_are_changed_in_boxes_and_lists(send, form, full, fresh):
    send(form | {"milestones-0-level": "2", "kpis": "    - Nine in ten\n- Six"})
    row = fresh(full).rows[0]
    assert row.milestones[0].level == 2
    assert [(one.level, one.text.strip()) for one in row.kpis][:2] == [
        (2, "Nine in ten"),
        (0, "Six"),
    ]


def test_citations_and_references_are_mended_added_and_taken_out(send, form, full, fresh):
    send(
        form
        | {
            "citations-0-source": "Deep Review",
            "citations-0-pages": "2",
            "citations-1-stands_on": "0",
            "citations-2-DELETE": "on",
            "citations-3-printed": "(Annual Audit)",
            "references-0-to": "1",
            "references-2-printed": "(left)",
            "references-2-kind": "layout",
        }
    )
    row = fresh(full).rows[0]
    first, second, third = row.citations
    assert (first.source, first.pages, first.lines) == ("Deep Review", "2", ("5",))
    assert (second.on, second.milestone) == ("milestone", 0)
    assert (third.printed, third.on) == ("(Annual Audit)", "row")
    assert [(one.printed, one.to, one.kind) for one in row.references] == [
        ("(see 2)", "1", "row"),
        ("", "", "row"),
        ("(left)", "", "layout"),
    ]


def test_a_citation_follows_when_a_milestone_before_it_goes(send, form, full, fresh):
    send(form | {"milestones-0-DELETE": "on"})
    assert [one.milestone for one in fresh(full).rows[0].citations] == [None, 0, None]


def test_a_column_is_mended_or_its_words_are_left_over(send, form, full, fresh):
    send(form | {"extras-0-DELETE": "on", "extras-1-heading": "Priority"})
    document = fresh(full)
    assert [(one.heading, one.text) for one in document.rows[0].extras] == [("Priority", "High")]
    raw = document.unplaced[-1]
    assert (raw.text, raw.lines) == ("Cost: £5k\n£6k", ("7",))


def test_a_date_is_mended_in_words_days_and_exactness(send, form, full, fresh):
    send(
        form
        | {
            "milestones-0-due_text": "by end June",
            "milestones-1-latest": "30 September 2019",
            "milestones-1-precision": "quarter",
        }
    )
    first, second, *_ = fresh(full).rows[0].milestones
    assert (first.latest, first.precision) == (date(2019, 6, 30), "month")
    assert (second.latest, second.precision) == (date(2019, 9, 30), "quarter")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"citations-0-printed": ""}, "Fill in “As printed”."),
        ({"citations-0-stands_on": "77"}, "Choose one from the list."),
        ({"milestones-0-level": "x"}, "milestones-0-level"),
        ({"references-0-to": "1" * 30}, "references-0-to"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_kept(send, form, full, wrong, sentence):
    page = send(form | {"statement": "My new words"} | wrong).content.decode()
    assert sentence in page and "There is a problem" in page and "My new words" in page
    full.refresh_from_db()
    assert full.edited is None
