"""Plans as other bodies draw them: each shape in a Word file made here, read and placed."""

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from governance.documents.reading import read_here
from plans.documents.placed import PlacedPlan
from plans.documents.placing import place_plan

from .word_papers import Paper

HEADS = ("Improvement summary", "Milestones", "Monitoring process", "Progress update")


def furniture(plan: PlacedPlan, why: str) -> list[str]:
    return [one.text for one in plan.furniture if one.why == why]


def test_a_table_of_two_columns_with_an_owner_in_the_sentence() -> None:
    plan = (
        Paper("Riverside Council Housing Improvement Plan 2021/22")
        .table(
            ["What will be better", "How we will do it"],
            [
                "1) Tenants hear back sooner.",
                ["- Agree a standard for replies by May", "- Publish monthly figures"],
            ],
            [
                "2) Repairs are right first time. (Peer Review, page 14)",
                ["- Train all crews by 30 Sept", "- Pilot with two estates (started)"],
            ],
            ["3) Empty homes are let faster. Owner: Head of Lettings", ["- Checklist by autumn"]],
        )
        .plan()
    )
    assert (plan.starts_on, plan.ends_on) == (date(2021, 4, 1), date(2022, 3, 31))
    assert [row.number for row in plan.rows] == ["1", "2", "3"]
    assert [one.is_recurring for one in plan.rows[0].milestones] == [False, True]
    assert [(one.source, one.pages) for one in plan.rows[1].citations] == [("Peer Review", "14")]
    assert plan.rows[1].statement[0]["text"] == "Repairs are right first time."
    assert plan.rows[1].milestones[1].state == "in_progress"
    assert plan.rows[2].lead_heading == "Owner:"
    assert [lead.name for lead in plan.rows[2].leads] == ["Head of Lettings"]
    assert plan.rows[2].statement[0]["text"] == "Empty homes are let faster."


def test_five_columns_with_sub_numbers_dates_and_a_ditto() -> None:
    plan = (
        Paper("Skills Board – Delivery Plan")
        .text("June 2022")
        .text("Period: April 2022 to March 2024")
        .table(
            ["No", "Action", "Lead officer", "Target date", "Update"],
            [
                "1",
                "Map the colleges that teach green skills",
                "Priya Nair",
                "End of July 2022",
                ["As at 3 June: list drafted.", "Emails: sent to nine colleges"],
            ],
            ["1.1", "Write to each of them", "Priya Nair / Tom Field", "By September", ""],
            ["1.2", "Visit those who answer", "ditto", "Autumn 2022", "Not started"],
            ["2", "Open a second hub", "Director of Skills and Work", "March 2024", "On hold"],
        )
        .plan()
    )
    assert plan.kind == "implementation_plan"
    assert (plan.starts_on, plan.ends_on) == (date(2022, 4, 1), date(2024, 3, 31))
    assert (plan.issue_text, plan.issued_on) == ("June 2022", date(2022, 6, 1))
    assert [row.number for row in plan.rows] == ["1", "1.1", "1.2", "2"]
    names = [[lead.name for lead in row.leads] for row in plan.rows]
    assert names == [
        ["Priya Nair"],
        ["Priya Nair", "Tom Field"],
        ["Priya Nair", "Tom Field"],
        ["Director of Skills and Work"],
    ]
    assert furniture(plan, "repeats the row above") == ["ditto"]
    assert [row.milestones[0].latest for row in plan.rows] == [
        *(date(2022, 7, 31), date(2022, 9, 30), date(2022, 11, 30), date(2024, 3, 31)),
    ]
    first, second = plan.rows[0].progress
    assert (first.as_at_text, first.as_at) == ("As at 3 June", date(2022, 6, 3))
    assert (second.topic, second.text) == ("Emails:", "sent to nine colleges")


