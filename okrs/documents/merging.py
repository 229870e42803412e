"""Merging a newer issue into its sets: what a person took of the differences, through the actions.

A set that a closed quarter reported on keeps its words, and so refuses. One transaction, one
event, and all of it can be taken back.
"""

from collections.abc import Mapping, Sequence

from django.db import transaction

from governance import audit
from governance.documents import runs
from governance.errors import ActionRefused
from governance.models import ImportRun, User
from plans.documents.differences import Difference

from ..models import KeyResult, Measure, Objective, ObjectiveSet
from ..workflow import remove_part, save_key_result, save_objective, save_objective_set
from .commit import (
    DATED,
    free_slug,
    key_result_fields,
    measures_of,
    objective_fields,
    set_fields,
    write_key_result,
    write_objective,
)
from .matching import compare, objectives_of
from .placed import PlacedKeyResult, PlacedOkrs
from .taking_out import paper_of, with_parts

_WITH_OUTCOME = ("outcome", "outcome_heading", "outcome_after")


@transaction.atomic
def merge_okrs(
    sets: Sequence[ObjectiveSet],
    placed: PlacedOkrs,
    choices: Mapping[str, bool] | None = None,
    *,
    run: ImportRun | None = None,
    by: User,
) -> list[ObjectiveSet]:
    """Bring a newer issue into its sets; ``choices`` says of each difference's key take or leave.

    Without choices what is proposed is taken. Raises ActionRefused when the sets were changed since
    the choices were made, when nothing is taken, or when an action of it is refused.
    """
    held = list(
        ObjectiveSet.objects.filter(pk__in=[one.pk for one in sets])
        .select_for_update(of=("self",))
        .order_by("order", "pk")
    )
    # Read once: what was compared is what is written to, whoever adds or removes one meanwhile.
    standing = with_parts(held)
    comparison = compare(paper_of(standing), placed)
    taken = comparison.taken(choices)
    if not taken:
        raise ActionRefused("Nothing of the newer issue was chosen, so the sets stay as they are.")
    first = standing[0]
    if run is not None:
        run = runs.begin_commit(run)
    was = runs.before(*standing) if run is not None else None
    name = run.file_name if run is not None else placed.title
    with audit.as_one("okrs.paper_merged", partnership=first.partnership, by=by) as whole:
        added = _Merge(standing, placed, by).take(taken)
        whole.subject = first
        whole.sentence = (
            f"{{actor}} merged the newer issue “{name}” into the sets of {first.label}: "
            f"{len(taken)} of {len(comparison.differences)} differences."
        )
        whole.details = {"taken": len(taken)} | ({"sha256": run.sha256} if run else {})
    after = [*standing, *added]
    if run is not None:
        runs.finish_commit(run, subject=first, also=after[1:], was=was, event=whole.event, by=by)
    return after


