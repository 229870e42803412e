"""Structured text keeps order, nesting, printed labels and empty bullets through a form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.text.structured_text import (
    carry_marks,
    clean,
    from_typed,
    nested,
    paragraph,
    plain,
    to_typed,
    validate,
)


def bullet(text, level=0, **more):
    return {"kind": "bullet", "level": level, "text": text, **more}


def test_a_line_is_a_paragraph_and_signs_make_bullets_and_numbers():
    typed = (
        "The board agreed:\n- a plan\n  - in two parts\n• a budget\n\n1. First.\n2) Next.\n# Aims"
    )
    assert from_typed(typed) == [
        paragraph("The board agreed:"),
        bullet("a plan"),
        bullet("in two parts", 1),
        bullet("a budget"),
        {"kind": "number", "level": 0, "text": "First.", "label": "1."},
        {"kind": "number", "level": 0, "text": "Next.", "label": "2)"},
        {"kind": "heading", "level": 0, "text": "Aims"},
    ]


def test_empty_bullets_survive_and_empty_lines_only_separate():
    assert from_typed("-\n\n\n- \nText") == [bullet(""), bullet(""), paragraph("Text")]
    assert from_typed("") == []
    assert to_typed([bullet(""), bullet("x", 2)]) == "-\n    - x"


@pytest.mark.parametrize("text", ["- not a bullet", "1. not a number", "# no heading", "\\", "-"])
def test_words_that_look_like_signs_stay_words(text):
    assert from_typed(to_typed([paragraph(text)])) == [paragraph(text)]


def test_a_hyphen_inside_words_is_no_bullet():
    assert from_typed("-5 degrees") == [paragraph("-5 degrees")]
    assert from_typed("*note") == [paragraph("*note")]
    assert from_typed("2019. was") == [paragraph("2019. was")]


def test_labels_as_printed_survive_a_form():
    blocks = [
        bullet("x", label="o"),
        {"kind": "number", "level": 1, "text": "y", "label": "Action 3:"},
        {"kind": "number", "level": 0, "text": "z"},
        {"kind": "paragraph", "level": 0, "text": "w", "label": "KPI's:"},
        {"kind": "heading", "level": 2, "text": "", "label": "A"},
    ]
    assert from_typed(to_typed(blocks)) == blocks


def test_cleaning_takes_control_characters_and_keeps_marks_on_their_words():
    dirty = bullet(" by\x00  end \t May\x07 ", marks=[{"start": 6, "end": 15, "kind": "date"}])
    (tidy,) = clean([dirty])
    assert tidy["text"] == "by end May"
    mark = tidy["marks"][0]
    assert tidy["text"][mark["start"] : mark["end"]] == "end May"
    validate([tidy])


def test_plain_words_have_no_signs():
    assert plain([bullet("a"), bullet(""), paragraph("b")]) == "a\nb"


def test_marks_return_to_lines_that_were_not_edited():
    mark = {"start": 0, "end": 3, "kind": "link", "href": "https://example.org/"}
    old = [bullet("see it", marks=[mark]), bullet("other", marks=[mark])]
    new = from_typed("- other, edited\n- see it\n- see it")
    assert carry_marks(old, new) == [bullet("other, edited"), old[0], bullet("see it")]


@pytest.mark.parametrize(
    ("blocks", "sentence"),
    [
        ("text", "list of paragraphs"),
        ([{"kind": "table"}], "Line 1 must be a paragraph"),
        ([bullet("x", level=-1)], "level from 0"),
        ([bullet("x", level=True)], "level from 0"),
        ([bullet(3)], "must have words"),
        ([bullet("a\nb")], "line breaks"),
        ([bullet("a\x00b")], "cannot be shown"),
        ([bullet("x", html="<b>")], "cannot have: html"),
        ([bullet("x", marks="y")], "list its marks"),
        ([bullet("x", marks=[{"kind": "bold"}])], "no link"),
        ([bullet("x", marks=[{"kind": "link", "start": 0, "end": 9}])], "outside its words"),
    ],
)
def test_what_is_no_structured_text_is_refused_with_a_sentence(blocks, sentence):
    with pytest.raises(ValueError, match=sentence) as refused:
        validate(blocks)
    assert str(refused.value).endswith(".")


def test_a_template_gets_lists_inside_lists():
    blocks = from_typed("Aims:\n- a\n    - a1\n  going on\n- b\n1. one\nEnd")
    first, bullets, numbers, last = nested(blocks)
    assert first["kind"] == last["kind"] == "paragraph"
    assert [item["block"]["text"] for item in bullets["items"]] == ["a", "b"]
    under_a = bullets["items"][0]["children"]
    assert under_a[0]["items"][0]["block"]["text"] == "a1"
    assert under_a[1]["block"]["text"] == "going on"
    assert numbers["ordered"] and not bullets["ordered"]


WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
LABELS = st.text(st.characters(categories=("L", "N", "P"), exclude_characters="]"), min_size=1)
BLOCKS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["paragraph", "bullet", "number", "heading"]),
            "level": st.integers(0, 8),
            "text": WORDS,
        },
        optional={"label": LABELS},
    ),
    max_size=8,
)


@given(BLOCKS)
def test_blocks_pass_a_form_unchanged(blocks):
    tidy = clean(blocks)
    validate(tidy)
    assert clean(tidy) == tidy
    assert from_typed(to_typed(tidy)) == tidy


@given(st.text(max_size=200))
def test_any_typed_text_becomes_valid_text_that_types_the_same_again(text):
    blocks = from_typed(text)
    validate(blocks)
    assert from_typed(to_typed(blocks)) == blocks
    assert len(_leaves(nested(blocks))) == len(blocks)


def _leaves(nodes):
    found = []
    for node in nodes:
        if node["kind"] != "list":
            found.append(node["block"])
        for item in node.get("items", []):
            found += [item["block"], *_leaves(item["children"])]
    return found
