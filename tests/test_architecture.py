"""The one straight line: lep_tracker, okrs, plans, governance; imports go down only.

Reads every file as text and as syntax; nothing here needs a database.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ["governance", "plans", "okrs", "lep_tracker"]
FILES = {
    layer: [path for path in sorted((ROOT / layer).rglob("*.py")) if "migrations" not in path.parts]
    for layer in LAYERS
}
ALL = [path for files in FILES.values() for path in files]
WORST_NAMES = {"utils", "helpers", "common", "misc", "main"}


def above(layer: str) -> list[str]:
    return LAYERS[LAYERS.index(layer) + 1 :]


def imported(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module


def strings(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_is_something_to_read():
    assert all(FILES[layer] for layer in LAYERS)


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_go_down_only(layer):
    upward = [
        f"{named(path)}:{line} imports {module}"
        for path in FILES[layer]
        for line, module in imported(path)
        if module.split(".")[0] in above(layer)
    ]
    assert upward == []


@pytest.mark.parametrize("layer", LAYERS[:-1])
def test_no_string_of_a_lower_app_names_an_upper_one(layer):
    """Neither a foreign key by name, get_model, a dotted task nor a URL name runs up.

    A permission string of the role table is data about the whole site and is let through.
    """
    pattern = re.compile(rf"^(?:{'|'.join(above(layer))})[.:]\w+")
    upward = [
        f"{named(path)}:{line} says {text!r}"
        for path in FILES[layer]
        if path.name != "roles.py"
        for line, text in strings(path)
        if pattern.match(text)
    ]
    assert upward == []


@pytest.mark.parametrize("layer", LAYERS[:-1])
def test_templates_of_a_lower_app_link_no_upper_page(layer):
    pattern = re.compile(rf"{{%\s*url\s+['\"](?:{'|'.join(above(layer))}):")
    upward = [
        named(path)
        for path in (ROOT / "templates" / layer).rglob("*.html")
        if pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert upward == []


def test_only_one_module_makes_pdfs():
    makers = [
        named(path)
        for path in ALL
        if any(module.split(".")[0] == "weasyprint" for _, module in imported(path))
    ]
    assert makers in ([], ["governance/packs/pdf.py"])


def test_only_the_clock_knows_now():
    askers = re.compile(r"\b(?:timezone\.now|datetime\.now|date\.today|datetime\.utcnow)\b")
    found = [
        f"{named(path)}:{number}"
        for path in ALL
        if named(path) != "governance/clock.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if askers.search(line)
    ]
    assert found == []


def test_no_module_has_a_name_that_refuses_nothing():
    assert [named(path) for path in ALL if path.stem in WORST_NAMES] == []


def test_no_signals_but_the_one_for_sign_in():
    receivers = {
        named(path)
        for path in ALL
        for _, module in imported(path)
        if {"signals", "dispatch"} & set(module.split("."))
    }
    assert len(receivers) <= 1, receivers


def test_models_import_no_forms_views_or_templates():
    wallpaper = {"forms", "views", "templatetags", "admin", "filters"}
    wrong = [
        f"{named(path)}:{line} imports {module}"
        for path in ALL
        if "models" in path.parts or path.name == "models.py"
        for line, module in imported(path)
        if wallpaper & set(module.split("."))
    ]
    assert wrong == []


def test_states_change_only_through_transitions():
    """Nobody assigns a state or updates it in a query outside the models."""
    pattern = re.compile(r"\.state\s*=[^=]|\.update\([^)]*\bstate=")
    wrong = [
        f"{named(path)}:{number}"
        for path in ALL
        if "models" not in path.parts and path.name != "models.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert wrong == []


def test_the_lists_of_dotted_names_lead_somewhere():
    from django.utils.module_loading import import_string

    lists = (
        settings.BOARD_PACK_SECTIONS,
        settings.REMINDER_RULES,
        settings.REVIEWER_NEEDED,
        settings.VERIFIED_RECORDS,
    )
    for name in [name for names in lists for name in names]:
        assert import_string(name)


# --- Right and object together: no view avoids the one function -----------------------------------
DOORS = "governance/access.py"
VIEWS = [path for path in ALL if "views" in path.parts]
# What takes one row out of many by what a person sent, without asking whose it is.
FETCHES = {"in_bulk", "visible_to", "in_partnership"}
# A generic view of these fetches by itself unless it says how.
OF_ONE_THING = {"DetailView", "UpdateView", "DeleteView"}
# Lists, which filter on the partnership beside it.
LISTS = {
    "governance/views/packs.py": "readable_packs and the newer pack: what bodies a person sits on",
}


def _reached_through() -> set[type]:
    """Rows without an address of their own, found through what they belong to, or of nobody."""
    from governance import models as ground
    from okrs import models as results
    from plans import models as promises

    return {
        *(ground.PartnershipName, ground.AuditHead, ground.StatusScheme, ground.StatusWord),
        *(ground.OutgoingMail, ground.TypedText, ground.SentForm),
        *(promises.MilestoneReport, promises.Submission, promises.Addendum),
        *(results.Measure, results.MeasureReading),
    }


def calls(path: Path) -> Iterator[tuple[int, str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            name = getattr(function, "attr", None) or getattr(function, "id", "")
            yield node.lineno, name, node


def test_only_the_doors_fetch_what_a_person_names():
    """Neither a view nor what a view calls holds an object by its key alone."""
    found = [
        f"{named(path)}:{line} {name}"
        for path in ALL
        if named(path) != DOORS
        for line, name, _ in calls(path)
        if name.endswith("_or_404")
    ]
    assert found == []


def test_views_take_no_row_out_of_many_by_themselves():
    """``.get(…)`` of a queryset is a fetch; ``request.GET.get("name")`` is not."""
    found = [
        f"{named(path)}:{line} {name}"
        for path in VIEWS
        for line, name, call in calls(path)
        if (name == "get" and any(keyword.arg for keyword in call.keywords))
        or (name in FETCHES and named(path) not in LISTS)
        or (name == "get" and any(isinstance(one, ast.Call) and _is_q(one) for one in call.args))
    ]
    assert found == []


def _is_q(call: ast.Call) -> bool:
    return getattr(call.func, "id", "") == "Q"


def test_a_page_of_one_thing_says_how_it_finds_it():
    """The generic views of Django would take the key of the address and ask nobody."""
    silent = []
    for path in VIEWS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ClassDef):
                continue
            bases = {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}
            methods = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
            if bases & OF_ONE_THING and "get_object" not in methods:
                silent.append(f"{named(path)}:{node.lineno} {node.name}")
    assert silent == []


@pytest.mark.parametrize("layer", LAYERS)
def test_every_row_with_an_address_knows_its_partnership(layer):
    """A model without ``in_partnership`` cannot be asked for by ``object_at`` at all."""
    models = [
        model
        for model in apps.get_app_config(layer).get_models()
        if not model.__name__.startswith("Historical") and model not in _reached_through()
    ]
    ignorant = [
        model._meta.label
        for model in models
        if not hasattr(model._default_manager.all(), "in_partnership")
    ]
    # The log is only listed, and what was sent is found by its token alone; neither is fetched.
    assert set(ignorant) <= {"governance.AuditEvent", "governance.SentForm"}
