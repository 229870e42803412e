"""Which column holds what the rows are about, where no heading speaks of actions."""

from collections.abc import Sequence

from .column_contents import Contents
from .heading_periods import period_of
from .heading_words import Role

Guess = tuple[Role | None, int]  # what a heading names, and how plainly


def find(
    roles: list[Role | None],
    guesses: Sequence[Guess],
    headings: Sequence[str],
    contents: Sequence[Contents],
    *,
    headed: bool,
) -> list[Role | None]:
    """No heading speaks of actions: steps, else a topic in prose, else the longest prose."""
    chosen = roles[:]
    wanted: list[int] = [at for at, role in enumerate(roles) if role == "milestones"]
    wanted = [at for at in wanted if not period_of(headings[at])]
    wanted = _results_first(roles, contents) or wanted
    if wanted and (above := [at for at, role in enumerate(roles) if role == "theme"]):
        held = contents[above[0]]
        if held.length >= 25 and held.filled == held.cells and held.distinct > 0.9:
            wanted = above  # a sentence in every row: what its steps answer to
    if not wanted:
        wanted = [at for at, role in enumerate(roles) if role is None and contents[at].is_prose]
        if len(wanted) > 1 and not headed:  # the plan first, what became of it behind
            wanted = [at for at in wanted if contents[at].past < 0.6] or wanted
    if not wanted:
        wanted = [
            at
            for at, role in enumerate(roles)
            if role == "theme" and contents[at].length >= 15 and contents[at].distinct > 0.8
        ]
    if not wanted and headed:
        wanted = _beneath_a_lie(guesses, contents)
    if not wanted and not headed:
        wanted = _short_but_first(roles, contents)
    if wanted:
        chosen[wanted[0]] = "improvement"
    return chosen


def _results_first(roles: Sequence[Role | None], contents: Sequence[Contents]) -> list[int]:
    """“Outcome | Output | Milestone”: several columns of results, and the first heads the row."""
    results = [at for at, role in enumerate(roles) if role == "kpi"]
    steps = [at for at, role in enumerate(roles) if role == "milestones"]
    heads = len(results) > 1 and len(steps) == 1 and results[0] < steps[0]
    return results[:1] if heads and contents[results[0]].length >= 12 else []


def _beneath_a_lie(guesses: Sequence[Guess], contents: Sequence[Contents]) -> list[int]:
    """Headings that slipped by a column: prose of things to do under “Status” or “Owner”."""
    return [
        at
        for at, ((role, _), held) in enumerate(zip(guesses, contents, strict=True))
        if role in ("status", "lead", "due", "number", "raised") and held.is_prose
        if held.past < 0.4 and held.distinct > 0.8
    ]


def _short_but_first(roles: Sequence[Role | None], contents: Sequence[Contents]) -> list[int]:
    """No headings and no long sentence: a few words each, beside who does it and by when."""
    beside = {role for role in roles if role in ("lead", "due", "status")}
    return [
        at
        for at, (role, held) in enumerate(zip(roles, contents, strict=True))
        if role is None and len(beside) > 1 and held.length >= 8 and held.distinct > 0.8
    ]
