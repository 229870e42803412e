"""Help: one guide per role, the same text in the product and beside the code."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from lep_tracker.views.guides import GUIDES


@pytest.mark.parametrize("name", GUIDES)
def test_each_guide_is_a_page_with_steps(client, db, name):
    page = client.get(reverse("guide", args=[name])).content.decode()
    assert page.count("<h1>") == 1
    assert "<h2>" in page
    assert "Guide for" in page


def test_the_list_names_each_guide(client, db):
    page = client.get(reverse("help")).content.decode()
    assert all(title in page for title in GUIDES.values())


def test_no_guide_is_forgotten():
    written = {path.stem for path in (Path(settings.BASE_DIR) / "docs" / "guides").glob("*.md")}
    assert written == set(GUIDES)


def test_an_unknown_guide_is_not_found(client, db):
    assert client.get("/help/nobody/").status_code == 404


def test_help_is_read_only(client, db):
    assert client.post(reverse("help")).status_code == 405
