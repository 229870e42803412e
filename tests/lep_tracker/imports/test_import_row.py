"""Correcting one row, or one objective, before it is imported."""

from datetime import date

import pytest

from governance.documents.rows import Line, Source
from governance.models import AuditEvent
from lep_tracker.documents.outcome import settled
from okrs.documents.placed import PlacedKeyResult, PlacedObjective, PlacedOkrs, PlacedOkrTheme
from tests.lep_tracker.documents.runs import make_read_run


@pytest.fixture
def form(as_, coordinator, run, address):
    """The form of the first row as the page shows it, to be changed and sent."""
    return _typed(as_(coordinator), address("import_row", run, "0"))


@pytest.fixture
def send(as_, coordinator, run, address):
    def post(data, at="0"):
        return as_(coordinator).post(address("import_row", run, at), data)

    return post


def _typed(client, url):
    context = client.get(url).context
    data = {}
    sets = ("leads", "milestones", "citations", "references", "extras", "results")
    for name in ("form", *sets):
        if (part := context.get(name)) is None:
            continue
        forms = [*list(part.forms), part.management_form] if hasattr(part, "forms") else [part]
        for one in forms:
            for field in one:
                value = field.value()
                if field.name == "DELETE" or value is None or value is False:
                    continue
                data[field.html_name] = field.field.prepare_value(value)
    return data


def test_saving_the_form_as_it_stands_changes_nothing(send, form, run, fresh):
    before = fresh(run)
    answer = send(form)
    assert answer.status_code == 302
    assert fresh(run) == before and run.edited is None
    assert not AuditEvent.objects.exists()


def test_the_page_shows_the_source_beside_the_form(as_, coordinator, run, address):
    page = as_(coordinator).get(address("import_row", run, "0")).content.decode()
    assert "1. Papers are published in time (Deep Review pg 2)" in page
    assert "Visits to every district" not in page


def test_every_field_is_mended_in_one_event(send, form, run, fresh):
    form |= {
        "number": "1a",
        "theme": "",
        "statement": "Papers go out in time\n- to members\n  - by mail",
        "kpis": "- Nine in ten papers in time",
        "monitoring": "Quarterly report",
        "progress": "Calendar drafted\nAgenda agreed",
        "leads-0-name": "Chair",
        "leads-1-name": "Secretary",
        "leads-1-topic": "Agenda",
        "leads-1-kind": "post",
        "milestones-0-text": "Publish each agenda by end June",
    }
    send(form)
    row = fresh(run).rows[0]
    assert (row.number, row.theme) == ("1a", "")
    assert [(b["kind"], b["level"]) for b in row.statement] == [
        *(("paragraph", 0), ("bullet", 0), ("bullet", 1))
    ]
    assert [kpi.text for kpi in row.kpis] == ["Nine in ten papers in time"]
    assert [note.text for note in row.progress] == ["Calendar drafted", "Agenda agreed"]
    assert [(lead.name, lead.topic) for lead in row.leads] == [
        ("Chair", ""),
        ("Secretary", "Agenda"),
    ]
    assert row.milestones[0].latest == date(2019, 6, 30)
    assert row.milestones[1].text == "Tell the auditors"
    assert AuditEvent.objects.get().verb == "governance.document_edited"


def test_a_milestone_is_taken_out_and_its_line_is_shown_so(
    send, form, run, fresh, as_, coordinator, address
):
    send(form | {"milestones-1-DELETE": "on"})
    assert [one.text for one in fresh(run).rows[0].milestones] == ["Publish each agenda by end May"]
    page = as_(coordinator).get(address("import_detail", run)).content.decode()
    assert "removed by hand" in page


def test_what_is_no_row_is_left_out(send, form, run, fresh):
    send(form | {"is_no_row": "on"})
    assert [row.number for row in fresh(run).rows] == ["2"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"milestones-0-latest": "soon"}, "milestones-0-latest"),
        (
            {"milestones-0-earliest": "1 June 2019", "milestones-0-latest": "1 May 2019"},
            "The first day lies after the last one.",
        ),
        ({"leads-0-name": ""}, "Fill in “Name or post”."),
        ({"number": "1" * 30}, "id_number"),
    ],
    ids=["no day", "backwards", "lead without name", "too long"],
)
def test_a_mistake_keeps_every_word_typed(send, form, run, typed, sentence):
    answer = send(form | {"statement": "My new words"} | typed)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert sentence in page and "There is a problem" in page
    assert "My new words" in page
    run.refresh_from_db()
    assert run.edited is None


