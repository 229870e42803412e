"""Tracked changes: what was put in is kept, what was removed is dropped, and it is said."""

from .word_files import in_list, lines, p, read, t, table, tbl, tc, texts, tr

GONE = '<w:rPr><w:del w:id="1"/></w:rPr>'


def deleted(text):
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def test_insertions_stay_and_deletions_go_and_one_sentence_says_so():
    source = read(
        p(
            runs=t("The board ")
            + deleted("may ")
            + f"<w:ins>{t('will ')}</w:ins>"
            + deleted("one")
            + t("agree")
        )
    )
    assert [line.text for line in source.lines()] == ["The board will agree"]
    assert source.warnings == ("Tracked changes: 1 insertion kept, 2 deletions left out.",)


def test_moved_words_stand_where_they_went():
    source = read(
        p(runs=f"<w:moveFrom>{t('Skills')}</w:moveFrom>" + t("Jobs "))
        + p(runs=f"<w:moveTo>{t('Skills')}</w:moveTo>")
    )
    assert [line.text for line in source.lines()] == ["Jobs ", "Skills"]
    assert source.warnings == ("Tracked changes: 1 moved passage kept.",)


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next():
    assert texts(p("The board ", more=GONE) + p("will agree")) == ["The board will agree"]


def test_the_joined_paragraph_is_of_the_kind_of_the_last():
    (line,) = lines(p("The ", "Heading1", GONE) + in_list("board"))
    assert (line.text, line.kind, line.label) == ("The board", "number", "1.")


def test_a_paragraph_that_was_deleted_whole_is_gone():
    body = in_list("a") + in_list("", more=GONE) + in_list("b")
    assert [(line.text, line.label) for line in lines(body)] == [("a", "1."), ("b", "2.")]


def test_the_last_paragraph_of_a_cell_keeps_its_words():
    body = tbl(tr(tc(p("Agree", more=GONE)), tc(p("", more=GONE) + p("Board"))))
    assert [line.text for line in table(body).lines()] == ["Agree", "Board"]


def test_a_deleted_end_before_a_table():
    source = read(p("Before", more=GONE) + tbl(tr("a")))
    assert [line.text for line in source.lines()] == ["Before", "a"]


def test_rows_and_cells_that_were_deleted_or_put_in():
    source = read(
        tbl(
            tr("a", "b"),
            tr("gone", "too", more="<w:del/>"),
            tr("new", tc(p("gone cell"), "<w:cellDel/>"), more="<w:ins/>"),
        )
    )
    assert [line.text for line in source.lines()] == ["a", "b", "new"]
    assert source.warnings == (
        "Tracked changes: 1 inserted row kept, 1 deleted row and 1 deleted cell left out.",
    )


def test_former_looks_say_nothing():
    former = (
        '<w:pPrChange><w:pPr><w:pStyle w:val="Heading1"/>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    )
    (line,) = lines(p("Agree", more=former))
    assert (line.kind, line.label) == ("paragraph", "")


def test_whole_blocks_that_were_put_in_or_moved_away():
    source = read(
        f"<w:ins>{p('in')}</w:ins><w:moveFrom>{p('away')}</w:moveFrom><w:del>{p('out')}</w:del>"
    )
    assert [line.text for line in source.lines()] == ["in"]