def test_a_theme_printed_once_for_rows_merged_downwards() -> None:
    def merge(table: Any) -> None:
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(3, 0).merge(table.cell(4, 0))

    plan = (
        Paper("Town Deal Board improvement plan 2020-21")
        .table(
            ["Theme", "Improvement", "Milestones", "Lead", "Progress"],
            ["Governance", "Publish decisions", ["- List online by June"], "Clerk", "Done"],
            ["", "Declare interests", ["- New form", "- Check it each quarter"], "Clerk", ""],
            ["Delivery", "Track projects", ["- Dashboard"], "Lead", ["- 1 May: draft", "- "]],
            ["", "Review risks", ["- Renewed monthly"], "Programme Manager", ["- "]],
            merge=merge,
        )
        .plan()
    )
    assert [theme.title for theme in plan.themes] == ["Governance", "Delivery"]
    assert [row.theme for row in plan.rows] == [*["Governance"] * 2, *["Delivery"] * 2]
    assert plan.numbering == "none"
    assert [len(row.progress) for row in plan.rows] == [1, 0, 2, 1]
    assert plan.rows[2].progress[0].as_at == date(2020, 5, 1)
    assert plan.rows[3].progress[0].text == ""


def test_rows_across_the_table_head_the_rows_beneath_them() -> None:
    def merge(table: Any) -> None:
        table.cell(1, 0).merge(table.cell(1, 4))
        table.cell(4, 0).merge(table.cell(4, 4))

    plan = (
        Paper("Combined Authority Improvement Plan 2023-24")
        .table(
            ["Ref", "What", "Who", "When", "Progress"],
            ["Priority 1: Leadership", "", "", "", ""],
            ["1.1", "Hold talks with leaders", "Chief Executive", "Monthly", "Two held"],
            ["1.2", "Agree a charter", "Mayor", "By 30 June 2023", ""],
            ["Priority 2: Money (Lead: Sam Hall)", "", "", "", ""],
            ["2.1", "Close the accounts on time", "", "31 July 2023", "With audit"],
            merge=merge,
        )
        .plan()
    )
    assert [(theme.title, theme.word) for theme in plan.themes] == [
        ("Priority 1: Leadership", "Priority"),
        ("Priority 2: Money (Lead: Sam Hall)", "Priority"),
    ]
    assert [row.theme == plan.themes[1].title for row in plan.rows] == [False, False, True]
    assert plan.rows[0].milestones[0].is_recurring
    assert [(lead.name, lead.kind) for lead in plan.rows[2].leads] == [("Sam Hall", "person")]


def test_a_landscape_table_with_an_empty_column_between_the_others() -> None:
    plan = (
        Paper("Growth Company Improvement Plan 2020")
        .landscape()
        .table(
            ["Improvement summary", "", "Milestones", "Monitoring process", "Board comment"],
            [
                [
                    *("# Clear remit for each panel", "KPI’s:", "- All remits agreed"),
                    "LEP lead: Asha Patel and Panel Chairs",
                ],
                "",
                [
                    "- Draft in March",
                    "-- Panel A first",
                    "-- Panel B by April",
                    "- Adopt (see row 2)",
                ],
                ["- Board – quarterly review", "- "],
                "",
            ],
            [
                ["# Panels meet more often", "Measures of success", "Responsible: Secretariat"],
                "",
                ["- At each meeting take a record", "- Six meetings a year by Dec 20"],
                ["- Chair and Secretariat monthly call"],
                ["- At 4 May 20 one panel had met", "Area Lead: good to see"],
            ],
            [
                ["# Papers on time"],
                "",
                [
                    "Papers out five days before:",
                    "- template (actioned)",
                    "- list – done 3 Feb 2020",
                ],
                "",
                "",
            ],
        )
        .plan()
    )
    one, two, three = plan.rows
    assert (plan.starts_on, plan.ends_on) == (date(2020, 1, 1), date(2020, 12, 31))
    assert [row.number for row in plan.rows] == ["1", "2", "3"]
    assert plan.numbering == "automatic"
    assert one.layout == ["statement", "kpis", "leads"]
    assert [(lead.name, lead.kind) for lead in one.leads] == [
        ("Asha Patel", "person"),
        ("Panel Chairs", "post"),
    ]
    assert [step.level for step in one.milestones] == [0, 1, 1, 0]
    assert [(to.printed, to.to, to.milestone) for to in one.references] == [("(see row 2)", "2", 3)]
    assert [line.text for line in one.monitoring] == ["Board – quarterly review", ""]
    assert (one.monitoring[0].actors, one.monitoring[0].frequency) == ("Board", "quarterly")
    assert (two.kpi_heading, two.kpis) == ("Measures of success", [])
    assert two.progress[0].as_at == date(2020, 5, 4)
    assert [note.voice for note in two.progress] == ["lep", "area_lead"]
    assert [step.level for step in three.milestones] == [0, 1, 1]
    assert [step.state for step in three.milestones] == ["open", "done", "done"]
    assert [step.done_on for step in three.milestones] == [None, None, date(2020, 2, 3)]


