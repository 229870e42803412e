"""What was changed behind the product's back is not vouched for by the next honest action."""

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.urls import reverse

from governance import audit, clock
from governance.documents.runs import undo_import
from governance.errors import ActionRefused
from governance.models import AuditEvent, BoardPack, Evidence, ImportRun, VerificationRun
from governance.packs import assemble
from governance.packs.building import build_pack
from governance.verification import checking, guard
from governance.verification.checking import check, kept_refusals
from governance.verification.rows import vouched
from governance.workflow import imports, packs
from okrs import workflow as okrs_workflow
from plans import workflow
from plans.documents.commit import commit_plan
from plans.documents.merging import merge_plan
from plans.input.update import NewDate, UpdateContent
from plans.models import FrozenQuarter, Milestone, PlanRound, Review
from plans.parts import ROW_PARTS
from plans.rounds.snapshots import snapshot_of
from plans.rounds.versions_seen import quarter_as_shown
from plans.workflow.editing import add_part, edit_part
from plans.workflow.imported_rounds import PaperUpdate, write_down_quarter
from plans.workflow.paper_statuses import answer_statuses
from tests import factories, reading
from tests.okrs import objects
from tests.plans.placed_plans import make_placed, milestone, row

pytestmark = pytest.mark.django_db(transaction=True)
PDF = b"%PDF-1.7 the minutes"


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def quarter(plan_round, officer, area_lead, on_day):
    on_day(date(2019, 9, 26))
    for update in plan_round.updates.all():
        factories.submit(update, by=officer)
        workflow.accept_update(fresh(update), words="Fair.", by=area_lead)
    workflow.sign_plan_round(fresh(plan_round), signed_name="Area Lead, Unit", by=area_lead)
    return plan_round


