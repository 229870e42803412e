"""What was changed behind the product's back is not vouched for by the next honest action."""

import hashlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.urls import reverse

from governance import audit, clock
from governance.errors import ActionRefused
from governance.models import AuditEvent, BoardPack, Evidence, VerificationRun
from governance.packs import assemble
from governance.verification import checking, guard
from governance.verification.checking import check, kept_refusals
from governance.verification.rows import vouched
from governance.workflow import packs
from plans import workflow
from plans.models import FrozenQuarter, PlanRound, Review
from plans.parts import ROW_PARTS
from plans.rounds.snapshots import snapshot_of
from plans.rounds.versions_seen import quarter_as_shown
from plans.workflow.editing import add_part, edit_part
from tests import factories, reading

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
    by_hand(quarter, signed_name="Somebody else")
    with pytest.raises(ActionRefused, match="is not as it was when event"):
        workflow.close_plan_round(fresh(quarter), by=coordinator)
    assert len(check(quarter.partnership).problems) == 1


def test_a_correction_does_not_vouch_for_the_quarter_it_is_about(quarter, area_lead):
    by_hand(quarter, signed_name="Somebody else")
    workflow.add_addendum(fresh(quarter), text="It was 31.", by=area_lead)
    (problem,) = check(quarter.partnership).problems
    assert "closed or signed quarter" in problem


def test_work_goes_on_after_the_fault_was_acknowledged(quarter, coordinator):
    by_hand(quarter, signed_name="Somebody else")
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
    by_hand(quarter, signed_name="Somebody else")
    slugs = [quarter.partnership.slug, quarter.plan.slug, quarter.round.slug]
    url = reverse("plans:round_close", args=slugs)
    shown = {"seen": quarter_as_shown(fresh(quarter)).seen}
    answer = as_(coordinator).post(url, shown, follow=True)
    assert "Nothing was changed, because the check of the records" in answer.content.decode()
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
