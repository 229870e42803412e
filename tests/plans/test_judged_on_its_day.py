"""What is frozen says the same on every day: its dates are judged by its own day, not by today."""

import ast
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from governance.packs import MEMBERS, assemble
from governance.workflow.packs import request_pack
from plans import workflow
from plans.documents.files import FORMATS
from plans.models import PlanRound
from plans.packs import sections
from plans.pages.update import around, strip_of
from plans.rounds.frozen import statement_of
from plans.workflow.imported_rounds import PaperUpdate, write_down_quarter
from tests import factories

ROOT = Path(settings.BASE_DIR)
FROZEN_ON = date(2019, 9, 26)
# Before the last day of the quarter, long after it, and in another year.
DAYS = [date(2019, 9, 27), date(2019, 12, 24), date(2026, 11, 30)]
# What reads a frozen quarter: none of it may ask what day it is.
READERS = [
    *("plans/rounds/snapshots.py", "plans/rounds/frozen.py", "plans/rounds/frozen.py"),
    "plans/pages/closed_plan.py",
    *("plans/rounds/outcomes.py", "plans/rounds/runs.py", "plans/documents/quarter_on_paper.py"),
    *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "plans").glob("pack_*.py"))),
    *("okrs/packs/sections.py", "okrs/pages/objective_set.py", "governance/packs/__init__.py"),
    "governance/packs/sections.py",
]


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def closed(plan, plan_round, officer, coordinator, area_lead, on_day) -> PlanRound:
    """A quarter closed on 26 September: one date passed by then, another two weeks later."""
    on_day(FROZEN_ON)
    second = plan.improvements.get(ref="2").milestones.get()
    second.latest = date(2019, 10, 10)
    second.save()
    rows = {row.improvement.ref: row for row in plan_round.updates.select_related("improvement")}
    workflow.accept_update(factories.submit(rows["1"], by=officer), by=area_lead)
    sent = factories.submit(rows["3"], by=officer)
    workflow.return_update(sent, note="More, please.", by=area_lead)
    workflow.close_plan_round(fresh(plan_round), by=coordinator)
    return fresh(plan_round)


def shown(html: str) -> str:
    """The part of a page that is its own: without the frame, and without its tokens."""
    main = html[html.index("<main") : html.index("</main>")] if "<main" in html else html
    return re.sub(r'name="(?:csrfmiddlewaretoken|once)" value="[\w-]+"', "", main)


@pytest.fixture
def everything(closed, as_, officer, coordinator, area_lead, committee_member, body):
    """Return a function that reads every page, file and pack of the closed quarter."""
    here = [closed.partnership.slug, closed.plan.slug]
    slug = closed.round.slug
    pack = request_pack(body, round=closed.round, by=coordinator)
    pages = {
        "plan": (committee_member, reverse("plans:plan_detail", args=here) + "?rows=all"),
        "late": (committee_member, reverse("plans:plan_detail", args=here) + "?overdue=on"),
        "row": (committee_member, reverse("plans:improvement_detail", args=[*here, "2"])),
        "quarter": (committee_member, reverse("plans:round_detail", args=[*here, slug])),
        "quarter kept": (coordinator, reverse("plans:round_detail", args=[*here, slug])),
        "tasks": (officer, reverse("plans:task_list", args=[*here, slug])),
        "sent": (officer, reverse("plans:update_form", args=[*here, "1", slug])),
        "back": (officer, reverse("plans:update_form", args=[*here, "3", slug])),
        "review": (area_lead, reverse("plans:review_detail", args=[*here, "1", slug])),
        "sign": (area_lead, reverse("plans:round_sign", args=[*here, slug])),
    }
    files = {
        f"{name} as {ending}": reverse(f"plans:{name}_file", args=[*here, *more, ending])
        for ending in FORMATS
        for name, more in (("round", [slug]), ("plan", []))
    }

    def read() -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, (reader, url) in pages.items():
            answer = as_(reader).get(url)
            assert answer.status_code == 200, name
            found[name] = shown(answer.content.decode())
        for name, url in files.items():
            answer = as_(committee_member).get(url)
            found[name] = (answer["Content-Disposition"], answer.content)
        found["pack"] = assemble(pack, at=pack.requested_at).html
        return found

    return read


