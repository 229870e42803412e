"""What the reader missed is added, and the themes of an OKR paper are corrected."""

import pytest

from governance.documents.ledger import pieces_of
from governance.models import AuditEvent
from governance.text.structured_text import paragraph
from okrs.documents.placed import HeaderBlock, PlacedOkrs, PlacedOkrTheme
from tests import factories
from tests.lep_tracker.imports.test_import_row import _typed


def typed_blocks(client, url):
    """The form of a theme as the page shows it."""
    data, blocks = _typed(client, url), client.get(url).context["blocks"]
    for one in [*blocks.forms, blocks.management_form]:
        for field in one:
            if field.name != "DELETE" and field.value() is not None:
                data[field.html_name] = field.field.prepare_value(field.value())
    return data


# --- A row ----------------------------------------------------------------------------------------
@pytest.fixture
def new(as_, coordinator, run, address):
    return _typed(as_(coordinator), address("import_row_new", run))


@pytest.fixture
def send(as_, coordinator, run, address):
    def post(data):
        return as_(coordinator).post(address("import_row_new", run), data, follow=True)

    return post


def test_a_row_is_added_after_another_and_shown(send, new, run, fresh, as_, coordinator, address):
    choices = as_(coordinator).get(address("import_row_new", run)).context["form"].fields["after"]
    first = choices.choices[1][0]
    page = send(
        new
        | {
            "number": "1b",
            "statement": "Minutes go out in a week",
            "theme": "Governance",
            "after": first,
            "milestones-0-text": "Begin by end June",
        }
    ).content.decode()
    document = fresh(run)
    assert [row.number for row in document.rows] == ["1", "1b", "2"]
    assert str(document.rows[1].milestones[0].latest) == "2019-06-30"
    assert 'id="part-1"' in page and "Minutes go out in a week" in page
    assert "it was added by hand" in page
    assert page.index('id="part-0"') < page.index('id="part-1"') < page.index('id="part-2"')
    assert AuditEvent.objects.count() == 1


def test_a_row_may_be_the_first(send, new, run, fresh):
    send(new | {"statement": "Before all", "after": ""})
    assert fresh(run).rows[0].statement == [paragraph("Before all")]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"statement": " "}, "Write its statement."),
        ({"after": "gone"}, "Choose one from the list."),
        ({"number": "1" * 30}, "id_number"),
    ],
)
def test_a_mistake_adds_nothing(send, new, run, wrong, sentence):
    page = send(new | {"statement": "Said", "kpis": "My KPI"} | wrong).content.decode()
    assert sentence in page and "My KPI" in page
    run.refresh_from_db()
    assert run.edited is None


# --- Words not placed ---------------------------------------------------------------------------
@pytest.mark.parametrize("what", ["new", "section"])
def test_words_left_over_become_a_row_or_a_section(as_, coordinator, run, address, fresh, what):
    answer = as_(coordinator).post(
        address("import_assign", run, 0), {"version": run.version, "row": what, "field": ""}
    )
    document = fresh(run)
    assert document.unplaced == []
    claimed = [at for at, piece in pieces_of(document) if "12" in piece.lines]
    if what == "new":
        assert answer.url == address("import_row", run, document.rows[2].key)
        assert document.rows[2].statement == [paragraph("qd f the board")]
        assert (document.rows[2].theme, claimed) == ("Governance", ["rows.2"])
    else:
        assert answer.url == address("import_facts", run)
        assert document.sections[0].body == [paragraph("qd f the board")]
        assert (document.sections[0].place, claimed) == ("after", ["sections.0"])


def test_who_is_second_makes_no_second_row(as_, coordinator, run, address, fresh):
    sent = {"version": run.version, "row": "new"}
    for _ in range(2):
        as_(coordinator).post(address("import_assign", run, 0), sent)
    assert len(fresh(run).rows) == 3


# --- A theme of objectives ------------------------------------------------------------------------
@pytest.fixture
def okrs(partnership, coordinator):
    theme = PlacedOkrTheme(
        title="Skills",
        printed_heading="Appendix A: Skills, Q4",
        outcome="People in work",
        outcome_after=1,
        header_blocks=[
            HeaderBlock(heading="Vision", body=[paragraph("  Far")], lines=("3",)),
            HeaderBlock(heading="x" * 400, body=[paragraph("Near")], section="North"),
        ],
    )
    paper = PlacedOkrs(kind="okrs", title="Objectives", themes=[theme])
    return factories.make_run(partnership, by=coordinator, placed=paper)


def test_a_theme_saved_as_it_stands_is_the_same(as_, coordinator, okrs, address, fresh):
    client, url = as_(coordinator), address("import_theme", okrs, 0)
    before = fresh(okrs)
    assert client.post(url, typed_blocks(client, url)).status_code == 302
    assert fresh(okrs) == before and okrs.edited is None


def test_title_outcome_and_blocks_are_mended(as_, coordinator, okrs, address, fresh):
    client, url = as_(coordinator), address("import_theme", okrs, 0)
    assert "Edit “Skills”" in client.get(address("import_detail", okrs)).content.decode()
    client.post(
        url,
        typed_blocks(client, url)
        | {
            "title": "Work",
            "outcome": "All in work",
            "blocks-0-DELETE": "on",
            "blocks-1-body": "Here",
            "blocks-2-heading": "Aims",
        },
    )
    theme = fresh(okrs).themes[0]
    assert (theme.title, theme.printed_heading) == ("Work", "Appendix A: Work, Q4")
    assert (theme.outcome, theme.outcome_after) == ("All in work", 0)
    assert [one.body for one in theme.header_blocks] == [[paragraph("Here")], []]
    assert theme.header_blocks[1].heading == "Aims"


def test_a_theme_mended_meanwhile_is_said_and_no_word_is_lost(
    as_, coordinator, okrs, address, fresh
):
    client, url = as_(coordinator), address("import_theme", okrs, 0)
    form = typed_blocks(client, url)
    client.post(url, form | {"title": "Theirs"})
    page = client.post(url, form | {"title": "Mine"}).content.decode()
    assert "Someone else corrected this part" in page and 'value="Mine"' in page
    assert fresh(okrs).themes[0].title == "Theirs"
    assert "Fill in “Title”." in client.post(url, form | {"title": ""}).content.decode()


def test_what_is_not_there_is_404(as_, coordinator, okrs, run, address):
    client = as_(coordinator)
    assert client.get(address("import_theme", okrs, 7)).status_code == 404
    assert client.get(address("import_theme", run, 0)).status_code == 404
    assert client.get(address("import_row_new", okrs)).status_code == 404
