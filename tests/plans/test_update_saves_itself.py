"""A form that saves itself is not in its own way: each button does what it does at once.

One person, typed on 26 September 2019 into a plan of 2019-20; every field of the form of a row,
with words that can be read and words that cannot yet.
"""

import re
from datetime import date

import pytest
from django.urls import reverse

from governance.models import TypedText
from plans import workflow
from plans.models import KPI, Milestone, MilestoneMove, ProgressUpdate
from tests import factories
from tests.tabs import Tab, told

# Every field with every button is a walk; what a database may answer otherwise is asked elsewhere.
pytestmark = [pytest.mark.django_db, pytest.mark.walk]
State = ProgressUpdate.State
WHY = "The venue fell through."

# What is typed, by the name of the field; the row stands behind {m}, {r} and {k}.
CASES = {
    "status": {"status": "on_track"},
    "status that is none": {"status": "rosy"},
    "reason": {"status": "at_risk", "reason": " Seats are empty. "},
    "reason of another word": {"status": "on_track", "reason": "Seats are empty."},
    "date moves": {"status": "off_track", "reason": "Late.", "date_moves": "yes"},
    "notes": {"notes": "First.\n\n\n* one\n* two\n\nLast. "},
    "notes with a doubtful day": {"notes": "As at 1 October, two are open."},
    "as at, with its year": {"as_at_text": "20 September 2019"},
    "as at, without": {"as_at_text": "20 Sept"},
    "as at, of another year": {"as_at_text": "30 Sept"},
    "as at, no day": {"as_at_text": "the 40th"},
    "as at, too long": {"as_at_text": "the day " * 10},
    "as at, empty": {"as_at_text": ""},
    "done": {"done_{m}": "on"},
    "done on a day": {"done_{m}": "on", "day_{m}": "9 July"},
    "done on no day": {"done_{m}": "on", "day_{m}": "31 June 2019"},
    "done on a doubtful day": {"done_{m}": "on", "day_{m}": "30 Sept"},
    "a day without its tick": {"day_{m}": "9 July 2019"},
    "in progress": {"doing_{m}": "on"},
    "done and in progress": {"done_{m}": "on", "doing_{m}": "on"},
    "happened": {"happened_{r}": "happened"},
    "new date": {"to_{m}": "by 31 January 2020", "why_{m}": f" {WHY}\n"},
    "new date without why": {"to_{m}": "by 31 January 2020"},
    "why without a new date": {"why_{m}": WHY},
    **{
        f"new date, {typed}": {"to_{m}": typed, "why_{m}": WHY}
        for typed in ("Easter", "30 Sept", "31 April 2020", "12 October", "once agreed")
    },
    **{
        f"figure, {typed}": {"kpi_{k}": typed}
        for typed in ("5", "5%", "1,200", "1 250", "12,5", "twelve", "(5)", "1" * 21)
    },
    "no change, chosen only": {"no_change_reason": "decision_elsewhere"},
    "no change, words only": {"no_change_words": "Nothing was due."},
    "no change, status only": {"no_change_status": "on_track"},
    "no change, issue only": {"no_change_status": "at_risk", "no_change_issue": "Late."},
    "no change, issue beside a reason": {"reason": "A.", "no_change_issue": "B."},
    "no change, words beside notes": {"notes": "A.", "no_change_words": "B."},
}
BUTTONS = ["stay", "next", "check"]


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def rows(plan, plan_round):
    for improvement in plan.improvements.all():
        Milestone.objects.create(
            improvement=improvement, text="Meets each quarter", is_recurring=True, order=2
        )
        KPI.objects.create(improvement=improvement, text="Papers on time", target=3, order=2)
    return list(plan_round.updates.order_by("improvement__order"))


@pytest.fixture
def tab(officer, as_):
    return lambda row: Tab(as_(officer), row.get_absolute_url(), has="notes")


def typed_into(row, case):
    once, again = row.improvement.milestones.order_by("order")
    known = {"m": once.pk, "r": again.pk, "k": row.improvement.kpis.get(order=2).pk}
    return {name.format(**known): text for name, text in CASES[case].items()}


def fresh(row):
    return ProgressUpdate.objects.get(pk=row.pk)


def no_change_of(row):
    plan, quarter = row.plan_round.plan, row.plan_round.round
    args = [plan.partnership.slug, plan.slug, row.improvement.ref, quarter.slug]
    return reverse("plans:update_no_change", args=args)


