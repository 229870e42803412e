"""Word files as other bodies draw them, made here in our own words and read like an upload."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT

from governance.documents.ledger import Fidelity, settle
from governance.documents.reading import read_here
from governance.documents.rows import Source, characters
from plans.documents.placed import PlacedPlan
from plans.documents.placing import place_plan

Cell = str | Sequence[str]


class Paper:
    """A Word file in the making. A line of a cell that begins "- " is a real bullet, "-- " one
    beneath it, "# " a line with Word's own number, "**" a bold one; "" is an empty paragraph and
    "-" an empty bullet."""

    def __init__(self, title: str = "", *, style: str = "Title") -> None:
        self.file = Document()
        if title:
            self.file.add_paragraph(title, style=style)

    def landscape(self) -> "Paper":
        section = self.file.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        return self

    def text(self, words: str, style: str = "Normal") -> "Paper":
        _write(self.file.add_paragraph(style=style), words)
        return self

    def heading(self, words: str, level: int = 1) -> "Paper":
        self.file.add_heading(words, level)
        return self

    def table(self, *rows: Sequence[Cell], merge: Callable[[Any], None] | None = None) -> "Paper":
        """Rows of cells; ``merge`` gets the table when its words stand."""
        drawn = self.file.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
        for row, cells in zip(drawn.rows, rows, strict=True):
            for cell, said in zip(row.cells, cells, strict=False):
                lines = [said] if isinstance(said, str) else list(said)
                for at, line in enumerate(lines):
                    paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
                    _write(paragraph, line)
        if merge:
            merge(drawn)
        return self

    def source(self, name: str = "plan.docx") -> Source:
        kept = BytesIO()
        self.file.save(kept)
        return read_here(name, kept.getvalue())

    def placed(self, **known: Any) -> tuple[PlacedPlan, Fidelity]:
        """The plan and its fidelity; a line that is lost fails at once."""
        source = self.source()
        plan = place_plan(source, **known)
        count = sum(characters(line.text) for line in source.lines())
        report = settle(source, plan, count)
        lost = [entry.text for entry in report.entries if entry.went == "lost"]
        assert report.fidelity.lost == 0, lost or report.entries
        return plan, report.fidelity

    def plan(self, **known: Any) -> PlacedPlan:
        return self.placed(**known)[0]


def _write(paragraph: Any, words: str) -> None:
    for mark, style in (("-- ", "List Bullet 2"), ("- ", "List Bullet"), ("# ", "List Number")):
        if words.startswith(mark) or words == mark.strip():
            paragraph.style = style
            words = words[len(mark) :]
            break
    bold = words.startswith("**")
    paragraph.add_run(words.removeprefix("**")).bold = bold or None
