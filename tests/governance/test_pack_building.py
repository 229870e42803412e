"""Building a pack: its steps, its print, what is done twice or stopped half-way."""

from datetime import timedelta
from io import StringIO

import pytest
from celery import current_app
from django.core.management import call_command
from django.utils.safestring import mark_safe

from governance import clock, queue, tasks
from governance import packs as mechanism
from governance.audit import head_of
from governance.models import BoardPack
from governance.packs import building, pdf, sections
from governance.packs.building import build_pack
from governance.packs.verify import fingerprint
from governance.tasks import build_pack as build_pack_task
from governance.workflow import packs as workflow
from tests import factories

State = BoardPack.State
SMALL = "<!DOCTYPE html><html lang='en-GB'><head><title>Pack</title></head><body><h1>P</h1></body>"


@pytest.fixture(scope="session")
def small_pdf():
    return pdf.write_pdf(SMALL, "", [])


@pytest.fixture(autouse=True)
def _quick(monkeypatch, small_pdf):
    """A PDF made once: these tests ask about the way there, not about its pages."""
    monkeypatch.setattr(building, "make_pdf", lambda *args, **kwargs: small_pdf)


@pytest.fixture
def closed(reporting_round, coordinator):
    return factories.close_round(reporting_round, by=coordinator)


@pytest.fixture
def asked(plan_round, body, closed, coordinator):
    return workflow.request_pack(body, round=closed, by=coordinator)


def fresh(pack):
    return BoardPack.objects.get(pk=pack.pk)


def test_a_built_pack_keeps_its_bytes_their_print_and_where_the_record_stood(
    asked, partnership, small_pdf
):
    count, digest = head_of(partnership)
    build_pack(fresh(asked))
    pack = fresh(asked)
    assert pack.state == State.READY
    assert bytes(pack.pdf) == small_pdf and pack.sha256 == fingerprint(small_pdf)
    assert (pack.pages, pack.steps_done) == (1, pack.steps_total)
    assert (pack.audit_count, pack.audit_digest) == (count, digest)
    assert pack.build_id.startswith("FRC-2019-q2.1-")
    assert "The quarter on one page" in pack.html


def test_building_twice_changes_nothing(asked):
    build_pack_task(asked.pk)
    first = fresh(asked)
    build_pack_task(asked.pk)
    assert fresh(asked).version == first.version


def test_a_task_for_a_pack_that_is_gone_does_nothing(db):
    build_pack_task(4711)


def test_a_worker_that_was_stopped_half_way_leaves_a_pack_that_can_be_begun_again(
    asked, monkeypatch, small_pdf
):
    def stopped(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "make_pdf", stopped)
    with pytest.raises(KeyboardInterrupt):
        build_pack(fresh(asked))
    half = fresh(asked)
    assert half.state == State.BUILDING and half.step == "Making the PDF"
    monkeypatch.setattr(building, "make_pdf", lambda *args, **kwargs: small_pdf)
    build_pack(half)
    assert fresh(asked).state == State.READY


def test_of_two_workers_only_the_later_stores_its_result(asked, monkeypatch, small_pdf):
    def other_worker_comes_first(*args, **kwargs):
        monkeypatch.setattr(building, "make_pdf", lambda *a, **k: small_pdf)
        build_pack(fresh(asked))
        return small_pdf + b"late"

    monkeypatch.setattr(building, "make_pdf", other_worker_comes_first)
    build_pack(fresh(asked))
    assert fresh(asked).state == State.READY
    assert bytes(fresh(asked).pdf) == small_pdf


def test_what_goes_wrong_is_said_in_a_sentence(asked, monkeypatch):
    def fails(*args, **kwargs):
        raise pdf.PdfFailed("Making the PDF took too long and was stopped.")

    monkeypatch.setattr(building, "make_pdf", fails)
    build_pack(fresh(asked))
    assert fresh(asked).state == State.FAILED
    assert fresh(asked).problem == "Making the PDF took too long and was stopped."


