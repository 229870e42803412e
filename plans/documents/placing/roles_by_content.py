"""Settles which column holds what, where headings and contents must both have their say."""

import re
from collections.abc import Sequence

from . import improvement_column
from .column_contents import Contents
from .heading_periods import period_of
from .heading_words import PLAIN, VAGUE, Role, tidy
from .improvement_column import Guess

_DATED: tuple[Role, ...] = ("due", "raised", "completed")
# What an action answers to, when a table prints both in columns of their own.
_ABOVE_ACTIONS = ("recommendation", "objective", "finding", "issue", "requirement", "weakness")
_AIM = re.compile(r"(?:our |key |strategic )?(?:aims?|goals?|ambitions?)\b", re.IGNORECASE)
_ABOVE_TOO = ("improvement", "area for", "areas for", "area of", "what", "suggestion", "outcome")


def settled(
    guesses: Sequence[Guess],
    headings: Sequence[str],
    contents: Sequence[Contents],
    *,
    headed: bool,
) -> list[Role]:
    """The role of each column, from the left."""
    first = [
        _agreed(role, weight, heading, held)
        for (role, weight), heading, held in zip(guesses, headings, contents, strict=True)
    ]
    roles = _one_number(first, contents)
    roles = _one_improvement(roles, guesses, headings, contents, headed=headed)
    if "improvement" not in roles and headed:
        roles = _beside_plain_ones(roles, guesses, contents)
    roles = _number_of_the_theme(roles, contents)
    roles = _one_theme(roles, headings, contents)
    roles = _comments_beside_progress(roles, guesses)
    filled = [
        role or _left_over(heading, held)
        for role, heading, held in zip(roles, headings, contents, strict=True)
    ]
    return _one_status(_without_second_dates(filled), headings, contents)


def _agreed(role: Role | None, weight: int, heading: str, held: Contents) -> Role | None:
    """What one column holds, its heading and its contents together; None when neither says."""
    if not held.filled:
        return role or ("extra" if heading else "spacer")
    if role is None:
        return _unheaded(heading, held)
    if role == "extra" and weight == PLAIN:
        return "theme" if _is_topic(heading, held) else role
    if held.filled < 2 and weight == PLAIN:
        return role  # one cell is a weak witness against a plain word
    return _corrected(role, heading, held)


def _corrected(role: Role, heading: str, held: Contents) -> Role | None:
    """The role of a heading that its cells may contradict."""
    shortish = held.length < 60
    if role not in _DATED and held.dates >= 0.7 and held.dated >= 0.5 and shortish:
        kept = ("status", "progress", "number", "milestones")
        if role == "kpi" and (held.dates < 0.9 or held.length > 25):
            return role  # measures that name their year; a target of days alone is a deadline
        return role if role in kept else "due"
    if tidy(heading) == "by" and held.names >= 0.6 and held.dated < 0.3:
        return "lead"
    if role in (*_DATED, "status", "number") and held.plain_names >= 0.7 and held.dated < 0.3:
        return "lead" if held.statuses < held.names else "status"
    if role in ("lead", "improvement", "milestones", "due") and held.statuses >= 0.7:
        return "status" if held.dated < 0.3 else role
    if role in ("improvement", "milestones", "progress") and held.plain_names >= 0.8 and shortish:
        return "lead" if held.length < 40 else role
    if role == "improvement" and held.numbers >= 0.8:
        return "number"
    if not held.is_prose or held.length < 45:
        return "extra" if role == "raised" and held.dated < 0.2 else role
    if role == "status" and held.statuses < 0.5:
        return "progress"
    if role == "lead" and held.names < 0.3 and held.length >= 60:
        return None
    if role == "number" and held.numbers < 0.3:
        return None
    if role in _DATED and held.dated < 0.3:
        return "progress" if held.past >= 0.5 else None
    return role


