"""A placed plan imported and exported again is the plan it was."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase

from governance import roles
from governance.errors import ActionRefused
from governance.models import AuditEvent, Body
from plans.documents.commit import commit_plan
from plans.documents.kept import as_kept
from plans.documents.placed import PlacedNote, PlacedPlan
from plans.documents.taking_out import plan_on_paper
from plans.models import Milestone, MonitoringProcess, Plan, ProgressUpdate, Reference
from plans.workflow import many_parts
from tests import factories

from .placed_plans import make_placed, milestone, plans, row


@pytest.fixture
def brought_in(partnership, coordinator, officer, body):
    return commit_plan(make_placed(), partnership=partnership, by=coordinator)


def test_it_comes_out_as_it_went_in(brought_in):
    placed = make_placed()
    kept = as_kept(placed)
    assert plan_on_paper(Plan.objects.get(pk=brought_in.pk)) == kept
    # What was tidied is little and known: names proposed, one spelling for one source.
    names = [row.short_name for row in kept.rows]
    assert all(names)
    assert names[1] == "Owners of figures"
    assert {cited.source for row in kept.rows for cited in row.citations} == {"Depth Review"}
    assert [cited.printed for row in kept.rows for cited in row.citations] == [
        "(Depth Review pg 3)",
        "(Depth review pg 9)",
    ]


def test_one_action_leaves_one_event_that_tells_of_the_others(brought_in, coordinator):
    event = AuditEvent.objects.get(partnership=brought_in.partnership)
    assert event.verb == "plans.plan_imported"
    assert event.subject == brought_in
    said = list(event.parts_as_printed)
    assert f"{coordinator} added 3 improvements in Improvement plan 2019-20." in said
    assert f"{coordinator} added 6 milestones in Improvement plan 2019-20." in said or any(
        "milestones" in sentence for sentence in said
    )


def test_people_and_bodies_are_known_by_their_printed_names(brought_in, officer, body):
    leads = list(brought_in.improvements.get(number="1").leads.all())
    assert [lead.user for lead in leads] == [officer, None]
    assert [lead.body for lead in leads] == [None, body]


def test_a_line_of_several_rows_is_one_process(brought_in):
    process = MonitoringProcess.objects.get(plan=brought_in)
    assert (process.text, process.frequency) == ("Read at the monthly call", "monthly")
    assert process.lines.count() == 2


def test_milestones_stand_beneath_the_one_they_are_indented_under(brought_in):
    found = {one.text: one for one in Milestone.objects.filter(improvement__plan=brought_in)}
    draft = found["June: draft seen"]
    assert draft.parent == found["Board meets quarterly"]
    assert found["(done) Pages checked"].parent == draft
    assert found["Policy agreed by end of July"].parent is None
    agreed = found["Policy agreed by end of July"]
    assert agreed.original_latest == agreed.latest == date(2019, 7, 31)
    assert (found["Staff trained"].state, found["Staff trained"].done_on) == (
        "done",
        date(2019, 5, 3),
    )


def test_pointers_find_their_rows(brought_in):
    to = {one.printed: one.to for one in Reference.objects.filter(improvement__plan=brought_in)}
    assert to["(see action 3)"].number == "3"
    assert to["(left)"].number == "2"
    assert to["click here"] is None
    assert to["see action 40"] is None


def test_progress_is_a_closed_quarter_written_down_from_paper(brought_in):
    plan_round = brought_in.plan_rounds.get()
    assert (plan_round.is_closed, plan_round.from_paper) == (True, True)
    assert plan_round.round.starts_on == date(2019, 4, 1)
    updates = {one.improvement.number: one for one in plan_round.updates.all()}
    assert {number: one.state for number, one in updates.items()} == {
        "1": "submitted",
        "2": "not_printed",
        "3": "submitted",
    }
    assert updates["1"].status.key == "on_track"
    assert updates["3"].status is None, "a word of no scheme is kept as a word"
    assert updates["3"].status_as_printed
    assert not any(one.asked for one in updates.values()), "nobody was asked by a paper"
    assert updates["1"].printed_under == "Area Lead progress update"
    assert updates["1"].as_at == date(2019, 6, 25)
    assert updates["1"].submissions.get().content["notes"][0]["text"] == "25 June: policy drafted"
    assert plan_round.snapshot["rows"][0]["said"]["notes"]


def test_dated_columns_are_quarters_of_their_own(partnership, coordinator):
    columns = ["Update October 2019", "Update June 2019"]
    placed = make_placed(
        rows=[
            row(
                "1",
                "Publish",
                short_name="Publish",
                progress=[PlacedNote(text=f"Said in {name}", round=name) for name in columns],
                status="At risk",
            )
        ]
    )
    plan = commit_plan(placed, partnership=partnership, by=coordinator)
    rounds = plan.plan_rounds.order_by("round__starts_on")
    assert [one.round.starts_on for one in rounds] == [date(2019, 4, 1), date(2019, 10, 1)]
    statuses = ProgressUpdate.objects.filter(plan_round__plan=plan).order_by(
        "plan_round__round__starts_on"
    )
    assert [one.status.key for one in statuses] == ["not_stated", "at_risk"]
    assert plan_on_paper(plan).rows == as_kept(placed).rows, "in the order of the paper"
    last = plan_on_paper(plan, plan_round=rounds.last())
    assert [note.text for note in last.rows[0].progress] == ["Said in Update October 2019"]
    assert last.rows[0].status == "At risk"
    assert plan_on_paper(plan, plan_round=rounds.first()).rows[0].status == ""


def test_days_of_a_column_can_be_chosen(partnership, coordinator):
    days = {"": (date(2019, 7, 1), date(2019, 9, 30))}
    plan = commit_plan(make_placed(), partnership=partnership, round_days=days, by=coordinator)
    assert plan.plan_rounds.get().round.starts_on == date(2019, 7, 1)


def test_a_second_plan_shares_the_quarter(brought_in, coordinator):
    again = commit_plan(make_placed(), partnership=brought_in.partnership, by=coordinator)
    assert again.slug == f"{brought_in.slug}-2"
    assert again.plan_rounds.get().round == brought_in.plan_rounds.get().round


def test_automatic_numbers_follow_the_rows(partnership, coordinator):
    placed = make_placed(numbering="automatic")
    plan = commit_plan(placed, partnership=partnership, by=coordinator)
    assert set(plan.improvements.values_list("number", flat=True)) == {""}
    assert [one.ref for one in plan.improvements.all()] == ["1", "2", "3"]
    assert plan_on_paper(plan) == as_kept(placed)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "none"}, "no plan"),
        (
            {
                "starts_on": None, "ends_on": None, "printed_period": "", "title": "Plan",
                "rows": [], "issued_on": None, "issue_text": "",
            },
            "first and the last day",
        ),
        ({"rows": [row("1", "x", lead_heading="L" * 300)]}, "letters"),
    ],
)  # fmt: skip
def test_what_cannot_be_brought_in_is_refused_whole(partnership, coordinator, fields, sentence):
    with pytest.raises(ActionRefused, match=sentence):
        commit_plan(make_placed(**fields), partnership=partnership, by=coordinator)
    assert not Plan.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at", [3, 5, 8, 10])
def test_a_fault_in_the_middle_leaves_nothing(partnership, coordinator, monkeypatch, at):
    run = factories.make_run(partnership, by=coordinator, placed=make_placed())
    store, calls = many_parts._store, []

    def failing(*args):
        calls.append(args)
        if len(calls) == at:
            raise OSError("the disk is full")
        return store(*args)

    monkeypatch.setattr(many_parts, "_store", failing)
    with pytest.raises(OSError, match="disk"):
        commit_plan(make_placed(), partnership=partnership, run=run, by=coordinator)
    assert len(calls) == at
    assert not Plan.objects.exists()
    assert not Milestone.objects.exists()
    assert not AuditEvent.objects.exists()
    assert not partnership.rounds.exists()
    run.refresh_from_db()
    assert run.is_ready


def test_the_number_of_queries_does_not_grow_with_the_rows(partnership, coordinator):
    def taken(count: int) -> tuple[int, int]:
        rows = [
            row(str(n), f"Step {n}", milestones=[milestone("By May"), milestone("June", level=1)])
            for n in range(1, count + 1)
        ]
        placed = make_placed(rows=rows)
        with CaptureQueriesContext(connection) as writing:
            plan = commit_plan(placed, partnership=partnership, by=coordinator)
        with CaptureQueriesContext(connection) as reading:
            plan_on_paper(Plan.objects.get(pk=plan.pk))
        return len(writing), len(reading)

    taken(1)  # What is asked once in a process is kept.
    assert taken(2) == taken(30)


class AnyPlan(TestCase):
    def setUp(self):
        self.partnership = factories.make_partnership()
        self.coordinator = factories.make_person(
            "Partnership Manager", self.partnership, roles.COORDINATOR
        )
        Body.objects.create(partnership=self.partnership, name="Board", slug="board")

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(plans)
    def test_any_plan_comes_out_as_it_went_in(self, placed: PlacedPlan):
        kept = as_kept(placed)
        assert as_kept(kept) == kept
        plan = commit_plan(placed, partnership=self.partnership, by=self.coordinator)
        assert plan_on_paper(Plan.objects.get(pk=plan.pk)) == kept


PAPERS = os.environ.get("LEP_PAPERS")
PLANS = [
    "sslep-improvement-plan-2019-20",
    "sslep-improvement-plan-typed-bullets",
    "selep-strategy-improvement-plan-2019-20",
    "asela-productivity-action-plan-2019",
]


@pytest.mark.skipif(not PAPERS, reason="the papers are not on this machine (LEP_PAPERS)")
@pytest.mark.parametrize("name", PLANS)
def test_the_papers_come_out_as_they_went_in(partnership, coordinator, name):
    from governance.documents.reading import read_here
    from plans.documents.placing import place_plan

    path = Path(str(PAPERS)) / "samples" / f"{name}.docx"
    year = "2019-20"
    placed = place_plan(read_here(path.name, path.read_bytes()), plan_year=year)
    kept = as_kept(placed, plan_year=year)
    plan = commit_plan(kept, partnership=partnership, by=coordinator)
    assert plan_on_paper(Plan.objects.get(pk=plan.pk)) == kept
    # Nothing of the paper itself was changed on the way but the spelling of sources.
    assert bare(kept) == bare(placed)


def bare(placed: PlacedPlan) -> PlacedPlan:
    """The paper's own words: without what was proposed, and what reading said of it."""
    rows = [
        replace(
            row,
            short_name="",
            citations=[replace(cited, source="") for cited in row.citations],
        )
        for row in placed.rows
    ]
    return replace(placed, rows=rows, furniture=[], warnings=[])
