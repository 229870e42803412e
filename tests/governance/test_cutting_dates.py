"""The quick way of cutting a sentence into its pieces finds what the whole grammar finds."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.date_phrases import words
from governance.date_phrases.grammar import PATTERNS
from governance.date_phrases.openings import OPENINGS

OWN = Path(__file__).parent / "data/date_phrases.txt"
SENTENCE = (
    "Officers will work with partners in the district to improve the way that programmes are run, "
    "and report on spend by the end of June."
)


def cut_by_the_whole_grammar(text):
    scanner = re.compile("|".join(f"(?P<{n}>{body})" for n, body in PATTERNS), re.IGNORECASE)
    pieces, place = [], 0
    while place < len(text):
        found = scanner.match(text, place)
        if found is None or found.end() == place:
            place += 1
            continue
        parts = {name: part for name, part in found.groupdict().items() if part is not None}
        name = next(name for name, _ in PATTERNS if name in parts)
        pieces.append(words.Token(name, found[0], parts, place, found.end()))
        place = found.end()
    return pieces


def test_every_phrase_of_the_own_list_is_cut_alike():
    for line in [*OWN.read_text(encoding="utf-8").splitlines(), SENTENCE]:
        for text in (line, line.upper()):
            assert list(words.tokens(text)) == cut_by_the_whole_grammar(text)


DATE_WORDS = (
    "academic AY annual as at beginning biannual c/f commencing coming couple deadline due each "
    "early easter effective eleven ending EOY every ever expires extended few final financial "
    "fiscal following forward FY f/y h1 half in advance is due later latter latest mid-way "
    "municipal new no not now ongoing onwards p.a. pa per periodic prior Q3 regular rolling "
    "school since standing item subsequent target: term thereafter through till to twice valid "
    "very W/C w.e.f. wk xmas x-mas year yearly yesterday month-end end first 3 4th 2019 19/20 "
    "board the of or on a and , / – ("
)


@given(st.lists(st.sampled_from(DATE_WORDS.split()), max_size=6).map(" ".join))
def test_date_words_in_any_order_are_cut_alike(text):
    assert list(words.tokens(text)) == cut_by_the_whole_grammar(text)


@given(st.text(max_size=30))
def test_any_text_is_cut_alike(text):
    assert list(words.tokens(text)) == cut_by_the_whole_grammar(text)


def test_an_opening_of_a_pattern_cannot_be_left_out():
    # A word of the grammar that the short way took for plain would never be read as a date.
    for word in ("quarterly", "Christmas", "fortnightly", "thereafter", "w/c", "EOFY"):
        assert re.match("|".join(OPENINGS), word, re.IGNORECASE), word


def test_the_real_papers_are_cut_alike():
    if "LEP_PAPERS" not in os.environ:
        pytest.skip("LEP_PAPERS names no folder with the papers")
    for path in sorted((Path(os.environ["LEP_PAPERS"]) / "seeds").rglob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert list(words.tokens(line[:600])) == cut_by_the_whole_grammar(line[:600])
