"""Objectives and key results that stand in lines rather than in a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from governance.documents.pieces import Furniture
from governance.documents.rows import Line
from governance.text.structured_text import clean_line

from ..placed import PlacedObjective
from .cells import Draft, blocks_of, fact_of, objective_of
from .dating import Dating
from .headings import is_heading, level_of
from .tables import Content
from .wording import cut_fact, cut_label, cut_number, heads_key_results

_LONGEST_OBJECTIVE = 300


def is_objective(line: Line) -> bool:
    """ "Objective 1: Grow the economy", "O2 – Skills", "Objective 3" alone as a heading."""
    number, words = cut_number(line.words)
    if not number:
        return False
    after = line.words[len(number) :].lstrip()
    marked = after[:1] in {":", ".", ")", "–", "—", "-"}
    return marked or is_heading(line) or not words


def is_key_result(line: Line) -> bool:
    """ "KR1: Two hubs open", "Key result 2 – …", "KR1" and a tab."""
    label, words = cut_label(line.words)
    if not label or not any(sign.isdigit() for sign in label):
        return False
    after = line.words[len(label) :].lstrip(" ")
    return after[:1] in {":", ".", ")", "–", "—", "-", "\t", ""} or words[:1].isupper()


def is_first_key_result(line: Line) -> bool:
    label, _ = cut_label(line.words)
    return is_key_result(line) and label.rstrip().endswith("1") and label[-2:-1] not in "123456789"


@dataclass
class Run:
    """Lines that hold objectives, gathered one by one."""

    dating: Dating
    has_labels: bool  # whether the paper labels its key results anywhere
    content: Content = field(default_factory=Content)
    depth: int = 0  # the level of the heading that the objectives are printed as
    _drafts: list[Draft] = field(default_factory=list)
    _awaits: bool = False  # "Key results:" was printed, what follows are they
    _by_line: bool = False
    _top: int = 0

    @property
    def has_results(self) -> bool:
        return bool(self._drafts)

    def open(self, lines: Sequence[Line]) -> None:
        """A new objective of the lines it is printed on."""
        self._finish()
        self.depth = level_of(lines[0]) if lines else 0
        self.content.objectives.append(objective_of(lines))

    def take(self, line: Line) -> bool:
        """Whether the line belongs to the objectives of this run."""
        if is_objective(line):
            self.open([line])
        elif is_key_result(line):
            label, words = cut_label(line.words)
            self._drafts.append(Draft(label=label, first=clean_line(words), ids=[line.id]))
            self._awaits = False
        elif heads_key_results(line.words) and not line.is_empty:
            self._awaits, self._by_line = True, False
            self._top = -1
            self.content.furniture.append(
                Furniture(lines=(line.id,), text=line.text, why="head over key results")
            )
        elif is_heading(line) and not cut_fact(line.words)[0]:
            return False
        elif not self._fact(line):
            self._words(line)
        return True

    def adopt(self, other: Content) -> None:
        """The key results of a table that stands beneath the objective last opened."""
        first, *rest = other.objectives
        self._finish()
        current = self.content.objectives[-1]
        current.key_results += first.key_results
        current.columns += first.columns
        current.body += first.body
        current.lines += first.lines
        self.content.objectives += rest
        self.content.furniture += other.furniture

    def close(self) -> Content:
        self._finish()
        return self.content

    def _fact(self, line: Line) -> bool:
        heading, words = cut_fact(line.words)
        column = fact_of(line) if words.strip() else None
        if column is None:
            return False
        if heading.lower() == "outcome" and self._drafts:
            self._drafts[-1].outcome.append(clean_line(words))
            self._drafts[-1].ids.append(line.id)
        elif self._drafts:
            self._drafts[-1].columns.append(column)
        else:
            self._current().columns.append(column)
        return True

    def _words(self, line: Line) -> None:
        is_item = line.kind in ("bullet", "number")
        current = self._current()
        if not current.text and not self._drafts:
            current.text = clean_line(line.words)
            current.lines = (*current.lines, line.id)
            return
        if is_item and self._is_a_result(line):
            label = (line.marker or line.label).rstrip(".)") if line.kind == "number" else ""
            self._drafts.append(Draft(label=label, first=clean_line(line.words), ids=[line.id]))
        elif self._awaits and not is_item and (not self._drafts or self._by_line):
            self._by_line = True
            self._drafts.append(Draft(first=clean_line(line.words), ids=[line.id]))
        elif self._drafts:
            self._drafts[-1].take(line)
        elif not line.is_empty:
            current.body += blocks_of([line])
            current.lines = (*current.lines, line.id)

    def _is_a_result(self, line: Line) -> bool:
        """A bullet of the outermost depth, where key results carry no labels."""
        if self._by_line or line.is_empty:
            return False
        if self._drafts and cut_label(self._drafts[-1].label)[0]:
            return False
        if not self._awaits and self.has_labels:
            return False
        if not self._drafts:
            self._top = line.level
        return line.level <= self._top

    def _current(self) -> PlacedObjective:
        if not self.content.objectives:
            self.content.objectives.append(PlacedObjective())
        return self.content.objectives[-1]

    def _finish(self) -> None:
        if self._drafts:
            self._current().key_results += [one.key_result(self.dating) for one in self._drafts]
        self._drafts, self._awaits, self._by_line, self._top = [], False, False, 0


def may_be_objective(line: Line) -> bool:
    """Whether the line above a first key result can be the objective it belongs to."""
    return not line.is_empty and len(line.words) <= _LONGEST_OBJECTIVE
