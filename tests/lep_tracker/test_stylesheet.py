"""One style sheet for the pages, joined from its parts in a visible order."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from lep_tracker import stylesheet

# Served by themselves: the administration's pages and the packs have their own sheets.
APART = {"app.css", "admin.css", "pack_print.css", "pack_draft.css"}


@pytest.fixture
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    finders.get_finder.cache_clear()
    yield settings.DATA_DIR
    finders.get_finder.cache_clear()


def test_every_sheet_is_in_the_bundle_once_or_stands_apart():
    listed = [one.name for one in stylesheet.parts() if one.parent == stylesheet.ORDER.parent]
    there = {one.name for one in stylesheet.ORDER.parent.glob("*.css")}
    assert len(listed) == len(set(listed))
    assert set(listed) == there - APART


def test_vendor_comes_first_and_paper_last():
    names = [one.name for one in stylesheet.parts()]
    assert (names[0], names[-1]) == ("govuk-frontend.min.css", "print.css")


def test_a_page_asks_for_one_sheet(client, administrator):
    page = client.get("/account/login/").content.decode()
    assert page.count('rel="stylesheet"') == 1
    assert f'href="/static/{stylesheet.BUNDLE}"' in page


def test_the_bundle_holds_its_parts_in_order_and_follows_them(data_dir, tmp_path, monkeypatch):
    order = tmp_path / "css/app.css"
    order.parent.mkdir()
    order.write_text('@import url("a.css");\n@import url("b.css");\n')
    (order.parent / "a.css").write_text(".a {}")
    (order.parent / "b.css").write_text(".b {}")
    monkeypatch.setattr(stylesheet, "ORDER", order)

    def read() -> str:
        return Path(finders.find(stylesheet.BUNDLE)).read_text(encoding="utf-8")

    assert read() == '@charset "UTF-8";\n/* a.css */\n.a {}\n/* b.css */\n.b {}\n'
    (order.parent / "a.css").write_text(".a { color: red }")
    assert "color: red" in read()
    (order.parent / "a.css").unlink()
    assert not finders.find(stylesheet.BUNDLE)


def test_production_collects_it(data_dir, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    collected = settings.STATIC_ROOT / stylesheet.BUNDLE
    assert collected.read_text(encoding="utf-8") == stylesheet.joined()
    assert list(collected.parent.glob("bundle.*.css.gz"))


def test_nothing_in_it_leads_to_a_file():
    """The bundle stands in another folder than its vendor part, so no address may be relative."""
    assert "url(" not in stylesheet.joined()
    assert stylesheet.joined().startswith('@charset "UTF-8";')
    assert stylesheet.joined().count("@charset") == 1
    assert settings.STATICFILES_FINDERS[0] == "lep_tracker.stylesheet.BundleFinder"
