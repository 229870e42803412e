"""The lines of a plan's parts as cells of a sheet, and the lines of such cells again."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from governance.documents.printed import bare
from governance.documents.writing.sheets import MOST_IN_A_CELL, Value
from governance.text.dates_in_words import day_in_words

from .parts import PLAN, Part, PartLine, Scheme, shape_of

EXACTLY = "Exactly"  # words that a sheet would change, as JSON
_MORE = " (more)"  # after the kind of a line that carries on the one before
LONGEST = MOST_IN_A_CELL - 767
_PLAIN_SPACES = re.compile(r"[^\S\n]{2,}|\n\s|\s\n|^\s|\s$")


@dataclass(frozen=True)
class CellRow:
    """A row of a sheet as heading: text, and the ids of the source lines in it."""

    cells: Mapping[str, str]
    lines: tuple[str, ...] = ()


def places_of(scheme: Scheme) -> tuple[str, str, str, str]:
    """The headings that say which part a line is and where it belongs."""
    return (scheme.mark, "Id", "Of", "Order")


def heading_of(name: str) -> str:
    return name[:1].upper() + name[1:].replace("_", " ")


def cells_of_line(line: PartLine, names: Sequence[str], scheme: Scheme = PLAN) -> list[list[Value]]:
    """The cells of a line under the headings of ``names``; more rows where words are too long."""
    shapes = shape_of(scheme.by_name[line.part], scheme)
    texts = {name: _cell(line.facts.get(name), shape) for name, shape in shapes.items()}
    exact = {
        name: value for name, value in texts.items() if isinstance(value, str) and _suffers(value)
    }
    said: Value = json.dumps(exact, ensure_ascii=True, sort_keys=True) if exact else None
    cells: list[Value] = [texts.get(name) for name in names]
    rows: list[list[Value]] = []
    while True:
        now = [_cut(value)[0] for value in cells]
        kind = line.part if not rows else f"{line.part}{_MORE}"
        head, said = _cut(said)
        rows.append([kind, line.id, line.of, line.order, *now, head])
        cells = [_cut(value)[1] for value in cells]
        if not said and not any(cells):
            return rows


def lines_of_cells(rows: Iterable[CellRow], scheme: Scheme = PLAN) -> Iterator[PartLine]:
    """The lines of the rows of a sheet.

    Raises ValueError, with a sentence, for a row that says nothing of where it belongs.
    """
    whole: dict[str, str] = {}
    claimed: tuple[str, ...] = ()
    places = places_of(scheme)
    for row in rows:
        if row.cells.get(scheme.mark, "").endswith(_MORE) and whole:
            carried = {name: text for name, text in row.cells.items() if name not in places}
            whole |= {name: whole.get(name, "") + text for name, text in carried.items()}
            claimed += row.lines
            continue
        if whole:
            yield _line(whole, claimed, scheme)
        whole, claimed = (dict(row.cells), row.lines) if row.cells.get(scheme.mark) else ({}, ())
    if whole:
        yield _line(whole, claimed, scheme)


def _line(cells: Mapping[str, str], claimed: tuple[str, ...], scheme: Scheme) -> PartLine:
    kind, *numbers = places_of(scheme)
    part = scheme.by_name.get(cells[kind])
    if part is None:
        raise ValueError(f"“{cells[kind]}” is no part of a {scheme.noun}.")
    own, of, order = (_whole(cells.get(name, ""), name) for name in numbers)
    exact = _exact(cells.get(EXACTLY, ""))
    facts = {}
    for name, shape in shape_of(part, scheme).items():
        text = cells.get(heading_of(name), "")
        kept = exact.get(name)
        if isinstance(kept, str) and bare(kept) == bare(text):
            text = kept
        facts[name] = _fact(text, shape, f"{part.name} {own}, {heading_of(name)}")
    return PartLine(part.name, own, of, order, _without_nothing(part, facts), claimed)


def _cell(value: Any, shape: Any) -> Value:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else None
    if date in (shape, *get_args(shape)):
        return date.fromisoformat(value)
    return value if isinstance(value, int) else str(value)


def _fact(text: str, shape: Any, where: str) -> Any:
    if shape is str:
        return text
    if not text:
        return None
    kinds = (shape, *get_args(shape))
    if bool in kinds:
        return text.strip().lower() in ("yes", "true", "1")
    if int in kinds:
        return _whole(text, where)
    if date in kinds:
        return _day(text, where)
    if Decimal in kinds:
        return text
    try:
        return json.loads(text)
    except ValueError as error:
        raise ValueError(f"{where} is no list that JSON knows.") from error


def _without_nothing(part: Part, facts: dict[str, Any]) -> dict[str, Any]:
    """A line of text has no label and no marks rather than empty ones."""
    if part.shape is None and "marks" in part.columns:
        return {name: value for name, value in facts.items() if value or name in ("text", "level")}
    return facts


def _whole(text: str, where: str) -> int:
    found = re.fullmatch(r"\s*(\d{1,9})(?:\.0+)?\s*", text)
    if not found:
        raise ValueError(f"{where} is not a whole number.")
    return int(found[1])


def _day(text: str, where: str) -> str:
    """A day as a sheet may show it: 2019-06-30, 30 June 2019, 30 Jun 2019, 30/06/2019."""
    if found := re.match(r"\s*(\d{4}-\d{2}-\d{2})\b", text):
        return found[1]
    if found := re.fullmatch(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s*", text):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if found := re.fullmatch(r"\s*(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})\s*", text):
        for month in range(1, 13):
            named = day_in_words(date(2000, month, 1)).split()[1]
            if named[:3].lower() == found[2].lower():
                return f"{found[3]}-{month:02}-{int(found[1]):02}"
    raise ValueError(f"{where} is not a day such as 30 June 2019.")


def _exact(text: str) -> dict[str, Any]:
    if not text:
        return {}
    try:
        kept = json.loads(text)
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _suffers(text: str) -> bool:
    """Whether a sheet, or a program that reads it, would change the words."""
    return bool(_PLAIN_SPACES.search(text)) or not all(
        sign.isprintable() or sign == "\n" for sign in text
    )


def _cut(value: Value) -> tuple[Value, Value]:
    """What fits into a cell, and what is left of it; never within white space."""
    if not isinstance(value, str) or len(value) <= LONGEST:
        return value, None
    end = LONGEST
    while end > 1 and (value[end - 1].isspace() or value[end : end + 1].isspace()):
        end -= 1
    return value[:end], value[end:]
