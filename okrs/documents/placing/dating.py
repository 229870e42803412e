"""Dates of key results: all of them with their place, and the one that a key result is due by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from governance.date_phrases import find, propose
from governance.quarters import CALENDAR, FINANCIAL, Quarter, quarter_of
from governance.text.dates_in_words import month_in_words
from governance.text.ranges import from_to
from governance.text.structured_text import Block


@dataclass(frozen=True)
class Dating:
    """What a paper tells of the years its dates lie in."""

    plan_year: str = ""
    first: date | None = None
    last: date | None = None
    written: date | None = None

    @property
    def hint(self) -> str:
        """The same in the words that the reader of date phrases takes."""
        words = []
        if self.written:
            words.append(f"paper of {self.written:%B %Y}")
        if self.first and self.last:
            words.append(_in_words(self.first, self.last))
        return "; ".join(words)

    def known(self) -> dict[str, Any]:
        return {"plan_year": self.plan_year or None, "hint": self.hint}

    def of(self, text: str) -> dict[str, Any]:
        """The date fields of a key result.

        Of several promises of one kind the first is what it is due by; every one is in ``dates``.
        """
        proposal = propose(text, **self.known())
        reading, due_text = proposal.reading, proposal.due_text
        if due_text and reading.latest:
            for _, _, phrase, other in find(text, **self.known()):
                if other.kind == reading.kind and other.latest:
                    reading, due_text = other, phrase
                    break
        due_text = due_text.strip("()")
        return {
            "due_text": due_text,
            "earliest": reading.earliest,
            "latest": reading.latest,
            "precision": reading.precision,
            "date_kind": reading.kind if due_text else "",
            "year_inferred": reading.year_inferred,
            "dates": proposal.dates,
        }

    def marked(self, blocks: Sequence[Block]) -> list[Block]:
        """The same lines with a mark on each date in them."""
        return [self._marked(block) for block in blocks]

    def narrowed(self, **known: Any) -> "Dating":
        return replace(self, **known)

    def _marked(self, block: Block) -> Block:
        marks = [
            {
                "start": start,
                "end": end,
                "kind": "date",
                "earliest": reading.earliest.isoformat() if reading.earliest else None,
                "latest": reading.latest.isoformat() if reading.latest else None,
                "precision": reading.precision,
                "year_inferred": reading.year_inferred,
                "date_kind": reading.kind,
            }
            for start, end, _, reading in find(block["text"], **self.known())
        ]
        return {**block, "marks": [*block.get("marks", []), *marks]} if marks else block


def _in_words(first: date, last: date) -> str:
    for convention in (FINANCIAL, CALENDAR):
        if quarter := quarter_of(first, last, convention):
            return _quarter_in_words(quarter)
    if (last - first).days > 300 and first.month == 4:
        return f"plan year {first.year}-{(first.year + 1) % 100:02d}"
    return f"period {from_to(month_in_words(first), month_in_words(last))}"


def _quarter_in_words(quarter: Quarter) -> str:
    return f"Q{quarter.number} of financial year {quarter.year_label()}"
