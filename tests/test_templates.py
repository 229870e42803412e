"""Rules over every template: what a page may hold, and what each of them must."""

import re
from pathlib import Path

import pytest
from django.template import Engine, Template
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent / "templates"
FILES = sorted(path for path in ROOT.rglob("*") if path.suffix in {".html", ".txt"})
PAGES = [path for path in FILES if path.suffix == ".html"]
# Mails are read without our stylesheet, packs are printed by another one, the admin has its own.
ON_SCREEN = [
    path for path in PAGES if path.relative_to(ROOT).parts[0] not in {"emails", "packs", "admin"}
]


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _words(path: Path) -> str:
    """The template without its comments."""
    text = path.read_text()
    text = re.sub(r"{% comment .*?{% endcomment %}", "", text, flags=re.S)
    return re.sub(r"{#.*?#}|<!--.*?-->", "", text, flags=re.S)


def _found(pattern: str, paths: list[Path]) -> list[str]:
    rule = re.compile(pattern, re.S | re.I)
    return [
        f"{_name(path)}: {found[0][:90]}" for path in paths for found in rule.finditer(_words(path))
    ]


# Lines that are longer than others may be, and why they cannot be broken.
LONGEST = 160
LONGER = {
    "emails/daily.txt": "a plain-text mail keeps a paragraph on one line, for its reader to wrap",
    "django/forms/widgets/attrs.html": "one space stands before each attribute",
}


def test_no_line_is_longer_than_a_reader_takes_in():
    long = {
        _name(path)
        for path in ROOT.rglob("*")
        if path.is_file() and max(map(len, path.read_text().splitlines()), default=0) > LONGEST
    }
    assert sorted(long - set(LONGER)) == [], f"lines over {LONGEST} characters"
    assert sorted(set(LONGER) - long) == [], "named as longer without need"


def test_every_template_compiles():
    for path in FILES:
        get_template(_name(path))


def test_no_style_or_script_stands_inline():
    assert _found(r"<[^>]*\sstyle\s*=", ON_SCREEN) == []
    assert _found(r"<style\b", ON_SCREEN) == []
    assert _found(r"<[^>]*\son[a-z]+\s*=\s*[\"']", PAGES) == []
    assert _found(r"<script\b(?![^>]*\bsrc=)[^>]*>", PAGES) == []
    assert _found(r"javascript:", PAGES) == []


def test_no_template_switches_escaping_off():
    found = _found(r"\|\s*safe\b|\|\s*safeseq\b|{%\s*autoescape off", PAGES)
    # A pack joins sections, and is shown, as they were stored: escaped when they were made.
    stored = {"governance/pack_page.html: |safe", "packs/pack.html: |safe"}
    assert set(found) <= stored


def test_nothing_is_loaded_from_another_site():
    assert (
        _found(r"<(?:script|img|link|iframe|source)\b[^>]*(?:src|href)=[\"'](?:https?:)?//", PAGES)
        == []
    )


def test_pictures_say_what_they_show():
    assert _found(r"<img\b(?![^>]*\balt=)[^>]*>", PAGES) == []
    assert _found(r"<svg\b[^>]*role=\"img\"[^>]*>(?!\s*<title>)", PAGES) == []
    silent = r"<svg\b(?![^>]*(?:aria-hidden=\"true\"|role=\"img\"|class=\"(?:seg|tone-)))[^>]*>"
    assert _found(silent, ON_SCREEN) == []


def test_every_form_that_changes_something_carries_its_token():
    forms = [
        f"{_name(path)}: {form[0][:90]}"
        for path in PAGES
        for form in re.finditer(r"<form\b[^>]*method=\"post\".*?</form>", _words(path), re.S | re.I)
        if "csrf_token" not in form[0]
    ]
    assert forms == []


def test_every_control_that_is_written_out_has_a_label():
    missing = []
    for path in ON_SCREEN:
        words = _words(path)
        for control in re.finditer(r"<(input|select|textarea)\b([^>]*)>", words):
            attributes = control[2]
            if re.search(r"type=\"(hidden|submit|button|{{)", attributes):
                continue
            named = re.search(r"aria-label(ledby)?=|attrs\.html", attributes)
            own_id = re.search(r"\bid=\"([^\"]+)\"", attributes)
            if not named and not (own_id and f'for="{own_id[1]}"' in words):
                missing.append(f"{_name(path)}: {control[0][:90]}")
    assert missing == []


def _chain(path: Path) -> list[str]:
    """The words of a page and of the section bases it extends, without ``base.html``."""
    words = _words(path)
    parent = re.search(r"{%\s*extends \"([^\"]+)\"", words)
    if not parent or parent[1] == "base.html":
        return [words]
    return [words, *_chain(ROOT / parent[1])]


def _leaves() -> list[tuple[str, str]]:
    """Every page that can be opened, with all its words."""
    extended = {
        one for path in ON_SCREEN for one in re.findall(r"extends \"([^\"]+)\"", _words(path))
    }
    return [
        (_name(path), "\n".join(_chain(path)))
        for path in ON_SCREEN
        if "{% extends" in _words(path) and _name(path) not in extended
    ]


