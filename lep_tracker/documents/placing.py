"""A file read, its kind found, and every line of it placed; no database."""

from collections.abc import Callable, Sequence
from datetime import date

from governance.date_phrases.settings_of_paper import setting_of
from governance.documents.pieces import Placed
from governance.documents.reading import read_counted
from governance.documents.refusal import DocumentRefused
from governance.documents.report_placing import looks_like_report, place_report
from governance.documents.rows import Source
from okrs.documents import reading_back as our_okrs
from okrs.documents.placed import PlacedOkrs
from okrs.documents.placing import looks_like_okrs, place_okrs
from plans.documents import reading_back as our_plans
from plans.documents.placed import PlacedPlan
from plans.documents.placing import place_plan
from plans.documents.placing.kinds import looks_like_plan

from .kinds import AUTO, CHOICES, NONE, OKRS, PLAN_KINDS, REPORT
from .linting import findings_of
from .outcome import ImportOutcome, nothing_placed, settled

# Of a score up to 100; a table without one word of a plan in its headings stays below it.
CONVINCING = 40
PLAN = "plan"
STEPS = ("Reading the file", "Placing every line", "Checking the result")
Meetings = Sequence[tuple[str, date]]
OnStep = Callable[[str], None]


def read_and_place(
    name: str,
    data: bytes,
    *,
    kind: str = AUTO,
    plan_year: str = "",
    meetings: Meetings = (),
    on_step: OnStep = lambda step: None,
) -> ImportOutcome:
    """Read a file and place every line of it.

    ``kind`` is ``auto`` or one of ``kinds.KINDS``; ``plan_year`` ("2019-20") gives a year to dates
    printed without one; ``meetings`` give days to "for the June board". ``on_step`` hears each of
    ``STEPS`` as it begins. Raises DocumentRefused with one sentence.
    """
    if kind not in dict(CHOICES):
        known = ", ".join(key for key, _ in CHOICES)
        raise DocumentRefused(name, f"“{kind}” is no kind of document. Choose one of {known}.")
    steps = iter(STEPS)
    on_step(next(steps))
    source, counted = read(name, data)
    on_step(next(steps))
    placed = place(source, kind=kind, plan_year=plan_year, meetings=meetings)
    if plan_year and setting_of(plan_year=plan_year).plan_first is None:
        placed.warnings.append(f"“{plan_year}” is no year such as 2019-20, so it was left aside.")
    on_step(next(steps))
    return settled(source, placed, counted, findings_of(placed))


def read(name: str, data: bytes) -> tuple[Source, int]:
    """A file's neutral rows and, by other code, its characters; our own JSON is one of them."""
    if not name.lower().endswith(".json"):
        return read_counted(name, data)
    ours = our_okrs if our_okrs.names_format(data) else our_plans
    return ours.read_json(name, data), ours.characters_of_json(name, data)


def place(
    source: Source, *, kind: str = AUTO, plan_year: str = "", meetings: Meetings = ()
) -> Placed:
    """Place a source as the kind that was asked for, or as the one that it looks like.

    A file of ours comes back as the plan or the paper that it was.
    """

    def as_plan(one: Source) -> PlacedPlan:
        asked = kind if kind in PLAN_KINDS else AUTO
        return place_plan(one, plan_year=plan_year, kind=asked, meetings=meetings)

    def as_okrs(one: Source) -> PlacedOkrs:
        return place_okrs(one, plan_year=plan_year)

    wanted = found_kind(source) if kind == AUTO else kind
    if wanted == OKRS:
        return our_okrs.place_back(source, as_okrs)
    if wanted == REPORT:
        return place_report(source, plan_year=plan_year)
    if wanted in (PLAN, *PLAN_KINDS):
        plan = our_plans.place_back(source, as_plan)
        return nothing_placed(source) if plan.kind == NONE else plan
    return nothing_placed(source)


def found_kind(source: Source) -> str:
    """The kind that a source says or looks most like; ``none`` where no kind convinces."""
    if our_okrs.is_ours(source):
        return OKRS
    if our_plans.is_ours(source):
        return PLAN
    scores = [
        (looks_like_plan(source), PLAN),
        (looks_like_okrs(source), OKRS),
        (looks_like_report(source), REPORT),
    ]
    best, kind = max(scores, key=lambda score: score[0])
    return kind if best >= CONVINCING else NONE
