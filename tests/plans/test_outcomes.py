"""What became of a row, in every state and in every place that says it: one true sentence each."""

import json
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from governance.packs import assemble
from governance.workflow.packs import request_pack
from plans import workflow
from plans.documents.files import FORMATS
from plans.input.update import UpdateContent
from plans.models import FrozenQuarter, PlanRound, ProgressUpdate
from plans.rounds import outcomes
from plans.rounds.frozen import newest_shape, sentence_in, statement_of
from plans.rounds.outcomes import OUTCOMES, outcome_of, sentence_of
from plans.rounds.snapshots import digest_of
from tests import factories
from tests.reading import shown

SENT = "What was sent and came back."
NOTE = "Say which papers were late."
DRAFTED = "A draft nobody may read."
SILENCE = "No update received"
# The sentence of each row of the quarter below, and whether its person may be named.
ROWS = {
    "1": (outcomes.ACCEPTED, "Accepted", False),
    "2": (outcomes.SUBMITTED, "Submitted, not reviewed", False),
    "3": (
        outcomes.RETURNED,
        "Submitted, then returned with a note, and not submitted again.",
        False,
    ),
    "4": (outcomes.DRAFT, "An update was written but is not submitted.", True),
    "5": (outcomes.SILENT, "No update received.", True),
    "6": (outcomes.EXCUSED, "Exempt this quarter: The review starts in February.", False),
    "7": (outcomes.NOT_ASKED, "Nobody was asked for an update.", False),
    "8": (
        outcomes.ADDED_LATE,
        "Added on 26 September 2019, after the quarter had opened. No update was given.",
        False,
    ),
}
UNSAID = [ref for ref, (key, _, _) in ROWS.items() if not OUTCOMES[key].stands]


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def quarter(partnership, officer, coordinator, area_lead, on_day) -> PlanRound:
    """A quarter with a row in every state that it can end in."""
    on_day(date(2019, 9, 2))
    plan = factories.make_plan(partnership, rows=7, updater=officer)
    plan.improvements.filter(ref="7").update(updater=None)
    plan_round = factories.make_plan_round(plan, factories.make_round(partnership, by=coordinator))
    rows = {row.improvement.ref: row for row in plan_round.updates.select_related("improvement")}
    on_day(date(2019, 9, 25))
    workflow.accept_update(factories.submit(rows["1"], by=officer), by=area_lead)
    factories.submit(rows["2"], by=officer, notes="What waits.")
    sent = factories.submit(rows["3"], by=officer, status="at_risk", reason="Late.", notes=SENT)
    workflow.return_update(sent, note=NOTE, by=area_lead)
    workflow.save_update(fresh(rows["3"]), content=UpdateContent(notes=DRAFTED), by=officer)
    workflow.save_update(fresh(rows["4"]), content=UpdateContent(notes=DRAFTED), by=officer)
    reason = "The review starts in February."
    workflow.excuse_update(fresh(rows["6"]), reason=reason, by=coordinator)
    on_day(date(2019, 9, 26))
    late = factories.make_improvement(plan, "8", updater=officer, theme=plan.themes.get())
    workflow.join_open_rounds(late)
    return fresh(plan_round)


@pytest.fixture
def closed(quarter, coordinator, on_day) -> PlanRound:
    on_day(date(2019, 10, 7))
    workflow.close_plan_round(quarter, by=coordinator)
    return fresh(quarter)


# --- The table itself -----------------------------------------------------------------------------
@pytest.mark.parametrize("state", ProgressUpdate.State.values)
@pytest.mark.parametrize("is_over", [True, False])
@pytest.mark.parametrize("is_asked", [True, False])
@pytest.mark.parametrize("late", [True, False])
@pytest.mark.parametrize("paper", [True, False])
def test_every_state_has_an_outcome_and_a_whole_sentence(state, is_over, is_asked, late, paper):
    outcome = outcome_of(
        state, is_over=is_over, is_asked=is_asked, joined_late=late, from_paper=paper
    )
    sentence = sentence_of(outcome, is_over=is_over, reason="Moved to spring.")
    assert sentence.endswith(".") and "{" not in sentence and outcome.word
    if SILENCE in sentence or outcome.key == outcomes.SILENT:
        assert state in ("not_started", "silent") and is_asked and not late and not paper
    if outcome.names_asked:
        assert state in ("not_started", "silent", "draft")


def test_a_check_in_has_its_own_word():
    sentence = sentence_of(OUTCOMES[outcomes.DRAFT], is_over=True, what="check-in")
    assert sentence == "A check-in was written but is not submitted."