def test_a_header_in_the_middle_of_the_table_is_no_row() -> None:
    heads = ["Improvement", "Milestones", "Monitoring process", "Progress update"]
    plan = (
        Paper("Business Board action plan")
        .text("Updated 4 March 2021")
        .table(
            heads,
            [
                ["Action 1: Agree a forward plan", "Lead officer – Board Secretary"],
                ["Draft by 12 March", "Adopt in spring"],
                "Board",
                "25 Feb: under way",
            ],
            heads,
            [["Action 2: Publish it", "Lead officer – Comms"], ["By end April"], "Board", ""],
            [
                ["Action 3: Keep it fresh", "Lead officer – A Lee; Chair"],
                ["Monthly"],
                "Board",
                "Ongoing",
            ],
        )
        .plan()
    )
    assert plan.kind == "action_plan"
    assert [row.number for row in plan.rows] == ["1", "2", "3"]
    assert furniture(plan, "repeated header") == heads
    assert furniture(plan, "word before the number") == ["Action"] * 3
    assert [row.lead_heading for row in plan.rows] == ["Lead officer –"] * 3
    assert [lead.name for lead in plan.rows[2].leads] == ["A Lee", "Chair"]
    assert [step.latest for step in plan.rows[0].milestones] == [
        date(2021, 3, 12),
        date(2021, 5, 31),
    ]
    assert plan.rows[0].progress[0].as_at == date(2021, 2, 25)


def test_a_row_split_over_two_pages_is_one_row() -> None:
    plan = (
        Paper("Improvement plan 2018-19")
        .table(
            HEADS,
            [
                ["1. Make the board more mixed", "KPIs:", "- A third are women"],
                ["- Advertise by May"],
                ["- Board"],
                "",
            ],
            [["- Each district has a seat"], ["- Appoint by July"], "", ""],
            [["2. Meet in public"], ["- From September"], ["- Board"], "Agreed in principle"],
            ["", ["- Stream from January"], "", "and tried once"],
            [["3. Answer questions"], ["- Reply in ten days"], ["- Clerk"], ""],
        )
        .plan()
    )
    assert [row.number for row in plan.rows] == ["1", "2", "3"]
    assert [kpi.text for kpi in plan.rows[0].kpis] == [
        "A third are women",
        "Each district has a seat",
    ]
    assert len(plan.rows[0].milestones) == 2
    assert len(plan.rows[1].milestones) == 2
    assert [note.text for note in plan.rows[1].progress] == [
        "Agreed in principle",
        "and tried once",
    ]


def test_plain_lines_over_two_tables_are_their_themes() -> None:
    plan = (
        Paper()
        .text("Coast Partnership Improvement Plan 2019 to 2021")
        .text("Item 7 Appendix A")
        .text("This plan answers the review of 2018. It was agreed in public.")
        .text("People")
        .table(
            HEADS[:3],
            ["1 – Fill each seat", ["• Advertise", "• Appoint by June 2020"], "Board"],
            ["2 – Induct members", ["• Pack by May"], "Board"],
        )
        .text("Places")
        .table(
            HEADS[:3],
            ["3 – Choose two harbours", ["– Survey in summer", "– At the October Board"], "Board"],
            ["4 – Fund them", ["– Bid by 31 January 2021"], "Board"],
        )
        .text("Contact: the secretariat.")
        .plan()
    )
    assert plan.title == "Coast Partnership Improvement Plan 2019 to 2021"
    assert plan.paper_reference == "Item 7 Appendix A"
    assert (plan.starts_on, plan.ends_on) == (date(2019, 4, 1), date(2021, 3, 31))
    assert [row.theme for row in plan.rows] == ["People", "People", "Places", "Places"]
    assert [row.number for row in plan.rows] == ["1", "2", "3", "4"]
    assert not any(row.leads for row in plan.rows)
    assert [section.place for section in plan.sections] == ["before", "after"]
    assert [step.text for step in plan.rows[0].milestones] == ["Advertise", "Appoint by June 2020"]


