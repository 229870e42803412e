"""One paragraph's words as they are gathered: text, links, notes, boldness."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ..cleaning import Cleaner
from ..rows import Link, is_counted
from . import names, symbols
from .fields import Fields, address
from .names import MC, M, R, W
from .package import Relation
from .styles import Style, Styles

# What is inside these was deleted, moved away, or says how something looks.
_NEVER = {W + "del", W + "moveFrom", W + "pPr", W + "rPr", W + "tblPr", W + "sectPr"}
_BREAK = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "ptab": "\t"}
_TEXT = {W + "t", M + "t"}


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
        if (is_bold or self.is_bold is not False) and any(map(is_counted, text)):
            self.is_bold = is_bold and self.is_bold is not False
        if link:
            last = self.links[-1] if self.links else None
            if last and last.end == self.length and last.address == link:
                self.links[-1] = Link(last.start, last.end + len(text), link)
            else:
                self.links.append(Link(self.length, self.length + len(text), link))
        self.text.append(text)
        self.length += len(text)


@dataclass
class Seen:
    """What a document holds besides its words, for the warnings."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, count: int = 1) -> None:
        self.counts[what] += count


def chosen(element: Any) -> list[Any]:
    """Of the ways in which a file says one thing (AlternateContent), the first."""
    ways = element.findall(MC + "Choice")[:1] or element.findall(MC + "Fallback")
    return [child for way in ways for child in way]


class Gatherer:
    """Reads what is inside paragraphs; one for each part of the package."""

    def __init__(
        self, styles: Styles, cleaner: Cleaner, seen: Seen, relations: dict[str, Relation]
    ) -> None:
        self.styles, self.cleaner, self.seen, self.relations = styles, cleaner, seen, relations

    def gather(self, element: Any, words: Words, fields: Fields, link: str = "") -> None:
        """Add everything that a person sees in an element; unknown elements are looked into."""
        tag = element.tag
        if tag in _NEVER:
            self._left_out(element, tag)
        elif tag == W + "r":
            self._run(element, words, fields, link)
        elif tag in _TEXT:
            self._text(element, words, fields, link, words.style.is_bold)
        elif tag == W + "txbxContent":
            words.boxes.append(element)
        elif tag == MC + "AlternateContent":
            for child in chosen(element):
                self.gather(child, words, fields, link)
        else:
            self._inside(element, tag, words, fields, link)

    def _inside(self, element: Any, tag: str, words: Words, fields: Fields, link: str) -> None:
        if tag == W + "hyperlink":
            relation = self.relations.get(element.get(R + "id", ""))
            if relation and relation.is_external:
                anchor = element.get(W + "anchor", "")
                link = address(f"{relation.target}#{anchor}" if anchor else relation.target) or link
        elif tag == W + "fldSimple":
            inner = Fields()
            inner.mark("begin")
            inner.instruct(element.get(W + "instr", ""))
            inner.end_paragraph()
            link = inner.link or link
        elif tag in (W + "ins", W + "moveTo"):
            self.seen.add("moved" if tag == W + "moveTo" else "inserted", len(element) > 0)
        for child in element:
            self.gather(child, words, fields, link)
        if tag == W + "p":  # one inside another: a damaged file
            fields.end_paragraph()

    def _left_out(self, element: Any, tag: str) -> None:
        if tag == W + "del" and len(element):
            self.seen.add("deleted")

    def _run(self, run: Any, words: Words, fields: Fields, link: str) -> None:
        properties = run.find(W + "rPr")
        is_bold = words.style.is_bold
        if properties is not None:
            said = names.switch(properties, "b")
            if said is None:
                said = self.styles.boldness(names.value(properties, "rStyle"))
            is_bold = is_bold if said is None else said
            if names.switch(properties, "vanish") and not fields.is_hidden:
                self.seen.add("hidden", any(child.tag == W + "t" for child in run))
        self._run_parts(run, words, fields, link, is_bold)

    def _run_parts(self, run: Any, words: Words, fields: Fields, link: str, is_bold: bool) -> None:
        for child in run:
            tag = child.tag
            if tag in _TEXT:
                self._text(child, words, fields, link, is_bold)
            elif tag in _BREAK:
                if not fields.is_hidden:
                    words.add(_BREAK[tag], link=link or fields.link, is_bold=is_bold)
            elif tag == W + "fldChar":
                fields.mark(child.get(W + "fldCharType", ""))
            elif tag == W + "instrText":
                fields.instruct("".join(child.itertext()))
            elif tag == W + "noBreakHyphen":
                self._sign("-", words, fields, link, is_bold)
            elif tag == W + "sym":
                self._sign(symbols.of(child), words, fields, link, is_bold)
            elif tag == W + "softHyphen":
                self.cleaner.removed += 1
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                kind = "footnote" if tag == W + "footnoteReference" else "endnote"
                words.notes.append(f"{kind} {child.get(W + 'id', '')}")
            elif tag == W + "commentReference":
                self.seen.add("comment")
            elif tag not in (W + "rPr", W + "delText"):
                self._other(child, tag, words, fields, link, is_bold)

    def _other(
        self, child: Any, tag: str, words: Words, fields: Fields, link: str, is_bold: bool
    ) -> None:
        if tag == MC + "AlternateContent":
            # Word keeps signs of newer kinds this way, in the middle of a run.
            for one in chosen(child):
                self.gather(one, words, fields, link)
            return
        if tag == W + "drawing":
            for data in child.iter("{*}graphicData"):
                self.seen.add(data.get("uri", "").rpartition("/")[2])
        elif tag == W + "object":
            self.seen.add("object")
        self.gather(child, words, fields, link)

    def _sign(self, sign: str, words: Words, fields: Fields, link: str, is_bold: bool) -> None:
        if not fields.is_hidden:
            words.add(sign, link=link or fields.link, is_bold=is_bold)

    def _text(self, element: Any, words: Words, fields: Fields, link: str, is_bold: bool) -> None:
        self._sign(self._clean(element.text), words, fields, link, is_bold)
        for child in element:  # nothing stands inside a text, but in damaged files
            self.gather(child, words, fields, link)
            self._sign(self._clean(child.tail), words, fields, link, is_bold)

    def _clean(self, text: str | None) -> str:
        # A line break in the file's text is how the file was written, not what it says.
        return self.cleaner.clean(text).replace("\n", " ") if text else ""
