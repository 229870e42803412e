"""Tables as councils and partnerships print them: logs, trackers, peer challenges, cards.

Each shape is placed from a real Word file; the ledger proves that no word was lost or left.
"""

from datetime import date
from io import BytesIO

from openpyxl import Workbook

from plans.documents.placed import PlacedPlan, PlacedRow

from .settled import (
    assert_all_held,
    new_document,
    place_bytes,
    place_word,
    word_table,
    words,
)


def placed(title: str, drawn: str, *, plan_year: str = "") -> PlacedPlan:
    document = new_document()
    document.add_paragraph().add_run(title).bold = True
    word_table(document, drawn)
    return place_word(document, plan_year=plan_year)


def leads(plan: PlacedPlan) -> list[list[str]]:
    return [[lead.name for lead in row.leads] for row in plan.rows]


def due(plan: PlacedPlan) -> list[list[date | None]]:
    return [[step.latest for step in row.milestones] for row in plan.rows]


def statuses(plan: PlacedPlan) -> list[str]:
    return [row.status for row in plan.rows]


def themes(plan: PlacedPlan) -> list[str]:
    return [row.theme for row in plan.rows]


def notes(row: PlacedRow) -> list[tuple[str, str]]:
    return [(note.round, note.text) for note in row.progress]


def test_a_log_with_the_day_each_action_was_raised() -> None:
    plan = placed(
        "Audit committee action log 2019-20",
        """
Date raised|Minute ref|Action|Officer|Comments|Status
12/03/2019|45/19|Circulate the skills figures to members|JG|Sent by email|Closed
16/05/2019|51/19|Bring a paper on the growth fund|TB|On the agenda for July|Open
""",
    )
    assert plan.kind == "action_plan"
    assert [row.raised_on for row in plan.rows] == [date(2019, 3, 12), date(2019, 5, 16)]
    assert leads(plan) == [["JG"], ["TB"]]
    assert statuses(plan) == ["Closed", "Open"]
    assert notes(plan.rows[0]) == [("", "Sent by email")]
    assert ("Minute ref", "45/19") in [(one.heading, one.text) for one in plan.rows[0].extras]


def test_a_day_and_a_state_in_one_cell_and_words_that_repeat_the_row_above() -> None:
    plan = placed(
        "Action log as at 17 January 2012",
        """
No|Action|Lead|Due / status
1|Write to the districts about the register|A Green|31/01/12 – Complete
2|Check the cover of the company|as above|29/02/12 – Ongoing
3|Report back to the board|ditto|ditto
|Ask each member for a photograph|"|March 2012
""",
    )
    assert leads(plan) == [["A Green"]] * 4
    assert statuses(plan) == ["Complete", "Ongoing", "Ongoing", ""]
    assert due(plan) == [
        *([date(2012, 1, 31)], [date(2012, 2, 29)], [date(2012, 2, 29)], [date(2012, 3, 31)]),
    ]
    assert plan.rows[0].milestones[0].text == "31/01/12 – Complete"
    assert plan.rows[0].milestones[0].state == "done"
    assert plan.rows[2].milestones[0].due_text == "ditto"
    assert [row.number for row in plan.rows] == ["1", "2", "3", ""]


def test_an_owner_named_in_a_heading_over_the_rows() -> None:
    plan = placed(
        "Board actions",
        """
Action|Due|Status
Owner: Jane Green|<|<
Publish the register of interests|June 2019|Done
Put new papers on the website|July 2019|Open
Tom Brown (Finance)|<|<
Close the accounts of the year|30 September 2019|Open
""",
    )
    assert leads(plan) == [["Jane Green"], ["Jane Green"], ["Tom Brown (Finance)"]]
    assert themes(plan) == ["Owner: Jane Green", "Owner: Jane Green", "Tom Brown (Finance)"]


def test_each_dated_progress_column_is_a_round() -> None:
    plan = placed(
        "Improvement plan 2019-20",
        """
Ref|Action|Lead|Target date|Update June 2019|Update Sept 2019|RAG
1|Publish the framework on the website|Clerk|June 2019|Draft was seen|Published|Green
2|Recruit two directors from firms|Chair|Dec 2019|Adverts placed|Four were seen|Amber
""",
    )
    assert notes(plan.rows[0]) == [
        ("Update June 2019", "Draft was seen"),
        ("Update Sept 2019", "Published"),
    ]
    assert statuses(plan) == ["Green", "Amber"]
    assert due(plan) == [[date(2019, 6, 30)], [date(2019, 12, 31)]]


