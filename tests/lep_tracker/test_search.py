"""Search finds what a person may read, and says nothing of the rest."""

import unicodedata

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance import roles
from governance.storage.folded import Folded, holding, words_of
from governance.text.folding import around, fold, words_in
from governance.workflow.imports import receive_document
from okrs.models import ObjectiveSet
from plans.models import (
    KPI,
    Awaited,
    Citation,
    Improvement,
    MonitoringLine,
    MonitoringProcess,
    PlanPhase,
    PlanResource,
    PlanSection,
    ProgressNote,
    Source,
    Theme,
)
from plans.workflow.editing import retire_part
from tests import factories
from tests.okrs import objects


@pytest.fixture
def find(as_):
    return lambda person, words: as_(person).get(reverse("search"), {"q": words}).content.decode()


def test_a_row_is_found_by_its_words_and_by_its_number(find, officer, plan):
    assert "1. Open papers 1" in find(officer, "publish papers")
    assert "2. Open papers 2" in find(officer, "2")
    assert "1. Open papers 1" in find(officer, "policy REVIEWED")


def test_all_words_have_to_stand_there(find, officer, plan):
    assert "Nothing you can read" in find(officer, "papers zebra")


def test_outsider_finds_nothing_of_it(find, outsider, plan):
    assert "Nothing you can read" in find(outsider, "papers")


def test_a_draft_is_found_by_its_writers_only(find, officer, area_lead, auditor, plan_round):
    update = plan_round.updates.first()
    ProgressNote.objects.create(update=update, text="Half a thought about badgers.")
    update.start()
    update.save()
    assert "badgers" in find(officer, "badgers")
    for reader in (area_lead, auditor):
        assert "Half a thought" not in find(reader, "badgers")


def test_a_committee_finds_closed_quarters_only(find, committee_member, officer, plan_round):
    update = plan_round.updates.first()
    ProgressNote.objects.create(update=update, text="A word about badgers.")
    update.status = factories.status(update.partnership, "on_track")
    update.submit()
    update.submitted_at, update.submitted_by = update.state_since, officer
    update.save()
    assert "A word about" not in find(committee_member, "badgers")
    plan_round.close()
    plan_round.closed_at, plan_round.closed_by = update.state_since, officer
    plan_round.save()
    assert "A word about" in find(committee_member, "badgers")


def test_key_results_are_found(find, officer, partnership):
    objects.make_key_result(objects.make_objective(objects.make_set(partnership)))
    assert "KR1 Directors in place" in find(officer, "directors")


def test_too_short_and_odd_words_are_met_with_a_sentence(find, officer):
    assert "Type at least two letters." in find(officer, "a")
    assert "&lt;script&gt;" in find(officer, "<script>")
    assert "What are you looking for?" in find(officer, "\x00 ")


def test_search_is_a_page_and_not_a_verb(as_, officer):
    assert as_(officer).post(reverse("search")).status_code == 405


@pytest.mark.parametrize("rows", [1, 50])
def test_queries_do_not_grow(as_, officer, partnership, rows):
    factories.make_plan(partnership, rows=rows, updater=officer)
    client = as_(officer)
    client.get(reverse("search"), {"q": "papers"})
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("search"), {"q": "papers"}).content.decode()
    assert page.count("Open papers") == min(rows, 20)
    assert len(queries) <= 12


def test_the_rows_of_a_plan_taken_out_are_not_found(find, officer, coordinator, plan):
    retire_part(plan, reason="Replaced by next year's.", by=coordinator)
    assert "Open papers 1" not in find(officer, "publish papers")


PRINTED = (
    "Cyngor Ynys Môn: tŷ’r gŵyl, ŵyl a ẁ",
    "Comhairle nan Eilean Siar, Gàidhealtachd, Steòrnabhagh",
    "The board’s “open” papers – co\u00adopera\u00adtion, soft\u00adly",
    "Straße, Łódź, Ærø, Œuvre, ½ and №",
    unicodedata.normalize("NFD", "Gŵyr a Môr"),
    "ＦＵＬＬ ｗｉｄｔｈ",
)


@pytest.mark.parametrize(
    "typed",
    [
        *("ynys mon", "Ynys Môn", "TŶ'R GŴYL", "ty’r gwyl", "wyl a w"),
        *("gaidhealtachd", "Gàidhealtachd", "steornabhagh", "cooperation", "softly"),
        *("board's", "board’s", '"open"', "“open”", "papers -", "strasse", "lodz", "aro", "full"),
        *("gwyr a mor", "Gŵyr"),
    ],
)
def test_words_are_found_as_people_type_them(find, officer, plan, typed):
    row = plan.improvements.first()
    row.statement = [{"kind": "paragraph", "level": 0, "text": text} for text in PRINTED]
    row.save()
    assert "Nothing you can read" not in find(officer, typed)


