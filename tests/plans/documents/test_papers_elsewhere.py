"""Plans and logs as other bodies print them: each test is one way in which they differ."""

from datetime import date

from governance.documents.reading import read_here
from plans.documents.placed import PlacedPlan
from plans.documents.placing.kinds import looks_like_plan
from plans.documents.placing.names import kind_of

from .settled import new_document, place_word, saved, word_table, words


def placed(title: str, drawn: str, *, plan_year: str = "") -> PlacedPlan:
    document = new_document()
    document.add_paragraph().add_run(title).bold = True
    word_table(document, drawn)
    return place_word(document, plan_year=plan_year)


def statements(plan: PlacedPlan) -> list[str]:
    return [words(row) for row in plan.rows]


def leads(plan: PlacedPlan) -> list[list[str]]:
    return [[lead.name for lead in row.leads] for row in plan.rows]


def due(plan: PlacedPlan) -> list[list[date | None]]:
    return [[step.latest for step in row.milestones] for row in plan.rows]


def test_short_actions_without_headings() -> None:
    plan = placed(
        "Agreed at the away day, 14 May 2019",
        """
Correct the website|Ann|June 2019
Visit both colleges|Chair|July 2019
Write to members|Bob Carter|asap
""",
    )
    assert statements(plan) == ["Correct the website", "Visit both colleges", "Write to members"]
    assert leads(plan) == [["Ann"], ["Chair"], ["Bob Carter"]]
    assert due(plan)[0] == [date(2019, 6, 30)]


def test_headings_that_slipped_by_one_column() -> None:
    plan = placed(
        "Recovery action plan",
        """
Action|Status|Lead|Date
1|Support the visitor trade with one campaign across the county|30/09/2020|Tourism Board
2|Roll out work placements with the larger employers of the area|31/10/2020|Skills Manager
3|Help small firms to sell online by means of simple vouchers|30/11/2020|Growth Hub
""",
    )
    assert [row.number for row in plan.rows] == ["1", "2", "3"]
    assert statements(plan)[0].startswith("Support the visitor trade")
    assert leads(plan) == [["Tourism Board"], ["Skills Manager"], ["Growth Hub"]]
    assert due(plan) == [[date(2020, 9, 30)], [date(2020, 10, 31)], [date(2020, 11, 30)]]


def test_outcome_output_and_milestone() -> None:
    plan = placed(
        "Skills action plan 2020 - 2023",
        """
Outcome|Output|Milestone|Lead partner
More young people choose a trade|50 schools in the network|Network open by July 2021|Careers Hub
Firms know what is taught|Yearly bulletin|First bulletin December 2020|Skills Panel
""",
    )
    assert statements(plan) == ["More young people choose a trade", "Firms know what is taught"]
    assert [[kpi.text for kpi in row.kpis] for row in plan.rows][1] == ["Yearly bulletin"]
    assert due(plan) == [[date(2021, 7, 31)], [date(2020, 12, 31)]]


def test_a_priority_heads_the_actions_in_the_row_of_headings() -> None:
    plan = placed(
        "Improvement Plan",
        """
Priority 1: Leadership|Lead|Timescale|Update
1.1 Hold an induction for members who join the board|Secretary|Within first quarter of joining|
1.2 Publish the statement of the year|Chair|June 2019|Published 28 June 2019
Priority 2: Delivery|Lead|Timescale|Update
2.1 Print a study of every project that has closed|Marketing Lead|TBC|
""",
    )
    assert [row.number for row in plan.rows] == ["1.1", "1.2", "2.1"]
    assert [row.theme for row in plan.rows] == [
        "Priority 1: Leadership",
        "Priority 1: Leadership",
        "Priority 2: Delivery",
    ]
    joining = plan.rows[0].milestones[0]
    assert (joining.due_text, joining.latest) == ("Within first quarter of joining", None)
    assert joining.date_kind == "relative"


def test_a_target_that_is_a_day_is_a_deadline() -> None:
    plan = placed(
        "Improvement plan",
        """
Action|Lead officer|Target|Progress June 2019|Progress September 2019
Adopt a framework that meets the guidance|J Price|June 2019|Out for comment|Adopted 12 July
Ask each member of the board for their skills|K Moss|Sept 2019|Not begun|Form issued
""",
    )
    assert due(plan) == [[date(2019, 6, 30)], [date(2019, 9, 30)]]
    assert [note.round for note in plan.rows[0].progress] == [
        "Progress June 2019",
        "Progress September 2019",
    ]


