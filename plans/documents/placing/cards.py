"""Actions printed one to a table, with the headings down the left: turned into rows.

Many bodies give each action a small table of its own: "Action", "Lead", "By when" in the first
column, the words beside them. Such tables, one after another, are one table of a plan.
"""

from dataclasses import replace

from governance.documents.rows import Block, Cell, Row, Source, Table

from . import timelines
from .columns import roles_of
from .header_rows import first_line
from .heading_words import LIKELY, meaning

_FEWEST, _MOST = 3, 30  # fields of a card
_LONGEST_LABEL = 60


def upright(source: Source) -> Source:
    """The document with its cards as tables whose headings stand above the words."""
    blocks: list[Block] = []
    for block in source.blocks:
        turned = _turned(block) if isinstance(block, Table) else None
        last = blocks[-1] if blocks else None
        if turned is not None and isinstance(last, Table) and _heads(last) == _heads(turned):
            blocks[-1] = replace(last, rows=(*last.rows, *turned.rows))
        else:
            blocks.append(turned if turned is not None else block)
    return replace(source, blocks=tuple(_with_timelines(blocks)))


def _with_timelines(blocks: list[Block]) -> list[Block]:
    """Timelines on their side, where they stand beside a table of a plan."""
    turned = {at: timelines.turned(one) for at, one in enumerate(blocks) if isinstance(one, Table)}
    if not any(turned.values()):
        return blocks
    plans = [
        at for at, one in turned.items() if one is None and roles_of(_table(blocks[at])).is_plan
    ]
    return [turned.get(at) or one for at, one in enumerate(blocks)] if plans else blocks


def _table(block: Block) -> Table:
    return block if isinstance(block, Table) else Table()


def _heads(table: Table) -> list[str]:
    return [first_line(cell).casefold() for cell in table.rows[0].cells] if table.rows else []


def _turned(table: Table) -> Table | None:
    """A card with its headings in one row and its words in the next; nothing for another table."""
    fields = _fields(table)
    if not _FEWEST <= len(fields) <= _MOST:
        return None
    known = [meaning(first_line(label)) for label, _ in fields]
    roles = {role for role, weight in known if weight >= LIKELY}
    named = sum(weight >= LIKELY for _, weight in known)
    if "improvement" not in roles or len(roles) < _FEWEST or named * 4 < len(fields) * 3:
        return None
    heads = tuple(replace(label, column=at, columns=1) for at, (label, _) in enumerate(fields))
    words = tuple(replace(value, column=at, columns=1) for at, (_, value) in enumerate(fields))
    return Table((Row(heads, is_header=True), Row(words)), len(fields), table.name)


def _fields(table: Table) -> list[tuple[Cell, Cell]]:
    """Labels with the words beside them, in two columns or twice two; none for another table."""
    fields: list[tuple[Cell, Cell]] = []
    for row in table.rows:
        cells = [cell for cell in row.cells if not cell.continues]
        if len(cells) not in (2, 4):
            return []
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            if not label.text.strip() and not value.text.strip():
                continue
            if not label.text.strip() or len(label.text) > _LONGEST_LABEL:
                return []
            fields.append((label, value))
    # A heading over the second column would be a table with headings on both sides.
    first = [meaning(first_line(value))[1] for _, value in fields[:1]]
    return (
        [] if first and first[0] >= LIKELY and len(table.rows) > 1 and _is_head(table) else fields
    )


def _is_head(table: Table) -> bool:
    return all(meaning(first_line(cell))[1] >= LIKELY for cell in table.rows[0].cells)
