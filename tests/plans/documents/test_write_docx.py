"""The Word file of a plan, opened by readers that are not ours: python-docx and LibreOffice."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from governance.documents.pieces import PlacedSection
from plans.documents.placed import PlacedMilestone, PlacedPhase, PlacedPlan, PlacedRow
from plans.documents.writing import write_docx
from plans.documents.writing.on_paper import UNPLACED

from .written_plans import HEADERS, action_log, improvement_plan, prose_plan, round_plan, said

OFFICE = shutil.which("soffice")


def opened(plan: PlacedPlan, **options):
    return docx.Document(io.BytesIO(write_docx(plan, **options)))


def texts(cell) -> list[str]:
    return [one.text for one in cell.paragraphs]


def listed(cell) -> list[tuple[int, str]]:
    """The bullets and numbers of a cell with their depth."""
    found = []
    for one in cell.paragraphs:
        numbered = one._p.pPr is not None and one._p.pPr.numPr is not None
        if numbered:
            found.append((one._p.pPr.numPr.ilvl.val, one.text))
    return found


def test_the_page_is_landscape_a4_in_british_english():
    document = opened(improvement_plan())
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    lang = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert lang.get(qn("w:val")) == "en-GB"
    about = document.core_properties
    assert about.title == "Valley partnership improvement plan 2019-20"
    assert (about.language, about.author) == ("en-GB", "")
    assert about.created.date() == date(2019, 4, 1)


def test_no_font_but_a_common_one_is_named():
    with zipfile.ZipFile(io.BytesIO(write_docx(improvement_plan()))) as package:
        words = b"".join(package.read(name) for name in ("word/styles.xml", "word/document.xml"))
        everything = b"".join(package.read(name) for name in package.namelist())
    assert b"en-US" not in everything
    assert b"python-docx" not in everything
    assert set(re.findall(rb'w:ascii="([^"]+)"', words)) == {b"Arial"}


def test_each_theme_has_its_heading_and_its_table():
    document = opened(improvement_plan())
    headings = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert headings[:3] == ["Why this plan", "Strategy", "Theme: Governance"]
    assert len(document.tables) == 2
    for table in document.tables:
        assert texts(table.rows[0].cells[0]) == [HEADERS[0]["heading"], HEADERS[0]["helper"]]
        marks = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
                 for row in table.rows]  # fmt: skip
        assert marks == [True] + [False] * (len(table.rows) - 1)
        widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
        assert len(widths) == 4
        assert all(width > 1000 for width in widths)


def test_a_row_shows_its_cells_in_the_papers_order():
    table = opened(improvement_plan()).tables[0]
    first, steps, watch, progress = table.rows[1].cells
    assert texts(first) == [
        "1. Write a strategy for skills.",
        "With the colleges.",
        "KPI’s:",
        "Strategy agreed by May",
        "30 new places",
        "LEP lead:",
        "Skills: Skills manager, J. Example",
        "Plan: Board",
        "(Skills Review pg 4)",
        "nd the torn end of a line",
    ]
    assert listed(first) == [(1, "With the colleges."), (0, "Strategy agreed by May")]
    assert [depth for depth, _ in listed(steps)] == [0, 1, 2]
    assert texts(steps)[1] == "June (see action 2)"
    assert listed(watch) == [(0, "Monthly call"), (0, "")]
    assert texts(progress) == ["Skills – First meeting held.", "Half done as at 25 June", ""]


def test_an_empty_heading_and_a_lead_behind_its_heading_stay():
    cell = opened(improvement_plan()).tables[1].rows[1].cells[0]
    assert texts(cell) == ["2. Publish the papers (see action 1).", "LEP Lead is Chair", "KPIs"]


def test_what_could_not_be_placed_stands_at_the_bottom_in_red():
    paragraphs = opened(improvement_plan()).paragraphs
    at = next(at for at, one in enumerate(paragraphs) if one.text == UNPLACED)
    assert paragraphs[at].style.name == "Unplaced"
    assert str(paragraphs[at].style.font.color.rgb) == "B01E1E"
    assert [one.text for one in paragraphs[at + 1 :]] == ["a stray line", "and its tail"]


def test_word_counts_the_rows_where_the_paper_let_it():
    plan = PlacedPlan(
        numbering="automatic",
        column_headers=HEADERS,
        rows=[PlacedRow(number=one, statement=[said(f"Row {one}")]) for one in ("1", "2", "5")],
    )
    rows = opened(plan).tables[0].rows[1:]
    assert [row.cells[0].text for row in rows] == ["Row 1", "Row 2", "Row 5"]
    lists = [row.cells[0].paragraphs[0]._p.pPr.numPr.numId.val for row in rows]
    assert lists[0] == lists[1] != lists[2]


def test_bullets_go_five_levels_deep():
    steps = [PlacedMilestone(text=f"step {level}", level=level) for level in range(5)]
    plan = PlacedPlan(column_headers=HEADERS, rows=[PlacedRow(milestones=steps)])
    cell = opened(plan).tables[0].rows[1].cells[1]
    assert listed(cell) == [(level, f"step {level}") for level in range(5)]


def test_a_web_address_behind_words_is_a_link():
    mark = {"kind": "link", "start": 4, "end": 11, "address": "https://example.org/minutes"}
    bad = {"kind": "link", "start": 0, "end": 3, "address": "javascript:alert(1)"}
    statement = [said("The minutes are here.", marks=[bad, mark])]
    document = opened(PlacedPlan(column_headers=HEADERS, rows=[PlacedRow(statement=statement)]))
    links = document.tables[0].rows[1].cells[0].paragraphs[0].hyperlinks
    assert [(one.text, one.address) for one in links] == [("minutes", mark["address"])]


def test_columns_of_an_action_log_are_its_own():
    document = opened(action_log())
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [
        *("Ref", "Action", "Owner", "Target date", "Status", "Cost", "Date raised", "Room"),
    ]
    assert [cell.text for cell in table.rows[1].cells] == [
        *("2.1", "Buy a projector", "Clerk", "June 2019", "In progress", "£300"),
        *("17 January 2019", "Hall"),
    ]


def test_a_plan_without_columns_is_written_as_prose():
    document = opened(prose_plan())
    assert not document.tables
    shown = [(one.style.name, one.text) for one in document.paragraphs]
    assert ("Heading 2", "Places") in shown
    assert ("Normal", "Better places.") in shown
    assert [words for style, words in shown if style == "List Bullet"] == [
        *("Draw up a prospectus", "Name an envoy", "Officer x 1"),
    ]


def test_a_list_stands_where_its_section_leads_to_it():
    leading = [said("Over 12 months we will do all of this:"), said("To the point.")]
    ending = [said("The team would be:"), said("Its stages would be:"), said("More money helps.")]
    plan = prose_plan()
    plan.sections = [
        PlacedSection(heading="Introduction", body=leading),
        PlacedSection(heading="Resourcing", body=ending, place="after"),
    ]
    plan.phases = [PlacedPhase(name="Start", months=Decimal(3), printed="Start – 3 months")]
    shown = [one.text for one in opened(plan).paragraphs]
    assert shown[shown.index("Resourcing") :] == [
        "Resourcing",
        "The team would be:",
        "Officer x 1",
        "Its stages would be:",
        "Start – 3 months",
        "More money helps.",
    ]


def test_two_voices_stand_in_two_columns():
    document = opened(round_plan(), round_label="Q1 2019-20 (Apr to Jun 2019)")
    heads = [cell.text.split("\n")[0] for cell in document.tables[0].rows[0].cells]
    assert heads[3:] == [
        "Area Lead progress update",
        "Area Lead’s comments, Q1 2019-20 (Apr to Jun 2019)",
    ]
    assert "Progress for Q1 2019-20 (Apr to Jun 2019)" in [one.text for one in document.paragraphs]


def test_words_from_right_to_left_run_so():
    row = PlacedRow(statement=[said("سلام عليكم")])
    cell = opened(PlacedPlan(column_headers=HEADERS, rows=[row])).tables[0].rows[1].cells[0]
    assert cell.paragraphs[0]._p.pPr.find(qn("w:bidi")) is not None


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine.")
def test_libreoffice_shows_the_same_words(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(write_docx(improvement_plan()))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [str(OFFICE), home, "--headless", "--convert-to", "txt:Text", "plan.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    told = " ".join((tmp_path / "plan.txt").read_text(encoding="utf-8-sig").split())
    for words in (
        "1. Write a strategy for skills.",
        "LEP Lead is Chair",
        "First draft (Audit) by 30 June (actioned)",
        "nd the torn end of a line",
        UNPLACED,
    ):
        assert words in told
