"""A milestone as one line: its mark, its phrase, and how its date fares."""

from datetime import date

from plans.models import Improvement, Milestone
from plans.pages.milestone_lines import line_of, lines_of

TODAY = date(2019, 9, 26)


def milestone(**fields):
    latest = fields.pop("latest", date(2019, 12, 30))
    values = {
        "pk": 1,
        "improvement": Improvement(pk=1),
        "text": "Groups report to the board",
        "due_text": "by 30 Dec 19",
        "original_due_text": "by 30 Dec 19",
        "original_latest": latest,
        "latest": latest,
        **fields,
    }
    return Milestone(**values)


def said(one):
    line = line_of(one, TODAY)
    return line.mark, line.phrase, line.in_words


def test_what_lies_ahead_has_its_phrase_alone():
    assert said(milestone()) == ("open", "by 30 Dec 19", "")


def test_overdue_says_by_how_much():
    assert said(milestone(latest=date(2019, 9, 19))) == (
        "late",
        "by 30 Dec 19",
        "overdue by 7 days",
    )


def test_without_a_latest_day_nothing_is_overdue():
    assert said(milestone(latest=None, due_text="once agreed", original_due_text="once agreed"))[
        0
    ] == ("open")


def test_a_moved_date_keeps_the_first_phrase():
    moved = milestone(
        due_text="by 31 January 2020", latest=date(2020, 1, 31), original_latest=TODAY
    )
    moved.move_row = {"state": "agreed", "decided_by": "Area Lead", "to_latest": "2020-01-31"}
    assert said(moved) == (
        "moved",
        "by 30 Dec 19",
        "now 31 January 2020, agreed by Area Lead",
    )


def test_a_date_asked_for_is_not_yet_the_date():
    asked = milestone()
    asked.move_row = {"state": "asked", "decided_by": None, "to_latest": "2020-02-28"}
    assert said(asked)[::2] == ("moved", "asked: 28 February 2020, not yet agreed")


def test_done_says_the_day_or_that_it_is_not_stated():
    done = milestone(latest=date(2019, 6, 27))
    done.record_done(date(2019, 7, 18))
    assert said(done)[::2] == ("done", "completed on 18 July 2019, 3 weeks late")
    undated = milestone()
    undated.record_done()
    assert said(undated)[::2] == ("done", "done, day not stated")


def test_reported_is_not_yet_accepted():
    reported = milestone()
    reported.report_done(date(2019, 9, 20))
    assert said(reported)[::2] == (
        "done",
        "reported as complete on 20 September 2019, not yet accepted",
    )


def test_what_comes_round_is_never_overdue():
    again = milestone(is_recurring=True, recurrence_text="twice yearly", latest=date(2019, 6, 1))
    assert said(again)[::2] == ("again", "twice yearly")


def test_children_stand_under_their_parent():
    parent = milestone()
    child = milestone(pk=2, parent=parent)
    child.start()
    (line,) = lines_of([parent, child], TODAY)
    assert [one.mark for one in line.children] == ["doing"]
