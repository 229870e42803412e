"""What a committee reads of objectives and key results in its pack."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from governance.packs import MEMBERS, assemble, building, pdf
from okrs import workflow
from okrs.models import CheckIn
from okrs.packs.sections import objectives
from tests import factories
from tests.reading import on_one_line


@pytest.fixture
def pack(body, reporting_round, coordinator):
    return factories.make_pack(body, reporting_round, by=coordinator)


def told(pack) -> str:
    from django.template.loader import render_to_string

    context = objectives.context(pack, MEMBERS)
    return on_one_line(render_to_string(objectives.template, {"pack": pack, **context}))


def submit(check_in, officer, measure, words="Two directors joined."):
    check_in.status = factories.status(check_in.partnership, "on_track")
    check_in.words = words
    workflow.submit_check_in(check_in, readings={measure: 120}, by=officer)


def test_a_check_in_is_printed_with_its_figures(pack, check_in, measure, officer):
    submit(check_in, officer, measure)
    page = told(pack)
    assert "Corporate: objectives and key results" in page
    assert "Two directors joined." in page
    assert "On track" in page
    assert "<b>120</b>, 160 schools" in page


def test_a_draft_is_nobodys_business(pack, check_in, officer):
    check_in.words = "Half a thought."
    workflow.save_check_in(check_in, readings={}, by=officer)
    page = told(pack)
    assert "Half a thought." not in page
    assert "Not yet submitted." in page


def test_silence_is_printed_as_silence(pack, check_in, coordinator):
    workflow.close_key_results(check_in.round, by=coordinator)
    pack.refresh_from_db()
    assert CheckIn.objects.get().outcome.key == "silent"
    assert "No check-in received." in told(pack)


def test_a_partnership_without_sets_has_no_section(pack):
    assert objectives.context(pack, MEMBERS) is None


def test_no_head_of_a_page_names_rows_that_have_no_label(pack, check_in, plan_round):
    """Key results without labels, and a plan without rows: the heads name neither."""
    type(check_in.key_result).objects.update(label="")
    plan_round.updates.all().delete()
    pack.sections = ["plan", "okrs"]
    assembly = assemble(pack, at=pack.requested_at)
    document, style = building.document_of(pack, assembly), building.stylesheet(assembly)
    data = pdf.write_pdf(document, style, building.fonts())
    heads = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]
    assert any("Objectives and key results" in head for head in heads)
    for head in heads:
        assert "rows to" not in head and "· rows" not in head, head[:200]
