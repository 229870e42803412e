"""Groups, panels and committees that a report sets up: under headings, in a table or in a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..text.structured_text import Block as TextBlock
from .pieces import Furniture, block_of
from .report_outline import Outline, Part, is_known_heading, number_and_title
from .report_placed import PlacedBody
from .report_posts import is_post, post_in, post_of, posts_of_each
from .rows import Line, Table

_NOUN = (
    r"sub-?\s?groups?|sub-?\s?committees?|groups?|boards?|committees?|panels?|forums?|fora|bodies"
    r"|task forces?|working part(?:y|ies)|networks?|councils?"
)
_SEVERAL = re.compile(
    r"\b(?:sub-?\s?groups|sub-?\s?committees|groups|boards|committees|panels|forums|fora|bodies"
    r"|task forces|working parties|networks)\b",
    re.IGNORECASE,
)
_ENDS_SO = re.compile(rf"\b(?:{_NOUN})(?:\s*\([^)]*\))?\W*$", re.IGNORECASE)
_PARENT = re.compile(
    r"(?:recommendations? to|reports? (?:directly |back )?to|reporting to|accountable to|advis\w+"
    r"(?: to)?|on behalf of|sub-?(?:group|committee)s? of)\s+(?:the\s+)?"
    r"(?P<name>(?:[A-Z][\w&’'-]*\s+){0,5}(?:Board|Committee|Cabinet|Council|Assembly|Executive))\b"
)
_TERMS = re.compile(r"(?:draft\s+)?terms of reference(?:\s+(?:of|for))?(?:\s+the)?", re.IGNORECASE)
_REMIT = re.compile(
    r"\b(?:remit|purpose|role|roles|scope|aims?|objectives|responsibilit\w+|functions?|duties)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?P<name>[A-Z][^:–.]{1,60}?)\s*(?::|\s[-–]|–)\s+(?P<remit>\S.*)", re.DOTALL)
_GENERAL = re.compile(
    r"\b(?:roles?|structure|framework|arrangements|overview|proposed|generic)\b", re.IGNORECASE
)


@dataclass
class Bodies:
    """The bodies of a report, and which of its parts and blocks they took."""

    bodies: list[PlacedBody] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)  # whole parts
    taken: set[str] = field(default_factory=set)  # ids of lines
    furniture: list[Furniture] = field(default_factory=list)


def place_bodies(outline: Outline, title: str) -> Bodies:
    """The bodies of a report; by headings before tables, tables before lists."""
    found = _under_headings(outline)
    for part in outline.parts:
        for block in part.blocks:
            if isinstance(block, Table) and not any(part is one for one in found.parts):
                _in_table(block, found)
    if not found.bodies:
        found = _in_a_list(outline)
    if not found.bodies:
        found = _of_terms(outline, title)
    parent = _parent_of(outline)
    everywhere = [line for part in outline.parts for line in part.lines()]
    shared = posts_of_each(everywhere)
    for body in found.bodies:
        body.parent = body.parent or ("" if parent == body.name else parent)
        known = {post.post.lower() for post in body.posts}
        body.posts += [replace(post) for post in shared if post.post.lower() not in known]
    return found


def _parent_of(outline: Outline) -> str:
    for part in outline.parts:
        for line in part.lines():
            if found := _PARENT.search(line.text):
                return found["name"]
    return ""


def _under_headings(outline: Outline) -> Bodies:
    """Parts under "Role of the sub-groups", or parts named as bodies themselves."""
    found = Bodies()
    for at, part in enumerate(outline.parts):
        children = outline.children(at)
        named = [one for one in children if _ENDS_SO.search(one.title) and _is_name(one)]
        if _SEVERAL.search(part.title):
            named = [one for one in children if _is_name(one)]
        if len(named) < 2:
            continue
        for child in named:
            if not any(child is one for one in found.parts):
                found.bodies.append(_body(outline.under(child), child, found))
                found.parts += outline.under(child)
    return found


def _is_name(part: Part) -> bool:
    """Whether a heading may name a body, and not a question that all of them answer."""
    words = part.title.strip(" .:")
    return (
        not is_known_heading(words)
        and len(words.split()) < 9
        and not words.endswith("?")
        and not _GENERAL.search(words)
    )


def _body(parts: Sequence[Part], head: Part, found: Bodies) -> PlacedBody:
    body = PlacedBody(name=head.title.strip(" :"), number=head.number, lines=(head.heading.id,))
    for part in parts:
        if part is not head:
            _remember(body, {**block_of(part.heading), "kind": "heading"}, part.heading)
        for block in part.blocks:
            _describe(body, block, found)
    return body


def _describe(body: PlacedBody, block: Line | Table, found: Bodies) -> None:
    """Add a block to a body: its posts to the posts, all else to its remit."""
    if isinstance(block, Line):
        if post := post_in(block):
            body.posts.append(post)
        elif block.is_empty:
            found.furniture += _empty(block)
        else:
            _remember(body, block_of(block), block)
        return
    for row in block.rows:
        cells = [cell for cell in row.cells if cell.text]
        if len(cells) == 2 and is_post(cells[0].text):
            lines = [line.id for cell in cells for line in cell.lines if line.text.strip()]
            body.posts.append(post_of(cells[0].text, cells[1].text, lines))
            continue
        for cell in cells:
            for line in cell.lines:
                _describe(body, line, found)


def _remember(body: PlacedBody, words: TextBlock, line: Line) -> None:
    body.remit.append(words)
    body.lines += (line.id,)


def _empty(line: Line) -> list[Furniture]:
    if not line.text.strip():
        return []
    return [Furniture(text=line.text, why="empty bullet", lines=(line.id,))]


def _in_table(table: Table, found: Bodies) -> None:
    """A table with a body in each row, under headings such as "Group", "Remit", "Chair"."""
    if len(table.rows) < 3 or table.columns < 2:
        return
    heads = [table.cell_at(0, column) for column in range(table.columns)]
    titles = [cell.text.strip() if cell else "" for cell in heads]
    names = next((at for at, one in enumerate(titles) if _ENDS_SO.search(one)), None)
    remits = [at for at, one in enumerate(titles) if _REMIT.search(one)]
    posts = [at for at, one in enumerate(titles) if is_post(one)]
    if names is None or names > 1 or not (remits or posts):
        return
    found.furniture += [
        Furniture(text=line.text, why="heading of the table", lines=(line.id,))
        for cell in table.rows[0].cells
        for line in cell.lines
        if line.text.strip()
    ]
    for at, row in enumerate(table.rows[1:], start=1):
        name = table.cell_at(at, names)
        if name is None or not name.text:
            continue
        body = PlacedBody(name=" ".join(name.text.split()))
        for cell in row.cells:
            lines = tuple(line.id for line in cell.lines if line.text.strip())
            if cell.column == names:
                body.lines += lines
            elif cell.column in posts:
                body.posts.append(post_of(titles[cell.column], cell.text, lines))
            elif cell.column < names and re.fullmatch(r"[\d.()a-z]{1,6}", cell.text):
                body.number, body.lines = cell.text.strip(".()"), body.lines + lines
            else:
                for line in cell.lines:
                    _describe(body, line, found)
        found.bodies.append(body)
        found.taken |= {line.id for cell in row.cells for line in cell.lines}
    found.taken |= {line.id for cell in table.rows[0].cells for line in cell.lines}


def _in_a_list(outline: Outline) -> Bodies:
    """Bullets after a line that names several groups: "Place – transport and housing"."""
    found = Bodies()
    for part in outline.parts:
        lines = part.lines()
        for at, line in enumerate(lines):
            if not (line.text.rstrip().endswith(":") and _SEVERAL.search(line.text)):
                continue
            listed: list[Line] = []
            for one in lines[at + 1 :]:
                if one.kind not in {"bullet", "number"}:
                    break
                listed.append(one)
            named = [(one, _LISTED.fullmatch(one.words)) for one in listed if one.level == 0]
            if len(named) < 2 or not all(match for _, match in named):
                continue
            for one, match in named:
                if match and len(match["name"].split()) < 8:
                    number = number_and_title(one)[0]
                    remit = {"kind": "paragraph", "level": 0, "text": match["remit"]}
                    found.bodies.append(
                        PlacedBody(
                            name=match["name"], number=number, remit=[remit], lines=(one.id,)
                        )
                    )
                    found.taken.add(one.id)
            return found
    return found


def _of_terms(outline: Outline, title: str) -> Bodies:
    """The one body whose terms of reference the paper is."""
    found = Bodies()
    heads = [title, *(part.title for part in outline.parts[:2])]
    words = next((one for one in heads if _TERMS.search(one)), "")
    name = _TERMS.sub("", words).strip(" :–-()\t")
    if not name or not outline.parts:
        return found
    body = PlacedBody(name=name)
    for part in outline.parts:
        is_remit = bool(_REMIT.search(part.title)) and is_known_heading(part.title)
        for line in part.lines():
            if post := post_in(line):
                body.posts.append(post)
                found.taken.add(line.id)
            elif is_remit and not line.is_empty:
                _remember(body, block_of(line), line)
                found.taken.add(line.id)
    if body.remit or body.posts:
        found.bodies.append(body)
    return found
