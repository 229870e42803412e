"""What stands in the cells of a plan: numbers, names, states, citations, stamps."""

from collections.abc import Sequence
from datetime import date

import pytest

from governance.documents.rows import Line
from plans.documents.placing import (
    citing,
    improvement_cell,
    kpi_headings,
    leads,
    milestone_cell,
    monitoring_cell,
    names,
    numbering,
    period,
    progress_cell,
    states,
)
from plans.documents.placing.paper import Paper

PAPER = Paper(plan_year="2019-20", starts_on=date(2019, 4, 1), ends_on=date(2020, 3, 31))


def lines(*said: str) -> list[Line]:
    """Lines of a cell; "- " begins a bullet, "-- " one beneath it, "-" an empty one."""
    made = []
    for at, text in enumerate(said, start=1):
        dashes = len(text) - len(text.lstrip("-"))
        kind = "bullet" if dashes else "paragraph"
        words = text.lstrip("-").lstrip() if dashes else text
        made.append(Line(str(at), words, kind=kind, level=max(0, dashes - 1)))  # type: ignore[arg-type]
    return made


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("1. Agree it", "1", "Agree it"),
        ("1) Agree it", "1", "Agree it"),
        ("(1) Agree it", "1", "Agree it"),
        ("1 – Agree it", "1", "Agree it"),
        ("1.Agree it", "1", "Agree it"),
        ("1 Agree it", "1", "Agree it"),
        ("Action 7: Agree it", "7", "Agree it"),
        ("Recommendation 4 The board agrees", "4", "The board agrees"),
        ("7.2 Agree it", "7.2", "Agree it"),
        ("GOV-01: Agree it", "GOV-01", "Agree it"),
        ("R3 Agree it", "R3", "Agree it"),
        ("3 posts to be filled", "", "3 posts to be filled"),
        ("30 June – last day", "", "30 June – last day"),
        ("16-18 year olds", "", "16-18 year olds"),
        ("2019-20 accounts", "", "2019-20 accounts"),
        ("Q3: hold talks", "", "Q3: hold talks"),
        ("5G roll-out", "", "5G roll-out"),
        ("1 June: hold talks", "", "1 June: hold talks"),
    ],
)
def test_the_number_of_a_row_is_told_from_a_number_in_its_words(
    text: str, number: str, words: str
) -> None:
    found = numbering.take(Line("1", text))
    assert (found.number, found.words) == (number, words)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.", "1"), ("Action 7", "7"), ("IP-03", "IP-03"), ("1.2", "1.2"), ("1 (new)", "1 (new)")],
)
def test_a_column_of_numbers_holds_numbers(text: str, number: str) -> None:
    assert numbering.in_column(text).number == number


@pytest.mark.parametrize(
    ("text", "heading", "rest"),
    [
        ("LEP Leads:", "LEP Leads:", ""),
        ("LEP Lead is Jo Fox", "LEP Lead is", "Jo Fox"),
        ("Lead officer – Jo Fox", "Lead officer –", "Jo Fox"),
        ("Owner(s): Jo Fox", "Owner(s):", "Jo Fox"),
        ("Responsible: Head of IT", "Responsible:", "Head of IT"),
        ("Portfolio holder: Cllr Fox", "Portfolio holder:", "Cllr Fox"),
        ("The lead is to be agreed", "The lead is", "to be agreed"),
    ],
)
def test_a_heading_of_leads(text: str, heading: str, rest: str) -> None:
    assert leads.heading_of(text) == (heading, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Lead officers to meet each month",
        "Leadership: strong and clear",
        "Lead is to agree terms",
        "Led by the Growth Hub",
        "Comms: agree a plan",
    ],
)
def test_a_sentence_about_leading_is_no_heading(text: str) -> None:
    assert leads.heading_of(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jo Fox, Al Hall", ["Jo Fox", "Al Hall"]),
        ("Jo Fox and Al Hall", ["Jo Fox", "Al Hall"]),
        ("Jo Fox/Al Hall; Ed Lee", ["Jo Fox", "Al Hall", "Ed Lee"]),
        ("PAG/SPMG Chair, Jo Fox", ["PAG/SPMG Chair", "Jo Fox"]),
        ("Head of Skills and Employment", ["Head of Skills and Employment"]),
        ("Finance & Resources Committee", ["Finance & Resources Committee"]),
        ("Director of Law & Head of IT", ["Director of Law", "Head of IT"]),
        ("Jo Fox (Chair, Board A), Al Hall.", ["Jo Fox (Chair, Board A)", "Al Hall"]),
        ("JF/AH", ["JF", "AH"]),
        ("LEP / County Council", ["LEP", "County Council"]),
    ],
)
def test_names_are_parted_where_both_sides_stand_for_somebody(
    text: str, expected: list[str]
) -> None:
    assert names.split(text) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Jo Fox", "person"),
        ("Cllr Hall", "person"),
        ("Jean de la Croix", "person"),
        ("Jo Fox – Programme Manager", "person"),
        ("PAG Chair", "post"),
        ("Head of Skills", "post"),
        ("Chief Executive", "post"),
        ("TBC", "post"),
        ("Senior Officers Group", "body"),
        ("Department for Transport", "body"),
        ("DfT", "body"),
        ("Growth Hub", "body"),
    ],
)
def test_persons_posts_and_bodies(name: str, kind: str) -> None:
    assert names.kind_of(name) == kind


