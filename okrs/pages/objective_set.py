"""What a set says to a reader: by section, each key result with its newest words and figures.

Used by the page and by the pack alike, so that both say the same.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from governance.clock import london_day
from governance.models import ReportingRound, User
from plans.rounds.outcomes import sentence_of
from plans.visibility import visibility_of

from ..models import CheckIn, KeyResult, Measure, ObjectiveSet

Plain = dict[str, Any]


def sections_for(objective_set: ObjectiveSet, user: User) -> list[Plain]:
    """Return the set as this person may read it; a committee reads closed quarters only."""
    partnership = objective_set.partnership
    visibility = visibility_of(user, partnership)
    return _sections(
        objective_set,
        lambda check_in: visibility.open_quarters or not check_in.round.is_open,
        drafts=user.has_perm("okrs.write_checkin", objective_set),
    )


def sections_of(objective_set: ObjectiveSet, *, reporting_round: ReportingRound) -> list[Plain]:
    """Return the set as a pack of one quarter prints it: what was sent by then, nothing later."""
    return _sections(
        objective_set,
        lambda check_in: check_in.round.starts_on <= reporting_round.starts_on,
        drafts=False,
    )


def _sections(
    objective_set: ObjectiveSet, may_see: Callable[[CheckIn], bool], *, drafts: bool
) -> list[Plain]:
    sections: list[Plain] = []
    for objective in objective_set.objectives.all():
        title = objective.section
        if not sections or sections[-1]["title"] != title:
            sections.append(
                {
                    "title": title,
                    "blocks": objective_set.blocks_of_section(title, above=True),
                    "objectives": [],
                    "blocks_below": objective_set.blocks_of_section(title, above=False),
                }
            )
        rows = [
            _row(key_result, may_see, drafts=drafts) for key_result in objective.key_results.all()
        ]
        sections[-1]["objectives"].append({"objective": objective, "rows": rows})
    return sections


def _row(key_result: KeyResult, may_see: Callable[[CheckIn], bool], *, drafts: bool) -> Plain:
    seen = [each for each in key_result.check_ins.all() if may_see(each)]
    seen.sort(key=lambda each: each.round.starts_on)
    over = [each for each in seen if each.outcome.stands or not each.round.is_open]
    newest = over[-1] if over else None
    to_write = [each for each in seen if drafts and each.can_be_edited]
    return {
        "key_result": key_result,
        "said": newest,
        "unsaid": "" if newest is None or newest.outcome.stands else outcome_in_words(newest),
        "to_write": to_write[-1] if to_write else None,
        "measures": [
            {"measure": measure, "now": _now(measure, over)}
            for measure in key_result.measures.all()
        ],
    }


def outcome_in_words(check_in: CheckIn) -> str:
    """Why no words of a quarter stand beside a key result, in a sentence."""
    joined = check_in.joined_at
    return sentence_of(
        check_in.outcome,
        is_over=not check_in.round.is_open,
        added_on=london_day(joined) if joined else None,
        reviews=False,
        what="check-in",
    )


def _now(measure: Measure, told: list[CheckIn]) -> Decimal | None:
    for check_in in reversed(told):
        for reading in check_in.readings.all():
            if reading.measure_id == measure.pk:
                return reading.value
    return None


def is_reported(objective_set: ObjectiveSet) -> bool:
    """Whether a closed quarter reported on it; then its words stay as they were reported."""
    return any(
        not check_in.round.is_open
        for objective in objective_set.objectives.all()
        for key_result in objective.key_results.all()
        for check_in in key_result.check_ins.all()
    )


def offer_edits(sections: Sequence[Plain]) -> None:
    """Give each objective and key result of the page the ways it can be moved, and be removed."""
    entries = [entry for section in sections for entry in section["objectives"]]
    for at, entry in enumerate(entries):
        rows = entry["rows"]
        entry |= {
            "ways": _ways(at, len(entries)),
            "can_go": all(_can_go(row["key_result"]) for row in rows),
        }
        for place, row in enumerate(rows):
            row |= {"ways": _ways(place, len(rows)), "can_go": _can_go(row["key_result"])}


def _ways(at: int, of: int) -> list[tuple[str, str]]:
    ways = [("up", "Move up")] if at else []
    return [*ways, ("down", "Move down")] if at < of - 1 else ways


def _can_go(key_result: KeyResult) -> bool:
    """Nothing was said of it yet."""
    states = {each.state for each in key_result.check_ins.all()}
    return states <= {CheckIn.State.NOT_STARTED}
