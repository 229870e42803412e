"""Every decision of the product, and what somebody else does while its page is open.

The address, who decides, what is typed and what the page showed stand in the access tables; here
stands what happens meanwhile and what the page must then print of before and after. A verb that
decides on nothing that was read stands in ``NO_DECISION`` with the reason.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from governance.models import BoardPack, Comment, ImportRun
from governance.packs.integrity import vouch_for_built
from governance.packs.verify import fingerprint
from governance.workflow import packs
from governance.workflow.comments import add_comment
from governance.workflow.imports import save_edits
from lep_tracker.documents.stored import document_of
from okrs import workflow as okrs
from okrs.models import CheckIn
from plans import workflow
from plans.input.update import UpdateContent
from plans.models import Milestone
from plans.workflow.editing import edit_part
from tests import factories
from tests.access_table import World

BEFORE, AFTER = "Papers went up on time.", "Papers went up three weeks late."


class Decision(NamedTuple):
    """What somebody else does meanwhile (None: nothing can, in the state it is decided in)."""

    meanwhile: Callable[[World], Any] | None
    was: str = "What you saw"
    now: str = "What it is now"
    # What was typed and has to be on the page again.
    typed: tuple[str, ...] = ()


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def _content(words: str = AFTER) -> UpdateContent:
    return UpdateContent(status="on_track", notes=words)


# --- Plans ----------------------------------------------------------------------------------------
def sent_again(world: World) -> None:
    """The officer withdraws, rewrites and sends again."""
    workflow.withdraw_update(fresh(world.update), by=world.officer)
    workflow.save_update(fresh(world.update), content=_content(), by=world.officer)
    workflow.submit_update(fresh(world.update), by=world.officer)


def accepted_again(world: World) -> None:
    """Taken back, sent in other words, accepted again: by another reviewer and the officer."""
    workflow.take_back_acceptance(fresh(world.update), by=world.area_lead)
    sent_again(world)
    workflow.accept_update(fresh(world.update), words="Late.", by=world.area_lead)


def rewritten(world: World) -> None:
    workflow.save_update(fresh(world.update), content=_content(), by=world.officer)


def begun(world: World) -> None:
    workflow.save_update(fresh(world.update), content=_content(), by=world.officer)


def sent_late(world: World) -> None:
    factories.submit(world.update, by=world.officer, notes=AFTER)


def excused_anew(world: World) -> None:
    workflow.ask_after_all(fresh(world.update), by=world.coordinator)
    workflow.excuse_update(fresh(world.update), reason="It was done in May.", by=world.coordinator)


def closed_anew(world: World) -> None:
    reason = "A row came late."
    workflow.reopen_plan_round(fresh(world.plan_round), reason=reason, by=world.coordinator)
    sent_late(world)
    workflow.close_plan_round(fresh(world.plan_round), by=world.coordinator)


def date_changed(world: World) -> None:
    milestone = Milestone.objects.get(pk=world.milestone.pk)
    edit_part(milestone, changes={"text": "Policy rewritten"}, by=world.coordinator)


# --- Packs ----------------------------------------------------------------------------------------
def built_again(world: World) -> None:
    packs.request_pack_again(BoardPack.objects.get(pk=world.pack.pk), by=world.coordinator)
    pack = BoardPack.objects.get(pk=world.pack.pk)
    pack.start_building()
    pack.finish_building()
    pack.pdf, pack.pages, pack.build_id = b"%PDF-1.7 another", 15, "FRC-2019-q2.1-other"
    pack.sha256, pack.built_at = fingerprint(pack.pdf), pack.round.closed_at
    pack.save()
    vouch_for_built(pack)


# --- Key results ----------------------------------------------------------------------------------
def check_in_sent(world: World) -> None:
    check_in = CheckIn.objects.get(pk=world.check_in.pk)
    check_in.status, check_in.words = factories.status(world.partnership, "on_track"), AFTER
    okrs.submit_check_in(check_in, readings={}, by=world.officer)


def check_in_sent_again(world: World) -> None:
    okrs.withdraw_check_in(fresh(world.check_in), by=world.officer)
    check_in_sent(world)


def results_closed_anew(world: World) -> None:
    okrs.reopen_key_results(fresh(world.round), reason="Late.", by=world.coordinator)
    okrs.close_key_results(fresh(world.round), by=world.coordinator)


def result_rewritten(world: World) -> None:
    result = fresh(world.key_result)
    result.text = AFTER
    okrs.save_key_result(result, measures=[], by=world.coordinator)


# --- Documents ------------------------------------------------------------------------------------
def corrected(world: World) -> None:
    run = ImportRun.objects.get(pk=world.run.pk)
    document = document_of(run)
    document.title = "Another title"
    save_edits(run, edited=document, by=world.coordinator)


# --- Questions and parts --------------------------------------------------------------------------
def answered(world: World) -> None:
    question = Comment.objects.get(pk=world.question.pk)
    add_comment(question.subject, text=AFTER, thread=question, by=world.officer)


def row_rewritten(world: World) -> None:
    row = fresh(world.improvement)
    edit_part(row, changes={"short_name": AFTER}, by=world.coordinator)


def plan_renamed(world: World) -> None:
    edit_part(fresh(world.plan), changes={"title": AFTER}, by=world.coordinator)


_CORRECTED = "Corrected by"
_MERGED = ("It was merged with another row.",)
DECISIONS: dict[str, Decision] = {
    "plans:review_save": Decision(sent_again, BEFORE, AFTER, ("Late.",)),
    "plans:review_accept": Decision(sent_again, BEFORE, AFTER),
    "plans:review_return": Decision(sent_again, BEFORE, AFTER, ("Which papers?",)),
    "plans:review_take_back": Decision(accepted_again, BEFORE, AFTER),
    "plans:review_accept_all": Decision(sent_again, BEFORE, AFTER),
    "plans:round_sign": Decision(accepted_again, BEFORE, AFTER, ("Area Lead, Cities",)),
    "plans:round_close": Decision(sent_late, "Not submitted.", AFTER),
    "plans:round_reopen": Decision(closed_anew, typed=("A row came late.",)),
    "plans:update_exempt": Decision(begun, "Not started.", "Draft.", ("It waits.",)),
    "plans:update_cancel_exemption": Decision(excused_anew, "It waits.", "It was done in May."),
    "plans:update_submit": Decision(rewritten, now=AFTER),
    "plans:update_submit_all": Decision(rewritten, now=AFTER),
    "plans:update_withdraw": Decision(sent_again, BEFORE, AFTER),
    "plans:move_agree": Decision(date_changed, "Policy reviewed", "Policy rewritten"),
    "plans:move_decline": Decision(date_changed, "Policy reviewed", "Policy rewritten"),
    "plans:plan_retire": Decision(plan_renamed, "Improvement plan 2019-20", AFTER, _MERGED),
    "plans:part_retire": Decision(date_changed, "Policy reviewed", "Policy rewritten", _MERGED),
    "plans:improvement_retire": Decision(row_rewritten, "Open papers 1", AFTER, _MERGED),
    "governance:comment_resolve": Decision(answered, "Who signs it off?", AFTER),
    "governance:pack_issue": Decision(built_again, "FRC-2019-q2.1-7f3a9c1e", "2019-q2.1-other"),
    "governance:pack_build_again": Decision(
        built_again, "FRC-2019-q2.1-7f3a9c1e", "2019-q2.1-other"
    ),
    # An issued pack is never changed; what can come meanwhile is refused by its state.
    "governance:pack_supersede": Decision(None),
    "okrs:checkin_withdraw": Decision(check_in_sent_again, now=AFTER),
    "okrs:round_close": Decision(check_in_sent, "No check-in was sent.", AFTER),
    "okrs:round_reopen": Decision(results_closed_anew, typed=("One check-in was on its way.",)),
    "okrs:part_remove": Decision(result_rewritten, now=AFTER),
    "import_commit": Decision(corrected, now=_CORRECTED),
    "import_merge": Decision(corrected, now=_CORRECTED),
    "import_set_aside": Decision(corrected, now=_CORRECTED),
    "import_read_again": Decision(corrected, now=_CORRECTED),
    # What was done to its rows since is asked of the rows themselves, and listed.
    "import_undo": Decision(None),
}

_VERSION = "Its form names the version of the draft that was read, and shows both texts."
_ONE_PLACE = "It moves one thing by one place, which is seen at once and moved back."
_GIVES_BACK = "It gives back what was taken away; nothing that was read is settled by it."
_SAME_WORDS = "The form names the finding by its words; in other words it is another finding."
NO_DECISION: dict[str, str] = {
    "plans:update_autosave": _VERSION,
    "plans:update_no_change": _VERSION,
    "demo_day": "It moves the day of the demonstration; nothing of a partnership is decided.",
    "plans:round_remind": "It sends a reminder to whoever is out at that moment.",
    "plans:part_move": _ONE_PLACE,
    "plans:improvement_move": _ONE_PLACE,
    "okrs:part_move": _ONE_PLACE,
    "plans:plan_restore": _GIVES_BACK,
    "plans:part_restore": _GIVES_BACK,
    "plans:improvement_restore": _GIVES_BACK,
    "plans:finding_intended": _SAME_WORDS,
    "plans:finding_ask_again": _SAME_WORDS,
    "okrs:finding_intended": _SAME_WORDS,
    "okrs:finding_ask_again": _SAME_WORDS,
    "import_assign": "The form names the version of the document, and the words it takes from it.",
    "governance:comment_add": "It adds words of one's own and settles nothing.",
    "governance:comment_reopen": _GIVES_BACK,
    "governance:unsaved_text_forget": "One's own words, which nobody else can change.",
    "governance:deputy_end": "It names a person and a day, and ends it.",
    "governance:invitation_resend": "The same mail goes to the same address.",
    "governance:invitation_withdraw": "It names a person; nothing of an invitation can change.",
    "governance:status_words_own": "It copies the words that stand, to be changed afterwards.",
    "governance:outbox_retry": "The same mail goes to the same address.",
    "governance:role_request_confirm": "A request names a person and a role, and never changes.",
    "governance:role_request_decline": "A request names a person and a role, and never changes.",
    "governance:one_person_forbid": "It takes an allowance back that is there or is not.",
    "governance:audit_verify": "It checks the records and settles nothing.",
    "session_extend": "It keeps one's own session.",
}
