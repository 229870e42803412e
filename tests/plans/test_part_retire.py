"""Taking a part out with a reason, and putting it back."""

import pytest
from django.urls import reverse

from governance.errors import ActionRefused
from governance.models import AuditEvent
from plans.models import Improvement, Plan, ProgressUpdate
from plans.workflow.editing import restore_part, retire_part


@pytest.fixture
def row(plan):
    return plan.improvements.get(ref="2")


def row_url(row, verb):
    return reverse(f"plans:improvement_{verb}", args=[row.partnership.slug, row.plan.slug, row.ref])


def test_the_page_names_what_goes_and_what_stays(as_, coordinator, row):
    page = as_(coordinator).get(row_url(row, "retire")).content.decode()
    assert "2. Open papers 2" in page
    assert "Nothing is deleted" in page


def test_a_row_is_taken_out_with_its_reason(as_, coordinator, row):
    answer = as_(coordinator).post(
        row_url(row, "retire"), {"reason": "Merged with row 1.", "seen": row.seen}
    )
    page = as_(coordinator).get(answer.url).content.decode()
    assert "Merged with row 1." in page
    assert "Restore it" in page
    row = Improvement.objects.get(pk=row.pk)
    assert not row.is_live
    assert row.retired_by == coordinator
    assert AuditEvent.objects.get().verb == "plans.improvement_retired"


def test_in_an_open_quarter_it_is_excused_and_comes_back_when_put_back(
    as_, coordinator, plan_round
):
    row = plan_round.plan.improvements.get(ref="2")
    as_(coordinator).post(
        row_url(row, "retire"), {"reason": "Merged with row 1.", "seen": row.seen}
    )
    update = ProgressUpdate.objects.get(improvement=row)
    assert update.state == ProgressUpdate.State.EXCUSED
    assert "Merged with row 1." in update.excused_reason
    as_(coordinator).post(row_url(row, "restore"))
    assert Improvement.objects.get(pk=row.pk).is_live
    assert ProgressUpdate.objects.get(improvement=row).state != ProgressUpdate.State.EXCUSED
    assert AuditEvent.objects.count() == 2


def test_a_reason_is_asked_for(as_, coordinator, row):
    page = as_(coordinator).post(row_url(row, "retire"), {"reason": " "})
    assert "Say in a few words why it is removed." in page.content.decode()
    assert Improvement.objects.get(pk=row.pk).is_live


def test_a_theme_with_rows_stays(as_, coordinator, plan):
    theme = plan.themes.get()
    url = reverse("plans:part_retire", args=[plan.partnership.slug, plan.slug, "theme", theme.pk])
    page = as_(coordinator).post(url, {"reason": "Unused."}, follow=True)
    assert "Move the rows of “Strategy” to another theme first." in page.content.decode()
    assert plan.themes.live().exists()


def test_a_shared_process_is_never_taken_out(as_, coordinator, plan):
    process = plan.monitoring_processes.create(text="Monthly call")
    url = reverse(
        "plans:part_retire", args=[plan.partnership.slug, plan.slug, "process", process.pk]
    )
    assert as_(coordinator).post(url, {"reason": "Unused."}).status_code == 404


def test_the_whole_plan_is_taken_out_and_put_back(as_, coordinator, plan):
    client = as_(coordinator)
    args = [plan.partnership.slug, plan.slug]
    answer = client.post(
        reverse("plans:plan_retire", args=args), {"reason": "Replaced.", "seen": plan.seen}
    )
    assert "Restore the plan" in client.get(answer.url).content.decode()
    client.post(reverse("plans:plan_restore", args=args))
    assert Plan.objects.get().is_live


def test_nothing_is_written_in_a_plan_taken_out(as_, coordinator, row):
    retire_part(row.plan, reason="Replaced.", by=coordinator)
    url = reverse(
        "plans:row_part_create",
        args=[row.partnership.slug, row.plan.slug, row.ref, "lead"],
    )
    page = as_(coordinator).post(url, {"name": "Chair", "kind": "post"}, follow=True)
    assert "This plan was removed." in page.content.decode()
    assert AuditEvent.objects.count() == 1


def test_the_record_says_what_went_from_where_and_why(coordinator, row):
    retire_part(row, reason="Merged with row 1", by=coordinator)
    assert str(AuditEvent.objects.get()) == (
        f"{coordinator.name} took out improvement 2 in Improvement plan 2019-20: Merged with row 1."
    )


def test_twice_is_once(coordinator, row):
    retire_part(row, reason="Merged.", by=coordinator)
    with pytest.raises(ActionRefused, match="was removed already"):
        retire_part(row, reason="Merged.", by=coordinator)
    restore_part(row, by=coordinator)
    with pytest.raises(ActionRefused, match="is in the plan already"):
        restore_part(row, by=coordinator)
    assert AuditEvent.objects.count() == 2


def test_get_of_the_verb_is_405_officer_403_outsider_404(as_, coordinator, officer, outsider, row):
    assert as_(coordinator).get(row_url(row, "restore")).status_code == 405
    assert as_(officer).get(row_url(row, "retire")).status_code == 403
    assert as_(officer).post(row_url(row, "restore")).status_code == 403
    assert as_(outsider).get(row_url(row, "retire")).status_code == 404