def neutral(row, text):
    """What is the same for each row: its numbers put aside."""
    for each in (*row.improvement.milestones.all(), *row.improvement.kpis.all()):
        text = re.sub(rf"_{each.pk}\b", f"_{each._meta.model_name}{each.order}", text)
    ref = row.improvement.ref
    return re.sub(rf"\b(improvement|Improvement) {ref}\b|/{ref}/", "the row", text)


def outcome(row, tab, answer):
    """All that a person sees, and all that the row holds, after a button."""
    shown, errors = {}, {}
    if answer.status_code == 200:
        form = answer.context["form"]
        errors = {neutral(row, name): list(texts) for name, texts in form.errors.items()}
        shown = {
            neutral(row, name): texts
            for name, texts in tab.values.items()
            if name not in ("csrfmiddlewaretoken", "once", "version", "opened_with", "page_token")
            # A row with a saved tick is not asked why nothing changed.
            and not (name.startswith("no_change_") and texts == [""])
        }
    row = fresh(row)
    return {
        "status": answer.status_code,
        "errors": errors,
        "boxes": shown,
        "said": [neutral(row, text) for text in told(answer)],
        "row": (
            row.status and row.status.key, row.reason, row.as_at_text, row.as_at, row.date_moves,
            row.is_no_change,
        ),
        "notes": [(note.text, note.is_bullet) for note in row.notes.all()],
        "ticks": [(one.says, one.done_text, one.done_on) for one in row.milestone_reports.all()],
        "moves": [(move.to_text, move.to_latest, move.reason) for move in row.moves.all()],
        "figures": [reading.value for reading in row.readings.all()],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("case", "button"),
    [
        *((case, "leave") for case in CASES),
        *((case, button) for case in ("figure, 5%", "new date, Easter") for button in BUTTONS),
    ],
)
def test_after_a_wait_a_button_says_and_keeps_what_it_does_at_once(rows, tab, case, button):
    at_once, later = rows[:2]
    one, other = tab(at_once), tab(later)
    first = one.type(**typed_into(at_once, case)).press(then=button)
    other.type(**typed_into(later, case))
    assert other.autosave().status_code == 200
    second = other.press(then=button)
    expected, found = outcome(at_once, one, first), outcome(later, other, second)
    if first.status_code == 200:
        # What could be read of the rest is saved already; nothing else is different.
        for part in ("row", "notes", "ticks", "moves", "figures"):
            expected.pop(part), found.pop(part)
    assert found == expected


@pytest.mark.parametrize("heard", ["never", "late"])
@pytest.mark.parametrize("case", CASES)
def test_a_button_pressed_before_the_answer_of_an_autosave_is_not_in_its_way(
    rows, tab, case, heard
):
    """The answer never comes, or the form itself overtakes what saved itself."""
    at_once, later = rows[:2]
    one, other = tab(at_once), tab(later)
    first = one.type(**typed_into(at_once, case)).press(then="leave")
    if heard == "never":
        # Half of it was saved, the rest typed since.
        other.type(notes="Half").autosave(hears=False)
        other.type(notes=one.values.get("notes", [""])[0] if first.status_code == 200 else "")
        other.type(**typed_into(later, case))
        second = other.press(then="leave")
    else:
        other.type(notes="Half")
        overtaken = other.as_sent()
        other.type(notes="")
        second = other.type(**typed_into(later, case)).press(then="leave")
        assert other.send_autosave(overtaken, hears=False).status_code == 200
    assert second.status_code == first.status_code
    expected, found = outcome(at_once, one, first), outcome(later, other, second)
    if first.status_code == 302:
        assert found == expected
        assert not TypedText.objects.exists()
    else:
        for part in ("errors", "boxes", "said"):
            assert found[part] == expected[part]


@pytest.mark.parametrize("case", CASES)
def test_what_saved_itself_stands_in_its_boxes_when_the_page_is_opened_again(rows, tab, case):
    row = rows[0]
    typed = typed_into(row, case)
    page = tab(row).type(**typed)
    # Twice, as by somebody who reads it over: the second goes on from the first.
    page.autosave()
    page.type(reason="Read over.").autosave()
    again = tab(row)
    for name, text in typed.items():
        if name == "reason" or name.startswith("no_change_"):
            continue
        shown = again.values.get(name, [""])[0]
        if name.startswith("doing_") and case == "done and in progress":
            assert name not in again.values, "what is complete is not in progress"
        elif case in READ_AS and not name.startswith("done_"):
            assert shown.replace("\r\n", "\n") == READ_AS[case]
        else:
            assert shown.strip() == text.strip()
    assert "another window" not in again.text
    assert again.press(then="leave").status_code in (200, 302)
    assert "another window" not in again.text


