"""Tables of Word files on their grid: merged cells, tables inside cells, rows in controls."""

from .word_files import in_list, p, read, t, table, tbl, tc, tr


def grid(body):
    """Each row as its cells: column, columns covered, text, and "^" where it goes on from above."""
    return [
        [(cell.column, cell.columns, "^" if cell.continues else cell.text) for cell in row.cells]
        for row in table(body).rows
    ]


def test_rows_cells_and_places():
    found = table(p("Before") + tbl(tr("Action", "Owner"), tr("Agree", "Board")) + p("After"))
    assert found.columns == 2
    assert [line.place for line in found.lines()][:3] == [
        "table 1, row 1, column 1",
        "table 1, row 1, column 2",
        "table 1, row 2, column 1",
    ]
    assert [line.id for line in read(p("a") + tbl(tr("b", "c")) + p("d")).lines()] == list("1234")


def test_the_row_that_is_repeated_is_told():
    on, off = "<w:tblHeader/>", '<w:tblHeader w:val="0"/>'
    found = table(tbl(tr("a", more=on), tr("b", more=off), tr("c")))
    assert [row.is_header for row in found.rows] == [True, False, False]


def test_cells_over_several_columns_and_rows_that_begin_late():
    body = tbl(
        tr(tc(p("wide"), '<w:gridSpan w:val="2"/>'), "c"),
        tr("x", "y", more='<w:gridBefore w:val="1"/>'),
        tr("a", more='<w:gridAfter w:val="2"/>'),
    )
    assert grid(body) == [[(0, 2, "wide"), (2, 1, "c")], [(1, 1, "x"), (2, 1, "y")], [(0, 1, "a")]]
    assert table(body).columns == 3


def test_cells_merged_downwards():
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tr(tc(p("objective"), down), "KR1"),
        tr(tc(p(), on), "KR2"),
        tr(tc(p(), '<w:vMerge w:val="continue"/>'), "KR3"),
        tr("next", "KR1"),
        tr(tc(p("not merged"), on), "KR2"),
    )
    assert grid(body) == [
        [(0, 1, "objective"), (1, 1, "KR1")],
        [(0, 1, "^"), (1, 1, "KR2")],
        [(0, 1, "^"), (1, 1, "KR3")],
        [(0, 1, "next"), (1, 1, "KR1")],
        [(0, 1, "not merged"), (1, 1, "KR2")],
    ]
    found = table(body)
    assert found.cell_at(2, 0) is found.rows[0].cells[0]


def test_words_in_a_covered_cell_are_kept():
    body = tbl(tr(tc(p("above"), '<w:vMerge w:val="restart"/>')), tr(tc(p("below"), "<w:vMerge/>")))
    assert [line.text for line in table(body).lines()] == ["above", "below"]


def test_an_empty_covered_cell_takes_no_number_of_a_list():
    body = tbl(
        tr(tc(in_list("a"), '<w:vMerge w:val="restart"/>')),
        tr(tc(in_list(""), "<w:vMerge/>")),
        tr(tc(in_list("b"))),
    )
    assert [line.label for line in table(body).lines()] == ["1.", "2."]


def test_cells_merged_in_the_old_way():
    body = tbl(
        tr(
            tc(p("a"), '<w:hMerge w:val="restart"/>'),
            tc(p(), '<w:hMerge w:val="continue"/>'),
            tc(p("hidden words"), "<w:hMerge/>"),
            "b",
        )
    )
    assert grid(body) == [[(0, 3, "a\nhidden words"), (3, 1, "b")]]


def test_a_table_inside_a_cell_is_read_as_its_lines():
    inner = tbl(tr("in a", "in b"))
    body = tbl(tr(tc(p("before") + inner + p("after")), "beside"))
    assert [(line.text, line.place) for line in table(body).lines()] == [
        ("before", "table 1, row 1, column 1"),
        ("in a", "table 1, row 1, column 1, inner table, row 1, column 1"),
        ("in b", "table 1, row 1, column 1, inner table, row 1, column 2"),
        ("after", "table 1, row 1, column 1"),
        ("beside", "table 1, row 1, column 2"),
    ]


def test_tables_rows_cells_and_paragraphs_may_stand_in_controls():
    def control(content):
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    row = "<w:tr>" + control(tc(control(p("a")))) + tc(p("b")) + "</w:tr>"
    body = control(tbl(control(row), f"<w:customXml>{tr('c', 'd')}</w:customXml>"))
    assert grid(body) == [[(0, 1, "a"), (1, 1, "b")], [(0, 1, "c"), (1, 1, "d")]]


def test_a_cell_of_many_lines_keeps_them_apart():
    (row,) = table(tbl(tr(tc(p("one") + p() + p("two"))))).rows
    assert [line.text for line in row.cells[0].lines] == ["one", "", "two"]
    assert row.cells[0].text == "one\ntwo"


def test_absurd_spans_are_bounded():
    huge = '<w:gridSpan w:val="999999999"/>'
    found = table(tbl(tr(tc(p("a"), huge), tc(p("b"), huge)), tr(tc(p("c"), "<w:gridSpan/>"))))
    assert found.columns == 200
    assert [line.text for line in found.lines()] == ["a", "b", "c"]


def test_words_between_rows_and_cells_are_lines_after_the_table():
    body = f"<w:tbl>{t('lost?')}{tr('a')}<w:tr>{tc(p('b'))}{p('stray')}</w:tr></w:tbl>{p('end')}"
    assert [line.text for line in read(body).lines()] == ["a", "b", "lost?", "stray", "end"]


def test_a_table_without_rows_is_none():
    assert list(read(p("a") + "<w:tbl/>").tables()) == []
