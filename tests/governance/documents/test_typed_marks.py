"""What counts as a typed bullet or number, and what only looks like one."""

import pytest

from governance.documents.typed_marks import mark_of


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("• Publish", "• "),
        ("·\tPublish", "·\t"),
        ("•Publish", "•"),
        ("- publish", "- "),
        ("-Publish", "-"),
        ("– Publish", "– "),
        ("* publish", "* "),
        ("o Publish", "o "),
        ("o\tpublish", "o\t"),
        ("\uf0b7 Publish", "\uf0b7 "),
        ("\uf0a7Publish", "\uf0a7"),
        ("  • Publish", "  • "),
        ("•\u00a0Publish", "•\u00a0"),
        ("§ Publish", "§ "),
        ("•", "•"),
        ("- ", "- "),
    ],
)
def test_a_typed_bullet_is_known_with_its_white_space(text, mark):
    assert mark_of(text) == ("bullet", len(mark))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1. Publish", "1. "),
        ("1.Publish", "1."),
        ("12) publish", "12) "),
        ("(3) publish", "(3) "),
        ("(a) publish", "(a) "),
        ("a) publish", "a) "),
        ("a. Publish", "a. "),
        ("iv) publish", "iv) "),
        ("(xii) publish", "(xii) "),
        ("ii. Publish", "ii. "),
        ("IV. Publish", "IV. "),
        ("B) Publish", "B) "),
        ("5.1 The board", "5.1 "),
        ("5.1.2. the board", "5.1.2. "),
        ("2\tPublish", "2\t"),
        ("2.1 \tpublish", "2.1 \t"),
        ("1.", "1."),
    ],
)
def test_a_typed_number_is_known_with_its_white_space(text, mark):
    assert mark_of(text) == ("number", len(mark))


WORDS = (
    "| |Publish|1.5 million for roads|2.5 FTE in post|10.30 am|A. Smith|25 June|2019 plan|(2019) x"
    "|2019. The plan|3 months|1|25/06/19 met|25.06.19 met|01.04 Start|-5 per cent|e.g. roads"
    "|i.e. roads|c. 50 firms|p. 6|p.6|*Note|**bold**|office|of the board|(in progress)|1st March"
    "|£1.5m|100% done|1:1 talks|§ 12|I. Brown|I think|a plan|x2|12-18|mix) it|31 March 2020|) it"
    "|1,000 homes|5G|3D printing|-based|. The|() it|…"
)


@pytest.mark.parametrize("text", WORDS.split("|"))
def test_words_and_figures_are_no_mark(text):
    assert mark_of(text) == ("paragraph", 0)
