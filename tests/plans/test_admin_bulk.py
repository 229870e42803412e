"""Several rows at once in the administration: asked about first, then all of them or none."""

import json
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from governance.models import AuditEvent, Reminder, User
from plans import workflow
from plans.input.update import UpdateContent
from plans.models import Milestone, ProgressUpdate
from plans.rounds.versions_seen import seen_standing
from tests import factories


@pytest.fixture(autouse=True)
def _september(on_day):
    on_day(date(2019, 9, 20))


@pytest.fixture
def root(as_, administrator) -> Client:
    return as_(administrator)


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("verb", flat=True))


def do(client: Client, rows, action: str, **given):
    """Tick the rows, choose the action, and send its page; the page alone without answers."""
    model = rows[0]._meta
    address = reverse(f"admin:{model.app_label}_{model.model_name}_changelist")
    sent = {"action": action, "_selected_action": [row.pk for row in rows]}
    before = AuditEvent.objects.count()
    asked = client.post(address, sent)
    assert asked.status_code == 200, "it is asked about first"
    assert AuditEvent.objects.count() == before
    carried = asked.context["form"].fields.get("seen")
    seen = carried.initial if carried else ""
    return client.post(address, sent | {"seen": seen} | given | {"confirmed": "yes"})


def test_rows_are_given_an_updater_and_a_theme(root, administrator, plan, coordinator):
    rows = list(plan.improvements.order_by("order"))[:2]
    assert do(root, rows, "set_updater", updater=coordinator.pk).status_code == 302
    assert plan.improvements.filter(updater=coordinator).count() == 2
    assert verbs() == ["plans.improvement_edited"] * 2
    assert AuditEvent.objects.first().details["where"] == "administration"
    assert AuditEvent.objects.first().actor == administrator
    other = plan.themes.create(title="Delivery", order=2)
    assert do(root, rows, "set_theme", theme=other.pk).status_code == 302
    assert plan.improvements.filter(theme=other).count() == 2


def test_nobody_from_elsewhere_is_offered(root, plan, outsider, other_partnership):
    rows = list(plan.improvements.all())
    answer = do(root, rows, "set_updater", updater=outsider.pk)
    assert "Select a valid choice" in answer.content.decode() and not verbs()
    there = factories.make_plan(other_partnership).improvements.first()
    answer = do(root, [*rows, there], "set_updater")
    assert "Choose rows of one partnership." in answer.content.decode()


def test_a_date_that_moves_later_needs_its_reason_and_is_kept_as_a_move(root, plan):
    rows = list(Milestone.objects.filter(improvement__plan=plan))
    answer = do(root, rows, "set_due", due_text="by end of January 2020")
    shown = answer.content.decode()
    assert "Say why" in shown and "by end of January 2020" in shown and not verbs()
    answer = do(root, rows, "set_due", due_text="by end of January", reason="The board met late.")
    assert "Write it in full." in answer.content.decode()
    answer = do(
        root, rows, "set_due", due_text="by end of January 2020", reason="The board met late."
    )
    assert answer.status_code == 302
    for row in Milestone.objects.all():
        move = row.moves.get()
        assert (row.latest, move.from_latest) == (date(2020, 1, 31), date(2019, 7, 31))
        assert move.reason == "The board met late."


def test_parts_are_removed_with_a_reason(root, plan):
    rows = list(plan.improvements.all())
    answer = do(root, rows, "retire", reason="")
    assert "Say in a few words why." in answer.content.decode()
    assert do(root, rows, "retire", reason="Merged.").status_code == 302
    assert not plan.improvements.live().exists()
    assert verbs() == ["plans.improvement_retired"] * 3


def test_it_is_all_of_them_or_none(root, plan, coordinator):
    theme = plan.themes.get()
    empty = plan.themes.create(title="Empty", order=2)
    answer = do(root, [empty, theme], "retire", reason="Over.")
    assert "Move the rows of “Strategy”" in answer.content.decode()
    assert plan.themes.live().count() == 2 and not verbs()


def test_updates_are_exempted_and_their_people_asked_again(root, plan_round):
    first, *others = plan_round.updates.order_by("improvement__order")
    assert do(root, [first], "exempt", reason="Not due.").status_code == 302
    assert ProgressUpdate.objects.get(pk=first.pk).state == "excused"
    assert verbs() == ["plans.update_exempted"]
    assert do(root, others, "remind").status_code == 302
    assert Reminder.objects.filter(kind="chased").count() == 2
    assert verbs()[1:] == ["plans.reminder_sent"]
    assert "sent a reminder today already" in do(root, others, "remind").content.decode()


def test_a_row_that_changed_since_the_page_was_shown_is_not_exempted(root, plan_round, officer):
    row = plan_round.updates.order_by("improvement__order").first()
    old = json.dumps({row.pk: seen_standing([row])})
    workflow.save_update(row, content=UpdateContent(notes="Begun meanwhile."), by=officer)
    answer = do(root, [row], "exempt", reason="Not due.", seen=old)
    assert answer.status_code == 200 and "errornote" in answer.content.decode()
    assert ProgressUpdate.objects.get(pk=row.pk).state == "draft"
    assert "plans.update_exempted" not in verbs()


@pytest.mark.parametrize("odd", ["", "[]", "{", "[" * 3000, '"x"'])
def test_a_page_that_names_no_version_decides_nothing(root, plan_round, odd):
    row = plan_round.updates.order_by("improvement__order").first()
    answer = do(root, [row], "exempt", reason="Not due.", seen=odd)
    assert answer.status_code == 200
    assert ProgressUpdate.objects.get(pk=row.pk).state != "excused"


def test_the_chosen_rows_go_out(root, plan):
    row = plan.improvements.first()
    answer = do(root, [row], "export_selected", kind="CsvFile")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Type"].startswith("text/csv") and len(lines) == 2
    assert verbs() == ["plans.improvement_exported"]


def test_staff_of_another_role_do_nothing_in_bulk(as_, plan, officer):
    officer.is_staff = True
    officer.save()
    officer.user_permissions.set(Permission.objects.filter(content_type__app_label="plans"))
    client = as_(User.objects.get(pk=officer.pk))
    address = reverse("admin:plans_improvement_changelist")
    row = plan.improvements.first()
    sent = {
        "action": "retire",
        "_selected_action": [row.pk],
        "reason": "x",
        "confirmed": "yes",
    }
    client.post(address, sent)
    assert plan.improvements.live().count() == 3 and not verbs()
