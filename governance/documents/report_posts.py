"""Posts on a body: who holds them, or that they are vacant, as it is printed."""

import re
from collections.abc import Sequence

from .report_placed import PlacedPost
from .rows import Line

_POST = (
    r"(?:(?:vice|deputy|co|joint|acting|interim|independent|private[ -]sector)[- ]?)*"
    r"chair(?:man|woman|person)?s?"
    r"|(?:lead|link|support(?:ing)?|responsible|governance)"
    r" (?:officer|director|member|councillor)s?"
    r"|(?:executive )?sponsors?|secretar(?:y|iat)|treasurer|(?:sme|small business) lead"
    r"|(?:board )?champions?|facilitators?|convenors?|clerk|lead"
)
_ABSENT = re.compile(
    r"\(?(?:(?:to be|not yet|yet to be) (?:agreed|appointed|confirmed|nominated|elected|identified"
    r"|named|determined|decided|advised|filled|recruited).*|t\.?b\.?[acd]\.?|vacan(?:t|cy).*|none"
    r"|[-–?.…\s]*)\)?",
    re.IGNORECASE | re.DOTALL,
)
_HELD = re.compile(
    rf"(?:the\s+)?(?P<post>{_POST})\s*(?:[:–\t]|\s-\s|\s(?:is|will be)\s)\s*(?P<holder>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SOME_POSTS = rf"(?:(?:an?|the|one)\s+)?(?:{_POST})"
_POSTS = rf"{_SOME_POSTS}(?:\s*(?:,\s*and|,|and|&)\s*{_SOME_POSTS})*"
_GROUP = r"(?:[\w-]+\s+){0,3}?(?:sub-?\s?group|group|committee|panel|board|body|forum)s?"
_FILLED = "agreed|appointed|confirmed|nominated|elected|identified|named|chosen"
_FOR_EACH = re.compile(
    rf"\b(?P<posts>{_POSTS})\s+(?:for|of|to)\s+(?:each|every|all)\s+{_GROUP}\b\s*"
    rf"(?:(?:is|are|will|should|must|shall|has|have|need|needs|yet|still)\s+)*"
    rf"(?P<printed>(?:to\s+)?be\s+(?:{_FILLED})[^.;]{{0,40}})",
    re.IGNORECASE,
)
_EACH_HAS = re.compile(
    rf"\b(?:each|every)\s+{_GROUP}\s+(?:will|shall|should|must|is to|are to)\s+"
    rf"(?:have|appoint|elect|nominate|be led by)\s+(?P<posts>{_POSTS})"
    rf"(?P<printed>[^.;]{{0,20}}\bto be (?:{_FILLED})\b[^.;)]{{0,20}})",
    re.IGNORECASE,
)


def post_in(line: Line) -> PlacedPost | None:
    """The post that a line names with its holder: "Chair: to be agreed"; None for other lines."""
    found = _HELD.fullmatch(line.words)
    if found is None or len(line.words) > 160:
        return None
    return post_of(found["post"], found["holder"].strip(), (line.id,))


def post_of(post: str, holder: str, lines: Sequence[str]) -> PlacedPost:
    """A post with what is printed beside it."""
    is_vacant = bool(_ABSENT.fullmatch(holder))
    return PlacedPost(
        post=post.strip(),
        holder="" if is_vacant else holder,
        is_vacant=is_vacant,
        printed=holder,
        lines=tuple(lines),
    )


def is_post(words: str) -> bool:
    """Whether words are the name of a post and nothing else."""
    return bool(re.fullmatch(_POST, words.strip(" .:"), re.IGNORECASE))


def posts_of_each(lines: Sequence[Line]) -> list[PlacedPost]:
    """The posts that one sentence gives to every group: "A chair for each group to be agreed"."""
    for line in lines:
        found = _FOR_EACH.search(line.text) or _EACH_HAS.search(line.text)
        if found:
            return [
                PlacedPost(
                    post=post.group().strip(),
                    is_vacant=True,
                    printed=found["printed"].strip(" ,(–-"),
                    lines=(line.id,),
                )
                for post in re.finditer(_POST, found["posts"], re.IGNORECASE)
            ]
    return []
