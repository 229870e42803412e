"""Rooms, names and size of the code: no circles, one name for one thing, no function over ten.

Reads every file as syntax; nothing here needs a database. Migrations are written by Django and
are left out.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("governance", "plans", "okrs", "lep_tracker")
# The reading of documents, which finds its own shape.
ENGINE = ("documents", "date_phrases", "linter", "lint")

# What may lie outside a room: what Django looks for there, and knowledge that all rooms share.
LOOSE = {
    "governance": {
        "access", "apps", "audit", "checks", "clock", "comment_threads", "errors", "filters",
        "middleware", "partnership_scope", "quarters", "queue", "reference_data", "resources",
        "roles", "system_libraries", "tasks", "verified_records", "working_days",
    },
    "plans": {
        "addresses", "apps", "filters", "parts", "phases", "status", "verified_records",
        "visibility",
    },
    "okrs": {
        "admin", "apps", "forms", "input", "scoring", "urls", "verified_records", "versions_seen",
    },
    "lep_tracker": {
        "apps", "asgi", "celery", "context_processors", "health", "middleware", "search",
        "settings", "stylesheet", "tasks", "wsgi",
    },
}  # fmt: skip
# Modules that need each other, until the reading of documents is rebuilt.
CIRCLES = [{"governance.documents.docx.body", "governance.documents.docx.tables"}]
# Classes of one name, each with its reason: Django asks for it, or the engine is one of the two.
SAME_NAME = {"Command"}
# A function over ten is a table waiting to be written. Those that still are: none may be added, and
# whoever corrects one removes it. Counted with each part of a condition.
MOST = 10
OVER = {
    "governance.concurrency.stale_check.require_seen": 12,
    "governance.forms.merged._posted": 11,
    "governance.forms.merged.merge": 15,
    "governance.input.dates._doubts_of_place": 11,
    "governance.input.dates._refuse_impossible": 12,
    "governance.input.figures.read_figure": 11,
    "governance.packs.assemble": 12,
    "governance.packs.verify._page_problems": 11,
    "governance.text.structured_text._from_line": 11,
    "governance.text.structured_text._validate_block": 12,
    "governance.verification.rows.compare": 12,
    "lep_tracker.bootstrap.testing.run_all": 12,
    "lep_tracker.context_processors._nav": 11,
    "lep_tracker.context_processors.current_location": 13,
    "lep_tracker.dashboard.plan_summary._closed_picture": 15,
    "lep_tracker.demo.quarters._actions": 11,
    "lep_tracker.demo.quarters._content": 14,
    "lep_tracker.forms.import_rows._pointing": 13,
    "lep_tracker.forms.import_themes.corrected": 11,
    "lep_tracker.forms.imports.clean": 12,
    "lep_tracker.forms.quarters.clean": 12,
    "lep_tracker.views.imports.edits.import_assign": 11,
    "okrs.pages.objective_set._row": 14,
    "plans.forms.dated.clean": 13,
    "plans.forms.updates.content": 12,
    "plans.packs.attention.questions": 13,
    "plans.packs.attention.worries": 11,
    "plans.packs.charts.strip": 11,
    "plans.packs.charts.time_line": 12,
    "plans.packs.counts._words": 13,
    "plans.packs.rows._is_changed": 16,
    "plans.packs.rows._line": 11,
    "plans.packs.rows._milestone": 16,
    "plans.packs.rows._row": 15,
    "plans.packs.voices._paragraphs": 11,
    "plans.pages.closed_improvement.closed_row": 13,
    "plans.pages.closed_plan._row": 15,
    "plans.pages.improvement.read_row": 12,
    "plans.pages.milestone_lines.line_of": 14,
    "plans.pages.plan.choices": 11,
    "plans.pages.plan.row_of": 11,
    "plans.pages.plan.show": 13,
    "plans.pages.update.around": 13,
    "plans.resources.dated.import_field": 11,
    "plans.rounds.proposed_dates.proposed_dates": 12,
    "plans.rounds.versions_seen._mark": 11,
    "plans.workflow.editing.edit_part": 14,
    "plans.workflow.editing.move_part": 12,
    "plans.workflow.locking.those_shown": 11,
    "plans.workflow.milestone_dates.weigh_dates": 11,
    "plans.workflow.reviews.accept_unchanged": 11,
    "plans.workflow.update_content._write_readings": 12,
}


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    module_of(path): path
    for app in APPS
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def is_engine(module: str) -> bool:
    return any(part in ENGINE for part in module.split("."))


def imports_of(module: str) -> set[str]:
    """The modules of ours that a module imports, at its head or inside a function."""
    package = module.split(".")
    if MODULES[module].name != "__init__.py":
        package = package[:-1]
    found: set[str] = set()
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            inner = {f"{base}.{alias.name}" for alias in node.names} & MODULES.keys()
            found |= inner or {base}
    return (found & MODULES.keys()) - {module}


def circles() -> Iterator[set[str]]:
    """Sets of modules each of which reaches all others of its set, by Tarjan's method."""
    arrows = {module: imports_of(module) for module in MODULES}
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []

    def visit(module: str) -> Iterator[set[str]]:
        order[module] = lowest[module] = len(order)
        path.append(module)
        for other in arrows[module]:
            if other not in order:
                yield from visit(other)
                lowest[module] = min(lowest[module], lowest[other])
            elif other in path:
                lowest[module] = min(lowest[module], order[other])
        if lowest[module] == order[module]:
            together = set(path[path.index(module) :])
            del path[path.index(module) :]
            if len(together) > 1:
                yield together

    for module in MODULES:
        if module not in order:
            yield from visit(module)


def complexity(function: ast.AST) -> int:
    """McCabe's number with each part of a condition counted, as in ``a and b``."""
    ways = 1
    for node in ast.walk(function):
        if isinstance(node, ast.If | ast.For | ast.While | ast.IfExp | ast.ExceptHandler):
            ways += 1
        elif isinstance(node, ast.BoolOp):
            ways += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            ways += 1 + len(node.ifs)
        elif isinstance(node, ast.match_case):
            ways += 1
    return ways


def functions() -> Iterator[tuple[str, int]]:
    for module, tree in TREES.items():
        if is_engine(module):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module}.{node.name}", complexity(node)


def test_no_modules_need_each_other():
    assert list(circles()) == CIRCLES


@pytest.mark.parametrize("app", APPS)
def test_what_lies_outside_a_room_is_listed(app):
    loose = {
        name.split(".")[1]
        for name, path in MODULES.items()
        if name.count(".") == 1 and name.startswith(f"{app}.") and path.name != "__init__.py"
    }
    assert loose == LOOSE[app]


def test_one_class_name_stands_for_one_thing():
    places = defaultdict(set)
    for module, tree in TREES.items():
        if not is_engine(module):
            for node in tree.body:
                if isinstance(node, ast.ClassDef):
                    places[node.name].add(module)
    twice = {name: found for name, found in places.items() if len(found) > 1}
    assert {name: found for name, found in twice.items() if name not in SAME_NAME} == {}


def test_no_function_is_over_ten_but_those_that_wait_to_be_mended():
    found = {name: ways for name, ways in functions() if ways > MOST}
    assert found == OVER
