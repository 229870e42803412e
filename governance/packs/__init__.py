"""Board packs: what a section is, and how sections become one document.

``BOARD_PACK_SECTIONS`` lists by dotted name what can be printed, because plans and OKRs have
sections too and this ground knows neither. Each pack keeps its own choice and order.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from governance.models import BoardPack

# Who reads: what a section prints may differ, and comes from a query for that reader.
Audience = Literal["members"]
MEMBERS: Audience = "members"
Place = Literal["front", "body", "back"]


@dataclass(frozen=True)
class PackSection:
    """One section a pack can hold: a title, a template, and its words for a pack and a reader.

    ``context`` returns what the template shows, or None where the section has nothing to say
    for this pack. These keys of it are read here too, all optional:

    - ``lines``: (anchor, title) of parts that the contents list under the section,
    - ``asked``: what the reader is asked, such as "For decision",
    - ``facts``: (name, value) pairs for the page "Check this pack",
    - ``marks``: (word, meaning) pairs that the key explains beside the status words,
    - ``is_draft``: whether words in it may still change.

    ``cover`` is a template for the cover, shown with the section's own context.
    """

    key: str
    title: str
    sentence: str
    template: str
    context: Callable[["BoardPack", Audience], dict[str, Any] | None]
    place: Place = "body"
    cover: str = ""


@dataclass(frozen=True)
class PackPart:
    """A section as it stands in one pack."""

    section: PackSection
    context: dict[str, Any]
    html: str = ""

    @property
    def anchor(self) -> str:
        return self.section.key

    @property
    def title(self) -> str:
        return self.context.get("title") or self.section.title


@dataclass(frozen=True)
class Assembly:
    """A pack put together: its pages as HTML, the prints of its contents, and whether it is final.

    ``html`` is what the web page shows too; ``digest`` is of the words and figures alone, since
    a file cannot hold its own.
    """

    html: str
    digest: str
    build_id: str
    is_draft: bool
    parts: list[PackPart] = field(default_factory=list)


def all_sections() -> dict[str, PackSection]:
    """Return every section that can be printed, by key, in the order of the settings."""
    listed = [import_string(name) for name in settings.BOARD_PACK_SECTIONS]
    return {section.key: section for section in listed}


def choosable() -> list[PackSection]:
    """Return the sections the coordinator chooses among; the frame of a pack is always there."""
    return [section for section in all_sections().values() if section.place == "body"]


def chosen(keys: list[str]) -> list[PackSection]:
    """Return the sections of a pack in its own order, between what every pack begins and ends with.

    A key whose section is gone from the settings is passed over.
    """
    known = all_sections()
    body = [known[key] for key in keys if key in known and known[key].place == "body"]
    front = [section for section in known.values() if section.place == "front"]
    back = [section for section in known.values() if section.place == "back"]
    return [*front, *body, *back]


def assemble(
    pack: "BoardPack",
    *,
    at: datetime,
    audience: Audience = MEMBERS,
    on_step: Callable[[str], None] = lambda step: None,
) -> Assembly:
    """Put a pack together as HTML; the words first, then the frame that counts and lists them."""
    sections = chosen(pack.sections)
    body: list[PackPart] = []
    for section in sections:
        if section.place == "body":
            on_step(f"Writing “{section.title}”")
            body += _written(section, pack, audience)
    digest = hashlib.sha256("\n".join([pack.title, *(part.html for part in body)]).encode())
    is_draft = pack.round.is_open or any(part.context.get("is_draft") for part in body)
    frame: dict[str, Any] = {
        "pack": pack,
        "parts": body,
        "at": at,
        "is_draft": is_draft,
        "digest": digest.hexdigest(),
        "pieces": re.findall(".{4}", digest.hexdigest()),
        "build_id": _build_id(pack, digest.hexdigest()),
        "facts": [fact for part in body for fact in part.context.get("facts", [])],
        "covers": _covers(body),
        "marks": dict(mark for part in body for mark in part.context.get("marks", [])),
    }
    on_step("Writing the cover and the contents")
    pages = [
        part.html if part.section.place == "body" else _framed(part, pack, audience, frame)
        for part in _in_order(sections, body)
    ]
    return Assembly(
        html="\n".join(pages),
        digest=frame["digest"],
        build_id=frame["build_id"],
        is_draft=is_draft,
        parts=body,
    )


def _written(section: PackSection, pack: "BoardPack", audience: Audience) -> Iterator[PackPart]:
    context = section.context(pack, audience)
    if context is None:
        return
    part = PackPart(section, context)
    html = render_to_string(section.template, {"pack": pack, "part": part, **context})
    yield PackPart(section, context, html)


def _in_order(sections: list[PackSection], body: list[PackPart]) -> list[PackPart]:
    written = {part.section.key: part for part in body}
    return [
        written.get(section.key) or PackPart(section, {})
        for section in sections
        if section.key in written or section.place != "body"
    ]


def _framed(part: PackPart, pack: "BoardPack", audience: Audience, frame: dict[str, Any]) -> str:
    own = part.section.context(pack, audience) or {}
    return render_to_string(part.section.template, {**frame, "part": part, **own})


def _covers(body: list[PackPart]) -> list[str]:
    return [
        render_to_string(part.section.cover, part.context) for part in body if part.section.cover
    ]


def _build_id(pack: "BoardPack", digest: str) -> str:
    """Return the name of this build, such as “FRC-2019-q2.1-7f3a9c1e”: same words, same name."""
    initials = "".join(re.findall(r"\b[A-Z]", pack.body.name.replace("&", " "))) or "PACK"
    return f"{initials[:6]}-{pack.round.slug}.{pack.number}-{digest[:8]}"[:40]
