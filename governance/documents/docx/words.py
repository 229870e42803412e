"""One paragraph's words as they are gathered: text, links, notes, boldness."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..cleaning import Cleaner
from ..rows import Link, is_counted
from . import names, symbols
from .fields import Fields, address, linked_to
from .names import MC, M, R, W
from .package import Relation
from .styles import Style, Styles

# These say how something looks, or hold what was deleted or moved away.
SAYS_NOTHING = {
    W + name
    for name in (
        *("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr"),
        *("sdtPr", "sdtEndPr", "delText", "delInstrText"),
    )
}
LEFT_OUT = {W + "del", W + "moveFrom"}

DEEPEST = 100  # elements inside one another in a paragraph; Word's own go ten deep


class TooDeep(Exception):
    """A paragraph that no word processor wrote."""


@dataclass
class Words:
    """A paragraph in the making."""

    style: Style
    text: list[str] = field(default_factory=list)
    length: int = 0
    links: list[Link] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # "footnote 2": by the file's own number
    boxes: list[Any] = field(default_factory=list)  # text boxes that hang on it
    is_bold: bool | None = None  # None until there is a word

    def add(self, text: str, *, is_bold: bool = False, link: str = "") -> None:
        if not text:
            return
        if self.is_bold is not False and any(map(is_counted, text)):
            self.is_bold = is_bold
        if link:
            last = self.links[-1] if self.links else None
            if last and last.end == self.length and last.address == link:
                self.links[-1] = Link(last.start, last.end + len(text), link)
            else:
                self.links.append(Link(self.length, self.length + len(text), link))
        self.text.append(text)
        self.length += len(text)

    def __bool__(self) -> bool:
        return bool(self.text or self.boxes or self.notes)


@dataclass
class Seen:
    """What a document holds besides its words, for the warnings."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, count: int = 1) -> None:
        self.counts[what] += count


@dataclass(frozen=True)
class Part:
    """What reading the paragraphs of one part of the package needs."""

    styles: Styles
    cleaner: Cleaner
    seen: Seen
    relations: dict[str, Relation]


def chosen(element: Any) -> Iterator[Any]:
    """Of the ways in which a file says one thing (AlternateContent), the first."""
    is_found = False
    for way in element:
        if way.tag == MC + "Choice" and not is_found:
            is_found = True
            yield from way
        elif way.tag == MC + "Fallback" and not is_found:
            yield from way


def is_left_out(element: Any) -> bool:
    """Whether a row or a cell of a table was deleted with changes tracked."""
    if element.tag == W + "tr":
        properties, mark = properties_of(element, W + "trPr"), W + "del"
    elif element.tag == W + "tc":
        properties, mark = properties_of(element, W + "tcPr"), W + "cellDel"
    else:
        return False
    return properties is not None and properties.find(mark) is not None


def properties_of(element: Any, tag: str) -> Any | None:
    """The properties of a row or cell; they stand before what it holds."""
    for child in element:
        if child.tag == tag:
            return child
        if child.tag != W + "tblPrEx":
            break
    return None


