"""The list of documents that were imported."""

from tests import factories
from tests.lep_tracker.documents.runs import make_committed_run


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_of_each_what_it_is_how_it_stands_and_who_handed_it_in(as_, auditor, run, address):
    page = text(as_(auditor).get(address("import_list")))
    assert "plan.docx" in page and "Improvement plan" in page
    assert "Ready to look through" in page
    assert "LEP Partnership Manager" in page
    assert "Import a document" not in page


def test_an_empty_list_says_what_will_appear_and_who_starts(
    as_, coordinator, auditor, partnership, address
):
    assert "Import a document" in text(as_(coordinator).get(address("import_list")))
    assert "When a coordinator imports" in text(as_(auditor).get(address("import_list")))


def test_many_documents_stand_on_pages(as_, coordinator, partnership, address):
    for number in range(27):
        factories.make_run(partnership, by=coordinator, file_name=f"paper-{number}.docx")
    first = text(as_(coordinator).get(address("import_list")))
    assert "1 to 25 of 27" in first and "Next page" in first
    second = text(as_(coordinator).get(address("import_list") + "?page=2"))
    assert "paper-0.docx" in second and "paper-26.docx" not in second


def test_the_list_asks_equally_often_for_any_number(
    as_, coordinator, partnership, address, django_assert_max_num_queries
):
    client = as_(coordinator)
    for number in range(20):
        factories.make_run(partnership, by=coordinator)
        if number in (0, 19):
            with django_assert_max_num_queries(10):
                client.get(address("import_list"))


def test_only_documents_of_this_partnership_are_listed(
    as_, coordinator, run, other_partnership, outsider, address
):
    factories.make_run(other_partnership, by=outsider, file_name="theirs.docx")
    page = text(as_(coordinator).get(address("import_list")))
    assert "plan.docx" in page and "theirs.docx" not in page


def test_every_state_has_its_word(as_, coordinator, partnership, address):
    states = {
        "waiting": "Waiting to be read",
        "reading": "Being read",
        "refused": "Could not be read",
        "kept": "Kept as a document",
        "undone": "Taken back",
        "dropped": "Set aside",
    }
    for state in states:
        factories.make_run(partnership, by=coordinator, state=state, problem="Too old a file.")
    make_committed_run(partnership, by=coordinator)
    page = text(as_(coordinator).get(address("import_list")))
    for words in [*states.values(), "Imported"]:
        assert words in page, words


def test_the_plan_list_opens_the_door_for_coordinators_only(
    as_, coordinator, officer, auditor, partnership, address
):
    plans = f"/{partnership.slug}/plans/"
    assert address("import_create") in text(as_(coordinator).get(plans))
    assert address("import_create") not in text(as_(officer).get(plans))
    assert address("import_list") in text(as_(auditor).get(plans))


def test_nothing_of_a_document_is_written_into_the_list_as_markup(
    as_, coordinator, partnership, address
):
    factories.make_run(partnership, by=coordinator, file_name="<b>odd</b>.docx")
    assert "<b>odd</b>" not in text(as_(coordinator).get(address("import_list")))