def test_every_page_has_one_heading_of_the_first_rank():
    wrong = []
    for name, words in _leaves():
        fills = bool(re.search(r"{%\s*block heading\s*%}\s*\S(?<!{)", words)) or bool(
            re.search(r"{%\s*block heading\s*%}\s*{[{%](?!\s*endblock)", words)
        )
        overrides = bool(re.search(r"{%\s*block page_header\s*%}", words))
        own = len(re.findall(r"<h1\b", words))
        if fills == overrides or (fills and own) or (overrides and own != 1):
            wrong.append(f"{name}: {own} written out, block heading {fills}")
    assert wrong == []


def test_every_page_has_a_title():
    titled = r"{%\s*block (?:title|head_title)\s*%}\s*(?:[^{\s]|{[{%](?!\s*(?:endblock|block)))"
    assert [name for name, words in _leaves() if not re.search(titled, words)] == []


def test_a_status_colour_always_comes_with_a_shape():
    """A tone class stands only where a mark is drawn with it, so grey print keeps the meaning."""
    wrong = [
        _name(path)
        for path in ON_SCREEN
        if re.search(r"class=\"[^\"]*\btone-", _words(path))
        and not re.search(r"#mark-|{%\s*mark\b|{%\s*status\b|multiple__edge", _words(path))
    ]
    assert wrong == []


def test_links_that_open_a_new_tab_say_so():
    assert _found(r"<a\b[^>]*target=\"_blank\"(?:(?!</a>).)*?</a>(?<!new tab\)</a>)", PAGES) == []


def test_tables_have_headings():
    bare = [
        _name(path)
        for path in ON_SCREEN
        for table in re.findall(r"<table\b.*?</table>", _words(path), re.S)
        if not re.search(r"<th\b|{%\s*slot", table)
    ]
    assert bare == []


def test_ids_are_not_given_twice():
    twice = []
    for path in ON_SCREEN:
        ids = re.findall(r"\sid=\"([^\"{]+)\"", _words(path))
        twice += [f"{_name(path)}: {one}" for one in sorted(set(ids)) if ids.count(one) > 1]
    assert twice == []


def test_templates_take_no_model_into_their_hands():
    """Templates show: a call that reads the database is a queryset method with a page's name."""
    reads = r"{[{%][^}%]*\.(?:objects|exists|count|select_related)\b(?!_)[^}%]*[}%]}"
    found = [one for one in _found(reads, ON_SCREEN) if "forloop" not in one]
    assert [one for one in found if "paginator.count" not in one] == []


def test_the_engine_is_strict_about_unknown_tags():
    with pytest.raises(Exception, match="tag_that_is_not"):
        Template("{% tag_that_is_not %}", engine=Engine.get_default())


def test_a_rule_above_a_fieldset_does_not_cross_its_legend():
    """Browsers set a legend into the upper border of its fieldset, unless it floats."""
    css = "\n".join(path.read_text() for path in (ROOT.parent / "static/css").glob("*.css"))
    fieldsets = {
        name
        for page in ROOT.rglob("*.html")
        for classes in re.findall(r'<fieldset class="([^"{]*)', page.read_text())
        for name in classes.split()
    }
    for name in sorted(fieldsets):
        ruled = re.search(rf"(?m)^\.{re.escape(name)} \{{[^}}]*border(-top)?:", css)
        if ruled:
            assert re.search(rf"\.{re.escape(name)} > legend \{{[^}}]*float: left", css), name


STRANGE = re.compile(
    r"became true|already true|true as at|stands in the way|stands? now\?|still out|rows? of yours|"
    r"to go\b|came back|sent this back|bring in|take out|taken out|after all|excuse (?:a|this) row",
    re.IGNORECASE,
)


# Words that no page shows, whatever it is about.
STRANGE_ANYWHERE = re.compile(
    r"became true|already true|\d true\b|should worry|somebody|folded|comes round|in the way|"
    r"ask(?:ed)? again|excused?\b|\bgoes on<|not said|settled?\b|stands? at\b|steps of status|"
    r"hand it over|opens? a door|recommend to close|doubts?\b",
    re.IGNORECASE,
)
# The gallery prints words of papers; the others are pages of packages.
_OTHERS_WORDS = ("components/gallery", "admin", "account", "mfa", "usersessions", "simple_history")


def shown_words(path):
    """What a template shows itself; comments, tags and names of fields are not read."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", text, flags=re.DOTALL)


def test_no_page_speaks_in_strange_words():
    found = {
        str(path.relative_to(ROOT)): words
        for path in ROOT.rglob("*.html")
        if not str(path.relative_to(ROOT)).startswith(_OTHERS_WORDS)
        and (words := STRANGE_ANYWHERE.findall(shown_words(path)))
    }
    assert found == {}


@pytest.mark.parametrize(
    "name", ["update_form", "_milestone_step", "_update_strip_count", "round_detail"]
)
def test_the_pages_of_a_quarter_speak_as_a_council_writes(name):
    assert STRANGE.findall(shown_words(ROOT / f"plans/{name}.html")) == []
