"""What an open quarter holds reaches nobody who reads closed quarters only, at any address.

A mark is planted in everything an open quarter can hold, in what stands beside its words and in
whatever was changed in the plan since the last quarter closed. Then every page, file and search
is read: a committee member meets no mark; those who see open quarters meet each of them, so that
a mark that nobody could meet cannot make the test pass.
"""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from governance.models import Comment
from governance.workflow.comments import add_comment
from okrs.workflow import submit_check_in
from plans import workflow
from plans.documents.files import FORMATS
from plans.input.update import NewDate, Tick, UpdateContent
from plans.models import KpiReading, Milestone, PlanRound, ProgressUpdate
from plans.parts import ROW, ROW_PARTS
from plans.workflow.editing import add_part, edit_part
from tests import factories
from tests.access_table import World, make_world, words_of_address
from tests.okrs import access as okrs_access
from tests.okrs import objects
from tests.test_access import ACCESS

pytestmark = pytest.mark.walk

BEFORE = date(2019, 7, 10)
AFTER = date(2019, 9, 26)
# How pages say that there is none of what a quarter can hold.
NONE = re.compile(
    r"None was added|Not read yet|No check-in yet|Nothing was asked|No questions|No reviews?\b"
    r"|No evidence|No readings? yet|No updates? yet|Nobody said",
    re.IGNORECASE,
)
# What each mark was planted in.
MARKS = {
    "QNOTE": "the words of an update",
    "QREASON": "why a row is off track",
    "QMOVE": "why a new date is asked for",
    "QDRAFT": "a draft that was not sent",
    "QEXCUSE": "why a row is excused",
    "QQUESTION": "a question about an update",
    "QEVIDENCE": "evidence added since",
    "QCHANGED": "evidence that was there, edited since",
    "QSTATEMENT": "a statement edited since",
    "QNAME": "a short name edited since",
    "QLEAD": "a lead added since",
    "QKPI": "a KPI added since",
    "QMILESTONE": "a milestone added since",
    "QMONITORING": "a monitoring line added since",
    "QROW": "a row added since",
    "QHAND": "why a date was moved by hand since",
    "QCHECKIN": "the words of a check-in",
    "QBLOCKER": "what stands in the way of a key result",
    "QFILE": "the content of a file of evidence added since",
    "QREVIEW": "a reviewer's draft",
}
FIGURES = {
    "86,421": "a reading of a KPI",
    "75,310": "a reading given by hand",
    "64,209": "an OKR's",
}


@pytest.fixture
def world(db, on_day) -> World:
    on_day(BEFORE)
    made = make_world()
    officer, coordinator = made.officer, made.coordinator
    kpi = made.kpi
    edit_part(kpi, changes={"target": Decimal("90000"), "unit": "papers"}, by=coordinator)
    made.old_evidence = evidence(made, "Minutes of June", b"Agreed.")
    made.first = factories.make_quarter_before(made.plan, by=coordinator)
    factories.submit(made.first.updates.get(improvement=made.improvement), by=officer)
    workflow.close_plan_round(PlanRound.objects.get(pk=made.first.pk), by=coordinator)
    made.first.round.refresh_from_db()
    made.pack = factories.make_pack(made.body, made.first.round, by=coordinator, state="issued")
    on_day(AFTER)
    plant(made)
    return made


def evidence(world: World, title: str, content: bytes):
    changes = {
        "title": title,
        "link": "",
        "reference": f"{title}, page 4",
        "file": ContentFile(content, name="minutes.txt"),
    }
    return add_part(
        ROW_PARTS["evidence"], owner=world.improvement, changes=changes, by=world.officer
    )


