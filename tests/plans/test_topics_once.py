"""A topic is printed once before its words, wherever an update is printed."""

import json
import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from governance.packs import assemble
from governance.text.sentences import topic_before, with_topic
from governance.workflow.packs import request_pack
from plans import workflow
from plans.documents.files import FORMATS
from plans.input.update import UpdateContent
from plans.models import Lead, ProgressNote, ProgressUpdate
from tests import factories

# What a note says behind its topic, and the topic: typed before its words, or printed apart.
TYPED = {
    "only 12 of 23 policies made.": "REWRITTEN after withdrawal",
    "two hires in October.": "Next steps",
}
PRINTED = {"twelve were sent in July.": "Emails:", "nobody came in June.": "Training –"}
TOPICS = TYPED | PRINTED
LEAD, LED_BY = "Convening:", "Mayor of the county"


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def say(update: ProgressUpdate, officer, *, more: str = "") -> None:
    """Submit words with typed topics, and notes whose topics stand apart as a paper's do."""
    typed = [f"{topic}: {words}" for words, topic in TYPED.items()]
    notes = "\n\n".join([*typed, *PRINTED, *([more] if more else [])])
    workflow.save_update(
        fresh(update), content=UpdateContent(status="on_track", notes=notes), by=officer
    )
    for words, topic in PRINTED.items():
        ProgressNote.objects.filter(update=update, text=words).update(topic=topic)
    workflow.submit_update(fresh(update), by=officer)


@pytest.fixture
def quarters(plan, officer, coordinator, area_lead, on_day):
    """A closed quarter and an open one in which rows with topics are sent, returned and begun."""
    Lead.objects.filter(improvement__plan=plan).update(topic=LEAD, name=LED_BY)
    on_day(date(2019, 7, 3))
    before = factories.make_quarter_before(plan, by=coordinator)
    for update in before.updates.all():
        say(update, officer)
    returned = before.updates.get(improvement__ref="3")
    workflow.return_update(fresh(returned), note="Say which.", by=area_lead)
    workflow.close_plan_round(fresh(before), by=coordinator)
    on_day(date(2019, 9, 26))
    now = factories.make_plan_round(plan, factories.make_round(plan.partnership, by=coordinator))
    say(now.updates.get(improvement__ref="1"), officer, more="And a word more.")
    return fresh(before), fresh(now)


def plain(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def of_file(ending: str, data: bytes) -> str:
    if ending == "docx":
        cells = Document(BytesIO(data)).element.body.itertext()
        return " ".join(" ".join(cells).split())
    if ending == "json":
        return " ".join(_of_json(json.loads(data)))
    if ending == "xlsx":
        rows = list(load_workbook(BytesIO(data)).worksheets[0].iter_rows(values_only=True))
        words = " ".join(str(cell) for row in rows for cell in row if cell)
    else:
        words = data.decode()
    # Beneath the table each part stands in columns of its own, its topic among them.
    return " ".join(words.split("(lep-tracker-plan")[0].split())


def _of_json(value) -> list[str]:
    """The words of a file for programs as its reader prints them: each topic, then its text."""
    if isinstance(value, list):
        return [words for one in value for words in _of_json(one)]
    if not isinstance(value, dict):
        return []
    own = [str(value.get(name) or "") for name in ("topic", "text", "name")]
    return [*(word for word in own if word), *_of_json(list(value.values()))]


def places(quarters, as_, people, body) -> dict[str, str]:
    before, now = quarters
    slugs = [before.partnership.slug, before.plan.slug]
    coordinator, reviewer, member = people
    found = {}
    for name, person in (("coordinator", coordinator), ("member", member)):
        client = as_(person)
        addresses = {"plan": reverse("plans:plan_detail", args=slugs) + "?rows=all"}
        for ref in "123":
            addresses[f"row {ref}"] = reverse("plans:improvement_detail", args=[*slugs, ref])
        for what, address in addresses.items():
            found[f"{what}, {name}"] = plain(client.get(address).content.decode())
        for ending in FORMATS:
            data = client.get(
                reverse("plans:round_file", args=[*slugs, before.round.slug, ending])
            ).content
            found[f"{ending}, {name}"] = of_file(ending, data)
    for ref in "123":
        address = reverse("plans:update_form", args=[*slugs, ref, now.round.slug])
        found[f"form {ref}"] = plain(as_(coordinator).get(address).content.decode())
    address = reverse("plans:review_detail", args=[*slugs, "1", now.round.slug])
    found["review"] = plain(as_(reviewer).get(address).content.decode())
    for plan_round in quarters:
        pack = request_pack(body, round=plan_round.round, by=coordinator)
        found[f"pack {plan_round.round.slug}"] = plain(assemble(pack, at=pack.requested_at).html)
    return found


def test_every_page_pack_and_file_prints_a_topic_once(
    quarters, as_, coordinator, area_lead, committee_member, body
):
    people = (coordinator, area_lead, committee_member)
    told, met = places(quarters, as_, people, body), set()
    for place, text in told.items():
        for words, topic in (TOPICS | {LED_BY: LEAD}).items():
            name = topic.rstrip(":– ")
            for found in re.finditer(rf"((?:{name}\W*)*){re.escape(words)}", text):
                # Who leads is also listed without the part that they lead, in filters.
                times = (0, 1) if topic == LEAD else (1,)
                assert found[1].count(name) in times, f"{place}: {found[0]!r}"
                assert "::" not in found[1] and "–:" not in found[1], f"{place}: {found[0]!r}"
                met.add((place, words))
    for place in told:
        if place.startswith(("row", "form", "review", "plan", "pack", "json", "docx")):
            for words in TOPICS:
                assert (place, words) in met, f"{place} leaves out {words}"


@pytest.mark.parametrize(
    ("topic", "text", "printed"),
    [
        ("Emails", "Emails: twelve.", "Emails: twelve."),
        ("Emails:", "twelve.", "Emails: twelve."),
        ("Emails", "Emails were sent.", "Emails: Emails were sent."),
        ("Emails –", "twelve.", "Emails – twelve."),
        ("Emails:", "Emails: twelve.", "Emails: twelve."),
        ("", "twelve.", "twelve."),
        ("Emails:", "", "Emails:"),
    ],
)
def test_a_topic_stands_before_its_words_once(topic, text, printed):
    assert with_topic(topic, text) == printed
    assert bool(topic_before(topic, text)) == (printed != text)
