"""Whether a stored pack is still the one that was made, and whether its tags hold together.

The rules of PDF/UA do not ask whether the tags of each page lead where they say: a file joined
badly passes them. ``structure_problems`` asks.
"""

import hashlib
import hmac
from collections.abc import Iterator
from io import BytesIO
from typing import Any


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def is_whole(data: bytes | memoryview | None, sha256: str) -> bool:
    """Return whether the bytes are those whose SHA-256 was kept when they were made."""
    return bool(data) and hmac.compare_digest(fingerprint(bytes(data or b"")), sha256)


def pages_of(data: bytes) -> int:
    """Return how many pages a PDF has."""
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(data)).pages)


def structure_problems(data: bytes) -> Iterator[str]:
    """Yield one sentence for each place where the tags of a PDF do not hold together."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    root: Any = reader.trailer["/Root"]
    tree = root.get("/StructTreeRoot")
    if tree is None:
        yield "The file has no structure tree."
        return
    tree = tree.get_object()
    parents = dict(_numbers(tree["/ParentTree"].get_object()))
    yield from _page_problems(reader, parents)
    yield from _element_problems(tree)
    yield from _destination_problems(reader, root)


def _stands_elsewhere(element: Any, page: Any) -> bool:
    return "/Pg" in element and element["/Pg"].get_object() != page


def _page_problems(reader: Any, parents: dict[int, Any]) -> Iterator[str]:
    seen: set[int] = set()
    for number, page in enumerate(reader.pages, start=1):
        key = page.get("/StructParents")
        if key is None or key in seen:
            yield f"Page {number} has no key of its own in the parent tree."
            continue
        seen.add(key)
        entries = parents.get(key)
        if entries is None:
            yield f"Page {number} has no entry in the parent tree."
            continue
        marked = page.get_contents().get_data().count(b"/MCID")
        entries = entries.get_object()
        if len(entries) != marked:
            yield f"Page {number} marks {marked} pieces and lists {len(entries)}."
        if any(_stands_elsewhere(entry.get_object(), page) for entry in entries):
            yield f"Page {number} lists an element that says it stands on another page."
        for annotation in page.get("/Annots", []):
            parent = annotation.get_object().get("/StructParent")
            if parent is None or parent not in parents:
                yield f"A link on page {number} leads to no element."


def _element_problems(tree: Any) -> Iterator[str]:
    named: list[Any] = []
    wanted: list[Any] = []
    for element, parent in _elements(tree):
        if element.get("/P") is None or element["/P"].get_object() != parent:
            yield "An element names a parent that does not hold it."
        if "/ID" in element:
            named.append(element["/ID"])
        for attribute in _listed(element.get("/A")):
            wanted += _listed(attribute.get_object().get("/Headers"))
    if len(named) != len(set(named)):
        yield "Two table headings share one name."
    if set(wanted) - set(named):
        yield "A table cell names a heading that is not there."


def _destination_problems(reader: Any, root: Any) -> Iterator[str]:
    names = set(reader.named_destinations)
    for number, page in enumerate(reader.pages, start=1):
        for annotation in page.get("/Annots", []):
            link = annotation.get_object()
            action = link.get("/A", {})
            target = link.get("/Dest") or action.get_object().get("/D")
            if isinstance(target, str) and target not in names:
                yield f"A link on page {number} leads nowhere."


def _elements(tree: Any) -> Iterator[tuple[Any, Any]]:
    waiting = [(kid, tree) for kid in _listed(tree.get("/K"))]
    while waiting:
        kid, parent = waiting.pop()
        element = kid.get_object()
        if not hasattr(element, "get") or "/S" not in element:
            continue
        yield element, parent
        waiting += [(below, element) for below in _listed(element.get("/K"))]


def _numbers(node: Any) -> Iterator[tuple[int, Any]]:
    pairs = node.get("/Nums", [])
    yield from zip(pairs[::2], pairs[1::2], strict=True)
    for kid in node.get("/Kids", []):
        yield from _numbers(kid.get_object())


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    value = value.get_object() if hasattr(value, "get_object") else value
    return list(value) if isinstance(value, list) else [value]
