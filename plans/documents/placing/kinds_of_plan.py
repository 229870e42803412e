"""What sort of plan it is, by its title and by what it calls its rows."""

import re

from .columns import Columns

_BY_TITLE = (
    ("implementation_plan", r"\b(?:implementation|delivery)\s+(?:action\s+)?plan\b"),
    ("improvement_plan", r"\bimprovement\b"),
    ("action_plan", r"\bactions?\b"),
    ("implementation_plan", r"\b(?:implementation|delivery)\b"),
)
_ROW_WORDS = ("recommendation", "objective", "priority", "project", "task", "commitment", "measure")
_OWN_WORD = {"improvement_plan": "improvement", "action_plan": "action"}


def kind_of(title: str, columns: Columns) -> tuple[str, str]:
    """The kind, and the word for its rows where it is not the kind's own."""
    said = " ".join(columns.headings[at] for at in columns.of("improvement")).lower()
    kind = next((kind for kind, words in _BY_TITLE if re.search(words, title, re.I)), "")
    if not kind:
        kind = "improvement_plan" if "improvement" in said else "action_plan"
    word = next((one for one in ("action", *_ROW_WORDS) if re.search(rf"\b{one}s?\b", said)), "")
    return kind, "" if word == _OWN_WORD.get(kind) else word
