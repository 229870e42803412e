"""Pairs what is the same in two lists of texts, by their words and never by their place. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from math import sqrt

_WORD = re.compile(r"\w+")
Pair = tuple[int, int]


class Likeness:
    """How like the texts of two lists are, from 0 to 1; rare words weigh more than common ones."""

    def __init__(self, old: Sequence[str], new: Sequence[str]):
        self._old = [Counter(_words(text)) for text in old]
        self._new = [Counter(_words(text)) for text in new]
        spread = Counter(word for bag in (*self._old, *self._new) for word in bag)
        self._weight = {word: 1 / sqrt(count) for word, count in spread.items()}
        self._sums = [[self._sum(bag) for bag in bags] for bags in (self._old, self._new)]

    def of(self, old: int, new: int) -> float:
        """One text of each list."""
        whole = self._sums[0][old] + self._sums[1][new]
        if not whole:
            return 1.0
        return 2 * self._sum(self._old[old] & self._new[new]) / whole

    def above(self, least: float) -> list[tuple[float, int, int]]:
        """Every pair that is at least so like; texts without a common word are not looked at."""
        standing: dict[str, list[int]] = {}
        for at, bag in enumerate(self._new):
            for word in bag:
                standing.setdefault(word, []).append(at)
        found = []
        for at, bag in enumerate(self._old):
            near = {other for word in bag for other in standing.get(word, ())}
            for other in near:
                if (like := self.of(at, other)) >= least:
                    found.append((like, at, other))
        return found

    def _sum(self, bag: Counter[str]) -> float:
        return sum(self._weight[word] * count for word, count in bag.items())


def paired(scored: Sequence[tuple[float, int, int]], taken: Sequence[Pair] = ()) -> list[Pair]:
    """The best pairs first, each text in one pair at most; of equals the nearer in place."""
    old_taken, new_taken = {old for old, _ in taken}, {new for _, new in taken}
    pairs = list(taken)
    for _, old, new in sorted(scored, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1:])):
        if old not in old_taken and new not in new_taken:
            pairs.append((old, new))
            old_taken.add(old)
            new_taken.add(new)
    return sorted(pairs, key=lambda pair: pair[1])


def same_texts(
    old: Sequence[str],
    new: Sequence[str],
    *,
    bare: tuple[Sequence[str], Sequence[str]] | None = None,
    least: float = 0.45,
) -> list[Pair]:
    """Pairs of two lists of sentences: equal ones first, then those most alike.

    How alike they are is asked of ``bare``, the sentences without what may differ.
    """
    equal = [(1.0, at, to) for at, text in enumerate(old) for to, other in enumerate(new)
             if text == other]  # fmt: skip
    exact = paired(equal)
    return paired(Likeness(*(bare or (old, new))).above(least), exact)


def sequence(old: Sequence[int], new: Sequence[int], *, reorder: bool) -> list[int]:
    """One order for what stands in two lists, by their marks.

    With ``reorder`` the new list leads and what it lacks stays behind what it stood behind; else
    the old one leads and what is new comes behind what it stands behind.
    """
    leading, other = (new, old) if reorder else (old, new)
    found = list(leading)
    for at, mark in enumerate(other):
        if mark in found:
            continue
        before = next((each for each in reversed(other[:at]) if each in found), None)
        found.insert(0 if before is None else found.index(before) + 1, mark)
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
