"""Reports on bodies: placed whole, whatever way the committee sets them out."""

import os
from datetime import date
from pathlib import Path

import docx

from governance.documents.ledger import settle
from governance.documents.pasted import read_text
from governance.documents.reading import read_here
from governance.documents.report_placing import looks_like_report, place_report
from governance.documents.rows import characters

from .reports import LONG, YEAR, add_table, read_docx, sub_groups


def placed(source, **known):
    """The report, after the ledger found every word of the source in it."""
    report = place_report(source, **known)
    counted = sum(characters(line.text) for line in source.lines())
    fidelity = settle(source, report, counted).fidelity
    assert (fidelity.lost, fidelity.unplaced) == (0, 0)
    assert fidelity.source_characters > 0
    return report


def test_groups_under_numbered_headings_are_bodies_with_their_vacant_posts():
    report = placed(read_docx(sub_groups()))
    assert [(body.number, body.name, body.parent) for body in report.bodies] == [
        ("3.1", "Towns", "Growth Board"),
        ("3.2", "Skills", "Growth Board"),
        ("3.3", "New Ideas", "Growth Board"),
        ("3.4", "Firms", "Growth Board"),
    ]
    for body in report.bodies:
        assert body.remit[0]["text"].endswith(f"looks after {body.name.lower()}.")
        assert [(post.post, post.is_vacant, post.printed) for post in body.posts] == [
            ("chair", True, "be named"),
            ("deputy chair", True, "be named"),
            ("support officer", True, "be named"),
        ]


def test_front_and_foot_are_facts_and_the_rest_is_sections():
    report = placed(read_docx(sub_groups()))
    assert report.title == "GROWTH STRATEGY – HOW WE CARRY IT OUT: PLANS FOR FOUR ADVISORY GROUPS"
    assert [(fact.heading, fact.text) for fact in report.facts[2:]] == [
        ("Lead Director", "the chair of the board"),
        ("Report Author", "the policy officer"),
        ("", "(telephone removed)"),
    ]
    assert [(section.heading, section.place) for section in report.sections] == [
        ("1. Introduction", "before"),
        ("2. \tHow the groups fit together", "before"),
        ("3. Role of the Sub-groups", "before"),
        ("4. Timeline for 2020-21", "after"),
        ("5. Recommendations", "after"),
    ]


def test_a_year_of_months_and_streams_runs_on_from_the_first():
    months = placed(read_docx(sub_groups())).timeline
    assert [month.text for month in months] == [row[0] for row in YEAR[1:]]
    assert [month.earliest for month in months][::3] == [
        date(2020, 4, 1),
        date(2020, 7, 1),
        date(2020, 10, 1),
        date(2021, 1, 1),
    ]
    assert [month.year_inferred for month in months[:2]] == [False, True]
    april, july, february = months[0].entries[0], months[3].entries[1], months[10].entries[1]
    assert (april.stream, april.groups) == ("Set-up and work plans", "1&2")
    assert (april.earliest, april.latest, april.precision) == (
        date(2020, 4, 16),
        date(2020, 4, 16),
        "day",
    )
    assert (july.stream, july.latest, july.due_text) == (
        "Checking progress",
        date(2020, 7, 16),
        "16th",
    )
    assert (february.groups, february.earliest, february.latest, february.precision) == (
        "1,2,3&4",
        date(2021, 2, 1),
        date(2021, 2, 28),
        "month",
    )


def test_each_recommendation_stands_alone_with_its_number():
    report = placed(read_docx(sub_groups()))
    assert [one.number for one in report.recommendations] == ["5.1", "5.2", "5.3", "5.4"]
    assert report.recommendations[3].text == "The timeline be used."


def test_what_is_not_kept_or_not_there_is_said():
    warnings = placed(read_docx(sub_groups())).warnings
    assert warnings == [
        "Bimonthly is not met for groups 1 and 2: it stands in Jul, Sept, Nov and Feb, 2, 2 and 3 "
        "months apart, where 2 months apart was meant.",
        "Bimonthly is not met for groups 3 and 4: it stands in Sept, Oct, Dec and Feb, 1, 2 and 2 "
        "months apart, where 2 months apart was meant.",
        "Appendix 1 and Appendices 2a-2d are named, but not part of this document.",
        "A list is announced, but none follows: “The evidence points to four fields of work:”.",
    ]


