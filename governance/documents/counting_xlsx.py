"""How many signs a workbook holds, counted from its package by code that is not the reader's.

Only what a number looks like in its format is asked of ``shown_numbers``: the sign count of
43641 and of "25 June 2019" would differ.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from .rows import is_counted
from .shown_numbers import BY_NUMBER, shown, shown_day

_Element = ElementTree.Element


def count_xlsx(data: bytes) -> int:
    """Signs in the cells, text boxes, headers and footers of the sheets that are not hidden."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return sum(_count(packed))


def _count(packed: zipfile.ZipFile) -> Iterator[int]:
    book_part = _target(packed, "", "officeDocument") or "xl/workbook.xml"
    book = _root(packed, book_part)
    texts_part = _target(packed, book_part, "sharedStrings")
    texts = [_signs(_text(item)) for item in _root(packed, texts_part)] if texts_part else []
    styles_part = _target(packed, book_part, "styles")
    formats = _formats(_root(packed, styles_part)) if styles_part else []
    from_1904 = any(
        one.get("date1904") in {"1", "true"} for one in book.iter() if _is(one, "workbookPr")
    )
    by_id = {
        known: part for known, kind, part in _related(packed, book_part) if kind == "worksheet"
    }
    for sheet in (one for one in book.iter() if _is(one, "sheet")):
        part = next((by_id[value] for value in sheet.attrib.values() if value in by_id), None)
        if part is None or sheet.get("state", "visible") != "visible":
            continue
        for _, each in ElementTree.iterparse(packed.open(_named(packed, part))):  # noqa: S314
            if _is(each, "c"):
                yield _cell(each, texts, formats, from_1904)
                each.clear()
            elif each.tag.endswith(("Header", "Footer")) and not _is(each, "headerFooter"):
                codes = r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d+|&[A-Za-z]'
                kept = [piece.replace("&&", "&") for piece in re.split(codes, each.text or "")]
                yield _signs("".join(kept))
        for _, kind, drawing in _related(packed, part):
            if kind == "drawing":
                boxes = (one for one in _root(packed, drawing).iter() if _is(one, "txBody"))
                yield from (_signs(_text(box)) for box in boxes)


def _cell(cell: _Element, texts: list[int], formats: list[str], from_1904: bool) -> int:
    kind = cell.get("t", "n")
    stored = "".join(one.text or "" for one in cell if _is(one, "v"))
    if kind == "inlineStr":
        return sum(_signs(_text(one)) for one in cell if _is(one, "is"))
    if not stored.strip():
        return 0
    if kind == "s":
        return texts[int(stored)]
    if kind == "b":
        return len("TRUE" if stored.strip() in {"1", "true"} else "FALSE")
    if kind in {"str", "e"}:
        return _signs(_plain(stored))
    style = int(cell.get("s", "0") or 0)
    code = formats[style] if style < len(formats) else "General"
    if kind == "d":
        return _signs(shown_day(stored, code))
    return _signs(shown(stored.strip(), code, from_1904=from_1904))


def _formats(styles: _Element) -> list[str]:
    own = {
        one.get("numFmtId"): one.get("formatCode", "")
        for one in styles.iter()
        if _is(one, "numFmt")
    }
    cells: Iterable[_Element] = next((one for one in styles if _is(one, "cellXfs")), ())
    known = {str(number): code for number, code in BY_NUMBER.items()} | own
    return [str(known.get(one.get("numFmtId", "0"), "General")) for one in cells]


def _text(item: _Element) -> str:
    """The words of a text, without the readings that eastern languages add."""
    if _is(item, "rPh"):
        return ""
    own = _plain(item.text or "") if _is(item, "t") else ""
    return own + "".join(map(_text, item))


def _plain(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def _is(element: _Element, name: str) -> bool:
    return element.tag.split("}")[-1] == name


def _related(packed: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    """The id, the kind and the part of all that a part points at inside the package."""
    *folders, file = part.split("/")
    rels = "/".join([*folders, "_rels", f"{file}.rels"])
    if not _named(packed, rels):
        return []
    found = []
    for each in _root(packed, rels):
        if each.get("TargetMode") == "External":
            continue
        path = [] if each.get("Target", "").startswith("/") else list(folders)
        for step in each.get("Target", "").split("/"):
            if step == "..":
                path = path[:-1]
            elif step not in {"", "."}:
                path.append(step)
        target = "/".join(path)
        if _named(packed, target):
            found.append((each.get("Id", ""), each.get("Type", "").split("/")[-1], target))
    return found


def _target(packed: zipfile.ZipFile, part: str, kind: str) -> str:
    return next((target for _, of, target in _related(packed, part) if of == kind), "")


def _root(packed: zipfile.ZipFile, part: str) -> _Element:
    return ElementTree.fromstring(packed.read(_named(packed, part)))  # noqa: S314


def _named(packed: zipfile.ZipFile, part: str) -> str:
    """The name of a part as the package spells it."""
    return next((name for name in packed.namelist() if name.lower() == part.lower()), "")


def _signs(text: str) -> int:
    return sum(
        is_counted(sign) and unicodedata.category(sign) != "Cs" and sign not in "\ufffe\uffff"
        for sign in text
    )
