"""Files are read in a process of their own, which may come to harm without harming anybody."""

import random
import subprocess
import sys
from dataclasses import replace

import pytest

from governance.documents import reading
from governance.documents.handing_over import from_json, to_json
from governance.documents.refusal import DocumentRefused
from governance.documents.rows import Cell, Line, Link, Row, Source, Table

from .word_files import box, in_list, p, t, tbl, tc, tr, word_file

NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
FULL = word_file(
    p("A plan", "Title", runs=NOTE)
    + tbl(tr(tc(in_list("Agree"), '<w:vMerge w:val="restart"/>'), "Board", more="<w:tblHeader/>"))
    + p(runs=f'<w:hyperlink r:id="k">{t("here “🙂”")}</w:hyperlink>')
    + p(runs=box(p("boxed"))),
    footnotes=f'<w:footnote w:id="1">{p("a note")}</w:footnote>',
    links={"k": "https://example.org"},
)


def test_the_child_reads_as_this_process_does_and_counts():
    source, counted = reading.read_counted("plan.docx", FULL)
    assert source == reading.read_here("plan.docx", FULL)
    assert counted == 32
    assert reading.read_document("plan.docx", FULL) == source


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("plan.csv", b"Action,Owner\nAgree the remit,Board\n", "csv"),
        ("plan.txt", b"1. Agree the remit", "text"),
        ("no ending at all", FULL, "docx"),
    ],
)
def test_every_kind_of_file_goes_to_its_reader(name, data, kind):
    source, counted = reading.read_counted(name, data)
    assert (source.kind, counted > 10) == (kind, True)


def test_a_refusal_of_the_child_is_a_refusal_here():
    with pytest.raises(DocumentRefused) as refusal:
        reading.read_document("plan.docx", word_file("<w:p>"))
    assert refusal.value.place == "word/document.xml"
    assert str(refusal.value).startswith("plan.docx (word/document.xml): this part cannot be read")


@pytest.mark.parametrize("name", ["a\0b.docx", "--help.docx", "plan\n.docx", "é\udcff.docx"])
def test_any_name_will_do(name):
    assert reading.read_document(name, FULL).name == name


def test_a_child_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    with pytest.raises(DocumentRefused, match="too long"):
        reading.read_document("plan.docx", FULL)


@pytest.mark.parametrize(
    "action",
    [
        "import os; os.kill(os.getpid(), 9)",
        "raise SystemExit(3)",
        "print('no JSON')",
        "print('{}')",
        """print('{"characters": 1}'); print('[1]')""",
    ],
)
def test_a_child_that_dies_or_babbles_is_a_refusal(monkeypatch, action, caplog):
    run = subprocess.run

    def other(command, **told):
        return run([sys.executable, "-c", action], **told)

    monkeypatch.setattr(reading.subprocess, "run", other)
    with pytest.raises(DocumentRefused, match="could not be read"):
        reading.read_document("plan.docx", FULL)
    assert "Reading a document ended" in caplog.text


def test_the_child_may_not_take_all_memory():
    """A document that fits in the file's bars and not in the memory that the child is given."""
    limited = (
        "import governance.documents.reading as reading\nreading.MEGABYTES = 100\nreading.main()\n"
    )
    chance = random.Random(1)
    done = subprocess.run(
        [sys.executable, "-c", limited],
        input=b'"plan.docx"\n'
        + word_file("".join(p(chance.randbytes(1_000_000).hex()) for _ in range(12))),
        capture_output=True,
        cwd=reading.ROOT,
        check=False,
    )
    assert (b"more memory than we give" in done.stdout, done.returncode) == (True, 0)


def test_the_child_starts_without_the_framework():
    code = "import sys, governance.documents.reading, governance.documents.docx.reader\n"
    code += "print([m for m in sys.modules if m.startswith(('django', 'openpyxl', 'docx'))])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=reading.ROOT, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_source_is_handed_over_whole():
    line = Line(
        id="1",
        text="x \u2028 \ud83d",
        place="p",
        kind="number",
        level=3,
        label="3.",
        style="s",
        typed=2,
        is_bold=True,
        links=(Link(0, 1, "https://example.org"),),
        notes=("2",),
    )
    table = Table((Row((Cell((line,), 1, 2, True), Cell())), Row((), True)), 3, "Sheet")
    source = Source("n", "xlsx", (line, table), (line,), ("w",), "t", "2019-06-25", "{}")
    assert from_json(to_json(source)) == source
    assert from_json(to_json(replace(source, kept=""))) != source