def test_a_fault_of_ours_fails_the_pack_and_tells_the_coordinator(asked, monkeypatch, caplog):
    monkeypatch.setattr(building, "assemble", lambda *args, **kwargs: 1 / 0)
    build_pack(fresh(asked))
    assert fresh(asked).state == State.FAILED
    assert "Try again" in fresh(asked).problem
    assert "ZeroDivisionError" in caplog.text


def test_tags_that_lead_nowhere_fail_the_pack(asked, monkeypatch, caplog):
    monkeypatch.setattr(building, "structure_problems", lambda data: iter(["Page 1 is bad."]))
    build_pack(fresh(asked))
    assert fresh(asked).state == State.FAILED
    assert "do not hold together" in fresh(asked).problem


def test_a_pack_of_an_open_quarter_is_a_draft(plan_round, body, reporting_round, coordinator):
    pack = workflow.request_pack(body, round=reporting_round, by=coordinator)
    build_pack(fresh(pack))
    assert fresh(pack).is_draft
    assert "Draft, not for circulation" in fresh(pack).html
    assert building.stylesheet(mechanism.Assembly("", "", "", True)) != building.stylesheet(
        mechanism.Assembly("", "", "", False)
    )


def test_the_command_builds_what_waits(asked):
    told = StringIO()
    call_command("build_packs", stdout=told)
    call_command("build_packs", stdout=told)
    assert fresh(asked).state == State.READY
    assert "1 page." in told.getvalue() and "No pack is waiting" in told.getvalue()


def test_sections_stand_in_the_packs_own_order_between_the_frame(asked):
    keys = [section.key for section in mechanism.chosen(["plan", "gone", "summary"])]
    assert keys == ["cover", "contents", "plan", "summary", "check"]


def test_equal_words_give_an_equal_build_and_other_words_another(
    body, closed, coordinator, settings, monkeypatch
):
    words = {"text": "First words."}
    section = mechanism.PackSection(
        key="words",
        title="Words",
        sentence="",
        template="packs/pack.html",
        context=lambda pack, audience: {"html": mark_safe(words["text"])},  # noqa: S308
    )
    monkeypatch.setattr(
        mechanism, "all_sections", lambda: {"cover": sections.cover, "words": section}
    )
    pack = factories.make_pack(body, closed, by=coordinator, sections=["words"])
    first = mechanism.assemble(pack, at=pack.built_at)
    assert mechanism.assemble(pack, at=pack.built_at) == first
    words["text"] = "Other words."
    other = mechanism.assemble(pack, at=pack.built_at)
    assert other.build_id != first.build_id
    assert first.build_id in first.html


def test_a_pack_no_worker_gives_a_sign_of_is_found_again(body, closed, coordinator):
    now = clock.now()
    long_ago = now - timedelta(minutes=10)
    lost = factories.make_pack(
        body, closed, by=coordinator, state="requested", requested_at=long_ago
    )
    stopped = factories.make_pack(body, closed, by=coordinator, state="building", step_at=long_ago)
    factories.make_pack(body, closed, by=coordinator, state="requested")
    factories.make_pack(
        body, closed, by=coordinator, state="building", requested_at=long_ago, step_at=now
    )
    factories.make_pack(body, closed, by=coordinator, requested_at=long_ago)
    assert set(BoardPack.objects.forgotten()) == {lost, stopped}


@pytest.fixture
def worker(monkeypatch):
    """A worker that does at once what it is asked."""
    monkeypatch.setitem(current_app.conf.changes, "task_always_eager", True)
    monkeypatch.setattr(queue, "_ask", lambda task, key: task.delay(key))


def test_asking_hands_the_pack_to_the_worker_once_it_is_stored(
    plan_round, body, closed, coordinator, worker, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        pack = workflow.request_pack(body, round=closed, by=coordinator)
        assert fresh(pack).state == State.REQUESTED
    assert fresh(pack).state == State.READY


def test_the_next_tick_begins_a_forgotten_pack_again(asked, worker):
    BoardPack.objects.filter(pk=asked.pk).update(
        state=State.BUILDING, step_at=clock.now() - timedelta(minutes=10)
    )
    tasks.find_forgotten_packs()
    assert fresh(asked).state == State.READY
