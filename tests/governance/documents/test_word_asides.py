"""What stands beside the body: notes, headers and footers, text boxes."""

from .word_files import box, lines, p, read, t, table, tbl, tr


def note(kind, number):
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def asides(source):
    return [(line.place, line.text) for line in source.asides]


def test_notes_are_asides_and_the_line_knows_them():
    source = read(
        p(runs=t("Agree") + note("footnote", 5) + t(" it") + note("endnote", 2))
        + p(runs=t("And") + note("footnote", 3)),
        footnotes=(
            f'<w:footnote w:type="separator" w:id="-1">{p("line")}</w:footnote>'
            f'<w:footnote w:id="3">{p("second")}</w:footnote>'
            f'<w:footnote w:id="5">{p(" first")}{p("goes on")}</w:footnote>'
            f'<w:footnote w:id="9">{p("nobody asks")}</w:footnote>'
        ),
        endnotes=f'<w:endnote w:id="2">{p("end")}</w:endnote>',
    )
    assert asides(source) == [
        ("footnote 2", "second"),
        ("footnote 1", " first"),
        ("footnote 1", "goes on"),
        ("footnote", "nobody asks"),
        ("endnote 1", "end"),
    ]
    first, second = source.blocks
    by_id = {line.id: line.text for line in source.lines()}
    assert [by_id[one] for one in first.notes] == [" first", "end"]
    assert [by_id[one] for one in second.notes] == ["second"]
    assert first.text == "Agree it"


def test_notes_of_a_table():
    body = tbl(tr("<w:tc>" + p(runs=t("Agree") + note("footnote", 1)) + "</w:tc>"))
    told = {"footnotes": f'<w:footnote w:id="1">{p("why")}</w:footnote>'}
    (line,) = table(body, **told).lines()
    (aside,) = read(body, **told).asides
    assert line.notes == (aside.id,)


def test_a_note_that_is_not_there_is_none():
    (line,) = lines(p(runs=t("Agree") + note("footnote", 7)))
    assert line.notes == ()


def test_headers_and_footers_are_asides():
    source = read(p("Body"), header=p("Board paper") + tbl(tr("Item", "5")), footer=p("Page 1"))
    assert asides(source) == [
        ("header", "Board paper"),
        ("header, inner table, row 1, column 1", "Item"),
        ("header, inner table, row 1, column 2", "5"),
        ("footer", "Page 1"),
    ]


def test_a_text_box_is_read_once():
    source = read(p("Before", runs=box(p("In the box"))) + p("After"))
    assert [line.text for line in source.blocks] == ["Before", "After"]
    assert asides(source) == [("text box 1", "In the box")]


def test_text_boxes_in_cells_headers_and_boxes():
    old = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + p("old", runs=box(p("inner")))
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    source = read(
        tbl(tr("<w:tc>" + p("cell", runs=old) + "</w:tc>")), header=p("head", runs=box(p("logo")))
    )
    assert asides(source) == [
        ("text box 1", "old"),
        ("text box 2", "inner"),
        ("header", "head"),
        ("text box 3", "logo"),
    ]


def test_a_table_in_a_text_box_is_a_table():
    source = read(p("Before", runs=box(p("Plan") + tbl(tr("Action", "Owner")))) + p("After"))
    (found,) = source.tables()
    assert [line.text for line in source.lines()] == ["Before", "Plan", "Action", "Owner", "After"]
    assert next(iter(found.lines())).place == "text box 1, table 1, row 1, column 1"
    assert source.asides == ()


def test_ids_are_in_reading_order():
    source = read(p("a", runs=box(p("d"))) + tbl(tr("b")) + p("c"), header=p("e"), footer=p("f"))
    assert [(line.id, line.text) for line in source.lines()] == [
        *(("1", "a"), ("2", "b"), ("3", "c"), ("4", "d"), ("5", "e"), ("6", "f")),
    ]