def committee_report():
    """Facts in a table, bold headings, groups in a table, months across, lettered requests."""
    document = docx.Document()
    add_table(
        document,
        ("Report to:", "Economy Committee"),
        ("Date:", "9 March 2021"),
        ("Report of", "Head of Growth"),
        ("Contact", ""),
    )
    for heading, text in (("PURPOSE", "This report proposes two panels."), ("BACKGROUND", LONG)):
        document.add_paragraph().add_run(heading).bold = True
        document.add_paragraph(text)
    document.add_paragraph().add_run("THE PANELS").bold = True
    add_table(
        document,
        ("Panel", "Remit", "Chair", "Lead officer"),
        ("Transport Panel", "Roads\nRail", "TBC", "Head of Roads"),
        ("Digital Panel", "Networks", "", "to be appointed"),
    )
    document.add_paragraph().add_run("TIMETABLE").bold = True
    add_table(
        document,
        ("", "2021", "", "", "2022"),
        ("Stream", "October", "November", "December", "January"),
        ("Panels meet", "5th - first", "", "(7th) second", "x"),
        ("Reports", "", "Quarterly report", "", ""),
    )
    document.add_paragraph().add_run("RECOMMENDATIONS").bold = True
    document.add_paragraph("The Committee is asked to:")
    for text in ("a) approve the panels;", "b) note the timetable; and", "c) ask for a review."):
        document.add_paragraph(text)
    return document


def test_a_committee_report_in_other_clothes_is_placed_alike():
    report = placed(read_docx(committee_report()))
    assert [(fact.heading, fact.text) for fact in report.facts[:3]] == [
        ("Report to", "Economy Committee"),
        ("Date", "9 March 2021"),
        ("Report of", "Head of Growth"),
    ]
    assert [body.name for body in report.bodies] == ["Transport Panel", "Digital Panel"]
    assert [block["text"] for block in report.bodies[0].remit] == ["Roads", "Rail"]
    posts = [
        (post.post, post.holder, post.is_vacant) for body in report.bodies for post in body.posts
    ]
    assert posts == [
        ("Chair", "", True),
        ("Lead officer", "Head of Roads", False),
        ("Chair", "", True),
        ("Lead officer", "", True),
    ]
    assert [(month.text, month.earliest) for month in report.timeline] == [
        ("October", date(2021, 10, 1)),
        ("November", date(2021, 11, 1)),
        ("December", date(2021, 12, 1)),
        ("January", date(2022, 1, 1)),
    ]
    october, december = report.timeline[0].entries[0], report.timeline[2].entries[0]
    assert (october.stream, october.earliest) == ("Panels meet", date(2021, 10, 5))
    assert december.latest == date(2021, 12, 7)
    assert [(one.number, one.text) for one in report.recommendations] == [
        ("a", "approve the panels;"),
        ("b", "note the timetable; and"),
        ("c", "ask for a review."),
    ]


def test_terms_of_reference_are_the_remit_of_one_body():
    document = docx.Document()
    document.add_heading("Skills Advisory Panel – Terms of Reference", 0)
    document.add_heading("Purpose", 1)
    document.add_paragraph("The panel is to:")
    document.add_paragraph("gather figures on skills", style="List Bullet")
    document.add_paragraph("advise the Growth Board", style="List Bullet")
    document.add_heading("Membership", 1)
    document.add_paragraph("Chair: Principal of the college")
    document.add_paragraph("Vice-chair: vacant")
    document.add_heading("Meetings", 1)
    document.add_paragraph("The panel meets each quarter.")
    source = read_docx(document)
    (body,) = placed(source).bodies
    assert (body.name, body.parent) == ("Skills Advisory Panel", "Growth Board")
    assert [(block["kind"], block["text"]) for block in body.remit] == [
        ("paragraph", "The panel is to:"),
        ("bullet", "gather figures on skills"),
        ("bullet", "advise the Growth Board"),
    ]
    assert [(post.post, post.holder, post.is_vacant) for post in body.posts] == [
        ("Chair", "Principal of the college", False),
        ("Vice-chair", "", True),
    ]
    assert looks_like_report(source) >= 40


