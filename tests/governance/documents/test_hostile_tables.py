"""Damaged and hostile tables: a file is read or refused in a sentence, and nothing else."""

import io
import random
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment

from governance.documents.counting import count_characters
from governance.documents.counting_tables import count_text
from governance.documents.pasted import read_text
from governance.documents.refusal import DocumentRefused
from governance.documents.rows import Source, characters
from governance.documents.sheets import read_sheets

from .workbooks import PARTS, as_excel_packs_it

PIECES = (
    *("Action", "Owner", "25 June", "£1,200", "•", "–", "(a)", "1.5", '"', "'", ",", ";", "-1"),
    *("\t", "\n", "\r", "\x00", "|", "|--", "&amp;", "\ud800", "\U0001f600", "\v", "\xad", "  "),
)


def workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(("Plan of work",))
    sheet.append(())
    sheet.append(("No", "Action", "When", "Cost"))
    for number in range(1, 8):
        sheet.append((number, f"Call firm {number}\n• twice", date(2019, 6, number), 1.5 * number))
    for cell in sheet["D"][3:]:
        cell.number_format = '"£"#,##0.00;[Red]-#,##0'
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A4:A6")
    sheet["B4"].hyperlink = "https://example.org/"
    sheet["B5"].comment = Comment("Ask first", "Clerk")
    sheet["D9"] = "=SUM(D4:D8)"
    sheet.freeze_panes = "A4"
    sheet.oddFooter.center.text = "Page &P"
    book.create_sheet("Hidden").sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(data, chance):
    """The workbook with one part changed: words, numbers and tags swapped, dropped or doubled."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        aim = chance.choice(names)
        for name in names:
            part = old.read(name)
            if name == aim:
                part = changed(part.decode(), chance).encode("utf-8", "surrogatepass")
                if chance.random() < 0.05:
                    continue
            new.writestr(name, part)
    return out.getvalue()


def changed(text, chance):
    for _ in range(chance.randint(1, 3)):
        found = list(re.finditer(r'"[^"]*"|>[^<]+<|</?[\w:]+', text))
        if not found:
            return text
        one = chance.choice(found)
        words = one.group()
        new = chance.choice(["", words * 2, chance.choice(found).group(), words[:-1]])
        if words[0] in '">':
            signs = ["-1", "99999999999", "x", "", "1e999", "ZZZ9:A1", "_x0000_", "A1:XFD1048576"]
            new = words[0] + chance.choice(signs) + words[-1]
        text = text[: one.start()] + new + text[one.end() :]
    return text


def flipped(data, chance):
    """The bytes with some of them changed, cut off or put in twice."""
    wrong = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        wrong[chance.randrange(len(wrong))] = chance.randrange(256)
    if chance.random() < 0.3:
        del wrong[chance.randrange(len(wrong)) :]
    if chance.random() < 0.2:
        at = chance.randrange(len(wrong) + 1)
        wrong[at:at] = wrong[at : at + 400]
    return bytes(wrong)


def outcome(name, data):
    """Whether the file was read; the count of its signs must then go through as well."""
    said = ""
    try:
        source = read_sheets(name, data)
    except DocumentRefused as refused:
        said = str(refused)
    if said:
        assert said.startswith(name) and said.endswith("."), said
        return False
    assert isinstance(source, Source)
    assert (
        count_characters(name, data) <= sum(characters(line.text) for line in source.lines()) + 20
    )
    return True


def test_damaged_workbooks_are_read_or_refused():
    chance = random.Random(20190625)
    for data in (workbook(), as_excel_packs_it()):
        assert outcome("plan.xlsx", data)
        read = [outcome("plan.xlsx", repacked(data, chance)) for _ in range(150)]
        read += [outcome("plan.xlsx", flipped(data, chance)) for _ in range(100)]
        assert 20 < sum(read) < 230


def test_damaged_csv_files_are_read_or_refused():
    chance = random.Random(20190626)
    text = 'Action,Owner,When\r\n"Call\nall","Clerk; Chair",25 June\r\nÄsk,"a ""b""",£1\r\n'
    forms = [text.encode(coding) for coding in ("utf-8", "cp1252", "utf-16", "utf-8-sig")]
    read = [outcome("plan.csv", flipped(chance.choice(forms), chance)) for _ in range(200)]
    assert sum(read) > 50


def test_any_pasted_signs_are_read_or_refused():
    chance = random.Random(20190627)
    for _ in range(300):
        text = "".join(chance.choice([*PIECES, "\n", "\t"]) for _ in range(chance.randint(0, 120)))
        try:
            source = read_text("Pasted text", text)
        except DocumentRefused:
            assert count_text(text) == 0
            continue
        assert sum(characters(line.text) for line in source.lines()) == count_text(text), repr(text)


@pytest.mark.parametrize(
    "changed",
    [
        {"workbook": '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook/>'},
        {"workbook": "<workbook/>"},
        {"sheet1": "<worksheet>" + "<a>" * 50_000},
        {"sheet1": "<worksheet><sheetData><row r='x'/></sheetData></worksheet>"},
        {"sheet1": PARTS["xl/worksheets/sheet1.xml"].replace("<v>2</v>", "<v>-1</v>")},
        {"sharedStrings": "<sst/>"},
        {"styles": "<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs></styleSheet>"},
    ],
)
def test_parts_that_are_made_to_harm_are_refused(changed):
    assert not outcome("plan.xlsx", as_excel_packs_it(**changed))


def test_merged_cells_without_end_do_not_hold_the_reader_up():
    book = openpyxl.Workbook()
    for row in range(1, 400):
        book.active.cell(row=row, column=1 + row % 5, value=f"Step {row}")
    file = io.BytesIO()
    book.save(file)
    out = io.BytesIO()
    merged = "".join(f'<mergeCell ref="B{row}:XFD1048576"/>' for row in range(1, 9000))
    with zipfile.ZipFile(io.BytesIO(file.getvalue())) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            part = old.read(each)
            if each.endswith("sheet1.xml"):
                end = f"</sheetData><mergeCells>{merged}</mergeCells>".encode()
                part = part.replace(b"</sheetData>", end)
            new.writestr(each, part)
    assert outcome("plan.xlsx", out.getvalue()) in {True, False}