def test_every_frozen_page_file_and_pack_is_the_same_on_three_days(everything, on_day):
    read = []
    for day in DAYS:
        on_day(day)
        read.append(everything())
    for name, first in read[0].items():
        for day, later in zip(DAYS[1:], read[1:], strict=True):
            assert later[name] == first, f"{name} on {day}"
    for name in ("plan", "quarter", "pack"):
        assert "osition as at 26 September 2019" in read[0][name].replace("\u00a0", " "), name
    assert "position as at 26 September 2019" in read[0]["round as csv"][1].decode()


def test_a_date_that_passed_after_closing_has_not_passed_in_the_quarter(closed, body, coordinator):
    pack = request_pack(body, round=closed.round, by=coordinator)
    page = sections.summary.context(pack, MEMBERS)["pages"][0]
    assert page["as_at"] == FROZEN_ON
    assert [passed.row.number for passed in page["passed"]] == ["1", "3"]
    assert page["time_line"].today_label == "26 Sep"


def test_a_quarter_opened_and_closed_again_is_judged_on_its_last_day(closed, coordinator, on_day):
    on_day(date(2019, 10, 14))
    workflow.reopen_plan_round(closed, reason="Late.", by=coordinator)
    assert fresh(closed).judged_on == date(2019, 10, 14)
    on_day(date(2019, 10, 15))
    workflow.close_plan_round(fresh(closed), by=coordinator)
    on_day(date(2019, 12, 24))
    assert statement_of(fresh(closed))["position_on"] == "2019-10-15"


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("stamp", [None, date(2019, 6, 25)])
def test_a_quarter_from_paper_is_judged_by_its_own_day(plan, coordinator, on_day, today, stamp):
    on_day(today)
    first, second = plan.improvements.order_by("order")[:2]
    milestone = first.milestones.get()
    milestone.latest = date(2019, 5, 31)
    milestone.save()
    paper = PaperUpdate(notes=[{"text": "Done.", "order": 1}], as_at=stamp)
    plan_round = write_down_quarter(
        plan,
        starts_on=date(2019, 4, 1),
        ends_on=date(2019, 6, 30),
        told={first: paper},
        by=coordinator,
    )
    told = statement_of(fresh(plan_round))
    late = [row["ref"] for row in told["rows"] if row["milestones"][0]["is_overdue"]]
    assert late == [first.ref]
    assert told["position_on"] == (stamp or date(2019, 6, 30)).isoformat()
    silent = {row["ref"]: row["outcome"] for row in told["rows"]}
    assert silent[second.ref] == "not_on_paper"


@pytest.mark.parametrize("name", READERS)
def test_what_reads_a_frozen_quarter_never_asks_the_day(name):
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = [(getattr(each.func, "attr", getattr(each.func, "id", "")), each) for each in calls]
    asked = [each.lineno for name, each in called if name in ("today", "now", "real_now")]
    assert asked == []
    bare = [
        each.lineno
        for name, each in called
        if name in ("is_overdue", "overdue") and not (each.args or each.keywords)
    ]
    assert bare == []


def test_the_templates_of_a_pack_never_ask_the_day():
    asking = re.compile(r"\|(?:distance|lateness)\b|{%\s*timeline\b")
    pages = sorted((ROOT / "templates/packs").rglob("*.html"))
    assert pages
    assert [page.name for page in pages if asking.search(page.read_text(encoding="utf-8"))] == []


def test_what_happened_is_asked_since_the_day_of_the_paper(
    plan, plan_round, officer, coordinator, on_day
):
    """Not since the day on which somebody wrote the paper down here."""
    on_day(date(2019, 9, 26))
    first = plan.improvements.get(ref="1")
    write_down_quarter(
        plan,
        starts_on=date(2019, 4, 1),
        ends_on=date(2019, 6, 30),
        told={first: PaperUpdate(notes=[{"text": "Done.", "order": 1}])},
        by=coordinator,
    )
    row = plan_round.updates.select_related("improvement", "plan_round__round").get(
        improvement=first
    )
    assert around(row, officer).since == date(2019, 6, 30)


def test_an_excused_row_is_not_counted_as_sent(plan_round, officer, coordinator):
    first, second, _ = plan_round.updates.order_by("improvement__order")
    workflow.excuse_update(fresh(first), reason="Nothing is left to do.", by=coordinator)
    factories.submit(second, by=officer)
    counted = strip_of(fresh(plan_round), officer).counted
    assert counted == {"all": 3, "in": 1, "excused": 1, "back": 0, "to_go": 1}