def _is_topic(heading: str, held: Contents) -> bool:
    """A priority that is a topic of the plan and gathers rows, rather than high or low."""
    gathers = held.below > 0 or held.filled < held.cells or held.distinct < 0.9
    return (
        tidy(heading).startswith("priority")
        and gathers
        and held.length > 4
        and (not held.numbers and not held.is_grade)
    )


def _unheaded(heading: str, held: Contents) -> Role | None:
    """A column whose heading says nothing, or that has none."""
    if period_of(heading):
        if held.statuses >= 0.5 and held.length < 20:
            return "progress"
        return "progress" if held.past >= 0.4 else "milestones"
    if heading and held.figures >= 0.6:
        return "extra"
    if held.statuses >= 0.8:
        return "status"
    if held.numbers >= 0.8 and held.distinct > 0.6:
        return "number"
    if held.dates >= 0.6 and held.dated >= 0.3:
        return "due"
    if held.statuses >= 0.6:
        return "status"
    if (held.plain_names if heading else held.names) >= 0.6:
        return "lead"
    return "extra" if heading and not held.is_prose else None


def _one_number(roles: Sequence[Role | None], contents: Sequence[Contents]) -> list[Role | None]:
    """The leftmost number counts; a further one is kept as it stands."""
    first = next((at for at, role in enumerate(roles) if role == "number"), None)
    return ["extra" if role == "number" and at != first else role for at, role in enumerate(roles)]


def _one_improvement(
    roles: list[Role | None],
    guesses: Sequence[Guess],
    headings: Sequence[str],
    contents: Sequence[Contents],
    *,
    headed: bool,
) -> list[Role | None]:
    """Exactly one column holds what the rows are about."""
    claims = [at for at, role in enumerate(roles) if role == "improvement"]
    if not claims:
        return improvement_column.find(roles, guesses, headings, contents, headed=headed)
    if len(claims) == 1:
        return _target_above(claims[0], roles, headings, contents)
    chosen = roles[:]
    above = [at for at in claims if _stands_above(headings[at])]
    actions = [at for at in claims if at not in above] or above[1:]
    if above and actions and all(contents[at].length >= 25 for at in (above[0], actions[0])):
        main, steps = above[0], actions[0]
        for at in claims:
            chosen[at] = "improvement" if at == main else None
        chosen[steps] = "milestones"
        if _gathers(main, steps, roles, contents):
            chosen[main], chosen[steps] = "theme", "improvement"
    else:
        main = max(actions or claims, key=lambda at: (contents[at].length >= 25, -at))
        for at in claims:
            chosen[at] = "improvement" if at == main else None
            held = contents[at]
            gathers = held.below or held.filled < held.cells or held.distinct < 0.9
            if at != main and held.length < 60 and gathers:
                chosen[at] = "theme"
    return chosen


def _target_above(
    actions: int, roles: list[Role | None], headings: Sequence[str], contents: Sequence[Contents]
) -> list[Role | None]:
    """“Target | Actions | … | Success criteria”: what the row aims at, and the steps to it."""
    results = [at for at, role in enumerate(roles) if role == "kpi"]
    aims = [at for at, role in enumerate(roles) if role == "theme" and _AIM.match(headings[at])]
    main = results[0] if len(results) > 1 else (aims or [actions])[0]
    held = contents[main]
    apart = held.filled == held.cells and held.distinct > 0.9 and held.length >= 12
    if main >= actions or not apart or "milestones" in roles or period_of(headings[main]):
        return roles
    chosen = roles[:]
    chosen[main], chosen[actions] = "improvement", "milestones"
    return chosen


def _gathers(
    main: int, steps: int, roles: Sequence[Role | None], contents: Sequence[Contents]
) -> bool:
    """Whether several actions, each led and watched by itself, stand under one finding."""
    held = contents[main]
    if not (held.below or held.filled < held.cells) or contents[steps].filled <= held.filled:
        return False
    own = [
        role
        for role, one in zip(roles, contents, strict=True)
        if role in ("lead", "status", "progress") and one.filled > held.filled
    ]
    return bool(own)