# --- Every place ----------------------------------------------------------------------------------
def test_the_frozen_quarter_keeps_what_became_of_each_row(closed):
    told = statement_of(closed)
    found = {row["ref"]: (row["outcome"], sentence_in(row, told)) for row in told["rows"]}
    for ref, (key, sentence, _) in ROWS.items():
        assert found[ref][0] == key
        assert found[ref][1].startswith(sentence)
    assert told["counts"] == {key: 1 for key, _, _ in ROWS.values()}
    assert DRAFTED not in json.dumps(told, ensure_ascii=False)
    [returned] = [row for row in told["rows"] if row["returned"]]
    assert returned["returned"]["said"]["notes"][0]["text"] == SENT
    assert returned["review"]["note"] == NOTE


def pages_of(closed, as_, body, coordinator, committee_member) -> dict[str, str]:
    """Everything that prints the quarter once it is closed, as text."""
    plan, slug = closed.plan, closed.round.slug
    here = [plan.partnership.slug, plan.slug]
    pack = assemble(
        request_pack(body, round=closed.round, by=coordinator), at=closed.closed_at
    ).html
    client = as_(committee_member)
    member = client.get(reverse("plans:plan_detail", args=here) + "?rows=all")
    officer = as_(coordinator).get(reverse("plans:plan_detail", args=here) + "?rows=all")
    files = {
        ending: client.get(reverse("plans:round_file", args=[*here, slug, ending]))
        for ending in FORMATS
    }
    return {
        "pack": pack,
        "page of a member": member.content.decode(),
        "page of a coordinator": officer.content.decode(),
        "csv": files["csv"].content.decode(),
        "json": json.dumps(files["json"].json(), ensure_ascii=False),
    }


def test_every_page_pack_and_file_says_the_same(closed, as_, body, coordinator, committee_member):
    for place, text in pages_of(closed, as_, body, coordinator, committee_member).items():
        for ref in UNSAID:
            assert ROWS[ref][1] in text, f"{place}: row {ref}"
        assert SENT in text and NOTE in text, place
        assert DRAFTED not in text, place
        assert text.count(f"{SILENCE}.") <= 3, f"{place}: silence of more than one row"


def test_the_row_pages_say_it_too(closed, as_, committee_member, coordinator):
    for ref, (_, sentence, named) in ROWS.items():
        row = closed.plan.improvements.get(ref=ref)
        for reader in (committee_member, coordinator):
            page = as_(reader).get(row.get_absolute_url()).content.decode()
            if ref in UNSAID:
                assert sentence in page, ref
            assert ("Governance Officer was asked" in page) == named, ref
        url = reverse(
            "plans:update_form",
            args=[closed.partnership.slug, closed.plan.slug, ref, closed.round.slug],
        )
        page = as_(coordinator).get(url).content.decode()
        if ref in UNSAID:
            assert sentence in page, ref


def test_counts_charts_and_home_keep_the_outcomes_apart(closed, as_, coordinator, body):
    from plans.packs import sections

    pack = request_pack(body, round=closed.round, by=coordinator)
    page = sections.summary.context(pack, "members")["pages"][0]
    words = {word["word"]: number for word, number, _ in page["tally"].columns}
    expected = {OUTCOMES[ROWS[ref][0]].word: 1 for ref in UNSAID}
    assert expected.items() <= words.items()
    assert page["missing_in_words"][0] == (1, "with no update received")
    home = as_(coordinator).get("/").content.decode()
    plan = as_(coordinator).get(closed.plan.get_absolute_url()).content.decode()
    for ref in UNSAID:
        word = OUTCOMES[ROWS[ref][0]].word.lower()
        assert f"1 {word}" in home, word
        assert f"1 {word}" in plan, word


@pytest.mark.parametrize("which", ["quarter", "closed"])
def test_the_counts_of_a_pack_name_what_they_count_and_add_up(which, request, coordinator, body):
    from plans.packs import sections

    plan_round = request.getfixturevalue(which)
    pack = request_pack(body, round=plan_round.round, by=coordinator)
    page = sections.summary.context(pack, "members")["pages"][0]
    missing = {words: number for number, words in page["missing_in_words"]}
    alike = {
        "returned and not sent again": 1,
        "added after the opening": 1,
        "not requested": 1,
        "exempt": 1,
    }
    assert missing == alike | (
        {"not yet submitted": 2}
        if which == "quarter"
        else {
            "with no update received": 1,
            "written but not submitted": 1,
        }
    )
    stands = sum(OUTCOMES[key].stands for key, _, _ in ROWS.values())
    assert sum(missing.values()) + stands == len(ROWS) == page["tally"].total
    assert sum(page["tally"].totals) == len(ROWS)
    for _, numbers, total in page["tally"].themes:
        assert sum(numbers) == total
    html = " ".join(assemble(pack, at=pack.requested_at).html.split())
    first, *others = page["missing_in_words"]
    assert f"<td><b>{first[0]}</b> {first[1]}</td>" in html
    for number, words in others:
        assert f"{number} {words}" in html


