"""Downloads of a plan and of a quarter: what is in them, for whom, and under which name."""

import io
import json
from datetime import date

import docx
import pytest
from django.urls import reverse

from governance.documents.reading import read_here
from plans.documents.files import FORMATS, file_name
from plans.documents.placing import place_plan
from plans.documents.reading_back import place_back, read_json
from plans.documents.taking_out import plan_on_paper
from plans.models import Improvement, ProgressNote
from plans.workflow import accept_update, close_plan_round
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(partnership, officer):
    return factories.make_plan(partnership, rows=3, updater=officer)


@pytest.fixture
def plan_round(plan, coordinator):
    quarter = factories.make_round(plan.partnership, by=coordinator)
    return factories.make_plan_round(plan, quarter)


def address(name, plan, *more):
    return reverse(f"plans:{name}", args=[plan.partnership.slug, plan.slug, *more])


def words_in(response):
    """Every word of a Word file, by a reader that is not ours."""
    document = docx.Document(io.BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.parametrize("ending", FORMATS)
def test_the_file_holds_the_plan(plan, as_, officer, ending):
    response = as_(officer).get(address("plan_file", plan, ending))
    assert response.status_code == 200
    assert response["X-Content-Type-Options"] == "nosniff"
    name = f"plan.{ending}"
    read = read_json if ending == "json" else read_here
    placed = place_back(read(name, response.content), place_plan)
    placed.furniture = []
    assert placed == plan_on_paper(plan)


def test_the_name_says_what_and_when(plan, as_, officer, on_day):
    on_day(date(2019, 9, 26))
    response = as_(officer).get(address("plan_file", plan, "csv"))
    assert f'filename="{plan.title}, 26 September 2019.csv"' in response["Content-Disposition"]
    assert (
        file_name("a/b: “c”?\n", "docx", today=date(2020, 1, 2)) == "a b “c”, 2 January 2020.docx"
    )
    assert file_name("", "docx", today=date(2020, 1, 2)) == "Plan, 2 January 2020.docx"


def test_an_unknown_format_is_not_found(plan, plan_round, as_, officer):
    client = as_(officer)
    assert client.get(address("plan_file", plan, "pdf")).status_code == 404
    round_slug = plan_round.round.slug
    assert client.get(address("round_file", plan, round_slug, "exe")).status_code == 404
    assert client.post(address("plan_file", plan, "docx")).status_code == 405


def test_the_pages_offer_the_files(plan, plan_round, as_, officer):
    page = as_(officer).get(plan.get_absolute_url()).content.decode()
    assert address("plan_file", plan, "docx") in page
    page = as_(officer).get(address("round_detail", plan, plan_round.round.slug)).content.decode()
    assert address("round_file", plan, plan_round.round.slug, "json") in page


def test_a_committee_reads_the_plan_as_its_last_quarter_closed(
    plan, plan_round, as_, committee_member, officer, coordinator
):
    url = address("plan_file", plan, "docx")
    close_plan_round(plan_round, by=coordinator)
    row = Improvement.objects.get(plan=plan, ref="1")
    row.statement = [{"kind": "paragraph", "level": 0, "text": "Words of a later edit."}]
    row.save()
    assert "Words of a later edit." in words_in(as_(officer).get(url))
    assert "Words of a later edit." not in words_in(as_(committee_member).get(url))


def test_a_quarter_shows_both_voices_apart_and_no_draft(
    plan, plan_round, as_, officer, area_lead, coordinator
):
    first, second = plan_round.updates.order_by("improvement__order")[:2]
    ProgressNote.objects.create(update=second, text="A draft nobody sent.", order=1)
    sent = factories.submit(first, by=officer, notes="Half of it is done.")
    accept_update(sent, words="Good, go on.", by=area_lead)
    url = address("round_file", plan, plan_round.round.slug, "docx")
    response = as_(area_lead).get(url)
    table = docx.Document(io.BytesIO(response.content)).tables[0]
    heads = [cell.text for cell in table.rows[0].cells]
    row = [cell.text for cell in table.rows[1].cells]
    ours = next(at for at, words in enumerate(row) if "Half of it is done." in words)
    theirs = next(at for at, words in enumerate(row) if "Good, go on." in words)
    assert ours != theirs
    assert plan.partnership.short_name in heads[ours]
    assert "words" in heads[theirs] and plan_round.round.label in heads[theirs]
    assert "A draft nobody sent." not in words_in(response)


def test_no_quarter_stands_under_the_heading_of_another(plan, plan_round, as_, coordinator):
    heads = ("Improvement", "Milestones", "Monitoring", "Progress as at 30 June 2019")
    plan.column_headers = [{"heading": head, "helper": ""} for head in heads]
    plan.save()
    close_plan_round(plan_round, by=coordinator)
    client = as_(coordinator)
    url = address("round_file", plan, plan_round.round.slug, "docx")
    assert "30 June 2019" not in words_in(client.get(url))
    url = address("round_file", plan, plan_round.round.slug, "json")
    told = json.loads(client.get(url).content)["plan"]["column_headers"]
    assert [one["heading"] for one in told] == [*heads[:3], "Progress"]


def test_an_open_quarter_is_not_for_committees(plan, plan_round, as_, committee_member, outsider):
    url = address("round_file", plan, plan_round.round.slug, "json")
    assert as_(committee_member).get(url).status_code == 403
    assert as_(outsider).get(url).status_code == 404


def test_a_closed_quarter_says_what_it_said(plan, plan_round, as_, committee_member, coordinator):
    close_plan_round(plan_round, by=coordinator)
    Improvement.objects.filter(plan=plan).update(short_name="Another name")
    url = address("round_file", plan, plan_round.round.slug, "json")
    told = json.loads(as_(committee_member).get(url).content)["plan"]
    assert len(told["rows"]) == 3
    assert all(row["short_name"] != "Another name" for row in told["rows"])
    assert all("No update received." in row["progress"][0]["text"] for row in told["rows"])


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow_with_the_rows(
    partnership, officer, coordinator, as_, rows, django_assert_max_num_queries
):
    plan = factories.make_plan(partnership, rows=rows, updater=officer)
    quarter = factories.make_round(partnership, by=coordinator)
    plan_round = factories.make_plan_round(plan, quarter)
    client = as_(officer)
    client.get(plan.get_absolute_url())
    with django_assert_max_num_queries(26):
        client.get(address("plan_file", plan, "csv"))
    with django_assert_max_num_queries(48):
        client.get(address("round_file", plan, plan_round.round.slug, "csv"))
