"""Wherever a person and a day stand together, they belong to the same action."""

import ast
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from governance import roles
from governance.packs import assemble
from governance.text.dates_in_words import day_in_words
from governance.workflow.packs import request_pack
from plans import workflow
from plans.input.update import UpdateContent
from plans.models import PlanRound
from tests import factories

ROOT = Path(settings.BASE_DIR)
# Who does what on which day: each action has a person and a day of its own.
BEGUN, SENT, DECIDED, EXCUSED, CLOSED = (
    date(2019, 9, 2),
    date(2019, 9, 10),
    date(2019, 9, 12),
    date(2019, 9, 5),
    date(2019, 10, 7),
)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def cast(partnership, officer, other_officer, area_lead, coordinator):
    return {
        "begins": officer,
        "sends": other_officer,
        "drafts a view": factories.make_person("Second Area Lead", partnership, roles.AREA_LEAD),
        "decides": area_lead,
        "excuses": factories.make_person("Board Secretary", partnership, roles.COORDINATOR),
        "closes": coordinator,
    }


@pytest.fixture
def truth(cast) -> set[tuple[str, str]]:
    pairs = [
        ("begins", BEGUN),
        ("sends", SENT),
        ("drafts a view", SENT),
        ("decides", DECIDED),
        ("excuses", EXCUSED),
        ("closes", CLOSED),
    ]
    return {(cast[who].name, day_in_words(day)) for who, day in pairs}


@pytest.fixture
def told(plan_round, cast, on_day) -> PlanRound:
    """Row 1 is accepted, 2 returned, 3 excused; each step by somebody else on another day."""
    rows = {row.improvement.ref: row for row in plan_round.updates.select_related("improvement")}
    on_day(BEGUN)
    for ref in ("1", "2"):
        content = UpdateContent(status="on_track", notes=f"Words on row {ref}.")
        workflow.save_update(fresh(rows[ref]), content=content, by=cast["begins"])
    on_day(EXCUSED)
    workflow.excuse_update(fresh(rows["3"]), reason="In spring.", by=cast["excuses"])
    on_day(SENT)
    for ref in ("1", "2"):
        workflow.submit_update(fresh(rows[ref]), by=cast["sends"])
        workflow.save_review(fresh(rows[ref]), words="A first view.", by=cast["drafts a view"])
    on_day(DECIDED)
    workflow.accept_update(fresh(rows["1"]), words="Seen.", by=cast["decides"])
    workflow.return_update(fresh(rows["2"]), note="More, please.", by=cast["decides"])
    return fresh(plan_round)


_TOGETHER = re.compile(
    r"<(span|h2|p|td|dd|li)\b[^>]*(?:class=\"(?:voice__when|small soft|who)[^\"]*\"|"
    r"id=\"this-quarter\")[^>]*>(.*?)</\1>",
    re.S,
)


def pairs_on(html: str, cast) -> set[tuple[str, str]]:
    """Each person who stands beside a day, with that day."""
    found = set()
    for _, piece in _TOGETHER.findall(html):
        words = " ".join(re.sub(r"<[^>]+>", " ", piece).replace("\u00a0", " ").split())
        days = re.findall(r"\d{1,2} [A-Z][a-z]+ \d{4}", words)
        # “Area Lead” stands in “Second Area Lead” too: the longest name is the one meant.
        rest = words
        for name in sorted((person.name for person in cast.values()), key=len, reverse=True):
            if name in rest:
                rest = rest.replace(name, "")
                found |= {(name, day) for day in days}
    return found


def heading_of(client, update) -> str:
    page = client.get(update.get_absolute_url()).content.decode()
    found = re.search(r'<h2 id="this-quarter">(.*?)</h2>', page)
    assert found, page
    return found[1]


def test_each_state_is_told_with_its_own_person_and_day(told, cast, as_):
    client = as_(cast["begins"])
    rows = {row.improvement.ref: row for row in told.updates.select_related("improvement")}
    assert heading_of(client, rows["1"]).startswith("Accepted by Area Lead on 12 September 2019")
    assert heading_of(client, rows["3"]).startswith("Exempted by Board Secretary on 5 September")
    workflow.take_back_acceptance(fresh(rows["1"]), by=cast["decides"])
    row = fresh(rows["1"])
    assert (row.state, row.last_step.by) == ("submitted", cast["decides"])
    assert row.submitted_by == cast["sends"]


def test_every_last_step_is_that_of_the_state(told, cast):
    rows = {row.improvement.ref: row.last_step for row in told.updates.select_related("state_by")}
    assert {ref: (step.word, step.by) for ref, step in rows.items()} == {
        "1": ("accepted", cast["decides"]),
        "2": ("returned", cast["decides"]),
        "3": ("exempted", cast["excuses"]),
    }


@pytest.mark.parametrize("is_closed", [False, True])
def test_no_page_pack_or_file_joins_a_person_to_the_day_of_another(
    told, cast, truth, as_, body, on_day, is_closed
):
    if is_closed:
        on_day(CLOSED)
        workflow.close_plan_round(told, by=cast["closes"])
    here = [told.partnership.slug, told.plan.slug]
    slug = told.round.slug
    pages = {
        reverse("plans:plan_detail", args=here) + "?rows=all": "begins",
        reverse("plans:round_detail", args=[*here, slug]): "closes",
        reverse("plans:task_list", args=[*here, slug]): "begins",
        reverse("home"): "closes",
    }
    for ref in ("1", "2", "3"):
        pages[reverse("plans:improvement_detail", args=[*here, ref])] = "begins"
        pages[reverse("plans:update_form", args=[*here, ref, slug])] = "sends"
        if ref != "3":
            pages[reverse("plans:review_detail", args=[*here, ref, slug])] = "decides"
    seen = set()
    for url, who in pages.items():
        answer = as_(cast[who]).get(url)
        assert answer.status_code == 200, url
        found = pairs_on(answer.content.decode(), cast)
        assert found <= truth, f"{url}: {found - truth}"
        seen |= found
    pack = request_pack(body, round=told.round, by=cast["closes"])
    found = pairs_on(assemble(pack, at=pack.requested_at).html, cast)
    assert found <= truth, f"the pack: {found - truth}"
    shown = {
        (cast["sends"].name, day_in_words(SENT)),
        (cast["decides"].name, day_in_words(DECIDED)),
    }
    assert shown <= seen


def test_the_moment_of_a_state_is_only_written_with_its_person():
    """``mark_step`` sets both; nobody sets one of them alone."""
    alone = []
    for app in ("governance", "plans", "okrs", "lep_tracker"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" in path.parts or path.name == "rows.py":
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                targets = getattr(node, "targets", [getattr(node, "target", None)])
                for target in targets:
                    for each in ast.walk(target) if target is not None else ():
                        if getattr(each, "attr", "") in ("state_since", "state_by"):
                            alone.append(f"{path.relative_to(ROOT)}:{each.lineno}")
    assert alone == []
