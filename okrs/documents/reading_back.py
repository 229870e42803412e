"""OKR papers of our own come back exactly; where somebody changed one, only the change is new.

JSON has the paper itself. A Word file is read like any paper; what it keeps beside its words is
believed where the words are unchanged.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from governance.documents.kept import facts_of
from governance.documents.plain import from_plain
from governance.documents.printed import (
    bare,
    shape_of_printed,
    shape_of_source,
    source_of,
)
from governance.documents.refusal import DocumentRefused
from governance.documents.rows import Line, Source, characters
from plans.documents.part_tables import has_parts, is_changed, placed_of_tables
from plans.documents.unchanged import claim, footers, is_footer

from .kept_words import with_kept_words
from .placed import PlacedOkrs
from .writing import FORMAT, KEPT_FORMAT, VERSION
from .writing.on_paper import UNPLACED, lay_out
from .writing.sheets import OKRS, READABLE, readable_sheet

_UNFIT = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


def is_ours(source: Source) -> bool:
    """Whether a source was written by us, and so comes back as it was."""
    return has_parts(source, OKRS) or facts_of(source.kept).get("format") == KEPT_FORMAT


def place_back(source: Source, ordinary: Callable[[Source], PlacedOkrs]) -> PlacedOkrs:
    """The paper of a source, ours or not; ``ordinary`` places what no file of ours tells.

    Raises DocumentRefused when a workbook of ours was changed so that its parts do not fit.
    """
    if has_parts(source, OKRS):
        return _of_tables(source)
    kept = _kept(source)
    if kept is None:
        return ordinary(source)
    if same := _as_it_was(source, kept):
        return same
    body, tail = _without_unplaced(source)
    placed = with_kept_words(ordinary(body), kept, tail)
    known = {line for piece in placed.furniture for line in piece.lines}
    placed.furniture += [one for one in footers(source) if not set(one.lines) & known]
    return placed


def read_json(name: str, data: bytes) -> Source:
    """A paper in our own JSON as a source that ``place_back`` takes.

    Raises DocumentRefused for anything else.
    """
    whole = _whole_of(data)
    if whole.get("format") != FORMAT:
        raise DocumentRefused(name, f"it is no JSON that says its format is “{FORMAT}”.")
    if whole.get("version") != VERSION:
        said = whole.get("version")
        raise DocumentRefused(name, f"its version is {said}, and only {VERSION} can be read.")
    try:
        printed = lay_out(from_plain(PlacedOkrs, whole.get("okrs")))
    except _UNFIT as error:
        raise DocumentRefused(name, f"the paper in it is not whole: {error}") from error
    facts = {"format": KEPT_FORMAT, "version": VERSION, "okrs": whole.get("okrs")}
    return source_of(printed, name, json.dumps(facts))


def names_format(data: bytes) -> bool:
    """Whether a JSON file says that it is an OKR paper of ours; it may still not be whole."""
    return _whole_of(data).get("format") == FORMAT


def characters_of_json(name: str, data: bytes) -> int:
    """How many signs a paper in our own JSON prints, without white space."""
    return sum(characters(line.text) for line in read_json(name, data).lines())


def _whole_of(data: bytes) -> dict[str, Any]:
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}
    return whole if isinstance(whole, dict) else {}


def _of_tables(source: Source) -> PlacedOkrs:
    placed, copies = placed_of_tables(source, OKRS)
    if not isinstance(placed, PlacedOkrs):
        raise DocumentRefused(source.name, "its lines are no OKR paper.")
    shown = [table for table in copies if table.name == READABLE]
    if any(is_changed(table, readable_sheet(placed)) for table in shown):
        placed.warnings.append(
            f"The sheet “{READABLE}” was changed. It only shows the objectives: "
            "changes count on the sheets behind it."
        )
    return placed


def _kept(source: Source) -> PlacedOkrs | None:
    facts = facts_of(source.kept)
    if facts.get("format") != KEPT_FORMAT or facts.get("version") != VERSION:
        return None
    try:
        kept = from_plain(PlacedOkrs, facts.get("okrs"))
        lay_out(kept)  # a part of it that cannot be printed was not written by us
    except _UNFIT:
        return None
    return kept


def _as_it_was(source: Source, kept: PlacedOkrs) -> PlacedOkrs | None:
    """The kept paper with its lines claimed, or None where a word or its place has changed."""
    printed = shape_of_printed(lay_out(kept))
    read = shape_of_source(source)
    if [key for key, _ in printed] != [key for key, _ in read]:
        return None
    if not all(is_footer(line) for line in source.asides):
        return None
    kept.furniture, kept.warnings = footers(source), []
    for (_, line), (_, one) in zip(printed, read, strict=True):
        if line is not None:
            claim(line, one, kept)
    return kept


def _without_unplaced(source: Source) -> tuple[Source, list[Line]]:
    """The source up to our red heading, and the lines from there on."""
    for at, block in enumerate(source.blocks):
        if isinstance(block, Line) and bare(block.text) == UNPLACED and block.kind == "heading":
            tail = [one for one in source.blocks[at:] if isinstance(one, Line)]
            if len(tail) == len(source.blocks) - at:
                return replace(source, blocks=source.blocks[:at]), tail
    return source, []
