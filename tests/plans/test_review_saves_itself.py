"""The form of a view saves itself, and is not in its own way: every field, every button.

One reviewer; after a wait, a lost answer or an overtaken autosave each button does what it does
at once.
"""

from datetime import date

import pytest
from django.urls import reverse

from governance import roles
from plans.input.update import NewDate
from plans.models import ProgressUpdate, Review
from tests import factories
from tests.tabs import Tab, told

# Every field with every button is a walk; what a database may answer otherwise is asked elsewhere.
pytestmark = [pytest.mark.django_db, pytest.mark.walk]

CASES = {
    "nothing": {},
    "the same status": {"status": "on_track"},
    "another status, no reason": {"status": "at_risk"},
    "another status": {"status": "at_risk", "why_differ": " Seats are empty.\n"},
    "a reason for the same status": {"status": "on_track", "why_differ": "Seats are empty."},
    "a reason and no status": {"why_differ": "Seats are empty."},
    "words": {"words": " Good.\n\n\nVery good. "},
    "words, too long": {"words": "Good. " * 1400},
    "a note": {"note": "Say which papers. "},
    "a date agreed": {"move_{m}": "agree"},
    "a date declined": {"move_{m}": "decline"},
    "all of it": {"status": "at_risk", "why_differ": "Late.", "words": "W.", "note": "N.",
                  "move_{m}": "agree"},
}  # fmt: skip
BUTTONS = ["review_accept", "review_return", "review_save"]


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def rows(plan_round, officer):
    sent = []
    for row in plan_round.updates.order_by("improvement__order"):
        milestone = row.improvement.milestones.get()
        moves = {milestone.pk: NewDate("by 31 January 2020", "Two are empty.")}
        sent.append(factories.submit(row, by=officer, moves=moves))
    return sent


@pytest.fixture
def tab(as_, area_lead):
    return lambda row, by=None: Tab(as_(by or area_lead), url(row), has="why_differ")


def url(row, name="review_detail"):
    plan, quarter = row.plan_round.plan, row.plan_round.round
    args = [plan.partnership.slug, plan.slug, row.improvement.ref, quarter.slug]
    return reverse(f"plans:{name}", args=args)


def typed_into(row, case):
    known = {"m": row.moves.get().pk}
    return {name.format(**known): text for name, text in CASES[case].items()}


def press(page, row, name):
    button = {"keep": "yes"} if name == "review_save" else {}
    return page.press(url(row, name), **button)


def outcome(row, page, answer):
    """What is said, what stands in the boxes, and what the row and its view hold."""
    move, boxes, errors = f"move_{row.moves.get().pk}", {}, {}
    if answer.status_code in (200, 409):
        boxes = {
            name.replace(move, "move"): texts
            for name, texts in page.values.items()
            if name in ("status", "why_differ", "words", "note", move)
        }
        errors = {
            name.replace(move, "move"): list(texts)
            for name, texts in answer.context["form"].errors.items()
        }
    row = ProgressUpdate.objects.get(pk=row.pk)
    found = {"code": answer.status_code, "errors": errors, "boxes": boxes, "state": row.state}
    found["said"] = [text.replace(row.improvement.ref, "") for text in told(answer)]
    if answer.status_code == 302:
        review = Review.objects.get(update=row)
        found["view"] = (
            review.status and review.status.key, review.why_differ, review.words, review.note,
            review.decision, list(review.dates.values()),
        )  # fmt: skip
    return found


@pytest.mark.parametrize("wait", ["heard", "lost", "overtaken"])
@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize("case", CASES)
def test_a_button_does_after_an_autosave_what_it_does_at_once(rows, tab, case, button, wait):
    at_once, later = rows[:2]
    one, other = tab(at_once), tab(later)
    first = press(one.type(**typed_into(at_once, case)), at_once, button)
    empty = {name: list(texts) for name, texts in other.values.items()}
    if wait == "heard":
        other.type(**typed_into(later, case)).autosave()
        second = press(other, later, button)
    elif wait == "lost":
        other.type(words="Half", note="Half", status="off_track").autosave(hears=False)
        other.values |= {name: empty[name] for name in ("words", "note", "status")}
        second = press(other.type(**typed_into(later, case)), later, button)
    else:
        other.type(words="Half")
        overtaken = other.as_sent()
        other.values["words"] = empty["words"]
        second = press(other.type(**typed_into(later, case)), later, button)
        if button == "review_save":
            other.send_autosave(overtaken, hears=False)
    assert outcome(later, other, second) == outcome(at_once, one, first)


@pytest.mark.parametrize("case", [each for each in CASES if each != "words, too long"])
def test_what_saved_itself_stands_in_its_boxes_when_the_page_is_opened_again(rows, tab, case):
    row = rows[0]
    tab(row).type(**typed_into(row, case)).autosave()
    again = tab(row)
    for name, text in typed_into(row, case).items():
        assert again.values[name][0].replace("\r\n", "\n") == text.strip()


def test_two_tabs_of_one_reviewer_are_merged_field_by_field(rows, tab):
    row = rows[0]
    one, other = tab(row), tab(row)
    one.type(words="Words.").autosave()
    other.type(note="A note.").autosave()
    one.type(words="Words, more.").autosave()
    assert press(other, row, "review_save").status_code == 302
    review = Review.objects.get(update=row)
    assert (review.words, review.note) == ("Words, more.", "A note.")


def test_what_two_tabs_wrote_is_asked_in_words_that_fit(rows, tab):
    row = rows[0]
    one, other = tab(row), tab(row)
    press(other.type(words="Other."), row, "review_save")
    assert one.type(words="One.").autosave().status_code == 409
    assert press(one, row, "review_accept").status_code == 409
    panel = one.text.split("You saved this in another window, too")[1].split("Your status")[0]
    assert "Use what was saved in the other window" in panel and "Use what is typed here" in panel
    assert "heirs" not in panel and "omebody else" not in panel


@pytest.mark.parametrize("whose", ["my own", "another reviewer's"])
def test_words_that_were_not_read_are_not_published_and_say_whose_they_are(
    rows, tab, partnership, whose
):
    row = rows[0]
    by = factories.make_person("Second Lead", partnership, roles.AREA_LEAD)
    one, other = tab(row), tab(row, by if whose != "my own" else None)
    press(other.type(words="Other."), row, "review_save")
    assert press(one.type(note="One."), row, "review_accept").status_code == 409
    who = "you in another window" if whose == "my own" else "Second Lead"
    said = f"This view now has what {who} changed meanwhile: Your words. Read it, then decide."
    assert said in one.text
