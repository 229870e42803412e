"""OKR papers of other bodies: heads over columns, no merged cells, bullets, prose, sheets."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from docx import Document
from openpyxl import Workbook

from governance.documents.ledger import settle
from governance.documents.reading import read_here
from governance.documents.sheets import read_sheets
from okrs.documents.placing import looks_like_okrs, place_okrs
from tests.okrs.documents.papers import (
    data_of,
    objectives_of,
    placed_from,
    results_of,
    table_of,
)


def told(column):
    return column.heading, " ".join(block["text"] for block in column.body)


def test_heads_over_the_columns_and_columns_without_a_home():
    paper = Document()
    paper.add_heading("Borough OKRs 2023-24", 0)
    table_of(
        paper,
        [
            ("Objective", "Key results", "Owner", "By when", "Confidence", "Progress"),
            ("Cleaner streets", "Bins emptied weekly", "Director of Place", "June 2023", "0.7", ""),
            ("", "Litter down by 20%", "Head of Parks", "by end March 2024", "0.4", "Slow start"),
            ("Safer streets", "Lights corrected", "Head of Roads", "TBC", "", ""),
        ],
    )
    placed, report = placed_from(paper)
    assert (report.fidelity.lost, report.fidelity.unplaced) == (0, 0)
    assert [(o.text, len(o.key_results)) for o in objectives_of(placed)] == [
        ("Cleaner streets", 2),
        ("Safer streets", 1),
    ]
    bins, litter, lights = results_of(placed)
    assert [told(one) for one in bins.columns] == [
        ("Owner", "Director of Place"),
        ("By when", "June 2023"),
        ("Confidence", "0.7"),
    ]
    assert (litter.due_text, litter.latest) == ("by end March 2024", date(2024, 3, 31))
    assert [(one.unit, one.target) for one in litter.measures] == [("%", Decimal(20))]
    assert lights.latest is None and ("By when", "TBC") in map(told, lights.columns)
    assert [one.why for one in placed.furniture] == ["head of a table"] * 6


def test_the_same_objective_printed_on_every_row_is_one():
    paper = Document()
    table_of(
        paper,
        [
            ("Objective", "Key result", "Lead"),
            ("Grow exports", "Trade mission sent", "Trade team"),
            ("Grow exports", "Grants paid", "Trade team"),
            ("Grow tourism", "Guide printed", "Visit team"),
        ],
        merged=False,
    )
    placed, report = placed_from(paper)
    assert report.fidelity.lost == 0
    assert [(o.text, len(o.key_results)) for o in objectives_of(placed)] == [
        ("Grow exports", 2),
        ("Grow tourism", 1),
    ]


def test_key_results_as_bullets_in_one_cell():
    paper = Document()
    paper.add_heading("Objectives and Key Results", 1)
    table_of(
        paper,
        [
            ("Objectives", "Key Results"),
            (
                "1. Warm homes",
                "* Boilers fitted in 40 homes\n** in the north first\n* Draughts found",
            ),
            ("2. Warm words", "* Calls answered in a minute\n* Letters in plain English"),
        ],
    )
    placed, report = placed_from(paper)
    assert (report.fidelity.lost, report.fidelity.unplaced) == (0, 0)
    warm, words = objectives_of(placed)
    assert (warm.number, warm.text) == ("1", "Warm homes")
    assert [one.text for one in warm.key_results] == [
        "Boilers fitted in 40 homes",
        "Draughts found",
    ]
    assert [block["text"] for block in warm.key_results[0].bullets] == ["in the north first"]
    assert len(words.key_results) == 2


def test_labels_inside_the_cell():
    paper = Document()
    table_of(
        paper,
        [
            ("Objective", "Key results"),
            ("O1: Open data", "KR1: Portal live\nKR2: Ten sets published\nwith their licences"),
            ("O2: Open doors", "KR1 – Ramps built"),
        ],
    )
    placed, report = placed_from(paper)
    assert report.fidelity.lost == 0
    assert [(o.number, o.text) for o in objectives_of(placed)] == [
        ("O1", "Open data"),
        ("O2", "Open doors"),
    ]
    assert [(one.label, one.text) for one in results_of(placed)] == [
        ("KR1", "Portal live"),
        ("KR2", "Ten sets published"),
        ("KR1", "Ramps built"),
    ]


def test_objectives_and_key_results_share_a_numbered_column():
    paper = Document()
    table_of(
        paper,
        [
            ("Ref", "Objective / Key result", "Owner"),
            ("O1", "Better buses", "Transport"),
            ("KR1.1", "Timetable agreed by May 2022", "Transport"),
            ("KR1.2", "Two routes reopened", ""),
            ("O2", "Better trains", ""),
            ("KR2.1", "Platform raised", ""),
        ],
        merged=False,
    )
    placed, report = placed_from(paper)
    assert (report.fidelity.lost, report.fidelity.unplaced) == (0, 0)
    assert [(o.number, o.text, len(o.key_results)) for o in objectives_of(placed)] == [
        ("O1", "Better buses", 2),
        ("O2", "Better trains", 1),
    ]
    assert [one.label for one in results_of(placed)] == ["KR1.1", "KR1.2", "KR2.1"]
    assert told(objectives_of(placed)[0].columns[0]) == ("Owner", "Transport")


def test_an_objective_in_a_cell_over_the_whole_table():
    paper = Document()
    paper.add_paragraph("OKRs for the digital team")
    table = table_of(
        paper,
        [
            ("Objective 1: Faster pages", "", ""),
            ("KR1", "Home page under a second", "Web"),
            ("KR2", "Search under two", "Web"),
            ("Objective 2: Fewer forms", "", ""),
            ("KR1", "Twelve forms retired", "Forms"),
        ],
        merged=False,
    )
    for row in (0, 3):
        table.cell(row, 0).merge(table.cell(row, 2))
    placed, report = placed_from(paper)
    assert (report.fidelity.lost, report.fidelity.unplaced) == (0, 0)
    assert [(o.number, o.text) for o in objectives_of(placed)] == [
        ("Objective 1", "Faster pages"),
        ("Objective 2", "Fewer forms"),
    ]
    assert [one.label for one in results_of(placed)] == ["KR1", "KR2", "KR1"]


def test_key_results_as_columns():
    paper = Document()
    table_of(
        paper,
        [
            ("Objective", "KR1", "KR2", "KR3"),
            ("Louder voice", "Letter sent by July 2021", "Speech given", ""),
            ("Longer reach", "Newsletter out", "", "Podcast out"),
        ],
    )
    placed, report = placed_from(paper)
    assert (report.fidelity.lost, report.fidelity.unplaced) == (0, 0)
    assert [[one.label for one in o.key_results] for o in objectives_of(placed)] == [
        ["KR1", "KR2"],
        ["KR1", "KR3"],
    ]


def test_targets_and_baselines_in_columns_of_their_own():
    paper = Document()
    table_of(
        paper,
        [
            ("Objective", "Key result", "Baseline", "Target", "Due date"),
            ("More learners", "Starts on courses", "1,200", "1,500", "31 March 2023"),
        ],
    )
    placed, _ = placed_from(paper)
    (starts,) = results_of(placed)
    assert [(one.baseline, one.target) for one in starts.measures] == [
        (Decimal(1200), Decimal(1500))
    ]
    assert starts.latest == date(2023, 3, 31)


def test_prose_with_headings_and_labels():
    paper = Document()
    paper.add_heading("Quarterly OKRs", 0)
    paper.add_paragraph("Q2 2023-24")
    paper.add_heading("Economy", 1)
    paper.add_heading("Objective 1: Fill the high street", 2)
    paper.add_paragraph("Because empty shops cost us all.")
    paper.add_paragraph("KR1: Ten shops let by September 2023")
    paper.add_paragraph("with short leases", style="List Bullet")
    paper.add_paragraph("Owner: Town centre manager")
    paper.add_paragraph("KR2: Market moved")
    paper.add_heading("Environment", 1)
    paper.add_heading("Objective 2: Plant trees", 2)
    paper.add_paragraph("KR1: 500 trees planted")
    placed, report = placed_from(paper)
    assert (report.fidelity.lost, report.fidelity.unplaced) == (0, 0)
    assert [theme.title for theme in placed.themes] == ["Economy", "Environment"]
    first, second = objectives_of(placed)
    assert (first.number, first.text) == ("Objective 1", "Fill the high street")
    assert [block["text"] for block in first.body] == ["Because empty shops cost us all."]
    shops, market = first.key_results
    assert (shops.label, shops.latest) == ("KR1", date(2023, 9, 30))
    assert [block["text"] for block in shops.bullets] == ["with short leases"]
    assert told(shops.columns[0]) == ("Owner", "Town centre manager")
    assert market.text == "Market moved"
    assert [(one.unit, one.target) for one in second.key_results[0].measures] == [
        ("trees", Decimal(500))
    ]


def test_prose_with_bullets_for_key_results():
    paper = Document()
    paper.add_heading("Team OKRs", 0)
    for name in ("Be easy to reach", "Be easy to read"):
        paper.add_heading(f"Objective: {name}", 1)
        paper.add_paragraph("Key results:")
        for word in ("First", "Second"):
            paper.add_paragraph(f"{word} thing done", style="List Bullet")
            paper.add_paragraph("with care", style="List Bullet 2")
    placed, report = placed_from(paper)
    assert (report.fidelity.lost, report.fidelity.unplaced) == (0, 0)
    assert [o.text for o in objectives_of(placed)] == ["Be easy to reach", "Be easy to read"]
    assert [len(o.key_results) for o in objectives_of(placed)] == [2, 2]
    assert [block["text"] for block in results_of(placed)[0].bullets] == ["with care"]


def test_a_table_beneath_the_heading_that_is_its_objective():
    paper = Document()
    paper.add_heading("Service OKRs", 0)
    for number, name in enumerate(("Quick answers", "Kind answers"), start=1):
        paper.add_heading(f"Objective {number}: {name}", 1)
        table_of(
            paper,
            [("Key result", "Owner"), ("Calls under a minute", "Ann's team"), ("Survey sent", "")],
            merged=False,
        )
    placed, report = placed_from(paper)
    assert (report.fidelity.lost, report.fidelity.unplaced) == (0, 0)
    assert [(o.text, len(o.key_results)) for o in objectives_of(placed)] == [
        ("Quick answers", 2),
        ("Kind answers", 2),
    ]


def test_pasted_lines_without_any_style():
    paper = Document()
    for line in (
        "Port OKRs",
        "Busier quays",
        "KR1 Two new lines call by June 2022",
        "KR2 Crane corrected",
        "Cleaner water",
        "KR1 Samples taken monthly",
    ):
        paper.add_paragraph(line)
    placed, report = placed_from(paper)
    assert (report.fidelity.lost, report.fidelity.unplaced) == (0, 0)
    assert [(o.text, len(o.key_results)) for o in objectives_of(placed)] == [
        ("Busier quays", 2),
        ("Cleaner water", 1),
    ]
    assert placed.title == "Port OKRs"


def test_a_table_that_a_page_cuts_in_two_goes_on():
    paper = Document()
    paper.add_heading("Harbour OKRs", 0)
    table_of(paper, [("Calm", "KR1", "Noise halved")])
    paper.add_paragraph("")
    table_of(paper, [("", "KR2", "Traffic moved"), ("Clean", "KR1", "Bins out")], merged=False)
    placed, report = placed_from(paper)
    assert (report.fidelity.lost, report.fidelity.unplaced) == (0, 0)
    assert [(o.text, len(o.key_results)) for o in objectives_of(placed)] == [
        ("Calm", 2),
        ("Clean", 1),
    ]


def test_pasted_text_with_tabs_contents_and_bare_sections():
    lines = [
        "Harbour Panel",
        "Introduction",
        "The goals are:",
        "1\tAppendix A: Trade Objectives and Key Results – Q3 (Oct to Dec) 2021\t2",
        "2\tAppendix B: Town Objectives and Key Results – Q3 (Oct to Dec) 2021\t4",
        "1 Appendix A: Trade Objectives and Key Results – Q3 (Oct to Dec) 2021",
        "Timber",
        "Vision (where we want to be)",
        "More ships.",
        "A longer quay\tKR1\tPlans drawn",
        "\tKR2\tMoney found",
        "Fruit",
        "Vision (where we want to be)",
        "Fresher pears.",
        "A colder shed\tKR1\tShed built",
        "2 Appendix B: Town Objectives and Key Results – Q3 (Oct to Dec) 2021",
        "Better signs\tKR1\tForty signs up",
        "\tKR2\tOld ones down",
    ]
    source = read_here("pasted.txt", "\n\n".join(lines).replace("\n\n\t", "\n\t").encode())
    placed = place_okrs(source)
    fidelity = settle(source, placed, 0).fidelity
    assert (fidelity.lost, fidelity.unplaced) == (0, 0)
    assert [(theme.title, len(theme.objectives)) for theme in placed.themes] == [
        ("Trade", 2),
        ("Town", 1),
    ]
    assert [objective.section for objective in objectives_of(placed)] == ["Timber", "Fruit", ""]
    assert [block.section for block in placed.themes[0].header_blocks] == ["Timber", "Fruit"]


def test_a_sheet():
    book = Workbook()
    sheet = book.active
    for row in (
        ("Theme", "Objective", "Key Result", "Owner", "Target date"),
        ("Place", "Homes", "90 homes begun", "Housing", "31/12/2022"),
        (None, None, "Sites bought", "Estates", "30/06/2022"),
        ("People", "Skills", "College opened", "Skills", None),
    ):
        sheet.append(row)
    kept = BytesIO()
    book.save(kept)
    source = read_sheets("okrs.xlsx", kept.getvalue())
    placed = place_okrs(source)
    assert settle(source, placed, 0).fidelity.lost == 0
    assert [theme.title for theme in placed.themes] == ["Place", "People"]
    homes, sites, college = results_of(placed)
    assert (homes.latest, sites.latest) == (date(2022, 12, 31), date(2022, 6, 30))
    assert objectives_of(placed)[0].text == "Homes" and college.latest is None


def test_an_action_plan_is_no_okr_paper():
    paper = Document()
    paper.add_heading("Improvement plan", 0)
    table_of(
        paper,
        [("Objective", "Action", "Lead", "By when"), ("Better boards", "Recruit", "Chair", "May")],
    )
    source = read_here("plan.docx", data_of(paper))
    assert looks_like_okrs(source) <= 20
    placed = place_okrs(source)
    assert placed.kind == "none" and objectives_of(placed) == []
    assert any("No objectives" in sentence for sentence in placed.warnings)
    assert settle(source, placed, 0).fidelity.lost == 0


def test_a_table_of_another_kind_is_kept_word_for_word():
    paper = Document()
    paper.add_heading("Harbour OKRs", 0)
    table_of(paper, [("Objective", "Key result"), ("Calm", "Noise halved")])
    paper.add_heading("Glossary", 1)
    table_of(
        paper,
        [("Term", "Meaning", "Since"), ("OKR", "Objectives and Key Results", "2019")],
        merged=False,
    )
    placed, report = placed_from(paper)
    assert report.fidelity.lost == 0
    assert [raw.text for raw in placed.unplaced] == [
        "Term | Meaning | Since",
        "OKR | Objectives and Key Results | 2019",
    ]


def test_text_after_the_last_table_is_the_end_of_the_paper():
    paper = Document()
    paper.add_heading("Harbour OKRs", 0)
    paper.add_heading("Office", 1)
    table_of(paper, [("Objective", "Key result"), ("Calm", "Noise halved")])
    paper.add_paragraph("Scores are out of one.")
    paper.add_heading("Next steps", 1)
    paper.add_paragraph("The board meets in May.")
    placed, report = placed_from(paper)
    assert (report.fidelity.lost, report.fidelity.unplaced) == (0, 0)
    (office,) = placed.themes
    assert (office.title, office.header_blocks[0].place) == ("Office", "after")
    assert [(one.heading, one.place) for one in placed.sections] == [("Next steps", "after")]
