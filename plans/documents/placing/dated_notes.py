"""Several dated notes that run on in one line of a cell: “4 June – sent. 2 July – agreed.”."""

import re
from collections.abc import Iterable
from dataclasses import replace

from governance.documents.rows import Line

from .paper import Paper

_ENDS = re.compile(r"(?:[.;!?)]|\n)\s*$|^\s*$|\s\|\s*$")
_OPENS = re.compile(r"\s*[)\]]?\s*(?::|[–—-](?=\s)|\s-\s)")


def split(lines: Iterable[Line], paper: Paper) -> list[Line]:
    """Each line cut where a new day begins a new note; all parts keep the line's id.

    A line is cut only where it begins with such a day itself: a date in a sentence is none.
    """
    parts: list[Line] = []
    for line in lines:
        places = _places(line, paper)
        if len(places) < 2:
            parts.append(line)
            continue
        ends = [*places[1:], len(line.text)]
        for at, (start, end) in enumerate(zip(places, ends, strict=True)):
            text = line.text[start:end].strip()
            typed = line.typed if at == 0 else 0
            parts.append(
                replace(line, text=(line.text[:typed] if at == 0 else "") + text, typed=typed)
            )
    return parts


def _places(line: Line, paper: Paper) -> list[int]:
    """Where a date opens a note: at the start and behind the end of a sentence."""
    text = line.text
    if not re.search(r"\d", text):
        return []
    places = []
    for found in paper.dated(text)["dates"]:
        before, after = text[line.typed : found["start"]], text[found["end"] :]
        if found["latest"] and _ENDS.search(before) and _OPENS.match(after):
            places.append(found["start"])
    return places if places and not text[line.typed : places[0]].strip() else []
