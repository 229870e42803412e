"""What may stand in the repository: hashes without addresses, and nothing of one machine."""

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOP_LEVEL = {
    *("manage.py", "lep_tracker", "plans", "okrs", "governance", "templates", "static", "fixtures"),
    *("tests", "pyproject.toml", "README.md", "Makefile", "CHANGELOG.md", "CONTRIBUTING.md"),
    *("LICENSE", "docs", "benchmarks", "package.json", "package-lock.json"),
}
PICTURES = {".png", ".jpg", ".ico", ".docx", ".xlsx", ".pdf"}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in tracked()
        if path.suffix not in PICTURES
    }


def test_the_top_level_is_the_one_that_was_decided():
    top = {path.relative_to(ROOT).parts[0] for path in tracked()}
    others = {name for name in top - TOP_LEVEL if not name.startswith((".", "requirements"))}
    assert others == set()


def test_every_package_is_pinned_by_hash_and_none_by_address(texts):
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-node.txt"):
        entries = re.split(r"\n(?=\S)", texts[name].strip())
        assert all("==" in entry and "--hash=sha256:" in entry for entry in entries), name
        assert "://" not in texts[name]
        assert not re.search(r"^--?\w*(index|find)", texts[name], re.MULTILINE)


def test_the_development_list_holds_the_same_versions(texts):
    def pins(name):
        return set(re.findall(r"^[\w.-]+==\S+", texts[name], re.MULTILINE))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_the_front_end_is_locked_by_sums_and_no_address(texts):
    assert '"resolved"' not in texts["package-lock.json"]
    locked = json.loads(texts["package-lock.json"])["packages"]
    wanted = locked.pop("")["dependencies"]
    # What we ask for and nothing that it would bring along, each by its sum.
    assert {f"node_modules/{name}" for name in wanted} == set(locked)
    assert all(package["integrity"].startswith("sha512-") for package in locked.values())
    assert "registry=" not in texts[".npmrc"]


def test_no_file_says_where_a_package_is_downloaded_from(texts):
    download = re.compile(
        r"https?://[^\s\"']+\.(whl|tgz|deb)\b|https?://registry\.|/simple/?[\"'\s]"
    )
    own = Path(__file__).relative_to(ROOT).as_posix()
    assert [name for name, text in texts.items() if name != own and download.search(text)] == []


def test_no_file_of_somebody_else_is_kept():
    kinds = {".woff", ".woff2", ".ttf", ".otf", ".eot", ".map"}
    assert [path.name for path in tracked() if path.suffix in kinds] == []
    assert [path for path in tracked() if "vendor" in path.relative_to(ROOT).parts] == []


def test_every_direct_package_has_a_line_that_says_why(texts):
    lines = [line.strip() for line in texts["pyproject.toml"].splitlines()]
    start, end = lines.index("dependencies = ["), lines.index("[tool.pytest.ini_options]")
    explained = False
    for line in lines[start:end]:
        if line.startswith("#"):
            explained = True
        elif line.startswith('"'):
            assert explained, line
        else:
            explained = False


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def _asked_for(section: list[str]) -> set[str]:
    return {re.split(r"[\[<>=]", entry)[0] for entry in section}


@pytest.mark.parametrize(
    ("folders", "lists"),
    [
        (("lep_tracker", "okrs", "plans", "governance"), ("dependencies",)),
        (("tests", "benchmarks"), ("dependencies", "dev")),
    ],
)
def test_what_is_imported_is_asked_for_by_name(folders, lists):
    """A package that comes only because another brings it may be gone after the next update."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = _asked_for(project["dependencies"])
    if "dev" in lists:
        asked |= _asked_for(project["optional-dependencies"]["dev"])
    brought_by = importlib.metadata.packages_distributions()
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in tracked()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders
        for name in _imports(path) - set(sys.stdlib_module_names)
        if name in brought_by
        and not asked & {dist.lower().replace("_", "-") for dist in brought_by[name]}
    }
    assert missing == set()