class _Merge:
    """The rows as they stood when the issues were compared, found by their places."""

    def __init__(self, sets: list[ObjectiveSet], placed: PlacedOkrs, by: User) -> None:
        self.sets, self.placed, self.by = sets, placed, by
        self.new = objectives_of(placed)
        self.objectives = [one for each in sets for one in each.objectives.all()]
        self.results = [list(one.key_results.all()) for one in self.objectives]

    def take(self, taken: Sequence[Difference]) -> list[ObjectiveSet]:
        """Everything that was chosen: what is corrected, then what is new, then what goes."""
        self._mend_sets(taken)
        self._mend_objectives(taken)
        self._mend_results(taken)
        added = self._add(taken)
        self._remove(taken)
        return added

    def _mend_sets(self, taken: Sequence[Difference]) -> None:
        for at, objective_set in enumerate(self.sets):
            own = [
                one
                for one in taken
                if one.place.old_row is None and one.place.old_at == at and one.kind == "changed"
            ]
            if not own:
                continue
            fields = set_fields(self.placed.themes[_new_at(own[0])])
            for one in own:
                names = _WITH_OUTCOME if one.place.part == "outcome" else (one.place.part,)
                for name in names:
                    setattr(objective_set, name, fields[name])
            save_objective_set(objective_set, by=self.by)

    def _mend_objectives(self, taken: Sequence[Difference]) -> None:
        for at, objective in enumerate(self.objectives):
            own = [one for one in taken if one.place.old_row == at and one.place.old_at is None]
            own = [one for one in own if one.kind in ("changed", "renumbered")]
            if own:
                fields = objective_fields(self.new[_new_row(own[0])])
                for one in own:
                    setattr(objective, one.place.part, fields[one.place.part])
                save_objective(objective, by=self.by)

    def _mend_results(self, taken: Sequence[Difference]) -> None:
        corrected: dict[tuple[int, int], list[Difference]] = {}
        for one in taken:
            place = one.place
            if place.old_row is not None and place.old_at is not None and place.new_at is not None:
                corrected.setdefault((place.old_row, place.old_at), []).append(one)
        for (row, at), own in corrected.items():
            result = self.results[row][at]
            new = self.new[_new_row(own[0])].key_results[_new_at(own[0])]
            self._mend_result(result, new, {one.place.part for one in own})

    def _mend_result(self, result: KeyResult, new: PlacedKeyResult, parts: set[str]) -> None:
        fields = key_result_fields(new)
        measures = list(result.measures.all())
        for part in parts:
            for name in ("text", *DATED) if part == "text" else (part,):
                setattr(result, name, fields[name])
        if "text" in parts:
            measures = _measures(measures, measures_of(new))
        save_key_result(result, measures=measures, by=self.by)

    def _add(self, taken: Sequence[Difference]) -> list[ObjectiveSet]:
        made: dict[int, Objective] = {}
        added = []
        for one in taken:
            place = one.place
            if one.kind != "added":
                continue
            if one.what == "set":
                added.append(self._add_set(_new_at(one)))
            elif one.what == "objective" and place.old_at is not None:
                row = _new_row(one)
                made[row] = write_objective(self.sets[place.old_at], self.new[row], by=self.by)
            elif place.old_row is not None:
                new = self.new[_new_row(one)].key_results[_new_at(one)]
                write_key_result(self.objectives[place.old_row], new, by=self.by)
        return added

    def _add_set(self, at: int) -> ObjectiveSet:
        like, theme = self.sets[0], self.placed.themes[at]
        made = save_objective_set(
            ObjectiveSet(
                partnership=like.partnership,
                slug=free_slug(like.partnership, theme.title, like.label),
                starts_on=like.starts_on,
                ends_on=like.ends_on,
                label=like.label,
                order=max(one.order for one in self.sets) + 1 + at,
                **set_fields(theme),
            ),
            by=self.by,
        )
        for objective in theme.objectives:
            write_objective(made, objective, by=self.by)
        return made

    def _remove(self, taken: Sequence[Difference]) -> None:
        for one in taken:
            place = one.place
            if one.kind != "gone" or place.old_row is None:
                continue
            if one.what == "objective":
                objective = self.objectives[place.old_row]
                remove_part(objective, seen=objective.seen_whole, by=self.by)
            elif place.old_at is not None:
                result = self.results[place.old_row][place.old_at]
                remove_part(result, seen=result.seen_whole, by=self.by)


def _measures(old: Sequence[Measure], new: Sequence[Measure]) -> list[Measure]:
    """The measures of the new words; one of the same name stays with its readings, and none that
    was read is lost."""
    waiting = {one.name: one for one in old}
    found = []
    for one in new:
        same = waiting.pop(one.name, None)
        if same is None:
            found.append(one)
            continue
        same.unit, same.baseline, same.target = one.unit, one.baseline, one.target
        found.append(same)
    return [*found, *waiting.values()]


def _new_row(one: Difference) -> int:
    return one.place.new_row if one.place.new_row is not None else -1


def _new_at(one: Difference) -> int:
    return one.place.new_at if one.place.new_at is not None else -1
