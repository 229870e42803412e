"""Words such as “(see action 23)” as links that follow the row they point at.

The text stays as it was printed; what is shown carries the number the row has now. Words that
lead nowhere, “(left)” or a link the paper lost, are told apart with the reason. Pure.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LAYOUT_HINT = "This points at a place on the page of the paper, so it leads nowhere here."
LOST_HINT = "The paper lost the link behind these words, so they lead nowhere."
NOWHERE_HINT = "No row of this plan has that number, so it leads nowhere."

# The number of a row as a text names it: 23, 2.1, R4.
_NUMBER = re.compile(r"\b(?:[A-Z]{1,3})?\d{1,3}(?:\.\d{1,3}){0,2}\b")
Reference = Mapping[str, Any]


@dataclass(frozen=True)
class LinkedWords:
    """A stretch of a text: plain, a link (``href``), or words that lead nowhere (``hint``).

    ``printed`` are the words of the paper where the text now shows another number; ``name`` is
    what the row is called; ``is_gone`` says that the row was removed from the plan.
    """

    text: str
    href: str = ""
    name: str = ""
    printed: str = ""
    hint: str = ""
    is_gone: bool = False


def pieces(
    text: str, references: Iterable[Reference], address: Callable[[str], str]
) -> list[LinkedWords]:
    """A text cut at its references; empty where none stands in it.

    A reference has ``printed``, ``start`` (its place in this text; None: wherever its words
    stand), ``kind``, and of its row ``ref``, ``number``, ``short_name`` and ``gone``;
    ``address`` gives the page of a row by its ref.
    """
    found: list[LinkedWords] = []
    at = 0
    for start, end, group in spans(text, references):
        found += [LinkedWords(text[at:start])] if start > at else []
        found += _live(text[start:end], group, address)
        at = end
    if not found:
        return []
    return [*found, LinkedWords(text[at:])] if at < len(text) else found


def spans(text: str, references: Iterable[Reference]) -> list[tuple[int, int, list[Reference]]]:
    """Where references stand in a text, in its order; those of one place are together."""
    held: dict[tuple[int, int], list[Reference]] = {}
    for one in references:
        for place in _places(text, one):
            same = held.setdefault(place, [])
            if not any(_target(one) == _target(other) for other in same):
                same.append(one)
    apart: list[tuple[int, int, list[Reference]]] = []
    for (start, end), group in sorted(held.items(), key=lambda item: (item[0][0], -item[0][1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end, group))
    return apart


def stands_in(text: str, one: Reference) -> bool:
    """Whether a reference's words stand in a text."""
    return bool(_places(text, one))


def numbers_in(printed: str, group: Sequence[Any]) -> list[tuple[int, int, Any]]:
    """The numbers in printed words, each with the reference it belongs to.

    “actions 4 to 6” has three references and two numbers: the first and the last are theirs.
    """
    numbers = list(_NUMBER.finditer(printed))
    if len(numbers) == 2 and len(group) > 2:
        group = [group[0], group[-1]]
    if len(numbers) != len(group):
        return []
    return [(one.start(), one.end(), of) for one, of in zip(numbers, group, strict=True)]


def is_same_number(one: str, other: str) -> bool:
    """“04” and “4” are one number; “4” and “4.1” are not."""
    return one.lstrip("0").lower() == other.lstrip("0").lower()


def _places(text: str, one: Reference) -> list[tuple[int, int]]:
    printed, start = one["printed"], one.get("start")
    if not printed:
        return []
    if start is not None and text.startswith(printed, start):
        return [(start, start + len(printed))]
    left = r"(?<!\w)" if printed[0].isalnum() else ""
    right = r"(?!\w|\.\d)" if printed[-1].isalnum() else ""
    found = [match.span() for match in re.finditer(f"{left}{re.escape(printed)}{right}", text)]
    return found[:1] if start is not None else found


def _target(one: Reference) -> tuple[Any, ...]:
    return (one["kind"], one["ref"])


def _live(
    printed: str, group: Sequence[Reference], address: Callable[[str], str]
) -> list[LinkedWords]:
    first = group[0]
    if first["kind"] == "layout":
        return [LinkedWords(printed, hint=LAYOUT_HINT)]
    if first["kind"] == "lost_link":
        return [LinkedWords(printed, hint=LOST_HINT)]
    if len(group) == 1:
        return [_link(printed, first, _renumbered(printed, group), address)]
    found: list[LinkedWords] = []
    at = 0
    for start, end, one in numbers_in(printed, group):
        now = one["number"] or printed[start:end]
        found += [LinkedWords(printed[at:start])] if start > at else []
        found.append(_link(printed[start:end], one, now, address))
        at = end
    if not found:
        return [_link(printed, first, printed, address)]
    return [*found, LinkedWords(printed[at:])] if at < len(printed) else found


def _link(printed: str, one: Reference, now: str, address: Callable[[str], str]) -> LinkedWords:
    if not one["ref"]:
        return LinkedWords(printed, hint=NOWHERE_HINT)
    return LinkedWords(
        text=printed if is_same_number(printed, now) else now,
        href=address(one["ref"]),
        name=one["short_name"] or "",
        printed="" if is_same_number(printed, now) else printed,
        is_gone=bool(one["gone"]),
    )


def _renumbered(printed: str, group: Sequence[Reference]) -> str:
    words = printed
    for start, end, one in reversed(numbers_in(printed, group)):
        now = one["number"]
        if now and not is_same_number(printed[start:end], now):
            words = words[:start] + now + words[end:]
    return words