@pytest.mark.parametrize(
    ("text", "heading", "rest"),
    [
        ("KPIs", "KPIs", ""),
        ("KPI’s:", "KPI’s:", ""),
        ("KPI: ten visits", "KPI:", "ten visits"),
        ("Measures of success", "Measures of success", ""),
        ("Outcome measures:", "Outcome measures:", ""),
        ("Key Performance Indicators (KPIs):", "Key Performance Indicators (KPIs):", ""),
        ("What does success look like?", "What does success look like?", ""),
    ],
)
def test_a_heading_of_kpis(text: str, heading: str, rest: str) -> None:
    assert kpi_headings.heading_of(text) == (heading, rest)


def test_a_sentence_about_kpis_is_no_heading() -> None:
    assert kpi_headings.heading_of("Key performance indicators should be agreed") is None
    assert kpi_headings.heading_of("KPIs in place by June") is None


def test_an_improvement_cell_may_hold_its_parts_in_any_order() -> None:
    cell = improvement_cell.read(
        lines(
            "Action 4: Publish what the board decides.",
            "Measures of success",
            "- Every paper online",
            "Lead officer – Jo Fox and Al Hall",
            "(Governance Audit)",
        ),
        PAPER,
    )
    assert cell.number == "4"
    assert cell.layout == ["statement", "kpis", "leads", "citations"]
    assert [lead.name for lead in cell.leads] == ["Jo Fox", "Al Hall"]
    assert [kpi.text for kpi in cell.kpis] == ["Every paper online"]
    assert [(one.source, one.block, one.start) for one in cell.citations] == [
        ("Governance Audit", 0, 31)
    ]
    assert [one.text for one in cell.furniture] == ["Action", "and"]


def test_leads_by_topic_on_the_lines_beneath_their_heading() -> None:
    cell = improvement_cell.read(
        lines(
            *("2. Two strands.", "LEP leads:", "Skills: Jo Fox, Al Hall"),
            *("Transport Plan: Growth Board", "It starts in May."),
        ),
        PAPER,
    )
    assert [(lead.topic, lead.name, lead.kind) for lead in cell.leads] == [
        ("Skills", "Jo Fox", "person"),
        ("Skills", "Al Hall", "person"),
        ("Transport Plan", "Growth Board", "body"),
    ]
    assert [block["text"] for block in cell.statement] == ["Two strands.", "It starts in May."]


def test_kpis_on_the_line_of_their_heading_and_beneath_it() -> None:
    cell = improvement_cell.read(lines("3. Meet.", "KPI: by 30 June", "Ten meetings"), PAPER)
    assert [(kpi.text, kpi.is_bullet, kpi.latest) for kpi in cell.kpis] == [
        ("by 30 June", False, date(2019, 6, 30)),
        ("Ten meetings", False, None),
    ]


def test_a_date_and_a_status_named_in_the_improvement_cell_are_kept_for_the_row() -> None:
    cell = improvement_cell.read(
        lines("5. Open a hub.", "Timescale: June 2019", "Status: Green", "It stays open."), PAPER
    )
    assert {role: [one.text for one in kept] for role, kept in cell.fields.items()} == {
        "due": ["June 2019"],
        "status": ["Green"],
    }
    assert [block["text"] for block in cell.statement] == ["Open a hub.", "It stays open."]