def test_headings_in_two_rows_name_owner_date_and_rounds() -> None:
    plan = placed(
        "Corporate improvement plan 2021",
        """
Ref|Action|Delivery|<|Progress|<|RAG
^|^|Owner|Date|June 2021|Sept 2021|^
1.1|Publish the register of gifts|Clerk|May 2021|Draft was agreed|Published|G
1.2|Agree the audit plan|Audit Lead|June 2021|Not begun|Was agreed|A
""",
    )
    assert [row.number for row in plan.rows] == ["1.1", "1.2"]
    assert leads(plan) == [["Clerk"], ["Audit Lead"]]
    assert due(plan) == [[date(2021, 5, 31)], [date(2021, 6, 30)]]
    assert [note.round for note in plan.rows[0].progress] == [
        *("Progress: June 2021", "Progress: Sept 2021"),
    ]


def test_several_dated_notes_in_one_cell_and_even_in_one_line() -> None:
    plan = placed(
        "Action tracker",
        """
Ref|Recommendation|Responsible officer|Latest position|BRAG
R1|Look again at who decides|Clerk|12/03/19: draft made/n15/04/19: sent out/nas agreed|B
R2|Train members on interests|Clerk|4 June 2019 - one was held. 2 July 2019 - one more.|G
""",
    )
    first, second = plan.rows
    assert [row.number for row in plan.rows] == ["R1", "R2"]
    assert [note.as_at for note in first.progress][:2] == [date(2019, 3, 12), date(2019, 4, 15)]
    assert [note.as_at for note in second.progress] == [date(2019, 6, 4), date(2019, 7, 2)]
    assert second.progress[1].text == "2 July 2019 - one more."
    assert statuses(plan) == ["B", "G"]


def test_lettered_parts_of_an_action_are_its_steps_with_their_dates() -> None:
    plan = placed(
        "Delivery plan 2020/21",
        """
No.|Action|Lead|Timescale
1|Strengthen the board:/na) advertise/nb) hold interviews|Chair|a) April 2020/nb) June 2020
2|Set up a skills panel|Skills Manager|Q2
""",
    )
    first, second = plan.rows
    assert words(first) == "Strengthen the board:"
    assert [step.text for step in first.milestones] == ["a) advertise", "b) hold interviews"]
    assert due(plan) == [[date(2020, 4, 30), date(2020, 6, 30)], [date(2020, 9, 30)]]
    assert second.milestones[0].due_text == "Q2"


def test_a_finding_merged_over_actions_that_are_led_one_by_one_is_their_theme() -> None:
    plan = placed(
        "Peer challenge action plan",
        """
Ref|Recommendation|Action|Lead|By when|RAG
1|Make the vision for the area clear|Hold two workshops|Policy Manager|May 2019|G
^|^|Publish the vision|Comms Lead|July 2019|A
2|Let scrutiny do more|Invite its chair to each meeting|Clerk|Ongoing|G
""",
    )
    assert themes(plan) == [
        "1 Make the vision for the area clear",
        "1 Make the vision for the area clear",
        "2 Let scrutiny do more",
    ]
    assert leads(plan) == [["Policy Manager"], ["Comms Lead"], ["Clerk"]]
    assert statuses(plan) == ["G", "A", "G"]


def test_a_recommendation_with_bulleted_actions_and_a_date_for_each() -> None:
    plan = placed(
        "Peer review action plan",
        """
Recommendation|Action|Timescale
R1: Work closer with mayors|* go on with talks/n* write a plan|* Ongoing/n* December 2023
R2: Let the plan shape all else|* look at it twice a year/n* adopt it|* Complete/n* July 2023
""",
    )
    assert [row.number for row in plan.rows] == ["R1", "R2"]
    assert [[step.text for step in row.milestones] for row in plan.rows] == [
        ["go on with talks", "write a plan"],
        ["look at it twice a year", "adopt it"],
    ]
    assert due(plan) == [[None, date(2023, 12, 31)], [None, date(2023, 7, 31)]]


