"""Everything the product vouches for: a change planted behind its back is found and named."""

import hashlib
import json
import threading
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance import audit
from governance.errors import ActionRefused
from governance.models import (
    AuditEvent,
    AuditHead,
    BoardPack,
    Evidence,
    StatusWord,
    VerificationRun,
)
from governance.storage.wide_columns import tables_beside
from governance.verification import checking, sealing
from governance.verification.checking import check
from governance.verification.rows import vouched
from governance.workflow import imports, packs
from okrs import workflow as okrs_workflow
from okrs.models import CheckIn
from plans import workflow
from plans.input.update import NewDate, Tick
from plans.models import (
    FrozenQuarter,
    KpiReading,
    MilestoneMove,
    MilestoneReport,
    PlanRound,
    ProgressNote,
    ProgressUpdate,
    Review,
)
from plans.parts import ROW_PARTS
from plans.workflow.editing import add_part
from tests import factories
from tests.okrs import objects

PDF = b"%PDF-1.7 the minutes"


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def world(
    plan_round, partnership, body, officer, coordinator, area_lead, settings, tmp_path, on_day
):
    """One row of every table that is vouched for, made by the product's own actions."""
    settings.MEDIA_ROOT = tmp_path / "media"
    on_day(date(2019, 9, 26))
    first, second, _ = plan_round.updates.order_by("improvement__order")
    milestone = first.improvement.milestones.first()
    factories.submit(
        first,
        by=officer,
        status="off_track",
        reason="Seats are empty.",
        date_moves="yes",
        moves={milestone.pk: NewDate("by 31 January 2020", "Two seats are still empty.")},
    )
    workflow.accept_update(fresh(first), words="Fair.", agree_moves=True, by=area_lead)
    factories.submit(second, by=officer)
    workflow.return_update(fresh(second), note="Say when.", by=area_lead)
    key_result = objects.make_key_result(objects.make_objective(objects.make_set(partnership)))
    measure = objects.make_measure(key_result)
    check_in = objects.make_check_in(key_result, plan_round.round)
    check_in.status, check_in.words = factories.status(partnership, "on_track"), "31 schools."
    okrs_workflow.submit_check_in(check_in, readings={measure: Decimal(31)}, by=officer)
    add_part(
        ROW_PARTS["evidence"],
        owner=first.improvement,
        changes={
            "title": "Minutes",
            "link": "https://example.org/",
            "reference": "Item 4",
            "file": SimpleUploadedFile("minutes.pdf", PDF),
        },
        by=officer,
    )
    imports.receive_document(
        partnership, name="plan.csv", data=b"Number,Action\n1,Publish\n", by=coordinator
    )
    workflow.sign_plan_round(fresh(plan_round), signed_name="Area Lead, Unit", by=area_lead)
    workflow.add_addendum(fresh(plan_round), text="It was 31.", by=area_lead)
    workflow.close_plan_round(fresh(plan_round), by=coordinator)
    count, digest = audit.head_of(partnership)
    pack = factories.make_pack(
        body, fresh(plan_round.round), by=coordinator, audit_count=count, audit_digest=digest
    )
    packs.issue_pack(pack, by=coordinator)
    return partnership


