"""A set given out as a file, by the page and by the command."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from governance.documents.reading import read_here
from okrs.documents.placing import place_okrs
from okrs.documents.reading_back import place_back
from okrs.documents.taking_out import okrs_on_paper


def address(objective_set, ending="docx"):
    return reverse(
        "okrs:set_file", args=[objective_set.partnership.slug, objective_set.slug, ending]
    )


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv"])
def test_the_file_is_the_set(as_, officer, measure, objective_set, ending):
    response = as_(officer).get(address(objective_set, ending))
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"] and "Corporate" in str(response.headers)
    read = place_back(read_here(f"set.{ending}", response.content), place_okrs)
    read.furniture = []
    assert read == okrs_on_paper([objective_set])


def test_the_page_offers_each_format(as_, officer, objective_set):
    page = as_(officer).get(objective_set.get_absolute_url())
    for ending in ("docx", "xlsx", "csv", "json"):
        assert address(objective_set, ending) in page.content.decode()


def test_another_ending_is_not_found(as_, officer, objective_set):
    assert as_(officer).get(address(objective_set, "pdf")).status_code == 404


def test_an_outsider_finds_nothing(as_, outsider, objective_set):
    assert as_(outsider).get(address(objective_set)).status_code == 404


def test_the_command_writes_it(objective_set, key_result, tmp_path):
    path = tmp_path / "set.json"
    name = f"{objective_set.partnership.slug}/{objective_set.slug}"
    call_command("export_plan", name, format="json", output=str(path))
    assert b"lep-tracker-okrs" in path.read_bytes()
    with pytest.raises(CommandError, match="one quarter alone"):
        call_command("export_plan", name, format="json", output=str(path), round="2019-q2")
    with pytest.raises(CommandError, match="no plan and no objective set"):
        call_command("export_plan", "sslep/nothing", format="json", output=str(path))
