"""What a careful reader would ask about an OKR paper: a rule, its place, the words, one sentence.

Pure: it reads what was placed, changes nothing, and says nothing of a clean set.
"""

from collections.abc import Callable, Iterator

from governance.documents.findings import Finding

from ..documents.placed import PlacedOkrs
from . import papers, results
from .places import Place, places

OF_PAPER: tuple[Callable[[PlacedOkrs], Iterator[Finding]], ...] = (
    papers.of_periods,
    papers.of_objectives,
    papers.of_labels,
    papers.of_repeats,
    papers.of_words,
    papers.of_owners,
)
OF_KEY_RESULT: tuple[Callable[[Place, PlacedOkrs], Iterator[Finding]], ...] = (
    results.empty,
    results.dated,
    results.tense,
    results.promises,
    results.targets,
)


def lint_okrs(placed: PlacedOkrs) -> list[Finding]:
    """Every finding of a paper: first those of the whole, then key result by key result."""
    found = [finding for rule in OF_PAPER for finding in rule(placed)]
    for place in places(placed):
        found += [finding for ask in OF_KEY_RESULT for finding in ask(place, placed)]
    return list({finding.key: finding for finding in found}.values())
