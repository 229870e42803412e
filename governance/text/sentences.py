"""Words set within a sentence."""

import re

_QUOTED = re.compile(r"(“[^”]*”)")
_MARKS_OF_TOPIC = ":–—-"


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
