"""Two tabs on one document: an edit stays with its row, however many stand before it by then."""

import pytest
from django.urls import reverse

from governance.models import AuditEvent, TypedText
from governance.text.structured_text import plain

from .test_import_row import _typed


@pytest.fixture
def tabs(as_, coordinator, run, address):
    """The forms of both rows, opened before anybody saves."""
    client = as_(coordinator)
    return {at: _typed(client, address("import_row", run, at)) for at in ("0", "1")}


@pytest.fixture
def send(as_, coordinator, run, address):
    def post(at, typed, **more):
        return as_(coordinator).post(address("import_row", run, at), typed | more, follow=True)

    return post


def statements(document):
    return [plain(row.statement) for row in document.rows]


def test_an_edit_follows_its_row_past_one_that_was_left_out(send, tabs, run, fresh):
    send("0", tabs["0"], is_no_row="on")
    answer = send("1", tabs["1"], statement="The second row in my words")
    assert answer.redirect_chain[-1][0].endswith("?row=0#part-0")
    assert statements(fresh(run)) == ["The second row in my words"]


def test_an_edit_follows_its_row_past_one_that_was_added(
    send, tabs, run, fresh, as_, coordinator, address
):
    client, url = as_(coordinator), address("import_row_new", run)
    client.post(url, _typed(client, url) | {"statement": "Before all", "after": ""})
    first = statements(fresh(run))[1]
    send("1", tabs["1"], statement="The second row in my words")
    assert statements(fresh(run)) == ["Before all", first, "The second row in my words"]


def test_what_is_typed_into_a_row_that_was_left_out_lands_in_no_other(
    send, tabs, run, fresh, as_, coordinator
):
    send("0", tabs["0"], is_no_row="on")
    before = statements(fresh(run))
    events = AuditEvent.objects.count()
    page = send("0", tabs["0"], statement="My long words")
    assert statements(fresh(run)) == before
    assert AuditEvent.objects.count() == events
    kept = TypedText.objects.get(user=coordinator)
    assert page.redirect_chain[-1][0] == reverse("governance:unsaved_text", args=[kept.pk])
    assert "My long words" in page.content.decode()


def test_saving_again_after_a_conflict_stays_in_the_row(send, tabs, run, fresh):
    second = statements(fresh(run))[1]
    send("0", tabs["0"], statement="Theirs came first")
    answer = send("0", tabs["0"], statement="Mine came second")
    assert "Someone else corrected this part" in answer.content.decode()
    again = tabs["0"] | {"version": answer.context["form"]["version"].value()}
    send("0", again, statement="Mine came second")
    assert statements(fresh(run)) == ["Mine came second", second]


def test_a_key_is_given_once_and_kept(send, tabs, run, fresh, as_, coordinator, address):
    client, url = as_(coordinator), address("import_row_new", run)
    client.post(url, _typed(client, url) | {"statement": "Between", "after": "0"})
    keys = [row.key for row in fresh(run).rows]
    assert [keys[0], keys[2]] == ["0", "1"] and keys[1] not in ("", "0", "1", "2")
    assert [row.key for row in fresh(run).rows] == keys
