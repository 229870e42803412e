"""Date phrases are read as a person reads them, and never changed."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.date_phrases import Reading, find, propose, read
from governance.date_phrases.reading import easter

OWN = Path(__file__).parent / "data/date_phrases.txt"
PLAN = "plan year 2019-20; text written about 25 June 2019"


def own_phrases():
    hint = ""
    for line in OWN.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            hint = line[1:].strip()
        elif line and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split("|")]
            yield pytest.param(hint, *cells, *[""] * (6 - len(cells)), id=cells[0])


@pytest.mark.parametrize(
    ("hint", "phrase", "earliest", "latest", "precision", "kind", "context"), list(own_phrases())
)
def test_a_phrase_is_read(hint, phrase, earliest, latest, precision, kind, context):
    reading = read(phrase, context=context, hint=hint)
    assert (str(reading.earliest or "."), str(reading.latest or ".")) == (earliest, latest)
    assert (reading.precision, reading.kind) == (precision, kind)


@pytest.mark.parametrize(
    ("phrase", "inferred"),
    [
        ("by end May", True),
        ("by end May 2019", False),
        ("by April 19", False),
        ("30 Sept 19", False),
        ("Q3", True),
        ("Q3 2019-20", False),
        ("from June to September 2019", False),
        ("over the next six months", True),
        ("quarterly", False),
        ("asap", False),
    ],
)
def test_a_reading_says_whether_its_year_was_printed(phrase, inferred):
    assert read(phrase, hint=PLAN).year_inferred is inferred


def test_the_caller_can_tell_the_plan_year_and_the_day_of_writing_without_a_hint():
    assert read("by end March", plan_year="2019-20").latest == date(2020, 3, 31)
    assert read("by end March", as_at=date(2019, 6, 25)).latest == date(2020, 3, 31)
    assert read("in March", context="Reviewed in March.", as_at=date(2019, 6, 25)).earliest == date(
        2019, 3, 1
    )


def test_a_year_nobody_knows_is_not_invented():
    reading = read("by end May")
    assert reading.latest is None and reading.kind == "deadline"
    assert "No year" in reading.warnings[0]


def test_a_past_month_of_the_plan_is_not_rolled_into_the_next_year():
    hint = "committee paper of October 2020; financial year 2020-21"
    assert read("by end August", hint=hint).latest == date(2020, 8, 31)


def test_words_of_what_happened_lead_back_before_the_plan():
    hint = "plan year 2019-20; text written about 25 June 2019"
    happened = read("in March", context="The register was reviewed in March.", hint=hint)
    coming = read("in March", context="The register will be reviewed in March.", hint=hint)
    assert (happened.earliest, coming.earliest) == (date(2019, 3, 1), date(2020, 3, 1))


MEETINGS = [
    ("LEP Board", date(2019, 6, 20)),
    ("Executive Board", date(2019, 6, 12)),
    ("Executive Board", date(2019, 7, 18)),
    ("LEP Board", date(2019, 9, 19)),
]


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest"),
    [
        ("for the June LEP Board", date(2019, 6, 20), date(2019, 6, 20)),
        ("by the July Exec Board", None, date(2019, 7, 18)),
        ("from September Board", date(2019, 9, 19), None),
        ("before the September Board", None, date(2019, 9, 18)),
        ("after the September Board", date(2019, 9, 20), None),
        ("the November Board", date(2019, 11, 1), date(2019, 11, 30)),
        ("June Board", date(2019, 6, 1), date(2019, 6, 30)),
    ],
)
def test_a_meeting_calendar_gives_a_meeting_its_day(phrase, earliest, latest):
    reading = read(phrase, hint=PLAN, meetings=MEETINGS)
    assert (reading.earliest, reading.latest, reading.kind) == (earliest, latest, "event")


def test_the_next_meeting_is_the_next_one_in_the_calendar():
    reading = read("next LEP Board meeting", hint=PLAN, meetings=MEETINGS)
    assert reading.latest == date(2019, 9, 19)


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("by 1 April 2102", "decades off"),
        ("until March 2018", "before the plan"),
        ("by 30 April", "already past"),
        ("31 June 2019", "June 2019 has 30 days"),
        ("Friday 12 June 2019", "is a Wednesday"),
        ("30 June to 1 June 2019", "ends before it begins"),
        ("07/25/2019", "month first"),
    ],
)
def test_what_is_odd_is_said_and_not_changed(phrase, sentence):
    reading = read(phrase, hint=PLAN)
    assert any(sentence in warning for warning in reading.warnings), reading
    assert all(warning.endswith(".") for warning in reading.warnings)


def test_a_likely_date_gets_no_warning():
    for phrase in ("by end July", "from September", "Q3", "by March 2021", "30 June 19"):
        assert read(phrase, hint=PLAN).warnings == ()


def test_easter_falls_where_the_calendar_has_it():
    assert [easter(year) for year in (2012, 2016, 2019, 2020)] == [
        date(2012, 4, 8),
        date(2016, 3, 27),
        date(2019, 4, 21),
        date(2020, 4, 12),
    ]


def test_phrases_are_found_in_a_sentence_with_their_places():
    sentence = (
        "Draft by end May (May 19), then to the June LEP Board; fully running from 1 July — "
        "checked quarterly and, for the 12 pilots, over the next 6 months."
    )
    found = find(sentence, hint=PLAN)
    assert [phrase for _, _, phrase, _ in found] == [
        "by end May",
        "May 19",
        "June LEP Board",
        "from 1 July",
        "quarterly",
        "over the next 6 months",
    ]
    assert all(sentence[start:end] == phrase for start, end, phrase, _ in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "Members may march on with 3 of 12 posts filled.",
        "The board of 2019 members agreed item 4.1 on page 6-7.",
        "See action 23 and improvement 7.",
        "",
    ],
)
def test_what_only_looks_like_a_date_is_not_found(sentence):
    assert find(sentence, hint=PLAN) == []


def test_the_date_of_a_text_is_proposed_with_every_reading_in_it():
    text = "Register renewed by 30 June 19, checked quarterly (as at 25 June)"
    proposal = propose(text, hint=PLAN)
    assert proposal.due_text == "by 30 June 19"
    assert proposal.reading.latest == date(2019, 6, 30)
    assert [one["kind"] for one in proposal.dates] == ["deadline", "recurring", "point"]
    assert proposal.dates[0]["latest"] == "2019-06-30"
    assert proposal.dates[0]["earliest"] is None


def test_a_text_without_a_date_gets_no_proposal():
    assert propose("Wording of the remits checked", hint=PLAN) == propose("", hint=PLAN)
    assert propose("Work in hand as at 25 June", hint=PLAN).due_text == ""


def test_a_date_that_runs_backwards_keeps_its_later_bound():
    reading = read("30 June to 1 June 2019", hint=PLAN)
    assert (reading.earliest, reading.latest) == (None, date(2019, 6, 30))


@given(st.text(max_size=60))
def test_anything_can_be_read(text):
    assert isinstance(read(text, context=text, hint=text), Reading)
    for start, end, phrase, _ in find(text, hint=PLAN):
        assert text[start:end] == phrase


WORDS = (
    "by end of from until between and to – / , May June 30 31st 2019 19 Q3 2019-20 spring "
    "the next Board quarterly 12 months week early late before (ASAP) 1/2/19 0 99 W/C"
)
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join)


@given(PIECES)
def test_any_words_of_dates_in_any_order_can_be_read(phrase):
    reading = read(phrase, hint=PLAN)
    assert (reading.precision == "none") == (not reading.is_dated) or reading.kind == "event"


def papers():
    """The labelled phrases of the papers, where the machine has them (LEP_PAPERS)."""
    folder = os.environ.get("LEP_PAPERS")
    if not folder:
        return []
    with Path(folder, "samples/date_phrases.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_papers_are_read_as_their_readers_read_them():
    wrong = []
    rows = [row for row in papers() if "SOFT" not in row["note"]]
    for row in rows:
        got = read(row["phrase"], context=row["context"], hint=row["reference"])
        bounds = (str(got.earliest or ""), str(got.latest or ""))
        if (*bounds, got.precision, got.kind) != (
            *(row["earliest"], row["latest"]),
            *(row["precision"], row["kind"]),
        ):
            wrong.append(row["phrase"])
        if "SUSPECT" in row["note"] and not got.warnings:
            wrong.append(f"no warning: {row['phrase']}")
    assert not wrong, wrong


def test_a_quarter_of_the_calendar_year_is_not_taken_for_a_financial_one():
    reading = read("by June", hint="OKRs Q2 2022, calendar quarters")
    assert (reading.latest, reading.warnings) == (date(2022, 6, 30), ())