def test_headings_with_a_purpose_beneath_and_words_between_the_tables() -> None:
    plan = (
        Paper("Local Improvement Plan 2022-23")
        .heading("Why we have a plan")
        .text("The review asked for one.")
        .heading("Skills")
        .text("People find work near home.")
        .table(HEADS[:3], ["1. Map the courses", "- By May", "Board"])
        .heading("Money")
        .table(HEADS[:3], ["2. Spend it", "- By March", "Board"])
        .heading("How we report")
        .text("Each quarter, in public.")
        .plan()
    )
    assert [(theme.title, [block["text"] for block in theme.purpose]) for theme in plan.themes] == [
        ("Skills", ["People find work near home."]),
        ("Money", []),
    ]
    assert [(section.heading, section.place) for section in plan.sections] == [
        ("Why we have a plan", "before"),
        ("How we report", "after"),
    ]
    assert plan.rows[1].milestones[0].latest == date(2023, 3, 31)


def test_a_table_that_goes_on_after_the_page_has_no_heads_of_its_own() -> None:
    plan = (
        Paper("Improvement Plan 2022-23")
        .table(
            HEADS,
            ["1. Map the courses", ["- List by May"], ["- Board"], "Begun"],
            ["2. Ask employers", ["- Survey by June"], ["- Board"], ""],
        )
        .text("")
        .table(["3. Tell schools", ["- Letter by July"], ["- Chair"], "Draft ready"])
        .plan()
    )
    assert [row.number for row in plan.rows] == ["1", "2", "3"]
    assert plan.rows[2].milestones[0].latest == date(2022, 7, 31)
    assert plan.rows[2].progress[0].text == "Draft ready"


def test_a_heading_in_a_box_of_its_own_is_a_theme() -> None:
    plan = (
        Paper("Transport improvement plan 2022-23")
        .table(["Roads"])
        .table(
            ["Improvement", "Milestones", "Owner"],
            ["1. Correct faster", "By June", "Highways team"],
        )
        .table(["Rail"])
        .table(["Improvement", "Milestones", "Owner"], ["2. Keep the train", "May", "Rail Officer"])
        .plan()
    )
    assert [row.theme for row in plan.rows] == ["Roads", "Rail"]
    assert [row.leads[0].kind for row in plan.rows] == ["body", "post"]


def test_a_title_across_the_table_is_the_plans() -> None:
    plan = (
        Paper()
        .table(
            ["Peer challenge action plan 2021-22", "", "", ""],
            ["Recommendation", "Action", "Lead", "By when"],
            *(
                [
                    f"R{at} The council should set a clearer aim for its work on {topic}",
                    f"Hold two workshops with members on {topic}, then report",
                    "Leader",
                    "June 2021",
                ]
                for at, topic in enumerate(("housing", "transport", "skills"), start=1)
            ),
            merge=lambda table: table.cell(0, 0).merge(table.cell(0, 3)),
        )
        .plan()
    )
    assert plan.title == "Peer challenge action plan 2021-22"
    assert (plan.kind, plan.row_word) == ("action_plan", "recommendation")
    assert plan.starts_on == date(2021, 4, 1)
    assert len(plan.rows) == 3
    assert not plan.unplaced


def test_a_plan_without_a_year_says_which_date_is_decades_off() -> None:
    plan = (
        Paper("Audit follow-up: action plan", style="Heading 1")
        .table(
            ["Recommendation", "Owner", "Due date", "Status"],
            ["Keep one register of gifts", "Monitoring Officer", "30/06/2020", "Complete"],
            ["Report to the committee", "Head of Audit and Risk", "1 April 2102", "In progress"],
            ["Renew the risk policy", "Chief Executive & Chair", "ASAP", "Not started"],
        )
        .plan()
    )
    assert [row.status for row in plan.rows] == ["Complete", "In progress", "Not started"]
    assert [row.milestones[0].state for row in plan.rows] == ["done", "in_progress", "open"]
    assert plan.rows[1].milestones[0].latest == date(2102, 4, 1)
    assert [lead.name for lead in plan.rows[2].leads] == ["Chief Executive", "Chair"]
    assert any("Row 2" in warning and "2102" in warning for warning in plan.warnings)


