"""Resources and phases on paper: in the section that speaks of them, else under a heading of ours.

Placing takes such lists out of their section. What is left there is the sentence that leads to
them, with its colon and no list beneath it; that is where a list belongs.
"""

import re
from collections.abc import Iterator, Sequence

from governance.documents.pieces import PlacedSection
from governance.documents.printed import PrintedLine, bare, lines_of

from ..placed import PlacedPhase, PlacedPlan, PlacedResource

RESOURCES, PHASES = "Resources", "Phases"
_OF_PHASES = re.compile(r"\b(?:phases?|stages?|months?|periods?|timetable|timeline)\b", re.I)
_OF_RESOURCES = re.compile(
    r"\b(?:resourc\w+|teams?|staff|posts?|officers?|roles?|capacity)\b", re.IGNORECASE
)
List = list[PrintedLine]
Place = tuple[int, int]  # a section among the plan's, a line of its text


def sections_of(plan: PlacedPlan, place: str) -> Iterator[PrintedLine]:
    """The sections before or after the rows, each list in its place."""
    lists = _lists_in_sections(plan)
    for at, section in enumerate(plan.sections):
        if section.place == place:
            yield from _section(section, at, lists)


def delivery_of(plan: PlacedPlan) -> Iterator[PrintedLine]:
    """What no section leads to, under a heading of ours at the end of the plan."""
    homes = _homes(plan)
    if (resources := _resources(plan)) and RESOURCES not in homes:
        yield PrintedLine(RESOURCES, "heading", 1, frame=RESOURCES)
        yield from resources
    if (phases := _phases(plan)) and PHASES not in homes:
        yield PrintedLine(PHASES, "heading", 1, frame=PHASES)
        yield from phases
    total = bare(plan.printed_phase_total)
    if total and not any(total in one for one in _said(plan)):
        yield PrintedLine(plan.printed_phase_total, of=(plan,))


def _section(section: PlacedSection, at: int, lists: dict[Place, List]) -> Iterator[PrintedLine]:
    if section.heading:
        yield PrintedLine(section.heading, "heading", 1, of=(section,))
    for place, block in enumerate(section.body):
        yield from lines_of([block], (section,))
        yield from lists.get((at, place), ())


def _lists_in_sections(plan: PlacedPlan) -> dict[Place, List]:
    homes = _homes(plan)
    found = {}
    if RESOURCES in homes:
        found[homes[RESOURCES]] = _resources(plan)
    if PHASES in homes:
        found[homes[PHASES]] = _phases(plan)
    return found


def _homes(plan: PlacedPlan) -> dict[str, Place]:
    """Where each list belongs, by the sentence that leads to it."""
    leading = list(_leading(plan))[::-1]  # such lists stand towards the end of a paper
    homes: dict[str, Place] = {}
    for name, pattern, lines in (
        (PHASES, _OF_PHASES, _phases(plan)),
        (RESOURCES, _OF_RESOURCES, _resources(plan)),
    ):
        found = next((place for place, text in leading if pattern.search(text)), None)
        if lines and found is not None:
            homes[name] = found
            leading = [(place, text) for place, text in leading if place != found]
    return homes


def _leading(plan: PlacedPlan) -> Iterator[tuple[Place, str]]:
    for at, section in enumerate(plan.sections):
        following = [*section.body[1:], {"kind": "heading"}][: len(section.body)]
        for place, (block, after) in enumerate(zip(section.body, following, strict=True)):
            leads = block["kind"] == "paragraph" and block["text"].rstrip().endswith(":")
            if leads and after["kind"] not in ("bullet", "number"):
                yield (at, place), block["text"]


def _resources(plan: PlacedPlan) -> List:
    said = _said(plan)
    return [_resource(one) for one in plan.resources if bare(one.printed) not in said]


def _resource(one: PlacedResource) -> PrintedLine:
    words = one.printed or f"{one.post} x {one.number}"
    return PrintedLine(words, "bullet", frame="" if one.printed else words, of=(one,))


def _phases(plan: PlacedPlan) -> List:
    said = _said(plan)
    return [_phase(one) for one in plan.phases if bare(one.printed) not in said]


def _phase(one: PlacedPhase) -> PrintedLine:
    words = one.printed or f"{one.name} – {one.months} months"
    return PrintedLine(words, "bullet", frame="" if one.printed else words, of=(one,))


def _said(plan: PlacedPlan) -> Sequence[str]:
    return [bare(block["text"]) for section in plan.sections for block in section.body]