class Gathering:
    """Adds to one paragraph everything that a person sees in an element.

    Elements that are not known are looked into, so that no words are lost in them.
    """

    def __init__(self, part: Part, words: Words, fields: Fields) -> None:
        self.part, self.words, self.fields = part, words, fields
        self._link = ""
        self._is_bold = words.style.is_bold
        self._depth = 0

    def gather(self, element: Any) -> None:
        tag = element.tag
        if tag in SAYS_NOTHING:
            return
        if tag in LEFT_OUT or is_left_out(element):
            self.part.seen.add("deleted", tag == W + "del" and len(element) > 0)
        elif holder := _HOLDERS.get(tag):
            holder(self, element)
        else:
            if sign := _SIGNS.get(tag):
                sign(self, element)
            self._inside(element)

    def _inside(self, element: Any) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeep
        for child in element:
            self.gather(child)
        self._depth -= 1

    def _add(self, text: str) -> None:
        if not self.fields.is_hidden:
            self.words.add(text, is_bold=self._is_bold, link=self._link or self.fields.link)

    def _run(self, run: Any) -> None:
        properties = run.find(W + "rPr")
        if properties is None:
            return self._inside(run)
        says = names.switch(properties, "b")
        if says is None:
            says = self.part.styles.boldness(names.value(properties, "rStyle"))
        if names.switch(properties, "vanish") and not self.fields.is_hidden:
            self.part.seen.add("hidden", run.find(W + "t") is not None)
        before = self._is_bold
        if says is not None:
            self._is_bold = says
        self._inside(run)
        self._is_bold = before
        return None

    def _text(self, element: Any) -> None:
        self._add(self._clean(element.text))
        for child in element:  # nothing stands inside a text, but in damaged files
            self.gather(child)
            self._add(self._clean(child.tail))

    def _clean(self, text: str | None) -> str:
        # A line break in the file's text is how the file was written, not what it says.
        return self.part.cleaner.clean(text).replace("\n", " ") if text else ""

    def _break(self, element: Any) -> None:
        self._add("\n")

    def _tab(self, element: Any) -> None:
        self._add("\t")

    def _hyphen(self, element: Any) -> None:
        self._add("-")

    def _soft_hyphen(self, element: Any) -> None:
        self.part.cleaner.removed += 1

    def _symbol(self, element: Any) -> None:
        self._add(symbols.of(element))

    def _field(self, element: Any) -> None:
        self.fields.mark(element.get(W + "fldCharType", ""))

    def _instruction(self, element: Any) -> None:
        self.fields.instruct(element.text or "")

    def _simple_field(self, element: Any) -> None:
        self._linked(element, linked_to(element.get(W + "instr", "")))

    def _hyperlink(self, element: Any) -> None:
        relation = self.part.relations.get(element.get(R + "id", ""))
        to = ""
        if relation and relation.is_external:
            anchor = element.get(W + "anchor", "")
            to = address(f"{relation.target}#{anchor}" if anchor else relation.target)
        self._linked(element, to)

    def _linked(self, element: Any, to: str) -> None:
        before, self._link = self._link, to or self._link
        self._inside(element)
        self._link = before

    def _inserted(self, element: Any) -> None:
        self.part.seen.add("inserted", len(element) > 0)

    def _moved(self, element: Any) -> None:
        self.part.seen.add("moved", len(element) > 0)

    def _note(self, element: Any) -> None:
        kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        self.words.notes.append(f"{kind} {element.get(W + 'id', '')}")

    def _comment(self, element: Any) -> None:
        self.part.seen.add("comment")

    def _box(self, element: Any) -> None:
        self.words.boxes.append(element)

    def _alternatives(self, element: Any) -> None:
        for one in chosen(element):
            self.gather(one)

    def _drawing(self, element: Any) -> None:
        for data in element.iter("{*}graphicData"):
            self.part.seen.add(data.get("uri", "").rpartition("/")[2])

    def _object(self, element: Any) -> None:
        self.part.seen.add("object")

    def _chunk(self, element: Any) -> None:
        self.part.seen.add("altChunk")

    def _paragraph(self, element: Any) -> None:
        """A paragraph where none belongs."""
        self._inside(element)
        self.fields.end_paragraph()


# What reads its inside by itself, and what is looked into like all else.
_HOLDERS: dict[str, Callable[[Gathering, Any], None]] = {
    W + "r": Gathering._run,
    W + "t": Gathering._text,
    M + "t": Gathering._text,
    W + "fldSimple": Gathering._simple_field,
    W + "hyperlink": Gathering._hyperlink,
    W + "txbxContent": Gathering._box,
    W + "altChunk": Gathering._chunk,
    W + "p": Gathering._paragraph,
    MC + "AlternateContent": Gathering._alternatives,
}
_SIGNS: dict[str, Callable[[Gathering, Any], None]] = {
    W + "br": Gathering._break,
    W + "cr": Gathering._break,
    W + "tab": Gathering._tab,
    W + "ptab": Gathering._tab,
    W + "noBreakHyphen": Gathering._hyphen,
    W + "softHyphen": Gathering._soft_hyphen,
    W + "sym": Gathering._symbol,
    W + "fldChar": Gathering._field,
    W + "instrText": Gathering._instruction,
    W + "ins": Gathering._inserted,
    W + "moveTo": Gathering._moved,
    W + "footnoteReference": Gathering._note,
    W + "endnoteReference": Gathering._note,
    W + "commentReference": Gathering._comment,
    W + "drawing": Gathering._drawing,
    W + "object": Gathering._object,
}