def test_a_draft_pack_does_not_tell_what_is_begun(quarter, coordinator, body):
    from plans.packs import sections

    pack = request_pack(body, round=quarter.round, by=coordinator)
    page = sections.summary.context(pack, "members")["pages"][0]
    assert "written but not submitted" not in " ".join(page["content"].questions)
    assert "written but not submitted" not in assemble(pack, at=pack.requested_at).html


def test_a_committee_is_not_told_that_a_returned_row_was_silent(closed, coordinator, body):
    from plans.packs import sections

    pack = request_pack(body, round=closed.round, by=coordinator)
    page = sections.summary.context(pack, "members")["pages"][0]
    asked = " ".join(page["content"].questions)
    assert "What do you ask of those who sent no update on 5?" in asked
    # What was written may have been sent and withdrawn, so nobody “sent no update”.
    assert "What do you ask about 4, written but not submitted?" in asked
    assert "What do you ask about 3, returned and not sent again?" in asked
    assert [worry.row.number for worry in page["content"].worries] == ["3", "4", "5"]


def test_the_page_of_the_quarter_says_before_closing_what_it_will_say(quarter, as_, coordinator):
    slugs = [quarter.partnership.slug, quarter.plan.slug, quarter.round.slug]
    page = shown(as_(coordinator).get(reverse("plans:round_close", args=slugs)))
    for ref in ("3", "4", "5", "7", "8"):
        assert ROWS[ref][1] in page, ref
    page = shown(as_(coordinator).get(reverse("plans:round_detail", args=slugs)))
    assert "1 row printed as “No update received”" in page
    assert "1 row printed as “Returned”" in page


# --- The way back, and the next quarter -----------------------------------------------------------
def test_closing_and_opening_again_changes_nothing_that_was_true(quarter, closed, coordinator):
    before = {row.pk: row.state for row in quarter.updates.all()}
    assert fresh(quarter.updates.get(improvement__ref="3")).state == "returned"
    workflow.reopen_plan_round(closed, reason="A row came late.", by=coordinator)
    states = {
        row.improvement.ref: row.state for row in quarter.updates.select_related("improvement")
    }
    assert states == {
        "1": "accepted",
        "2": "submitted",
        "3": "returned",
        "4": "draft",
        "5": "not_started",
        "6": "excused",
        "7": "not_started",
        "8": "not_started",
    }
    assert before.keys() == {row.pk for row in quarter.updates.all()}


def test_only_real_silence_runs_on(closed, officer, coordinator):
    later = factories.make_round(
        closed.partnership,
        by=coordinator,
        slug="2019-q3",
        starts_on=date(2019, 10, 1),
        ends_on=date(2019, 12, 31),
        label="Q3 2019-20 (Oct to Dec 2019)",
        due_on=None,
        review_due_on=None,
    )
    closed.plan.improvements.filter(ref="7").update(updater=officer)
    second = factories.make_plan_round(closed.plan, later)
    workflow.close_plan_round(second, by=coordinator)
    running = {row["ref"]: row["silent_running"] for row in fresh(second).snapshot["rows"]}
    assert running == {**dict.fromkeys(ROWS, 1), "5": 2}


def test_a_returned_row_that_was_excused_is_returned_again(quarter, coordinator):
    row = quarter.updates.get(improvement__ref="3")
    workflow.excuse_update(row, reason="Not this quarter.", by=coordinator)
    workflow.ask_after_all(fresh(row), by=coordinator)
    assert fresh(row).state == "returned"
    assert fresh(row).last_step.by.name == "Area Lead"


def test_a_quarter_signed_and_not_closed_says_the_same(quarter, area_lead):
    waiting = quarter.updates.get(improvement__ref="2")
    workflow.accept_update(waiting, by=area_lead)
    workflow.sign_plan_round(quarter, signed_name="Area Lead", by=area_lead)
    told = statement_of(fresh(quarter))
    found = {row["ref"]: sentence_in(row, told) for row in told["rows"]}
    for ref in UNSAID:
        assert found[ref] == ROWS[ref][1]


# --- The earlier shape ----------------------------------------------------------------------------
def first_shape(snapshot: dict) -> dict:
    """The same quarter as the first shape stored it."""
    rows = []
    for row in snapshot["rows"]:
        out = row["outcome"] in ("returned", "draft", "silent", "not_asked", "added_late")
        old = {
            key: row[key] for key in row if key not in ("outcome", "joined_on", "step", "returned")
        }
        old["state"] = "silent" if out else row["outcome"]
        old |= {"state_words": old["state"], "since": row["step"]["at"]}
        old["silent_running"] = 1 if out else 0
        if old["review"]:
            old["review"] = {key: old["review"][key] for key in old["review"] if key != "note"}
        rows.append(old)
    return {key: snapshot[key] for key in snapshot if key != "position_on"} | {
        "shape": 1,
        "rows": rows,
    }


