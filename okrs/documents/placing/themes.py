"""One theme of an OKR paper: its outcome, its header blocks, its sections and objectives."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from governance.documents.pieces import Furniture, Raw
from governance.documents.rows import Line, Table
from governance.text.structured_text import clean_line

from ..placed import HeaderBlock, PlacedObjective, PlacedOkrTheme
from .cells import blocks_of
from .dating import Dating
from .headings import heads_block, is_heading, theme_heading
from .stream import Item
from .wording import cut_outcome, heads_key_results, is_outcome_heading

_LONGEST_SECTION = 100


@dataclass
class PlacedPart:
    """A theme with what was printed round it."""

    theme: PlacedOkrTheme
    furniture: list[Furniture] = field(default_factory=list)
    unplaced: list[Raw] = field(default_factory=list)


@dataclass
class _Block:
    heading: Line | None
    lines: list[Line] = field(default_factory=list)


def place_theme(items: Sequence[Item], heading: Line | None, dating: Dating) -> PlacedPart:
    """A theme of the items beneath its heading."""
    placing = _Placing(_headed(heading), dating)
    gathered: list[Item] = []
    places = [at for at, item in enumerate(items) if item.content]
    runs = _runs(items, places)
    for item in items:
        if item.content:
            placing.lead_in(gathered, has_sections=runs > 1)
            placing.objectives(item)
            gathered = []
        else:
            gathered.append(item)
    placing.after(gathered)
    return placing.part


def _headed(heading: Line | None) -> PlacedOkrTheme:
    if heading is None:
        return PlacedOkrTheme()
    taken = theme_heading(heading)
    printed = clean_line(heading.words)
    return PlacedOkrTheme(
        lines=(heading.id,),
        title=taken.title or printed,
        appendix=taken.appendix,
        printed_label=taken.printed_label,
        printed_heading=printed,
    )


def _runs(items: Sequence[Item], places: Sequence[int]) -> int:
    """How many stretches of objectives have a heading before them."""
    return sum(
        any(item.line and is_heading(item.line) for item in items[before + 1 : at])
        for before, at in zip((-1, *places), places, strict=False)
    )


class _Placing:
    def __init__(self, theme: PlacedOkrTheme, dating: Dating) -> None:
        self.part = PlacedPart(theme)
        self.dating = dating
        self.section = ""
        self.section_heading: Line | None = None

    @property
    def theme(self) -> PlacedOkrTheme:
        return self.part.theme

    def lead_in(self, items: Sequence[Item], *, has_sections: bool) -> None:
        """What stands above objectives: the end of the section before, a section's heading, its
        blocks."""
        blocks = self._blocks(items)
        at = _section_at(blocks) if has_sections or _stands_bare(blocks) else None
        started = bool(self.theme.objectives)
        if at is None:
            self._keep(blocks, "before")
            return
        self._keep(blocks[:at], "after" if started else "before")
        heading = blocks[at].heading
        if heading is not None:
            self.section = clean_line(heading.words)[:_LONGEST_SECTION]
            self.section_heading = heading
        if blocks[at].lines:
            self._keep([_Block(None, blocks[at].lines)], "before")
        self._keep(blocks[at + 1 :], "before")

    def objectives(self, item: Item) -> None:
        if item.content is None:
            return
        for at, objective in enumerate(item.content.objectives):
            if at == 0 and self.section_heading is not None:
                self._name_section(self.section_heading, objective)
            objective.section = objective.section or self.section
        self.theme.objectives += item.content.objectives
        self.part.furniture += item.content.furniture

    def _name_section(self, heading: Line, objective: PlacedObjective) -> None:
        """The heading of a section is held by its first objective, unless the table itself names
        another."""
        self.section_heading = None
        if objective.section:
            self._block(_Block(heading), "before")
        else:
            objective.lines = (*objective.lines, heading.id)

    def after(self, items: Sequence[Item]) -> None:
        self._keep(self._blocks(items), "after" if self.theme.objectives else "before")

    def _blocks(self, items: Sequence[Item]) -> list[_Block]:
        blocks: list[_Block] = []
        for at, item in enumerate(items):
            if item.table is not None:
                self._table(item.table, blocks)
            elif item.line is None or item.line.is_empty:
                continue
            elif is_heading(item.line) or (not blocks and _names_section(items, at)):
                blocks.append(_Block(item.line))
            elif cut_outcome(item.line.words)[0]:
                blocks.append(_Block(None, [item.line]))
            elif blocks and not _is_outcome_line(blocks[-1]):
                blocks[-1].lines.append(item.line)
            else:
                blocks.append(_Block(None, [item.line]))
        return blocks

    def _table(self, table: Table, blocks: list[_Block]) -> None:
        """A table of two columns whose first names blocks; any other is kept as it is."""
        if _names_blocks(table):
            for row in table.rows:
                first, *others = row.cells
                heading = next((line for line in first.lines if not line.is_empty), None)
                lines = [line for cell in others for line in cell.lines if not line.is_empty]
                lines = [line for line in first.lines if line is not heading] + lines
                blocks.append(_Block(heading, [line for line in lines if not line.is_empty]))
            return
        for row in table.rows:
            texts = [cell.text for cell in row.cells if cell.text.strip()]
            if texts:
                self.part.unplaced.append(
                    Raw(
                        lines=tuple(line.id for cell in row.cells for line in cell.lines),
                        text=" | ".join(texts),
                        why="A row of a table that holds no objectives.",
                    )
                )

    def _keep(self, blocks: Sequence[_Block], place: str) -> None:
        for block in blocks:
            if not self._outcome(block):
                self._block(block, place)

    def _outcome(self, block: _Block) -> bool:
        """The overall outcome, printed once above the objectives."""
        theme = self.theme
        if theme.outcome or theme.objectives or self.section:
            return False
        if _is_outcome_line(block):
            line = block.lines[0]
            theme.outcome_heading, theme.outcome = map(clean_line, cut_outcome(line.words))
            theme.lines = (*theme.lines, line.id)
        elif (
            block.heading
            and is_outcome_heading(block.heading.words)
            and block.lines
            and all(line.kind == "paragraph" for line in block.lines)
        ):
            theme.outcome_heading = clean_line(block.heading.words)
            theme.outcome = "\n".join(clean_line(line.words) for line in block.lines)
            theme.lines = (*theme.lines, block.heading.id, *(line.id for line in block.lines))
        else:
            return False
        theme.outcome_after = len(theme.header_blocks)
        return True

    def _block(self, block: _Block, place: str) -> None:
        heading = block.heading
        if heading and not block.lines and heads_key_results(heading.words):
            self.part.furniture.append(
                Furniture(lines=(heading.id,), text=heading.text, why="head over the objectives")
            )
            return
        ids = [line.id for line in block.lines]
        self.theme.header_blocks.append(
            HeaderBlock(
                lines=tuple(([heading.id] if heading else []) + ids),
                heading=clean_line(heading.words) if heading else "",
                body=self.dating.marked(blocks_of(block.lines)),
                section=self.section,
                place=place,
            )
        )


def _names_section(items: Sequence[Item], at: int) -> bool:
    """A few words alone above the first block: how text without styles heads a section."""
    line = items[at].line
    following = next(
        (one for one in items[at + 1 :] if one.line is None or not one.line.is_empty), None
    )
    if line is None or following is None or following.line is None or line.kind != "paragraph":
        return False
    is_short = len(line.words.split()) <= 5 and not line.words.endswith((".", ":", ";"))
    return is_short and heads_block(following.line) and is_heading(following.line)


def _is_outcome_line(block: _Block) -> bool:
    return block.heading is None and bool(cut_outcome(block.lines[0].words)[0])


def _section_at(blocks: Sequence[_Block]) -> int | None:
    """Which block's heading names the section: one without words of its own first."""
    named = [
        at
        for at, block in enumerate(blocks)
        if block.heading is not None
        and not heads_block(block.heading)
        and not heads_key_results(block.heading.words)
        and len(block.heading.words) <= _LONGEST_SECTION
    ]
    bare = [at for at in named if not blocks[at].lines]
    return next(iter((bare or named)[-1:]), None)


def _stands_bare(blocks: Sequence[_Block]) -> bool:
    """A heading with nothing beneath it names what follows."""
    at = _section_at(blocks)
    return at is not None and not blocks[at].lines


def _names_blocks(table: Table) -> bool:
    firsts = [row.cells[0].text.strip() for row in table.rows if row.cells]
    is_narrow = table.columns == 2 and all(len(row.cells) <= 2 for row in table.rows)
    return is_narrow and bool(firsts) and all(0 < len(one) <= 80 for one in firsts)