def test_a_date_before_the_plan_warns_and_stays() -> None:
    plan = (
        Paper("Improvement Plan 2022-23")
        .table(HEADS[:3], ["1. Map the courses", ["- List by May 2021"], "Board"])
        .plan()
    )
    assert plan.rows[0].milestones[0].latest == date(2021, 5, 31)
    assert ["Row 1" in warning and "by May 2021" in warning for warning in plan.warnings] == [True]


def test_the_plan_year_that_a_person_gives_wins() -> None:
    paper = Paper("Improvement Plan 2019").table(HEADS[:3], ["1. Map it", ["- By March"], "Board"])
    assert paper.plan().rows[0].milestones[0].latest == date(2019, 3, 31)
    told = paper.plan(plan_year="2019-20")
    assert told.rows[0].milestones[0].latest == date(2020, 3, 31)
    assert (told.starts_on, told.printed_period) == (date(2019, 4, 1), "2019")


def test_a_known_meeting_gives_its_day() -> None:
    plan = (
        Paper("Improvement Plan 2019-20")
        .table(HEADS[:3], ["1. Map it", ["- Paper for the June Harbour Board"], "Board"])
        .plan(meetings=[("Harbour Board", date(2019, 6, 20))])
    )
    assert plan.rows[0].milestones[0].latest == date(2019, 6, 20)


def test_a_budget_is_no_plan_and_nothing_of_it_is_lost() -> None:
    plan, fidelity = (
        Paper("Budget 2019-20")
        .table(["Heading", "Budget", "Spent"], ["Staff", "£100", "£90"], ["Rooms", "£10", "£12"])
        .placed()
    )
    assert (plan.kind, plan.rows) == ("none", [])
    assert fidelity.unplaced == fidelity.source_characters


def test_a_table_beside_the_plan_is_kept_and_shown() -> None:
    plan, fidelity = (
        Paper("Improvement Plan 2019-20")
        .table(
            HEADS[:3], ["1. Map it", ["- By June"], "Board"], ["2. Use it", "- By July", "Board"]
        )
        .text("Costs")
        .table(["Heading", "Budget", "Spent"], ["Staff", "£100", "£90"])
        .placed()
    )
    assert len(plan.rows) == 2
    (section,) = [one for one in plan.sections if one.place == "after"]
    assert [block["text"] for block in section.body] == [
        *("Costs", "Heading | Budget | Spent", "Staff | £100 | £90"),
    ]
    assert fidelity.unplaced == 0
    assert any("a budget" in warning for warning in plan.warnings)


def test_lines_broken_by_hand_inside_one_paragraph_are_lines() -> None:
    plan = (
        Paper("Improvement Plan 2019-20")
        .table(
            HEADS[:3],
            ["1. Map it\nLead: Jo Fox", "• Ask by May\n• Draw by June\nand check it", "Board"],
        )
        .plan()
    )
    row = plan.rows[0]
    assert [block["text"] for block in row.statement] == ["Map it"]
    assert [lead.name for lead in row.leads] == ["Jo Fox"]
    assert [step.text for step in row.milestones] == ["Ask by May", "Draw by June and check it"]


def test_a_priority_merged_over_its_actions_is_their_theme() -> None:
    plan = (
        Paper("Road Safety Delivery Plan 2021-22")
        .table(
            ["Priority", "Action", "Owner", "Date"],
            ["Safer speeds", "Zones in six towns", "Traffic Manager", "June 2021"],
            ["", "Cameras on the bypass", "Police", "Dec 2021"],
            ["", "Review each sign", "Traffic Manager", "Ongoing"],
            ["Safer users", "Train 400 children", "Schools Officer", "Each term"],
            merge=lambda table: table.cell(1, 0).merge(table.cell(3, 0)),
        )
        .plan()
    )
    assert [row.theme for row in plan.rows] == [*["Safer speeds"] * 3, "Safer users"]
    assert [row.leads[0].kind for row in plan.rows] == ["post", "body", "post", "post"]


