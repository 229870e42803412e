"""Correcting the paper itself: title, period, themes, sections; and what was not placed."""

from datetime import date

import pytest

from governance.models import AuditEvent
from tests.lep_tracker.access_imports import facts_typed


@pytest.fixture
def typed(run):
    world = type("World", (), {"run": run})
    return facts_typed(world)


@pytest.fixture
def send(as_, coordinator, run, address):
    def post(data):
        return as_(coordinator).post(address("import_facts", run), data)

    return post


def test_title_period_themes_and_sections_are_mended(send, typed, run, fresh):
    section = {
        "sections-TOTAL_FORMS": "1",
        "sections-0-heading": "Purpose",
        "sections-0-body": "Why we do this\n- for members",
        "sections-0-place": "after",
    }
    answer = send(
        typed
        | section
        | {"theme_0": "How we decide", "ends_on": "31/3/2021", "kind": "action_plan"}
    )
    assert answer.status_code == 302
    document = fresh(run)
    assert (document.title, document.kind) == ("Another title", "action_plan")
    assert document.ends_on == date(2021, 3, 31)
    assert {row.theme for row in document.rows} == {"How we decide"}
    assert [(one.heading, one.place) for one in document.sections] == [("Purpose", "after")]
    assert AuditEvent.objects.count() == 1
    assert (run.title, run.kind_found) == ("Another title", "action_plan")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Fill in “Title”."),
        ({"starts_on": "1 April 2021"}, "The first day lies after the last one."),
        ({"kind": "report"}, "Choose one from the list."),
    ],
)
def test_a_mistake_keeps_what_was_typed(send, typed, run, wrong, sentence):
    page = send(typed | {"issue_text": "Spring issue"} | wrong).content.decode()
    assert sentence in page and "Spring issue" in page
    run.refresh_from_db()
    assert run.edited is None


def test_words_left_over_are_put_into_a_row(as_, coordinator, run, address, fresh):
    answer = as_(coordinator).post(
        address("import_assign", run, 0),
        {"version": run.version, "row": "1", "field": "milestones"},
    )
    assert answer.url.endswith("?row=1#part-1")
    document = fresh(run)
    assert document.unplaced == []
    assert [one.text for one in document.rows[1].milestones] == ["qd f the board"]


@pytest.mark.parametrize(
    "wrong",
    [{"row": "9"}, {"row": "x"}, {"field": "number"}, {"version": "77"}],
    ids=["no such row", "no row", "no such field", "someone was faster"],
)
def test_words_go_nowhere_by_mistake(as_, coordinator, run, address, wrong):
    data = {"version": run.version, "row": "1", "field": "milestones"} | wrong
    as_(coordinator).post(address("import_assign", run, 0), data)
    run.refresh_from_db()
    assert run.edited is None and not AuditEvent.objects.exists()


def test_words_that_are_not_there_go_nowhere(as_, coordinator, run, address):
    data = {"version": run.version, "row": "1", "field": "milestones"}
    answer = as_(coordinator).post(address("import_assign", run, 5), data, follow=True)
    assert answer.status_code == 409
    assert "Words that are not placed" in answer.content.decode()


@pytest.mark.parametrize("row", ["1", "new", "section"])
def test_words_put_somewhere_from_a_stale_page_are_shown_beside_what_is_left_over(
    as_, coordinator, run, address, row
):
    client = as_(coordinator)
    page = client.get(address("import_detail", run)).content.decode()
    assert 'name="words" value="qd f the board"' in page
    stale = {"version": run.version, "row": row, "field": "milestones", "words": "qd f the board"}
    client.post(address("import_assign", run, 0), stale | {"row": "0"})
    answer = client.post(address("import_assign", run, 0), stale)
    said = answer.content.decode()
    assert answer.status_code == 409
    where = {"1": "row 2, as", "new": "a new row", "section": "a new section"}[row]
    assert f"“qd f the board”, to {where}" in " ".join(said.split())
    assert "Everything is placed." in said


def test_officers_may_not_and_outsiders_find_nothing(as_, officer, outsider, run, address):
    for person, status in ((officer, 403), (outsider, 404)):
        assert as_(person).get(address("import_facts", run)).status_code == status
        assert as_(person).post(address("import_assign", run, 0)).status_code == status
