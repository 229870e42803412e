"""The one straight line: lep_tracker, okrs, plans, governance; imports go down only.

Reads every file as text and as syntax; nothing here needs a database.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ["governance", "plans", "okrs", "lep_tracker"]
FILES = {
    layer: [path for path in sorted((ROOT / layer).rglob("*.py")) if "migrations" not in path.parts]
    for layer in LAYERS
}
ALL = [path for files in FILES.values() for path in files]
WORST_NAMES = {"utils", "helpers", "common", "misc", "main"}
MOST_LINES = 320


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

    A permission string of the role table is data about the whole house and is let through.
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


def test_no_module_outgrows_one_noun():
    long = [
        f"{named(path)}: {count} lines"
        for path in ALL
        if named(path) != "lep_tracker/settings.py"  # One file, as the house has decided.
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    ]
    assert long == []


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


def test_the_two_lists_of_dotted_names_lead_somewhere():
    from django.utils.module_loading import import_string

    for name in [*settings.BOARD_PACK_SECTIONS, *settings.REMINDER_RULES]:
        assert import_string(name)
