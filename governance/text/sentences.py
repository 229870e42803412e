"""Words set within a sentence."""

import re
from datetime import date

from .dates_in_words import BEFORE_A_DAY, day_in_words

_QUOTED = re.compile(r"(“[^”]*”)")
_MARKS_OF_TOPIC = ":–—-"
_ENDED = re.compile(r"[.!?…:;][”’\"')\]]*$")


def in_sentence(words: str) -> str:
    """Words in small letters, but for what is quoted: “Printed as “Blue”” keeps its "Blue"."""
    parts = _QUOTED.split(words)
    return "".join(part if at % 2 else part.lower() for at, part in enumerate(parts))


def topic_before(topic: str, text: str) -> str:
    """What is printed before a text to say what it is about; nothing where the text says it.

    The topic read out of typed words stands in them already; that of a paper's column or line
    stands apart, with or without its colon or dash.
    """
    name = topic.strip().rstrip(f"{_MARKS_OF_TOPIC} ")
    if not name or re.match(rf"{re.escape(name)}\s*[{_MARKS_OF_TOPIC}]", text.lstrip()):
        return ""
    return topic.strip() if topic.strip()[-1] in _MARKS_OF_TOPIC else f"{name}:"


def with_topic(topic: str, text: str) -> str:
    """A text with its topic before it, once: “Emails: 12 were sent.”"""
    return f"{topic_before(topic, text)} {text}".strip()


def ended(text: str) -> str:
    """A text as a sentence of its own: with a full stop, unless it ends in one already."""
    words = text.rstrip()
    return words if not words or _ENDED.search(words) else f"{words}."


def unstopped(text: str) -> str:
    """A text set within a sentence: without the full stop that it was printed with."""
    return text.rstrip(" .")


def as_at(text: str, day: date | None) -> str:
    """“as at 25 June 2019”; where nobody could read the day, the words that a paper prints.

    Papers print “As at”, “at” or the day alone, and forms take the day alone.
    """
    words = day_in_words(day) if day else BEFORE_A_DAY.sub("", text.strip(), count=1)
    return f"as at {words}" if words else ""


def behind(text: str, word: str) -> str:
    """Printed words behind the word that says what they are, unless they begin with it."""
    return text if text.lower().startswith(word.lower()) else f"{word} {text}"