def plant(world: World) -> None:
    officer, coordinator, row = world.officer, world.coordinator, world.improvement
    world.evidence = evidence(world, "QEVIDENCE", b"QFILE")
    edit_part(world.old_evidence, changes={"title": "QCHANGED"}, by=officer)
    second = Milestone.objects.create(improvement=row, text="Publish the register", order=2)
    send(world, second)
    drafted, excused = (world.plan_round.updates.get(improvement__ref=ref) for ref in ("2", "3"))
    workflow.save_update(drafted, content=UpdateContent(notes="QDRAFT"), by=officer)
    workflow.excuse_update(excused, reason="QEXCUSE", by=coordinator)
    world.update = ProgressUpdate.objects.get(pk=world.update.pk)
    add_comment(world.update, text="QQUESTION", by=officer)
    world.question = Comment.objects.get()
    workflow.save_review(world.update, status="at_risk", words="QREVIEW", by=world.area_lead)
    change_the_plan(world)
    KpiReading.objects.create(kpi=world.kpi, value=Decimal("75310"), as_at=AFTER, read_by=officer)
    check_in(world)


def send(world: World, second: Milestone) -> None:
    factories.submit(
        world.update,
        by=world.officer,
        status="off_track",
        notes="QNOTE",
        reason="QREASON",
        date_moves="yes",
        ticks={second.pk: Tick("done", "25 September 2019")},
        moves={world.milestone.pk: NewDate("by 31 January 2020", "QMOVE")},
        readings={world.kpi.pk: "86421"},
    )


def change_the_plan(world: World) -> None:
    by, row = world.coordinator, type(world.improvement).objects.get(pk=world.improvement.pk)
    words = [{"kind": "paragraph", "level": 0, "text": "QSTATEMENT"}]
    edit_part(row, changes={"statement": words, "short_name": "QNAME"}, by=by)
    other = world.plan.improvements.get(ref="2").milestones.get()
    later = {"latest": date(2019, 12, 31), "due_text": "", "precision": "day"}
    edit_part(other, changes=later, move_reason="QHAND", by=by)
    add_part(ROW_PARTS["lead"], owner=row, changes={"name": "QLEAD"}, by=by)
    add_part(ROW_PARTS["kpi"], owner=row, changes={"text": "QKPI"}, by=by)
    add_part(ROW_PARTS["milestone"], owner=row, changes={"text": "QMILESTONE"}, by=by)
    add_part(ROW_PARTS["monitoring"], owner=row, changes={"text": "QMONITORING"}, by=by)
    added = {"number": "9", "short_name": "QROW", "statement": words}
    world.added = add_part(ROW, owner=world.plan, changes=added, by=by)


def check_in(world: World) -> None:
    okrs_access.a_set(world)
    measure = objects.make_measure(world.key_result, target=90000)
    found = world.check_in
    found.status = factories.status(world.partnership, "off_track")
    found.words, found.reason = "QCHECKIN", "QBLOCKER"
    submit_check_in(found, readings={measure: Decimal("64209")}, by=world.officer)


# --- Everything there is to read ------------------------------------------------------------------
def addresses(world: World) -> list[str]:
    """Every page of the access table, its files in every format, both quarters, every filter."""
    found = [one for name in ACCESS for one in address_of(name, world)]
    slugs = [world.partnership.slug, world.plan.slug]
    refs = world.plan.improvements.values_list("ref", flat=True)
    rounds = [world.first.round.slug, world.round.slug]
    found += [reverse("plans:improvement_detail", args=[*slugs, ref]) for ref in refs]
    found += [reverse("plans:improvement_history", args=[*slugs, ref]) for ref in refs]
    found += [reverse("plans:round_detail", args=[*slugs, slug]) for slug in rounds]
    for ending in FORMATS:
        found.append(reverse("plans:plan_file", args=[*slugs, ending]))
        found += [reverse("plans:round_file", args=[*slugs, slug, ending]) for slug in rounds]
        okrs = [world.partnership.slug, world.objective_set.slug, ending]
        found.append(reverse("okrs:set_file", args=okrs))
    for part in (world.evidence, world.old_evidence):
        found.append(reverse("plans:evidence_file", args=[*slugs, part.pk]))
    plan = reverse("plans:plan_detail", args=slugs)
    asked = ("status=off_track", "status=none", "overdue=on", "rows=all")
    found += [f"{plan}?{one}" for one in asked]
    search = reverse("search")
    # A page of search repeats what was asked, so it is asked for all of a mark but its last letter.
    return sorted({*found, *(f"{search}?q={mark[:-1]}" for mark in MARKS), f"{search}?q=papers"})


