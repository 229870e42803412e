"""The parts of a workbook, opened with limits: how they hang together and what styles they name."""

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .kept import FOLDER, LONGEST, TAG
from .preflight import EXCEL, look
from .shown_numbers import BY_NUMBER

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Sheet:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    is_hidden: bool
    header_rows: frozenset[int] = frozenset()  # repeated on each page, from 1


@dataclass
class Words:
    """A text of several runs; ``runs`` are its words with whether they are bold."""

    runs: list[tuple[str, bool | None]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.runs)


class Package:
    """A workbook's parts after the look at its zip, each parsed when it is asked for."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._parts = look(name, data, EXCEL)

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def tree(self, part: str) -> etree._Element:
        return etree.fromstring(self._parts.read(part), parser=_parser())

    def elements(self, part: str, *tags: str) -> Iterator[tuple[str, etree._Element]]:
        """The elements of a large part that have these names, each let go after it was used."""
        for _, element in etree.iterparse(
            io.BytesIO(self._parts.read(part)),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        ):
            yield bare(element), element
            element.clear()

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part points at: id → (kind, part or address)."""
        folder, file = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels not in self:
            return {}
        found = {}
        for each in self.tree(rels):
            target = each.get("Target", "")
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target)
        return found

    def workbook(self) -> str:
        """The part that lists the sheets."""
        for kind, part in self.related("").values():
            if kind == "officeDocument":
                return part
        return "xl/workbook.xml"

    def kept(self) -> str:
        """What a file of ours keeps beside its words; empty in any other."""
        for part in sorted(self._parts):
            if part.startswith(FOLDER) and part.endswith(".xml"):
                root = self.tree(part)
                if root.tag == TAG and len(root.text or "") <= LONGEST:
                    return root.text or ""
        return ""


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )


def bare(element: etree._Element) -> str:
    """An element's name without its name space; both kinds of workbook use the same names."""
    return str(element.tag).rpartition("}")[2]


def found_in(element: etree._Element, *names: str) -> list[etree._Element]:
    """The elements below one by their bare names, in order."""
    return [each for each in element.iter() if bare(each) in names and each is not element]


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its bare name, such as the ``r:id`` of both kinds of workbook."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name and "}" in str(key):
            return str(value)
    return str(element.get(name, ""))


def is_on(element: etree._Element | None, name: str) -> bool:
    return element is not None and element.get(name, "0").lower() in {"1", "true"}


def words_of(item: etree._Element) -> Words:
    """A shared or inline text: its runs, without the readings that eastern languages add."""
    words = Words()
    for child in item:
        if bare(child) == "t":
            words.runs.append((unescaped(child.text or ""), None))
        elif bare(child) == "r":
            bold = next((each for each in found_in(child, "b")), None)
            text = "".join(unescaped(each.text or "") for each in child if bare(each) == "t")
            words.runs.append((text, bold is not None and _is_bold(bold)))
    return words


def _is_bold(bold: etree._Element | None) -> bool:
    return bold is not None and bold.get("val", "1") not in {"0", "false"}


def unescaped(text: str) -> str:
    """Signs that XML cannot hold stand in workbooks as _x000D_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


@dataclass(frozen=True)
class Styles:
    """What a cell's style says that matters to a reader."""

    formats: tuple[str, ...] = ()
    bolds: tuple[bool, ...] = ()

    def format_of(self, style: int) -> str:
        return self.formats[style] if 0 <= style < len(self.formats) else "General"

    def is_bold(self, style: int) -> bool:
        return self.bolds[style] if 0 <= style < len(self.bolds) else False


def styles_of(root: etree._Element) -> Styles:
    """Number formats and bold letters by the number of a cell's style."""
    codes = dict(BY_NUMBER)
    fonts: list[bool] = []
    formats: list[str] = []
    bolds: list[bool] = []
    for group in root:
        if bare(group) == "numFmts":
            for each in group:
                codes[int(each.get("numFmtId", "0"))] = each.get("formatCode", "General")
        elif bare(group) == "fonts":
            for each in group:
                bold = next((one for one in each if bare(one) == "b"), None)
                fonts.append(_is_bold(bold))
        elif bare(group) == "cellXfs":
            for each in group:
                formats.append(codes.get(int(each.get("numFmtId", "0")), "General"))
                font = int(each.get("fontId", "0"))
                bolds.append(0 <= font < len(fonts) and fonts[font])
    return Styles(tuple(formats), tuple(bolds))
