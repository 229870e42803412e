"""A table of another body: each of its columns stands under its own heading on the plan page."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from plans.models import Plan

OWNER = """No.,Action,Owner,Milestone / target date,RAG
1,Publish the register of interests,Head of Governance,30 June 2026,Green
2,Recruit two members,Chief Executive,By September 2026,Amber
3,Adopt the framework,S151 Officer,TBC,Blue
"""
BRAG = """Ref,Action,Lead officer,Deadline,BRAG,Evidence of impact
A1,Set up a shareholder committee,Monitoring Officer,29/03/2026,G,Terms of reference agreed
A2,Adopt a template,Head of Governance,15/12/2026,Overdue,
"""
TEN = """Task ID,Task,Bucket,Priority,Assigned to,Start date,Due date,Progress,Status,Labels
T1,Write the brief,Museums,Urgent,Museum Manager,04/03/2026,28/03/2026,Sent to legal,Green,Blue room
T2,Award the contract,Leisure,Low,Head of Leisure,04/03/2026,30/06/2026,,Red,Red room
"""


@pytest.fixture
def imported(partnership, coordinator, tmp_path):
    def bring(text):
        path = tmp_path / "another body.csv"
        path.write_text(text, encoding="utf-8")
        named = {"partnership": partnership.slug, "plan_year": "2026-27", "commit": True}
        call_command("import_document", str(path), verbosity=0, **named)
        return Plan.objects.latest("pk")

    return bring


def _page(client, plan):
    page = client.get(plan.get_absolute_url()).content.decode()
    heads = re.findall(r'<th scope="col"\s+role="columnheader">\s*([^<]*?)\s*<', page)
    rows = re.findall(r'<tr role="row" class="row.*?</tr>', page, re.DOTALL)
    return heads, [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows], page


def _is_under(heading, words, row):
    return re.search(rf"{re.escape(heading)}\s+{re.escape(words)}", row)


def test_owner_and_rag(imported, as_, coordinator):
    plan = imported(OWNER)
    heads, rows, page = _page(as_(coordinator), plan)
    assert heads == ["Action", "Milestone / target date", "Progress"]
    # No column stands there that neither the paper nor a row has.
    assert page.count("<col>") == 3 and 'colspan="4"' not in page
    first, second, third = rows
    assert _is_under("Owner", "Head of Governance", first) and "On track" in first
    assert _is_under("RAG", "Amber", second) and "At risk" in second
    assert "Printed as “Blue”" in third
    assert all(
        lead.name != "30 June 2026" for row in plan.improvements.all() for lead in row.leads.all()
    )


def test_a_six_column_tracker(imported, as_, coordinator):
    heads, rows, _ = _page(as_(coordinator), imported(BRAG))
    assert heads == ["Action", "Deadline", "Progress"]
    assert _is_under("Lead officer", "Monitoring Officer", rows[0])
    assert _is_under("BRAG", "G", rows[0]) and "On track" in rows[0]
    assert "Terms of reference agreed" in rows[0]
    assert "Off track" in rows[1] and "29/03/2026" in rows[0]


def test_ten_columns(imported, as_, coordinator):
    plan = imported(TEN)
    heads, rows, _ = _page(as_(coordinator), plan)
    assert "Monitoring" not in heads and len(heads) == 3
    words = ("T1", "Write the brief", "Museums", "Urgent", "Museum Manager", "28/03/2026")
    assert [one for one in (*words, "Sent to legal", "Blue room") if one not in rows[0]] == []
    for heading, said in (("Assigned to", "Museum Manager"), ("Priority", "Urgent")):
        assert _is_under(heading, said, rows[0]), heading
    assert "On track" in rows[0] and "Off track" in rows[1]


def test_what_no_field_holds_is_edited_as_a_further_column(imported, as_, coordinator):
    plan = imported(TEN)
    row = plan.improvements.first()
    assert {"Priority", "Labels"} <= {extra["heading"] for extra in row.extras}
    address = reverse("plans:improvement_edit", args=[plan.partnership.slug, plan.slug, row.ref])
    page = as_(coordinator).get(address).content.decode()
    assert all(words in page for words in ("Priority", "Urgent", "Labels", "Blue room"))


def test_a_plan_of_its_own_keeps_its_four_columns(as_, coordinator, plan):
    heads, _, page = _page(as_(coordinator), plan)
    assert heads == ["Improvement", "Milestones", "Monitoring", "Progress"]
    assert page.count("<col>") == 4
