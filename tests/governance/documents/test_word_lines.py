"""Paragraphs of Word files: every sign a person sees, its links, its style."""

import pytest

from governance.documents import kept
from governance.documents.reading import read_here
from governance.documents.rows import Link

from .word_files import field, lines, p, packed, parts_of, read, relations, t, texts


def only(runs: str, **told):
    (line,) = lines(p(runs=runs), **told)
    return line


def test_runs_join_to_one_text_with_their_breaks():
    line = only(
        t("Agree ")
        + "<w:r><w:t>the</w:t><w:tab/><w:t>remit</w:t><w:br/><w:t>and</w:t><w:cr/></w:r>"
        + "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>owners</w:t></w:r>"
    )
    assert line.text == "Agree the\tremit\nand\nco-owners"
    assert line.place == "paragraph 1"


def test_curly_quotes_and_damaged_signs_stay_as_they_are():
    assert only(t("the board’s “remit” ï¿½ â€“")).text == "the board’s “remit” ï¿½ â€“"


def test_unseen_signs_are_taken_out_and_said():
    source = read(
        p(runs=t("imple\u00admen\u0092ta\u200btion") + "<w:r><w:softHyphen/></w:r>" + t("\ufffd"))
    )
    assert [line.text for line in source.lines()] == ["implementation\ufffd"]
    assert source.warnings == (
        "4 unseen signs removed (soft hyphens, control characters and the like).",
        "1 sign is damaged in the file (�) and kept as it stands.",
    )


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", "F0B7", "•"),
        ("Symbol", "00B7", "•"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F001", "\uf001"),
        ("Our own", "F0B7", "\uf0b7"),
        ("Arial", "2013", "–"),
        ("Arial", "41", "A"),
        ("Arial", "D800", ""),
        ("Arial", "nothing", ""),
    ],
)
def test_signs_of_symbol_fonts(font, code, sign):
    line = only(t("on") + f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>')
    assert line.text == f"on{sign}"


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:ins>{}</w:ins>",
        "<w:moveTo>{}</w:moveTo>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:customXml>{}</w:customXml>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
        '<w:fldSimple w:instr=" REF x ">{}</w:fldSimple>',
        "<w:bdo>{}</w:bdo>",
        "<w:neverHeardOf><w:deeper>{}</w:deeper></w:neverHeardOf>",
        "<m:oMath><m:r><m:t>words</m:t></m:r></m:oMath>",
        '<mc:AlternateContent><mc:Choice Requires="a">{}</mc:Choice>'
        "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
    ],
)
def test_words_are_found_in_whatever_holds_them(wrapped):
    assert only(t("Some ") + wrapped.replace("{}", t("words")) + t(" more")).text == (
        "Some words more"
    )


def test_a_link_knows_its_words():
    line = only(
        t("See ") + '<w:hyperlink r:id="k">' + t("the ") + t("plan") + "</w:hyperlink>" + t("."),
        links={"k": "https://example.org/plan"},
    )
    assert line.text == "See the plan."
    assert line.links == (Link(4, 12, "https://example.org/plan"),)


@pytest.mark.parametrize("to", ["file:///c:/secret", "javascript:alert(1)", "..\\plan.docx", ""])
def test_only_web_and_mail_addresses_are_links(to):
    line = only('<w:hyperlink r:id="k">' + t("here") + "</w:hyperlink>", links={"k": to})
    assert (line.text, line.links) == ("here", ())


def test_the_instruction_of_a_field_is_dropped_and_its_result_kept():
    line = only(t("Page ") + field(" PAGE ", "3") + t(" of ") + field(" NUMPAGES ", "9"))
    assert line.text == "Page 3 of 9"


def test_a_field_may_be_a_link():
    instruction = ' HYPERLINK "https://example.org/a" \\o "tip" '
    line = only(t("See ") + field(instruction, "this") + t(" now"))
    assert line.text == "See this now"
    assert line.links == (Link(4, 8, "https://example.org/a"),)


