"""Actions that name one another: “linked to the proposed innovation fund”."""

import re

from governance.text.structured_text import Block

from ..placed import PlacedPlan, PlacedReference, PlacedRow

_LINK = re.compile(
    r"\b(?P<printed>(?:linked|linking|links?|aligned|connected|tied|related|building|dependent|"
    r"depends|based|reliant|feeding|feeds|in line|in-line|together|in conjunction|alongside)\s+"
    r"(?:closely\s+)?(?:to|with|into|on|upon|from)\s+"
    r"(?:the\s+|a\s+|our\s+)?(?:proposed\s+|new\s+|planned\s+|other\s+)?(?P<name>[^;.()]{3,90}))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^[‘'“\"](?P<name>[^’'”\"]{3,60})[’'”\"]")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "its",
        "new",
        "of",
        "on",
        "or",
        "our",
        "proposed",
        "that",
        "the",
        "their",
        "this",
        "to",
        "with",
        "will",
        "programme",
        "project",
        "work",
        "group",
        "plan",
        "action",
        "actions",
        "other",
        "key",
    ]
)


def same_name(one: str, other: str) -> bool:
    """Whether two titles name the same thing: “Skills” and “Skills programme” do."""
    first, second = _words(one), _words(other)
    return bool(first) and first == second


def link(plan: PlacedPlan) -> None:
    """Add to each row what it names among the others.

    ``to`` is the other row's number, or its place counted from 1 where rows have no numbers.
    What is named outside the plan is kept as printed, without a target.
    """
    numbered = all(row.number for row in plan.rows)
    for row in plan.rows:
        for at, block in enumerate(row.statement):
            for found in _LINK.finditer(block["text"]):
                _add(plan, row, at, found, numbered=numbered)


def _add(
    plan: PlacedPlan, row: PlacedRow, block: int, found: re.Match[str], *, numbered: bool
) -> None:
    quoted = _QUOTED.match(found["name"])
    name = quoted["name"] if quoted else found["name"]
    printed = found["printed"]
    if quoted:
        printed = printed[: printed.index(found["name"])] + quoted[0]
    target = _named(plan, row, name, exact=bool(quoted))
    if target is None and not (quoted or re.match(r"(?:[A-Z][\w-]+\s+){1,}[A-Z]", name)):
        return
    if target is None:
        capitals = re.match(
            r"(?:[A-Z][\w’'-]+|of|and|the)(?:\s+(?:[A-Z][\w’'-]+|of|and|the))*", name
        )
        if not quoted and capitals:
            printed = printed[: printed.index(name)] + capitals[0].removesuffix(" and")
    if any(one.block == block and one.start == found.start() for one in row.references):
        return
    to = (target.number if numbered else str(plan.rows.index(target) + 1)) if target else ""
    row.references.append(
        PlacedReference(
            printed=printed.strip(),
            to=to,
            kind="row",
            block=block,
            start=found.start("printed"),
            lines=row.lines[:1],
        )
    )


def _named(plan: PlacedPlan, row: PlacedRow, name: str, *, exact: bool) -> PlacedRow | None:
    wanted = _words(name)
    if len(wanted) < (1 if exact else 2):
        return None
    fitting = [
        other
        for other in plan.rows
        if other is not row and wanted <= _words(" ".join(map(_text, other.statement)))
    ]
    quoted = [other for other in fitting if name.casefold() in _said(other)]
    found = quoted or (fitting if exact or len(fitting) == 1 else [])
    return found[0] if found else None


def _said(row: PlacedRow) -> str:
    return " ".join(map(_text, row.statement)).casefold()


def _text(block: Block) -> str:
    return str(block["text"])


def _words(text: str) -> frozenset[str]:
    found = re.findall(r"[^\W_]{2,}", text.casefold())
    return frozenset(word.removesuffix("s") for word in found if word not in _SMALL)