def test_the_front_of_a_paper_stops_at_its_first_heading() -> None:
    plan = (
        Paper("Children’s Services Improvement Plan")
        .text("Version 3 – updated 14 February 2020")
        .text("Owner: Director of Services")
        .heading("Leadership")
        .text("Aim: steady leaders.")
        .table(HEADS[:3], ["1. Train managers", "- By May", "Board"])
        .plan()
    )
    assert plan.issued_on == date(2020, 2, 14)
    assert [(fact.heading, fact.text) for fact in plan.facts] == [
        ("Owner", "Director of Services"),
    ]
    assert [block["text"] for block in plan.themes[0].purpose] == ["Aim: steady leaders."]
    assert plan.rows[0].milestones[0].latest == date(2020, 5, 31)


def test_a_cover_with_a_bodys_name_a_period_and_a_record_of_versions() -> None:
    plan = (
        Paper()
        .text("**Harbour County Council")
        .text("**Corporate Improvement Plan")
        .text("**2021 – 2023")
        .text("Date: 3 March 2021")
        .text("Author: Policy Team")
        .table(["Version", "Date", "Author", "Change"], ["1.0", "1 Feb 2021", "J Fox", "First"])
        .heading("1. Introduction")
        .text("There was an inspection.")
        .heading("2. Leadership")
        .table(HEADS[:3], ["2.1 Train all heads of service", ["- Begin by July"], "Board"])
        .plan()
    )
    assert plan.title == "Corporate Improvement Plan"
    assert (plan.printed_period, plan.ends_on) == ("2021 – 2023", date(2023, 3, 31))
    assert plan.issued_on == date(2021, 3, 3)
    assert [(fact.heading, fact.text) for fact in plan.facts] == [("Author", "Policy Team")]
    assert [theme.title for theme in plan.themes] == ["2. Leadership"]
    assert [row.number for row in plan.rows] == ["2.1"]
    assert any("record of versions" in warning for warning in plan.warnings)


def test_a_subtitle_that_names_the_plan_belongs_to_its_title() -> None:
    plan = (
        Paper("North Local Enterprise Partnership")
        .text("Governance Improvement Plan", "Subtitle")
        .text("Agenda Item 6")
        .table(HEADS[:3], ["1. Publish papers on time", ["- By June 2019"], "Board"])
        .plan()
    )
    assert plan.title == "North Local Enterprise Partnership – Governance Improvement Plan"
    assert plan.paper_reference == "Agenda Item 6"
    assert plan.kind == "improvement_plan"


def test_each_table_may_have_an_action_plan_of_its_own_topic() -> None:
    plan = (
        Paper("Growth Board Delivery Plan 2021-22")
        .heading("Skills Action Plan")
        .table(HEADS[:3], ["1. Map the courses", "- By May", "Board"])
        .heading("Transport Action Plan")
        .table(HEADS[:3], ["2. Correct the bridge (see 1)", "- By June", "Board"])
        .plan()
    )
    assert [row.theme for row in plan.rows] == ["Skills Action Plan", "Transport Action Plan"]
    assert [(one.printed, one.to) for one in plan.rows[1].references] == [("(see 1)", "1")]


def test_a_number_with_a_point_is_pointed_at_too() -> None:
    plan = (
        Paper("Improvement Plan 2021-22")
        .table(
            HEADS[:3],
            ["1.1 Map the courses", "- By May", "Board"],
            ["1.2 Use the map", ["- By June (see action 1.1)", "- Read para 2.14"], "Board"],
        )
        .plan()
    )
    assert [(one.to, one.milestone) for one in plan.rows[1].references] == [("1.1", 0)]


def test_the_sheets_of_a_workbook_are_themes() -> None:
    book = Workbook()
    for name, rows in (("Places", (1, 2)), ("People", (3, 4))):
        sheet = book.create_sheet(name)
        sheet.append(["No", "Improvement", "Milestones", "Lead", "Due"])
        for number in rows:
            sheet.append(
                [number, f"Open office number {number}", "Sign the lease", "Jo Fox", "May"]
            )
    book.remove(book.worksheets[0])
    kept = BytesIO()
    book.save(kept)
    plan = place_plan(read_here("harbour_plan.xlsx", kept.getvalue()), plan_year="2021-22")
    assert plan.title == "harbour plan"
    assert [row.theme for row in plan.rows] == ["Places", "Places", "People", "People"]
    assert [row.number for row in plan.rows] == ["1", "2", "3", "4"]
    assert {row.milestones[0].latest for row in plan.rows} == {date(2021, 5, 31)}
