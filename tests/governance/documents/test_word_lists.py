"""Lists of Word files: the numbers that Word prints by itself, bullets of every kind, levels."""

import pytest

from governance.documents.docx.numbering import printed

from .word_files import NUMBERING, in_list, level, lines, p, table, tbl, tr


def labels(body, **told):
    return [line.label for line in lines(body, **told)]


def test_numbers_count_and_begin_anew_below_a_higher_level():
    body = (
        in_list("a")
        + in_list("b", at=1)
        + in_list("c", at=1)
        + in_list("d", at=2)
        + in_list("e")
        + in_list("f", at=1)
    )
    assert labels(body) == ["1.", "(a)", "(b)", "i)", "2.", "(a)"]
    assert [line.level for line in lines(body)] == [0, 1, 1, 2, 0, 1]
    assert {line.kind for line in lines(body)} == {"number"}


def test_the_number_is_not_in_the_text():
    (line,) = lines(in_list("Agree the remit"))
    assert (line.text, line.typed, line.label) == ("Agree the remit", 0, "1.")


def test_bullets_have_no_label():
    first, second = lines(in_list("a", 2) + in_list("b", 2, 1))
    assert (first.kind, first.level, first.label) == ("bullet", 0, "")
    assert (second.kind, second.level) == ("bullet", 1)


def test_an_empty_bullet_is_a_bullet():
    (line,) = lines(in_list("", 2))
    assert line.kind == "bullet" and line.is_empty


def test_a_list_goes_on_over_tables_and_empty_cells_have_their_label():
    body = (
        in_list("a")
        + tbl(
            tr(f"<w:tc>{in_list('')}</w:tc>", "Skills"), tr(f"<w:tc>{in_list('')}</w:tc>", "Jobs")
        )
        + in_list("d")
    )
    assert [one.label for one in table(body).lines() if one.label] == ["2.", "3."]
    assert labels(body) == ["1.", "4."]


def test_numbers_by_style_alone():
    body = p("a", "ListNumber") + p("between") + p("b", "ListNumber")
    assert labels(body) == ["1.", "", "2."]


def test_a_list_of_nought_takes_the_number_away():
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    (line,) = lines(p("a", "ListNumber", off))
    assert line.label == ""


def test_lists_of_one_definition_count_on_unless_one_starts_anew():
    numbering = NUMBERING + (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = in_list("a") + in_list("b", 3) + in_list("c", 4) + in_list("d", 4)
    assert labels(body, numbering=numbering) == ["1.", "2.", "5.", "6."]


def test_an_override_may_change_the_form():
    own = level(0, "upperRoman", "Item %1")
    numbering = NUMBERING + (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>'
    )
    assert labels(in_list("a", 3), numbering=numbering) == ["Item I"]


def test_a_label_may_hold_the_levels_above_it():
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "upperLetter", "%1")}'
        f"{level(1, 'decimal', '%1.%2')}"
        f"{level(2, 'lowerRoman', '%1.%2.%3', '<w:isLgl/>')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = in_list("a") + in_list("b", at=1) + in_list("c", at=2) + in_list("d", at=1)
    assert labels(body, numbering=numbering) == ["A", "A.1", "1.1.1", "A.2"]


def test_a_level_that_never_begins_anew():
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0)}'
        f"{level(1, more=chr(60) + 'w:lvlRestart w:val=' + chr(34) + '0' + chr(34) + '/>')}"
        "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = in_list("a") + in_list("b", at=1) + in_list("c") + in_list("d", at=1)
    assert labels(body, numbering=numbering) == ["1.", "1.", "2.", "2."]


