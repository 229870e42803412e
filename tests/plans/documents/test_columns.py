"""Which column of a table holds what, by its heading and by its contents."""

import pytest

from plans.documents.placing.columns import roles_of

from .by_hand import table

NUMBERED_LOG = """
Ref|Action|Owner|Target date|Status
1|Publish the register of interests on the website|Jane Green|30 June 2019|Complete
2|Agree terms of reference for the audit committee|Tom Brown|September 2019|In progress
"""


def test_headings_tell_the_columns_of_a_log() -> None:
    columns = roles_of(table(NUMBERED_LOG))
    assert columns.roles == ("number", "improvement", "lead", "due", "status")
    assert columns.header_rows == (0,)
    assert columns.is_plan


def test_contents_tell_the_columns_where_no_heading_does() -> None:
    drawn = NUMBERED_LOG.strip().split("\n", 1)[1]
    columns = roles_of(table(f"{drawn}\n3|Recruit two directors from firms|Chair|Dec 19|Open"))
    assert columns.roles == ("number", "improvement", "lead", "due", "status")
    assert columns.header_rows == ()
    assert columns.is_plan


def test_contents_decide_where_headings_lie() -> None:
    columns = roles_of(
        table("""
Owner|Action|Due date|Status
30 June 2019|Publish the register of interests on the website|Jane Green|Complete
July 2019|Agree terms of reference for the audit committee|Tom Brown|Open
""")
    )
    assert columns.roles == ("due", "improvement", "lead", "status")


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        ("What|How|Who by|When", ("improvement", "milestones", "lead", "due")),
        (
            "Recommendation|Action|Responsible officer|Timescale",
            ("improvement", "milestones", "lead", "due"),
        ),
        (
            "Improvement area|Key tasks|Accountable lead|By when",
            ("improvement", "milestones", "lead", "due"),
        ),
        (
            "Objective|What will we do?|By whom|Deadline",
            ("improvement", "milestones", "lead", "due"),
        ),
    ],
)
def test_what_an_action_answers_to_stands_above_its_steps(
    headings: str, roles: tuple[str, ...]
) -> None:
    columns = roles_of(
        table(
            f"{headings}\n"
            "Strengthen the audit of the accountable body|Commission a review from outside the "
            "council|Head of Audit|March 2020\n"
            "Widen the pool of members of the board|Advertise each vacancy on the website and "
            "beyond|Chair|Ongoing"
        )
    )
    assert columns.roles == roles


def test_a_merged_heading_is_read_with_its_parts() -> None:
    columns = roles_of(
        table("""
Theme|No.|Action|>>2Delivery|>>2Progress|RAG
^|^|^|Owner|Date|June 2019|Sept 2019|^
Governance|1|Publish the register on the website|JG|June 2019|Draft agreed|Published|G
|2|Agree the terms of reference for audit|TB|Sept 2019|Not begun|Was agreed|A
""")
    )
    assert columns.header_rows == (0, 1)
    assert columns.roles == (
        *("theme", "number", "improvement", "lead", "due", "progress", "progress", "status"),
    )
    assert columns.rounds[5:7] == ("Progress: June 2019", "Progress: Sept 2019")


def test_a_repeated_heading_a_helper_and_a_group_are_no_rows() -> None:
    columns = roles_of(
        table("""
Action|Lead|By when
Describe the action|Who will do it?|When is it due?
>>3Governance
Publish the register of interests|Clerk|June 2019
Action|Lead|By when
>>3Delivery
Report outputs to the board|Analyst|July 2019
""")
    )
    assert columns.header_rows == (0, 4)
    assert columns.helper_rows == (1,)
    assert columns.group_rows == (2, 5)


def test_quarters_hold_steps_or_progress_as_their_words_say() -> None:
    steps = roles_of(table("Action|Q1|Q2\nPublish the framework and review it|Draft|Consult all"))
    told = roles_of(
        table("Action|Lead|Q1|Q2\nPublish the framework and review it|Clerk|Draft agreed|Was sent")
    )
    assert steps.roles == ("improvement", "milestones", "milestones")
    assert told.roles == ("improvement", "lead", "progress", "progress")
    assert told.rounds == ("", "", "Q1", "Q2")


@pytest.mark.parametrize(
    ("drawn", "instead"),
    [
        (
            "Name|Organisation|Email|Telephone\nA Green|Council|a@example.gov.uk|0123",
            "contact list",
        ),
        ("Budget head|2018/19|2019/20\nStaff|£100,000|£120,000\nPremises|£20|£21", "budget"),
        ("Term|Meaning\nLEP|Local enterprise partnership", "glossary"),
        (
            "Risk|Likelihood|Impact|Mitigation|Owner\nLoss of staff|3|4|Recruit early|AG",
            "risk register",
        ),
        ("Name|Organisation|Present|Apologies\nA Green|Council|Yes|No", "present"),
        ("Version|Date|Author|Changes\n1.0|May 2019|AG|First draft", "versions"),
        ("Item|Discussion|Action\n1|Members spoke of growth|AG to report", "minutes"),
        ("Time|Item|Presenter\n10:00|Welcome|Chair", "agenda"),
    ],
)
def test_a_table_that_is_no_plan_says_what_it_is(drawn: str, instead: str) -> None:
    columns = roles_of(table(drawn))
    assert not columns.is_plan
    assert instead in columns.instead
