"""The steps of the first set-up and the answers typed so far, kept in the session.

Answers are kept as they were typed, so that going back loses nothing; they are read as forms
again before anything is made. Of the password only the hash waits.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms

from governance.models import StatusScheme
from governance.reference_data import ensure_reference_data

from ..forms import set_up as pages

_NOT_KEPT = {"csrfmiddlewaretoken", "password", "again", "back"}


class WizardStep(NamedTuple):
    """One small page: its address, its short name, its heading and what it is for."""

    key: str
    name: str
    heading: str
    lead: str


STEPS = [
    WizardStep(
        "administrator",
        "You",
        "Who are you?",
        "You look after the site, and are the first coordinator of the partnership.",
    ),
    WizardStep(
        "partnership",
        "Partnership",
        "Which partnership is it?",
        "Everything you write belongs to it. More partnerships can follow later.",
    ),
    WizardStep(
        "reviewer",
        "Reviewer",
        "Who reviews?",
        "The reviewer reads submitted updates, adds their own view, and signs the quarter.",
    ),
    WizardStep(
        "quarters",
        "Quarters",
        "When does the year begin?",
        "The months are always printed with the quarter, so nobody has to remember.",
    ),
    WizardStep(
        "words",
        "Status words",
        "Which words say how a row stands?",
        "You get a set of your own and can change every word of it in the settings.",
    ),
    WizardStep(
        "people",
        "People",
        "Who works with you?",
        "Each gets an invitation. Leave lines empty; you can invite people at any time.",
    ),
    WizardStep(
        "bodies",
        "Boards",
        "Which boards and committees read your packs?",
        "Their members are invited later, on the page of people.",
    ),
]
KEYS = [step.key for step in STEPS]


def step_of(key: str) -> WizardStep | None:
    return next((step for step in STEPS if step.key == key), None)


def after(key: str) -> str:
    """Return the step that follows, or the page that shows all answers."""
    place = KEYS.index(key) + 1
    return KEYS[place] if place < len(KEYS) else "check"


def before(key: str) -> str:
    """Return the step before, or nothing at the first."""
    place = len(KEYS) if key == "check" else KEYS.index(key)
    return KEYS[place - 1] if place else ""


def form_of(key: str, answers: Mapping[str, Any], data: Any = None) -> Any:
    """Return the form of a step: bound to ``data``, or showing what was typed before."""
    typed = answers.get(key, {})
    if key == "people":
        return pages.InviteeFormSet(data or typed or None)
    if key == "words":
        schemes = ensure_reference_data()
        chosen = typed or {"scheme": schemes[0].key}
        return pages.WordsForm(data, initial=chosen, schemes=schemes)
    return _FORMS[key](data, initial=typed)


_FORMS: dict[str, type[forms.Form]] = {
    "administrator": pages.AdministratorForm,
    "partnership": pages.PartnershipStepForm,
    "reviewer": pages.ReviewerForm,
    "quarters": pages.QuartersForm,
    "bodies": pages.BodiesForm,
}


def typed_words(key: str, posted: Mapping[str, Any], form: Any) -> dict[str, Any]:
    """Return what was typed on a page, to be kept."""
    typed = {name: text for name, text in posted.items() if name not in _NOT_KEPT}
    if key == "administrator":
        cleaned = getattr(form, "cleaned_data", {}) or {}
        typed["password_hash"] = cleaned.get("password_hash", "")
    return typed


def read_all(answers: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Return every answer, read; and the first step whose page still wants something."""
    read: dict[str, Any] = {}
    for key in KEYS:
        form = form_of(key, answers, data=answers.get(key, {}))
        if key not in answers or not form.is_valid():
            return read, key
        read[key] = form.cleaned_data
    return read, ""


def facts_of(read: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of the partnership from the answers."""
    reviewer = read["reviewer"]
    titles = {
        pages.ReviewerForm.AREA_LEAD: "Area Lead",
        pages.ReviewerForm.OTHER: reviewer["title"],
        pages.ReviewerForm.NOBODY: "",
    }
    return {
        **read["partnership"],
        **read["quarters"],
        "reviewer_title": titles[reviewer["reviewer"]],
    }


def scheme_of(read: Mapping[str, Any]) -> StatusScheme:
    return StatusScheme.objects.get(key=read["words"]["scheme"])


def invitees_of(read: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the lines that name somebody."""
    return [line for line in read["people"] if line.get("email")]


def bodies_of(read: Mapping[str, Any]) -> list[str]:
    """Return one name for each line that is not empty."""
    return [line.strip() for line in read["bodies"]["names"].splitlines() if line.strip()]