def by_hand(rows, **values):
    """Do what only somebody with the database in hand can do; without values, take them away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_delete")
        else:
            # What waits for the end of the transaction would keep the table from being altered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE governance_auditevent DISABLE TRIGGER USER")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    if values:
        models.QuerySet.update(rows, **values)
    else:
        rows._raw_delete(rows.db)


def another(field, value):
    """A value that fits the column and is not the one there."""
    if isinstance(field, models.JSONField):
        return {"planted": 310}
    if isinstance(field, models.BinaryField):
        return b"planted"
    if isinstance(field, models.DateTimeField):
        return (value or timezone.now()) + timedelta(seconds=1)
    if isinstance(field, models.DateField):
        return (value or date(2019, 1, 1)) + timedelta(days=1)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.ForeignKey):
        return (value or 0) + 1_000_000
    if isinstance(field, models.IntegerField | models.DecimalField):
        return (value or 0) + 1000
    return ("" if value is None else str(value))[: (field.max_length or 300) - 1] + "x"


def columns_of(table, row):
    """Every column vouched for of a row, also those beside its table, with the rows it is in."""
    for column in table.model._meta.concrete_fields:
        if column.attname in table.columns:
            yield table.model._base_manager.filter(pk=row.pk), column
    for model, link in tables_beside(table.model).items():
        for column in model._meta.concrete_fields:
            yield model._base_manager.filter(**{link: row.pk}), column


# --- Every column of every table ------------------------------------------------------------------
def test_an_untouched_world_is_whole(world):
    found = check(world)
    assert found.problems == []
    assert found.older == {}
    assert set(found.checked) == {table.word for table in vouched().values()}


def test_every_column_of_every_table_is_found_and_named(world):
    missed = []
    for table in vouched().values():
        row = table.rows().filter(**{table.partnership: world}).first()
        for rows, column in columns_of(table, row):
            name = column.attname
            value = another(column, rows.values_list(name, flat=True).get())
            try:
                with transaction.atomic():
                    by_hand(rows, **{name: value})
                    problems = check(world).problems
                    transaction.set_rollback(True)
            except IntegrityError:
                # The database itself refuses it.
                continue
            if not any(table.word in problem for problem in problems):
                missed.append(f"{table.label}.{name}: {problems}")
    assert missed == []
    assert check(world).problems == []


def test_what_is_left_out_says_why():
    for table in vouched().values():
        names = {field.name for field in table.model._meta.concrete_fields}
        assert set(table.unvouched) <= names, table.label
        assert all(len(reason) > 20 for reason in table.unvouched.values()), table.label


def test_every_column_of_the_audit_log_is_found_and_named(world):
    event = AuditEvent.objects.get(partnership=world, verb="plans.update_accepted")
    missed = []
    for column in AuditEvent._meta.concrete_fields:
        if column.primary_key:
            continue
        value = another(column, getattr(event, column.attname))
        with transaction.atomic():
            by_hand(AuditEvent.objects.filter(pk=event.pk), **{column.attname: value})
            problems = check(world).problems
            transaction.set_rollback(True)
        if not any(f"vent {event.number}" in problem for problem in problems):
            missed.append(f"{column.name}: {problems}")
    assert missed == []


@pytest.mark.parametrize("label", [*vouched()])
def test_a_row_taken_away_is_found(world, label):
    table = vouched()[label]
    row = table.rows().filter(**{table.partnership: world}).last()
    with transaction.atomic():
        rows = table.model._base_manager.filter(pk=row.pk)
        rows._raw_delete(rows.db)
        problems = check(world).problems
        assert any(f"{table.word} {row.pk}" in one and "no longer" in one for one in problems)
        connection.set_rollback(True)


def test_frozen_words_taken_away_or_slipped_in_are_found(world, other_partnership):
    signed = PlanRound.objects.get(plan__partnership=world)
    with transaction.atomic():
        by_hand(FrozenQuarter.objects.filter(plan_round=signed))
        (gone,) = check(world).problems
        transaction.set_rollback(True)
    assert gone.startswith(f"The closed or signed quarter {signed.pk}, vouched for by event")
    assert gone.endswith("is no longer there.")
    following = factories.make_round(
        world,
        slug="2019-q3",
        starts_on=date(2019, 10, 1),
        ends_on=date(2019, 12, 31),
        by=signed.closed_by,
    )
    still_open = factories.make_plan_round(signed.plan, following)
    assert check(world).problems == []
    FrozenQuarter.objects.create(plan_round=still_open, snapshot=signed.snapshot)
    assert (
        f"The closed or signed quarter {still_open.pk} stands in no event of the audit log."
        in check(world).problems
    )


def test_a_row_slipped_in_is_found(world):
    known = Review.objects.filter(published_at__isnull=False).first()
    other = known.update.plan_round.updates.exclude(pk=known.update_id).last()
    values = {
        field.attname: getattr(known, field.attname)
        for field in Review._meta.concrete_fields
        if not field.primary_key
    }
    slipped = Review(**{**values, "update_id": other.pk, "number": 7})
    models.Model.save_base(slipped, force_insert=True)
    assert check(world).problems == [
        f"The published review {slipped.pk} stands in no event of the audit log."
    ]


# --- Figures, files and packs ---------------------------------------------------------------------
def test_a_signed_figure_changed_together_with_its_fingerprint_is_found(world):
    from plans.rounds.snapshots import digest_of

    signed = PlanRound.objects.get(plan__partnership=world)
    snapshot = json.loads(json.dumps(signed.snapshot).replace("Fair.", "Splendid."))
    FrozenQuarter.objects.filter(plan_round=signed).update(snapshot=snapshot)
    PlanRound.objects.filter(pk=signed.pk).update(snapshot_sha256=digest_of(snapshot))
    problems = check(world).problems
    assert any("not the one it was signed with" in one for one in problems)


@pytest.mark.parametrize("harm", ["changed", "missing", "swapped"])
def test_a_file_that_is_changed_missing_or_swapped_is_found(world, settings, harm):
    evidence = Evidence.objects.get(partnership=world)
    path = settings.MEDIA_ROOT / evidence.file.name
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(PDF + b"!" if harm == "changed" else b"%PDF-1.7 another file")
    (problem,) = check(world).problems
    assert problem.startswith("Evidence “Minutes”")
    assert check(world, with_files=False).problems == []


@pytest.mark.parametrize("column", ["pdf", "html"])
def test_neither_the_file_nor_the_page_of_an_issued_pack_can_be_changed(world, column):
    if column == "pdf":
        data = b"%PDF-1.7 another"
        changed = {"pdf": data, "sha256": hashlib.sha256(data).hexdigest()}
    else:
        changed = {"html": "<p>310</p>"}
    BoardPack.objects.update(**changed)
    assert any("issued pack" in one for one in check(world).problems)


# --- The chain ------------------------------------------------------------------------------------
def recompute(partnership, *, sealed):
    """What somebody does who can write tables and read this code, but not the key."""
    previous = ""
    for event in AuditEvent.objects.filter(partnership=partnership).order_by("number"):
        event.previous_digest = previous
        previous = event.digest = audit.digest_of(event)
        by_hand(
            AuditEvent.objects.filter(pk=event.pk),
            previous_digest=event.previous_digest,
            digest=event.digest,
            seal=sealed(event),
        )
    AuditHead.objects.filter(partnership=partnership).update(digest=previous)


def test_a_chain_that_was_recomputed_is_found_by_its_seals_and_by_the_packs(world):
    by_hand(AuditEvent.objects.filter(partnership=world, number=2), sentence="Nothing.")
    recompute(world, sealed=lambda event: event.seal)
    problems = check(world).problems
    assert any("do not have the seal of this installation" in one for one in problems)
    assert any("The audit log is not the one that issued pack" in one for one in problems)
    assert not any("was changed after" in one for one in problems)


def test_a_chain_whose_seals_were_taken_off_is_found_by_what_was_seen_before(world):
    checking.verify(world, reason=checking.Reason.COMMAND)
    recompute(world, sealed=lambda event: "")
    assert any("have lost their seals" in one for one in check(world).problems)


def test_a_seal_of_another_key_is_found_and_an_older_key_of_ours_is_known(world, settings):
    ours = settings.SEAL_KEYS
    settings.SEAL_KEYS = ["another key"]
    assert any("seal of this installation" in one for one in check(world).problems)
    settings.SEAL_KEYS = ["another key", *ours]
    assert check(world).problems == []


def test_an_end_cut_off_with_its_head_is_found_by_what_was_seen_before(world):
    checking.verify(world, reason=checking.Reason.COMMAND)
    last = AuditEvent.objects.filter(partnership=world).order_by("-number")
    cut, head = last[0], last[1]
    by_hand(AuditEvent.objects.filter(pk=cut.pk))
    AuditHead.objects.filter(partnership=world).update(count=head.number, digest=head.digest)
    assert any(f"had {cut.number} events" in one for one in check(world).problems)


def test_events_that_changed_places_are_found(world):
    one, other = AuditEvent.objects.filter(partnership=world, number__in=(2, 3)).order_by("number")
    for pk, number in ((one.pk, 1000), (other.pk, 2), (one.pk, 3)):
        by_hand(AuditEvent.objects.filter(pk=pk), number=number)
    assert any("Event 2 does not follow" in one for one in check(world).problems)


# --- What is refused, and what is known -----------------------------------------------------------
def test_nothing_is_signed_and_no_pack_is_made_of_what_was_changed(
    plan_round, officer, area_lead, coordinator, on_day
):
    on_day(date(2019, 9, 26))
    update = plan_round.updates.order_by("improvement__order").first()
    factories.submit(update, by=officer)
    workflow.accept_update(fresh(update), words="Fair.", by=area_lead)
    Review.objects.update(words="Splendid.")
    with pytest.raises(ActionRefused, match="The quarter was not signed, because the check"):
        workflow.sign_plan_round(fresh(plan_round), signed_name="Area Lead", by=area_lead)
    assert not fresh(plan_round).is_signed
    run = VerificationRun.objects.first()
    assert (run.reason, len(run.problems)) == ("signing", 1)
    with transaction.atomic():
        checking.acknowledge(run, reason="Put right from the paper copy.", by=coordinator)
    workflow.sign_plan_round(fresh(plan_round), signed_name="Area Lead", by=area_lead)
    assert check(plan_round.partnership).known == run.problems


def test_the_command_says_what_is_wrong_in_words_and_in_json(world):
    out = StringIO()
    call_command("verify", stdout=out, partnership=world.slug)
    assert "whole. Head" in out.getvalue()
    Review.objects.filter(published_at__isnull=False).update(words="Splendid.")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="2 things are not as they should be") as refused:
        call_command("verify", "--json", stdout=out, stderr=err, partnership=world.slug)
    assert refused.value.returncode == 1
    (told,) = json.loads(out.getvalue())
    assert all("published review" in one for one in told["problems"])


def test_every_partnership_is_checked_once_a_night(world, other_partnership):
    night = datetime(2026, 11, 30, 2, 5, tzinfo=checking.clock.LONDON)
    assert checking.verify_due(at=night - timedelta(minutes=10)) == []
    VerificationRun.objects.all().delete()
    late = timezone.now().astimezone(checking.clock.LONDON).replace(hour=23)
    done = checking.verify_due(at=late)
    assert {run.partnership for run in done} == {world, other_partnership, None}
    assert checking.verify_due(at=late) == []


# --- Names ----------------------------------------------------------------------------------------
def test_a_new_name_changes_no_past_line_and_a_name_can_be_erased(world, area_lead):
    event = AuditEvent.objects.get(partnership=world, verb="plans.round_signed")
    was = event.as_printed
    area_lead.name = "Someone else"
    area_lead.save()
    assert AuditEvent.objects.get(pk=event.pk).as_printed == was
    out = StringIO()
    call_command("erase_name", area_lead.email, reason="Asked for by law.", stdout=out)
    of_hers = AuditEvent.objects.filter(partnership=world, actor=area_lead)
    assert out.getvalue() == f"The name was removed from {of_hers.count()} entries.\n"
    told = list(of_hers)
    audit.tell_apart(told)
    assert all(one.as_printed.startswith("A person whose name was erased ") for one in told)
    assert check(world).problems == []
    last = AuditEvent.objects.filter(partnership=world).latest("number")
    assert last.verb == "governance.name_erased" and "Asked for by law." in last.as_printed


def test_a_name_taken_out_without_an_event_is_a_fault(world, area_lead):
    told = AuditEvent.objects.filter(partnership=world, actor=area_lead)
    told.update(actor_name="", name_salt="")
    first = told.earliest("number").number
    (problem,) = check(world).problems
    assert problem.startswith(f"The name was removed from event {first} and ")
    assert area_lead.name not in AuditEvent.objects.get(pk=told.first().pk).as_printed


def test_an_event_without_a_seal_erases_no_name(world, area_lead):
    call_command("erase_name", area_lead.email, reason="By law.", stdout=StringIO())
    by_hand(AuditEvent.objects.filter(verb="governance.name_erased"), seal="")
    assert any("no event says that it was erased" in one for one in check(world).problems)


def test_a_name_that_is_somebody_elses_shows_the_address(world, area_lead, officer):
    area_lead.name = officer.name.upper()
    area_lead.save()
    with transaction.atomic():
        audit.record("plans.plan_edited", "{actor} did.", partnership=world, by=area_lead)
    event = AuditEvent.objects.filter(partnership=world).latest("number")
    audit.tell_apart([event])
    assert event.as_printed == f"{area_lead.name} ({area_lead.email}) did."


# --- One snapshot ---------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_live_log_is_never_called_cut_off_while_people_save(partnership, coordinator):
    stop = threading.Event()
    failures = []

    def save():
        try:
            while not stop.is_set():
                with transaction.atomic():
                    audit.record(
                        "plans.plan_edited", "{actor} did.", partnership=partnership, by=coordinator
                    )
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=save) for _ in range(4)]
    for writer in writers:
        writer.start()
    try:
        lengths = []
        for _ in range(40):
            found = check(partnership)
            assert found.problems == []
            lengths.append(found.walk.count)
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert failures == []
    assert lengths[-1] > lengths[0]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_called_changed_that_others_save_meanwhile(plan_round, officer, coordinator):
    """Inside the transaction of a page, where PostgreSQL shows each query another moment."""
    stop = threading.Event()
    failures = []

    def send_and_withdraw(update):
        try:
            while not stop.is_set():
                factories.submit(update, by=officer)
                workflow.withdraw_update(fresh(update), by=officer)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    rows = plan_round.updates.all()
    writers = [threading.Thread(target=send_and_withdraw, args=[row]) for row in rows]
    for writer in writers:
        writer.start()
    try:
        for _ in range(15):
            with transaction.atomic():
                found = check(plan_round.partnership)
            assert found.problems == []
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert failures == []


def test_the_seal_depends_on_the_key(settings):
    settings.SEAL_KEYS = ["one"]
    sealed = sealing.seal("ab" * 32)
    assert sealing.fits("ab" * 32, sealed)
    settings.SEAL_KEYS = ["two"]
    assert not sealing.fits("ab" * 32, sealed)


def test_check_ins_are_made_by_the_fixture(world):
    assert CheckIn.objects.filter(state=CheckIn.State.SUBMITTED).exists()
    assert MilestoneMove.objects.filter(state=MilestoneMove.State.AGREED).exists()


# --- What is read of an update, and what was sent of it -------------------------------------------
SENT = {
    "a note": lambda: ProgressNote.objects.all().update(text="Everything is done."),
    "a note taken away": lambda: ProgressNote.objects.all().delete(),
    "the reason": lambda: ProgressUpdate.objects.exclude(reason="").update(reason="None."),
    "the status": lambda: ProgressUpdate.objects.filter(state="accepted").update(
        status=StatusWord.objects.get(key="complete")
    ),
    "a new date": lambda: MilestoneMove.objects.all().update(to_text="by 1 May 2025"),
    "a tick": lambda: MilestoneReport.objects.all().update(says="done"),
    "a figure": lambda: KpiReading.objects.all().update(value=310),
    "a decision nobody took": lambda: ProgressUpdate.objects.filter(state="submitted").update(
        state="accepted"
    ),
    "a decision taken back": lambda: ProgressUpdate.objects.filter(state="accepted").update(
        state="submitted"
    ),
    "a return undone": lambda: ProgressUpdate.objects.filter(state="returned").update(
        state="submitted"
    ),
}


@pytest.fixture
def sent(plan_round, officer, area_lead, on_day):
    """An open quarter: one row accepted, with everything an update can say; one sent; one back."""
    on_day(date(2019, 9, 26))
    first, second, third = plan_round.updates.order_by("improvement__order")
    milestone, kpi = first.improvement.milestones.first(), first.improvement.kpis.first()
    factories.submit(
        first,
        by=officer,
        status="off_track",
        reason="Seats are empty.",
        date_moves="yes",
        moves={milestone.pk: NewDate("by 31 January 2020", "Two seats are still empty.")},
        ticks={milestone.pk: Tick("in_progress")},
        readings={kpi.pk: "31"},
    )
    workflow.accept_update(fresh(first), words="Fair.", agree_moves=True, by=area_lead)
    factories.submit(second, by=officer)
    factories.submit(third, by=officer)
    workflow.return_update(fresh(third), note="Say when.", by=area_lead)
    return plan_round


@pytest.mark.parametrize("what", SENT)
def test_what_is_read_of_an_update_is_what_was_sent_and_decided(sent, what):
    assert check(sent.partnership).problems == []
    with CaptureQueriesContext(connection) as queries:
        SENT[what]()
    assert any(one["sql"].startswith(("UPDATE", "DELETE")) for one in queries.captured_queries)
    assert any("The update of" in one for one in check(sent.partnership).problems), what


def test_a_quarter_is_not_signed_over_words_that_were_not_sent(sent, officer, area_lead):
    waiting, back = sent.updates.filter(state__in=["submitted", "returned"]).order_by("pk")
    workflow.accept_update(fresh(waiting), words="Fair.", by=area_lead)
    factories.submit(back, by=officer)
    workflow.accept_update(fresh(back), words="Fair.", by=area_lead)
    ProgressNote.objects.filter(update=back).update(text="Everything is done.")
    with pytest.raises(ActionRefused, match="does not say what was sent"):
        workflow.sign_plan_round(fresh(sent), signed_name="Area Lead", by=area_lead)


# --- Logs that were taken whole, written anew, or told what is known ------------------------------
def write_anew(partnership):
    """Another first event, and no seals: as if the log had always been this one."""
    by_hand(AuditEvent.objects.filter(partnership=partnership, number=1), sentence="Nothing.")
    recompute(partnership, sealed=lambda event: "")


def take_away(partnership):
    by_hand(AuditEvent.objects.filter(partnership=partnership))
    AuditHead.objects.filter(partnership=partnership).delete()


@pytest.mark.parametrize("harm", [write_anew, take_away])
@pytest.mark.parametrize("of_site", [False, True])
def test_a_log_written_anew_or_taken_whole_is_missed(partnership, coordinator, harm, of_site):
    owner = None if of_site else partnership
    with transaction.atomic():
        audit.record("plans.plan_edited", "{actor} did.", partnership=owner, by=coordinator)
    assert checking.verify(owner, reason=checking.Reason.COMMAND).problems == []
    harm(owner)
    found = check(owner).problems
    assert any("It was removed, or written anew." in one for one in found), found


def test_a_partnership_taken_away_with_its_log_is_missed(partnership, coordinator):
    with transaction.atomic():
        audit.record("plans.plan_edited", "{actor} did.", partnership=partnership, by=coordinator)
    checking.verify(partnership, reason=checking.Reason.COMMAND)
    key = partnership.pk
    with transaction.atomic():
        take_away(partnership)
        type(partnership).objects.filter(pk=key).update(id=key + 1000)
        found = check(None).problems
        transaction.set_rollback(True)
    assert any(f"The partnership {key}," in one for one in found), found


def test_a_log_acknowledged_as_another_one_is_remembered_from_then_on(partnership, coordinator):
    with transaction.atomic():
        audit.record("plans.plan_edited", "{actor} did.", partnership=partnership, by=coordinator)
    checking.verify(partnership, reason=checking.Reason.COMMAND)
    write_anew(partnership)
    run = checking.verify(partnership, reason=checking.Reason.COMMAND)
    checking.acknowledge(run, reason="Restored from paper.", by=coordinator)
    for _ in range(2):
        assert checking.verify(partnership, reason=checking.Reason.COMMAND).problems == []


def test_only_the_product_itself_says_what_is_known(world):
    last = AuditEvent.objects.filter(partnership=world).order_by("number").last()
    Review.objects.filter(published_at__isnull=False).update(words="Splendid.")
    faults = check(world).problems
    forged = AuditEvent(
        partnership=world,
        number=last.number + 1,
        at=timezone.now(),
        clock_at=timezone.now(),
        actor_key="system",
        verb="governance.problems_acknowledged",
        sentence="It is known.",
        previous_digest=last.digest,
        seal=last.seal,
    )
    hides_itself = (
        f"Event {forged.number} does not have the seal of this installation: written by something "
        "else than LEP Tracker, or with another key."
    )
    forged.details = {"problems": [*faults, hides_itself]}
    forged.digest = audit.digest_of(forged)
    forged.save(force_insert=True)
    AuditHead.objects.filter(partnership=world).update(count=forged.number, digest=forged.digest)
    assert set(faults) < set(check(world).problems)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"ab": 1}'])
def test_what_was_seen_before_may_be_unreadable_and_is_said(partnership, settings, content):
    settings.AUDIT_HEADS_FILE.write_text(content)
    (problem,) = check(partnership).problems
    assert "cannot be read" in problem


def test_a_row_slipped_in_before_the_first_is_no_older_one(world):
    first = Review.objects.filter(published_at__isnull=False).first()
    other = first.update.plan_round.updates.exclude(pk=first.update_id).last()
    values = {
        field.attname: getattr(first, field.attname)
        for field in Review._meta.concrete_fields
        if not field.primary_key
    }
    slipped = Review(**{**values, "pk": -1, "update_id": other.pk, "number": 7})
    models.Model.save_base(slipped, force_insert=True)
    found = check(world)
    assert found.older == {}
    assert "The published review -1 stands in no event of the audit log." in found.problems
