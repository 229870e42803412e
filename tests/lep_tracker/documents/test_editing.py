"""Correcting placed pieces: what stays the same, what is read again, what keeps its source."""

from dataclasses import replace
from datetime import date

import pytest

from governance.documents.pieces import dated_fields
from governance.text.structured_text import from_typed
from lep_tracker.documents import editing
from plans.documents.placed import PlacedCitation, PlacedKpi, PlacedMilestone, PlacedNote
from tests.lep_tracker.documents import papers

YEAR = "2019-20"


def kpis(*texts):
    return [PlacedKpi(text=text, lines=(str(at),)) for at, text in enumerate(texts)]


def reread(text):
    return dated_fields(text, plan_year=YEAR)


# --- Boxes of lines -------------------------------------------------------------------------------
def test_lines_with_the_same_words_are_the_same_pieces():
    old = kpis("Twelve visits", "Six reports")
    new = editing.relined(old, from_typed("- Six reports\n- Twelve visits"), PlacedKpi, reread)
    assert [(one.text, one.lines) for one in new] == [
        ("Six reports", ("1",)),
        ("Twelve visits", ("0",)),
    ]


def test_a_changed_line_keeps_its_source_and_is_dated_again():
    old = kpis("Visits made", "Six reports")
    typed = from_typed("- Visits made by 30 June 2019\n- Six reports")
    first, second = editing.relined(old, typed, PlacedKpi, reread)
    assert (first.lines, first.latest) == (("0",), date(2019, 6, 30))
    assert second == old[1]


def test_a_new_line_has_no_source_and_a_line_taken_out_is_gone():
    assert editing.relined(kpis("Visits"), from_typed("- Visits\n- More"), PlacedKpi)[1].lines == ()
    assert editing.relined(kpis("Visits"), [], PlacedKpi) == []


def test_words_with_spare_spaces_are_the_same_piece_and_empty_ones_are_kept():
    old = [PlacedNote(text="Held  twice", round="June"), PlacedNote(text="", as_at_text="June")]
    new = editing.relined(old, from_typed("Held twice\nAgain"), PlacedNote)
    assert new[0] == old[0] and new[2] == old[1]
    assert new[1].text == "Again"


def test_levels_and_bullets_come_from_what_was_typed():
    (one,) = editing.relined(
        [PlacedNote(text="Held", as_at_text="as at 25 June")], from_typed("  - Held"), PlacedNote
    )
    assert (one.level, one.is_bullet, one.as_at_text) == (1, True, "as at 25 June")


# --- Dates ----------------------------------------------------------------------------------------
@pytest.fixture
def step():
    text = "Publish each agenda by end May"
    return PlacedMilestone(text=text, lines=("8",), **dated_fields(text, plan_year=YEAR))


def changed(step, **changes):
    same = {name: getattr(step, name) for name in ("text", "due_text", "earliest", "latest")}
    return editing.redated(step, same | changes, plan_year=YEAR)


def test_nothing_typed_changes_nothing(step):
    assert changed(step) == step


def test_new_words_are_read_again(step):
    corrected = changed(step, text="Publish each agenda by end June")
    assert (corrected.due_text, corrected.latest) == ("by end June", date(2019, 6, 30))
    assert corrected.lines == ("8",)


def test_a_new_phrase_is_read(step):
    corrected = changed(step, due_text="by 30 September")
    assert (corrected.text, corrected.latest) == (step.text, date(2019, 9, 30))


def test_days_that_were_typed_win(step):
    corrected = changed(step, earliest=date(2019, 5, 20), latest=date(2019, 5, 20))
    assert (corrected.latest, corrected.precision) == (date(2019, 5, 20), "day")
    assert corrected.due_text == "by end May"


def test_how_exact_it_is_can_be_said(step):
    corrected = changed(step, precision="quarter")
    assert (corrected.precision, corrected.latest) == ("quarter", step.latest)


def test_a_day_taken_away_leaves_the_phrase(step):
    corrected = changed(step, latest=None)
    assert (corrected.latest, corrected.precision, corrected.due_text) == (
        None,
        "none",
        "by end May",
    )


# --- Citations ------------------------------------------------------------------------------------
def test_a_citation_follows_its_words():
    cited = PlacedCitation(printed="(Review pg 2)", block=0, start=7)
    typed = from_typed("New first line\nPapers (Review pg 2) in time")
    one = editing.repointed(cited, {}, typed, [], {})
    assert (one.block, one.start) == (1, 7)


def test_a_citation_whose_line_is_gone_stands_apart():
    cited = PlacedCitation(printed="(Review pg 2)", block=3, start=7)
    one = editing.repointed(cited, {}, from_typed("One line"), [], {})
    assert (one.block, one.start) == (None, None)


def test_a_citation_stays_within_the_words_that_are_left():
    cited = PlacedCitation(printed="(Review pg 2)", block=0, start=40)
    one = editing.repointed(cited, {}, from_typed("Short"), [], {})
    assert (one.block, one.start) == (0, 5)


def test_a_citation_moves_with_its_milestone_or_to_the_row():
    cited = PlacedCitation(printed="(Review)", on="milestone", milestone=1, start=5)
    moved = editing.repointed(cited, {}, [], ["Draft the plan (Review)"], {1: 0})
    assert (moved.milestone, moved.start) == (0, 15)
    left = editing.repointed(cited, {}, [], [], {0: 0})
    assert (left.on, left.milestone) == ("row", None)


def test_a_citation_is_put_on_a_milestone_at_its_words():
    cited = PlacedCitation(printed="(Review)", block=0, start=3)
    said = {"printed": "(Review pg 4)", "pages": "4", "stands_on": "1"}
    texts = ["Draft the plan (Review pg 4)"]
    one = editing.repointed(cited, said, [], texts, {1: 0})
    assert (one.on, one.milestone, one.block, one.start) == ("milestone", 0, None, 15)
    assert (one.printed, one.pages) == ("(Review pg 4)", "4")
    apart = editing.repointed(one, {"stands_on": "row"}, from_typed("Other words"), texts, {0: 0})
    assert (apart.on, apart.milestone, apart.start) == ("row", None, None)


# --- What is not placed -------------------------------------------------------------------------
@pytest.mark.parametrize("field", [key for key, _ in editing.ASSIGNABLE])
def test_words_left_over_go_into_any_field_with_their_source(field):
    document = papers.placed()
    corrected = editing.assigned(document, 0, 1, field, plan_year=YEAR)
    assert corrected.unplaced == []
    told = str(getattr(corrected.rows[1], field))
    assert "qd f the board" in told
    assert "12" in str(corrected.rows[1]), "the line of the source is not forgotten"
    assert document.unplaced, "the document itself is untouched"


def test_themes_are_renamed_with_their_rows():
    corrected = editing.renamed_themes(papers.placed(), {"Governance": "How we decide"})
    assert [theme.title for theme in corrected.themes] == ["How we decide"]
    assert {row.theme for row in corrected.rows} == {"How we decide"}


def test_a_fingerprint_changes_with_any_word():
    row = papers.placed().rows[0]
    assert editing.fingerprint(row) == editing.fingerprint(papers.placed().rows[0])
    assert editing.fingerprint(row) != editing.fingerprint(replace(row, number="9"))