def test_a_requirement_its_position_and_what_is_still_to_do() -> None:
    plan = placed(
        "Assurance – improvement plan",
        """
Requirement|Current position|Further action needed|Responsible|Date for completion
A policy on complaints is found|It dates from 2016|Review it and print it anew|Clerk|31/07/19
The board has at most 20 members|It has 22 members|Amend the articles with consent|Chair|Complete
""",
    )
    first, second = plan.rows
    assert [step.text for step in first.milestones] == ["Review it and print it anew"]
    assert first.milestones[0].latest == date(2019, 7, 31)
    assert (second.milestones[0].state, second.milestones[0].state_text) == ("done", "Complete")


def test_actions_of_a_review_are_due_in_the_year_after_it() -> None:
    plan = placed(
        "Annual review 2018-19: agreed actions",
        """
Action required|Accountable|Deadline|RAG
Let the finance officer speak at the board (see Annual Review letter, page 3)|Chair|June 2019|G
Answer the letter about boundaries|Secretary|by end of September|A
Sign every contract that is left|Programme Manager|06/19|R
""",
    )
    assert due(plan) == [[date(2019, 6, 30)], [date(2019, 9, 30)], [date(2019, 6, 30)]]
    assert [one.pages for one in plan.rows[0].citations] == ["3"]


def test_a_state_before_the_day_that_has_passed() -> None:
    plan = placed(
        "Scrutiny tracker",
        """
Action|By whom|Due / Status
Ask for a paper on homes|Scrutiny Officer|12 June 2019 – complete
Look again at the task group|Scrutiny Officer|Overdue – was due March 2019
""",
    )
    assert [row.status for row in plan.rows] == ["complete", "Overdue"]
    assert due(plan) == [[date(2019, 6, 12)], [date(2019, 3, 31)]]


def test_a_post_that_names_its_body_is_a_post() -> None:
    posts = ["Clerk to the Board", "Adviser to the Panel", "Secretary to the Committee", "FD"]
    assert {kind_of(name) for name in posts} == {"post"}
    assert kind_of("Skills Board") == "body"


def test_numbered_themes_over_numbered_rows_without_headings() -> None:
    plan = placed(
        "IMPROVEMENT PLAN",
        """
**1|**Governance|<|<
1.1|Put every paper of the board online within ten days|Governance Manager|June 2019
1.2|Name a vice chair for small firms|Chair|July 2019
**2|**Delivery|<|<
2.1|Send a sheet of figures to the department|Programme Manager|Monthly
""",
    )
    assert [row.number for row in plan.rows] == ["1.1", "1.2", "2.1"]
    assert [row.theme for row in plan.rows] == ["1 Governance", "1 Governance", "2 Delivery"]
    assert leads(plan)[1] == ["Chair"]


def test_by_beside_a_deadline_says_who() -> None:
    plan = placed(
        "Programme board action list",
        """
No|Minute|Action|By|Deadline|Comments
1|4.2|Send the new form to every project|KS|ASAP|Sent
2|5.1|Arrange a close look at project 14|MR/JT|19 March 2020|
3|7|Confirm that the match has come in|College|End March 2020|
""",
    )
    assert leads(plan) == [["KS"], ["MR", "JT"], ["College"]]
    assert due(plan)[1:] == [[date(2020, 3, 19)], [date(2020, 3, 31)]]


def test_a_lead_and_a_day_in_one_column_beside_a_single_step() -> None:
    plan = placed(
        "Audit action plan",
        """
Finding|Recommendation|Responsibility & timescale
Books are signed by one officer|Let a second officer sign each month|Finance Manager, 30 June 2019
Nobody notes who was trained|Keep a list of those who were trained|HR Adviser/n31 July 2019
""",
    )
    assert leads(plan) == [["Finance Manager"], ["HR Adviser"]]
    assert due(plan) == [[date(2019, 6, 30)], [date(2019, 7, 31)]]


def test_a_target_heads_the_actions_that_lead_to_it() -> None:
    plan = placed(
        "School improvement plan 2019-20",
        """
Target|Actions|Staff|Success criteria|Evaluation
1. Raise results in maths|* Train all staff/n* Plan each week|Maths Lead|75% reach the standard|
2. Improve attendance|* Meet families/n* Give rewards|Deputy Head|96.5% attend|95% at Christmas
""",
    )
    assert statements(plan) == ["Raise results in maths", "Improve attendance"]
    assert [len(row.milestones) for row in plan.rows] == [2, 2]
    assert [note.text for note in plan.rows[1].progress] == ["95% at Christmas"]


def test_a_name_and_a_description_of_each_row_make_no_theme() -> None:
    plan = placed(
        "Rural delivery plan",
        """
Ref|Intervention|Description|Lead Body|End
A1|Fibre vouchers|Add to the voucher of the nation in places hard to reach|Council|Mar 2024
A2|Bus on call|Try out two zones in which buses are booked by telephone|Bus Board|Aug 2023
""",
    )
    assert [row.theme for row in plan.rows] == ["", ""]
    assert statements(plan)[1].startswith("Try out two zones")


