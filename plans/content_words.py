"""What a form holds, in words: for the three columns of a conflict."""

from collections.abc import Sequence

from governance.models import StatusWord

from .models import KPI, Milestone
from .typed_update import UpdateContent

SAYS = {
    "done": "became true",
    "in_progress": "in progress",
    "happened": "happened",
    "did_not_happen": "did not happen",
}


def in_words(
    content: UpdateContent,
    *,
    words: Sequence[StatusWord],
    milestones: Sequence[Milestone],
    kpis: Sequence[KPI],
) -> dict[str, str]:
    """Return each answer under its label, as a person reads it; an empty answer is empty."""
    named = {word.key: word.word for word in words}
    ticked = [
        f"{milestone.text}: {SAYS[tick.says]}{f', {tick.done_text}' if tick.done_text else ''}"
        for milestone in milestones
        if (tick := content.ticks.get(milestone.pk))
    ]
    moved = [
        f"{milestone.text}: {new.to_text}, because {new.reason}"
        for milestone in milestones
        if (new := content.moves.get(milestone.pk))
    ]
    read = [f"{kpi.text}: {typed}" for kpi in kpis if (typed := content.readings.get(kpi.pk))]
    return {
        "How it stands": named.get(content.status, ""),
        "What stands in the way": content.reason.strip(),
        "What happened": content.notes.replace("\r\n", "\n").strip(),
        "Milestones": "\n".join(ticked),
        "New dates": "\n".join(moved),
        "KPIs": "\n".join(read),
        "True as at": content.as_at_text.strip(),
    }


def differences(
    was: dict[str, str], theirs: dict[str, str], yours: dict[str, str]
) -> list[dict[str, str]]:
    """The answers in which two people differ, with what stood there before both."""
    return [
        {"label": label, "was": was.get(label, ""), "theirs": theirs[label], "yours": yours[label]}
        for label in theirs
        if theirs[label] != yours[label]
    ]
