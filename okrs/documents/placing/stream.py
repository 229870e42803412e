"""A paper as a stream: its lines, and the objectives that its tables and lines hold."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from governance.documents.rows import Cell, Line, Row, Source, Table

from ..placed import PlacedObjective
from .cells import objective_of
from .dating import Dating
from .headings import heads_block, is_heading, is_title, level_of, theme_heading
from .prose import Run, is_first_key_result, is_key_result, is_objective, may_be_objective
from .tables import Content, read_table
from .wording import KEY_RESULTS, OKR_WORDS, cut_label, heads_key_results, is_label


@dataclass
class Item:
    """One step of the stream: a line, objectives, or a table that holds none."""

    line: Line | None = None
    content: Content | None = None
    table: Table | None = None

    @property
    def level(self) -> int:
        return level_of(self.line) if self.line else 0


def speaks_of_okrs(source: Source) -> bool:
    """Whether a paper calls its contents OKRs or key results, or labels three of them."""
    labels = 0
    for line in source.lines():
        if OKR_WORDS.search(line.text) or KEY_RESULTS.search(line.text):
            return True
        labels += bool(cut_label(line.words)[0])
    return labels >= 3


def stream_of(source: Source, dating: Dating) -> list[Item]:
    """Every block of a paper in its order, objectives gathered."""
    is_okr_paper = speaks_of_okrs(source)
    if not is_okr_paper:
        return [_plain(block) for block in source.blocks]
    has_labels = any(is_key_result(line) for line in source.lines())
    gathering = _Gathering(dating, has_labels)
    flat = list(_unboxed(source))
    for at, block in enumerate(flat):
        if isinstance(block, Table):
            gathering.table(block)
        else:
            following = next(
                (one for one in flat[at + 1 :] if isinstance(one, Table) or not one.is_empty), None
            )
            gathering.line(block, following if isinstance(following, Line) else None)
    return gathering.finish()


class _Gathering:
    def __init__(self, dating: Dating, has_labels: bool) -> None:
        self.dating, self.has_labels = dating, has_labels
        self.items: list[Item] = []
        self.run: Run | None = None

    def table(self, table: Table) -> None:
        content = read_table(table, self.dating, is_okr_paper=True)
        if content is None:
            self._close()
            self.items.append(Item(table=table))
            return
        first = content.objectives[0] if content.objectives else None
        lacks_words = first is not None and not first.text and not first.number
        if lacks_words and self.run:
            self.run.adopt(content)
            return
        self._close()
        if first is not None and lacks_words:
            before = next((one for one in reversed(self.items) if not _is_gap(one)), None)
            if before is not None and before.content and before.content.objectives:
                # A table that a page cuts in two goes on with the objective it was at.
                _go_on(before.content, content)
                return
            _name(first, self._take_back())
        self.items.append(Item(content=content))

    def line(self, line: Line, following: Line | None) -> None:
        if self._opens(line, following):
            if self.run is None or is_heading(line):
                self._close()
                self.run = Run(self.dating, self.has_labels)
            self.run.open([line])
            return
        if self.run is not None:
            is_theme = is_heading(line) and theme_heading(line).is_own
            if not is_theme and self.run.take(line):
                return
            self._close()
        elif is_key_result(line) or (heads_key_results(line.words) and self._is_expected(line)):
            self.run = Run(self.dating, self.has_labels)
            if lines := self._take_back():
                self.run.open(lines)
            self.run.take(line)
            return
        self.items.append(Item(line=line))

    def finish(self) -> list[Item]:
        self._close()
        return self.items

    def _opens(self, line: Line, following: Line | None) -> bool:
        if is_objective(line):
            return True
        if self.run is None or is_key_result(line) or heads_key_results(line.words):
            return False
        if not self.run.has_results:
            return False
        leads = following is not None and is_first_key_result(following)
        return leads and may_be_objective(line) and not heads_block(line)

    def _is_expected(self, line: Line) -> bool:
        """“Key results:” beneath a heading that can be an objective, where none is labelled."""
        if self.has_labels or line.kind == "bullet" or theme_heading(line).is_own:
            return False
        last = next((one for one in reversed(self.items) if one.line or one.content), None)
        return (
            bool(last and last.line and may_be_objective(last.line) and not heads_block(last.line))
            and "objective" not in line.words.lower()
        )

    def _take_back(self) -> list[Line]:
        """The heading, or the last line, that turns out to be an objective; what stands between
        it and the key results comes with it."""
        taken: list[Line] = []
        for at in range(len(self.items) - 1, -1, -1):
            line = self.items[at].line
            if line is None:
                break
            taken.insert(0, line)
            if is_heading(line):
                if heads_block(line) or is_title(line) or theme_heading(line).is_own:
                    break
                del self.items[at:]
                return taken
            if len(taken) > 6:
                break
        last = self.items[-1].line if self.items else None
        if last and may_be_objective(last) and not is_heading(last) and last.kind == "paragraph":
            self.items.pop()
            return [last]
        return []

    def _close(self) -> None:
        if self.run is not None:
            self.items.append(Item(content=self.run.close()))
            self.run = None


def _is_gap(item: Item) -> bool:
    return item.line is not None and item.line.is_empty


def _go_on(before: Content, content: Content) -> None:
    """Give the first objective's parts to the one before, and the others to the same content."""
    first, *rest = content.objectives
    last = before.objectives[-1]
    last.key_results += first.key_results
    last.columns += first.columns
    last.body += first.body
    last.lines += first.lines
    before.objectives += rest
    before.furniture += content.furniture


def _name(objective: PlacedObjective, lines: list[Line]) -> None:
    if not lines:
        return
    named = objective_of(lines)
    objective.number, objective.text = named.number, named.text
    objective.body = [*named.body, *objective.body]
    objective.lines = (*named.lines, *objective.lines)


def _unboxed(source: Source) -> Iterator[Line | Table]:
    """The blocks of a source; a table of one column is a box round its lines, and a line with
    tabs round a label is a row of a table."""
    for block in source.blocks:
        if isinstance(block, Table):
            yield from block.lines() if block.columns <= 1 else (block,)
        else:
            yield _row_of(block) or block


def _row_of(line: Line) -> Table | None:
    parts = [part.strip() for part in line.text.split("\t")]
    if len(parts) < 3 or not any(is_label(part) for part in parts[:2]):
        return None
    cells = tuple(
        Cell((replace(line, text=part, kind="paragraph", typed=0, links=()),), at)
        for at, part in enumerate(parts)
    )
    return Table((Row(cells),), len(parts))


def _plain(block: Line | Table) -> Item:
    return Item(table=block) if isinstance(block, Table) else Item(line=block)
