"""Two people, one form: both changes are kept, and a field that both changed is asked about.

Works on what a browser posts: names with lists of texts. ``base`` is what the form showed when it
was opened, ``theirs`` what is stored now, ``mine`` what was posted.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

Values = Mapping[str, list[str]]
# Of a field and an answer: what would be stored of it.
Reading = Callable[[str, list[str]], list[str]]


@dataclass(frozen=True)
class Merged:
    """What a form holds after the merge.

    ``values``: for each field what is to be saved; where it is still asked, what was typed.
    ``asked``: the fields that both changed to different things, in the order of the form.
    ``shown``: the base of the next sending, so that nothing decided is asked again.
    """

    values: dict[str, list[str]]
    asked: list[str] = field(default_factory=list)
    shown: dict[str, list[str]] = field(default_factory=dict)


def merge(
    base: Values,
    theirs: Values,
    mine: Values,
    *,
    seen: Values | None = None,
    use: tuple[str, str] | None = None,
    read: Reading = lambda name, texts: texts,
) -> Merged:
    """Merge field by field.

    ``seen``: what the writer was shown of ``theirs`` beside a field that was asked before. ``use``:
    the button pressed, ``("theirs" | "mine", name)``; the other fields are asked on. Without a
    button, saving says "mine" to everything that was seen, unless it changed once more since.
    ``read``: two answers of which the same would be stored are the same.
    """
    values, shown, asked = {}, {}, []
    for name, stored in theirs.items():
        was, typed = base.get(name, stored), mine.get(name, [])
        values[name], shown[name] = typed, stored
        kept = read(name, stored)
        if same(read(name, typed), kept) or same(read(name, was), kept):
            continue
        if same(read(name, typed), read(name, was)):
            values[name] = stored
            continue
        choice = _choice(name, stored, seen or {}, use)
        if choice == "theirs":
            values[name] = stored
        elif choice != "mine":
            asked.append(name)
            shown[name] = was
    return Merged(values, asked, shown)


def unknown_base(theirs: Values, mine: Values) -> dict[str, list[str]]:
    """A base for a form that does not say what it showed: each difference is then asked."""
    return {name: ["\0"] for name, stored in theirs.items() if not same(stored, mine.get(name, []))}


def same(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two answers say the same: line ends and spaces at the end do not count."""
    return _plain(one) == _plain(other)


def _plain(texts: Collection[str]) -> list[str]:
    plain = [text.replace("\r\n", "\n").replace("\r", "\n").rstrip() for text in texts]
    return [text for text in plain if text]


def _choice(name: str, stored: list[str], seen: Values, use: tuple[str, str] | None) -> str:
    if name not in seen or not same(seen[name], stored):
        return ""
    if use is None:
        return "mine"
    return use[0] if use[1] == name else ""
