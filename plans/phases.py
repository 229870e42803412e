"""Whether the phases of a plan add up to the total it prints; knows no model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_NUMBERS = {word: number for number, word in enumerate((*_WORDS, "twelve"), start=1)}


@dataclass(frozen=True)
class PhaseCheck:
    """The phases in order, their sum, and what to say of it beside the printed total."""

    phases: list[dict[str, Any]]
    months: Decimal
    sentence: str
    is_wrong: bool


def phase_check(rows: Sequence[dict[str, Any]], printed: str) -> PhaseCheck:
    """Add up the phases and compare the sum with the total in words such as “18 months”."""
    phases = sorted(rows, key=lambda row: (row["order"], row["pk"]))
    months = sum((Decimal(str(row["months"])) for row in phases), Decimal(0))
    total = printed_months(printed)
    if not phases:
        return PhaseCheck(phases, months, "", is_wrong=False)
    if total is None:
        return PhaseCheck(
            phases, months, f"The phases add up to {_months(months)}.", is_wrong=False
        )
    if total == months:
        sentence = f"The phases add up to {_months(months)}, as printed."
        return PhaseCheck(phases, months, sentence, is_wrong=False)
    sentence = (
        f"The phases add up to {_months(months)}, but the plan prints “{printed}”. "
        "Check the length of each phase."
    )
    return PhaseCheck(phases, months, sentence, is_wrong=True)


def printed_months(printed: str) -> int | None:
    """The months in a printed total: “18 months”; “1 year” is 12."""
    if found := re.search(r"(\d+|[a-z]+)\s*(month|year)", printed.lower()):
        number = int(found[1]) if found[1].isdigit() else _NUMBERS.get(found[1])
        if number is not None:
            return number * (12 if found[2] == "year" else 1)
    bare = printed.strip()
    return int(bare) if bare.isdigit() else None


def _months(number: Decimal) -> str:
    return "1 month" if number == 1 else f"{number.normalize():f} months"