# How a draft shows what was read of the words.
READ_AS = {
    "status that is none": "",
    "notes": "First.\n\n- one\n- two\n\nLast.",
    "as at, without": "20 September 2019",
    "as at, empty": "26 September 2019",
    "done on a day": "9 July 2019",
    "done and in progress": "on",
    "no change, words beside notes": "A.\n\nB.",
    "figure, 5%": "5",
    "figure, 1,200": "1200",
    "figure, 1 250": "1250",
}


# --- “No change” ----------------------------------------------------------------------------------
@pytest.fixture
def stated(plan, coordinator, officer):
    """Each row stated its status a quarter before, so “no change” needs nothing but a reason."""
    before = factories.make_quarter_before(plan, by=coordinator)
    for row in before.updates.all():
        factories.submit(row, by=officer)


@pytest.mark.parametrize("waits", [0, 1, 2])
def test_no_change_is_sent_with_one_press_however_long_one_waits(rows, stated, tab, waits):
    page = tab(rows[0]).type(no_change_reason="decision_elsewhere")
    for _ in range(waits):
        page.autosave()
    answer = page.press(no_change_of(rows[0]), then="next")
    assert told(answer)[-1] == "Sent “no change” for improvement 1."
    assert (fresh(rows[0]).state, fresh(rows[0]).is_no_change) == (State.SUBMITTED, True)


@pytest.mark.parametrize("waits", [0, 1])
def test_no_change_with_its_status_and_words_is_sent_with_one_press(rows, tab, waits):
    page = tab(rows[0]).type(no_change_reason="decision_elsewhere", no_change_status="on_track")
    page.type(no_change_words="Nothing was due.")
    for _ in range(waits):
        page.autosave()
    answer = page.press(no_change_of(rows[0]), then="next")
    assert answer.status_code == 302, page.text
    row = fresh(rows[0])
    assert (row.state, row.status.key) == (State.SUBMITTED, "on_track")
    assert row.notes.get().text == "Nothing was due."


@pytest.mark.parametrize("waits", [0, 1])
def test_no_change_that_is_refused_keeps_the_choice(rows, tab, waits):
    page = tab(rows[0]).type(no_change_reason="decision_elsewhere")
    for _ in range(waits):
        page.autosave()
    answer = page.press(no_change_of(rows[0]), then="next")
    assert answer.status_code == 200
    assert "Choose how it stands now" in page.text
    assert page.values["no_change_reason"] == ["decision_elsewhere"]
    page.type(no_change_status="at_risk", no_change_issue="Late.", no_change_words="None.")
    page.autosave()
    assert page.press(no_change_of(rows[0]), then="next").status_code == 302
    assert fresh(rows[0]).state == State.SUBMITTED


def test_an_autosave_that_comes_after_no_change_was_sent_is_dropped(rows, stated, tab):
    page = tab(rows[0]).type(notes="")
    overtaken = page.as_sent()
    page.type(no_change_reason="decision_elsewhere").press(no_change_of(rows[0]), then="next")
    page.send_autosave(overtaken, hears=False)
    assert not TypedText.objects.exists()


# --- Two real tabs --------------------------------------------------------------------------------
def test_two_tabs_that_save_themselves_are_merged_field_by_field(rows, tab):
    row = rows[0]
    one, other = tab(row), tab(row)
    one.type(notes="Words of one.").autosave()
    other.type(status="on_track").autosave()
    one.type(reason="More.").autosave()
    other.type(**typed_into(row, "figure, 5%")).autosave()
    for page in (one, other, one):
        assert page.autosave().status_code == 200
    assert one.press(then="leave").status_code == 302
    row = fresh(row)
    assert (row.status.key, row.notes.get().text, row.reason) == (
        "on_track", "Words of one.", "More.",
    )  # fmt: skip
    assert row.readings.get().value == 5


@pytest.mark.parametrize("heard", [True, False])
def test_what_another_tab_saved_since_is_taken_though_a_figure_was_typed_otherwise(
    rows, tab, heard
):
    row = rows[0]
    one, other = tab(row), tab(row)
    figure = next(iter(typed_into(row, "figure, 5%")))
    one.type(**{figure: "5%"}).autosave()
    other = tab(row)
    other.type(**{figure: "7"}).autosave(hears=heard)
    other.press(then="leave")
    answer = one.type(notes="Words.").press(then="leave")
    assert answer.status_code == 302
    assert "what you in another window changed meanwhile: Papers on time." in told(answer)[0]
    assert fresh(row).readings.get().value == 7


