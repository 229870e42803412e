"""Plans for the tests of writing: one of every shape by hand, and any that can be made up."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from governance.documents.pieces import Fact, PlacedSection, Raw
from governance.text.structured_text import clean_line
from plans.documents.placed import (
    Extra,
    PlacedCitation,
    PlacedKpi,
    PlacedLead,
    PlacedMilestone,
    PlacedMonitoring,
    PlacedNote,
    PlacedPhase,
    PlacedPlan,
    PlacedReference,
    PlacedResource,
    PlacedRow,
    PlacedTheme,
)

HEADERS = [
    {"heading": "Improvement summary", "helper": "What has to get better, and how it will show"},
    {"heading": "Milestones", "helper": "Steps, each with its date"},
    {"heading": "Monitoring process", "helper": ""},
    {"heading": "Area Lead progress update", "helper": "Each quarter"},
]
ACTION_HEADERS = [
    {"heading": "Ref", "helper": ""},
    {"heading": "Action", "helper": ""},
    {"heading": "Owner", "helper": ""},
    {"heading": "Target date", "helper": ""},
    {"heading": "Status", "helper": ""},
    {"heading": "Cost", "helper": ""},
]


def said(text: str, kind: str = "paragraph", level: int = 0, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "level": level, "text": text, **more}


def improvement_plan() -> PlacedPlan:
    """Two themes, a row of every shape, words that no field took, and confirmed readings."""
    return PlacedPlan(
        kind="improvement_plan",
        title="Valley partnership improvement plan 2019-20",
        facts=[Fact(heading="Board", text="14 November 2019")],
        sections=[
            PlacedSection(heading="Why this plan", body=[said("A review asked for it.")]),
            PlacedSection(heading="Next steps", body=[said("Meet.", "bullet")], place="after"),
        ],
        unplaced=[Raw(text="a stray line\nand its tail", why="It stands in no cell.")],
        starts_on=date(2019, 4, 1),
        ends_on=date(2020, 3, 31),
        printed_period="2019-20",
        issue_text="April 2019",
        issued_on=date(2019, 4, 1),
        paper_reference="Item 5 Appendix B",
        column_headers=HEADERS,
        themes=[
            PlacedTheme(title="Strategy"),
            PlacedTheme(title="Governance", word="Theme", purpose=[said("Clear rules.")]),
        ],
        rows=[_full_row(), _spare_row(), _empty_row()],
        resources=[PlacedResource(post="Officer", number=Decimal(2), printed="Officer x 2")],
        phases=[PlacedPhase(name="Start", months=Decimal(3), printed="Start – 3 months")],
        printed_phase_total="3 months in all",
    )


def _full_row() -> PlacedRow:
    return PlacedRow(
        number="1",
        theme="Strategy",
        short_name="Write the skills strategy",
        statement=[said("Write a strategy for skills."), said("With the colleges.", "bullet", 1)],
        layout=["statement", "kpis", "leads", "citations"],
        lead_heading="LEP lead:",
        leads=[
            PlacedLead(name="Skills manager", topic="Skills"),
            PlacedLead(name="J. Example", topic="Skills", kind="person"),
            PlacedLead(name="Board", topic="Plan", kind="body"),
        ],
        kpi_heading="KPI’s:",
        kpis=[
            PlacedKpi(text="Strategy agreed by May", due_text="by May", latest=date(2019, 5, 31)),
            PlacedKpi(text="30 new places", is_bullet=False, target=Decimal("30"), unit="places"),
        ],
        milestones=[
            PlacedMilestone(
                text="First draft by 30 June",
                due_text="by 30 June",
                latest=date(2019, 6, 30),
                precision="day",
                date_kind="deadline",
                year_inferred=True,
                dates=[{"start": 12, "end": 22, "text": "by 30 June", "latest": "2019-06-30"}],
                state="done",
                state_text="(actioned)",
                done_on=date(2019, 6, 28),
            ),
            PlacedMilestone(text="June", level=1, due_text="June", precision="month"),
            PlacedMilestone(text="December", level=2, is_recurring=True, recurrence_text="yearly"),
        ],
        monitoring=[PlacedMonitoring(text="Monthly call", frequency="monthly"), PlacedMonitoring()],
        progress=[
            PlacedNote(text="First meeting held.", topic="Skills –", voice="lep"),
            PlacedNote(
                text="Half done as at 25 June",
                as_at_text="25 June",
                as_at=date(2019, 6, 25),
                is_bullet=True,
            ),
            PlacedNote(is_bullet=True),
        ],
        citations=[
            PlacedCitation(printed="(Skills Review pg 4)", source="Skills Review", pages="4"),
            PlacedCitation(
                printed="(Audit)", on="milestone", milestone=0, start=11, source="Governance audit"
            ),
        ],
        references=[PlacedReference(printed="(see action 2)", to="2", on="milestone", milestone=1)],
        raw_fragments=["nd the torn end of a line"],
    )


def _spare_row() -> PlacedRow:
    """A heading with nothing beneath, a lead behind its heading, a note without words."""
    return PlacedRow(
        number="2",
        theme="Governance",
        statement=[said("Publish the papers (see action 1).")],
        lead_heading="LEP Lead is",
        leads=[PlacedLead(name="Chair")],
        kpi_heading="KPIs",
        milestones=[PlacedMilestone(text="Once agreed")],
        references=[PlacedReference(printed="(see action 1)", to="1", block=0, start=19)],
    )


def _empty_row() -> PlacedRow:
    return PlacedRow(number="3", theme="Governance", statement=[said("Watch the risks.")])


def action_log() -> PlacedPlan:
    """A table of other columns: owner, date, status and one that plans have no field for."""
    return PlacedPlan(
        kind="action_plan",
        title="Actions of the board",
        row_word="action",
        column_headers=ACTION_HEADERS,
        rows=[
            PlacedRow(
                number="2.1",
                statement=[said("Buy a projector")],
                leads=[PlacedLead(name="Clerk")],
                milestones=[PlacedMilestone(text="June 2019", due_text="June 2019")],
                status="In progress",
                raised_on=date(2019, 1, 17),
                extras=[Extra(heading="Cost", text="£300"), Extra(heading="Room", text="Hall")],
            ),
            PlacedRow(number="2.2", statement=[said("Thank the mayor")], status="Done"),
        ],
    )


def prose_plan() -> PlacedPlan:
    """Programmes with a purpose and bullets, no table at all."""
    return PlacedPlan(
        kind="action_plan",
        title="Growth action plan",
        numbering="none",
        row_word="action",
        sections=[
            PlacedSection(heading="Introduction", body=[said("Two programmes.")]),
            PlacedSection(
                heading="Resourcing", body=[said("Officer x 1", "bullet")], place="after"
            ),
        ],
        themes=[PlacedTheme(title="Places", purpose=[said("Better places.")])],
        rows=[
            PlacedRow(theme="Places", statement=[said("Draw up a prospectus")]),
            PlacedRow(theme="Places", statement=[said("Name an envoy")]),
        ],
        resources=[PlacedResource(post="Officer", printed="Officer x 1")],
    )


def round_plan() -> PlacedPlan:
    """One quarter's words, the partnership's and its Area Lead's, in columns of their own."""
    quarter = "Q1 2019-20 (Apr to Jun 2019)"
    notes = [
        PlacedNote(text="Two of three done.", round=quarter),
        PlacedNote(text="Good work; watch the third.", round=quarter, voice="area_lead"),
    ]
    row = PlacedRow(number="1", statement=[said("Write the plan")], progress=notes)
    return PlacedPlan(kind="improvement_plan", title="A plan", column_headers=HEADERS, rows=[row])


