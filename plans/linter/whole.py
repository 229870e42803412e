"""What only shows when the plan is read as a whole."""

import re
from collections import defaultdict
from decimal import Decimal

from governance.documents.findings import Finding
from governance.input.figures import plain_figure
from governance.lint.tense import clause_at
from governance.text.structured_text import plain

from ..documents.placed import PlacedPlan
from .words_of import label, opening, texts

HELD_UP = 3  # rows that wait for one thing before it is a risk of the plan

# A document with its version, or a thing that rows wait for: the words that name it.
_VERSION = r"[Vv](?:ersion)?\.?\s*\(?\d+(?:\.\d+)?\)?"
_WAITED_FOR = re.compile(
    rf"((?:\b[A-Z][\w&-]*\s+){{0,5}}\b{_VERSION}(?:\s+of\s+(?:the\s+)?[A-Z]\w+)?)"
    r"|\b(?:once|after|following|until|awaiting|pending|subject\s+to)\s+(?:the\s+)?"
    r"((?:[A-Z][\w&-]*)(?:\s+(?:of|and|for|the|[A-Z][\w&-]*)){0,5})"
)

_TO_COME = re.compile(
    r"\b(?:will|must|needs?\s+to|goes?\s+into|awaiting|once|until|pending|forthcoming|next|to\s+[a-z]{2,})\b",
    re.IGNORECASE,
)
_IS_THERE = re.compile(r"\b(?:has|have)\s+(?:been\s+)?\w+ed\b|\bincludes?\b", re.IGNORECASE)


def phases_that_do_not_sum(plan: PlacedPlan) -> list[Finding]:
    """The printed length of the whole against the sum of the phases."""
    printed = re.search(r"\d+(?:\.\d+)?", plan.printed_phase_total)
    total = sum((phase.months for phase in plan.phases), Decimal(0))
    if not plan.phases or not printed or Decimal(printed[0]) == total:
        return []
    return [
        Finding(
            "phases-do-not-sum",
            "",
            plan.printed_phase_total,
            f"The phases come to {plain_figure(total)} months; "
            f"the plan says “{plan.printed_phase_total}”.",
        )
    ]


def numbers_printed_twice(plan: PlacedPlan) -> list[Finding]:
    """Two rows of one number: every pointer to it is in doubt."""
    rows = defaultdict(list)
    for row in plan.rows:
        if row.number:
            rows[row.number].append(row)
    return [
        Finding(
            "number-printed-twice",
            number,
            opening(of[-1]),
            f"{len(of)} rows are numbered {number}. Give one of them another number.",
        )
        for number, of in rows.items()
        if len(of) > 1
    ]


def rows_said_twice(plan: PlacedPlan) -> list[Finding]:
    """Two rows in the same words."""
    first: dict[str, str] = {}
    findings = []
    for row in plan.rows:
        words = " ".join(plain(row.statement).split()).casefold()
        name = label(plan, row)
        if words and words in first:
            findings.append(
                Finding(
                    "row-said-twice",
                    name,
                    opening(row),
                    f"Row {name} says the same as row {first[words]}. "
                    "Join them, or say what differs.",
                )
            )
        elif words:
            first[words] = name
    return findings


def things_that_hold_up_many_rows(plan: PlacedPlan) -> list[Finding]:
    """One document or event that several rows wait for, and that has no date of its own."""
    rows: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for words in texts(plan):
        if not words.row:
            continue
        for found in _WAITED_FOR.finditer(words.text):
            name = " ".join((found[1] or found[2]).split())
            if not _names_a_thing(name) or (found[1] and not _is_to_come(words.text, found)):
                continue
            key = _same_thing(name)
            # The fullest name says best what is meant: "LAF version 6", not "version (6)".
            names[key] = max(names.get(key, ""), name, key=len)
            if words.row not in rows[key]:
                rows[key].append(words.row)
    return [
        Finding(
            "holds-up-many-rows",
            "",
            names[key],
            f"{len(of)} rows wait for “{names[key]}” ({', '.join(of)}), which has no date. "
            "Give it a row or a date of its own.",
        )
        for key, of in rows.items()
        if len(of) >= HELD_UP
    ]


def _is_to_come(text: str, found: re.Match[str]) -> bool:
    """Whether a sentence speaks of a version that is not there yet."""
    clause = clause_at(text, *found.span())
    return bool(_TO_COME.search(clause)) and not _IS_THERE.search(clause)


def _names_a_thing(name: str) -> bool:
    return len(name) > 3 and not re.fullmatch(
        r"(?:January|February|March|April|May|June|July|August|September|October|November|"
        r"December|Spring|Summer|Autumn|Winter|Board|The|This|LEP)\b.*",
        name,
    )


def _same_thing(name: str) -> str:
    """“LAF version 6” and “v6 of the LAF” are one thing by their version, else by their words."""
    if version := re.search(r"\bv(?:ersion)?\.?\s*\(?(\d+(?:\.\d+)?)", name, re.IGNORECASE):
        return f"version {version[1]}"
    return name.casefold()
