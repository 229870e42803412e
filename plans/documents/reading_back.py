"""Files of our own come back exactly; where somebody changed one, only the change is read anew.

A workbook or CSV file of ours has a line for each part, and JSON has the plan itself. A Word file
is read like any paper; what it keeps beside its words is believed where the words are unchanged.
"""

import json
from collections.abc import Callable
from dataclasses import replace

from governance.documents.kept import facts_of
from governance.documents.plain import from_plain
from governance.documents.printed import source_of
from governance.documents.refusal import DocumentRefused
from governance.documents.rows import Line, Source, Table, characters
from governance.documents.text_in_pieces import require_text

from .kept_facts import with_kept_facts
from .kept_plan import take_delivery, without_delivery
from .part_tables import has_parts, plan_of_tables
from .placed import PlacedPlan
from .unchanged import as_it_was
from .writing import FORMAT, KEPT_FORMAT, VERSION
from .writing.on_paper import UNPLACED, lay_out

__all__ = ["characters_of_json", "is_ours", "place_back", "read_json"]


def is_ours(source: Source) -> bool:
    """Whether a source was written by us, and so comes back as it was."""
    return has_parts(source) or facts_of(source.kept).get("format") == KEPT_FORMAT


def place_back(source: Source, ordinary: Callable[[Source], PlacedPlan]) -> PlacedPlan:
    """The plan of a source, ours or not; ``ordinary`` places what no file of ours tells.

    Raises DocumentRefused when a workbook of ours was changed so that its parts do not fit.
    """
    if has_parts(source):
        return plan_of_tables(source)
    kept, label = _kept(source)
    if kept is None:
        return ordinary(source)
    if same := as_it_was(source, kept, label):
        return same
    body, tail = _without_unplaced(source)
    body, aside = without_delivery(body, kept)
    read = with_kept_facts(ordinary(body), source, kept, tail)
    if aside:
        take_delivery(read, kept)
        read.furniture += aside
    return read


def read_json(name: str, data: bytes) -> Source:
    """A plan in our own JSON as a source that ``place_back`` takes.

    Raises DocumentRefused for anything else.
    """
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DocumentRefused(
            name, "it is not JSON. Choose a file that was exported here."
        ) from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise DocumentRefused(name, f"it does not say that its format is “{FORMAT}”.")
    if whole.get("version") != VERSION:
        said = whole.get("version")
        raise DocumentRefused(name, f"its version is {said}, and only {VERSION} can be read.")
    try:
        plan = from_plain(PlacedPlan, whole.get("plan"))
        require_text(plan)
        printed = lay_out(plan)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DocumentRefused(name, f"the plan in it is not whole: {error}") from error
    facts = {"format": KEPT_FORMAT, "version": VERSION, "plan": whole["plan"]}
    return source_of(printed, name, json.dumps(facts))


def characters_of_json(name: str, data: bytes) -> int:
    """How many signs a plan in our own JSON prints, without white space."""
    return sum(characters(line.text) for line in read_json(name, data).lines())


def _kept(source: Source) -> tuple[PlacedPlan | None, str]:
    facts = facts_of(source.kept)
    if facts.get("format") != KEPT_FORMAT or facts.get("version") != VERSION:
        return None, ""
    label = facts.get("round_label", "")
    try:
        plan = from_plain(PlacedPlan, facts.get("plan"))
        require_text(plan)
        lay_out(plan)  # a part of it that cannot be printed was not written by us
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None, ""
    return plan, label if isinstance(label, str) else ""


def _without_unplaced(source: Source) -> tuple[Source, list[Line]]:
    """The source up to our red heading, and the lines from there on."""
    for at, block in enumerate(source.blocks):
        if isinstance(block, Line) and block.words == UNPLACED:
            rest = source.blocks[at:]
            if not any(isinstance(one, Table) for one in rest):
                tail = [one for one in rest if isinstance(one, Line)]
                return replace(source, blocks=source.blocks[:at]), tail
    return source, []