def test_a_pasted_report_with_lists_for_groups_and_months_is_placed():
    text = (
        "Working together in 2023\n\n1. Background\n"
        f"{LONG}\n\n2. Proposal\nWe propose three working groups:\n"
        "•\tTowns – shops and squares\n•\tSkills – colleges\n•\tFirms – advice\n\n"
        "3. Timetable\nOct 2023 - groups meet\nJan - first papers\nApril - look back\n\n"
        "4. Recommendations\nThe Board is asked to:\n(i) agree to the groups\n(ii) name chairs\n"
    )
    report = placed(read_text("Pasted text", text))
    assert [body.name for body in report.bodies] == ["Towns", "Skills", "Firms"]
    assert [(month.text, month.earliest, month.entries[0].text) for month in report.timeline] == [
        ("Oct 2023", date(2023, 10, 1), "groups meet"),
        ("Jan", date(2024, 1, 1), "first papers"),
        ("April", date(2024, 4, 1), "look back"),
    ]
    assert [one.number for one in report.recommendations] == ["i", "ii"]


def test_the_plan_year_dates_months_that_nothing_else_dates():
    document = docx.Document()
    document.add_heading("1. Calendar", 1)
    add_table(
        document, ("Month", "What"), ("May", "31st call"), ("June", "31st call"), ("Jan", "x")
    )
    report = placed(read_docx(document), plan_year="2019-20")
    assert [month.earliest for month in report.timeline] == [
        date(2019, 5, 1),
        date(2019, 6, 1),
        date(2020, 1, 1),
    ]
    assert report.timeline[0].entries[0].latest == date(2019, 5, 31)
    assert report.timeline[1].entries[0].latest == date(2019, 6, 30)
    assert report.warnings == ["June has no day 31: “31st call”."]
    undated = placed(read_docx(document))
    assert [month.earliest for month in undated.timeline] == [None, None, None]


def test_reports_are_told_from_plans_and_other_papers():
    assert looks_like_report(read_docx(sub_groups())) >= 90
    assert looks_like_report(read_docx(committee_report())) >= 60
    plan = docx.Document()
    plan.add_heading("1. Introduction", 1)
    plan.add_paragraph("The purpose of this report is to show our actions.")
    add_table(plan, ("Action", "Owner", "When"), ("Call", "Clerk", "May"), ("Ask", "Clerk", "June"))
    plan.add_heading("2. Recommendations", 1)
    plan.add_paragraph("2.1 The Board notes the plan.")
    assert looks_like_report(read_docx(plan)) < 20
    letter = docx.Document()
    letter.add_paragraph(LONG)
    assert looks_like_report(read_docx(letter)) == 0


def test_a_document_without_headings_is_kept_whole():
    document = docx.Document()
    document.add_paragraph(LONG)
    document.add_paragraph("•")
    document.add_paragraph("-----")
    add_table(document, ("a", "b", "c"), ("d", "", "e"))
    report = placed(read_docx(document))
    assert report.sections[0].body[0]["text"] == LONG


def papers():
    """The paper itself, where the machine has it (LEP_PAPERS)."""
    folder = os.environ.get("LEP_PAPERS")
    return [Path(folder, "samples/sslep-lis-advisory-sub-groups.docx")] if folder else []


def test_the_paper_on_sub_groups_is_placed_whole():
    for path in papers():
        source = read_here(path.name, path.read_bytes())
        report = placed(source)
        assert looks_like_report(source) >= 90
        assert len(report.bodies) == 4 and all(len(body.posts) == 3 for body in report.bodies)
        assert [body.number for body in report.bodies] == ["3.1", "3.2", "3.3", "3.4"]
        assert len(report.timeline) == 12
        assert sum(len(month.entries) for month in report.timeline) == 21
        assert report.timeline[0].entries[0].latest == date(2020, 4, 16)
        assert [one.number for one in report.recommendations] == ["5.1", "5.2", "5.3", "5.4"]
        assert sum("Bimonthly" in one for one in report.warnings) == 2
