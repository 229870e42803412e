"""Damages files in the ways in which files get damaged, the same ways each time."""

import io
import random
import zipfile
from collections.abc import Callable

from lxml import etree

from .word_files import packed

ODD_VALUES = ["", "0", "-1", "1", "2", "99999999999", "x", "continue", "restart", "\ufffd", "begin"]


def mutated(data: bytes, seed: int) -> bytes:
    """A damaged copy of a zip of XML; the same seed damages the same way."""
    chance = random.Random(seed)
    if seed % 4 == 0:
        return _of_bytes(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.choice([1, 1, 2, 4])):
        _damage_a_part(parts, chance, as_tree=seed % 4 > 1)
    return packed(parts)


def _damage_a_part(parts: dict[str, str | bytes], chance: random.Random, *, as_tree: bool) -> None:
    name = chance.choice([*parts, *[one for one in parts if "document" in one] * 4])
    if chance.random() < 0.03:
        del parts[name]
        return
    content = parts[name]
    assert isinstance(content, bytes)
    parts[name] = _of_tree(content, chance) if as_tree else _of_bytes(content, chance)


def _of_bytes(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.choice([1, 1, 1, 3, 20])):
        if not data:
            break
        at, to = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
        to = min(to, at + 60)
        how = chance.randrange(6)
        if how == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif how == 1:
            data[at] = chance.randrange(256)
        elif how == 2:
            del data[at:to]
        elif how == 3:
            data[at:at] = data[at:to]
        elif how == 4:
            data[at:to] = bytes(to - at)
        elif chance.random() < 0.2:
            del data[at:]
    return bytes(data)


def _of_tree(content: bytes, chance: random.Random) -> bytes:
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return _of_bytes(content, chance)
    for _ in range(chance.choice([1, 1, 2, 5])):
        elements = list(root.iterdescendants("*"))
        if not elements:
            break
        one, other = chance.choice(elements), chance.choice(elements)
        chance.choice(_ACTIONS)(one, other, chance)
    return etree.tostring(root)


def _drop(one, other, chance):
    one.getparent().remove(one)


def _double(one, other, chance):
    one.addnext(etree.fromstring(etree.tostring(one)))


def _move(one, other, chance):
    if one is not other and one not in other.iterancestors():
        other.insert(chance.randrange(len(other) + 1), one)


def _rename(one, other, chance):
    one.tag = other.tag


def _unwrap(one, other, chance):
    for child in list(one):
        one.addprevious(child)
    one.getparent().remove(one)


def _wrap(one, other, chance):
    holder = etree.Element(other.tag, dict(other.attrib))
    one.addprevious(holder)
    holder.append(one)


def _revalue(one, other, chance):
    for name in one.attrib:
        one.set(name, chance.choice(ODD_VALUES))


def _say_otherwise(one, other, chance):
    one.text = chance.choice(["", " ", "7", "\u00ad\u0085x\u2028", "•", "1. "]) + (other.text or "")


_ACTIONS: list[Callable] = [
    *(_drop, _double, _move, _move, _rename, _unwrap, _wrap, _revalue, _revalue, _say_otherwise),
]
