"""The demo rows hold what the papers hold: counts, dates in words, and nothing that dangles."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps

from governance import structured_text
from governance.documents.reading import read_here
from governance.models import Precision, StatusWord
from okrs.documents.placing import place_okrs
from plans.no_change import REASONS

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "fixtures" / "demo"
WALK = ROOT / "docs" / "decisions" / "0003-where-each-fact-of-the-papers-lives.md"
PLANS = ("stoke_staffordshire.json", "south_east.json")
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


@pytest.fixture(scope="module")
def stoke():
    return read("stoke_staffordshire.json")


@pytest.fixture(scope="module")
def south_east():
    return read("south_east.json")


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


def every(rows, part):
    return [thing for row in rows["improvements"] for thing in row[part]]


def objects(value):
    """Every dictionary of a file, however deep it lies."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from objects(inner)


def numbers_with(rows, part):
    return [int(row["number"]) for row in rows["improvements"] if row[part]]


def test_stoke_has_25_improvements_in_three_themes(stoke):
    themes = [row["theme"] for row in stoke["improvements"]]
    assert [row["number"] for row in stoke["improvements"]] == [str(n) for n in range(1, 26)]
    assert themes == ["Strategy"] * 3 + ["Governance"] * 17 + ["Delivery"] * 5
    assert [theme["title"] for theme in stoke["plan"]["themes"]] == list(dict.fromkeys(themes))


def test_stoke_has_75_milestones_and_28_citations_to_two_sources(stoke):
    assert len(every(stoke, "milestones")) == 75
    cited = Counter(citation["source"] for citation in every(stoke, "citations"))
    assert cited == {"deep_dive": 20, "governance_audit": 8}
    assert Counter(c["on"] == "row" for c in every(stoke, "citations")) == {True: 13, False: 15}


def test_leads_stand_in_14_rows_and_a_kpi_heading_in_13(stoke):
    rows = [1, 2, 3, 4, 6, 7, 12, 14, 18, 21, 22, 23, 24, 25]
    assert numbers_with(stoke, "leads") == numbers_with(stoke, "lead_heading") == rows
    assert numbers_with(stoke, "kpi_heading") == [n for n in rows if n != 7]
    assert [
        n for n in numbers_with(stoke, "kpi_heading") if n not in numbers_with(stoke, "kpis")
    ] == [4]


def test_printed_oddities_are_kept(stoke):
    rows = {row["number"]: row for row in stoke["improvements"]}
    assert {row["kpi_heading"] for row in stoke["improvements"]} == {
        "",
        "KPIs:",
        "KPI’s:",
        "KPI:",
        "KPIs",
    }
    assert rows["7"]["lead_heading"] == "LEP Lead is"
    assert rows["7"]["leads"][0]["name"] == "Program Manager"
    assert rows["7"]["leads"][0]["person"] == rows["2"]["leads"][1]["person"] == "programme_manager"
    assert [lead["topic"] for lead in rows["1"]["leads"]] == ["LIS"] * 3 + ["SAP"] * 3 + [
        "Sub Group Structure"
    ] * 3
    assert {lead["name"] for lead in every(stoke, "leads") if lead["kind"] == "post"} == {
        "PAG Chair",
        "PAG/SPMG Chair",
        "Independent Technical Advisor",
    }
    assert [
        c["printed"]
        for c in every(stoke, "citations")
        if c["printed"].count("(") != c["printed"].count(")")
    ] == ["Deep Dive report pg 13)."]
    assert [block["kind"] for block in rows["18"]["statement"]] == ["paragraph", "bullet"]
    assert [n["number"] for n in rows.values() if any(m.get("empty") for m in n["monitoring"])] == [
        "9",
        "10",
        "17",
    ]
    assert [
        n["number"] for n in rows.values() if any(p.get("empty") for p in n["progress_q1"])
    ] == ["7"]
    pointers = {r["printed"]: r["to"] for r in every(stoke, "references")}
    assert pointers == {
        "(see action 1)": "1",
        "(see action 23)": "23",
        "listed (left)": "7",
        "available here": None,
    }


def test_seven_rows_wait_for_a_framework_without_a_date(stoke):
    waiting = [
        r["number"]
        for r in stoke["improvements"]
        for w in r["waits_for"]
        if w["awaited"] == "laf_version_6"
    ]
    assert waiting == ["8", "9", "10", "12", "13", "17", "19"]
    framework = next(a for a in stoke["awaited"] if a["key"] == "laf_version_6")
    assert framework["due_text"] == "" and framework["latest"] is None


def test_twelve_notes_are_stamped_25_june(stoke):
    stamped = [note for note in every(stoke, "progress_q1") if note["as_at"]]
    assert len(stamped) == 12
    assert {note["as_at"] for note in stamped} == {"2019-06-25"}
    assert all(note["as_at_text"] in note["text"] for note in stamped)
    assert "ACTION COMPLETED 25 JUNE" in [note["text"] for note in stamped]


