"""The demo rows hold what the papers hold: counts, dates in words, and nothing that dangles."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps

from governance.documents.reading import read_here
from governance.models import Precision, StatusWord
from governance.text import structured_text
from okrs.documents.placing import place_okrs
from plans.documents.placing import place_plan
from plans.rounds.no_change import REASONS

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "fixtures" / "demo"
WALK = ROOT / "docs" / "decisions" / "0003-where-each-fact-of-the-papers-lives.md"
PLANS = ("stoke_staffordshire.json", "south_east.json")
DOCUMENTS = ("stoke_staffordshire.docx", "south_east.docx")
STATES = {
    "not_started": 4,
    "draft": 4,
    "submitted": 7,
    "returned": 2,
    "accepted": 5,
    "no_change": 2,
    "excused": 1,
}
POSTS = (
    "chair", "vice-chair", "member", "Manager", "Officer", "officer", "Researcher", "Advisor",
    "Chair", "Area Lead", "Head of Delivery",
)  # fmt: skip


def read(name):
    return json.loads((DEMO / name).read_text(encoding="utf-8"))


def placed_from(name):
    source = read_here(name, (DEMO / name).read_bytes())
    return place_plan(source, plan_year="2019-20")


@pytest.fixture(scope="module")
def stoke():
    return placed_from("stoke_staffordshire.docx")


@pytest.fixture(scope="module")
def south_east():
    return placed_from("south_east.docx")


@pytest.fixture(scope="module")
def okrs():
    return read("hotsw_okrs.json")


@pytest.fixture(scope="module")
def okr_paper():
    name = "hotsw_okrs.docx"
    source = read_here(name, (DEMO / name).read_bytes())
    return place_okrs(source, plan_year="2020-21")


@pytest.fixture(scope="module")
def reference():
    return json.loads((ROOT / "fixtures/reference/status_schemes.json").read_text("utf-8"))[
        "schemes"
    ][0]


def every(plan, part):
    return [thing for row in plan.rows for thing in getattr(row, part)]


def numbers_with(plan, part):
    return [int(row.number) for row in plan.rows if getattr(row, part)]


def test_stoke_has_25_improvements_in_three_themes(stoke):
    themes = [row.theme for row in stoke.rows]
    assert [row.number for row in stoke.rows] == [str(n) for n in range(1, 26)]
    assert themes == ["Strategy"] * 3 + ["Governance"] * 17 + ["Delivery"] * 5
    assert [theme.title for theme in stoke.themes] == list(dict.fromkeys(themes))


def test_stoke_has_75_milestones_and_28_citations_to_two_sources(stoke):
    assert len(every(stoke, "milestones")) == 75
    cited = Counter(one.source.split()[0] for one in every(stoke, "citations"))
    assert cited == {"Deep": 20, "Governance": 8}
    assert Counter(one.on for one in every(stoke, "citations")) == {"row": 13, "milestone": 15}


def test_leads_stand_in_14_rows_and_a_kpi_heading_in_13(stoke):
    rows = [1, 2, 3, 4, 6, 7, 12, 14, 18, 21, 22, 23, 24, 25]
    assert numbers_with(stoke, "leads") == numbers_with(stoke, "lead_heading") == rows
    headed, with_kpis = numbers_with(stoke, "kpi_heading"), numbers_with(stoke, "kpis")
    assert headed == [n for n in rows if n != 7]
    assert [n for n in headed if n not in with_kpis] == [4]


def test_printed_oddities_are_kept(stoke):
    rows = {row.number: row for row in stoke.rows}
    headings = {row.kpi_heading for row in stoke.rows}
    assert headings == {"", "KPIs:", "KPI’s:", "KPI:", "KPIs"}
    assert rows["7"].lead_heading == "LEP Lead is"
    assert rows["7"].leads[0].name == "Program Manager"
    assert [lead.topic for lead in rows["1"].leads] == ["LIS"] * 3 + ["SAP"] * 3 + [
        "Sub Group Structure"
    ] * 3
    names = {lead.name for lead in every(stoke, "leads")}
    assert {"PAG Chair", "PAG/SPMG Chair", "Independent Technical Advisor"} <= names
    halves = [one.printed for one in every(stoke, "citations") if one.printed.count("(") == 0]
    assert halves == ["Deep Dive report pg 13)."]
    assert [block["kind"] for block in rows["18"].statement] == ["paragraph", "bullet"]
    empty = [row.number for row in stoke.rows if any(not one.text for one in row.monitoring)]
    assert empty == ["9", "10", "17"]
    assert [row.number for row in stoke.rows if any(not one.text for one in row.progress)] == ["7"]
    assert {one.printed: one.to for one in every(stoke, "references")} == {
        "(see action 1)": "1",
        "(see action 23)": "23",
        "listed (left)": "7",
        "available here": "",
    }


def test_seven_rows_wait_for_a_framework_without_a_date():
    told = read("stoke_staffordshire.json")
    waiting = [
        row["ref"]
        for row in told["improvements"]
        for wait in row.get("waits_for", [])
        if wait["awaited"] == "laf_version_6"
    ]
    assert waiting == ["8", "9", "10", "12", "13", "17", "19"]


def test_twelve_notes_are_stamped_25_june(stoke):
    stamped = [note for note in every(stoke, "progress") if note.as_at == date(2019, 6, 25)]
    assert len(stamped) == 12
    assert all(note.as_at_text in note.text for note in stamped)
    assert "ACTION COMPLETED 25 JUNE" in [note.text for note in stamped]


def test_the_second_quarter_stands_half_way():
    rows = read("stoke_staffordshire.json")["improvements"]
    assert Counter(row["q2"]["state"] for row in rows) == STATES
    for row in rows:
        story = row["q2"]
        if story["status"] in {"at_risk", "off_track"}:
            assert story["reason"], row["ref"]
        if story["state"] == "returned":
            assert story["review"]["note"]
        if story["state"] == "accepted":
            differs = story["review"]["status"] != story["status"]
            assert differs == bool(story["review"]["why_differ"]), row["ref"]


@pytest.mark.parametrize("name", PLANS)
def test_the_story_never_runs_ahead_of_its_day(name):
    rows = read(name)
    today = next(r["story_stands_at"] for r in rows["rounds"] if "story_stands_at" in r)
    opened = next(r["opens_on"] for r in rows["rounds"] if "opens_on" in r)
    for row in rows["improvements"]:
        story = row["q2"]
        days = [tick["done_on"] for tick in story.get("ticks", [])]
        days += [reading["on"] for reading in story.get("kpi_readings", [])]
        days += [story[key] for key in ("as_at", "submitted_on") if story.get(key)]
        days += [story["review"]["on"]] if "review" in story else []
        assert all(day <= today for day in days), row["ref"]
        assert story.get("submitted_on", opened) >= opened


def test_south_east_numbers_by_itself_and_keeps_its_damage(south_east):
    rows = south_east.rows
    assert [row.number for row in rows] == [str(n) for n in range(1, 8)]
    assert south_east.numbering == "automatic" and not south_east.themes
    assert rows[6].raw_fragments == ["f leadership role for future LEP"]
    assert [row.number for row in rows if row.progress] == ["1", "5", "6", "7"]
    assert not any(note.text for note in every(south_east, "progress"))
    assert {one.text.split(" ")[0] for one in every(south_east, "monitoring")} == {
        "CLGU/SELEP",
        "CLGU",
        "SELEP",
    }
    children = [one for one in rows[1].milestones if one.level]
    assert [one.due_text for one in children] == ["June", "December"]
    assert all(one.year_inferred for one in children)
    assert [one.state_text for one in every(south_east, "milestones") if one.state_text] == [
        "already in progress",
        "actioned",
    ]


def test_the_paper_of_objectives_is_whole(okr_paper, okrs):
    themes = {theme.appendix: theme for theme in okr_paper.themes}
    assert [
        [len(objective.key_results) for objective in theme.objectives] for theme in themes.values()
    ] == [
        [3, 3, 2, 4, 4],
        [4, 3, 3, 3, 3],
        [3, 5, 2, 1],
        [4, 5, 2, 2, 3, 1, 3],
        [2, 3, 3, 3, 3, 3, 3],
    ]
    assert okr_paper.printed_label == "Q3 (Oct – Dec) 2020"
    assert {theme.printed_label for theme in themes.values()} == {"Q3 (Sep to Dec) 2020"}
    assert [
        len(result.bullets)
        for objective in themes["Appendix A"].objectives
        for result in objective.key_results
        if result.bullets
    ] == [2, 2]
    assert set(okrs["sets"]) == set(themes)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_date_reads_in_order_and_stands_in_its_text(name):
    plan = placed_from(name)
    for part in every(plan, "milestones") + every(plan, "kpis"):
        assert part.precision in Precision.values
        assert not (part.earliest and part.latest) or part.earliest <= part.latest
        assert part.due_text in part.text
        for reading in part.dates:
            assert part.text[reading["start"] : reading["end"]] == reading["phrase"]


@pytest.mark.parametrize("name", PLANS)
def test_every_key_resolves(name, reference):
    told, plan = read(name), placed_from(name.replace(".json", ".docx"))
    people = {person["key"] for person in told["people"]}
    bodies = {body["slug"] for body in told["bodies"]}
    words = {status["key"] for status in reference["words"]} | {None}
    roles = [role for person in told["people"] for role in person["roles"]]
    assert {role.get("body") for role in roles} <= bodies | {None}
    seats = [seat for body in told["bodies"] for seat in body["seats"]]
    assert {seat["person"] for seat in seats if "person" in seat} <= people
    awaited = {one["key"] for one in told["awaited"]}
    refs = {row["ref"] for row in told["improvements"]}
    assert [row["ref"] for row in told["improvements"]] == [
        str(place) for place in range(1, len(plan.rows) + 1)
    ]
    for row, printed in zip(told["improvements"], plan.rows, strict=True):
        story = row["q2"]
        steps = {f"{row['ref']}-m{at}" for at in range(1, len(printed.milestones) + 1)}
        assert row["updater"] in people and story["by"] in people | {None}
        assert len(row["short_name"]) <= 60
        assert story["status"] in words
        assert story.get("no_change_reason", next(iter(REASONS))) in set(REASONS)
        assert {tick["milestone"] for tick in story.get("ticks", [])} <= steps
        assert {one["milestone"] for one in row.get("stands", [])} <= steps
        assert story.get("date_move", {"milestone": min(steps)})["milestone"] in steps
        assert {question["from"] for question in story.get("questions", [])} <= people
        assert {lead.get("person") for lead in row.get("leads", [])} <= people | {None}
        assert len(row.get("leads", [])) == len(printed.leads)
        for wait in row.get("waits_for", []):
            assert wait["awaited"] in awaited and wait["other"] in refs | {None}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_statements_are_clean_structured_text(name):
    plan = placed_from(name)
    for row in plan.rows:
        structured_text.validate(row.statement)
        for part in [*row.kpis, *row.milestones, *row.progress]:
            assert part.text == structured_text.clean_line(part.text)


def test_okr_blocks_are_clean_structured_text(okr_paper):
    for theme in okr_paper.themes:
        for header in theme.header_blocks:
            structured_text.validate(header.body)
        for objective in theme.objectives:
            for result in objective.key_results:
                structured_text.validate(result.bullets)


@pytest.mark.parametrize("name", [*PLANS, "hotsw_okrs.json"])
def test_people_are_posts_with_example_addresses(name):
    rows = read(name)
    for person in rows["people"]:
        assert re.fullmatch(r"[a-z.]+@([a-z]+\.)?example\.org", person["email"])
        assert person["name"].endswith(POSTS), person["name"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_leads_are_posts(name):
    for lead in every(placed_from(name), "leads"):
        assert lead.name.endswith(POSTS), lead.name


def test_the_status_words_carry_tone_and_standing(reference):
    for status in reference["words"]:
        assert status["tone"] in StatusWord.Tone.values
        assert status["standing"] in StatusWord.Standing.values
        assert status["meaning"].endswith(".")


def test_every_home_named_in_the_walk_through_the_papers_is_a_field():
    models = {
        model.__name__: {field.name for field in model._meta.get_fields()}
        for label in ("governance", "plans", "okrs")
        for model in apps.get_app_config(label).get_models()
    }
    homes = re.findall(r"`([A-Z]\w+)\.(\w+)`", WALK.read_text(encoding="utf-8"))
    assert len(homes) > 100
    assert [
        f"{model}.{field}" for model, field in homes if field not in models.get(model, ())
    ] == []
