"""Pointers that lead nowhere: half brackets, "(left)", lost links, rows that are not there."""

from governance.documents.findings import Finding

from ..documents.placed import PlacedPlan
from ..text.references import find
from .words_of import label, texts

_NAMED = {
    "unmatched_bracket": (
        "unmatched-bracket",
        "a bracket has no partner. Close it, or remove it.",
    ),
    "layout": (
        "reference-by-layout",
        "the words point at a place on the page, which moves. Name the row or list it means.",
    ),
    "lost_link": (
        "link-lost",
        "the words promise a link that is not there. Put the address in.",
    ),
}


def _pointers(plan: PlacedPlan, kind: str) -> list[Finding]:
    rule, sentence = _NAMED[kind]
    linked = {
        one.printed
        for row in plan.rows
        for one in row.references
        if one.kind == "lost_link" and one.to
    }
    return [
        Finding(rule, words.row, pointer.text, f"{_of(words.row)}“{pointer.text}”: {sentence}")
        for words in texts(plan)
        for pointer in find(words.text)
        if pointer.kind == kind and pointer.text not in linked
    ]


def _of(row: str) -> str:
    return f"Row {row}, " if row else ""


def unmatched_brackets(plan: PlacedPlan) -> list[Finding]:
    """A bracket without its partner, in a text or at the end of a citation."""
    rule, sentence = _NAMED["unmatched_bracket"]
    cited = [
        Finding(
            rule,
            label(plan, row),
            one.printed,
            f"{_of(label(plan, row))}“{one.printed}”: {sentence}",
        )
        for row in plan.rows
        for one in row.citations
        if one.printed.count("(") != one.printed.count(")")
    ]
    return _pointers(plan, "unmatched_bracket") + cited


def layout_references(plan: PlacedPlan) -> list[Finding]:
    """“Listed (left)” means nothing once the table is read on a phone or aloud."""
    return _pointers(plan, "layout")


def lost_links(plan: PlacedPlan) -> list[Finding]:
    """“Available here” where the link was lost on the way."""
    return _pointers(plan, "lost_link")


def rows_that_are_not_there(plan: PlacedPlan) -> list[Finding]:
    """“See action 31” in a plan of twenty-five."""
    known = {row.number for row in plan.rows if row.number}
    if not known:
        return []
    return [
        Finding(
            "reference-to-no-row",
            label(plan, row),
            one.printed,
            f"Row {label(plan, row)} points at row {one.to}, which this plan has not got.",
        )
        for row in plan.rows
        for one in row.references
        if one.to and one.to not in known
    ]
