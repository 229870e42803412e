"""What goes to Word names rows by the numbers they have now."""

import io

import docx

from governance.documents.pieces import dated_fields
from governance.text.structured_text import paragraph
from plans.documents.files import written
from plans.documents.placed import (
    PlacedCitation,
    PlacedKpi,
    PlacedMilestone,
    PlacedPlan,
    PlacedReference,
    PlacedRow,
)
from plans.documents.present_numbers import with_present_numbers


def plan(*, now: str) -> PlacedPlan:
    text = "Agree it (see action 9) by June 2019"
    row = PlacedRow(
        number="1",
        statement=[paragraph("Publish papers, actions 4 and 9, in full.")],
        milestones=[PlacedMilestone(text=text, **dated_fields(text, plan_year="2019-20"))],
        kpis=[PlacedKpi(text="As in action 9")],
        citations=[PlacedCitation(printed="(Audit)", source="Audit", block=0, start=40)],
        references=[
            PlacedReference(printed="actions 4 and 9", to="4", block=0, start=16),
            PlacedReference(printed="actions 4 and 9", to=now, block=0, start=16),
            PlacedReference(printed="(see action 9)", to=now, on="milestone", milestone=0, start=9),
            PlacedReference(printed="action 9", to=now),
            PlacedReference(printed="(left)", kind="layout"),
        ],
    )
    return PlacedPlan(kind="improvement_plan", title="A plan", rows=[row])


def test_unchanged_numbers_leave_the_plan_as_it_is():
    same = plan(now="9")
    assert with_present_numbers(same) is same


def test_a_new_number_stands_in_every_text_and_places_follow():
    before = plan(now="12")
    (row,) = with_present_numbers(before).rows
    assert row.statement[0]["text"] == "Publish papers, actions 4 and 12, in full."
    assert row.citations[0].start == 41
    (milestone,) = row.milestones
    assert milestone.text == "Agree it (see action 12) by June 2019"
    for one in milestone.dates:
        assert milestone.text[one["start"] : one["end"]] == one["phrase"]
    assert milestone.dates
    assert row.kpis[0].text == "As in action 12"
    assert [one.printed for one in row.references] == [
        "actions 4 and 12",
        "actions 4 and 12",
        "(see action 12)",
        "action 12",
        "(left)",
    ]
    assert before.rows[0].kpis[0].text == "As in action 9"


def test_word_prints_it():
    paper = docx.Document(io.BytesIO(written(plan(now="12"), "docx")))
    cells = [cell for table in paper.tables for row in table.rows for cell in row.cells]
    words = "\n".join(cell.text for cell in cells)
    assert "Agree it (see action 12) by June 2019" in words
    assert "action 9" not in words
