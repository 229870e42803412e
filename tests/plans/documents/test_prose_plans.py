"""Plans written as prose: headings, bullets, numbered points and named lines."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from .settled import (
    assert_all_held,
    new_document,
    place_bytes,
    place_word,
    saved,
    word_table,
    words,
)


def bullets(document: Any, *texts: str) -> None:
    for text in texts:
        document.add_paragraph(text, style="List Bullet")


def programme_paper() -> Any:
    """An action plan in programmes, with its resourcing and phases."""
    document = new_document()
    document.add_paragraph("Joint Growth Board – 9th October 2018")
    document.add_paragraph("Item 7 Appendix C")
    document.add_paragraph("Coastal Growth Strategy Action Plan – September 2018")
    document.add_heading("Introduction", 1)
    document.add_paragraph("Leaders have backed three programmes:")
    bullets(
        document,
        "Better Ports – make more of the harbours and of those who work in them",
        "Skills for Work – bring colleges and firms to one table",
        "Open Figures – use numbers to steer what the area does together",
    )
    document.add_paragraph("The principles of the plan are:")
    bullets(document, "A light touch for small firms", "Work is shared between all councils")
    document.add_heading("The first year", 1)
    document.add_paragraph("The following sets out the actions proposed in each programme.")
    document.add_heading("Better Ports", 2)
    bullets(
        document,
        "Agree and publish a vision for the three harbours",
        "Launch a fund for quayside repairs; linked to the proposed ‘skills compact’",
    )
    document.add_heading("Skills for Work Programme", 2)
    bullets(document, "Convene a ‘Skills Compact’ of colleges and firms", "Map the vacancies")
    document.add_heading("Open Figures", 2)
    bullets(document, "Set up a small team for figures", "Publish an open store of numbers")
    document.add_heading("After the first year", 1)
    document.add_paragraph("The wider programme will be complete by early 2020.")
    document.add_heading("Resourcing", 1)
    document.add_paragraph("The team would be:")
    bullets(document, "Programme Manager x 1", "Data Analyst x 2")
    document.add_paragraph("The work is planned over a 15 month period, in outline:")
    bullets(document, "Start – 2 months", "Delivery – 9 months", "Handing over – 4 months")
    return document


def test_programmes_become_themes_with_their_purpose_and_actions() -> None:
    plan = place_word(programme_paper())
    assert plan.kind == "action_plan"
    assert plan.paper_reference == "Item 7 Appendix C"
    assert [theme.title for theme in plan.themes] == [
        *("Better Ports", "Skills for Work Programme", "Open Figures"),
    ]
    assert all(len(theme.purpose) == 1 for theme in plan.themes)
    assert [(words(row)[:12], row.theme) for row in plan.rows] == [
        ("Agree and pu", "Better Ports"),
        ("Launch a fun", "Better Ports"),
        ("Convene a ‘S", "Skills for Work Programme"),
        ("Map the vaca", "Skills for Work Programme"),
        ("Set up a sma", "Open Figures"),
        ("Publish an o", "Open Figures"),
    ]
    assert plan.numbering == "none"


def test_posts_and_phases_are_read_with_the_printed_total() -> None:
    plan = place_word(programme_paper())
    assert [(one.post, one.number) for one in plan.resources] == [
        ("Programme Manager", Decimal(1)),
        ("Data Analyst", Decimal(2)),
    ]
    assert [(one.name, one.months) for one in plan.phases] == [
        ("Start", Decimal(2)),
        ("Delivery", Decimal(9)),
        ("Handing over", Decimal(4)),
    ]
    assert plan.printed_phase_total == "15 month"


def test_an_action_that_names_another_points_at_it() -> None:
    plan = place_word(programme_paper())
    (reference,) = plan.rows[1].references
    assert reference.to == "3"
    assert reference.printed == "linked to the proposed ‘skills compact’"


def test_words_round_the_actions_stay_sections_in_their_place() -> None:
    plan = place_word(programme_paper())
    assert [(one.heading, one.place) for one in plan.sections if one.heading] == [
        ("Introduction", "before"),
        ("The first year", "before"),
        ("After the first year", "after"),
        ("Resourcing", "after"),
    ]
    introduction = next(one for one in plan.sections if one.heading == "Introduction")
    assert [block["text"][:14] for block in introduction.body] == [
        *("Leaders have b", "The principles", "A light touch ", "Work is shared"),
    ]


def test_leads_and_dates_within_a_sentence_are_read() -> None:
    document = new_document()
    document.add_heading("Skills delivery plan 2019-20", 0)
    document.add_heading("Key actions", 1)
    bullets(
        document,
        "Publish the skills report by March 2020. Lead: Head of Skills",
        "Agree the apprenticeship offer with colleges (Finance, June)",
        "Review the careers hub (Skills Manager, September 2019)",
        "Map what training firms buy",
    )
    plan = place_word(document, plan_year="2019-20")
    assert [[lead.name for lead in row.leads] for row in plan.rows] == [
        *(["Head of Skills"], ["Finance"], ["Skills Manager"], []),
    ]
    assert [[step.latest for step in row.milestones] for row in plan.rows] == [
        [date(2020, 3, 31)],
        [date(2019, 6, 30)],
        [date(2019, 9, 30)],
        [],
    ]


def test_named_lines_beneath_a_numbered_action_are_its_fields() -> None:
    document = new_document()
    document.add_heading("Town centre recovery action plan", 0)
    document.add_heading("Theme 1: Streets", 1)
    document.add_paragraph("Action 1.1: Repaint the crossings by the market")
    document.add_paragraph("Lead: Highways Manager")
    document.add_paragraph("Timescale: May 2021")
    document.add_paragraph("Success measure: fewer complaints than in 2020")
    document.add_paragraph("Status: Amber")
    document.add_paragraph("Progress: paint was ordered on 4 March 2021")
    document.add_paragraph("Cost: £4,000")
    document.add_paragraph("Action 1.2: Plant trees along the High Street")
    document.add_paragraph("Lead: Parks Team")
    document.add_paragraph("Timescale: Autumn 2021")
    plan = place_word(document)
    first, second = plan.rows
    assert (first.number, second.number) == ("1.1", "1.2")
    assert words(first) == "Repaint the crossings by the market"
    assert [lead.name for lead in first.leads] == ["Highways Manager"]
    assert [step.latest for step in first.milestones] == [date(2021, 5, 31)]
    assert [kpi.text for kpi in first.kpis] == ["fewer complaints than in 2020"]
    assert first.status == "Amber"
    assert [note.text for note in first.progress] == ["paint was ordered on 4 March 2021"]
    assert [(extra.heading, extra.text) for extra in first.extras] == [("Cost", "£4,000")]
    assert second.milestones[0].latest == date(2021, 11, 30)
    assert {row.theme for row in plan.rows} == {"Theme 1: Streets"}


def test_actions_as_headings_gather_what_stands_beneath_them() -> None:
    document = new_document()
    document.add_heading("Governance improvement plan 2020-21", 0)
    for number, text, lead in (
        ("1", "Adopt a new code of conduct", "Monitoring Officer"),
        ("2", "Train members on interests", "Clerk"),
    ):
        document.add_heading(f"Action {number}: {text}", 2)
        document.add_paragraph("This follows the review of the autumn.")
        document.add_paragraph(f"Owner: {lead}")
        document.add_paragraph("By when: July 2020")
    plan = place_word(document)
    assert [row.number for row in plan.rows] == ["1", "2"]
    assert [lead.name for row in plan.rows for lead in row.leads] == ["Monitoring Officer", "Clerk"]
    assert all(row.milestones[0].latest == date(2020, 7, 31) for row in plan.rows)


def test_nested_bullets_are_the_steps_of_an_action() -> None:
    document = new_document()
    document.add_heading("Digital action plan", 0)
    document.add_paragraph("To close the gap we will:")
    bullets(document, "Bring fibre to every business park")
    document.add_paragraph("Survey the parks by May 2020", style="List Bullet 2")
    document.add_paragraph("Let the contract in July 2020", style="List Bullet 2")
    bullets(document, "Offer digital training to small firms")
    plan = place_word(document)
    assert [len(row.milestones) for row in plan.rows] == [2, 0]
    assert [step.latest for step in plan.rows[0].milestones] == [
        date(2020, 5, 31),
        date(2020, 7, 31),
    ]


def test_bold_lines_head_themes_where_no_style_does() -> None:
    document = new_document()
    document.add_paragraph("Visitor economy action plan 2021")
    for theme, actions in (
        ("Welcome", ("Refurbish the two information points", "Train hosts in three languages")),
        ("Promotion", ("Launch a spring campaign", "Share a calendar of events")),
    ):
        document.add_paragraph().add_run(theme).bold = True
        document.add_paragraph("Next steps:")
        bullets(document, *actions)
    plan = place_word(document)
    assert [row.theme for row in plan.rows] == ["Welcome", "Welcome", "Promotion", "Promotion"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Minutes of the skills panel", "The panel met on 4 June.", "Members spoke of growth."),
        ("Terms of reference", "The group has ten members.", "It meets each quarter."),
    ],
)
def test_prose_without_actions_is_no_plan(lines: tuple[str, ...]) -> None:
    document = new_document()
    for line in lines:
        document.add_paragraph(line)
    plan, report = place_bytes("paper.docx", saved(document))
    assert plan.kind == "none"
    assert not plan.rows
    assert report.fidelity.lost == 0


@pytest.mark.skipif("LEP_PAPERS" not in os.environ, reason="the papers are not on this machine")
def test_the_real_programme_paper_reads_whole() -> None:
    paper = Path(os.environ["LEP_PAPERS"], "samples", "asela-productivity-action-plan-2019.docx")
    plan, report = place_bytes(paper.name, paper.read_bytes())
    assert_all_held(report)
    assert (len(plan.themes), len(plan.rows)) == (4, 13)
    assert all(theme.purpose for theme in plan.themes)
    assert [one.number for one in plan.resources] == [Decimal(1)] * 3
    assert [one.months for one in plan.phases] == [Decimal(3), Decimal(12), Decimal(3)]
    assert plan.printed_phase_total.startswith("18")
    assert sum(reference.to != "" for row in plan.rows for reference in row.references) == 1


def test_numbered_points_keep_the_numbers_word_gives_or_somebody_typed() -> None:
    document = new_document()
    document.add_heading("Harbour action plan", 0)
    document.add_heading("Actions", 1)
    for text in ("Dredge the outer basin by May 2021", "Publish the tide tables"):
        document.add_paragraph(text, style="List Number")
    plan = place_word(document)
    assert [row.number for row in plan.rows] == ["1", "2"]
    assert plan.numbering == "automatic"
    typed = new_document()
    typed.add_heading("Harbour action plan", 0)
    typed.add_heading("Actions", 1)
    for text in ("1. Dredge the outer basin", "2. Publish the tide tables"):
        typed.add_paragraph(text)
    plan = place_word(typed)
    assert [row.number for row in plan.rows] == ["1", "2"]
    assert plan.numbering == "typed"


def test_numbered_headings_with_bullets_beneath_them_are_themes() -> None:
    document = new_document()
    document.add_paragraph("Village action plan 2016/17")
    document.add_paragraph("The following were picked out for the year.")
    for heading, actions in (
        ("1. Neighbourhood plan", ("Carry on with what the plan asks for",)),
        ("2. Get ready for the elections", ("Plan posters", "Consider what members lack")),
        ("3. The village hall", ("Agree the tender for the roof",)),
    ):
        document.add_paragraph(heading)
        bullets(document, *actions)
    plan = place_word(document)
    assert [row.theme[:2] for row in plan.rows] == ["1.", "2.", "2.", "3."]


def test_numbered_orders_with_bullets_beneath_them_are_actions_with_steps() -> None:
    document = new_document()
    document.add_paragraph("Village action plan 2016/17")
    document.add_paragraph("1. Publish a map of the footpaths")
    bullets(document, "Walk each path", "Draw the map by May 2016")
    document.add_paragraph("2. Repair the swings")
    bullets(document, "Ask for three prices")
    plan = place_word(document)
    assert [row.number for row in plan.rows] == ["1", "2"]
    assert [len(row.milestones) for row in plan.rows] == [2, 1]
    assert plan.rows[0].milestones[1].latest == date(2016, 5, 31)


def test_a_recommendation_in_a_heading_of_its_own_number() -> None:
    document = new_document()
    document.add_paragraph("Improvement plan: response to the review")
    for number, text, lead, when in (
        ("1", "Publish a statement of who decides.", "Clerk", "May 2020"),
        ("2", "Keep a record of interests.", "Monitoring Officer", "June 2020"),
    ):
        document.add_heading(f"Recommendation {number}", 1)
        document.add_paragraph(text)
        document.add_paragraph("Response: Agreed.")
        document.add_paragraph(f"Lead officer: {lead}")
        document.add_paragraph(f"Target date: {when}")
    plan = place_word(document)
    assert [(row.number, words(row)) for row in plan.rows] == [
        ("1", "Publish a statement of who decides."),
        ("2", "Keep a record of interests."),
    ]
    assert [row.milestones[0].latest for row in plan.rows] == [date(2020, 5, 31), date(2020, 6, 30)]
    assert [row.leads[0].name for row in plan.rows] == ["Clerk", "Monitoring Officer"]


def test_a_plain_line_before_we_will_is_the_theme() -> None:
    document = new_document()
    document.add_paragraph("Recovery plan 2020")
    for heading, actions in (
        ("Support for firms", ("give grants to firms that closed", "set up a helpline")),
        ("Support for people", ("retrain those out of work", "open a fund for charities")),
    ):
        document.add_paragraph(heading)
        document.add_paragraph("We will:")
        bullets(document, *actions)
    plan = place_word(document)
    assert [row.theme for row in plan.rows] == ["Support for firms"] * 2 + [
        "Support for people"
    ] * 2


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("Heading|Budget|Spent\nStaff|£100|£90\nRooms|£10|£12", "a budget"),
        ("Name|Organisation|Email\nA Green|Council|a@example.gov.uk", "a contact list"),
        ("Risk|Likelihood|Impact|Mitigation\nLoss of staff|3|4|Recruit early", "a risk register"),
        (
            "Item|Discussion|Action\n1|Members spoke at length of growth|A Green to report",
            "minutes",
        ),
    ],
)
def test_a_paper_that_is_no_plan_says_so_once_and_keeps_its_words(drawn: str, said: str) -> None:
    document = new_document()
    document.add_paragraph("Paper for the board")
    word_table(document, drawn)
    plan, report = place_bytes("paper.docx", saved(document))
    assert (plan.kind, plan.rows) == ("none", [])
    assert len(plan.warnings) == 1 and said in plan.warnings[0]
    assert report.fidelity.lost == 0
    assert report.fidelity.unplaced == report.fidelity.source_characters