def test_a_quarter_frozen_in_the_first_shape_is_still_told_truly(closed, as_, body, coordinator):
    old = first_shape(closed.snapshot)
    FrozenQuarter.objects.filter(plan_round=closed).update(snapshot=old)
    PlanRound.objects.filter(pk=closed.pk).update(snapshot_sha256=digest_of(old))
    kept = fresh(closed)
    told = statement_of(kept)
    found = {row["ref"]: sentence_in(row, told) for row in told["rows"]}
    assert found["3"] == ROWS["3"][1]
    assert found["7"] == ROWS["7"][1]
    assert found["5"] == "No update received."
    assert kept.snapshot == old and digest_of(kept.snapshot) == kept.snapshot_sha256
    html = assemble(
        request_pack(body, round=closed.round, by=coordinator), at=closed.closed_at
    ).html
    assert ROWS["3"][1] in html and "Nobody was asked for an update." in html
    page = as_(coordinator).get(closed.plan.get_absolute_url() + "?rows=all").content.decode()
    assert ROWS["3"][1] in page


def test_the_first_shape_of_a_paper_is_judged_on_its_own_day(closed):
    old = first_shape(closed.snapshot)
    old["rows"][0]["milestones"][0] |= {"latest": "2019-08-31", "is_overdue": True}
    told = newest_shape(old, day=date(2019, 6, 30), from_paper=True)
    assert not told["rows"][0]["milestones"][0]["is_overdue"]
    assert told["rows"][4]["outcome"] == outcomes.NOT_ON_PAPER


def test_a_row_that_was_withdrawn_is_nowhere_said_never_to_have_been_sent(
    quarter, officer, coordinator, body
):
    row = quarter.updates.get(improvement__ref="5")
    factories.submit(row, by=officer)
    workflow.withdraw_update(fresh(row), by=officer)
    workflow.close_plan_round(fresh(quarter), by=coordinator)
    told = statement_of(fresh(quarter))
    [withdrawn] = [each for each in told["rows"] if each["ref"] == "5"]
    assert sentence_in(withdrawn, told) == "An update was written but is not submitted."
    pack = request_pack(body, round=quarter.round, by=coordinator)
    printed = assemble(pack, at=pack.requested_at).html
    assert "sent no update" not in printed
    assert "4 and 5, written but not submitted" in printed


def test_the_note_of_a_row_sent_again_and_withdrawn_is_printed_everywhere(
    quarter, as_, officer, coordinator, committee_member, area_lead, body
):
    row = quarter.updates.get(improvement__ref="5")
    note = "Name the day on which the board met."
    workflow.return_update(factories.submit(row, by=officer), note=note, by=area_lead)
    factories.submit(row, by=officer, notes="It met on 3 September 2019.")
    workflow.withdraw_update(fresh(row), by=officer)
    here = [quarter.partnership.slug, quarter.plan.slug, "5"]
    form = reverse("plans:update_form", args=[*here, quarter.round.slug])
    assert note in as_(officer).get(form).content.decode()
    is_open = as_(coordinator).get(row.improvement.get_absolute_url()).content.decode()
    assert note in is_open
    workflow.close_plan_round(fresh(quarter), by=coordinator)
    places = pages_of(fresh(quarter), as_, body, coordinator, committee_member)
    places["page of the row"] = (
        as_(committee_member).get(row.improvement.get_absolute_url()).content.decode()
    )
    for place, text in places.items():
        assert note in text, place
        assert "It met on 3 September" not in text, f"{place}: what was withdrawn is a draft"


def test_the_key_of_a_pack_explains_each_word_that_stands_for_an_outcome(closed, coordinator, body):
    pack = request_pack(body, round=closed.round, by=coordinator)
    printed = assemble(pack, at=pack.requested_at).html
    key = printed.partition('class="pack-key"')[2].partition("</section>")[0]
    unsaid = [one for one in OUTCOMES.values() if not one.stands and one.word != "No update"]
    for outcome in unsaid:
        word = f'<span class="st tone-none">{outcome.word}</span>'
        is_printed = outcome.key in {ROWS[ref][0] for ref in UNSAID}
        assert key.count(word) == is_printed, outcome.word
        assert (outcomes.MEANINGS[outcome.key] in key) == is_printed
    assert key.count(">No update<") == 1