def test_a_theme_that_goes_on_over_the_page_is_the_same_theme() -> None:
    document = new_document()
    document.add_paragraph().add_run("Equality action plan 2019 – 2021").bold = True
    for heading, row in (
        ("Objective 2 – Fair services", "2.1 Look at the contract|HR / Customer Services|2020/21"),
        ("Objective 2 – Fair services (Cont'd)", "2.2 Train the desk|HR|January each year"),
    ):
        document.add_heading(heading, 1)
        word_table(document, f"Action|Responsible|Timescale\n{row}\n")
    plan = place_word(document)
    assert [theme.title for theme in plan.themes] == ["Objective 2 – Fair services"]
    assert {row.theme for row in plan.rows} == {"Objective 2 – Fair services"}
    assert leads(plan) == [["HR", "Customer Services"], ["HR"]]
    yearly = plan.rows[1].milestones[0]
    assert (yearly.due_text, yearly.is_recurring) == ("January each year", True)


def test_two_actions_in_prose_that_say_who_and_when() -> None:
    document = new_document()
    document.add_paragraph("Productivity action plan")
    for number, lead, when in (("1", "Director of Growth", "March"), ("2", "Chamber", "May")):
        document.add_heading(f"Action {number}: Set up forum {number}", 1)
        document.add_paragraph("It brings the largest firms together.")
        document.add_paragraph(f"Lead: {lead}")
        document.add_paragraph(f"Timescale: by {when} 2020")
    source = read_here("plan.docx", saved(document))
    assert looks_like_plan(source) >= 40
    plan = place_word(document)
    assert [row.number for row in plan.rows] == ["1", "2"]
    assert due(plan) == [[date(2020, 3, 31)], [date(2020, 5, 31)]]


def test_an_aim_in_every_row_heads_its_actions() -> None:
    plan = placed(
        "Action plan",
        """
Aim|Actions|Responsible|Timescale
Improve how we listen|Hold two open events/nSet up a youth panel|JB|July 2021/nDec 2021
Be a good employer|Offer apprenticeships/nAsk the staff|HR|March 2022/nMay 2022
""",
    )
    assert statements(plan) == ["Improve how we listen", "Be a good employer"]
    assert [step.text for step in plan.rows[0].milestones] == [
        "Hold two open events",
        "Set up a youth panel",
    ]
    assert due(plan)[1] == [date(2022, 3, 31), date(2022, 5, 31)]


def test_headings_that_ask() -> None:
    plan = placed(
        "Wellbeing action plan",
        """
What will we do|Who will lead|When will it be done|What difference will it make|How are we doing
Take the bus to six more villages|Adult Social Care|By Dec 2022|200 residents helped|Three done
Open a hub in every library of the county|Libraries Manager|By March 2023|14 hubs|8 open
""",
    )
    assert [[kpi.text for kpi in row.kpis] for row in plan.rows] == [
        ["200 residents helped"],
        ["14 hubs"],
    ]
    assert [[note.text for note in row.progress] for row in plan.rows] == [
        ["Three done"],
        ["8 open"],
    ]
    assert [lead.kind for lead in plan.rows[0].leads] == ["body"]


def test_a_state_and_what_happened_under_one_heading() -> None:
    plan = placed(
        "Outstanding actions",
        """
Meeting|Action|Lead|Status/Update
12.09.19|Send round the terms|Clerk|Complete. Sent 13.09.19
14.11.19|Write a note on floods|Environment Agency|Ongoing
""",
    )
    assert [row.status for row in plan.rows] == ["Complete", "Ongoing"]


def test_a_number_before_a_word_that_opens_like_a_month() -> None:
    plan = placed(
        "Audit actions",
        """
Recommendation|Lead|Date
R1 Declare interests each year|Clerk|April 2019
R2 Market the vacancies widely|Chair|June 2019
R3 Separate the two registers|Clerk|July 2019
""",
    )
    assert [row.number for row in plan.rows] == ["R1", "R2", "R3"]


def test_who_and_when_are_named_inside_the_cell() -> None:
    plan = placed(
        "Improvement plan",
        """
Improvement|Detail
Openness|Publish a report of the year/nLead: Chief Executive/nBy: 31 May 2019/nStatus: Complete
Balance|Find two women for the board/nLead: Chair of Nominations/nBy: March 2020/nStatus: Ongoing
""",
    )
    assert leads(plan) == [["Chief Executive"], ["Chair of Nominations"]]
    assert due(plan) == [[date(2019, 5, 31)], [date(2020, 3, 31)]]
    assert [row.status for row in plan.rows] == ["Complete", "Ongoing"]
