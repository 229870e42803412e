"""The quarter on one page takes one page of the PDF, whatever the plan is like."""

import copy
from io import BytesIO

import pytest
from pypdf import PdfReader

from governance.packs import assemble, building, pdf
from governance.workflow.packs import request_pack
from plans import workflow
from plans.models import FrozenQuarter
from tests import factories

LONG = "Set out together how the partnership assures every grant and loan it has awarded"[:80]
WHY = (
    "The accountable body has asked for a second opinion on the assurance framework; the opinion "
    "is due in winter and nothing can be signed before it, as the members were told in autumn."
)
# What a row says, in turn: its status, whether it was better before, and what became of it.
KINDS = [
    ("off_track", "submitted"),
    ("complete", "submitted"),
    ("at_risk", "submitted"),
    ("on_track", "silent"),
    ("on_track", "draft"),
    ("on_track", "returned"),
    ("off_track", "excused"),
]


@pytest.fixture
def closed(plan, officer, coordinator, on_day):
    """A closed quarter with one earlier, both of three rows that said their status and reason."""
    quarters = []
    before = factories.make_quarter_before(plan, by=coordinator)
    now = factories.make_plan_round(plan, factories.make_round(plan.partnership, by=coordinator))
    for quarter in (before, now):
        for row in quarter.updates.all():
            factories.submit(row, by=officer, status="at_risk", reason=WHY, notes=WHY)
        workflow.close_plan_round(type(quarter).objects.get(pk=quarter.pk), by=coordinator)
        quarters.append(type(quarter).objects.get(pk=quarter.pk))
    return quarters


def grown(snapshot, scheme, *, rows, themes, numbered, earlier=False):
    """The frozen quarter with as many rows in as many themes, every text as long as it may be."""
    pattern = snapshot["rows"][0]
    made = []
    for at in range(rows):
        row = copy.deepcopy(pattern)
        status, outcome = KINDS[at % len(KINDS)]
        row["ref"] = f"row-{at}"
        row["number"] = f"{at + 1}" if numbered else ""
        row["short_name"] = f"{at + 1:02} {LONG}"[:80]
        row["theme"] = f"{at % themes + 1} {LONG}" if themes else ""
        row["said"]["status"] = scheme["at_risk" if earlier else status]
        if not earlier and outcome != "submitted":
            row["outcome"], row["said"] = outcome, None
            row["silent_running"] = 2 if outcome == "silent" and at % 2 else 1
        for each in row["milestones"]:
            each["id"] = at + 1
            each["is_overdue"] = not earlier and at % 2 == 0
            if at % 3 == 0:
                each["original_latest"], each["latest"] = "2019-06-30", "2020-01-31"
        made.append(row)
    return {**snapshot, "rows": made}


def pages_of_summary(pack):
    assembly = assemble(pack, at=pack.requested_at)
    data = pdf.make_pdf(
        building.document_of(pack, assembly),
        stylesheet=building.stylesheet(assembly),
        fonts=building.fonts(),
    )
    reader = PdfReader(BytesIO(data))
    starts = {
        entry.title: reader.get_destination_page_number(entry)
        for entry in reader.outline
        if not isinstance(entry, list)
    }
    first = starts["The quarter on one page"]
    return starts["What changed"] - first, data, reader.pages[first].extract_text()


@pytest.fixture
def set_plan(closed, partnership, body, coordinator):
    def make(**shape):
        words = partnership.status_scheme.words.values("key", "word", "tone", "standing")
        scheme = {word["key"]: word for word in words}
        for quarter, is_earlier in zip(closed, (True, False), strict=True):
            snapshot = grown(quarter.snapshot, scheme, earlier=is_earlier, **shape)
            FrozenQuarter.objects.filter(plan_round=quarter).update(snapshot=snapshot)
        return request_pack(body, round=closed[1].round, by=coordinator, sections=["summary"])

    return make


@pytest.mark.parametrize(
    ("rows", "themes", "numbered"),
    [
        (3, 3, True),
        (25, 0, False),
        (25, 5, True),
        (60, 4, False),
        (60, 9, True),
        (60, 30, False),
    ],
)
def test_it_takes_one_page_for_any_number_and_length_of_rows(
    set_plan, tmp_path, rows, themes, numbered
):
    pack = set_plan(rows=rows, themes=themes, numbered=numbered)
    taken, data, words = pages_of_summary(pack)
    (tmp_path / "pack.pdf").write_bytes(data)
    assert taken == 1, tmp_path
    assert "Points for attention" in words and "Status by theme" in words