def test_steps_beneath_one_objective_keep_a_state_each() -> None:
    plan = placed(
        "Growth deal delivery plan",
        """
Objective|Milestone|Lead|Date|RAG
Deliver the enterprise zone|Sign with the council|Growth Manager|June 2019|G
^|First firm on site|Growth Manager|March 2020|A
Improve digital links|Finish the survey|Digital Lead|Sept 2019|G
""",
    )
    assert len(plan.rows) == 2
    assert due(plan) == [[date(2019, 6, 30), date(2020, 3, 31)], [date(2019, 9, 30)]]
    assert [step.state_text for step in plan.rows[0].milestones] == ["G", "A"]
    assert leads(plan) == [["Growth Manager"], ["Digital Lead"]]


def test_cards_with_their_headings_down_the_left_become_rows() -> None:
    document = new_document()
    document.add_paragraph().add_run("Transformation action plan").bold = True
    for action, lead, when, state in (
        ("Move all board papers to one portal", "Portal Manager", "March 2021", "Amber"),
        ("Record each meeting of the board", "Clerk", "May 2021", "Green"),
    ):
        word_table(document, f"Action|{action}\nLead|{lead}\nBy when|{when}\nRAG|{state}")
        document.add_paragraph()
    plan = place_word(document)
    assert [words(row) for row in plan.rows] == [
        *("Move all board papers to one portal", "Record each meeting of the board"),
    ]
    assert leads(plan) == [["Portal Manager"], ["Clerk"]]
    assert due(plan) == [[date(2021, 3, 31)], [date(2021, 5, 31)]]
    assert statuses(plan) == ["Amber", "Green"]


def test_a_table_without_headings() -> None:
    plan = placed(
        "Actions from the meeting",
        """
1|Send the draft strategy to partners|JG|30 June 2019
2|Book rooms for the workshops|TB|May 2019
3|Check figures with the council|AB|June 2019
""",
    )
    assert [row.number for row in plan.rows] == ["1", "2", "3"]
    assert leads(plan) == [["JG"], ["TB"], ["AB"]]
    assert due(plan) == [[date(2019, 6, 30)], [date(2019, 5, 31)], [date(2019, 6, 30)]]


def test_headings_that_lie_give_way_to_what_stands_beneath_them() -> None:
    plan = placed(
        "Actions",
        """
Owner|Action|Due date|Status
30 June 2019|Publish the register of interests|Jane Green|Complete
July 2019|Agree terms of reference for audit|Tom Brown|Open
""",
    )
    assert leads(plan) == [["Jane Green"], ["Tom Brown"]]
    assert due(plan) == [[date(2019, 6, 30)], [date(2019, 7, 31)]]


def test_steps_beneath_months_are_dated_by_them() -> None:
    plan = placed(
        "Delivery programme 2020-21",
        """
Action|Lead|Apr|May|Jun|Jul
Recruit a programme manager|HR||Advertise|Interview|Start
Write the business case|Finance|Draft|Consult|Final|
""",
    )
    assert due(plan)[0] == [date(2020, 5, 31), date(2020, 6, 30), date(2020, 7, 31)]
    assert [step.text for step in plan.rows[1].milestones] == ["Draft", "Consult", "Final"]


def test_crosses_beneath_quarters_draw_one_step() -> None:
    plan = placed(
        "Work programme 2020-21",
        """
Task|Owner|Q1|Q2|Q3|Q4
Publish the evidence base|Analyst|x|x||
Adopt the final strategy|Board||||x
""",
    )
    first, last = plan.rows[0].milestones[0], plan.rows[1].milestones[0]
    assert (first.due_text, first.earliest, first.latest) == (
        *("Q1 to Q2", date(2020, 4, 1), date(2020, 9, 30)),
    )
    assert last.latest == date(2021, 3, 31)


def test_parts_of_a_table_with_headings_of_their_own_and_a_key() -> None:
    plan = placed(
        "Improvement plan",
        """
Theme 1: Governance|<|<|<
Action|Lead|Date|Status
Adopt a code of conduct|Clerk|June 2020|Complete
Theme 2: Finance|<|<|<
Action|Lead|Date|Status
Close the accounts early|s151 Officer|July 2020|On track
Key: Green = on track|<|<|<
""",
    )
    assert themes(plan) == ["Theme 1: Governance", "Theme 2: Finance"]
    assert len(plan.rows) == 2
    assert "repeated header" in {one.why for one in plan.furniture}


