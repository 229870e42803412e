"""Two people, one form: both changes are kept; only what both changed is asked."""

from hypothesis import given
from hypothesis import strategies as st

from governance.concurrency.merging import merge, same

TEXTS = st.lists(st.sampled_from(["", "a", "b", "c\r\nd", "c\nd "]), max_size=2)
NAMES = ("status", "words")
ANSWERS = st.fixed_dictionaries(dict.fromkeys(NAMES, TEXTS))


@given(ANSWERS, ANSWERS, ANSWERS)
def test_what_one_changed_is_kept_and_what_both_changed_is_asked(base, theirs, mine):
    merged = merge(base, theirs, mine)
    for name in NAMES:
        if same(mine[name], base[name]):
            assert same(merged.values[name], theirs[name])
        elif same(theirs[name], base[name]):
            assert same(merged.values[name], mine[name])
        is_asked = not (
            same(mine[name], base[name])
            or same(theirs[name], base[name])
            or same(mine[name], theirs[name])
        )
        assert (name in merged.asked) == is_asked
        if is_asked:
            assert merged.values[name] == mine[name], "what was typed stays in the form"


@given(ANSWERS, ANSWERS, ANSWERS)
def test_sent_again_after_it_was_seen_mine_is_the_choice(base, theirs, mine):
    first = merge(base, theirs, mine)
    again = merge(first.shown, theirs, first.values, seen=theirs)
    assert again.asked == []
    for name in first.asked:
        assert same(again.values[name], mine[name])


@given(ANSWERS, ANSWERS, ANSWERS, st.sampled_from(["theirs", "mine"]))
def test_a_button_decides_its_own_field_and_the_others_are_asked_on(base, theirs, mine, whose):
    first = merge(base, theirs, mine)
    if not first.asked:
        return
    name = first.asked[0]
    again = merge(first.shown, theirs, first.values, seen=theirs, use=(whose, name))
    assert again.asked == first.asked[1:]
    assert same(again.values[name], theirs[name] if whose == "theirs" else mine[name])
    # What was decided is not asked a second time.
    last = merge(again.shown, theirs, again.values, seen=theirs)
    assert last.asked == []
    assert same(last.values[name], again.values[name])


@given(ANSWERS, ANSWERS, ANSWERS, ANSWERS)
def test_what_changed_once_more_is_asked_once_more(base, theirs, later, mine):
    first = merge(base, theirs, mine)
    again = merge(first.shown, later, first.values, seen=theirs)
    for name in first.asked:
        moved_on = not same(later[name], theirs[name])
        kept_apart = not same(later[name], base[name]) and not same(later[name], mine[name])
        assert (name in again.asked) == (moved_on and kept_apart)
