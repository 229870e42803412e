"""The counter and the reader share no code; on every sound file they must agree to the sign."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.documents.counting import count_characters
from governance.documents.reading import read_here
from governance.documents.rows import characters

from .word_files import box, field, in_list, p, t, tbl, tc, tr, word_file

FOLDER = os.environ.get("LEP_PAPERS", "")


def assert_agreed(data: bytes) -> int:
    read = sum(characters(line.text) for line in read_here("plan.docx", data).lines())
    assert count_characters("plan.docx", data) == read
    return read


@pytest.mark.skipif(not FOLDER, reason="LEP_PAPERS names no folder of papers.")
def test_the_papers_count_as_they_read():
    papers = sorted(Path(FOLDER, "samples").glob("*.docx"))
    counts = [assert_agreed(path.read_bytes()) for path in papers]
    assert len(counts) == 6 and min(counts) > 3000


@pytest.mark.parametrize(
    ("runs", "count"),
    [
        (t("Agree the remit."), 14),
        (t("a\u00a0b\u2003c\u00adde\u200bf"), 6),
        ("<w:r><w:t>a</w:t><w:tab/><w:br/><w:noBreakHyphen/><w:softHyphen/></w:r>", 2),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:char="F020"/></w:r>', 1),
        ('<w:r><w:sym w:char="x"/><w:sym w:char="D800"/><w:sym w:char="2013"/></w:r>', 1),
        (field(" PAGE of instruction ", "3"), 1),
        (
            f"<w:ins>{t('in')}</w:ins><w:del>{t('out')}<w:r><w:delText>x</w:delText></w:r></w:del>",
            2,
        ),
        (f"<w:moveTo>{t('to')}</w:moveTo><w:moveFrom>{t('from')}</w:moveFrom>", 2),
        (box(p("once")), 4),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", 1),
        ("<a:p><a:r><a:t>not of Word</a:t></a:r></a:p>", 0),
    ],
)
def test_what_is_counted(runs, count):
    assert assert_agreed(word_file(p(runs=runs))) == count


def test_notes_headers_and_footers_are_counted_and_separators_are_not():
    data = word_file(
        p("body"),
        footnotes=f'<w:footnote w:type="separator">{p("no")}</w:footnote>'
        f'<w:footnote w:id="1">{p("foot")}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{p("end")}</w:endnote>',
        header=p("head"),
        footer=p("12"),
    )
    assert assert_agreed(data) == 4 + 4 + 3 + 4 + 2


def test_deleted_rows_and_cells_are_not_counted():
    body = tbl(
        tr("stay", tc(p("gone"), "<w:cellDel/>")),
        tr("gone", "gone", more="<w:del/>"),
        tr(tc(p("on") + tbl(tr("gone", more="<w:del/>"), "<w:tr>" + tc(p("in")) + "</w:tr>"))),
    )
    assert assert_agreed(word_file(body)) == 8


def test_a_reader_that_missed_a_table_would_be_found_out(monkeypatch):
    data = word_file(p("One") + tbl(tr("two")))
    monkeypatch.setattr("governance.documents.docx.tables.read", lambda *_: None)
    with pytest.raises(AssertionError):
        assert_agreed(data)


WORDS = st.text(
    st.sampled_from("ab 1.é“”–•·\u00a0\u00ad\u200b\u2003\uf0b7\ufffd漢🙂\u0301"), max_size=8
)
WRAPPERS = (
    *("ins", "del", "moveTo", "moveFrom", "smartTag", "customXml", "hyperlink", "fldSimple"),
    "bdo",
)
RUNS = st.recursive(
    st.one_of(
        WORDS.map(t),
        st.sampled_from(
            [
                "<w:r><w:tab/></w:r>",
                "<w:r><w:br/><w:noBreakHyphen/></w:r>",
                '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>',
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
                "<w:r><w:instrText>PAGE</w:instrText></w:r>",
                '<w:r><w:footnoteReference w:id="1"/></w:r>',
            ]
        ),
        WORDS.map(lambda text: field(" REF ", text)),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(st.sampled_from(WRAPPERS), inner).map(
            lambda two: f"<w:{two[0]}>{two[1]}</w:{two[0]}>"
        ),
        inner.map(lambda one: f"<w:sdt><w:sdtContent>{one}</w:sdtContent></w:sdt>"),
        inner.map(lambda one: box(p(runs=one))),
    ),
    max_leaves=6,
)
PARAGRAPHS = st.one_of(
    st.builds(lambda runs: p(runs=runs), RUNS),
    st.builds(lambda runs: p(runs=runs, more="<w:rPr><w:del/></w:rPr>"), RUNS),
    st.builds(in_list, WORDS, st.sampled_from([1, 2]), st.sampled_from([0, 1, 2])),
)
CELL_MARKS = st.sampled_from(
    [
        *("", '<w:gridSpan w:val="2"/>', "<w:vMerge/>", '<w:vMerge w:val="restart"/>'),
        *("<w:hMerge/>", "<w:cellDel/>", "<w:cellIns/>"),
    ]
)
ROW_MARKS = st.sampled_from(["", "<w:tblHeader/>", "<w:del/>", "<w:ins/>"])


def in_cells(blocks):
    cells = st.builds(tc, st.lists(blocks, min_size=1, max_size=3).map("".join), CELL_MARKS)
    rows = st.builds(
        lambda inside, more: tr(*inside, more=more), st.lists(cells, max_size=3), ROW_MARKS
    )
    return st.lists(rows, max_size=3).map(lambda all_of_them: tbl(*all_of_them))


BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inner: st.one_of(
        in_cells(inner),
        inner.map(lambda one: f"<w:sdt><w:sdtContent>{one}</w:sdtContent></w:sdt>"),
        st.tuples(st.sampled_from(["ins", "del", "moveFrom", "customXml"]), inner).map(
            lambda two: f"<w:{two[0]}>{two[1]}</w:{two[0]}>"
        ),
    ),
    max_leaves=6,
)
BODIES = st.lists(BLOCKS, max_size=4).map("".join)


@settings(max_examples=200, deadline=None)
@given(BODIES, BODIES, BODIES)
def test_any_document_counts_as_it_reads(body, note, header):
    assert_agreed(
        word_file(body, footnotes=f'<w:footnote w:id="1">{note}</w:footnote>', header=header)
    )
