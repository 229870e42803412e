"""The words themselves: acronyms, spellings of people, tenses, several promises in one."""

from datetime import date

from governance.documents.findings import Finding
from governance.lint import acronyms, compound, spellings, tense

from ..documents.placed import PlacedPlan
from ..documents.placing.names import kind_of
from .words_of import label, texts


def undefined_acronyms(plan: PlacedPlan) -> list[Finding]:
    """Acronyms that the plan uses and nowhere spells out; the public reads it too."""
    words = [one for one in texts(plan) if one.text]
    spelled = [one.text for one in words] + [plan.title, *(theme.title for theme in plan.themes)]
    return [
        Finding(
            "undefined-acronym",
            words[one.at].row if one.at < len(words) else "",
            one.acronym,
            f"{one.acronym} is nowhere spelled out. Write it in full where it first stands.",
        )
        for one in acronyms.undefined_acronyms(spelled)
    ]


def people_spelled_two_ways(plan: PlacedPlan) -> list[Finding]:
    """One person in two spellings is two people to a search."""
    rows: dict[str, list[str]] = {}
    for row in plan.rows:
        for lead in row.leads:
            # An account can hold a post; only what is printed as a person's name has a spelling.
            if lead.name and lead.kind == "person" and kind_of(lead.name) == "person":
                rows.setdefault(lead.name, []).append(label(plan, row))
    return [
        Finding(
            "person-spelled-two-ways",
            rows[other][0],
            f"{one} / {other}",
            f"“{one}” (row {', '.join(dict.fromkeys(rows[one]))}) and “{other}” (row "
            f"{', '.join(dict.fromkeys(rows[other]))}) look like one person. Choose one spelling.",
        )
        for one, other in spellings.spelled_two_ways(rows)
        if one in rows and other in rows
    ]


def compound_actions(plan: PlacedPlan) -> list[Finding]:
    """A milestone that promises several things can be half kept."""
    findings = []
    for row in plan.rows:
        for one in row.milestones:
            promises = compound.promises_in(one.text)
            if len(promises) > 1 and one.state != "done":
                findings.append(
                    Finding(
                        "compound-action",
                        label(plan, row),
                        one.text,
                        f"Row {label(plan, row)}: this milestone promises {len(promises)} things "
                        "at once. Give each its own line and date.",
                    )
                )
    return findings


def past_dates_in_future_tense(plan: PlacedPlan) -> list[Finding]:
    """“Will be done by” a day that was past when the plan or its note was written."""
    written = _written_on(plan)
    if written is None:
        return []
    findings = []
    for row in plan.rows:
        for one in row.milestones:
            if one.state == "done" or one.is_recurring:
                continue
            findings += _past(label(plan, row), one.text, one.dates, written)
        for note in row.progress:
            findings += _past(label(plan, row), note.text, note.dates, note.as_at or written)
    return findings


def _past(row: str, text: str, dates: list[dict], as_at: date) -> list[Finding]:
    return [
        Finding(
            "past-date-in-future-tense",
            row,
            phrase,
            f"Row {row}: “{phrase}” was past when this was written, yet the words speak of what "
            "is to come. Say whether it happened.",
        )
        for phrase in tense.past_in_future_tense(text, dates, as_at=as_at)
    ]


def _written_on(plan: PlacedPlan) -> date | None:
    """The last day on which the paper says that something was so, else its issue."""
    stamps = [note.as_at for row in plan.rows for note in row.progress if note.as_at]
    return max(stamps, default=plan.issued_on)
