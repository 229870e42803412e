"""Which kinds of document are taken in, and how a person calls them."""

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of document, in the words of the form."""

    key: str
    words: str


AUTO = "auto"
NONE = "none"
PLAN_KINDS = ("improvement_plan", "action_plan", "implementation_plan")
OKRS = "okrs"
REPORT = "report"
KINDS = [
    Kind("improvement_plan", "Improvement plan"),
    Kind("action_plan", "Action plan or action log"),
    Kind("implementation_plan", "Implementation plan"),
    Kind(OKRS, "Objectives and key results"),
    Kind(REPORT, "Report on bodies and their year"),
]
CHOICES = [(AUTO, "Find out from the document"), *((one.key, one.words) for one in KINDS)]


def words_of(kind: str) -> str:
    """How a person calls a kind, in the middle of a sentence."""
    found = next((one.words for one in KINDS if one.key == kind), "")
    return f"{found[:1].lower()}{found[1:]}" if found else "document of no kind known here"
