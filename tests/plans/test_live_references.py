"""“(see action 23)” is a link to its row and shows the number the row has now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import KPI, Milestone, Reference
from plans.text.reference_links import LinkedWords, pieces
from plans.workflow.editing import edit_part, retire_part
from tests import reading


def told(printed, number="23", start=None, kind="row", ref="23", gone=None):
    return {
        "printed": printed,
        "start": start,
        "kind": kind,
        "ref": ref,
        "number": number,
        "short_name": "Open papers",
        "gone": gone,
    }


def shown(text, *references):
    return pieces(text, references, lambda ref: f"/{ref}/")


def test_words_are_a_link_at_their_place():
    text = "Publish papers (see action 23) in June."
    link = LinkedWords("(see action 23)", "/23/", "Open papers")
    assert shown(text, told("(see action 23)", start=15)) == [
        LinkedWords("Publish papers "),
        link,
        LinkedWords(" in June."),
    ]
    assert shown(text) == [] == shown("Nothing here.", told("(see action 23)"))


@pytest.mark.parametrize(
    ("printed", "now", "words"),
    [
        ("(see action 23)", "7", "(see action 7)"),
        ("see R4", "R12", "see R12"),
        ("action 2.1", "3.1", "action 3.1"),
    ],
)
def test_the_number_follows_the_row(printed, now, words):
    assert shown(f"Done: {printed}", told(printed, now))[1] == LinkedWords(
        words, "/23/", "Open papers", printed
    )


def test_an_unnumbered_row_and_a_leading_nought_keep_the_printed_words():
    for number in ("", "4"):
        (link,) = shown("see row 04", told("see row 04", number))
        assert (link.text, link.printed) == ("see row 04", "")


def test_each_number_of_a_list_leads_to_its_own_row():
    words = "see actions 4 and 6"
    found = shown(words, told(words, "5", ref="4"), told(words, "6", ref="6"))
    assert [(one.text, one.href) for one in found] == [
        ("see actions ", ""),
        ("5", "/4/"),
        (" and ", ""),
        ("6", "/6/"),
    ]


def test_a_range_leads_to_its_ends():
    words = "actions 4 to 6"
    found = shown(words, *(told(words, str(n + 1), ref=str(n)) for n in (4, 5, 6)))
    assert [(one.text, one.href) for one in found if one.href] == [("5", "/4/"), ("7", "/6/")]


def test_what_leads_nowhere_says_why():
    for reference in (
        told("(left)", kind="layout"),
        told("(left)", kind="lost_link", ref=None),
        told("(left)", ref=None),
    ):
        link = shown("As (left)", reference)[1]
        assert (
            link.text == "(left)"
            and not link.href
            and "leads nowhere" in link.hint.replace("lead nowhere", "leads nowhere")
        )


def test_action_2_is_not_found_in_action_23():
    assert shown("see action 23", told("action 2", "2")) == []


# --- On the pages -------------------------------------------------------------------------------
@pytest.fixture
def pointing(plan, coordinator):
    """The first row points at the second from its statement, a milestone and a KPI."""
    row, to = plan.improvements.order_by("order")[:2]
    row.statement = [{"kind": "paragraph", "level": 0, "text": "Publish <all> (see action 2)."}]
    row.save()
    Reference.objects.create(improvement=row, to=to, printed="(see action 2)", block=0, start=14)
    milestone = Milestone.objects.filter(improvement=row).first()
    milestone.text = "Agree it, see action 2"
    milestone.save()
    Reference.objects.create(
        improvement=row, milestone=milestone, to=to, printed="see action 2", start=10
    )
    KPI.objects.create(improvement=row, text="As in action 2", order=9)
    Reference.objects.create(improvement=row, to=to, printed="in action 2")
    return row, to


@pytest.mark.parametrize("name", ["plan", "row"])
def test_the_pages_show_links_with_the_present_number(
    as_, officer, coordinator, plan, pointing, name
):
    row, to = pointing
    slugs = [plan.partnership.slug, plan.slug]
    address = reverse("plans:improvement_detail", args=[*slugs, to.ref])
    where = {
        "plan": reverse("plans:plan_detail", args=slugs) + "?rows=all",
        "row": reverse("plans:improvement_detail", args=[*slugs, row.ref]),
    }[name]
    page = reading.shown(as_(officer).get(where))
    assert "Publish &lt;all&gt; <a" in page and "<all>" not in page
    for words in ("(see action 2)", "see action 2", "in action 2"):
        assert f'href="{address}" title="{to.short_name}">{words}</a>' in page
    edit_part(to, changes={"number": "17"}, by=coordinator)
    page = reading.shown(as_(officer).get(where))
    for now, before in (("(see action 17)", "(see action 2)"), ("in action 17", "in action 2")):
        assert f'(printed as “{before}”)">{now}</a>' in page
    retire_part(to, reason="It was joined with another.", by=coordinator)
    page = reading.shown(as_(officer).get(where))
    assert '(see action 17)</a> <span class="soft">(removed)</span>' in page
    row.refresh_from_db()
    assert row.statement[0]["text"] == "Publish <all> (see action 2)."


def test_the_plan_page_asks_no_more_for_links(as_, officer, plan, pointing):
    where = reverse("plans:plan_detail", args=[plan.partnership.slug, plan.slug]) + "?rows=all"
    client = as_(officer)
    client.get(where)
    with CaptureQueriesContext(connection) as linked:
        assert "(see action 2)</a>" in client.get(where).content.decode()
    Reference.objects.all().delete()
    with CaptureQueriesContext(connection) as plain:
        assert "(see action 2)</a>" not in client.get(where).content.decode()
    assert len(linked) == len(plain) <= 12
