"""A decision is taken on what was shown; otherwise both are shown and nothing is done."""

import ast
import inspect
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils.html import strip_tags

import governance.documents.runs
import governance.workflow.comments
import governance.workflow.imports
import governance.workflow.packs
import lep_tracker.workflow.imports
import okrs.workflow
import plans.workflow
import plans.workflow.editing
from tests.access_table import CAST, World, make_world, words_of_address
from tests.database_rows import Undone, dump
from tests.decisions import DECISIONS, NO_DECISION
from tests.test_access import ACCESS
from tests.test_architecture import ALL, named

pytestmark = pytest.mark.walk

ROOT = Path(__file__).resolve().parent.parent
SITES = (
    governance.documents.runs,
    governance.workflow.comments,
    governance.workflow.imports,
    governance.workflow.packs,
    lep_tracker.workflow.imports,
    okrs.workflow,
    plans.workflow,
    plans.workflow.editing,
)
# What a form may send that names nothing the page showed: nothing, rubbish, another thing's mark,
# a version to come, a number no database holds.
STRANGE = (
    "",
    "rubbish",
    "= == a=b=c",
    "progressupdate.999999=1 boardpack.999999=1",
    "progressupdate.1=-1 planround.1=x importrun.1=99999999999999999999",
    "\x00",
)


# --- The table is whole ---------------------------------------------------------------------------
def test_every_verb_is_a_decision_or_says_why_not():
    verbs = {name for name, row in ACCESS.items() if row.kind == "verb"}
    assert sorted(verbs - set(DECISIONS) - set(NO_DECISION)) == [], "verbs of which nothing is said"
    assert sorted(set(DECISIONS) & set(NO_DECISION)) == []
    assert sorted((set(DECISIONS) | set(NO_DECISION)) - set(ACCESS)) == []
    assert all(reason.endswith(".") for reason in NO_DECISION.values())


def decision_functions() -> dict[str, object]:
    """Every workflow function that asks what was seen."""
    return {
        name: each
        for site in SITES
        for name, each in vars(site).items()
        if inspect.isfunction(each) and _asks_what_was_seen(each)
    }


def _asks_what_was_seen(function) -> bool:
    asked = inspect.signature(function).parameters.get("seen")
    return asked is not None and asked.kind is inspect.Parameter.KEYWORD_ONLY


def test_there_are_decisions():
    assert len(decision_functions()) >= 20


def test_whoever_calls_a_decision_says_what_was_seen():
    """Views, the demonstration, other actions: only a test may leave it to the row in hand."""
    functions = decision_functions()
    silent = [
        f"{named(path)}:{node.lineno} {_called(node)}"
        for path in ALL
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and _called(node) in functions
        # A transition of a model has the same name, and is done by nobody.
        and "by" in _given(node)
        and "seen" not in _given(node)
    ]
    assert silent == []


def _given(node: ast.Call) -> set[str | None]:
    return {keyword.arg for keyword in node.keywords}


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", "") or getattr(node.func, "id", "")


def test_whoever_finds_a_view_of_a_decision_finds_the_field_read():
    """The view of each decision reads the field itself, or hands its request to what does."""
    readers = [path for path in ALL if "seen_in(" in path.read_text(encoding="utf-8")]
    views = {inspect.getsourcefile(inspect.unwrap(_view(name))) for name in DECISIONS}
    assert views <= {str(path) for path in readers}


def _view(name: str):
    row = ACCESS[name]
    words = ["1" if not word.startswith("=") else word[1:] for word in row.where.split()]
    callback = resolve(reverse(name, args=words)).func
    return getattr(callback, "view_class", callback)


def test_every_form_of_a_decision_prints_the_field():
    """In templates: what posts to a decision's address carries ``{% seen %}``."""
    found, missing = set(), []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for form in re.finditer(r"<form\b.*?</form>", path.read_text(), re.S):
            targets = re.findall(r"""{% url ['"]([\w:]+)['"]""", form[0])
            acting = [name for name in targets if name in DECISIONS]
            # Links inside a form lead to pages; only verbs are posted to.
            if acting and "{% seen " not in form[0]:
                missing.append(f"{path.name}: {acting}")
            found |= set(acting)
    assert missing == []
    # These post to the address of their own page; and one row alone is sent by its address only.
    own_page = {name for name in DECISIONS if ACCESS[name].kind == "form"}
    # Its button stands beside the one form of the questions of a page, which prints the field.
    threads = (ROOT / "templates/governance/_threads.html").read_text()
    beside = {"governance:comment_resolve"}
    assert "{% seen talk %}" in threads and 'name="seen_questions"' in threads
    assert set(DECISIONS) - found == own_page | beside | {"plans:update_submit"}


def test_every_form_on_the_page_of_a_decision_prints_the_field():
    pages = ("plans/review_sign", "plans/round_close", "lep_tracker/import_commit")
    for name in (
        *pages,
        "lep_tracker/import_merge",
        "lep_tracker/import_undo",
        "plans/part_retire",
    ):
        text = (ROOT / f"templates/{name}.html").read_text()
        forms = re.findall(r"<form\b.*?</form>", text, re.S)
        assert forms and all("{% seen " in one for one in forms), name


# --- Each decision --------------------------------------------------------------------------------
@pytest.fixture
def world(db) -> World:
    made = make_world()
    made.clients = {}
    for name in CAST:
        made.clients[name] = Client()
        made.clients[name].force_login(
            getattr(made, name), "django.contrib.auth.backends.ModelBackend"
        )
    return made


def standing() -> dict[str, list[str]]:
    """Every row of ours but the note that the records were checked, which signing begins with."""
    return {table: rows for table, rows in dump().items() if not table.endswith("verificationrun")}


def decide(name: str, world: World, data: dict[str, object]):
    row = ACCESS[name]
    url = reverse(name, args=words_of_address(row, world))
    return world.clients[row.allowed[0]].post(url, data, headers=dict(row.headers))


def prepared(name: str, world: World) -> dict[str, object]:
    row = ACCESS[name]
    if row.given:
        row.given(world)
    return dict(row.data(world) if callable(row.data) else row.data)


def words_of(page: str) -> str:
    """What a person reads, with what stands in boxes and fields."""
    values = " ".join(re.findall(r'value="([^"]*)"', page))
    return unescape(f"{strip_tags(page)} {values}")


@pytest.mark.parametrize("name", sorted(name for name, one in DECISIONS.items() if one.meanwhile))
def test_what_changed_meanwhile_is_shown_beside_what_was_seen(name: str, world: World):
    decision, data = DECISIONS[name], prepared(name, world)
    decision.meanwhile(world)
    before = standing()
    answer = decide(name, world, data)
    page = words_of(answer.content.decode())
    assert answer.status_code == 409
    assert "Nothing was done." in page
    assert "What you saw" in page and "What it is now" in page
    for words in (decision.was, decision.now, *decision.typed):
        assert words in page
    assert standing() == before, "a decision on what was not shown changed rows"


@pytest.mark.parametrize("name", sorted(DECISIONS))
def test_what_names_nothing_that_was_shown_is_refused(name: str, world: World):
    data = prepared(name, world)
    before = standing()
    for strange in STRANGE:
        with Undone():
            answer = decide(name, world, data | {"seen": strange})
            assert answer.status_code == 409, f"{strange!r}: {answer.status_code}"
            assert standing() == before, f"{strange!r} changed rows"
    with Undone():
        answer = decide(name, world, {key: data[key] for key in data if key != "seen"})
        assert answer.status_code == 409, "without the field"
        assert standing() == before
