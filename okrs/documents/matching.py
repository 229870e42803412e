"""Compares an OKR paper with a newer issue of it: by words, number and label, never by place.

Pure. The differences are those of plans, told of sets, objectives and key results.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from governance.documents.printed import bare
from governance.text.structured_text import plain
from plans.documents.differences import Comparison, Difference, Kind, Place
from plans.documents.similarity import Likeness, Pair, paired

from .placed import PlacedKeyResult, PlacedObjective, PlacedOkrs, PlacedOkrTheme
from .stored_lines import with_columns

# Two objectives of one number, or key results of one label, are the same unless they share next
# to nothing; others must be alike.
_SAME_NAME, _ALIKE = 0.2, 0.45
_OBJECTIVE = {"number": "number", "section": "section", "text": "words"}
_THEME = {
    "title": "title",
    "appendix": "place in the paper",
    "printed_label": "quarter as printed",
    "printed_heading": "heading as printed",
    "outcome": "overall outcome",
}


@dataclass(frozen=True)
class PairedObjective:
    """The same objective in both issues, by its places among all objectives of each."""

    theme: Pair
    objective: Pair
    key_results: tuple[Pair, ...]


def compare(old: PlacedOkrs, new: PlacedOkrs) -> Comparison:
    """What differs in ``new``, the newer issue. ``old`` is ``okrs_on_paper`` of the sets."""
    pairs = pairs_of(old, new)
    found = chain(_sets(old, new), _objectives(old, new, pairs))
    return Comparison(tuple(found), tuple(one.objective for one in pairs))


def pairs_of(old: PlacedOkrs, new: PlacedOkrs) -> list[PairedObjective]:
    """Every objective that stands in both, with its key results that do."""
    found = []
    for was, now in match_themes(old.themes, new.themes):
        olds, news = old.themes[was].objectives, new.themes[now].objectives
        for at, to in _match_objectives(olds, news):
            results = _match_results(olds[at].key_results, news[to].key_results)
            whole = (first_of(old, was) + at, first_of(new, now) + to)
            found.append(PairedObjective((was, now), whole, tuple(results)))
    return found


def match_themes(old: Sequence[PlacedOkrTheme], new: Sequence[PlacedOkrTheme]) -> list[Pair]:
    """The same theme in both issues: by its title, else by its appendix and its objectives."""
    words = Likeness(*([_theme_words(one) for one in themes] for themes in (old, new)))
    scored = []
    for at, one in enumerate(old):
        for to, other in enumerate(new):
            title = bare(one.title).casefold() == bare(other.title).casefold()
            appendix = bool(one.appendix) and one.appendix == other.appendix
            like = words.of(at, to)
            if title or like >= (_SAME_NAME if appendix else _ALIKE):
                scored.append((like + 2 * title + 0.5 * appendix, at, to))
    return paired(scored)


def objectives_of(placed: PlacedOkrs) -> list[PlacedObjective]:
    return [one for theme in placed.themes for one in theme.objectives]


def first_of(placed: PlacedOkrs, theme: int) -> int:
    """The place of a theme's first objective among all."""
    return sum(len(one.objectives) for one in placed.themes[:theme])


def _match_objectives(old: Sequence[PlacedObjective], new: Sequence[PlacedObjective]) -> list[Pair]:
    texts = Likeness(*([one.text for one in each] for each in (old, new)))
    whole = Likeness(*([_objective_words(one) for one in each] for each in (old, new)))
    scored = []
    for at, one in enumerate(old):
        for to, other in enumerate(new):
            like = max(texts.of(at, to), whole.of(at, to))
            number = bool(one.number) and one.number == other.number
            if like >= (_SAME_NAME if number else _ALIKE):
                scored.append((like + 0.25 * number, at, to))
    return paired(scored)


def _match_results(old: Sequence[PlacedKeyResult], new: Sequence[PlacedKeyResult]) -> list[Pair]:
    texts = Likeness(*([_without_dates(one) for one in each] for each in (old, new)))
    scored = []
    for at, one in enumerate(old):
        for to, other in enumerate(new):
            like = texts.of(at, to)
            label = bool(one.label) and one.label == other.label
            if like >= (_SAME_NAME if label else _ALIKE):
                scored.append((like + 0.25 * label, at, to))
    return paired(scored)


def _sets(old: PlacedOkrs, new: PlacedOkrs) -> Iterator[Difference]:
    pairs = match_themes(old.themes, new.themes)
    olds, news = {at for at, _ in pairs}, {to for _, to in pairs}
    for to, theme in enumerate(new.themes):
        if to not in news:
            place = Place(part="themes", new_at=to)
            yield _difference("added", "set", _named(theme), "", theme.title, place)
    for at, to in pairs:
        one, other = old.themes[at], new.themes[to]
        place = Place(part="", old_at=at, new_at=to)
        for name, what in _THEME.items():
            was, now = getattr(one, name), getattr(other, name)
            if bare(was) != bare(now):
                yield _difference(
                    "changed", what, _named(one), was, now, _part(place, name), take=bool(now)
                )
        blocks = [_blocks(each) for each in (one, other)]
        if blocks[0] != blocks[1]:
            yield _difference(
                "changed", "blocks above the table", _named(one), blocks[0], blocks[1],
                _part(place, "header_blocks"),
            )  # fmt: skip
    for at, theme in enumerate(old.themes):
        if at not in olds:
            place = Place(part="themes", old_at=at)
            yield Difference(
                "gone", "set", _named(theme), theme.title, "", place, take=False,
                can_be_taken=False, note="A whole set is removed on its own page.", of="",
            )  # fmt: skip


