"""Notes, margins, text boxes and web addresses of a plan's paper."""

from dataclasses import replace

from governance.documents.ledger import settle
from governance.documents.rows import Line, Link, Source, characters
from plans.documents.placed import PlacedPlan
from plans.documents.placing import place_plan

from .by_hand import Paper, source

DRAWN = """
Improvement|Milestones|Monitoring process
1. Publish what the board decides|* Put the list online here|* Board
2. Ask each district in turn|* Write to all of them by May|* Board
"""


def paper() -> tuple[Source, Paper]:
    drawn = Paper()
    blocks = (drawn.line("Improvement Plan 2019-20", style="Title"), drawn.table(DRAWN))
    return source(*blocks), drawn


def placed(drawn: Source) -> PlacedPlan:
    plan = place_plan(drawn)
    count = sum(characters(line.text) for line in drawn.lines())
    assert settle(drawn, plan, count).fidelity.lost == 0
    return plan


def changed(drawn: Source, words: str, **known: object) -> Source:
    """The same paper with something added to the line that holds some words."""
    table = next(drawn.tables())
    rows = tuple(
        replace(row, cells=tuple(replace(cell, lines=lines(cell.lines)) for cell in row.cells))
        for row, lines in (
            (row, lambda said: tuple(_with(line, words, known) for line in said))
            for row in table.rows
        )
    )
    blocks = tuple(replace(table, rows=rows) if one is table else one for one in drawn.blocks)
    return replace(drawn, blocks=blocks)


def _with(line: Line, words: str, known: dict[str, object]) -> Line:
    return replace(line, **known) if words in line.text else line  # type: ignore[arg-type]


def test_a_footnote_stands_with_the_row_that_points_at_it() -> None:
    drawn, more = paper()
    note = more.line("Agreed at the May meeting.", place="footnote 1")
    drawn = replace(changed(drawn, "Ask each", notes=(note.id,)), asides=(note,))
    plan = placed(drawn)
    assert [(one.heading, one.text) for one in plan.rows[1].extras] == [
        ("Footnote 1", "Agreed at the May meeting.")
    ]


def test_margins_are_furniture_and_may_name_the_paper() -> None:
    drawn, more = paper()
    margins = (
        more.line("Item 5 Appendix B", place="header 1"),
        more.line("Page 1", place="footer 1"),
    )
    plan = placed(replace(drawn, asides=margins))
    assert plan.paper_reference == "Item 5 Appendix B"
    why = "page header or footer"
    assert [one.text for one in plan.furniture if one.why == why] == ["Item 5 Appendix B", "Page 1"]


def test_a_text_box_is_kept_behind_the_rows() -> None:
    drawn, more = paper()
    box = more.line("Read with the review of 2018.", place="text box 1")
    plan = placed(replace(drawn, asides=(box,)))
    assert [(one.place, one.body[0]["text"]) for one in plan.sections] == [
        ("after", "Read with the review of 2018.")
    ]


def test_a_web_address_behind_a_word_is_kept_and_the_link_is_not_lost() -> None:
    drawn, _ = paper()
    link = Link(20, 24, "https://example.org/list")
    plan = placed(changed(drawn, "online here", links=(link,)))
    assert [(one.heading, one.text) for one in plan.rows[0].extras] == [
        ("Link", "here: https://example.org/list")
    ]
