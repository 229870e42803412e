"""No exported cell runs, and each comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.text.plain_cells import with_formula_sign, without_formula


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", "  =1", "'=1"])
def test_what_looks_like_a_formula_is_guarded(sign):
    assert without_formula(sign) == "'" + sign


@pytest.mark.parametrize("text", ["", "plain", "a = b", "'quoted'", "’tis"])
def test_plain_text_is_left_alone(text):
    assert without_formula(text) == text


@given(st.text(alphabet="='+-@ ab\t"))
def test_guarding_is_undone_exactly(text):
    assert with_formula_sign(without_formula(text)) == text
