"""Where a line of the source went, in words: “milestone 2”, “statement”, “repeated header”.

An address is that of the printed JSON, such as ``rows.3.milestones.1``; counting is from 0 in the
address and from 1 in the words.
"""

from collections.abc import Iterable

_ONE_OF = {
    "leads": "lead",
    "kpis": "KPI",
    "milestones": "milestone",
    "monitoring": "monitoring",
    "progress": "progress note",
    "statuses": "status",
    "citations": "citation",
    "references": "reference",
    "extras": "another column",
    "facts": "front of the paper",
    "sections": "section",
    "unplaced": "not placed",
    "furniture": "headings and layout",
    "resources": "resource",
    "phases": "phase",
    "themes": "theme",
    "objectives": "objective",
    "key_results": "key result",
    "header_blocks": "heading of the theme",
    "measures": "measure",
    "bodies": "body",
    "posts": "post",
    "timeline": "month",
    "entries": "entry of the month",
    "recommendations": "recommendation",
}
_COUNTED = {"milestones", "kpis", "key_results"}
_ITSELF = {"rows": "statement", "": "title"}


def words_of(address: str) -> str:
    """One address in words; what it belongs to is shown beside it and not said again."""
    parts = address.split(".") if address else []
    names = [part for part in parts if not part.isdigit()]
    if not names:
        return _ITSELF[""]
    last = names[-1]
    if last in _ITSELF:
        return _ITSELF[last]
    words = _ONE_OF.get(last, last.replace("_", " "))
    number = parts[-1]
    return f"{words} {int(number) + 1}" if last in _COUNTED and number.isdigit() else words


def all_words(addresses: Iterable[str]) -> str:
    """Several addresses of one line, each said once."""
    return ", ".join(dict.fromkeys(words_of(one) for one in addresses))


def row_of(addresses: Iterable[str]) -> int | None:
    """The row of a plan, from 0, that the first of these addresses lies in."""
    for one in addresses:
        parts = one.split(".")
        if parts[0] == "rows" and len(parts) > 1:
            return int(parts[1])
    return None


def objective_of(addresses: Iterable[str]) -> tuple[int, int] | None:
    """The theme and its objective, from 0, that the first of these addresses lies in."""
    for one in addresses:
        parts = one.split(".")
        if parts[0] == "themes" and len(parts) > 3 and parts[2] == "objectives":
            return int(parts[1]), int(parts[3])
    return None