def test_who_comes_second_sees_it_and_loses_nothing(send, form, run, fresh):
    send(form | {"statement": "Theirs came first"})
    answer = send(form | {"statement": "Mine came second"})
    page = answer.content.decode()
    assert "Someone else corrected this part" in page and "Mine came second" in page
    assert fresh(run).rows[0].statement[0]["text"] == "Theirs came first"
    again = form | {
        "statement": "Mine came second",
        "version": answer.context["form"]["version"].value(),
    }
    assert send(again).status_code == 302
    assert fresh(run).rows[0].statement[0]["text"] == "Mine came second"


def test_two_people_mend_two_rows(send, form, run, fresh, as_, coordinator, address):
    second = _typed(as_(coordinator), address("import_row", run, "1"))
    send(form | {"statement": "The first row"})
    send(second | {"statement": "The second row"}, at="1")
    assert [row.statement[0]["text"] for row in fresh(run).rows] == [
        *("The first row", "The second row")
    ]


@pytest.mark.parametrize("at", ["7", "x", "0-0", "1-2-3"])
def test_a_row_that_is_not_there_is_404(as_, coordinator, run, address, at):
    assert as_(coordinator).get(address("import_row", run, at)).status_code == 404


def test_a_row_is_not_mended_after_it_was_brought_in(as_, coordinator, run, address, form):
    from lep_tracker.workflow.imports import commit_run

    commit_run(run, by=coordinator)
    answer = as_(coordinator).get(address("import_row", run, "0"), follow=True)
    assert "cannot be edited any more" in answer.content.decode()


def test_officers_may_not_and_outsiders_find_nothing(as_, officer, auditor, outsider, run, address):
    for person, status in ((officer, 403), (auditor, 403), (outsider, 404)):
        assert as_(person).get(address("import_row", run, "0")).status_code == status
        assert as_(person).post(address("import_row", run, "0"), {}).status_code == status


# --- Objectives -----------------------------------------------------------------------------------
@pytest.fixture
def okr_run(partnership, coordinator):
    lines = (Line("1", "A board that performs"), Line("2", "KR1 Members named by 30 June 2020"))
    paper = Source(name="okrs.docx", kind="docx", blocks=lines)
    result = PlacedKeyResult(
        label="KR1",
        text="Members named by 30 June 2020",
        due_text="by 30 June 2020",
        latest=date(2020, 6, 30),
        precision="day",
        date_kind="deadline",
        lines=("2",),
    )
    objective = PlacedObjective(text="A board that performs", lines=("1",), key_results=[result])
    placed = PlacedOkrs(
        kind="okrs",
        title="Objectives",
        starts_on=date(2020, 4, 1),
        ends_on=date(2020, 6, 30),
        themes=[PlacedOkrTheme(title="Corporate", objectives=[objective])],
    )
    return make_read_run(partnership, by=coordinator, outcome=settled(paper, placed, 0))


def test_an_objective_is_mended_with_its_key_results(as_, coordinator, okr_run, address, fresh):
    url = address("import_row", okr_run, "0-0")
    form = _typed(as_(coordinator), url)
    form |= {"text": "A board that decides", "results-0-text": "Members named by 31 May 2020"}
    form |= {"results-1-label": "KR2", "results-1-text": "Minutes out in ten days"}
    assert as_(coordinator).post(url, form).status_code == 302
    objective = fresh(okr_run).themes[0].objectives[0]
    assert objective.text == "A board that decides"
    first, second = objective.key_results
    assert (first.latest, first.lines) == (date(2020, 5, 31), ("2",))
    assert (second.label, second.text) == ("KR2", "Minutes out in ten days")


def test_objectives_stand_beside_their_source(as_, coordinator, okr_run, address):
    page = as_(coordinator).get(address("import_detail", okr_run)).content.decode()
    assert 'id="part-0-0"' in page and "key result 1" in page
    assert "by 30 June 2020" in page