def test_a_heading_over_the_actions_that_is_their_theme() -> None:
    plan = placed(
        "Corporate improvement plan 2022",
        """
1. Leadership|Lead|Timescale|Progress
Agree a vision with partners|Chief Executive|June 2022|Two workshops were held
2. Money|Lead|Timescale|Progress
Close the accounts early|s151 Officer|May 2022|The draft has been sent
""",
    )
    assert themes(plan) == ["1. Leadership", "2. Money"]
    assert leads(plan) == [["Chief Executive"], ["s151 Officer"]]


def test_progress_in_a_row_across_the_table_belongs_to_the_action_above() -> None:
    plan = placed(
        "Delivery plan 2021-22",
        """
No|Action|Owner|Due
1|Build the link road to the port|Highways Lead|March 2022
Progress: the contract was let in May and work began on site with the first section open|<|<|<
2|Extend the path by the river|Parks Lead|Dec 2021
Progress: land is still being bought|<|<|<
""",
    )
    assert [len(row.progress) for row in plan.rows] == [1, 1]
    assert plan.rows[1].progress[0].text == "land is still being bought"
    assert not plan.themes


def test_a_long_recommendation_over_its_actions_heads_them() -> None:
    long = "Recommendation 1: The board should say plainly who decides on what. " + (
        "It should keep a record of what officers decide between two meetings. " * 3
    )
    plan = placed(
        "Response to the governance review",
        f"""
{long.strip()}|<|<
Action|Lead|By when
Draft the statement|Clerk|May 2020
Recommendation 2: Interests should be declared|<|<
Action|Lead|By when
Renew all forms|Monitoring Officer|June 2020
""",
    )
    assert [theme.title[:17] for theme in plan.themes] == ["Recommendation 1:", "Recommendation 2:"]
    assert all(len(theme.title) <= 200 for theme in plan.themes)
    assert plan.themes[0].purpose[0]["text"] == long.strip()
    assert leads(plan) == [["Clerk"], ["Monitoring Officer"]]


def test_a_revised_date_holds_and_the_first_one_is_kept() -> None:
    plan = placed(
        "Audit recommendations tracker",
        """
Audit|Recommendation|Priority|Responsible officer|Implementation date|Revised date|% complete
Payroll|Check leavers each month|High|HR Manager|30/09/2018|31/12/2018|75%
Grants|Keep copies of all offers|Medium|Grants Officer|31/03/2019||100%
""",
    )
    assert due(plan) == [[date(2018, 12, 31)], [date(2019, 3, 31)]]
    assert statuses(plan) == ["75%", "100%"]
    extras = [(one.heading, one.text) for one in plan.rows[0].extras]
    assert ("Implementation date", "30/09/2018") in extras
    assert ("Priority", "High") in extras


def test_an_owner_and_a_date_in_one_cell() -> None:
    plan = placed(
        "Actions arising",
        """
Action|Owner and date|Latest position
Circulate the skills figures|JG, 12 June 2019|Sent by email
Bring a paper on the growth fund|TB, July 2019|On the agenda
""",
    )
    assert leads(plan) == [["JG"], ["TB"]]
    assert due(plan) == [[date(2019, 6, 12)], [date(2019, 7, 31)]]


def test_a_state_with_a_comment_gives_the_word_and_the_note() -> None:
    plan = placed(
        "Scrutiny actions",
        """
Meeting|Item|Action|Status
4 June 2019|Skills|Circulate the report|Complete – sent by email on 6 June
2 July 2019|Transport|Write to the minister|In progress: the letter is with the chair
""",
    )
    assert statuses(plan) == ["Complete", "In progress"]
    assert notes(plan.rows[0]) == [("", "Complete – sent by email on 6 June")]


def test_what_how_who_and_when() -> None:
    plan = placed(
        "School improvement plan 2019/20",
        """
What|How|Who|When|Evidence
Better board papers|Use a template/nCheck each paper|Secretariat|By June|Papers seen
Stronger scrutiny|Invite scrutiny to meetings|Chair|Autumn 2019|Minutes
""",
    )
    assert [step.text for step in plan.rows[0].milestones][:2] == [
        *("Use a template", "Check each paper"),
    ]
    assert due(plan)[1] == [date(2019, 11, 30)]
    assert [one.heading for one in plan.rows[0].extras] == ["Evidence"]


def test_a_row_that_goes_on_without_a_number_belongs_to_the_one_above() -> None:
    plan = placed(
        "Action plan",
        """
No|Action|Lead|Progress
1|Set up a skills panel|Skills Lead|Members were asked
|||The first meeting was held
2|Publish the skills report|Skills Lead|Drafted
""",
    )
    assert [len(row.progress) for row in plan.rows] == [2, 1]