def test_fields_inside_an_instruction_are_not_seen():
    inner = field(" MERGEFIELD x ", "unseen")
    line = only(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        + inner
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + t("seen")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert line.text == "seen"


def test_a_field_that_never_ends_swallows_no_paper():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(p(runs=begin + t("lost instruction")) + p("Kept") + p("Kept too")) == [
        "",
        "Kept",
        "Kept too",
    ]


def test_the_result_of_a_field_may_run_over_paragraphs():
    body = (
        p(
            runs='<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            "<w:r><w:instrText>TOC</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + t("Aims 1")
        )
        + p("Actions 2")
        + p(runs='<w:r><w:fldChar w:fldCharType="end"/></w:r>' + t("Aims"))
    )
    assert texts(body) == ["Aims 1", "Actions 2", "Aims"]


@pytest.mark.parametrize(
    ("style", "more", "kind", "level", "name"),
    [
        ("Heading1", "", "heading", 1, "Heading 1"),
        ("berschrift2", "", "heading", 2, "Heading 2"),
        ("OurHead", "", "heading", 2, "Our head"),
        ("Outlined", "", "heading", 3, "Outlined"),
        ("Title", "", "heading", 1, "Title"),
        ("", '<w:outlineLvl w:val="1"/>', "heading", 2, "Normal"),
        ("Heading1", '<w:outlineLvl w:val="9"/>', "paragraph", 0, "Heading 1"),
        ("NotThere", "", "paragraph", 0, "Normal"),
    ],
)
def test_headings_are_known_by_style_or_outline(style, more, kind, level, name):
    (line,) = lines(p("Skills", style, more))
    assert (line.kind, line.level, line.style) == (kind, level, name)


def test_a_typed_number_of_a_heading_is_told_apart():
    (line,) = lines(p("2.\tSkills and jobs", "Heading1"))
    assert (line.marker, line.words) == ("2.", "Skills and jobs")


@pytest.mark.parametrize(
    ("runs", "is_bold"),
    [
        (t("Skills", "<w:b/>") + t(" "), True),
        (t("Skills", "<w:b/>") + t(" now"), False),
        (t("Skills", '<w:b w:val="0"/>'), False),
        (t("Skills", '<w:rStyle w:val="Strong"/>'), True),
        (t("Skills", '<w:rStyle w:val="Strong"/><w:b w:val="false"/>'), False),
        (t(" ", "<w:b/>"), False),
    ],
)
def test_a_line_is_bold_where_every_word_is(runs, is_bold):
    assert only(runs).is_bold is is_bold


def test_a_style_may_make_bold():
    assert [line.is_bold for line in lines(p("A", "Heading1") + p("B", "Outlined"))] == [
        True,
        False,
    ]


def test_hidden_text_comments_and_things_not_read_are_said():
    source = read(
        p(
            runs=t("seen ")
            + t("hidden", "<w:vanish/>")
            + '<w:r><w:commentReference w:id="1"/></w:r>'
            + '<w:r><w:drawing><a:graphicData uri="http://x/2006/diagram"/></w:drawing></w:r>'
        )
        + '<w:altChunk r:id="c"/>'
    )
    assert [line.text for line in source.lines()] == ["seen hidden"]
    assert source.warnings == (
        "1 comment in the margin not read.",
        "1 piece of hidden text kept.",
        "1 other file put into this document and not read. Open it in Word, save it and try again.",
        "Words inside 1 diagram are not read.",
    )


def test_words_outside_any_paragraph_are_lines_of_their_own():
    assert texts(p("One") + t("Two") + p("Three")) == ["One", "Two", "Three"]


def test_a_strict_file_reads_the_same():
    parts = {
        name: content.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts_of(p("Skills", "Heading1")).items()
        if isinstance(content, str)
    }
    (line,) = read_here("plan.docx", packed(parts)).lines()
    assert (line.text, line.kind) == ("Skills", "heading")


def test_the_properties_of_the_file_are_told():
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Our  plan</dc:title>'
        "<dcterms:created>2019-06-25T09:00:00Z</dcterms:created></cp:coreProperties>"
    )
    source = read(
        p("One"),
        more={
            "_rels/.rels": relations(
                ("d", "officeDocument", "word/document.xml"),
                ("c", "metadata/core-properties", "docProps/core.xml"),
            ),
            "docProps/core.xml": core,
        },
    )
    assert (source.title, source.written_on) == ("Our plan", "2019-06-25")


def test_what_our_export_keeps_is_found_under_any_name():
    source = read(
        p("One"),
        more={
            "customXml/item1.xml": "<other/>",
            "customXml/item7.xml": kept.as_xml({"words": "a < b & ü"}),
        },
    )
    assert kept.facts_of(source.kept) == {"words": "a < b & ü"}
    assert read(p("One")).kept == ""
