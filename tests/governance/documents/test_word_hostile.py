"""Hostile and damaged Word files: one sentence with file, place and reason, and never a crash."""

import io
import zipfile

import pytest

from governance.documents import preflight
from governance.documents.counting import count_characters
from governance.documents.reading import read_here
from governance.documents.refusal import DocumentRefused
from governance.documents.rows import Source

from .word_files import (
    NUMBERING,
    in_list,
    lines,
    p,
    packed,
    parts_of,
    read,
    relations,
    t,
    tbl,
    tc,
    tr,
    word_file,
)


def refused(data: bytes, name: str = "plan.docx") -> DocumentRefused:
    """Both the reader and the counter refuse; the reader's refusal."""
    with pytest.raises(DocumentRefused):
        count_characters(name, data)
    with pytest.raises(DocumentRefused) as found:
        read_here(name, data)
    said = str(found.value)
    assert said.startswith(name) and said.endswith(".") and "\n" not in said
    return found.value


def with_parts(**parts: bytes | str) -> bytes:
    """A sound file with parts put in their places: "word/document.xml" as word__document."""
    return packed({**parts_of(p("One")), **parts})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"Agree the remit", "no Word document"),
        (b"%PDF-1.7 and so on", "no Word document"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
    ],
)
def test_what_is_no_word_file(data, reason):
    assert reason in refused(data).reason


@pytest.mark.parametrize(
    ("ending", "remedy"),
    [
        *(("doc", "save it as .docx"), ("pdf", "save it as .docx"), ("ods", "save it as .xlsx")),
        ("exe", "Choose a Word document"),
    ],
)
def test_other_kinds_of_files_are_named(ending, remedy):
    assert remedy in refused(b"something", f"plan.{ending}").reason


def test_a_file_too_large(monkeypatch):
    monkeypatch.setattr(preflight, "MOST_BYTES", 100)
    assert "larger than" in refused(word_file(p("One"))).reason


def test_a_bomb_is_not_unpacked(monkeypatch):
    bomb = with_parts(**{"word/media/image1.png": bytes(60 * 1024 * 1024)})
    assert len(bomb) < 200_000
    assert "unpack" in refused(bomb).reason


def test_a_size_that_lies_is_found_out():
    """The entry says that a part is small; unpacked it is not."""
    data = bytearray(word_file("".join(p("One") for _ in range(500))))
    entry = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml")
    real = entry.file_size.to_bytes(4, "little")
    assert data.count(real) == 2
    assert refused(bytes(data.replace(real, (200).to_bytes(4, "little")))).place


def test_too_many_parts():
    found = refused(with_parts(**{f"word/media/{n}.png": b"x" for n in range(3000)}))
    assert "more than 3,000 parts" in found.reason


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../secret", "word/../../secret", "c:\\secret", "word\\..\\x"]
)
def test_names_that_lead_out_of_the_file(name):
    found = refused(with_parts(**{name: "x"}))
    assert "leads out" in found.reason and found.place


def test_a_part_that_is_there_twice():
    data = io.BytesIO(word_file(p("One")))
    with zipfile.ZipFile(data, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<other/>")
    found = refused(data.getvalue())
    assert (found.place, "twice" in found.reason) == ("word/document.xml", True)


def test_a_part_twice_but_for_its_capitals():
    assert "twice" in refused(with_parts(**{"word/Document.xml": "<other/>"})).reason


def test_an_encrypted_entry():
    data = bytearray(word_file(p("One")))
    at = data.index(b"PK\x01\x02") + 8
    data[at] |= 0x1
    assert "password" in refused(bytes(data)).reason


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/app.xml"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused_in_every_part_read_or_not(part, coding):
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    hostile = (
        f"<?xml version='1.0' encoding='{coding}'?><!DOCTYPE x [<!ENTITY a0 'ha'>{laughs}]>"
        "<x>&a8;</x>"
    )
    found = refused(with_parts(**{part: hostile.encode(coding)}))
    assert (found.place, "entities" in found.reason) == (part, True)


def test_a_declaration_far_down_is_found_where_the_part_is_read():
    late = f"<!--{' ' * 9000}--><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"
    assert "entities" in refused_by_reader(with_parts(**{"word/styles.xml": late})).reason


def test_an_entity_from_outside_is_never_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret words")
    hostile = f'<!DOCTYPE x SYSTEM "{secret.as_uri()}"><x/>'
    assert "entities" in refused(with_parts(**{"word/document.xml": hostile})).reason


def test_outside_targets_are_never_opened():
    rels = relations(("x", "hyperlink", "http://127.0.0.1:9/plan")).replace(
        "/hyperlink", "/footnotes"
    )
    source = read(p("One"), more={"word/_rels/document.xml.rels": rels})
    assert [line.text for line in source.lines()] == ["One"]


@pytest.mark.parametrize("length", [10, 300, 1000, -1])
def test_a_file_that_was_cut_off(length):
    assert refused(word_file(p("One"))[:length]).reason


def test_a_wrong_check_sum():
    data = packed(parts_of(p("Agree the remit")), how=zipfile.ZIP_STORED)
    found = refused(data.replace(b"Agree the remit", b"Agree the rebut", 1))
    assert (found.place, "damaged" in found.reason) == ("word/document.xml", True)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "cannot be read"),
        ("<w:document", "cannot be read"),
        ("<x/>", "no body"),
        ("\x00\x01", "cannot be read"),
        ("<a:b/>", "cannot be read"),
    ],
)
def test_a_main_part_that_is_none(content, reason):
    found = refused(with_parts(**{"word/document.xml": content}))
    assert (found.place, reason in found.reason) == ("word/document.xml", True)