def test_the_day_an_action_was_done_has_a_column() -> None:
    plan = placed(
        "Actions list",
        """
Action|By whom|Target date|Date completed
Publish minutes within ten days|Clerk|10 June 2019|8 June 2019
Register all directors|Company Secretary|1 July 2019|
""",
    )
    assert [step.done_on for row in plan.rows for step in row.milestones] == [
        *(date(2019, 6, 8), None),
    ]


def test_two_columns_of_leads_a_start_and_an_empty_column() -> None:
    plan = placed(
        "Project plan",
        """
Activity|Start date|End date||Lead officer|Lead member|Status
Let the contract|01/04/2020|30/06/2020||Portal Manager|Cllr Green|Complete
Train all members|July 2020|Sept 2020||Clerk|Cllr Brown|Not started
""",
    )
    assert leads(plan) == [["Portal Manager", "Cllr Green"], ["Clerk", "Cllr Brown"]]
    assert due(plan) == [[date(2020, 6, 30)], [date(2020, 9, 30)]]
    assert [one.heading for one in plan.rows[0].extras] == ["Start date"]


def test_horizons_hold_steps_and_stay_as_printed() -> None:
    plan = placed(
        "Economic strategy action plan",
        """
Action|Lead|Short term (0-12 months)|Medium term (1-3 years)|Resources
Grow the visitor economy|Tourism Lead|Map the events|Launch a festival|£20k
Help small firms to export|Trade Adviser||Run trade missions|Officer time
""",
    )
    assert [step.due_text for step in plan.rows[0].milestones] == [
        *("Short term (0-12 months)", "Medium term (1-3 years)"),
    ]


def test_a_table_that_is_no_plan_beside_the_plan_stays_text() -> None:
    document = new_document()
    document.add_paragraph("Skills action plan 2020")
    word_table(document, "Version|Date|Author\n1.0|May 2020|J Green\n1.1|June 2020|J Green")
    document.add_heading("Actions", 1)
    word_table(
        document,
        "Action|Lead|By when\nMap the gaps in skills|Analyst|May 2020\nAgree it|Board|July 2020",
    )
    document.add_heading("Contacts", 1)
    word_table(document, "Name|Organisation|Email\nJ Green|Council|j@example.gov.uk")
    plan = place_word(document)
    assert len(plan.rows) == 2
    assert sum("no part of the plan" in warning for warning in plan.warnings) == 2
    assert any("j@example.gov.uk" in block["text"] for one in plan.sections for block in one.body)


def test_parish_headings_and_groups_in_capitals() -> None:
    plan = placed(
        "Priorities of the council",
        """
Serial No.|Priority (H/M/L)|Item|Relevant FY|Action|Progress %
|||OFFICE||
1|H|Look again at the website|16/17|Clerk|100
2|M|Write a plan for emergencies|19/20|Clerk + Cllr Hall|10
|||GREENS||
3|L|Count benches and bins|17/18|Cllr Stan + Clerk|75
""",
    )
    assert themes(plan) == ["OFFICE", "OFFICE", "GREENS"]
    assert leads(plan) == [["Clerk"], ["Clerk", "Cllr Hall"], ["Cllr Stan", "Clerk"]]
    assert [row.number for row in plan.rows] == ["1", "2", "3"]


def test_longer_headings_are_known_by_their_beginnings() -> None:
    plan = placed(
        "Parish action plan",
        """
Action|Implementation|Who is responsible for action?|Timescale & Review Date|Achieved?
Go over the plan each year|Put it on the agenda of the yearly meeting|Clerk|May 2019|Yes
Keep all assets in good order|Look at seats and shelters in turn|Councillors|Feb & Oct|
""",
    )
    assert leads(plan) == [["Clerk"], ["Councillors"]]
    assert due(plan)[0] == [date(2019, 5, 31)]
    assert statuses(plan) == ["Yes", ""]


def test_the_day_an_action_was_raised_tells_the_year_of_its_dates() -> None:
    plan = placed(
        "Action log",
        """
Date raised|Action|Owner|Due
4 June 2019|Send the slides to members|Clerk|11 June
3 December 2019|Ask the college for figures|JG|10 January
""",
    )
    assert due(plan) == [[date(2019, 6, 11)], [date(2020, 1, 10)]]
    assert all(row.milestones[0].year_inferred for row in plan.rows)


