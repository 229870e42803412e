"""The one door to the PDF: HTML of ours in, tagged PDF/UA-1 out, in a child process with limits.

The only importer of WeasyPrint, and late: it takes a third of a second and the web needs it
never. WeasyPrint opens nearly every channel it is given, so the fetcher here knows ``data:``
and the files handed over in memory, and nothing else.

    python -m governance.packs.pdf < job.json > pack.pdf
"""

import gc
import json
import logging
import os
import resource
import subprocess
import sys
from pathlib import Path

from . import icon_font

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 300
MEGABYTES = 2048
MARK_FILE = "marks.otf"


class PdfFailed(Exception):
    """The PDF could not be made; ``str()`` is a whole sentence for the coordinator."""


def make_pdf(document: str, *, stylesheet: str, fonts: list[Path]) -> bytes:
    """Return the PDF of a whole HTML document, made by a child that may not run wild."""
    job = {
        "document": document,
        "stylesheet": stylesheet,
        "fonts": [str(path) for path in fonts],
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "governance.packs.pdf"],
            input=json.dumps(job).encode(),
            capture_output=True,
            cwd=ROOT,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PdfFailed(
            "Making the PDF took too long and was stopped. Leave out a section and try again."
        ) from error
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        logging.getLogger(__name__).error("PDF: %s", done.stderr.decode(errors="replace")[-2000:])
        raise PdfFailed(
            "The PDF could not be made. Try again; if it fails again, tell your administrator."
        )
    return done.stdout


def write_pdf(document: str, stylesheet: str, fonts: list[Path]) -> bytes:
    """Return the PDF, made in this process; equal input gives equal bytes."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    # The font tools stamp each subset with the second it was made, unless told another one.
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    files = {path.name: path.read_bytes() for path in fonts}
    files[MARK_FILE] = icon_font.mark_font()
    fetcher = _fetcher(files)
    faces = FontConfiguration()
    styles = f"{font_faces(fonts)}\n{stylesheet}\n{family_rules(fonts)}"
    css = CSS(string=styles, font_config=faces, url_fetcher=fetcher)
    # A fifth of the time of a long pack goes to garbage collection that frees nothing.
    gc.disable()
    try:
        return HTML(string=document, url_fetcher=fetcher, base_url=None).write_pdf(
            stylesheets=[css], font_config=faces, pdf_variant="pdf/ua-1"
        )
    finally:
        gc.enable()


def font_faces(fonts: list[Path]) -> str:
    """Return the rules that name the typefaces: “Lato” where its files are there, and the marks.

    Files are named ``lato-latin-700-italic.woff``. The second script is a family of its own,
    asked after the first, because the first file that answers to a name is the only one used; so
    is each file for rare signs.
    """
    rules = [_face(icon_font.FAMILY, MARK_FILE, "400", "normal")]
    for path in sorted(fonts):
        *script, weight, slope = path.stem.split("-")
        rules.append(_face(_family(script), path.name, weight, slope))
    return "\n".join(rules)


def _family(script: list[str]) -> str:
    if script[0] == "lato":
        return "Lato Ext" if script[-1] == "ext" else "Lato"
    return " ".join(script)


def family_rules(fonts: list[Path]) -> str:
    """Return the order in which typefaces are asked, those for rare signs after all of our own."""
    families = {_family(path.stem.split("-")[:-2]): None for path in sorted(fonts)}
    rare = [family for family in families if not family.startswith("Lato")]
    if not rare:
        return ""
    names = ", ".join(f'"{name}"' for name in ["Lato", "Lato Ext", icon_font.FAMILY, *rare])
    return f":root {{ --face: {names}, sans-serif }} @page {{ font-family: {names}, sans-serif }}"


def _face(family: str, name: str, weight: str, slope: str) -> str:
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {slope}; '
        f'src: url("pack:{name}") }}'
    )


def _fetcher(files: dict[str, bytes]):
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class MemoryFetcher(URLFetcher):
        """Gives out what was handed over, and opens nothing."""

        def fetch(self, url, headers=None):
            scheme, _, name = url.partition(":")
            if scheme == "pack" and name in files:
                return URLFetcherResponse(url, files[name])
            if scheme == "data":
                return super().fetch(url, headers)
            raise ValueError("A pack opens no address outside itself.")

    return MemoryFetcher(allowed_protocols=["data"], allow_redirects=False)


def main() -> None:
    """Read one job and answer with its PDF; the limits hold for this process alone."""
    memory = MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    job = json.load(sys.stdin)
    fonts = [Path(name) for name in job["fonts"]]
    sys.stdout.buffer.write(write_pdf(job["document"], job["stylesheet"], fonts))


if __name__ == "__main__":
    main()
