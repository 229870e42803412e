"""The command that takes a plan out: files that come back, refusals in one line."""

import pytest
from django.core.management import CommandError, call_command

from governance.documents.reading import read_here
from lep_tracker.documents.placing import read_and_place
from plans.documents.placing import place_plan
from plans.documents.reading_back import place_back
from plans.documents.taking_out import plan_on_paper
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(partnership, officer):
    return factories.make_plan(partnership, rows=2, updater=officer)


def export(plan, ending, path, **options):
    address = f"{plan.partnership.slug}/{plan.slug}"
    call_command("export_plan", address, format=ending, output=str(path), **options)


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "json"])
def test_what_is_written_is_taken_in_again(plan, tmp_path, ending):
    path = tmp_path / f"plan.{ending}"
    export(plan, ending, path)
    outcome = read_and_place(path.name, path.read_bytes())
    assert outcome.report.fidelity.lost == 0
    outcome.placed.furniture = []
    assert outcome.placed == plan_on_paper(plan)


def test_one_quarter_can_be_written(plan, tmp_path, coordinator):
    quarter = factories.make_round(plan.partnership, by=coordinator)
    factories.make_plan_round(plan, quarter)
    path = tmp_path / "quarter.docx"
    export(plan, "docx", path, round=quarter.slug)
    placed = place_back(read_here("quarter.docx", path.read_bytes()), place_plan)
    assert placed.rows[0].progress[0].text == "Not yet submitted."


def test_refusals_are_one_line_and_write_nothing(plan, tmp_path, capsys):
    path = tmp_path / "plan.docx"
    address = f"{plan.partnership.slug}/{plan.slug}"
    for name, ending, options in (
        (address, "pdf", {}),
        ("nowhere/plan", "docx", {}),
        ("plan", "docx", {}),
        (address, "docx", {"round": "2031-q1"}),
        (address, "docx", {"output": str(tmp_path / "no" / "plan.docx")}),
    ):
        with pytest.raises(CommandError) as refused:
            call_command("export_plan", name, **{"format": ending, "output": str(path), **options})
        assert refused.value.returncode == 2
        assert "\n" not in str(refused.value)
    assert not path.exists()
