"""The status words of a document that waits, each with what it would become."""

import json
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from governance.documents.pieces import Placed
from governance.documents.refusal import DocumentRefused
from governance.models import Partnership
from governance.reference_data import FILE
from plans.documents.kept import printed_statuses
from plans.documents.paper_progress import heads_of, status_answers
from plans.documents.placed import PlacedPlan
from plans.rounds.printed_status import Answers, PrintedStatus, asks_whether_complete, same_word

from .outcome import ImportOutcome

KEEP = "keep"  # typed at the command to keep a word as it is printed


def status_words_of(partnership: Partnership, document: Placed) -> list[PrintedStatus[Any]]:
    """Each status word that a plan prints; nothing for what is no plan."""
    if not isinstance(document, PlacedPlan):
        return []
    return answers_of(partnership, document).listed(printed_statuses(document))


def answers_of(
    partnership: Partnership, document: Placed, said: Mapping[str, str] | None = None
) -> Answers[Any]:
    """What status words become for a partnership; ``said`` are a person's answers."""
    if not isinstance(document, PlacedPlan):
        return Answers([])
    return status_answers(partnership, document, said)


def by_standard_words(document: Placed, said: Mapping[str, str] | None = None) -> Answers[Any]:
    """The same by the words every partnership starts with, where no partnership is asked."""
    schemes = json.loads(FILE.read_text(encoding="utf-8"))["schemes"]
    return Answers(
        [SimpleNamespace(**word) for word in schemes[0]["words"]],
        said={same_word(printed): key for printed, key in (said or {}).items()},
        yes_is_complete=isinstance(document, PlacedPlan)
        and asks_whether_complete(heads_of(document)),
    )


def answers_typed(
    typed: Iterable[str], document: Placed, words: Iterable[Any], name: str
) -> dict[str, str]:
    """Answers such as “G=On track” by their printed word; "keep" keeps one as it is printed.

    Raises DocumentRefused with the words there are, where a word is none of them.
    """
    known = list(words)
    printed = printed_statuses(document) if isinstance(document, PlacedPlan) else []
    there = {same_word(one) for one in printed}
    answers = {}
    for one in typed:
        word, parted, meant = one.partition("=")
        if not parted:
            raise DocumentRefused(name, f"“{one}” is no answer. Write it as “G=On track”.")
        if same_word(word) not in there:
            raise DocumentRefused(name, f"The document prints no status “{word.strip()}”.")
        answers[word.strip()] = _key_of(meant, known, name)
    return answers


def _key_of(meant: str, known: list[Any], name: str) -> str:
    if same_word(meant) == KEEP:
        return ""
    for word in known:
        if same_word(meant) in (same_word(word.word), same_word(word.key)):
            return str(word.key)
    told = ", ".join(word.word for word in known)
    raise DocumentRefused(
        name, f"“{meant.strip()}” is no status word here. The words are {told}, or keep."
    )


def as_plain(listed: Iterable[PrintedStatus[Any]]) -> list[dict[str, Any]]:
    """The words as the command prints them; ``becomes`` is empty where one stays as printed."""
    return [
        {
            "printed": one.word,
            "count": one.times,
            "becomes": one.becomes.word if one.becomes else "",
            "standing": one.becomes.standing if one.becomes else "",
        }
        for one in listed
    ]


def status_lines(outcome: ImportOutcome, answers: Answers[Any]) -> list[str]:
    """The words as a person reads them at the command; nothing where none is printed."""
    placed = outcome.placed
    printed = printed_statuses(placed) if isinstance(placed, PlacedPlan) else []
    listed = answers.listed(printed)
    return [
        *(["", "Status words"] if listed else []),
        *(
            f"  {one.times} × “{one.word}”: "
            + (one.becomes.word if one.becomes else "kept as printed")
            for one in listed
        ),
    ]