BY_HAND = {
    "improvement plan": improvement_plan,
    "action log": action_log,
    "prose": prose_plan,
    "round": round_plan,
    "nothing": PlacedPlan,
}

_ODD = st.sampled_from(
    [
        *(
            "=1+1",
            "- 5 %",
            "@x",
            "+44 20",
            "\uff1d2",
            "'=x",
            "''",
            "1. first",
            "(a) second",
            "• dot",
        ),
        *("KPIs:", "Leads:", "#N/A", "TRUE", "1E5", "00123", "2019-06-30", "by 30 June 19"),
        *(
            "سلام عليكم",
            "שלום 12",
            "👩‍👩‍👧 done",
            "a\u00a0b",
            "é e\u0301",
            "<b>&amp;</b>",
        ),
        *("soft\u00adhyphen", "zero\u200bwidth", "]]>", "_x0041_", "Page 1 of 1", "\ufb01ne"),
        *("Words that could not be placed", 'a | b, c; "d"', "https://example.org/a?b=c"),
    ]
)
_LETTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029")
_TEXT = (_ODD | st.text(_LETTERS, max_size=30)).map(clean_line)
_WORDS = _TEXT.filter(bool)
_SHORT = st.text(st.sampled_from("ab 12:–."), max_size=8).map(clean_line)
_DAY = st.none() | st.dates(date(1890, 1, 1), date(2110, 1, 1))
_LEVEL = st.integers(0, 5)
_DATED: dict[str, Any] = {
    "text": _TEXT,
    "due_text": _SHORT,
    "earliest": _DAY,
    "latest": _DAY,
    "precision": st.sampled_from(["none", "day", "month", "event"]),
    "date_kind": st.sampled_from(["", "deadline", "within"]),
    "year_inferred": st.booleans(),
    "dates": st.lists(st.fixed_dictionaries({"start": _LEVEL, "text": _SHORT}), max_size=1),
}
_POINT: dict[str, Any] = {
    "printed": _WORDS,
    "on": st.sampled_from(["row", "milestone"]),
    "milestone": st.none() | st.integers(0, 3),
    "block": st.none() | st.integers(0, 2),
    "start": st.none() | st.integers(0, 12),
}
_BLOCK = st.builds(
    lambda kind, level, text, label: said(text, kind, level, **({"label": label} if label else {})),
    st.sampled_from(["paragraph", "bullet", "number", "heading"]),
    _LEVEL,
    _TEXT,
    st.sampled_from(["", "", "a)", "3."]),
)
_BLOCKS = st.lists(_BLOCK, max_size=3)
_FIGURE = st.none() | st.decimals(-999, 999, places=2)