@pytest.mark.parametrize(
    ("text", "state", "words", "done_on"),
    [
        ("Agree it (actioned)", "done", "actioned", None),
        ("Agree it (already in progress)", "in_progress", "already in progress", None),
        ("Agree it (completed 12 May 2019)", "done", "completed 12 May 2019", date(2019, 5, 12)),
        ("Agree it – completed", "done", "completed", None),
        ("Agree it. Done.", "done", "Done", None),
        ("Done", "done", "Done", None),
        ("Agree it COMPLETED", "done", "COMPLETED", None),
        ("Ongoing", "in_progress", "Ongoing", None),
        ("Work underway and goes on", "in_progress", "Work underway", None),
        ("Agree it (partially complete)", "in_progress", "partially complete", None),
        ("Works completed 31 August", "open", "", None),
        ("Completed 30 September", "open", "", None),
        ("Agree it (to be completed by June)", "open", "", None),
        ("Complete the review", "open", "", None),
        ("Agree it (ASAP)", "open", "", None),
        ("Agree it (not started)", "open", "", None),
    ],
)
def test_the_state_that_a_step_prints_of_itself(
    text: str, state: str, words: str, done_on: date | None
) -> None:
    found = states.state_of(text, PAPER)
    assert (found.state, found.words, found.done_on) == (state, words, done_on)


def test_completed_on_a_day_is_done_once_that_day_is_past() -> None:
    written = Paper(plan_year="2019-20", written_on=date(2019, 6, 25))
    assert states.state_of("Completed 4 June", written).done_on == date(2019, 6, 4)
    assert states.state_of("Completed 30 September", written).state == "open"


def test_steps_nest_by_level_or_beneath_a_line_that_ends_in_a_colon() -> None:
    cell = milestone_cell.read(
        lines("- One", "-- Of it", "Papers out:", "- Draft", "- Final", "Alone"), PAPER
    )
    assert [one.level for one in cell.milestones] == [0, 1, 0, 1, 1, 0]
    assert [one.is_bullet for one in cell.milestones] == [True, True, False, True, True, False]


def test_what_comes_round_is_recurring_in_its_own_words() -> None:
    cell = milestone_cell.read(lines("- Review it twice yearly", "- Agree it by June"), PAPER)
    assert [(one.is_recurring, one.recurrence_text) for one in cell.milestones] == [
        (True, "twice yearly"),
        (False, ""),
    ]


def test_a_tail_that_goes_on_from_nothing_is_kept_apart() -> None:
    cell = milestone_cell.read(lines("- Lead on strategy", "d role in future"), PAPER)
    assert [one.text for one in cell.milestones] == ["Lead on strategy"]
    assert [line.text for line in cell.torn] == ["d role in future"]


def test_half_a_sentence_goes_to_its_beginning() -> None:
    cell = milestone_cell.read(lines("New board at work by", "March 2020."), PAPER)
    assert [one.text for one in cell.milestones] == ["New board at work by March 2020."]
    assert cell.milestones[0].latest == date(2020, 3, 31)
    assert cell.milestones[0].lines == ("1", "2")


def test_a_cell_wrapped_line_by_line_is_joined_again() -> None:
    said = lines(
        "- Show that money follows", "strategy in each year", "- Tell the board", "about it"
    )
    cell = milestone_cell.read(said, PAPER)
    assert [one.text for one in cell.milestones] == [
        "Show that money follows strategy in each year",
        "Tell the board about it",
    ]


@pytest.mark.parametrize(
    ("text", "left", "printed", "start"),
    [
        ("Agree it (Peer Review pg 7)", "Agree it", ["(Peer Review pg 7)"], [8]),
        ("Agree it (Peer Review pg 7).", "Agree it", ["(Peer Review pg 7)."], [8]),
        ("Agree (Review p 4), then act", "Agree, then act", ["(Review p 4)"], [5]),
        ("(Audit report pg 2) Act", "Act", ["(Audit report pg 2)"], [0]),
        (
            "See (Annual Report pages 2 and 3) and (Governance Audit)",
            "See and",
            ["(Annual Report pages 2 and 3)", "(Governance Audit)"],
            [3, 7],
        ),
        ("Agree it (e.g. a report)", "Agree it (e.g. a report)", [], []),
    ],
)
def test_citations_leave_the_text_and_know_their_place(
    text: str, left: str, printed: Sequence[str], start: Sequence[int]
) -> None:
    cited = citing.take(text, lines=("1",), on="row", block=0)
    assert cited.text == left
    assert [one.printed for one in cited.citations] == list(printed)
    assert [one.start for one in cited.citations] == list(start)