def test_the_second_quarter_stands_half_way(stoke):
    states = Counter(row["q2"]["state"] for row in stoke["improvements"])
    assert states == STATES
    for row in stoke["improvements"]:
        story = row["q2"]
        if story["status"] in {"at_risk", "off_track"}:
            assert story["reason"], row["number"]
        if story["state"] == "returned":
            assert story["review"]["note"]
        if story["state"] == "accepted":
            differs = story["review"]["status"] != story["status"]
            assert differs == bool(story["review"]["why_differ"]), row["number"]


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
    rows = south_east["improvements"]
    assert (
        len(rows) == 7
        and {row["number"] for row in rows} == {""}
        and {row["theme"] for row in rows} == {None}
    )
    assert south_east["plan"]["numbering"] == "automatic"
    assert rows[6]["raw_fragments"][0]["text"] == "f leadership role for future LEP"
    assert [row["ref"] for row in rows if row["progress_q1"]] == ["1", "5", "6", "7"]
    assert all(note["empty"] for note in every(south_east, "progress_q1"))
    assert {m["text"].split(" ")[0] for m in every(south_east, "monitoring")} == {
        "CLGU/SELEP",
        "CLGU",
        "SELEP",
    }
    children = [m for m in rows[1]["milestones"] if "parent" in m]
    assert [child["due_text"] for child in children] == ["June", "December"]
    assert all(child["parent"] == "2-m3" and child["year_inferred"] for child in children)
    assert [m["state_text"] for m in every(south_east, "milestones") if "state_text" in m] == [
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


@pytest.mark.parametrize("name", [*PLANS, "hotsw_okrs.json"])
def test_every_date_reads_in_order_and_stands_in_its_text(name):
    for thing in objects(read(name)):
        if "precision" in thing:
            assert thing["precision"] in Precision.values
            first, last = thing["earliest"], thing["latest"]
            assert not (first and last) or date.fromisoformat(first) <= date.fromisoformat(last)
        if "due_text" in thing and "key" in thing and "title" not in thing:
            assert thing["due_text"] in thing["text"]
        for reading in thing.get("dates", []):
            assert thing["text"][reading["start"] : reading["end"]] == reading["phrase"]


@pytest.mark.parametrize("name", PLANS)
def test_every_place_points_at_the_words_it_names(name):
    for row in read(name)["improvements"]:
        texts = {
            part["key"]: part["text"]
            for part in row["kpis"] + row["milestones"] + row["progress_q1"]
        }
        for pointer in row["references"] + row["waits_for"]:
            text = texts[pointer["on"]]
            assert text[pointer["start"] :].startswith(pointer["printed"])
        for citation in row["citations"]:
            text = (
                row["statement"][citation["block"]]["text"]
                if citation["on"] == "row"
                else texts[citation["on"]]
            )
            assert citation["start"] == len(text)


@pytest.mark.parametrize("name", PLANS)
def test_every_key_resolves(name, reference):
    rows = read(name)
    people = {person["key"] for person in rows["people"]}
    bodies = {body["slug"] for body in rows["bodies"]}
    words = {status["key"] for status in reference["words"]} | {None}
    reasons = set(REASONS)
    processes = {process["key"] for process in rows["monitoring_processes"]}
    refs = {row["ref"] for row in rows["improvements"]}
    assert {role.get("body") for person in rows["people"] for role in person["roles"]} <= bodies | {
        None
    }
    assert {
        seat["person"] for body in rows["bodies"] for seat in body["seats"] if "person" in seat
    } <= people
    assert {line["process"] for line in every(rows, "monitoring")} - {None} == processes
    assert {citation["source"] for citation in every(rows, "citations")} == {
        s["key"] for s in rows["sources"]
    }
    assert {wait["awaited"] for wait in every(rows, "waits_for")} == {
        a["key"] for a in rows["awaited"]
    }
    assert {pointer["to"] for pointer in every(rows, "references")} <= refs | {None}
    for row in rows["improvements"]:
        story, milestones = row["q2"], {m["key"] for m in row["milestones"]}
        assert row["updater"] in people and story["by"] in people | {None}
        assert story["status"] in words
        assert story.get("no_change_reason", next(iter(reasons))) in reasons
        assert {tick["milestone"] for tick in story.get("ticks", [])} <= milestones
        assert {r["kpi"] for r in story.get("kpi_readings", [])} <= {
            k["key"] for k in row["kpis"] if "target" in k
        }
        assert (
            story.get("date_move", {"milestone": next(iter(milestones))})["milestone"] in milestones
        )
        assert {question["from"] for question in story.get("questions", [])} <= people


@pytest.mark.parametrize("name", PLANS)
def test_statements_are_clean_structured_text(name):
    for row in read(name)["improvements"]:
        structured_text.validate(row["statement"])
        assert len(row["short_name"]) <= 60
        for part in row["kpis"] + row["milestones"] + row["progress_q1"]:
            assert part["text"] == structured_text.clean_line(part["text"])


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
    for lead in every(rows, "leads") if "improvements" in rows else []:
        assert lead["name"].endswith(POSTS), lead["name"]


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
