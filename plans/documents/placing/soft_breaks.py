"""Lines broken by hand inside one paragraph, as many people type the lists in their cells."""

from collections.abc import Iterable
from dataclasses import replace

from governance.documents.rows import Line, Link
from governance.documents.typed_marks import mark_of


def apart(lines: Iterable[Line]) -> list[Line]:
    """Each line cut at its breaks; the parts share its id, so that all of them account for it.

    What follows a bullet without a mark of its own is the rest of that bullet.
    """
    return [part for line in lines for part in _parts(line)]


def _parts(line: Line) -> list[Line]:
    if "\n" not in line.text.strip():
        return [line]
    parts: list[Line] = []
    start = 0
    for text in line.text.split("\n"):
        kind, typed = mark_of(text)
        first = not any(part.text.strip() for part in parts)
        if first:
            part = replace(line, text=text, links=_links(line, start, len(text)))
            parts = [replace(part, typed=line.typed if start == 0 else typed)]
        elif kind == "paragraph" and parts[-1].kind == "bullet":
            joined = f"{parts[-1].text}\n{text}"
            parts[-1] = replace(parts[-1], text=joined, links=line.links[:0])
        elif text.strip():
            links = _links(line, start, len(text))
            level = line.level if kind != "paragraph" else 0
            parts.append(
                replace(line, text=text, kind=kind, typed=typed, level=level, label="", links=links)
            )
        start += len(text) + 1
    return parts


def _links(line: Line, start: int, length: int) -> tuple[Link, ...]:
    """The links of a part, counted from its own beginning."""
    return tuple(
        Link(link.start - start, link.end - start, link.address)
        for link in line.links
        if start <= link.start and link.end <= start + length
    )