@pytest.fixture
def evidence(quarter, officer, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return add_part(
        ROW_PARTS["evidence"],
        owner=quarter.updates.first().improvement,
        changes={"title": "Minutes", "file": SimpleUploadedFile("minutes.pdf", PDF)},
        by=officer,
    )


@pytest.fixture
def pack(quarter, body, coordinator):
    workflow.close_plan_round(fresh(quarter), by=coordinator)
    made = factories.make_pack(body, fresh(quarter.round), by=coordinator)
    packs.issue_pack(made, by=coordinator)
    return made


def by_hand(row, **values):
    models.QuerySet.update(type(row)._base_manager.filter(pk=row.pk), **values)


def test_a_name_changed_under_a_signature_is_not_closed_over(quarter, coordinator):
    by_hand(quarter, signed_name="Someone else")
    with pytest.raises(ActionRefused, match="is not as it was when event"):
        workflow.close_plan_round(fresh(quarter), by=coordinator)
    assert len(check(quarter.partnership).problems) == 1


def test_a_correction_does_not_vouch_for_the_quarter_it_is_about(quarter, area_lead):
    by_hand(quarter, signed_name="Someone else")
    workflow.add_addendum(fresh(quarter), text="It was 31.", by=area_lead)
    (problem,) = check(quarter.partnership).problems
    assert "closed or signed quarter" in problem


def test_work_goes_on_after_the_fault_was_acknowledged(quarter, coordinator):
    by_hand(quarter, signed_name="Someone else")
    run = checking.verify(quarter.partnership, reason=checking.Reason.COMMAND)
    with transaction.atomic():
        checking.acknowledge(run, reason="Put right by hand.", by=coordinator)
    workflow.close_plan_round(fresh(quarter), by=coordinator)
    assert fresh(quarter).state == PlanRound.State.CLOSED


def test_whoever_is_refused_a_file_vouches_for_nothing(evidence, as_, officer, settings):
    """The sum is changed first, the file once the refusal was written down."""
    planted = b"%PDF-1.7 planted"
    by_hand(evidence, file_sha256=hashlib.sha256(planted).hexdigest(), file_size=len(planted))
    plan = evidence.subject.plan
    address = [evidence.partnership.slug, plan.slug, evidence.pk]
    response = as_(officer).get(reverse("plans:evidence_file", args=address))
    assert response.status_code == 302
    assert AuditEvent.objects.filter(verb="governance.evidence_found_changed").exists()
    (settings.MEDIA_ROOT / evidence.file.name).write_bytes(planted)
    (problem,) = check(evidence.partnership).problems
    assert "evidence" in problem


def test_evidence_changed_by_hand_is_not_edited_over(evidence, officer):
    by_hand(evidence, link="https://example.org/planted")
    with pytest.raises(ActionRefused, match="is not as it was when event"):
        edit_part(fresh(evidence), changes={"title": "The minutes"}, by=officer)
    assert Evidence.objects.get().title == "Minutes"


def test_an_issued_pack_changed_by_hand_is_not_read_and_not_replaced(pack, as_, coordinator):
    by_hand(pack, html="<p>310</p>")
    address = [pack.partnership.slug, pack.pk]
    page = as_(coordinator).get(reverse("governance:pack_page", args=address)).content.decode()
    assert "310" not in page
    assert "does not match the fingerprint" in page
    file = as_(coordinator).get(reverse("governance:pack_download", args=address))
    assert file.status_code == 302
    new = factories.make_pack(
        pack.body, pack.round, by=coordinator, number=2, supersedes=pack, reason="A mistake."
    )
    with pytest.raises(ActionRefused, match="is not as it was when event"):
        packs.issue_pack(new, by=coordinator)
    assert BoardPack.objects.get(pk=new.pk).state == BoardPack.State.READY
    found = check(pack.partnership).problems
    assert any(one.startswith(f"The issued pack {pack.pk} is not as it was") for one in found)


def test_an_issued_pack_changed_with_its_sum_is_not_given_out(pack, as_, coordinator):
    planted = b"%PDF-1.7 planted"
    by_hand(pack, pdf=planted, sha256=hashlib.sha256(planted).hexdigest())
    address = [pack.partnership.slug, pack.pk]
    file = as_(coordinator).get(reverse("governance:pack_download", args=address))
    assert file.status_code == 302


def test_a_row_is_looked_at_once_in_one_transaction(quarter, coordinator):
    with transaction.atomic():
        row = fresh(quarter)
        row.signed_name = "Area Lead, Cities"
        row.save()
        row.signed_name = "Area Lead, Cities Unit"
        row.save()
        audit.record(
            "plans.round_signed",
            "{actor} signed.",
            partnership=row.partnership,
            subject=row,
            by=coordinator,
        )
    assert guard.problem_with(fresh(quarter)) == ""


# --- What refused an action is kept, and told -----------------------------------------------------
def last_run(partnership):
    return VerificationRun.objects.filter(partnership=partnership).first()


def told(partnership, as_, auditor):
    page = as_(auditor).get(reverse("governance:audit_list", args=[partnership.slug]))
    text = reading.shown(page)
    return text[text.index('id="check-title"') : text.index("Check now")]


def test_a_refused_close_leaves_its_check_and_the_page_tells_of_it(quarter, as_, coordinator):
    """The newest check counts, though the one before it read the files too and found nothing."""
    checking.verify(quarter.partnership, reason=checking.Reason.NIGHTLY)
    by_hand(quarter, signed_name="Someone else")
    slugs = [quarter.partnership.slug, quarter.plan.slug, quarter.round.slug]
    url = reverse("plans:round_close", args=slugs)
    shown = {"seen": quarter_as_shown(fresh(quarter)).seen}
    answer = as_(coordinator).post(url, shown, follow=True)
    assert "The quarter was not closed, because the check of the records" in (
        answer.content.decode()
    )
    assert fresh(quarter).state != PlanRound.State.CLOSED
    run = last_run(quarter.partnership)
    assert (run.reason, run.with_files, len(run.problems)) == ("refused", False, 1)
    page = told(quarter.partnership, as_, coordinator)
    assert "after an action was refused, without files of evidence, found 1 fault" in page
    assert "closed or signed quarter" in page
    # Both are told, each as what it was; and the same refusal is not checked a second time.
    assert "nightly, with files of evidence: nothing was changed" in page
    as_(coordinator).post(url, shown)
    assert VerificationRun.objects.filter(reason="refused").count() == 1


def test_a_refused_replacement_of_a_pack_leaves_its_check(pack, as_, coordinator):
    new = factories.make_pack(
        pack.body, pack.round, by=coordinator, number=2, supersedes=pack, reason="A mistake."
    )
    by_hand(pack, html="<p>310</p>")
    url = reverse("governance:pack_issue", args=[pack.partnership.slug, new.pk])
    as_(coordinator).post(url, {"issue-is_read": "on", "seen": new.seen})
    assert fresh(new).state == BoardPack.State.READY
    assert "issued pack" in last_run(pack.partnership).problems[0]


def test_a_signature_that_is_taken_back_whole_leaves_its_check(
    plan_round, officer, area_lead, on_day
):
    on_day(date(2019, 9, 26))
    for update in plan_round.updates.all():
        factories.submit(update, by=officer)
        workflow.accept_update(fresh(update), words="Fair.", by=area_lead)
    models.QuerySet.update(Review.objects.all(), words="Splendid.")
    with kept_refusals(), pytest.raises(ActionRefused), transaction.atomic():
        workflow.sign_plan_round(fresh(plan_round), signed_name="Area Lead", by=area_lead)
    run = last_run(plan_round.partnership)
    assert (run.reason, len(run.problems)) == ("signing", 3)
    assert VerificationRun.objects.count() == 1


def test_a_fault_of_a_file_is_still_told_after_a_check_that_read_none(
    evidence, as_, coordinator, settings
):
    (settings.MEDIA_ROOT / evidence.file.name).unlink()
    checking.verify(evidence.partnership, reason=checking.Reason.NIGHTLY)
    checking.verify(evidence.partnership, reason=checking.Reason.SIGNING, with_files=False)
    page = told(evidence.partnership, as_, coordinator)
    assert "before a quarter was signed, without files of evidence: nothing was changed" in page
    assert "Evidence “Minutes”" in page


# --- A pack that waits to be issued ---------------------------------------------------------------
PLANTED = b"%PDF-1.7 planted"
CHANGES = {
    "the page": {"html": "<p>310</p>"},
    "the file with its sum": {"pdf": PLANTED, "sha256": hashlib.sha256(PLANTED).hexdigest()},
    "the head it prints": {"audit_digest": "cd" * 32},
    "the meeting": {"meets_on": date(2020, 1, 1)},
}


@pytest.fixture
def ready(quarter, body, coordinator):
    workflow.close_plan_round(fresh(quarter), by=coordinator)
    return factories.make_pack(body, fresh(quarter.round), by=coordinator)


@pytest.mark.parametrize("values", CHANGES.values(), ids=CHANGES)
def test_a_pack_changed_before_it_is_issued_is_not_issued(ready, as_, coordinator, values):
    by_hand(ready, **values)
    with pytest.raises(ActionRefused, match="not the one that the audit log says was built"):
        packs.issue_pack(fresh(ready), by=coordinator)
    address = [ready.partnership.slug, ready.pk]
    issued = {"issue-is_read": "on", "seen": fresh(ready).seen}
    as_(coordinator).post(reverse("governance:pack_issue", args=address), issued)
    assert fresh(ready).state == BoardPack.State.READY
    assert last_run(ready.partnership).problems == check(ready.partnership).problems
    page = as_(coordinator).get(reverse("governance:pack_page", args=address)).content.decode()
    assert "does not match the fingerprint" in page
    file = as_(coordinator).get(reverse("governance:pack_download", args=address))
    assert file.status_code == 302
    (problem,) = check(ready.partnership).problems
    assert problem.endswith("not issued yet, is not as it was built.")
    # What helps is what the sentence says.
    packs.request_pack_again(fresh(ready), by=coordinator)
    assert check(ready.partnership).problems == []


def test_a_pack_slipped_in_as_ready_is_not_issued(ready, coordinator):
    slipped = fresh(ready)
    slipped.pk, slipped.number = None, 7
    models.Model.save_base(slipped, force_insert=True)
    with pytest.raises(ActionRefused, match="not the one that the audit log says was built"):
        packs.issue_pack(fresh(slipped), by=coordinator)


def test_an_event_that_fits_the_change_does_not_help(ready, coordinator):
    by_hand(ready, html="<p>310</p>")
    event = AuditEvent.objects.get(verb="governance.pack_built")
    made = dict(vouched()["governance.boardpack"].fingerprints(BoardPack.objects.all()))
    forged = AuditEvent(
        **{
            field.attname: getattr(event, field.attname)
            for field in AuditEvent._meta.concrete_fields
            if not field.primary_key
        }
        | {"number": event.number + 50, "details": {"row": made[ready.pk]}}
    )
    forged.digest = audit.digest_of(forged)
    models.Model.save_base(forged, force_insert=True)
    with pytest.raises(ActionRefused, match="not the one that the audit log says was built"):
        packs.issue_pack(fresh(ready), by=coordinator)


def test_an_issued_pack_is_not_made_a_ready_one_and_built_again(pack, coordinator):
    by_hand(pack, state="ready", issued_at=None, issued_by=None)
    with pytest.raises(ActionRefused, match="is no longer there"):
        packs.request_pack_again(fresh(pack), by=coordinator)
    assert any("is no longer there" in one for one in check(pack.partnership).problems)


# --- What is not read before a signature and before a pack is said --------------------------------
NOT_READ = "Files of evidence were not read then: they are checked every night"


def test_a_pack_and_the_page_that_signs_say_that_files_are_not_read(
    plan_round, officer, area_lead, as_, body, coordinator, on_day
):
    on_day(date(2019, 9, 26))
    for update in plan_round.updates.all():
        factories.submit(update, by=officer)
        workflow.accept_update(fresh(update), words="Fair.", by=area_lead)
    slugs = [plan_round.partnership.slug, plan_round.plan.slug, plan_round.round.slug]
    page = as_(area_lead).get(reverse("plans:round_sign", args=slugs)).content.decode()
    assert NOT_READ.replace("were", "are") in page
    pack = factories.make_pack(body, fresh(plan_round.round), by=coordinator)
    assert NOT_READ in assemble(pack, at=clock.now()).html


def test_frozen_words_changed_by_hand_are_not_vouched_for_by_the_next_action(quarter, coordinator):
    FrozenQuarter.objects.filter(plan_round=quarter).update(snapshot={"rows": []})
    with pytest.raises(ActionRefused, match="is not as it was when event"):
        workflow.close_plan_round(fresh(quarter), by=coordinator)
    FrozenQuarter.objects.filter(plan_round=quarter).delete()
    assert any("no longer there" in one for one in check(quarter.partnership).problems)


def test_a_quarter_closed_and_opened_again_was_changed_by_these_actions_alone(
    plan_round, coordinator
):
    workflow.close_plan_round(fresh(plan_round), by=coordinator)
    FrozenQuarter.objects.filter(plan_round=plan_round).update(snapshot={"rows": []})
    with pytest.raises(ActionRefused, match="is not as it was when event"):
        workflow.reopen_plan_round(fresh(plan_round), reason="Late.", by=coordinator)
    FrozenQuarter.objects.filter(plan_round=plan_round).update(
        snapshot=snapshot_of(fresh(plan_round))
    )
    workflow.reopen_plan_round(fresh(plan_round), reason="Late.", by=coordinator)
    workflow.close_plan_round(fresh(plan_round), by=coordinator)
    assert check(plan_round.partnership).problems == []


# --- Everything that vouches anew, and whether it asks for the whole check first ------------------
class Anew(NamedTuple):
    """One action that vouches for something: whether it checks everything first, and why.

    ``ready`` makes what the action needs and returns the action itself.
    """

    verb: str
    ready: Callable[[Any], Callable[[], Any]]
    asks: bool
    why: str


_OWN_ROW = "Vouches for what its own author typed and read; the row is held against the log."
_AFTERWARDS = "Said once more of a whole quarter, with words that others wrote before."


class Cast(NamedTuple):
    plan_round: Any
    officer: Any
    coordinator: Any
    area_lead: Any
    body: Any

    @property
    def partnership(self):
        return self.plan_round.partnership

    @property
    def update(self):
        return self.plan_round.updates.order_by("improvement__order").first()


def submitting(cast):
    told = UpdateContent(status="on_track", notes="Papers went up on time.")
    workflow.save_update(cast.update, content=told, by=cast.officer)
    return lambda: workflow.submit_update(fresh(cast.update), by=cast.officer)


def submitted(cast, **content):
    factories.submit(cast.update, by=cast.officer, **content)


def with_new_date(cast):
    milestone = cast.update.improvement.milestones.first()
    moves = {milestone.pk: NewDate("by 31 January 2020", "Two seats are empty.")}
    submitted(cast, status="off_track", reason="Empty.", date_moves="yes", moves=moves)
    return milestone


def accepting(cast):
    with_new_date(cast)
    told = {"words": "Fair.", "agree_moves": True, "by": cast.area_lead}
    return lambda: workflow.accept_update(fresh(cast.update), **told)


def accepting_unchanged(cast):
    before = factories.make_quarter_before(cast.plan_round.plan, by=cast.coordinator)
    for update in [*before.updates.all(), cast.update]:
        factories.submit(update, by=cast.officer)
    return lambda: workflow.accept_unchanged(fresh(cast.plan_round), by=cast.area_lead)


def returning(cast):
    submitted(cast)
    return lambda: workflow.return_update(fresh(cast.update), note="Say when.", by=cast.area_lead)


def taking_back(cast):
    accepting(cast)()
    return lambda: workflow.take_back_acceptance(fresh(cast.update), by=cast.area_lead)


def agreeing(cast):
    milestone = with_new_date(cast)
    without = cast.partnership
    without.reviewer_title = ""
    without.save()
    return lambda: workflow.decide_move(milestone.moves.get(), agree=True, by=cast.coordinator)


def moving(cast):
    milestone = cast.update.improvement.milestones.first()
    later = {"due_text": "by 31 March 2021", "latest": date(2021, 3, 31)}
    return lambda: edit_part(
        fresh(milestone), changes=later, move_reason="Seats.", by=cast.coordinator
    )


def all_accepted(cast):
    for update in cast.plan_round.updates.all():
        factories.submit(update, by=cast.officer)
        workflow.accept_update(fresh(update), words="Fair.", by=cast.area_lead)


def signing(cast):
    all_accepted(cast)
    return lambda: workflow.sign_plan_round(
        fresh(cast.plan_round), signed_name="Area Lead", by=cast.area_lead
    )


def correcting(cast):
    signing(cast)()
    return lambda: workflow.add_addendum(
        fresh(cast.plan_round), text="It was 31.", by=cast.area_lead
    )


def closing(cast):
    return lambda: workflow.close_plan_round(fresh(cast.plan_round), by=cast.coordinator)


def reopening(cast):
    closing(cast)()
    return lambda: workflow.reopen_plan_round(
        fresh(cast.plan_round), reason="Late.", by=cast.coordinator
    )


def building(cast):
    closing(cast)()
    asked = packs.request_pack(cast.body, round=fresh(cast.plan_round.round), by=cast.coordinator)

    def build():
        built = build_pack(fresh(asked))
        if built.problem:
            raise ActionRefused(built.problem)

    return build


def issuing(cast):
    closing(cast)()
    made = factories.make_pack(cast.body, fresh(cast.plan_round.round), by=cast.coordinator)
    return lambda: packs.issue_pack(fresh(made), by=cast.coordinator)


def replacing(cast):
    issuing(cast)()
    old = BoardPack.objects.get()
    new = factories.make_pack(
        cast.body, old.round, by=cast.coordinator, number=2, supersedes=old, reason="A mistake."
    )
    return lambda: packs.issue_pack(fresh(new), by=cast.coordinator)


def asking_for_a_replacement(cast):
    issuing(cast)()
    told = {"reason": "A mistake.", "by": cast.coordinator}
    return lambda: packs.supersede_pack(BoardPack.objects.get(), **told)


def with_paper(cast):
    """A quarter from paper whose word the scheme does not have."""
    row = cast.plan_round.plan.improvements.get(ref="1")
    printed = PaperUpdate(status_as_printed="Well under way", status_column="Status")
    days = {"starts_on": date(2019, 4, 1), "ends_on": date(2019, 6, 30)}
    return write_down_quarter(row.plan, **days, told={row: printed}, by=cast.coordinator)


def answering(cast):
    paper = with_paper(cast)
    told = {"answers": {"well under way": "on_track"}, "version": fresh(paper).version}
    return lambda: answer_statuses(paper, **told, by=cast.coordinator)


def writing_down(cast):
    return lambda: with_paper(cast)


def issue_of_a_plan(due):
    words = "Publish every board paper five clear days before"
    rows = [row("1", words, theme="Strategy", milestones=[milestone(f"Agreed by {due}")])]
    return make_placed(rows=rows)


def received(cast, **fields):
    return factories.make_run(cast.partnership, received=True, by=cast.coordinator, **fields)


def importing(cast):
    run = received(cast)
    plan, told = issue_of_a_plan("end of July 2019"), {"run": run, "by": cast.coordinator}
    return lambda: commit_plan(plan, partnership=cast.partnership, **told)


def merging(cast):
    plan = importing(cast)()
    run = factories.make_run(
        cast.partnership, received=True, by=cast.coordinator, file_name="newer.docx"
    )
    newer = issue_of_a_plan("end of October 2019")
    return lambda: merge_plan(plan, newer, run=fresh(run), by=cast.coordinator)


def undoing(cast):
    merging(cast)()
    run = ImportRun.objects.get(file_name="newer.docx")
    return lambda: undo_import(fresh(run), by=cast.coordinator)


def receiving(cast):
    told = {"name": "more.csv", "data": b"Number,Action\n2,Meet\n", "by": cast.coordinator}
    return lambda: imports.receive_document(cast.partnership, **told)


def adding_evidence(cast):
    told = {"title": "Minutes", "link": "https://example.org/"}
    kind, owner = ROW_PARTS["evidence"], cast.update.improvement
    return lambda: add_part(kind, owner=owner, changes=told, by=cast.officer)


def editing_evidence(cast):
    made = adding_evidence(cast)()
    return lambda: edit_part(fresh(made), changes={"title": "The minutes"}, by=cast.officer)


def checking_in(cast):
    a_set = objects.make_set(cast.partnership)
    key_result = objects.make_key_result(objects.make_objective(a_set))
    measure = objects.make_measure(key_result)
    check_in = objects.make_check_in(key_result, cast.plan_round.round)
    check_in.status, check_in.words = factories.status(cast.partnership, "on_track"), "31 schools."
    told = {"readings": {measure: Decimal(31)}, "by": cast.officer}
    return lambda: okrs_workflow.submit_check_in(check_in, **told)


def withdrawing_a_check_in(cast):
    sent = checking_in(cast)()
    return lambda: okrs_workflow.withdraw_check_in(fresh(sent), by=cast.officer)


ANEW = (
    Anew("plans.round_signed", signing, True, "A name stands under all that the quarter says."),
    Anew("plans.round_closed", closing, True, "A fingerprint stands under all it says."),
    Anew("governance.pack_built", building, True, "The committee reads what is printed in it."),
    Anew("governance.pack_issued", issuing, True, "From then on its bytes are the record."),
    Anew("governance.pack_issued", replacing, True, "The new bytes are the record in their place."),
    Anew("plans.statuses_answered", answering, True, _AFTERWARDS),
    Anew("plans.plan_merged", merging, True, _AFTERWARDS),
    Anew("plans.update_submitted", submitting, False, _OWN_ROW),
    Anew("plans.update_accepted", accepting, False, f"{_OWN_ROW} Signing asks for all of them."),
    Anew("plans.updates_accepted", accepting_unchanged, False, "As each of them alone."),
    Anew("plans.update_returned", returning, False, _OWN_ROW),
    Anew("plans.acceptance_taken_back", taking_back, False, "It takes back what it vouched for."),
    Anew("plans.move_agreed", agreeing, False, f"{_OWN_ROW} So is the milestone."),
    Anew("plans.milestone_edited", moving, False, f"{_OWN_ROW} So is the milestone."),
    Anew(
        "plans.addendum_added",
        correcting,
        False,
        "Its own words alone; the fault may be what it tells the reader of.",
    ),
    Anew("plans.round_reopened", reopening, False, "It takes back what it vouched for."),
    Anew("governance.pack_superseding", asking_for_a_replacement, False, "Building asks, then."),
    Anew("plans.round_recorded", writing_down, False, "Its words come from the paper alone."),
    Anew("plans.plan_imported", importing, False, "Its words come from the document alone."),
    Anew("governance.import_undone", undoing, False, "It gives back what stood before."),
    Anew("governance.document_received", receiving, False, "Its bytes come from the sender."),
    Anew("plans.evidence_added", adding_evidence, False, _OWN_ROW),
    Anew("plans.evidence_edited", editing_evidence, False, _OWN_ROW),
    Anew("okrs.checkin_submitted", checking_in, False, _OWN_ROW),
    Anew("okrs.checkin_withdrawn", withdrawing_a_check_in, False, "It takes back its own words."),
)


@pytest.fixture
def cast(plan_round, officer, coordinator, area_lead, body, on_day, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    on_day(date(2019, 9, 26))
    return Cast(plan_round, officer, coordinator, area_lead, body)


@pytest.mark.parametrize("one", ANEW, ids=lambda one: one.ready.__name__)
def test_what_vouches_anew_asks_whether_all_is_whole_or_says_why_not(cast, one):
    """The fault stands in a row that the action has nothing to do with."""
    told = {"name": "plan.csv", "data": b"Number,Action\n1,Publish\n", "by": cast.coordinator}
    elsewhere = imports.receive_document(cast.partnership, **told)
    act = one.ready(cast)
    assert check(cast.partnership).problems == []
    by_hand(elsewhere, file_name="another.csv")
    (fault,) = check(cast.partnership).problems
    before = AuditEvent.objects.filter(verb=one.verb).count()
    if one.asks:
        with kept_refusals(), pytest.raises(ActionRefused, match="records found a fault") as no:
            act()
        assert fault[:60] in str(no.value)
        assert AuditEvent.objects.filter(verb=one.verb).count() == before
        assert last_run(cast.partnership).problems == [fault]
    else:
        act()
        assert AuditEvent.objects.filter(verb=one.verb).count() == before + 1
    assert check(cast.partnership).problems == [fault]


@pytest.mark.parametrize("one", ANEW, ids=lambda one: one.ready.__name__)
def test_every_event_that_vouches_for_something_is_decided_above(cast, one):
    one.ready(cast)()
    vouching = {
        event.verb
        for event in AuditEvent.objects.all()
        if any(made is not None for made in event.fingerprints.values())
    }
    assert vouching - {each.verb for each in ANEW} == set()
    assert check(cast.partnership).problems == []


# --- The date that was agreed stands in the milestone itself --------------------------------------
DECIDED = [accepting, agreeing, moving, merging]


@pytest.mark.parametrize("decide", DECIDED, ids=lambda one: one.__name__)
def test_an_agreed_date_changed_by_hand_is_found(cast, decide):
    decide(cast)()
    moved = Milestone.objects.get(moves__state="agreed")
    for name in Milestone.DATES:
        now = getattr(moved, name)
        other = not now if isinstance(now, bool) else date(2019, 1, 1) if "est" in name else "else"
        by_hand(moved, **{name: other})
        (problem,) = check(cast.partnership).problems
        assert problem.startswith(f"The agreed date of a milestone {moved.pk} is not as it was")
        by_hand(moved, **{name: now})
    assert check(cast.partnership).problems == []
    by_hand(moved, latest=date(2020, 1, 1), original_latest=date(2019, 1, 1))
    with pytest.raises(ActionRefused, match="is not as it was when event"):
        edit_part(fresh(moved), changes={"text": "Publish"}, by=cast.coordinator)


@pytest.mark.parametrize("decide", DECIDED, ids=lambda one: one.__name__)
def test_a_milestone_edited_after_its_date_was_agreed_is_whole(cast, decide):
    decide(cast)()
    moved = Milestone.objects.get(moves__state="agreed")
    for changes in (
        {"text": "Publish all"},
        {"due_text": "by May 2021", "latest": date(2021, 5, 1)},
    ):
        edit_part(fresh(moved), changes=changes, move_reason="Seats.", by=cast.coordinator)
    misread = {"due_text": "by June 2021", "latest": date(2021, 6, 30)}
    edit_part(fresh(moved), changes=misread, misread=True, by=cast.coordinator)
    assert check(cast.partnership).problems == []


def test_an_agreement_taken_back_vouches_for_no_date(cast):
    taking_back(cast)()
    milestone = cast.update.improvement.milestones.first()
    assert check(cast.partnership).problems == []
    by_hand(milestone, latest=date(2019, 1, 1))
    assert check(cast.partnership).problems == []


def test_an_import_taken_back_gives_back_the_agreed_date_and_is_whole(cast):
    plan = importing(cast)()
    moved = Milestone.objects.get(improvement__plan=plan)
    merge_plan(plan, issue_of_a_plan("end of August 2019"), by=cast.coordinator)
    run = factories.make_run(
        cast.partnership, received=True, by=cast.coordinator, file_name="newer.docx"
    )
    newer = issue_of_a_plan("end of October 2019")
    merge_plan(plan, newer, run=fresh(run), by=cast.coordinator)
    assert fresh(moved).latest == date(2019, 10, 31)
    undo_import(fresh(run), by=cast.coordinator)
    assert fresh(moved).latest == date(2019, 8, 31)
    assert check(cast.partnership).problems == []


def test_a_date_agreed_before_milestones_were_vouched_for_is_older_and_no_fault(cast, monkeypatch):
    label = Milestone._meta.label_lower
    with monkeypatch.context() as earlier:
        earlier.delitem(vouched(), label)
        accepting(cast)()
    found = check(cast.partnership)
    assert found.problems == []
    assert found.older == {"agreed date of a milestone": 1}
    # The next action on it vouches for it.
    milestone = cast.update.improvement.milestones.first()
    edit_part(milestone, changes={"text": "Publish all"}, by=cast.coordinator)
    assert check(cast.partnership).older == {}
    by_hand(milestone, latest=date(2019, 1, 1))
    assert len(check(cast.partnership).problems) == 1
