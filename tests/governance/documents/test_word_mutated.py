"""Two thousand damaged Word files: each is read or refused, and what is read is counted alike."""

import os
from collections import Counter

import pytest

from governance.documents.counting import count_characters
from governance.documents.reading import read_counted, read_here
from governance.documents.refusal import DocumentRefused
from governance.documents.rows import Source, characters

from .mutations import mutated
from .word_files import box, field, in_list, p, t, tbl, tc, tr, word_file

NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
LINK = f'<w:hyperlink r:id="k">{t("the paper")}</w:hyperlink>'
CHANGES = f"<w:ins>{t('put in')}</w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del>"
MOVES = f"<w:moveFrom>{t('from')}</w:moveFrom><w:moveTo>{t('to')}</w:moveTo>"
SIGN = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:noBreakHyphen/><w:softHyphen/></w:r>'
JOINED = p("joined ", more="<w:rPr><w:del/></w:rPr>")
PLAN = tbl(
    tr("Action", "Milestones", "Owner", more="<w:tblHeader/>"),
    tr(
        tc(in_list("") + in_list("Agree the remit")),
        tc(in_list("Draft by June", 2) + p("• typed") + p("o deeper"), '<w:gridSpan w:val="2"/>'),
    ),
    tr(tc(p("merged"), '<w:vMerge w:val="restart"/>'), tc(tbl(tr("inner", "table"))), "Board"),
    tr(tc(p(), "<w:vMerge/>"), tc(p("gone"), "<w:cellDel/>"), "Chair"),
    tr("deleted", "row", more="<w:del/>"),
)
FILES = [
    word_file(
        p("A plan", "Title")
        + p("Skills", "Heading1", runs=NOTE)
        + p(runs=t("See ") + LINK + field(' HYPERLINK "https://example.org" ', "here"))
        + JOINED
        + p(runs=CHANGES + MOVES + SIGN)
        + f"<w:sdt><w:sdtContent>{PLAN}</w:sdtContent></w:sdt>"
        + p("After", runs=box(p("boxed") + tbl(tr("in a box")))),
        footnotes=f'<w:footnote w:id="1">{p("a note")}</w:footnote>',
        header=p("Board paper"),
        links={"k": "https://example.org/paper"},
    ),
    word_file(PLAN + PLAN + p("1. typed") + p("(a) typed", "ListNumber") + p("", "ListBullet2")),
    word_file(
        p(runs=box(p("one") + p(runs=box(p("two")))) + field(" PAGE ", "3")),
        endnotes=f'<w:endnote w:id="1">{p("end")}{PLAN}</w:endnote>',
        footer=PLAN,
        numbering="",
        styles="",
    ),
]


def outcome(data: bytes) -> str:
    """What became of a file; anything but a source or a refusal is an error of the test."""
    try:
        source = read_here("plan.docx", data)
    except DocumentRefused:
        source = None
    try:
        counted = count_characters("plan.docx", data)
    except DocumentRefused:
        return "refused" if source is None else "not counted"
    if source is None:
        return "refused"
    assert counted == sum(characters(line.text) for line in source.lines())
    ids = [line.id for line in source.lines()]
    assert len(set(ids)) == len(ids)
    return "read"


def test_two_thousand_damaged_files():
    outcomes = Counter(outcome(mutated(FILES[seed % len(FILES)], seed)) for seed in range(1, 2001))
    assert sum(outcomes.values()) == 2000
    assert outcomes["read"] > 900 and outcomes["refused"] > 500
    assert outcomes["not counted"] < 20


@pytest.mark.soak
def test_many_more_damaged_files():
    """LEP_MUTATIONS says how many, and thereby where to begin."""
    many = int(os.environ.get("LEP_MUTATIONS", "20000"))
    for seed in range(2001, 2001 + many):
        outcome(mutated(FILES[seed % len(FILES)], seed))


def test_damaged_files_through_the_child():
    outcomes = Counter()
    for seed in range(1, 21):
        data = mutated(FILES[seed % len(FILES)], seed)
        try:
            source, counted = read_counted("plan.docx", data)
        except DocumentRefused:
            assert outcome(data) != "read"
            outcomes["refused"] += 1
        else:
            assert isinstance(source, Source) and source == read_here("plan.docx", data)
            assert counted == count_characters("plan.docx", data)
            outcomes["read"] += 1
    assert outcomes["read"] > 3 and outcomes["refused"] > 3
