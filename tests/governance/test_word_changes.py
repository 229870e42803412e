"""Changed words are marked, and nothing of either version is lost in the marking."""

from hypothesis import given
from hypothesis import strategies as st

from governance.text.word_changes import ChangedRun, changes, is_changed, spelled

TEXTS = st.lists(st.sampled_from(["the", "board", "met.", "in", "May", "\n", "12%"])).map(" ".join)


def test_one_changed_word_is_one_change():
    assert changes("The board met in May.", "The board met in June.") == [
        ChangedRun("same", "The board met in "),
        ChangedRun("removed", "May"),
        ChangedRun("added", "June"),
        ChangedRun("same", "."),
    ]


def test_a_lone_word_between_changes_joins_them():
    runs = changes("Four of the posts filled.", "Seven of nine jobs filled.")
    assert [run.kind for run in runs] == ["removed", "added", "same"]
    assert runs[1].text == "Seven of nine jobs"


def test_added_sentences_leave_the_old_ones_alone():
    runs = changes("Started.", "Started. Finished.")
    assert runs == [ChangedRun("same", "Started."), ChangedRun("added", " Finished.")]


def test_the_same_words_are_no_change():
    assert changes("a b", "a b") == [ChangedRun("same", "a b")]
    assert changes("", "") == []
    assert not is_changed("a  b\n", "a b")
    assert is_changed("a b", "a c")


def test_a_very_long_text_is_shown_as_replaced():
    runs = changes("word " * 5000, "other " * 5000)
    assert [run.kind for run in runs] == ["removed", "added"]


@given(TEXTS, TEXTS)
def test_the_runs_spell_both_texts(old, new):
    runs = changes(old, new)
    assert spelled(runs, "same", "removed") == old
    assert spelled(runs, "same", "added") == new
    assert all(run.text for run in runs)


@given(st.text(), st.text())
def test_any_text_can_be_compared(old, new):
    runs = changes(old, new)
    assert spelled(runs, "same", "removed") == old
    assert spelled(runs, "same", "added") == new
