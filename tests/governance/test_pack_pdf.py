"""The one door to the PDF: what it opens, what it stops, and what the tags must hold."""

import logging
import subprocess
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NumberObject

from governance.packs import icon_font, pdf
from governance.packs.verify import fingerprint, is_whole, structure_problems

PAGE = (
    "<!DOCTYPE html><html lang='en-GB'><head><title>Pack</title></head><body>"
    "<h1>Pack</h1><p><a href='#two'>On</a></p><h2 id='two'>Two</h2>{}</body></html>"
)


@pytest.fixture(scope="module")
def small():
    table = "<table><tr><th scope='col'>A</th></tr><tr><td>1</td></tr></table>"
    page_two = "<p style='break-before: page'>Second page.</p>"
    return pdf.write_pdf(PAGE.format(table + page_two), "", [])


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "pack:other.woff", "x.png"]
)
def test_a_pack_opens_no_address_outside_itself(address, caplog):
    with caplog.at_level(logging.ERROR, logger="weasyprint"):
        made = pdf.write_pdf(PAGE.format(f"<img src='{address}' alt='x'>"), "", [])
    assert b"/Subtype /Image" not in made
    assert "root:" not in PdfReader(BytesIO(made)).pages[0].extract_text()
    assert "ailed to load" in caplog.text or "Relative URI" in caplog.text


def test_pictures_in_the_words_themselves_are_drawn():
    svg = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    assert pdf.write_pdf(PAGE.format(f'<img src="{svg}" alt="x">'), "", []).startswith(b"%PDF-")


def test_the_child_process_makes_the_same_bytes():
    document = PAGE.format("")
    assert pdf.make_pdf(document, stylesheet="", fonts=[]) == pdf.write_pdf(document, "", [])


def test_a_child_that_runs_too_long_is_stopped(monkeypatch):
    def slow(*args, timeout, **kwargs):
        raise subprocess.TimeoutExpired("python", timeout)

    monkeypatch.setattr(subprocess, "run", slow)
    with pytest.raises(pdf.PdfFailed, match="took too long"):
        pdf.make_pdf(PAGE, stylesheet="", fonts=[])


def test_a_child_that_wants_too_much_memory_fails_with_a_sentence(monkeypatch, caplog):
    run = subprocess.run

    def tight(words, **kwargs):
        inside = "import governance.packs.pdf as p; p.MEGABYTES = 60; p.main()"
        return run([words[0], "-c", inside], **kwargs)

    monkeypatch.setattr(subprocess, "run", tight)
    with pytest.raises(pdf.PdfFailed, match="could not be made"):
        pdf.make_pdf(PAGE, stylesheet="", fonts=[])
    assert "PDF:" in caplog.text


def test_typefaces_are_named_from_their_files(tmp_path):
    names = ["lato-latin-700-italic.woff", "lato-latin-ext-400-normal.woff"]
    rules = pdf.font_faces([tmp_path / name for name in names])
    assert '"Lato"; font-weight: 700; font-style: italic; src: url("pack:lato-latin-700' in rules
    assert '"Lato Ext"; font-weight: 400; font-style: normal' in rules
    assert icon_font.FAMILY in rules


def test_the_marks_are_the_same_bytes_every_time():
    assert icon_font.mark_font() == icon_font.mark_font()


# --- What the tags must hold --------------------------------------------------------------------
def changed(data, change):
    writer = PdfWriter(clone_from=BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return " ".join(structure_problems(out.getvalue()))


def test_a_sound_file_has_no_problem(small):
    assert list(structure_problems(small)) == []


def test_two_pages_with_one_key_are_found(small):
    def double(writer):
        writer.pages[1][NameObject("/StructParents")] = NumberObject(
            writer.pages[0]["/StructParents"]
        )

    assert "has no key of its own" in changed(small, double)


def test_a_page_whose_marks_are_not_listed_is_found(small):
    def cut(writer):
        tree = writer._root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        tree[1].get_object().pop()

    assert "marks" in changed(small, cut)


def test_a_dead_link_is_found(small):
    def kill(writer):
        for note in writer.pages[0]["/Annots"]:
            note.get_object().pop("/A", None)
            note.get_object()[NameObject("/Dest")] = NameObject("/nowhere")

    assert "leads nowhere" in changed(small, kill)


def test_a_file_without_tags_is_found(small):
    def strip(writer):
        del writer._root_object["/StructTreeRoot"]

    assert changed(small, strip) == "The file has no structure tree."


def test_bytes_are_whole_only_as_they_were(small):
    assert is_whole(small, fingerprint(small))
    assert is_whole(memoryview(small), fingerprint(small))
    assert not is_whole(small + b" ", fingerprint(small))
    assert not is_whole(None, fingerprint(small))