def test_references_stay_in_the_text_and_name_each_row() -> None:
    cited = citing.take("Act (see actions 3 and 4), listed (left)", lines=("1",), on="row")
    assert [(one.printed, one.start, one.to, one.kind) for one in cited.references] == [
        ("(see actions 3 and 4)", 4, "3", "row"),
        ("(see actions 3 and 4)", 4, "4", "row"),
        ("listed (left)", 27, "", "layout"),
    ]


def test_a_link_with_its_address_is_not_lost() -> None:
    assert citing.take("It is available here", lines=("1",), links=True).references == []
    assert [one.kind for one in citing.take("It is available here", lines=("1",)).references] == [
        "lost_link"
    ]


@pytest.mark.parametrize(
    ("text", "stamp", "day"),
    [
        ("Begun as at 25 June", "as at 25 June", date(2019, 6, 25)),
        ("At 25 June nothing", "At 25 June", date(2019, 6, 25)),
        ("25th June: work goes on", "25th June", date(2019, 6, 25)),
        ("25 June (JF): call made", "25 June", date(2019, 6, 25)),
        ("Board sees it (25th June)", "25th June", date(2019, 6, 25)),
        ("ACTION COMPLETED 25 JUNE", "25 JUNE", date(2019, 6, 25)),
        ("Update 30/06/19: in hand", "30/06/19", date(2019, 6, 30)),
        ("June 2019 – draft ready", "June 2019", None),
        ("Goes to the board by 25 June", "", None),
        ("True as at June 2019", "", None),
        ("Paper for June Board", "", None),
    ],
)
def test_the_day_on_which_a_note_was_true(text: str, stamp: str, day: date | None) -> None:
    notes, _, _ = progress_cell.read(lines(text), PAPER)
    assert (notes[0].as_at_text, notes[0].as_at) == (stamp, day)
    assert notes[0].text == text


def test_a_day_on_a_line_of_its_own_dates_the_notes_beneath_it() -> None:
    notes, _, _ = progress_cell.read(lines("25 June 2019", "Met twice.", "- Wrote"), PAPER)
    assert [note.as_at for note in notes] == [date(2019, 6, 25)] * 3


def test_topics_empty_bullets_and_the_reviewers_voice() -> None:
    notes, _, _ = progress_cell.read(
        lines("- Emails: all sent", "- SAP – met in May", "-", "Area Lead: good", "Note: late"),
        PAPER,
    )
    assert [(note.topic, note.text, note.voice) for note in notes] == [
        ("Emails:", "all sent", "lep"),
        ("SAP –", "met in May", "lep"),
        ("", "", "lep"),
        ("Area Lead:", "good", "area_lead"),
        ("", "Note: late", "lep"),
    ]
    assert notes[1].dates[0]["phrase"] == notes[1].text[4:]


def test_who_watches_and_how_often() -> None:
    placed, _ = monitoring_cell.read(
        lines(
            *("- CLGU/LEP – weekly call", "- Area Lead and DfT meet quarterly", "-"),
            "- Evidence of better papers",
        )
    )
    assert [(one.actors, one.frequency) for one in placed] == [
        ("CLGU/LEP", "weekly"),
        ("Area Lead, DfT", "quarterly"),
        ("", ""),
        ("", ""),
    ]


@pytest.mark.parametrize(
    ("text", "printed", "starts_on", "ends_on"),
    [
        ("Plan 2019-20", "2019-20", date(2019, 4, 1), date(2020, 3, 31)),
        ("Plan 2019/2020", "2019/2020", date(2019, 4, 1), date(2020, 3, 31)),
        ("Plan 2019 to 2021", "2019 to 2021", date(2019, 4, 1), date(2021, 3, 31)),
        ("Plan 2020", "2020", date(2020, 1, 1), date(2020, 12, 31)),
        (
            "Sept 2019 - Aug 2020",
            "Sept 2019 - Aug 2020",
            date(2019, 9, 1),
            date(2020, 8, 31),
        ),
        ("Plan – October 2019", "", None, None),
        ("Vision 2030", "", None, None),
        ("Answers the review of 2018", "", None, None),
    ],
)
def test_the_period_a_plan_prints(
    text: str, printed: str, starts_on: date | None, ends_on: date | None
) -> None:
    found = period.in_text(text)
    assert (found.printed, found.starts_on, found.ends_on) == (printed, starts_on, ends_on)
