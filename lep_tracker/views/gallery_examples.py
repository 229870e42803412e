"""What the gallery shows: invented examples, among them empty, wrong and over-long ones."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator

from governance.forms.renderers import FilterRenderer, GovukRenderer
from governance.input.examples import with_example
from governance.input.fields import DateInput, DayField
from governance.text import word_changes


@dataclass(frozen=True)
class ExampleMessage:
    """A message as the page shows it."""

    words: str
    tags: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Status:
    word: str
    tone: str


STATUSES = [
    Status("Complete", "done"),
    Status("On track", "on"),
    Status("At risk", "risk"),
    Status("Off track", "off"),
    Status("Paused", "paused"),
    Status("No update", "none"),
]
OLD_WORDS = "Recruitment opened on 12 September. We expect a full board by autumn."
NEW_WORDS = "Recruitment closed on 25 October. We expect a full board by Christmas."
UNBROKEN = (
    "Antidisestablishmentarianismusverwaltungsvorschriftenverzeichnis with words that do not know"
    " where to break and go on for rather longer than one line"
)
LONG = Status("Waiting for a decision of the national programme board", "risk")


def _parts(*numbers: int) -> list[tuple[str, str, int]]:
    tones = [STATUSES[0], STATUSES[1], STATUSES[2], STATUSES[3], STATUSES[5]]
    return [(one.word, one.tone, number) for one, number in zip(tones, numbers, strict=True)]


class ExampleForm(forms.Form):
    """One field of each kind."""

    default_renderer = GovukRenderer

    name = forms.CharField(label="Short name", help_text="For lists; never printed as the plan's.")
    reason = forms.CharField(
        label="Why it is at risk",
        widget=forms.Textarea(attrs={"rows": 3, "data-most-letters": 500}),
        help_text="Two or three sentences.",
    )
    became_true = DayField(
        label="Completed on",
        required=False,
        expects="done",
        widget=DateInput({"class": "govuk-input--width-10"}),
        help_text=with_example("Write it as you would say it, for example {day}."),
    )
    theme = forms.ChoiceField(
        choices=[("", "Choose a theme"), ("s", "Strategy"), ("g", "Governance")]
    )
    kind = forms.ChoiceField(
        label="Kind of plan",
        choices=[("i", "Improvement plan"), ("a", "Action plan"), ("m", "Implementation plan")],
        widget=forms.RadioSelect,
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=[("o", "Officer"), ("c", "Coordinator"), ("r", "Auditor")],
        widget=forms.CheckboxSelectMultiple,
        help_text="One person may hold several.",
    )
    paper = forms.FileField(label="The plan as a Word file", required=False)
    agree = forms.BooleanField(label="Print both views where they differ", required=False)


class ExampleFilter(forms.Form):
    default_renderer = FilterRenderer

    theme = forms.ChoiceField(choices=[("", "All themes"), ("s", "Strategy")], required=False)
    status = forms.ChoiceField(choices=[("", "Any status"), ("r", "At risk")], required=False)
    lead = forms.ChoiceField(choices=[("", "Anyone"), ("v", "Board vice-chair")], required=False)
    overdue = forms.BooleanField(label="Overdue milestones (7)", required=False)


def _wrong_form() -> ExampleForm:
    return ExampleForm(
        {
            "wrong-name": "",
            "wrong-reason": "The website refuses large files.",
            "wrong-became_true": "29 February",
        },
        prefix="wrong",
    )


def _timeline() -> list[dict[str, Any]]:
    def row(number: str, name: str, words: str, *promised: date, **more: Any) -> dict[str, Any]:
        return {
            "number": number,
            "name": name,
            "url": "#timeline",
            "promised": promised,
            "words": words,
            **more,
        }

    return [
        row(
            "14",
            "Board recruitment under way",
            "Done, 6 weeks late",
            date(2019, 7, 30),
            done=date(2019, 9, 12),
        ),
        row("3", "Every partner asked", "Done in time", date(2019, 6, 30), done=date(2019, 6, 28)),
        row("7", "Project pages checked", "Overdue, 3 months", date(2019, 6, 28), late=True),
        row(
            "19",
            "Recovery of funding made clear",
            "Moved twice, 6 months",
            date(2019, 7, 31),
            date(2019, 10, 31),
            date(2020, 1, 31),
        ),
        row("1", "Each sub-group reports to the board", "Due in 3 months", date(2019, 12, 30)),
        row(
            "8",
            "Two dates that nearly touch",
            "Moved 2 weeks",
            date(2019, 12, 1),
            date(2019, 12, 14),
        ),
        row(
            "2",
            "An event without a date",
            "Once agreed",
        ),
    ]


def examples() -> dict[str, Any]:
    """Everything the gallery page shows."""
    whole = _parts(3, 12, 7, 2, 1)
    return {
        "statuses": STATUSES,
        "long_status": LONG,
        "whole": whole,
        "nothing": _parts(0, 0, 0, 0, 0),
        "groups": [
            ("Whole plan", "25 improvements", whole),
            ("Strategy", "3 improvements", _parts(0, 2, 1, 0, 0)),
            ("Governance", "17 improvements", _parts(2, 8, 4, 2, 1)),
            ("Delivery", "5 improvements", _parts(1, 2, 2, 0, 0)),
        ],
        "quarters": [
            ("Q1 2019-20 (Apr to Jun 2019)", _parts(0, 15, 6, 1, 3)),
            ("Q2 2019-20 (Jul to Sep 2019)", _parts(2, 12, 7, 2, 2)),
            ("Q3 2019-20 (Oct to Dec 2019)", _parts(5, 10, 7, 2, 1)),
            ("Q4 2019-20 (Jan to Mar 2020)", _parts(0, 0, 0, 0, 0)),
        ],
        "timeline_rows": _timeline(),
        "year_start": date(2019, 4, 1),
        "year_end": date(2020, 3, 31),
        "readings": [("June", 11), ("September", 13), ("December", 16)],
        "run": list(
            zip(
                ["Apr to Jun 2019", "Jul to Sep 2019", "Oct to Dec 2019", "Jan to Mar 2020"],
                [STATUSES[1], STATUSES[5], STATUSES[2], STATUSES[0]],
                strict=True,
            )
        ),
        "blocks": [
            {"kind": "paragraph", "level": 0, "text": "Publish papers as a rule, and:"},
            {"kind": "bullet", "level": 0, "text": "say why a paper stays closed"},
            {"kind": "bullet", "level": 1, "text": "in one sentence"},
            {"kind": "bullet", "level": 1, "text": "with the paragraph of the Act"},
            {"kind": "number", "level": 0, "text": "list them by meeting", "label": "2.1"},
            {"kind": "heading", "level": 0, "text": "An empty heading keeps its place:"},
        ],
        "old_words": OLD_WORDS,
        "new_words": NEW_WORDS,
        "changed_words": word_changes.changes(OLD_WORDS, NEW_WORDS),
        "unbroken_words": UNBROKEN,
        "voice_words": ["Papers for three boards went up five clear days ahead."],
        "reviewer_words": ["Strong appointments. Four seats are still empty."],
        "silence_words": [
            "No update received, second quarter running.",
            "Last word on 25 June 2019: a first version of the list is on the website.",
        ],
        "unrated_words": ["I cannot rate silence, so I shall ask the chair."],
        "steps": [
            {"name": "Opened", "when": "Monday 2 December", "is_past": True},
            {
                "name": "Updates due",
                "when": "Friday 13 December",
                "note": "in 3 days",
                "is_here": True,
            },
            {"name": "Area Lead signs", "when": "Friday 20 December"},
            {"name": "Pack built", "when": "Monday 6 January 2020"},
            {"name": "Committee meets", "when": "Thursday 16 January"},
        ],
        "round_columns": [
            ("Not started", 8, "none"),
            ("Draft", 5, "draft"),
            ("Returned", 1, "returned"),
            ("No change", 2, "unchanged"),
            ("Sent", 5, "submitted"),
            ("Accepted", 3, "accepted"),
            ("Exempt", 1, "excused"),
        ],
        "round_rows": [
            (number, f"Improvement of the {key} kind", "Governance Officer", key)
            for number, key in enumerate(
                ["none", "draft", "returned", "unchanged", "submitted", "accepted", "excused"], 1
            )
        ],
        "examples_of_messages": [
            ExampleMessage("Improvement 6 was sent to the Area Lead.", "success"),
            ExampleMessage("Two milestones have no date yet.", "warning"),
            ExampleMessage("This update was accepted, so it can no longer be withdrawn.", "error"),
            ExampleMessage("The quarter closes on Friday 13 December.", "info"),
        ],
        "conflict_fields": [
            {
                "label": "What happened",
                "was": "Agendas are planned before every board.",
                "theirs": "Agendas are planned, and papers went up on time in October.",
                "yours": "Agendas are planned before every board. Four sub-groups now publish.",
            },
            {"label": "Why at risk", "was": "", "theirs": "", "yours": "The website is slow."},
        ],
        "comments": [
            {
                "who": "Area Lead",
                "when": "Friday 6 December, to the Partnership Manager",
                "text": "Which districts have named someone?",
                "is_reviewer": True,
            },
            {
                "who": "LEP",
                "when": "Partnership Manager, Monday 9 December",
                "text": "Two have. The others decide in January.",
                "is_settled": True,
                "settled": "Area Lead, 10 December.",
            },
        ],
        "jobs": [
            {
                "title": "Building the pack",
                "step": "Step 3 of 6: drawing the plan",
                "total": 6,
                "done": 3,
                "state": "running",
            },
            {
                "title": "The pack is ready",
                "step": "52 pages, built in 9 seconds.",
                "state": "done",
                "url": "#jobs",
                "action": "Open the pack",
            },
            {
                "title": "The pack could not be built",
                "state": "failed",
                "step": "The logo of the partnership cannot be read. Upload it again, then retry.",
            },
        ],
        "tabs": [
            {"name": "All", "url": "#cards", "number": 25, "is_here": True},
            {"name": "Outstanding", "url": "#cards", "number": 14},
            {"name": "In", "url": "#cards", "number": 11},
        ],
        "facts": [
            ("Leads", "Board vice-chair, LEP Partnership Manager"),
            ("Monitoring", "Governance reviews, monthly"),
            ("Sources", ""),
        ],
        "page_obj": Paginator(range(95), 25).page(2),
        "goes": ["3 milestones, 1 of them overdue", "2 KPIs", "this quarter’s draft"],
        "form": ExampleForm(),
        "wrong_form": _wrong_form(),
        "filter": ExampleFilter(),
    }
