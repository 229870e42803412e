"""Giving a part or a row another place."""

import pytest
from django.urls import reverse

from governance.models import AuditEvent
from plans.models import Theme
from plans.workflow.editing import move_part, retire_part


@pytest.fixture
def second_theme(plan):
    return Theme.objects.create(plan=plan, title="Delivery", order=2)


def refs(plan):
    return list(plan.improvements.live().values_list("ref", flat=True))


def row_url(plan, ref):
    return reverse("plans:improvement_move", args=[plan.partnership.slug, plan.slug, ref])


def test_a_row_moves_up_and_down(as_, coordinator, plan):
    client = as_(coordinator)
    client.post(row_url(plan, "1"), {"step": "down"})
    assert refs(plan) == ["2", "1", "3"]
    client.post(row_url(plan, "3"), {"step": "up"})
    assert refs(plan) == ["2", "3", "1"]
    assert AuditEvent.objects.count() == 2


def test_a_row_goes_to_a_place_in_another_theme(as_, coordinator, plan, second_theme):
    data = {"position": "1", "theme": second_theme.pk}
    as_(coordinator).post(row_url(plan, "3"), data)
    assert refs(plan) == ["3", "1", "2"]
    assert plan.improvements.get(ref="3").theme == second_theme


def test_a_place_beyond_the_end_is_the_end(as_, coordinator, plan):
    as_(coordinator).post(row_url(plan, "1"), {"position": "99"})
    assert refs(plan) == ["2", "3", "1"]


def test_up_skips_rows_of_other_themes(coordinator, as_, plan, second_theme):
    plan.improvements.filter(ref="2").update(theme=second_theme)
    as_(coordinator).post(row_url(plan, "3"), {"step": "up"})
    assert refs(plan) == ["3", "1", "2"]


def test_moving_keeps_the_version_so_that_nobody_who_writes_is_disturbed(coordinator, plan):
    row = plan.improvements.get(ref="1")
    move_part(row, position=3, by=coordinator)
    assert plan.improvements.get(ref="1").version == row.version


def test_a_theme_moves_too(as_, coordinator, plan, second_theme):
    url = reverse(
        "plans:part_move", args=[plan.partnership.slug, plan.slug, "theme", second_theme.pk]
    )
    as_(coordinator).post(url, {"step": "up"})
    assert [theme.title for theme in plan.themes.all()] == ["Delivery", "Strategy"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"step": "up"}, "It is at the end of its list already."),
        ({"position": "first"}, "Give the new place as a number, such as 3."),
        ({}, "Give the new place as a number, such as 3."),
    ],
)
def test_what_cannot_be_done_is_said(as_, coordinator, plan, data, sentence):
    page = as_(coordinator).post(row_url(plan, "1"), data, follow=True)
    assert sentence in page.content.decode()
    assert refs(plan) == ["1", "2", "3"]


def test_a_row_taken_out_is_not_moved(as_, coordinator, plan):
    retire_part(plan.improvements.get(ref="1"), reason="Merged.", by=coordinator)
    page = as_(coordinator).post(row_url(plan, "1"), {"step": "down"}, follow=True)
    assert "Restore it to move it." in page.content.decode()


def test_sources_have_no_order(as_, coordinator, plan):
    source = plan.sources.create(key="audit", title="Audit")
    url = reverse("plans:part_move", args=[plan.partnership.slug, plan.slug, "source", source.pk])
    assert as_(coordinator).post(url, {"step": "up"}).status_code == 404


def test_get_is_405_officer_403_outsider_404(as_, coordinator, officer, outsider, plan):
    assert as_(coordinator).get(row_url(plan, "1")).status_code == 405
    assert as_(officer).post(row_url(plan, "1"), {"step": "down"}).status_code == 403
    assert as_(outsider).post(row_url(plan, "1"), {"step": "down"}).status_code == 404
