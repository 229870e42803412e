"""A table of objectives and key results, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from governance.documents.pieces import Furniture
from governance.documents.rows import Cell, Line, Row, Table
from governance.text.structured_text import clean_line

from ..placed import PlacedColumn, PlacedObjective
from .cells import Draft, blocks_of, column_of, key_results_in, objective_of
from .columns import OkrColumns, columns_of, full_cells, own_cell
from .dating import Dating
from .wording import cut_label, cut_number, is_label

_LONGEST_SECTION = 100


@dataclass
class Content:
    """What a table or a run of lines held. The first objective may lack words of its own, when
    they stand in the heading above the table."""

    objectives: list[PlacedObjective] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    # Where a column names the theme, each objective's section is it, and here are its lines.
    theme_lines: dict[str, list[str]] = field(default_factory=dict)


def read_table(table: Table, dating: Dating, *, is_okr_paper: bool) -> Content | None:
    """The objectives of a table; None where it holds none."""
    columns = columns_of(table, is_okr_paper=is_okr_paper)
    if columns is None:
        return None
    reading = _Reading(table, columns, dating)
    for at in range(len(table.rows)):
        reading.take(at)
    return reading.content


class _Reading:
    def __init__(self, table: Table, columns: OkrColumns, dating: Dating) -> None:
        self.table, self.columns, self.dating = table, columns, dating
        self.content = Content()
        self.section = ""
        self.is_combined = columns.first("objective") is None
        self.is_split = self._each_row_has_its_objective()
        self.parents = self._numbers_with_parts()
        self.theme_lines: tuple[str, ...] = ()

    def take(self, at: int) -> None:
        row = self.table.rows[at]
        if at in self.columns.heads:
            self._head(row)
        elif not self._banner(row):
            self._row(at, row)

    def _head(self, row: Row) -> None:
        for cell in full_cells(row):
            self.content.furniture.append(
                Furniture(
                    lines=tuple(line.id for line in cell.lines),
                    text=cell.text,
                    why="head of a table",
                )
            )

    def _banner(self, row: Row) -> bool:
        """A row with one cell over the whole table: an objective, or a section."""
        full = list(full_cells(row))
        if len(full) != 1:
            return False
        cell = full[0]
        is_wide = cell.columns >= max(2, self.table.columns - 1)
        number, _ = cut_number(cell.text)
        is_first = cell.column == 0 and self.is_combined and not cut_label(cell.text)[0]
        if not is_wide and not (number and is_first):
            return False
        if cut_label(cell.text)[0]:
            return False
        if number or self.is_combined:
            self._open(objective_of(cell.lines))
        elif len(cell.text) <= _LONGEST_SECTION and "\n" not in cell.text:
            self.section = clean_line(cell.text)
            self.content.furniture.append(
                Furniture(
                    lines=tuple(line.id for line in cell.lines),
                    text=cell.text,
                    why="section within a table",
                )
            )
        else:
            self._open(objective_of(cell.lines))
        return True

    def _row(self, at: int, row: Row) -> None:
        self._theme(row)
        label_lines = self._lines(row, self.columns.first("label"))
        label = " ".join(line.words for line in label_lines).strip()
        opens = self._objective(row)
        if self._is_objective_number(label):
            results = self._lines(row, self.columns.first("key_result"))
            objective = objective_of(results, clean_line(label.rstrip(".:)")))
            objective.lines = (*objective.lines, *(line.id for line in label_lines))
            self._open(objective)
            objective.columns += self._columns(row)
            return
        drafts = self._drafts(row, label, label_lines)
        extras = self._columns(row)
        if not drafts:
            self._without_results(row, extras)
            return
        self._share(at, row, drafts, extras, opens=opens)
        objective = self._current()
        objective.key_results += [draft.key_result(self.dating) for draft in drafts]

    def _theme(self, row: Row) -> None:
        lines = [one for one in self._lines(row, self.columns.first("theme")) if not one.is_empty]
        if lines:
            self.section = clean_line(" ".join(line.words for line in lines))
            self.theme_lines = tuple(line.id for line in lines)
            self.content.theme_lines.setdefault(self.section, []).extend(self.theme_lines)

    def _objective(self, row: Row) -> bool:
        """Open the objective of a row; a row below it in the same cell, or the same words
        printed again, belongs to the one before."""
        column = self.columns.first("objective")
        lines = self._lines(row, column)
        number_lines = self._lines(row, self.columns.first("number"))
        number = clean_line(" ".join(line.words for line in number_lines)).rstrip(".:)")
        if not any(not line.is_empty for line in (*lines, *number_lines)):
            return False
        objective = objective_of(lines, number)
        objective.lines = (*objective.lines, *(line.id for line in number_lines))
        last = self.content.objectives[-1] if self.content.objectives else None
        if last and (last.number, last.text, last.body, last.section) == (
            *(objective.number, objective.text, objective.body),
            self.section,
        ):
            last.lines = (*last.lines, *objective.lines, *self.theme_lines)
            self.theme_lines = ()
            return False
        self._open(objective)
        return True

    def _open(self, objective: PlacedObjective) -> None:
        objective.section = self.section
        objective.lines, self.theme_lines = (*objective.lines, *self.theme_lines), ()
        self.content.objectives.append(objective)

    def _current(self) -> PlacedObjective:
        if not self.content.objectives:
            self._open(PlacedObjective())
        return self.content.objectives[-1]

    def _drafts(self, row: Row, label: str, label_lines: Sequence[Line]) -> list[Draft]:
        if self.columns.has_labels_as_heads:
            return self._beneath_labels(row)
        lines = self._lines(row, self.columns.first("key_result"))
        if label:
            draft = Draft(label=clean_line(label.rstrip(".:")), ids=[one.id for one in label_lines])
            for line in lines:
                draft.take(line)
            drafts = [draft]
        else:
            drafts, before = key_results_in(lines, is_split=self.is_split)
            if before:
                current = self._current()
                current.body += blocks_of(before)
                current.lines = (*current.lines, *(line.id for line in before))
        outcome = self._lines(row, self.columns.first("outcome"))
        if any(not line.is_empty for line in outcome):
            if not drafts:
                drafts = [Draft()]
            drafts[0].reach(outcome)
        return drafts

    def _beneath_labels(self, row: Row) -> list[Draft]:
        drafts = []
        for column in self.columns.of("key_result"):
            lines = self._lines(row, column)
            if any(not line.is_empty for line in lines):
                draft = Draft(label=self.columns.headings[column])
                for line in lines:
                    draft.take(line)
                drafts.append(draft)
        return drafts

    def _columns(self, row: Row) -> list[PlacedColumn]:
        found = []
        for at, role in enumerate(self.columns.roles):
            if role in {"extra", "due", "target"}:
                column = column_of(self.columns.headings[at], self._lines(row, at))
                if column:
                    found.append(column)
        return found

    def _without_results(self, row: Row, extras: list[PlacedColumn]) -> None:
        if extras:
            self._current().columns += extras

    def _share(
        self, at: int, row: Row, drafts: list[Draft], extras: list[PlacedColumn], *, opens: bool
    ) -> None:
        """Give each column to the key result it stands beside, or to the whole objective."""
        for column in extras:
            if len(drafts) == 1:
                whole = opens and self._covers_objective(at, row, column)
                (self._current() if whole else drafts[0]).columns.append(column)
            elif len(column.body) == len(drafts):
                for draft, block, line in zip(drafts, column.body, column.lines, strict=False):
                    draft.columns.append(
                        PlacedColumn(lines=(line,), heading=column.heading, body=[block])
                    )
            else:
                self._current().columns.append(column)

    def _covers_objective(self, at: int, row: Row, column: PlacedColumn) -> bool:
        """Whether a cell is merged downwards as far as its objective's."""
        objective = self.columns.first("objective")
        place = next((cell.column for cell in row.cells if _holds(cell, column)), None)
        if objective is None or place is None:
            return False
        depth = self._depth(at, place)
        return depth > 1 and depth == self._depth(at, objective)

    def _depth(self, at: int, column: int) -> int:
        depth = 1
        for row in self.table.rows[at + 1 :]:
            cell = own_cell(row, column)
            if cell is None or not cell.continues:
                break
            depth += 1
        return depth

    def _lines(self, row: Row, column: int | None) -> tuple[Line, ...]:
        if column is None:
            return ()
        cell = own_cell(row, column)
        if cell is None or cell.continues or self._begins_before(cell, column):
            return ()
        return cell.lines

    def _begins_before(self, cell: Cell, column: int) -> bool:
        """A cell over several columns speaks for the first of them that has a part."""
        parts = {"theme", "objective", "number", "label", "key_result", "outcome"}
        roles = self.columns.roles
        if cell.column == column:
            leading = next(
                (
                    at
                    for at in range(cell.column, cell.column + cell.columns)
                    if at < len(roles) and roles[at] == "key_result"
                ),
                None,
            )
            return leading is not None and leading != column and roles[column] == "label"
        earlier = roles[cell.column : column]
        if roles[column] == "key_result" and earlier == ("label",):
            return False
        return any(one in parts for one in earlier) or roles[column] not in parts

    def _is_objective_number(self, label: str) -> bool:
        if not label or not self.is_combined or is_label(label):
            return False
        number, words = cut_number(label)
        return (bool(number) and not words) or label.rstrip(".") in self.parents

    def _numbers_with_parts(self) -> set[str]:
        """Bare numbers that others continue: "1" where "1.1" stands too."""
        column = self.columns.first("label")
        labels = {
            " ".join(line.words for line in self._lines(row, column)).strip().rstrip(".")
            for row in self.table.rows
        }
        return {one.rsplit(".", 1)[0] for one in labels if "." in one and one[0].isdigit()}

    def _each_row_has_its_objective(self) -> bool:
        if self.columns.first("label") is not None or self.columns.has_labels_as_heads:
            return False
        column = self.columns.first("objective")
        if column is None:
            return False
        for at, row in enumerate(self.table.rows):
            if at in self.columns.heads or len(list(full_cells(row))) < 2:
                continue
            if not any(not line.is_empty for line in self._lines(row, column)):
                return False
        return True


def _holds(cell: Cell, column: PlacedColumn) -> bool:
    return bool(column.lines) and any(line.id == column.lines[0] for line in cell.lines)