def _few(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, max_size=most)


_ROW = st.builds(
    PlacedRow,
    number=st.sampled_from(["", "1", "2", "7", "2.1", "A3"]),
    theme=st.sampled_from(["", "Strategy", "Delivery"]),
    short_name=_SHORT,
    statement=_BLOCKS,
    layout=st.permutations(["statement", "citations", "leads", "kpis"]),
    lead_heading=st.sampled_from(["", "LEP Leads:", "Lead is"]),
    leads=_few(st.builds(PlacedLead, name=_WORDS, topic=_SHORT, level=_LEVEL)),
    kpi_heading=st.sampled_from(["", "KPIs:", "KPI’s"]),
    kpis=_few(
        st.builds(
            PlacedKpi, **_DATED, level=_LEVEL, is_bullet=st.booleans(), unit=_SHORT, target=_FIGURE
        )
    ),
    milestones=_few(
        st.builds(
            PlacedMilestone,
            **_DATED,
            level=_LEVEL,
            is_bullet=st.booleans(),
            state=st.sampled_from(["open", "done"]),
            state_text=_SHORT,
            done_on=_DAY,
        )
    ),
    monitoring=_few(st.builds(PlacedMonitoring, text=_TEXT, level=_LEVEL, is_bullet=st.booleans())),
    progress=_few(
        st.builds(
            PlacedNote,
            text=_TEXT,
            level=_LEVEL,
            is_bullet=st.booleans(),
            topic=_SHORT,
            as_at_text=_SHORT,
            as_at=_DAY,
            round=st.sampled_from(["", "Q1", "Progress"]),
            voice=st.sampled_from(["lep", "area_lead"]),
        )
    ),
    citations=_few(st.builds(PlacedCitation, **_POINT, source=_SHORT, pages=_SHORT), 2),
    references=_few(st.builds(PlacedReference, **_POINT, to=_SHORT), 2),
    status=_SHORT,
    raised_on=_DAY,
    extras=_few(st.builds(Extra, heading=st.sampled_from(["Cost", "Risk"]), text=_TEXT), 2),
    raw_fragments=_few(_WORDS, 2),
)
PLANS = st.builds(
    PlacedPlan,
    kind=st.sampled_from(["improvement_plan", "action_plan"]),
    title=_TEXT,
    facts=_few(st.builds(Fact, heading=_SHORT, text=_TEXT), 2),
    sections=_few(
        st.builds(
            PlacedSection, heading=_TEXT, body=_BLOCKS, place=st.sampled_from(["before", "after"])
        ),
        2,
    ),
    unplaced=_few(st.builds(Raw, text=_WORDS, why=_SHORT), 2),
    starts_on=_DAY,
    printed_period=_SHORT,
    issue_text=_SHORT,
    issued_on=st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    paper_reference=_SHORT,
    numbering=st.sampled_from(["typed", "automatic", "none"]),
    row_word=_SHORT,
    column_headers=st.sampled_from([[], HEADERS, ACTION_HEADERS]),
    themes=_few(
        st.builds(
            PlacedTheme,
            title=st.sampled_from(["Strategy", "Delivery"]),
            word=st.sampled_from(["", "Theme"]),
            purpose=_BLOCKS,
        ),
        2,
    ),
    rows=_few(_ROW, 4),
    resources=_few(st.builds(PlacedResource, post=_SHORT, number=st.decimals(0, 9, places=1)), 2),
    phases=_few(st.builds(PlacedPhase, name=_SHORT, printed=_TEXT), 2),
    printed_phase_total=_SHORT,
)