def _stands_above(heading: str) -> bool:
    words = tidy(heading)
    return words.startswith(_ABOVE_TOO) or any(
        one in words and "action" not in words.split(one)[0] for one in _ABOVE_ACTIONS
    )


def _beside_plain_ones(
    roles: list[Role | None], guesses: Sequence[Guess], contents: Sequence[Contents]
) -> list[Role | None]:
    """Short words under an unknown heading, beside leads, dates or states: what is to be done."""
    beside = {role for role in roles if role in ("lead", "due", "status", "progress")}
    steps = sum(role == "milestones" for role in roles)
    if steps > 1 and steps + 1 == len(roles) and contents[0].filled:
        return ["improvement", *roles[1:]]  # streams of work beneath months
    for at, (guess, held) in enumerate(zip(guesses, contents, strict=True)):
        if len(beside) > 1 and guess[0] is None and held.length >= 12 and held.distinct > 0.8:
            return [*roles[:at], "improvement", *roles[at + 1 :]]
    return roles


def _number_of_the_theme(
    roles: list[Role | None], contents: Sequence[Contents]
) -> list[Role | None]:
    """A number merged over the same rows as the finding beside it is the finding's own."""
    chosen = roles[:]
    for at, role in enumerate(roles[:-1]):
        beside, held = contents[at + 1], contents[at]
        merged = held.below > 0 and (held.below, held.filled) == (beside.below, beside.filled)
        if role == "number" and roles[at + 1] == "theme" and merged:
            chosen[at] = "theme"
    return chosen


def _one_theme(
    roles: list[Role | None], headings: Sequence[str], contents: Sequence[Contents]
) -> list[Role | None]:
    """A theme gathers rows: a column whose words differ in every row is kept as it stands."""
    chosen = roles[:]
    seen = False
    for at, role in enumerate(roles):
        if role != "theme" or (at + 1 < len(roles) and contents[at].numbers >= 0.8):
            continue
        held = contents[at]
        merged = held.below > 0 or held.filled < held.cells
        gathers = merged or held.distinct < 0.9 or held.cells < 3
        named = "theme" in tidy(headings[at]) or "priorit" in tidy(headings[at])
        heads = held.below or held.filled * 3 <= held.cells * 2  # it says once what several share
        if seen or (held.length > 150 and not heads) or not (gathers or named):
            chosen[at] = "extra"
        seen = seen or chosen[at] == "theme"
    return chosen


def _comments_beside_progress(
    roles: list[Role | None], guesses: Sequence[Guess]
) -> list[Role | None]:
    """Comments are the progress where nothing else is."""
    plain = any(
        role == "progress" and guess != ("progress", VAGUE)
        for role, guess in zip(roles, guesses, strict=True)
    )
    return [
        "extra" if plain and role == "progress" and guess == ("progress", VAGUE) else role
        for role, guess in zip(roles, guesses, strict=True)
    ]


def _left_over(heading: str, held: Contents) -> Role:
    if heading:
        return "extra"
    if not held.filled:
        return "spacer"
    if held.is_prose:
        return "progress" if held.past >= 0.6 else "milestones"
    return "theme" if held.distinct < 0.7 else "extra"


def _without_second_dates(roles: list[Role]) -> list[Role]:
    return [
        "extra" if role == "raised" and "raised" in roles[:at] else role
        for at, role in enumerate(roles)
    ]


def _one_status(
    roles: list[Role], headings: Sequence[str], contents: Sequence[Contents]
) -> list[Role]:
    """The last filled status column of each period says how things stood then.

    Of several without a period the earlier ones are words of progress.
    """
    last = {
        period_of(headings[at]): at
        for at, role in enumerate(roles)
        if role == "status" and contents[at].filled
    }
    if len(last) > 1 and "" in last:
        del last[""]
    return [
        "progress" if role == "status" and contents[at].filled and at not in last.values() else role
        for at, role in enumerate(roles)
    ]
