"""Making a plan from a blank page."""

import pytest
from django.urls import reverse

from governance.models import AuditEvent
from plans.models import Plan

GOOD = {
    "kind": "action_plan",
    "title": "Action plan 2020",
    "starts_on": "1 April 2020",
    "ends_on": "31/3/2021",
    "printed_period": "2020-21",
    "row_word": "action",
    "themes": "Skills\nPlace\n",
    "rows": "2",
}


@pytest.fixture
def url(partnership):
    return reverse("plans:plan_create", args=[partnership.slug])


def test_a_plan_is_made_with_its_themes_and_empty_rows(as_, coordinator, url):
    answer = as_(coordinator).post(url, GOOD)
    plan = Plan.objects.get()
    assert answer.url == reverse("plans:plan_contents", args=[plan.partnership.slug, plan.slug])
    assert (plan.slug, plan.kind) == ("action-plan-2020", Plan.Kind.ACTION)
    assert [theme.title for theme in plan.themes.all()] == ["Skills", "Place"]
    assert [row.short_name for row in plan.improvements.all()] == ["Action 1", "Action 2"]
    assert AuditEvent.objects.get().verb == "plans.plan_made"


def test_its_history_names_who_made_it(as_, coordinator, url):
    as_(coordinator).post(url, GOOD)
    assert Plan.objects.get().history.first().history_user == coordinator


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Give the plan a title."),
        ({"starts_on": "soon"}, "is not a date we can read"),
        ({"ends_on": "1 March 2020"}, "The last day must come after the first day."),
        ({"slug": "new"}, "The site needs this address itself. Choose another."),
        ({"slug": "Not an address!"}, "Use letters, numbers and hyphens"),
        ({"rows": "200"}, "At most 60 rows"),
    ],
)
def test_a_mistake_is_explained_and_what_was_typed_stays(as_, coordinator, url, wrong, sentence):
    page = as_(coordinator).post(url, GOOD | wrong)
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "Skills" in page.content.decode()
    assert not Plan.objects.exists()


def test_an_address_in_use_is_refused(as_, coordinator, url, plan):
    page = as_(coordinator).post(url, GOOD | {"slug": plan.slug})
    assert "Another plan has this address already." in page.content.decode()


def test_officer_gets_403_and_outsider_404(as_, officer, outsider, url):
    assert as_(officer).get(url).status_code == 403
    assert as_(outsider).get(url).status_code == 404
