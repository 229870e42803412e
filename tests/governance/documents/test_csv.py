"""CSV files of several countries and programs, read as tables."""

import pytest

from governance.documents.counting_tables import count_csv
from governance.documents.csv_rows import decoded
from governance.documents.refusal import DocumentRefused
from governance.documents.rows import Line, Table, characters
from governance.documents.sheets import read_sheets


def read(data):
    source = read_sheets("plan.csv", data)
    counted = count_csv(decoded("plan.csv", data))
    assert sum(characters(line.text) for line in source.lines()) == counted
    return source


def grid(source):
    (table,) = source.tables()
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_letters_and_delimiters_of_several_programs_are_read(coding, delimiter):
    text = delimiter.join(("Action", "Cost – £", "When")) + "\r\n"
    text += delimiter.join(('"Call, write; ""go"""', "£3", '"June\nor July"')) + "\r\n"
    assert grid(read(text.encode(coding))) == [
        ["Action", "Cost – £", "When"],
        ['Call, write; "go"', "£3", "June\nor July"],
    ]


def test_lines_in_a_cell_are_lines_with_their_bullets():
    (table,) = read('Action,Steps\nCall,"• one\n  - two\n"\n'.encode()).tables()
    steps = table.cell_at(1, 1)
    assert [(line.kind, line.level, line.words) for line in steps.lines] == [
        ("bullet", 0, "one"),
        ("bullet", 1, "two"),
    ]
    assert steps.lines[0].place == "row 2, column 2"


def test_a_title_above_and_a_note_below_are_lines():
    source = read(
        b"Growth plan,,\n\nAction,Owner,When\nCall,Clerk,June\n,,\nStaff,,\nPay,Clerk,\n\nNote,,\n"
    )
    title, table, note = source.blocks
    assert isinstance(title, Line) and title.text == "Growth plan"
    assert isinstance(table, Table) and len(table.rows) == 4  # "Staff" is a row inside it
    assert isinstance(note, Line) and note.text == "Note"


def test_a_delimiter_that_excel_says_is_taken():
    assert grid(read(b"sep=;\r\na,b;c\r\nd;e\r\n")) == [["a,b", "c"], ["d", "e"]]


def test_a_header_that_comes_again_begins_a_new_table():
    source = read(b"Aims,\nDo,Who\nCall,Clerk\n\nWork,\nDo,Who\nWrite,Chair\n")
    kinds = [type(block) for block in source.blocks]
    assert kinds == [Line, Table, Line, Table]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.csv", b""),
        ("plan.csv", b" ,\n,"),
        ("plan.csv", b"\xff\xfea\x00b"),
        ("plan.csv", b"a\n" * 20_002),
        ("plan.csv", b"," * 300),
        ("plan.xls", b"a,b"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(name, data):
    with pytest.raises(DocumentRefused, match=f"^{name}: .+\\.$"):
        read_sheets(name, data)


def test_text_between_tables_is_no_row_of_them():
    source = read(b"Do,Who\nCall,Clerk\n\nOne\nTwo\nThree\n\nWrite,Chair\n\nStaff\n\nPay,Clerk\n")
    kinds = [type(block) for block in source.blocks]
    assert kinds == [Table, Line, Line, Line, Table]
    assert len(source.blocks[-1].rows) == 3