def test_a_zip_without_a_document():
    assert "no document" in refused(packed({"a.txt": "a"})).reason
    assert "no document" in refused(packed({"xl/workbook.xml": "<x/>"})).reason


def test_parts_that_are_missing_are_done_without():
    parts = parts_of(p("One", "Heading1") + in_list("Two"))
    for gone in ("word/styles.xml", "word/numbering.xml", "_rels/.rels"):
        parts.pop(gone)
    found = list(read_here("plan.docx", packed(parts)).lines())
    assert [(line.text, line.kind) for line in found] == [
        ("One", "paragraph"),
        ("Two", "paragraph"),
    ]


def test_arrows_to_nowhere_and_in_circles():
    rels = relations(
        ("a", "styles", "nowhere.xml"),
        ("b", "header", "../../../up.xml"),
        ("c", "footnotes", "document.xml"),
        ("d", "header", "document.xml"),
        ("e", "numbering", ""),
    )
    data = with_parts(**{"word/_rels/document.xml.rels": rels})
    source = read_here("plan.docx", data)
    assert [line.text for line in source.lines()] == ["One", "One"]
    assert count_characters("plan.docx", data) == 6


def test_ten_thousand_elements_inside_one_another():
    deep = "<w:sdt>" * 10_000 + p("One") + "</w:sdt>" * 10_000
    assert "document.xml" in refused_by_reader(word_file(deep)).place


@pytest.mark.parametrize(
    ("before", "after", "times"),
    [
        ("<w:smartTag>", "</w:smartTag>", 230),
        ("<w:hyperlink>", "</w:hyperlink>", 230),
        ("<w:del>", "</w:del>", 230),
    ],
)
def test_elements_deep_inside_a_paragraph(before, after, times):
    data = word_file(p(runs=before * times + t("One") + after * times))
    outcome = read_or_refuse(data)
    assert isinstance(outcome, DocumentRefused) or before == "<w:del>"


@pytest.mark.parametrize(
    ("before", "after", "times"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 120),
        ("<w:ins>", "</w:ins>", 245),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", 80),
        ("<w:p><w:r><w:txbxContent><w:tbl/>", "</w:txbxContent></w:r></w:p>", 80),
        ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>", 120),
        ("<w:tbl><w:sdt>", "</w:sdt></w:tbl>", 40),
    ],
)
def test_deep_bodies_are_read_whole(before, after, times):
    data = word_file(before * times + p("One") + after * times)
    source = read_here("plan.docx", data)
    assert [line.text for line in source.lines() if line.text] == ["One"]
    assert count_characters("plan.docx", data) == 3


def test_styles_based_on_one_another_in_a_circle():
    styles = (
        '<w:style w:styleId="A" w:type="paragraph"><w:name w:val="A"/><w:basedOn w:val="B"/>'
        '</w:style><w:style w:styleId="B" w:type="paragraph"><w:basedOn w:val="A"/></w:style>'
    )
    (line,) = lines(p("One", "A"), styles=styles)
    assert (line.text, line.style) == ("One", "A")


def test_numbers_of_absurd_size():
    ind = '<w:ind w:left="99999999999999999999999"/><w:outlineLvl w:val="-7"/>'
    numbering = NUMBERING.replace('<w:start w:val="1"/>', '<w:start w:val="999999999"/>')
    body = in_list("a", at=99, more=ind) + in_list("b", at=-3) + in_list("c", at="x")
    found = lines(body, numbering=numbering)
    assert [line.text for line in found] == ["a", "b", "c"]


def test_a_document_of_too_many_lines(monkeypatch):
    monkeypatch.setattr("governance.documents.docx.body.MOST_LINES", 20)
    assert read(p("One") * 20)
    with pytest.raises(DocumentRefused, match="paragraphs"):
        read(p("One") * 21)


def test_a_huge_table_keeps_to_its_columns():
    cells = "".join(tc(p("a")) for _ in range(300))
    found = read(tbl(f"<w:tr>{cells}</w:tr>", tr("b")))
    (table,) = found.tables()
    assert table.columns == 200 and len(table.rows[0].cells) == 300


def test_macros_are_no_reason_to_refuse():
    data = with_parts(**{"word/vbaProject.bin": b"macro"})
    assert isinstance(read_here("plan.docm", data), Source)


def refused_by_reader(data: bytes) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as found:
        read_here("plan.docx", data)
    return found.value


def read_or_refuse(data: bytes) -> Source | DocumentRefused:
    try:
        return read_here("plan.docx", data)
    except DocumentRefused as refusal:
        return refusal
