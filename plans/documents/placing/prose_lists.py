"""The lists of a paper in prose, and which of them hold actions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from governance.documents.rows import Line, Table
from governance.text.structured_text import clean_line

from . import inline
from .action_words import action_label, is_imperative, speaks_of_actions, speaks_of_others
from .outline import Part
from .prose_rows import Action
from .resourcing import phase, resource

_SOME, _MOST, _NEARLY_ALL = 0.3, 0.5, 0.7
_SHORTEST = 15  # signs of an action without a verb that says so


@dataclass
class Run:
    """Lines of one look that stand together: a list, or paragraphs; or a table."""

    lines: list[Line] = field(default_factory=list)
    is_list: bool = False
    opening: Line | None = None  # the paragraph that introduces the list: “We will:”
    table: Table | None = None
    before: str = ""  # the words of the paragraph before a list


def runs_of(part: Part) -> list[Run]:
    """The runs of a part in their order."""
    runs: list[Run] = []
    labelled = _is_labelled(part)
    for block in part.blocks:
        if isinstance(block, Table):
            runs.append(Run(table=block))
            continue
        last = runs[-1] if runs and runs[-1].table is None else None
        if _begins_item(block, labelled=labelled):
            if last is None or not last.is_list:
                last = _open_list(runs, last)
            last.lines.append(block)
        elif (last and last.is_list and _goes_on(block, last, labelled=labelled)) or (
            last and not last.is_list
        ):
            last.lines.append(block)
        else:
            runs.append(Run([block]))
    return [run for run in runs if run.lines or run.opening or run.table is not None]


def _is_labelled(part: Part) -> bool:
    return any(isinstance(one, Line) and action_label(one.text) for one in part.blocks)


def _begins_item(line: Line, *, labelled: bool) -> bool:
    if labelled and action_label(line.text):
        return True
    return line.kind in ("bullet", "number")


def _open_list(runs: list[Run], above: Run | None) -> Run:
    """Begin a list; the paragraph before it that ends in a colon opens it."""
    run = Run(is_list=True)
    said = [line for line in above.lines if not line.is_empty] if above else []
    if above and said:
        run.before = clean_line(said[-1].text)
        if run.before.endswith((":", ":-")):
            run.opening = said[-1]
            above.lines = above.lines[: above.lines.index(said[-1])]
    runs.append(run)
    return run


def _goes_on(line: Line, run: Run, *, labelled: bool) -> bool:
    """Whether a plain line belongs to the item above it."""
    if line.is_empty:
        return True
    if labelled:
        return not clean_line(line.text).endswith(":") or inline.field_of(line.text) is not None
    return inline.field_of(line.text) is not None


def actions_of(run: Run) -> list[Action]:
    """The items of a list with what is nested beneath each."""
    actions: list[Action] = []
    labelled = any(action_label(line.text) for line in run.lines)
    listed = [line for line in run.lines if line.kind in ("bullet", "number") and not line.is_empty]
    top = min((line.level for line in listed), default=0)
    kind = next((line.kind for line in listed if line.level == top), "bullet")
    for line in run.lines:
        if labelled:
            begins = action_label(line.text) is not None
        else:
            begins = line.kind == kind and line.level == top and inline.field_of(line.words) is None
        if begins and not line.is_empty:
            actions.append(Action(line))
        elif actions:
            actions[-1].rest.append(line)
        elif not line.is_empty:
            actions.append(Action(line))
    return actions


def holds_actions(run: Run, part: Part, *, beside: bool = False) -> bool:
    """Whether a list is one of actions: by what introduces it, and by how its items begin.

    ``beside`` says that a part of the same rank holds actions, so that this one is likely to.
    """
    if not run.is_list:
        return False
    if any(action_label(line.text) for line in run.lines):
        return True
    texts = [clean_line(action.first.words) for action in actions_of(run)]
    if not texts or _is_of_posts_or_phases(run):
        return False
    orders = sum(map(is_imperative, texts)) / len(texts)
    near = [run.before, part.title]
    far = [part.told_before(), *(f"{above.title} {above.told_before()}" for above in part.above())]
    if any(speaks_of_others(text) for text in ([run.before] if run.before else [part.title])):
        return False
    if _ends_with_actions(run.before) or any(map(speaks_of_actions, near)):
        return orders >= _SOME or _reads_like_points(texts)
    if any(speaks_of_actions(text) for text in far):
        return orders >= _MOST
    if beside and not run.opening:
        return orders >= _MOST
    opened = bool(run.opening) and not speaks_of_actions(run.before)
    return orders >= (_NEARLY_ALL if not opened else 1) and len(texts) > 1


def _ends_with_actions(text: str) -> bool:
    """“The board will:”, “To do this we will:”."""
    return bool(re.search(r"\b(?:will|we|to|shall)\s*:-?$", text))


def _reads_like_points(texts: Sequence[str]) -> bool:
    return all(len(text) >= _SHORTEST for text in texts)


def _is_of_posts_or_phases(run: Run) -> bool:
    said = [line for line in run.lines if not line.is_empty]
    return all(resource(line) for line in said) or all(phase(line) for line in said)