def test_the_database_folds_as_we_do(plan):
    """SQLite calls our functions; PostgreSQL has its own, which have to give the same."""
    row = plan.improvements.first()
    for text in PRINTED:
        row.short_name = text[:200]
        row.statement = [{"kind": "bullet", "level": 1, "text": f"a {text}"}]
        row.extras = [{"heading": "Budget ²", "text": text}]
        row.raw_fragments = [text]
        row.save()
        names = words_of(Improvement)
        stored = Improvement.objects.annotate(folded=Folded(*names)).get(pk=row.pk).folded
        ours = [getattr(row, name) for name in names]
        said = " ".join(one if isinstance(one, str) else words_in(one) for one in ours)
        assert sorted(stored.split()) == sorted(fold(said).split())


@pytest.mark.parametrize("name", ["paragraph", "kind", "level", "statement", "heading", "bullet"])
def test_names_of_stored_fields_are_not_words(find, officer, committee_member, plan, name):
    row = plan.improvements.first()
    row.extras = [{"heading": "Budget", "text": "£3,000"}]
    row.save()
    for person in (officer, committee_member):
        assert "Nothing you can read" in find(person, name)
    assert "1. Open papers 1" in find(officer, "budget £3,000")


def _add_everything(plan, coordinator):
    """One thing of every kind that is shown, each with an odd word of its own."""
    partnership, row = plan.partnership, plan.improvements.first()
    source = Source.objects.create(plan=plan, title="The zsource report")
    objective_set = objects.make_set(partnership)
    ObjectiveSet.objects.filter(pk=objective_set.pk).update(
        header_blocks=[
            {"heading": "Aims", "body": [{"kind": "bullet", "level": 0, "text": "A zheader aim"}]}
        ],
        paper={"title": "The zpaper", "facts": [{"heading": "Author", "text": "zauthor"}]},
    )
    objects.make_key_result(objects.make_objective(objective_set, text="A zobjective"))
    Theme.objects.create(plan=plan, title="The ztheme", order=9)
    body = [{"kind": "paragraph", "level": 0, "text": "A zsection programme"}]
    PlanSection.objects.create(plan=plan, heading="Programme", body=body)
    PlanResource.objects.create(plan=plan, post="zpost manager", number=1)
    PlanPhase.objects.create(plan=plan, name="zphase one", months=3)
    MonitoringProcess.objects.create(plan=plan, text="zprocess every month")
    Awaited.objects.create(plan=plan, title="zawaited framework")
    MonitoringLine.objects.create(improvement=row, text="zmonitor by the board", order=9)
    Citation.objects.create(improvement=row, source=source, printed="(zcited page 4)")
    KPI.objects.create(improvement=row, text="zfigure of visits", order=9)
    plan.facts = [{"heading": "Report of", "text": "The zfront director"}]
    plan.save()
    factories.make_body(partnership, "The zbody committee")
    factories.make_person("Zperson Officer", partnership, roles.OFFICER)
    receive_document(
        partnership, name="zdocument.csv", data=b"No.,Action\n1,Publish\n", by=coordinator
    )


WORDS = (
    *("zsource", "zheader", "zpaper", "zauthor", "zobjective", "ztheme", "zsection", "zpost"),
    *("zphase", "zprocess", "zawaited", "zmonitor", "zcited", "zfigure", "zfront", "zbody"),
    *("zperson", "zdocument"),
)
# The front of an OKR paper is in the files of the set; a citation is printed as source and pages.
NEXT_TO_PAGES = ("zpaper", "zauthor", "zcited")


def _hits(client, word):
    groups = client.get(reverse("search"), {"q": word}).context["groups"]
    return [hit for group in groups for hit in group.hits]


def test_everything_that_is_shown_is_found_and_leads_to_a_page(
    as_, coordinator, outsider, committee_member, plan
):
    _add_everything(plan, coordinator)
    for word in WORDS:
        assert _hits(as_(coordinator), word), word
        assert not _hits(as_(outsider), word), word
        for person in (coordinator, committee_member):
            client = as_(person)
            for hit in _hits(client, word):
                page = client.get(hit.url.partition("#")[0])
                assert page.status_code == 200, (word, person, hit.url)
                is_there = word in page.content.decode().lower()
                assert is_there or word in NEXT_TO_PAGES, (word, person, hit.url)
    assert not _hits(as_(committee_member), "zdocument")


def test_the_words_around_a_match_are_cut_where_it_was_printed_otherwise():
    text = "A long way before. " * 12 + "Cyngor Ynys Môn a\u00adgrees. " + "And after that. " * 12
    said = around(text, [fold("Môn")])
    assert "Ynys Môn" in said and said.startswith("… ") and said.endswith(" …")


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL has the index")
def test_each_large_table_is_searched_by_its_index():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, indexname FROM pg_indexes WHERE indexname LIKE '%_words'")
        indexed = dict(cursor.fetchall())
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert len(indexed) >= 11
    for model in apps.get_models():
        if model._meta.db_table in indexed:
            plan_of = holding(model._default_manager.all(), "badgers").explain()
            assert indexed[model._meta.db_table] in plan_of, model
