"""What a committee reads of objectives and key results in its pack."""

import pytest

from governance.packs import MEMBERS
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
