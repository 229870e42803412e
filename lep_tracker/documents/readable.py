"""An outcome as a page of plain text, for people who run the command in a terminal."""

from collections.abc import Callable, Iterator

from .counts import found
from .kinds import words_of
from .outcome import ImportOutcome

Paint = Callable[[str], str]


def readable(outcome: ImportOutcome, *, red: Paint) -> Iterator[str]:
    """The lines of the page: what it is, what was found, what is doubtful, what is not placed."""
    placed, fidelity = outcome.placed, outcome.report.fidelity
    yield f"{outcome.source.name}: {words_of(placed.kind)}"
    if placed.title:
        yield f"Title: {placed.title}"
    for name, number in found(placed):
        yield f"{number:>5} {name}"
    yield (
        f"Of {fidelity.source_characters} characters {fidelity.placed} are placed, "
        f"{fidelity.furniture} are headings and layout, {fidelity.unplaced} are not placed "
        f"and {fidelity.lost} are lost."
    )
    if outcome.warnings:
        yield ""
        yield "To look at:"
        yield from (f"- {sentence}" for sentence in outcome.warnings)
    if outcome.findings:
        yield ""
        yield "What a careful reader would ask:"
        for one in outcome.findings:
            where = f"{one.row}: " if one.row else ""
            yield f"- {where}{one.message}"
    if placed.unplaced:
        yield ""
        yield "Not placed, kept as it is:"
        yield from (red(f"- {one.text}") for one in placed.unplaced)
    if fidelity.lost:
        yield ""
        yield red("Lost:")
        lost = (entry for entry in outcome.report.entries if entry.went == "lost")
        yield from (red(f"- {entry.text} ({entry.place})") for entry in lost)
