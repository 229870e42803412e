"""The partnership's page, its settings and its status words."""

from datetime import date

import pytest

from governance import workflow
from governance.errors import ActionRefused
from governance.models import AccountableBody, AuditEvent, StatusScheme
from tests import factories
from tests.governance.access import settings_form, words_form

HOME = "/sslep/"
SETTINGS = "/sslep/settings/"
WORDS = "/sslep/settings/status-words/"


class Here:
    """What the forms of the access table ask of a world."""

    def __init__(self, partnership):
        self.partnership = partnership


def settings_of(partnership, **changed):
    return settings_form(Here(partnership)) | changed


# --- The page -------------------------------------------------------------------------------------
def test_the_page_says_what_the_partnership_is(as_, officer, partnership, reporting_round):
    AccountableBody.objects.create(
        partnership=partnership, name="City Council", from_on=date(2014, 4, 1)
    )
    page = as_(officer).get(HOME).content.decode()
    for words in (
        "Local Enterprise Partnership (company)",
        "Area Lead",
        "Financial year: quarter 1 is April to June",
        "Q2 2019-20 (Jul to Sep 2019)",
        "City Council",
        "1 April 2014",
        "You expect to keep every date as it stands.",
    ):
        assert words in page
    assert "Change the settings" not in page


def test_an_empty_partnership_says_what_will_appear(as_, coordinator):
    page = as_(coordinator).get(HOME).content.decode()
    assert "No quarter has been opened yet." in page
    assert "None is set up yet." in page


def test_the_page_asks_a_fixed_number_of_questions(
    as_, coordinator, partnership, django_assert_max_num_queries
):
    for number in range(10):
        factories.make_person(f"Officer {number}", partnership, "officer")
        factories.make_body(partnership, name=f"Body {number}")
    client = as_(coordinator)
    client.get(HOME)
    with django_assert_max_num_queries(14):
        client.get(HOME)


# --- Settings -------------------------------------------------------------------------------------
def test_settings_are_saved_and_recorded_with_what_changed(as_, coordinator, partnership):
    typed = settings_of(partnership, update_days=10, authenticator_roles=["officer"])
    assert as_(coordinator).post(SETTINGS, typed).url == HOME
    partnership.refresh_from_db()
    assert (partnership.update_days, partnership.authenticator_roles) == (10, ["officer"])
    assert AuditEvent.objects.get().details["update_days"] == ["8", "10"]


def test_a_new_name_joins_the_names_over_time(as_, coordinator, partnership):
    as_(coordinator).post(SETTINGS, settings_of(partnership, name="Staffordshire Business Board"))
    partnership.refresh_from_db()
    assert partnership.name == "Staffordshire Business Board"
    assert [name.name for name in partnership.names.all()] == ["Staffordshire Business Board"]


def test_somebody_else_saved_first_and_nothing_is_lost(as_, coordinator, partnership):
    typed = settings_of(partnership, short_name="Mine")
    partnership.short_name = "Theirs"
    partnership.save()
    page = as_(coordinator).post(SETTINGS, typed).content.decode()
    assert "was changed by somebody else meanwhile." in page
    assert "It now says: Short name: Theirs" in page
    assert 'value="Mine"' in page
    partnership.refresh_from_db()
    assert partnership.short_name == "Theirs"


def test_sending_it_again_after_reading_is_a_decision(as_, coordinator, partnership):
    typed = settings_of(partnership, short_name="Mine")
    partnership.short_name = "Theirs"
    partnership.save()
    client = as_(coordinator)
    page = client.post(SETTINGS, typed)
    client.post(SETTINGS, typed | {"version": page.context["form"]["version"].value()})
    partnership.refresh_from_db()
    assert partnership.short_name == "Mine"


def test_words_do_not_change_while_a_quarter_is_open(
    as_, coordinator, partnership, reporting_round
):
    other = StatusScheme.objects.create(name="Other words", key="other")
    page = as_(coordinator).post(SETTINGS, settings_of(partnership, status_scheme=other.pk))
    assert "A quarter is open" in page.content.decode()


def test_bad_settings_are_explained(as_, coordinator, partnership):
    page = as_(coordinator).post(SETTINGS, settings_of(partnership, name="", update_days="many"))
    said = page.content.decode()
    assert "Fill in “Name”." in said and "Write a whole number." in said


# --- Accountable bodies ---------------------------------------------------------------------------
def test_an_accountable_body_is_added_with_its_days(as_, coordinator, partnership):
    as_(coordinator).post(
        "/sslep/settings/accountable-bodies/add/",
        {
            "name": "City Council",
            "finance_officer_title": "Section 151 officer",
            "from_on": "1 April 2014",
            "to_on": "",
        },
    )
    row = partnership.accountable_bodies.get()
    assert (row.name, row.from_on, row.to_on) == ("City Council", date(2014, 4, 1), None)


def test_its_days_stand_in_order(as_, coordinator):
    page = as_(coordinator).post(
        "/sslep/settings/accountable-bodies/add/",
        {
            "name": "City Council",
            "finance_officer_title": "Section 151 officer",
            "from_on": "1 April 2014",
            "to_on": "1 April 2013",
        },
    )
    assert "The last day cannot be before the first." in page.content.decode()


# --- Status words ---------------------------------------------------------------------------------
def test_own_words_can_be_changed(as_, coordinator, partnership):
    typed = words_form(Here(partnership)) | {"form-1-word": "Going well"}
    as_(coordinator).post(WORDS, typed)
    assert "Going well" in partnership.status_scheme.words.values_list("word", flat=True)


def test_a_word_can_be_added_and_taken_out(as_, coordinator, partnership):
    typed = words_form(Here(partnership))
    count = int(typed["form-TOTAL_FORMS"])
    typed |= {
        "form-TOTAL_FORMS": count + 1,
        "form-2-DELETE": "on",
        f"form-{count}-word": "Paused",
        f"form-{count}-meaning": "Nobody works on it for now.",
        f"form-{count}-tone": "none",
        f"form-{count}-standing": "at_risk",
        f"form-{count}-order": "9",
    }
    as_(coordinator).post(WORDS, typed)
    words = set(partnership.status_scheme.words.values_list("word", flat=True))
    assert "Paused" in words and "At risk" not in words


def test_a_word_that_updates_used_stays(as_, coordinator, partnership, plan_round):
    used = plan_round.updates.first()
    used.status = factories.status(partnership, "at_risk")
    used.save()
    page = as_(coordinator).post(WORDS, words_form(Here(partnership)) | {"form-2-DELETE": "on"})
    assert "“At risk” has been used in updates, so it stays." in page.content.decode()
    assert partnership.status_scheme.words.count() == 5


def test_two_equal_words_are_refused(as_, coordinator, partnership):
    typed = words_form(Here(partnership)) | {"form-1-word": "Complete"}
    page = as_(coordinator).post(WORDS, typed).content.decode()
    assert "Each word may stand here once." in page or "already exists" in page


def test_words_that_others_use_are_copied_first(as_, coordinator, partnership, other_partnership):
    client = as_(coordinator)
    assert "Make a set of our own" in client.get(WORDS).content.decode()
    client.post("/sslep/settings/status-words/own/")
    partnership.refresh_from_db()
    assert partnership.status_scheme != other_partnership.status_scheme
    assert partnership.status_scheme.words.count() == 5


def test_words_that_others_use_cannot_be_changed(coordinator, partnership, other_partnership):
    with pytest.raises(ActionRefused, match="Make a set of your own first"):
        workflow.edit_status_words(partnership, saved=[], by=coordinator)
