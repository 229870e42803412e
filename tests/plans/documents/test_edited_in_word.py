"""A file of ours that an officer worked on in Word: what changed is read, the rest is kept."""

import copy
import io
import shutil
import subprocess
from datetime import date

import docx
import pytest

from governance.documents.ledger import settle
from governance.documents.reading import read_here
from governance.documents.rows import characters
from plans.documents.placed import PlacedMilestone, PlacedPlan, PlacedRow
from plans.documents.placing import place_plan
from plans.documents.reading_back import place_back
from plans.documents.writing import write_docx

from .written_plans import HEADERS, improvement_plan, said

OFFICE = shutil.which("soffice")


def a_plan() -> PlacedPlan:
    """Rows whose dates a person confirmed otherwise than the words would be read."""
    plan = improvement_plan()
    plan.rows[0].milestones[0].latest = date(2019, 6, 27)
    plan.rows[2].milestones = [
        PlacedMilestone(
            text="Draft by 1 May 2019", due_text="by 1 May 2019", done_on=date(2019, 5, 2)
        ),
        PlacedMilestone(text="Board agrees", state="in_progress"),
    ]
    return plan


def edited(plan: PlacedPlan, change) -> PlacedPlan:
    document = docx.Document(io.BytesIO(write_docx(plan)))
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    source = read_here("plan.docx", saved.getvalue())
    placed = place_back(source, place_plan)
    whole = sum(characters(line.text) for line in source.lines())
    assert settle(source, placed, whole).fidelity.lost == 0
    placed.furniture, placed.warnings = [], []
    return placed


def line_in(document, words: str):
    """The paragraph of any cell or of the body that holds some words."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    every = [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return next(one for one in every if words in one.text)


def test_saved_again_it_is_the_same_plan():
    assert edited(a_plan(), lambda document: None) == a_plan()


def test_a_new_date_is_read_and_every_other_fact_is_kept():
    def change(document):
        line_in(document, "by 1 May 2019").runs[0].text = "Draft by 3 July 2019"

    placed = edited(a_plan(), change)
    wanted = a_plan()
    first = placed.rows[2].milestones[0]
    assert (first.text, first.latest) == ("Draft by 3 July 2019", date(2019, 7, 3))
    assert first.done_on is None
    assert placed.rows[2].milestones[1].state == "in_progress"
    assert placed.rows[:2] == wanted.rows[:2]
    placed.rows[2].milestones[0] = wanted.rows[2].milestones[0]
    assert placed == wanted


def test_rows_in_another_order_are_the_same_rows():
    def change(document):
        table = document.tables[1]._tbl
        last = table.tr_lst[-1]
        table.remove(last)
        table.tr_lst[0].addnext(last)

    wanted = a_plan()
    wanted.rows[1:] = [wanted.rows[2], wanted.rows[1]]
    assert edited(a_plan(), change) == wanted


def test_a_row_under_another_theme_takes_that_theme():
    def change(document):
        strategy, governance = document.tables
        row = governance._tbl.tr_lst[-1]
        governance._tbl.remove(row)
        strategy._tbl.append(row)

    wanted = a_plan()
    wanted.rows[2].theme = "Strategy"
    wanted.rows[1:] = [wanted.rows[2], wanted.rows[1]]
    assert edited(a_plan(), change) == wanted


def test_another_depth_is_another_depth():
    def change(document):
        line_in(document, "Board agrees")._p.pPr.numPr.ilvl.val = 1

    wanted = a_plan()
    wanted.rows[2].milestones[1].level = 1
    assert edited(a_plan(), change) == wanted


def test_a_row_taken_away_is_gone():
    def change(document):
        table = document.tables[1]._tbl
        table.remove(table.tr_lst[1])

    wanted = a_plan()
    del wanted.rows[1]
    assert edited(a_plan(), change) == wanted


def test_a_new_row_stands_among_the_kept_ones():
    def change(document):
        table = document.tables[1]._tbl
        new = copy.deepcopy(table.tr_lst[-1])
        table.append(new)
        cells = document.tables[1].rows[-1].cells
        cells[0].paragraphs[0].runs[0].text = "4. Train the board."
        for line in cells[1].paragraphs[1:]:
            line._p.getparent().remove(line._p)
        cells[1].paragraphs[0].runs[0].text = "First course by 30 September 2019"

    placed = edited(a_plan(), change)
    assert placed.rows[:3] == a_plan().rows
    new = placed.rows[3]
    assert (new.number, new.theme) == ("4", "Governance")
    assert new.statement[0]["text"] == "Train the board."
    assert new.milestones[0].latest == date(2019, 9, 30)


def test_a_new_title_is_the_title():
    def change(document):
        line = line_in(document, "Valley partnership")
        line.runs[0].text = "Hill partnership action plan 2020-21"

    placed = edited(a_plan(), change)
    assert placed.title == "Hill partnership action plan 2020-21"
    assert placed.rows == a_plan().rows


def test_a_word_changed_in_the_unplaced_stays_unplaced():
    def change(document):
        line_in(document, "a stray line").runs[0].text = "a strange line"

    placed = edited(a_plan(), change)
    assert [raw.text for raw in placed.unplaced] == ["a strange line", "and its tail"]
    assert placed.rows == a_plan().rows


@pytest.mark.parametrize("numbering", ["typed", "automatic"])
def test_a_changed_statement_keeps_the_facts_of_its_parts(numbering):
    plan = PlacedPlan(
        kind="improvement_plan",
        title="A plan for 2019-20",
        numbering=numbering,
        column_headers=HEADERS,
        rows=[
            PlacedRow(
                number=str(at),
                short_name=f"Ours {at}",
                statement=[said(f"Publish paper {at} of the board within a week of its meeting.")],
                milestones=[
                    PlacedMilestone(
                        text=f"Write rule {at} with the clerk", done_on=date(2019, 5, at)
                    )
                ],
            )
            for at in (1, 2)
        ],
    )

    def change(document):
        line = line_in(document, "Publish paper 2")
        line.runs[0].text = line.runs[0].text.replace("of the board", "of the council")

    placed = edited(plan, change)
    assert placed.rows[0] == plan.rows[0]
    assert (
        placed.rows[1].statement[0]["text"]
        == "Publish paper 2 of the council within a week of its meeting."
    )
    assert placed.rows[1].milestones == plan.rows[1].milestones


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine.")
def test_saved_by_libreoffice_it_is_the_same_plan(tmp_path):
    (tmp_path / "plan.docx").write_bytes(write_docx(a_plan()))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [str(OFFICE), home, "--headless", "--convert-to", "docx", "--outdir", "out"]
    subprocess.run([*command, "plan.docx"], cwd=tmp_path, check=True, capture_output=True)
    source = read_here("plan.docx", (tmp_path / "out" / "plan.docx").read_bytes())
    placed = place_back(source, place_plan)
    placed.furniture = []
    assert placed == a_plan()
