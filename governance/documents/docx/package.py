"""The parts of a Word document as trees, and which part points at which."""

import posixpath
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

from .. import kept
from ..preflight import WORD, Parts
from . import names


@dataclass(frozen=True)
class Relation:
    """An arrow from a part: its kind ("header"), and where it points."""

    kind: str
    target: str
    is_external: bool


class Package:
    """A document whose main part was found. Nothing outside the file is ever opened."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        start = self.relations("")
        main = [one.target for one in start.values() if one.kind == "officeDocument"]
        found = next((part for part in [*main, WORD.main] if part in parts), None)
        if found is None:
            parts.refuse("the file holds no document.", WORD.main)
        self.main: str = found

    def tree(self, part: str) -> Any:
        """The root element of a part; refuses what is no well-formed XML."""
        root = self._parsed(self.parts.read(part), part)
        if root.tag.startswith(f"{{{names.STRICT}}}"):
            text = etree.tostring(root, encoding="utf-8")
            for strict, usual in names.STRICT_NAMES.items():
                text = text.replace(strict.encode(), usual.encode())
            root = self._parsed(text, part)
        return root

    def _parsed(self, content: bytes, part: str) -> Any:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            why = " ".join(str(error).split(", line")[0].split())[:120]
            self.parts.refuse(f"this part cannot be read ({why}).", part)

    def first(self, kind: str) -> Any | None:
        """The tree of the part that the document points at as its styles, numbering, …"""
        part = next(iter(self.targets(kind)), None)
        return None if part is None else self.tree(part)

    def targets(self, kind: str) -> list[str]:
        """The parts of a kind that the document points at and that are there, each once."""
        found = [
            one.target
            for one in self.relations(self.main).values()
            if one.kind == kind and not one.is_external and one.target in self.parts
        ]
        return list({part.lower(): part for part in found}.values())

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points at, by the key its elements use."""
        folder, _, file = part.rpartition("/")
        listed = posixpath.join(folder, "_rels", f"{file}.rels")
        if listed not in self.parts:
            return {}
        found = {}
        for each in self._parsed(self.parts.read(listed), listed):
            if each.tag != f"{{{names.PACKAGE}}}Relationship":
                continue
            target = each.get("Target", "")
            is_external = each.get("TargetMode", "").lower() == "external"
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target)))[1:]
            kind = each.get("Type", "").rpartition("/")[2]
            found[each.get("Id", "")] = Relation(kind, target, is_external)
        return found

    def kept(self) -> str:
        """What our own export keeps in the file, or empty."""
        for part in self.parts:
            if not part.startswith(kept.FOLDER) or not part.endswith(".xml"):
                continue
            content = self.parts.read(part)
            if kept.NAMESPACE.encode() in content:
                root = self._parsed(content, part)
                if root.tag == kept.TAG and len(root.text or "") <= kept.LONGEST:
                    return root.text or ""
        return ""