def test_headings_numbered_through_their_styles():
    styles = """
    <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>
     <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>
     <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/>
     <w:basedOn w:val="H2"/></w:style>"""
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, text="%1", more='<w:pStyle w:val="H1"/>')
        + level(1, text="%1.%2", more='<w:pStyle w:val="H2"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = p("a", "H1") + p("b", "H2") + p("c", "Own") + p("d", "H1")
    found = lines(body, styles=styles, numbering=numbering)
    assert [(one.kind, one.level, one.label) for one in found] == [
        ("heading", 1, "1"),
        ("heading", 2, "1.1"),
        ("heading", 2, "1.2"),
        ("heading", 1, "2"),
    ]


def test_a_form_of_a_newer_kind_is_read_in_its_older_way():
    said = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>{said}'
        '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert labels(in_list("a"), numbering=numbering) == ["03"]


def test_a_bullet_that_is_a_picture_is_a_bullet():
    picture = level(0, "bullet", " ", '<w:lvlPicBulletId w:val="0"/>')
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{picture}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", " ")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    found = lines(in_list("a") + in_list("b", 2), numbering=numbering)
    assert [line.kind for line in found] == ["bullet", "paragraph"]


LINKED_STYLES = """
<w:style w:type="numbering" w:styleId="Ours"><w:name w:val="Ours"/>
 <w:pPr><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr></w:style>"""


def test_a_list_may_be_defined_by_a_style_of_lists():
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Ours"/>{level(0)}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = LINKED_STYLES.format(1)
    assert labels(in_list("a", 2), numbering=numbering, styles=styles) == ["1."]


def test_styles_of_lists_in_a_circle_are_no_list():
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = in_list("a") + in_list("b", 2)
    assert labels(body, numbering=numbering, styles=LINKED_STYLES.format(2)) == ["", ""]


@pytest.mark.parametrize("number", ["9", "-1", "x", "99999999999999999999"])
def test_a_list_that_is_not_there_prints_nothing(number):
    (line,) = lines(in_list("a", number))
    assert (line.kind, line.label) == ("paragraph", "")


@pytest.mark.parametrize(
    ("count", "form", "label"),
    [
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (1994, "upperRoman", "MCMXCIV"),
        (7, "decimalZero", "07"),
        (11, "ordinal", "11th"),
        (22, "ordinal", "22nd"),
        (21, "cardinalText", "Twenty-one"),
        (12, "ordinalText", "Twelfth"),
        (30, "ordinalText", "Thirtieth"),
        (3, "none", ""),
        (3, "chineseCounting", "3"),
        (0, "lowerLetter", "0"),
    ],
)
def test_the_forms_of_numbers(count, form, label):
    assert printed(count, form) == label


def test_list_styles_without_a_list_are_bullets_by_their_name():
    (line,) = lines(p("a", "ListBullet2"))
    assert (line.kind, line.level, line.style) == ("bullet", 1, "List Bullet 2")


def indented(text, left):
    return p(text, more=f'<w:ind w:left="{left}"/>')


def test_the_level_of_typed_bullets_is_their_indentation():
    body = (
        indented("• a", 720)
        + indented("• b", 1080)
        + indented("• c", 1100)
        + indented("• d", 720)
        + p("Words between")
        + indented("• e", 1440)
    )
    assert [line.level for line in lines(body)] == [0, 1, 1, 0, 0, 0]
    assert [line.words for line in lines(body)] == ["a", "b", "c", "d", "Words between", "e"]


def test_tabs_indent_too():
    body = p("• a") + p(runs="<w:r><w:tab/><w:t>– b</w:t></w:r>") + p("• c")
    assert [(line.level, line.words) for line in lines(body)] == [(0, "a"), (1, "b"), (0, "c")]


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        (["• a", "o b", "o c", "• d"], [0, 1, 1, 0]),
        (["· a", "- b", "· c"], [0, 1, 0]),
        (["1. a", "a) b", "b) c", "i) d", "ii) e", "c) f", "2. g"], [0, 1, 1, 2, 2, 1, 0]),
        (["- a", "- b", "• c"], [0, 0, 0]),
        (["1. a", "• b", "2. c"], [0, 0, 0]),
    ],
)
def test_signs_tell_the_level_where_nothing_is_indented(typed, levels):
    assert [line.level for line in lines("".join(map(p, typed)))] == levels


def test_typed_bullets_stand_below_real_ones():
    body = in_list("a", 2) + p("- b") + p("- c") + in_list("d", 2)
    assert [(line.kind, line.level) for line in lines(body)] == [
        ("bullet", 0),
        ("bullet", 1),
        ("bullet", 1),
        ("bullet", 0),
    ]


def test_a_bullet_typed_into_a_real_list_is_no_word():
    (line,) = lines(in_list("• Agree", 2))
    assert (line.kind, line.level, line.words) == ("bullet", 0, "Agree")
