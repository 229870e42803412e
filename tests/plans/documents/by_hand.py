"""Sources typed as text, so that a test shows the table it is about.

A table is drawn one row a line, its cells parted by ``|``, the lines of a cell by ``/n``. A cell
that begins ``>>3`` covers three columns, ``^`` alone goes on from the cell above, ``*`` first is
a bullet, ``**`` first is bold.
"""

from itertools import count

from governance.documents.rows import Block, Cell, Line, Row, Source, Table


class Paper:
    """Draws lines and tables whose lines have ids in reading order."""

    def __init__(self) -> None:
        self._ids = count(1)

    def line(self, text: str, **known: object) -> Line:
        kind = known.pop("kind", "paragraph")
        if text.startswith("**"):
            text, known["is_bold"] = text[2:], True
        elif text.startswith("* "):
            text, kind = text[2:], "bullet"
        return Line(str(next(self._ids)), text, kind=kind, **known)  # type: ignore[arg-type]

    def heading(self, text: str, level: int = 1) -> Line:
        return self.line(text, kind="heading", level=level, style=f"Heading {level}")

    def table(self, drawn: str) -> Table:
        rows = [self._row(row) for row in drawn.strip("\n").split("\n")]
        return Table(tuple(rows), max(sum(cell.columns for cell in row.cells) for row in rows))

    def _row(self, drawn: str) -> Row:
        cells, column = [], 0
        for said in drawn.split("|"):
            text, columns = said.strip(), 1
            if text.startswith(">>"):
                columns, text = int(text[2]), text[3:].strip()
            continues = text == "^"
            lines = [] if continues or not text else text.split("/n")
            cell = Cell(tuple(self.line(one) for one in lines), column, columns, continues)
            cells.append(cell)
            column += columns
        return Row(tuple(cells))


def source(*blocks: Block, name: str = "plan.docx", **known: object) -> Source:
    return Source(name, "docx", tuple(blocks), **known)  # type: ignore[arg-type]


def table(drawn: str) -> Table:
    return Paper().table(drawn)
