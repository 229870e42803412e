"""How many signs a Word file holds, counted from its XML by other code than the reader's.

A stream of events and a few flags, over the standard library's expat: no trees, no styles, no
tables. What it counts and the reader has not is words that somebody would have lost.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from urllib.parse import unquote
from xml.parsers import expat

from ..uploads.damage import ZIP_DAMAGE
from .preflight import look
from .refusal import DocumentRefused
from .rows import is_counted

_WORD = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "p",
}
_UNSEEN = {
    *("w:del", "w:moveFrom", "w:delText", "w:delInstrText", "w:altChunk"),
    *("w:pPr", "w:rPr", "w:tblPr", "w:tblPrEx", "w:tblGrid", "w:sectPr", "w:sdtPr", "w:sdtEndPr"),
}
# Properties of a row or a cell: what stands before them, and what in them says "deleted".
_PROPERTIES = {"w:trPr": ("w:tr", "w:del"), "w:tcPr": ("w:tc", "w:cellDel")}
_STAND_FIRST = {"w:tr": ("w:tblPrEx", "w:trPr"), "w:tc": ("w:tblPrEx", "w:tcPr")}
_NO_NOTE = {"separator", "continuationSeparator", "continuationNotice"}
_PLAIN = re.compile(r"[ -~]*")


def count_word(name: str, data: bytes) -> int:
    """Signs of everything a person sees in a Word file: body, tables, notes, headers, boxes.

    White space, control and format signs are not counted, nor what was deleted or moved away
    with changes tracked, nor the instructions of fields. Raises DocumentRefused.
    """
    look(name, data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return sum(_count_parts(package))
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise DocumentRefused(
            name,
            "the words of this file cannot be counted, because it is damaged."
            " Open it in Word, save it as .docx and try again.",
        ) from error
    except ZIP_DAMAGE as error:
        raise DocumentRefused(
            name,
            "the words of this file cannot be counted, because a part of it is missing."
            " Open it in Word, save it as .docx and try again.",
        ) from error


def _count_parts(package: zipfile.ZipFile) -> Iterator[int]:
    parts = {entry.lower(): entry for entry in package.namelist()}
    start = [target for kind, target in _arrows(package, parts, "") if kind == "officeDocument"]
    found = [part for part in [*start, "word/document.xml"] if part.lower() in parts]
    if not found:
        raise LookupError("word/document.xml")
    main = found[0]
    yield _count(package.read(parts[main.lower()]), "w:body")
    done: set[tuple[str, str]] = set()
    for kind, target in _arrows(package, parts, main):
        within = {"footnotes": "w:footnote", "endnotes": "w:endnote"}.get(kind, "")
        part = parts.get(target.lower())
        if part and (within or kind in ("header", "footer")) and (kind, part) not in done:
            done.add((kind, part))
            yield _count(package.read(part), within)


def _arrows(package: zipfile.ZipFile, parts: dict[str, str], part: str) -> list[tuple[str, str]]:
    """What a part points at inside the file: kinds and names of parts."""
    folder, _, file = part.rpartition("/")
    listed = parts.get(posixpath.join(folder, "_rels", f"{file}.rels").lower())
    if listed is None:
        return []
    found: dict[str, tuple[str, str]] = {}
    depth = 0

    def begin(tag: str, said: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth != 2 or _short(tag) != "p:Relationship":
            return
        found.pop(said.get("Id", ""), None)
        if said.get("TargetMode", "").lower() != "external":
            path = posixpath.join("/", folder, unquote(said.get("Target", "")))
            kind = said.get("Type", "").rpartition("/")[2]
            found[said.get("Id", "")] = kind, posixpath.normpath(path)[1:]

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1

    _run(package.read(listed), begin, end, None)
    return list(found.values())


def _count(content: bytes, within: str) -> int:
    counter = _Counter(within)
    _run(content, counter.begin, counter.end, counter.words)
    if within == "w:body" and not counter.bodies:
        raise LookupError("w:body")
    return counter.total


def _run(
    content: bytes,
    begin: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    words: Callable[[str], None] | None,
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.Parse(content, True)


def _short(tag: str) -> str:
    """ "w:p" for an element of the kinds we tell apart; empty for all others."""
    space, _, local = tag.rpartition(" ")
    prefix = _WORD.get(space)
    return f"{prefix}:{local}" if prefix else ""


class _Counter:
    """Walks through one part. ``within`` names the elements under the root that are text."""

    def __init__(self, within: str) -> None:
        self.within = within
        self.total = 0
        self.bodies = 0
        self._open: list[str] = []
        self._closed: list[bool] = []  # by depth: properties that came too late do not count;
        # for AlternateContent, whether its first way was met
        self._skipped_from = 0  # the depth of the element that is being left out
        # For each story that is open, its fields: whether each has come to its result.
        self._stories: list[list[bool]] = [[]]

    def begin(self, tag: str, said: dict[str, str]) -> None:
        name = _short(tag)
        above = self._open[-1] if self._open else ""
        self._open.append(name)
        self._closed.append(False)
        if self._skipped_from:
            return
        depth = len(self._open)
        if above in _STAND_FIRST and name not in _STAND_FIRST[above]:
            self._closed[-2] = True
        if depth == 2 and self.within and not self._is_wanted(name, said):
            self._skipped_from = depth
        elif above in _PROPERTIES:
            self._property(name, above, depth)
        elif name in _UNSEEN or self._is_another_way(name, above):
            self._skipped_from = depth
        else:
            self._sign(name, said)

    def end(self, tag: str) -> None:
        depth = len(self._open)
        name = self._open.pop()
        self._closed.pop()
        if self._skipped_from:
            if depth == self._skipped_from:
                self._skipped_from = 0
        elif name == "w:p":
            self._stories[-1] = [True] * len(self._stories[-1])
        elif name in ("w:txbxContent", "w:footnote", "w:endnote"):
            self._stories.pop()
        if name in _PROPERTIES and self._open and self._open[-1] == _PROPERTIES[name][0]:
            self._closed[-1] = True

    def words(self, text: str) -> None:
        if self._skipped_from or self._open[-1] not in ("w:t", "m:t") or self._is_hidden():
            return
        if _PLAIN.fullmatch(text):
            self.total += len(text) - text.count(" ")
        else:
            self.total += sum(map(is_counted, text))

    def _is_wanted(self, name: str, said: dict[str, str]) -> bool:
        if name != self.within:
            return False
        self.bodies += 1
        if name == "w:body":
            return self.bodies == 1
        kind = next((said[one] for one in said if _short(one) == "w:type"), "")
        return kind not in _NO_NOTE

    def _property(self, name: str, above: str, depth: int) -> None:
        """A row or cell that was deleted is left out from here to its end."""
        owner, deleted = _PROPERTIES[above]
        is_owned = depth > 2 and self._open[-3] == owner and not self._closed[-3]
        self._skipped_from = depth - 2 if is_owned and name == deleted else depth

    def _is_another_way(self, name: str, above: str) -> bool:
        """Of the ways in which a file says one thing, the first is counted."""
        if above != "mc:AlternateContent":
            return False
        is_late = self._closed[-2]
        self._closed[-2] |= name == "mc:Choice"
        return is_late or name not in ("mc:Choice", "mc:Fallback")

    def _is_hidden(self) -> bool:
        return not all(self._stories[-1])

    def _sign(self, name: str, said: dict[str, str]) -> None:
        if name == "w:fldChar":
            self._field({_short(one): said[one] for one in said}.get("w:fldCharType", ""))
        elif name in ("w:txbxContent", "w:footnote", "w:endnote"):
            self._stories.append([])
        elif name == "w:noBreakHyphen":
            self.total += not self._is_hidden()
        elif name == "w:sym" and not self._is_hidden():
            self.total += _is_sign({_short(one): said[one] for one in said}.get("w:char", ""))

    def _field(self, kind: str) -> None:
        fields = self._stories[-1]
        if kind == "begin":
            fields.append(False)
        elif fields and kind == "separate":
            fields[-1] = True
        elif fields and kind == "end":
            fields.pop()


def _is_sign(code: str) -> bool:
    """Whether a symbol font's code prints a sign; its fonts begin at F000."""
    try:
        at = int(code, 16)
    except ValueError:
        return False
    if 0 < at < 0x100 or 0xF000 <= at < 0xF100:
        return at & 0xFF not in (0, 0x20)
    return 0 < at <= 0x10FFFF and not 0xD800 <= at < 0xE000 and is_counted(chr(at))