def address_of(name: str, world: World) -> list[str]:
    """The address as it stands in this world; what the world does not hold is prepared aside."""
    row = ACCESS[name]
    if row.kind == "verb":
        return []
    words = [word for word in row.where.split() if word[0] != "="]
    aside = world
    if not all(hasattr(world, word) for word in words):
        aside = SimpleNamespace(**vars(world))
        row.given(aside)
    return [reverse(name, args=words_of_address(row, aside))]


def text_of(client: Client, url: str) -> str:
    """Everything an answer gives: its page or file with its name, and what zipped files hold."""
    said = client.get(url, follow=True)
    body = b"".join(said) if isinstance(said, StreamingHttpResponse) else said.content
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as file:
            body = b"\n".join(file.read(name) for name in file.namelist())
    text = body.decode("utf-8", "replace")
    return f"{said.headers.get('Content-Disposition', '')}\n{text}"


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def shapes(figure: str) -> tuple[str, ...]:
    return (figure, figure.replace(",", ""))


def test_no_mark_of_an_open_quarter_reaches_a_reader_of_closed_ones(world: World):
    client = signed_in(world.committee_member)
    found = []
    for url in addresses(world):
        text = text_of(client, url)
        found += [f"{mark}, {what}: {url}" for mark, what in MARKS.items() if mark in text]
        found += [
            f"{figure}, {what}: {url}"
            for figure, what in FIGURES.items()
            if any(shape in text for shape in shapes(figure))
        ]
    assert found == []


def test_what_is_kept_back_is_never_called_none(world: World):
    """A reader of closed quarters is not told that there is none of what they may not see."""
    client = signed_in(world.committee_member)
    found = []
    # The gallery shows what no quarter said.
    for url in set(addresses(world)) - {reverse("gallery")}:
        text = re.sub(r"(?s)<[^>]*>|\s+", " ", text_of(client, url))
        found += [f"{told[0]!r}: {url}" for told in NONE.finditer(text)]
    assert not found, "\n".join(found)


def test_each_mark_is_there_for_those_who_see_open_quarters(world: World):
    """Otherwise the test above would hold of anything."""
    urls = addresses(world)
    texts = {
        name: "\n".join(text_of(signed_in(getattr(world, name)), url) for url in urls)
        for name in ("officer", "area_lead")
    }
    both = "\n".join(texts.values())
    unmet = [mark for mark in MARKS if mark not in both]
    unmet += [one for one in FIGURES if not any(shape in both for shape in shapes(one))]
    assert unmet == []
    assert "QREVIEW" not in texts["officer"], "a reviewer's draft is the reviewer's"
    assert "QDRAFT" not in texts["area_lead"], "a draft is the partnership's"


def test_the_closed_quarter_is_all_there(world: World):
    client = signed_in(world.committee_member)
    slugs = [world.partnership.slug, world.plan.slug]
    page = text_of(client, reverse("plans:improvement_detail", args=[*slugs, "1"]))
    for words in ("Publish papers as a rule, part 1.", "Open papers 1", "Papers went up on time."):
        assert words in page
    assert "31 July" in page, "the date that stood, not the one asked for since"
    assert (
        client.get(reverse("plans:improvement_detail", args=[*slugs, world.added.ref])).status_code
        == 404
    )


def test_a_filter_asks_the_table_that_is_shown_and_not_the_plan(world: World):
    slugs = [world.partnership.slug, world.plan.slug]
    plan = reverse("plans:plan_detail", args=slugs)
    assert 'id="row-1"' not in text_of(signed_in(world.committee_member), f"{plan}?lead=QLEAD")
    assert 'id="row-1"' in text_of(signed_in(world.officer), f"{plan}?lead=QLEAD")


def test_a_file_of_an_open_quarter_is_not_there(world: World):
    slugs = [world.partnership.slug, world.plan.slug, world.evidence.pk]
    url = reverse("plans:evidence_file", args=slugs)
    assert signed_in(world.committee_member).get(url).status_code == 404
    assert signed_in(world.auditor).get(url).status_code == 200
