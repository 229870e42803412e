"""Text pasted from Word, Excel and mail: paragraphs, lists by sign and indentation, tables."""

import pytest

from governance.documents.counting_tables import count_text
from governance.documents.pasted import read_text
from governance.documents.refusal import DocumentRefused
from governance.documents.rows import Line, Table, characters


def read(text):
    source = read_text("Pasted text", text)
    assert sum(characters(line.text) for line in source.lines()) == count_text(text)
    ids = [line.id for line in source.lines()]
    assert ids == [str(number) for number in range(1, len(ids) + 1)]
    return source


def listed(text):
    return [(line.kind, line.level, line.words) for line in read(text).blocks]


def grid(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_lists_pasted_from_word_know_their_level_by_their_sign():
    assert listed("Aims\n•\tFirst\no\tbelow it\n▪\tdeeper\n•\tSecond\n") == [
        ("paragraph", 0, "Aims"),
        ("bullet", 0, "First"),
        ("bullet", 1, "below it"),
        ("bullet", 2, "deeper"),
        ("bullet", 0, "Second"),
    ]


def test_lists_in_a_mail_know_their_level_by_their_indentation():
    assert listed("1. Start\n   - call\n   - write\n      * who\n2. End\n") == [
        ("number", 0, "Start"),
        ("bullet", 1, "call"),
        ("bullet", 1, "write"),
        ("bullet", 2, "who"),
        ("number", 0, "End"),
    ]


def test_a_heading_is_known_only_by_its_sign():
    assert listed("## Delivery\n\nShort line\n") == [
        ("heading", 2, "Delivery"),
        ("paragraph", 0, "Short line"),
    ]


def test_lines_that_a_mail_program_broke_are_one_paragraph():
    text = (
        "The group met in June and agreed the outline of the new strategy, which\n"
        "goes to the board next.\nThanks\n"
    )
    assert [line.text for line in read(text).blocks] == [
        "The group met in June and agreed the outline of the new strategy, which goes to the board "
        "next.",
        "Thanks",
    ]


def test_a_line_for_each_row_is_a_table():
    source = read("Plan\nAction\tOwner\tWhen\nCall firms\tClerk\tJune\nWrite\t\tJuly\n\nEnd\n")
    before, table, after = source.blocks
    assert isinstance(before, Line) and isinstance(table, Table) and isinstance(after, Line)
    assert grid(table) == [
        ["Action", "Owner", "When"],
        ["Call firms", "Clerk", "June"],
        ["Write", "", "July"],
    ]


def test_cells_of_several_paragraphs_from_word_stay_in_their_rows():
    text = (
        "Improvement\tMilestones\tProgress\n"
        "1. Agree roles\nLEP Lead: Chair\tPapers by June\n•\tVote in July\tDone\n"
        "2. Publish minutes\nKPIs:\t•\tTen days\tas at 1 June: late\nBetter since\n"
        "3. Train members\tMay\tBooked\n"
    )
    (table,) = read(text).blocks
    assert grid(table) == [
        ["Improvement", "Milestones", "Progress"],
        ["1. Agree roles\nLEP Lead: Chair", "Papers by June\n•\tVote in July", "Done"],
        ["2. Publish minutes\nKPIs:", "•\tTen days", "as at 1 June: late\nBetter since"],
        ["3. Train members", "May", "Booked"],
    ]


def test_a_cell_of_a_spreadsheet_with_line_breaks_is_one_cell():
    (table,) = read('Action\tNote\n"Call\nall"\t"say ""yes"""\nWrite\t"a\nb"\n').blocks
    assert grid(table) == [["Action", "Note"], ["Call\nall", '"say ""yes"""'], ["Write", "a\nb"]]


def test_a_table_drawn_with_pipes_is_a_table():
    source = read("| Action | Owner |\n|---|:--:|\n| Call<br>all | Clerk \\| Chair |\n\nA | B\n")
    assert grid(source.blocks[0]) == [["Action", "Owner"], ["Call\nall", "Clerk | Chair"]]
    assert source.blocks[1].text == "A | B"


@pytest.mark.parametrize(
    "text",
    ["Author:\tthe clerk\nDate:\t1 June\n", "Aims\t3\nActions\t12\n", "1.\tAims\n2.\tActions\n"],
)
def test_labels_contents_and_numbers_with_tabs_are_no_table(text):
    assert all(isinstance(block, Line) for block in read(text).blocks)


def test_signs_that_cannot_be_stored_are_left_out_and_said():
    source = read("One\x00 two\x07\nthree")
    assert [line.text for line in source.blocks] == ["One two", "three"]
    assert source.warnings == (
        "2 unseen signs removed (soft hyphens, control characters and the like).",
    )


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "x" * 5_000_001])
def test_nothing_and_far_too_much_are_refused(text):
    with pytest.raises(DocumentRefused, match=r"^Pasted text: .+\.$"):
        read_text("Pasted text", text)


HEAD = (
    "Improvement\nSay here what has to become better, and how it is measured\tMilestones\n"
    "Say when\tProgress\nFilled in each quarter\n"
)


def test_numbered_rows_of_a_word_table_stay_together_under_each_theme():
    text = (
        f"Growth\n{HEAD}"
        "1. Agree roles\nLEP Lead:\nthe chair\tPapers by June\n· Vote in July\t·\n"
        "2. Publish minutes\nKPIs:\t· Ten days\n· Index\tas at 1 June: late\nBetter since\n"
        f"Skills\n{HEAD}"
        "3. Train members\tMay\tBooked\nsince April\n"
    )
    first, table, second, other = read(text).blocks
    assert (first.text, second.text) == ("Growth", "Skills")
    assert [row[0].split("\n")[0] for row in grid(table)] == [
        "Improvement",
        "1. Agree roles",
        "2. Publish minutes",
    ]
    assert grid(table)[1] == [
        "1. Agree roles\nLEP Lead:\nthe chair",
        "Papers by June\n· Vote in July",
        "·",
    ]
    assert grid(other)[1] == ["3. Train members", "May", "Booked\nsince April"]


def test_a_table_without_numbers_ends_where_its_rows_do():
    text = (
        "\tSetting up\tWatching\nApr 20\t16th - plans come in\nthe board agrees\t\n"
        "May\t\tMonthly call\n17th - chairs report\n5. Requests\nWe ask:\nAuthor:\tthe clerk\n"
    )
    table, *after = read(text).blocks
    assert [row[0] for row in grid(table)] == ["", "Apr 20", "May"]
    assert grid(table)[1][1] == "16th - plans come in\nthe board agrees"
    assert grid(table)[2][2] == "Monthly call\n17th - chairs report"
    assert [line.text for line in after] == ["5. Requests", "We ask:", "Author:\tthe clerk"]


def test_many_labelled_lines_are_read_in_a_moment():
    source = read_text("Pasted text", "Lead:\tx\n" * 30_000)
    assert len(source.blocks) == 30_000