def test_a_workbook_with_a_title_above_its_headings() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (
        ["Skills panel – action log"],
        ["Updated 12 June 2019"],
        [],
        ["Ref", "Date raised", "Action", "Owner", "Due date", "Status", "Update"],
        [1, date(2019, 3, 12), "Circulate the skills figures", "A Green", "30/04/2019", "Shut"],
        [2, date(2019, 5, 16), "Bring a paper on the fund", "ditto", "July", "Open", "Begun"],
    ):
        sheet.append(cells)
    data = BytesIO()
    book.save(data)
    plan, report = place_bytes("log.xlsx", data.getvalue())
    assert_all_held(report)
    assert [row.number for row in plan.rows] == ["1", "2"]
    assert leads(plan) == [["A Green"], ["A Green"]]
    assert [row.raised_on for row in plan.rows] == [date(2019, 3, 12), date(2019, 5, 16)]
    assert due(plan) == [[date(2019, 4, 30)], [date(2019, 7, 31)]]
    assert plan.title == "Skills panel – action log"


def test_values_parted_by_commas_with_a_theme_printed_once() -> None:
    drawn = (
        "Theme,Action,Lead,Q1,Q2\n"
        "Place,Map the town centres,Planner,Draft was agreed,Published\n"
        ",Open the new market,Markets Lead,Not begun,Land was bought\n"
        'People,"Start a hub, with a desk for jobs",Skills Lead,Site was found,Opened in May\n'
    )
    plan, report = place_bytes("plan.csv", drawn.encode())
    assert_all_held(report)
    assert themes(plan) == ["Place", "Place", "People"]
    assert notes(plan.rows[2]) == [("Q1", "Site was found"), ("Q2", "Opened in May")]


def test_a_timeline_of_months_and_streams_beside_a_plan() -> None:
    document = new_document()
    document.add_paragraph("Skills delivery plan 2020-21")
    word_table(
        document,
        "Action|Lead|By when\nMap the gaps in skills|Analyst|May 2020\nAgree it|Board|July 2020",
    )
    document.add_heading("Timeline", 1)
    word_table(
        document,
        """
|Setting up|Watching over
Apr 2020|Name the members|
May 2020|Agree the plan of work|First call with the chairs
June 2020||Report to the board
""",
    )
    plan = place_word(document)
    assert [words(row) for row in plan.rows][2:] == ["Setting up", "Watching over"]
    assert [(step.text, step.latest) for step in plan.rows[3].milestones] == [
        ("First call with the chairs", date(2020, 5, 31)),
        ("Report to the board", date(2020, 6, 30)),
    ]
    assert themes(plan)[2:] == ["Timeline", "Timeline"]


def test_no_state_of_a_step_is_inferred_from_a_colour_or_rating() -> None:
    words = ["Amber/Green", "Red", "G", "Green", "Blue", "A", "On track", "Delayed", "At risk"]
    lines = "\n".join(f"Do thing {n}|A Green|31/01/12|{word}" for n, word in enumerate(words))
    days = lines.replace("|31/01/12|", "|31/01/12 – ")
    apart = placed("Action log", f"\nAction|Lead|Due|Status\n{lines}\n")
    together = placed("Action log", f"\nAction|Lead|Due / status\n{days}\n")
    assert statuses(apart) == words
    for plan in (apart, together):
        steps = [step for row in plan.rows for step in row.milestones]
        # A letter beside a day is no status; then the day alone is placed.
        assert len(steps) >= len(words) - 2
        assert {step.state for step in steps} == {"open"}
    each = placed(
        "Growth deal delivery plan",
        """
Objective|Milestone|Lead|Date|RAG
Deliver the enterprise zone|Sign with the council|Growth Manager|June 2019|G
^|First firm on site|Growth Manager|March 2020|A
""",
    )
    assert {step.state for row in each.rows for step in row.milestones} == {"open"}


def test_a_word_that_says_how_far_a_step_is_says_it_of_the_step() -> None:
    words = ["Complete", "Ongoing", "In progress", "60%"]
    lines = "\n".join(f"Do thing {n}|A Green|31/01/12|{word}" for n, word in enumerate(words))
    plan = placed("Action log", f"\nAction|Lead|Due|Status\n{lines}\n")
    assert [row.milestones[0].state for row in plan.rows] == ["done", *["in_progress"] * 3]