@pytest.mark.parametrize(
    ("case", "name", "saved"),
    [
        ("notes", "notes", "Theirs."),
        ("new date, Easter", "to_{m}", "by 31 January 2020"),
        ("figure, twelve", "kpi_{k}", "7"),
        ("figure, 5%", "kpi_{k}", "7"),
    ],
)
def test_what_two_tabs_wrote_is_asked_and_nothing_typed_is_lost(rows, tab, case, name, saved):
    row = rows[0]
    typed = typed_into(row, case)
    name = next(each for each in typed if each.startswith(name.partition("{")[0]))
    one, other = tab(row), tab(row)
    other.type(**{**typed, name: saved}).press(then="leave")
    one.type(**typed)
    assert one.autosave().status_code == 409
    assert one.press(then="leave").status_code == 409
    assert "You saved this in another window, too" in one.text
    assert typed[name].split()[0] in one.text
    # Whoever goes on writing has not decided yet.
    assert one.autosave().status_code == 409
    one.press(use=f"theirs:{name}")
    assert fresh(row).moves.count() == (1 if name.startswith("to_") else 0)


def test_an_unread_date_is_asked_about_when_another_tab_saves_one(rows, tab):
    row = rows[0]
    typed = typed_into(row, "new date, Easter")
    to = next(name for name in typed if name.startswith("to_"))
    one, other = tab(row), tab(row)
    one.type(**typed).autosave()
    other.type(**{**typed, to: "by 31 January 2020"}).press(then="leave")
    assert one.press(then="leave").status_code == 409
    assert "Easter" in one.text and "by 31 January 2020" in one.text
    one.press(use=f"theirs:{to}")
    assert MilestoneMove.objects.get().to_text == "by 31 January 2020"


def test_after_a_choice_the_page_says_that_the_row_was_saved_and_stays(rows, tab):
    row = rows[0]
    one, other = tab(row), tab(row)
    other.type(notes="Other.").press(then="leave")
    one.type(notes="One.").press(then="leave")
    answer = one.press(use="mine:notes")
    assert (answer.status_code, answer.url) == (302, row.get_absolute_url())
    assert told(answer)[-1] == "Saved improvement 1 as a draft."


def test_a_tab_left_open_over_midnight_is_not_in_its_own_way(rows, tab, on_day):
    page = tab(rows[0])
    on_day(date(2019, 9, 27))
    answer = page.type(notes="Next morning.").press(then="leave")
    assert told(answer) == ["Saved improvement 1 as a draft."]


def test_a_tab_that_is_duplicated_gets_a_page_of_its_own(rows, tab):
    one, other = tab(rows[0]), tab(rows[0])
    assert one.values["page_token"] != other.values["page_token"]
    assert "no-store" in one.page["Cache-Control"], "or a browser would copy the page as it is"


# --- What is offered as not saved -----------------------------------------------------------------
def test_words_older_than_what_was_sent_are_not_offered_as_unsaved(
    rows, tab, officer, area_lead, settings
):
    row = rows[0]
    page = tab(row)
    page.type(status="on_track", notes="Sent.", **typed_into(row, "new date, Easter")).autosave()
    assert TypedText.objects.exists()
    workflow.submit_update(fresh(row), by=officer)
    workflow.return_update(fresh(row), note="Say more.", by=area_lead)
    again = tab(row)
    assert "that were not saved yet" not in again.text
    assert again.values["notes"] == ["Sent."]
    assert all("Easter" not in texts for texts in again.values.values())


def test_words_newer_than_what_was_sent_are_offered(rows, tab, officer, area_lead):
    row = rows[0]
    workflow_row = factories.submit(row, by=officer)
    workflow.return_update(workflow_row, note="Say more.", by=area_lead)
    tab(row).type(**typed_into(row, "new date, Easter")).autosave()
    again = tab(row)
    assert ["Easter"] in again.values.values()
    assert "There is a problem" in again.text


def test_the_page_before_sending_says_that_something_typed_is_not_saved(rows, tab, officer, as_):
    row = rows[0]
    page = tab(row).type(status="on_track", notes="Sent.")
    page.type(**typed_into(row, "new date, Easter")).autosave()
    plan, quarter = row.plan_round.plan, row.plan_round.round
    url = reverse("plans:update_check", args=[plan.partnership.slug, plan.slug, quarter.slug])
    assert (
        "Something you typed on this row is not saved yet" in as_(officer).get(url).content.decode()
    )
