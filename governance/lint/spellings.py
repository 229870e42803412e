"""One person, or one name of a thing, spelled in two ways."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

_TITLE = re.compile(
    r"^(?:cllr|councillor|dr|prof(?:essor)?|mr|mrs|ms|miss|sir|dame|lord|lady)\.?\s+", re.I
)
_SHORT = (
    {"sam", "samantha", "samuel"},
    {"tony", "anthony"},
    {"bill", "will", "william"},
    {"bob", "rob", "robert"},
    {"liz", "beth", "elizabeth"},
    {"dave", "david"},
    {"jim", "james"},
    {"mike", "michael"},
    {"sue", "susan", "suzanne"},
    {"kate", "katherine", "catherine"},
    {"jo", "joanne", "joanna"},
    {"nick", "nicholas"},
    {"chris", "christopher", "christine"},
    {"steve", "stephen", "steven"},
    {"andy", "andrew"},
    {"dan", "daniel"},
    {"tom", "thomas"},
    {"matt", "matthew"},
    {"ben", "benjamin"},
    {"alex", "alexander", "alexandra"},
    {"jon", "jonathan", "john"},
    {"phil", "philip", "phillip"},
    {"pat", "patricia", "patrick"},
    {"debbie", "deborah"},
    {"jacqui", "jackie", "jacqueline"},
    {"pete", "peter"},
    {"ed", "edward"},
    {"geoff", "geoffrey"},
    {"rich", "richard", "dick"},
    {"tim", "timothy"},
)
_NAMES = """
adam alan alison andrew ann anna anne anthony barbara ben brian carol caroline charles chris
christine claire clare colin daniel dave david dawn deborah diane donna elizabeth emily emma
fiona frances gareth gary gemma geoff george gillian graham greg hannah harry heather helen ian
jack jacqui james jane janet jason jean jenny jessica jill jim joanna joanne john jon jonathan
judith julia julie karen kate katherine keith kelly kevin laura lee linda lisa liz louise lucy
lynn malcolm margaret maria mark martin martyn mary matt matthew melanie michael michelle mike
mohammed natalie neil nicholas nick nicola nigel oliver pamela patricia patrick paul paula peter
philip rachel rebecca richard robert robin roger rosemary ruth ryan sally sam samantha sandra
sara sarah sharon sheila shirley simon sophie stephen steve steven stuart sue susan suzanne
terry thomas tim timothy tina tom tony tracey trevor vicky victoria wendy william
"""
_FIRST_NAMES = frozenset(_NAMES.split())
_PERSON = re.compile(r"\b([A-Z][a-z]+)\s+((?:Mc|Mac|O[’'])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b")
_MIXED = re.compile(r"(?<![\w.@/-])(?=[\w-]*[A-Z])[A-Za-z][A-Za-z-]{2,}(?![\w@])")
_MONTHS = {
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
}


def people_in(text: str) -> Iterator[str]:
    """Names in a sentence: a common first name and a surname."""
    for first, last in _PERSON.findall(text):
        if first.lower() in _FIRST_NAMES:
            yield f"{first} {last}"


def spelled_two_ways(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of names that are very likely one person; each pair once, as printed."""
    bare = dict.fromkeys(one for name in names if (one := _bare(name)))
    return [(one, other) for one, other in combinations(bare, 2) if _is_one_person(one, other)]


def variants(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of one proper name in two spellings: "GrowthHub" and "Growthhub", "NorthX" and
    "NORX". The more frequent one stands first."""
    counts: dict[str, int] = {}
    plain = {word for text in texts for word in re.findall(r"\b[a-z][a-z-]+\b", text)}
    for text in texts:
        if _is_all_capitals(text):
            continue
        for word in _MIXED.findall(text):
            bare = re.sub(r"s$", "", word)
            if bare.lower() not in _MONTHS and bare.lower() not in plain:
                counts[bare] = counts.get(bare, 0) + 1
    by_use = sorted(counts, key=lambda word: -counts[word])
    return [(one, other) for one, other in combinations(by_use, 2) if _is_variant(one, other)]


def _is_all_capitals(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return sum(map(str.isupper, letters)) * 2 > len(letters)


def distance(one: str, other: str) -> int:
    """How many single letters must be put in, removed or changed to make one of the other."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, sign in enumerate(other, start=1):
            change = above[column - 1] + (letter != sign)
            here.append(min(above[column] + 1, here[-1] + 1, change))
        above = here
    return above[-1]


def _bare(name: str) -> str:
    return " ".join(_TITLE.sub("", name.strip(" .,;:()")).split())


def _is_one_person(one: str, other: str) -> bool:
    first, second = one.lower().split(), other.lower().split()
    if len(first) < 2 or len(second) < 2:
        return False
    if first == second:
        return one != other
    if first[-1] == second[-1]:
        return _is_same_first(first[0], second[0])
    surnames = (first[-1], second[-1])
    near = distance(*surnames) <= (2 if min(map(len, surnames)) >= 7 else 1)
    return (
        near
        and min(map(len, surnames)) >= 4
        and surnames[0][0] == surnames[1][0]
        and _is_same_first(first[0], second[0], exact=True)
    )


def _is_same_first(one: str, other: str, *, exact: bool = False) -> bool:
    if one == other or any(one in group and other in group for group in _SHORT):
        return True
    if exact:
        return False
    if len(one.strip(".")) == 1 or len(other.strip(".")) == 1:
        return one[0] == other[0]
    return min(len(one), len(other)) >= 4 and distance(one, other) == 1


def _is_variant(one: str, other: str) -> bool:
    """The same letters in other capitals, or nearly the same letters with capitals inside."""
    bare = [word.replace("-", "").lower() for word in (one, other)]
    capitals = [sum(map(str.isupper, word)) for word in (one, other)]
    if bare[0] == bare[1]:
        return max(capitals) >= 2 and min(capitals) >= 1
    is_name = all(count >= 3 for count in capitals) and min(map(len, bare)) >= 4
    return is_name and abs(len(bare[0]) - len(bare[1])) == 1 and distance(*bare) == 1
