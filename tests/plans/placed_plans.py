"""Placed plans made by the tests: one of every shape in our own words, and any number at random."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from governance.documents.pieces import Fact, PlacedSection, Raw, dated_fields
from governance.text.structured_text import paragraph
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


def milestone(text: str, **fields) -> PlacedMilestone:
    return PlacedMilestone(text=text, **dated_fields(text, plan_year="2019-20"), **fields)


def row(number: str, statement: str, **fields) -> PlacedRow:
    return PlacedRow(number=number, statement=[paragraph(statement)], **fields)


def make_placed(**fields) -> PlacedPlan:
    """Two themes, three rows, and something in every field a plan has."""
    values = {
        "kind": "improvement_plan",
        "title": "Improvement plan 2019-20",
        "facts": [Fact(heading="Author", text="Programme Manager")],
        "sections": [
            PlacedSection(heading="Why", body=[paragraph("Rules changed.")]),
            PlacedSection(heading="Next", body=[paragraph("A new plan.")], place="after"),
        ],
        "unplaced": [Raw(text="Loose words beside the table", why="No field takes them.")],
        "starts_on": date(2019, 4, 1),
        "ends_on": date(2020, 3, 31),
        "printed_period": "2019-20",
        "issue_text": "May 2019",
        "issued_on": date(2019, 5, 1),
        "paper_reference": "Item 4 Appendix A",
        "column_headers": [
            {"heading": "What", "helper": ""},
            {"heading": "Milestones", "helper": "With dates"},
            {"heading": "How watched", "helper": ""},
            {"heading": "Area Lead progress update", "helper": "Each quarter"},
        ],
        "themes": [PlacedTheme(title="Strategy"), PlacedTheme(title="Delivery", word="programme")],
        "rows": [_first(), _second(), _third()],
        "resources": [PlacedResource(post="Analyst", number=Decimal("1.5"), printed="1½")],
        "phases": [PlacedPhase(name="Prepare", months=Decimal("4.5"), printed="4½ months")],
        "printed_phase_total": "4½ months",
        **fields,
    }
    return PlacedPlan(**values)


def _first() -> PlacedRow:
    return row(
        "1",
        "Publish every paper five clear days before (Depth Review pg 3)",
        theme="Strategy",
        layout=["statement", "citations", "leads", "kpis"],
        lead_heading="Leads:",
        leads=[
            PlacedLead(name="Governance Officer", kind="person"),
            PlacedLead(name="Finance and Resources Committee", topic="Money", kind="body", level=1),
        ],
        kpi_heading="KPIs:",
        kpis=[PlacedKpi(text="12 papers a year", unit="papers", target=Decimal(12))],
        milestones=[
            milestone("Policy agreed by end of July"),
            milestone("Board meets quarterly", is_recurring=True, recurrence_text="quarterly"),
            milestone("June: draft seen", level=1),
            milestone("(done) Pages checked", state="done", state_text="(done)", level=2),
            milestone("Staff trained", state="done", done_on=date(2019, 5, 3)),
        ],
        monitoring=[
            PlacedMonitoring(text="Read at the monthly call", actors="LEP", frequency="monthly"),
            PlacedMonitoring(text=""),
        ],
        progress=[
            PlacedNote(
                text="25 June: policy drafted", as_at_text="25 June", as_at=date(2019, 6, 25)
            ),
            PlacedNote(text="", is_bullet=True),
        ],
        citations=[
            PlacedCitation(printed="(Depth Review pg 3)", source="Depth Review", pages="3", block=0)
        ],
        references=[PlacedReference(printed="(see action 3)", to="3", block=0, start=4)],
        status="On track",
    )


def _second() -> PlacedRow:
    return row(
        "2",
        "Name an owner for each figure",
        theme="Strategy",
        short_name="Owners of figures",
        kpi_heading="KPI’s",
        milestones=[milestone("Owners named by 31 May (Depth review pg 9)")],
        monitoring=[PlacedMonitoring(text="Read at the monthly call", actors="LEP",
                                     frequency="monthly")],
        citations=[
            PlacedCitation(
                printed="(Depth review pg 9)", source="Depth review", pages="9",
                on="milestone", milestone=0, start=22,
            )
        ],
        references=[
            PlacedReference(printed="(left)", kind="layout"),
            PlacedReference(printed="click here", kind="lost_link"),
            PlacedReference(printed="see action 40", to="40"),
        ],
        extras=[Extra(heading="Cost", text="£2,000")],
        raised_on=date(2019, 4, 8),
        raw_fragments=["f the torn line"],
    )  # fmt: skip


def _third() -> PlacedRow:
    return row(
        "3",
        "Train the board",
        theme="Delivery",
        progress=[PlacedNote(text="Booked.", topic="Training:", as_at=date(2019, 6, 20))],
        status="Nearly there",
    )


_words = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FF, blacklist_characters="\x7f"), max_size=40
)
_days = st.one_of(st.none(), st.dates(date(2019, 4, 1), date(2021, 12, 31)))
_level = st.integers(0, 3)
_blocks = st.lists(
    st.builds(
        lambda kind, text, level: {"kind": kind, "level": level, "text": text},
        st.sampled_from(["paragraph", "bullet", "number"]),
        _words,
        _level,
    ),
    max_size=3,
)
_dated = {"text": _words, "due_text": _words, "latest": _days, "precision": st.just("day")}
_milestones = st.builds(
    PlacedMilestone,
    **_dated,
    level=_level,
    is_bullet=st.booleans(),
    state=st.sampled_from(["open", "in_progress", "done"]),
    state_text=_words,
    done_on=_days,
)
_pointing = {
    "printed": _words,
    "milestone": st.one_of(st.none(), st.integers(0, 2)),
    "block": st.one_of(st.none(), st.integers(0, 3)),
    "start": st.one_of(st.none(), st.integers(0, 60)),
}
_rows = st.builds(
    PlacedRow,
    number=st.sampled_from(["", "1", "2", "2.1", "A3"]),
    theme=st.sampled_from(["", "Strategy", "Delivery"]),
    statement=_blocks,
    lead_heading=_words,
    kpi_heading=_words,
    leads=st.lists(
        st.builds(
            PlacedLead,
            name=_words,
            topic=_words,
            kind=st.sampled_from(["person", "post", "body"]),
            level=_level,
        ),
        max_size=2,
    ),
    kpis=st.lists(
        st.builds(
            PlacedKpi,
            **_dated,
            level=_level,
            target=st.one_of(st.none(), st.decimals(0, 9999, places=2)),
        ),
        max_size=2,
    ),
    milestones=st.lists(_milestones, max_size=4),
    monitoring=st.lists(
        st.builds(PlacedMonitoring, text=_words, actors=_words, level=_level), max_size=2
    ),
    progress=st.lists(
        st.builds(
            PlacedNote,
            text=_words,
            level=_level,
            topic=_words,
            as_at=_days,
            round=st.sampled_from(["", "June 2019", "October 2019"]),
            voice=st.sampled_from(["lep", "area_lead"]),
        ),
        max_size=3,
    ),
    citations=st.lists(
        st.builds(
            PlacedCitation,
            **_pointing,
            source=st.sampled_from(["Audit", "The audit report", "Depth Review", ""]),
            pages=_words,
        ),
        max_size=2,
    ),
    references=st.lists(
        st.builds(
            PlacedReference,
            **_pointing,
            to=st.sampled_from(["", "1", "2.1", "77"]),
            kind=st.sampled_from(["row", "layout", "lost_link"]),
        ),
        max_size=2,
    ),
    status=st.sampled_from(["", "On track", "at risk", "Nearly"]),
    raised_on=_days,
    extras=st.lists(st.builds(Extra, heading=_words, text=_words), max_size=2),
    raw_fragments=st.lists(_words, max_size=2),
)
plans = st.builds(
    PlacedPlan,
    kind=st.sampled_from(["improvement_plan", "action_plan", "implementation_plan"]),
    title=st.sampled_from(["Plan", "Action plan 2019-20", ""]),
    starts_on=st.just(date(2019, 4, 1)),
    ends_on=st.just(date(2020, 3, 31)),
    numbering=st.sampled_from(["typed", "automatic", "none"]),
    row_word=st.sampled_from(["", "action", "Step"]),
    facts=st.lists(st.builds(Fact, heading=_words, text=_words), max_size=2),
    themes=st.just([PlacedTheme(title="Strategy"), PlacedTheme(title="Delivery", word="theme")]),
    sections=st.lists(st.builds(PlacedSection, heading=_words, body=_blocks), max_size=2),
    rows=st.lists(_rows, max_size=4),
)


@st.composite
def two_issues(draw) -> tuple[PlacedPlan, PlacedPlan]:
    """A plan and a newer issue of it: rows moved, left out, corrected and added."""
    old, other = draw(plans), draw(plans)
    rows = draw(st.permutations(old.rows))[: draw(st.integers(0, 4))]
    names = ["number", "theme", "leads", "kpis", "milestones", "monitoring", "citations"]
    corrected = []
    for row, source in zip(rows, [*other.rows, *rows], strict=False):
        taken = draw(st.sets(st.sampled_from([*names, "references", "extras", "lead_heading"])))
        corrected.append(replace(row, **{name: getattr(source, name) for name in taken}))
        if corrected[-1].milestones and draw(st.booleans()):
            late = [replace(one, latest=draw(_days)) for one in corrected[-1].milestones]
            corrected[-1].milestones = draw(st.permutations(late))
    return old, replace(other, rows=[*corrected, *other.rows[len(rows) :]])