def _objectives(
    old: PlacedOkrs, new: PlacedOkrs, pairs: Sequence[PairedObjective]
) -> Iterator[Difference]:
    olds, news = objectives_of(old), objectives_of(new)
    themes = dict(match_themes(old.themes, new.themes))
    known = {one.objective[1] for one in pairs}
    for was, now in themes.items():
        start = first_of(new, now)
        for at, objective in enumerate(new.themes[now].objectives):
            if start + at not in known:
                place = Place(new_row=start + at, part="objectives", old_at=was, new_at=now)
                where = _where(new.themes[now], at)
                yield _difference("added", "objective", where, "", objective.text, place)
    for one in pairs:
        at = one.objective[0] - first_of(old, one.theme[0])
        where = _where(old.themes[one.theme[0]], at)
        yield from _in_objective(olds[one.objective[0]], news[one.objective[1]], one, where)
    kept = {one.objective[0] for one in pairs}
    for was in themes:
        start = first_of(old, was)
        for at, objective in enumerate(old.themes[was].objectives):
            if start + at not in kept:
                place = Place(old_row=start + at, part="objectives")
                where = _where(old.themes[was], at)
                yield _difference("gone", "objective", where, objective.text, "", place, take=False)


def _in_objective(
    old: PlacedObjective, new: PlacedObjective, pair: PairedObjective, where: str
) -> Iterator[Difference]:
    at, to = pair.objective
    for name, what in _OBJECTIVE.items():
        was, now = getattr(old, name), getattr(new, name)
        if bare(was) != bare(now):
            kind: Kind = "renumbered" if name == "number" else "changed"
            yield _difference(kind, what, where, was, now, Place(at, to, name), take=bool(now))
    lines = [plain(with_columns(one.body, one.columns)) for one in (old, new)]
    if lines[0] != lines[1]:
        yield _difference(
            "changed", "lines beneath it", where, lines[0], lines[1], Place(at, to, "body")
        )
    known = {one for _, one in pair.key_results}
    for number, result in enumerate(new.key_results):
        if number not in known:
            there = Place(at, to, "key_results", None, number)
            yield _difference("added", "key result", where, "", _result_words(result), there)
    for was_at, now_at in pair.key_results:
        place = Place(at, to, "", was_at, now_at)
        result = old.key_results[was_at]
        named = f"{where}, {result.label or f'key result {was_at + 1}'}"
        yield from _in_result(result, new.key_results[now_at], place, named)
    kept = {one for one, _ in pair.key_results}
    for number, result in enumerate(old.key_results):
        if number not in kept:
            there = Place(at, to, "key_results", number, None)
            words = _result_words(result)
            yield _difference("gone", "key result", where, words, "", there, take=False)


def _in_result(
    old: PlacedKeyResult, new: PlacedKeyResult, place: Place, where: str
) -> Iterator[Difference]:
    if bare(old.label) != bare(new.label):
        yield _difference("renumbered", "label", where, old.label, new.label, _part(place, "label"))
    text = _part(place, "text")
    if bare(old.text) != bare(new.text):
        if bare(_without_dates(old)) == bare(_without_dates(new)) and new.due_text:
            yield _difference(
                "date", "key result", where, old.due_text, new.due_text, text, note=old.text
            )
        else:
            yield _difference("changed", "words", where, old.text, new.text, text)
    elif old.due_text not in old.text and old.latest != new.latest:
        yield _difference(
            "date", "key result", where, old.due_text, new.due_text, text, note=old.text
        )
    lines = [plain(with_columns(one.bullets, one.columns)) for one in (old, new)]
    if lines[0] != lines[1]:
        there = _part(place, "bullets")
        yield _difference("changed", "lines beneath it", where, lines[0], lines[1], there)
    if bare(old.outcome_text) != bare(new.outcome_text):
        there = _part(place, "outcome_text")
        yield _difference("changed", "outcome", where, old.outcome_text, new.outcome_text, there)


def _difference(
    kind: Kind,
    what: str,
    where: str,
    old: str,
    new: str,
    place: Place,
    *,
    take: bool = True,
    note: str = "",
) -> Difference:
    return Difference(kind, what, where, old, new, place, take=take, note=note, of="")


def _part(place: Place, part: str) -> Place:
    return Place(place.old_row, place.new_row, part, place.old_at, place.new_at)


def _named(theme: PlacedOkrTheme) -> str:
    return theme.appendix or theme.title


def _where(theme: PlacedOkrTheme, at: int) -> str:
    named = _named(theme)
    return f"{named}, objective {at + 1}" if named else f"Objective {at + 1}"


def _without_dates(result: PlacedKeyResult) -> str:
    """The words without the phrases that date them; one with none but dates keeps them."""
    text = result.text
    for one in sorted(result.dates, key=lambda each: -int(each["start"])):
        text = text[: one["start"]] + text[one["end"] :]
    return text if text.strip() else result.text


def _theme_words(theme: PlacedOkrTheme) -> str:
    return "\n".join([theme.title, *(one.text for one in theme.objectives)])


def _objective_words(objective: PlacedObjective) -> str:
    return "\n".join([objective.text, *(one.text for one in objective.key_results)])


def _result_words(result: PlacedKeyResult) -> str:
    return f"{result.label} {result.text}".strip()


def _blocks(theme: PlacedOkrTheme) -> str:
    parts = []
    for block in theme.header_blocks:
        parts += [f"{block.section}: {block.heading}".strip(": "), plain(block.body)]
    return "\n".join(parts)
