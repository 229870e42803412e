"""Saves in the administration: guarded by the version, one event each, nothing typed is lost."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.admin import acting
from governance.models import AuditEvent, Body, ChangedMeanwhile, Partnership, Seat, User
from tests import factories


@pytest.fixture
def root(as_, administrator) -> Client:
    return as_(administrator)


@pytest.fixture
def body(partnership) -> Body:
    return factories.make_body(partnership)


def seats(*rows: dict, first: int = 0) -> dict:
    """What a browser sends for the seats beneath a body."""
    sent = {
        "seats-TOTAL_FORMS": str(len(rows)),
        "seats-INITIAL_FORMS": str(first),
        "seats-MIN_NUM_FORMS": "0",
        "seats-MAX_NUM_FORMS": "1000",
    }
    for place, row in enumerate(rows):
        sent |= {f"seats-{place}-{name}": str(value) for name, value in row.items()}
    return sent


def typed(body: Body, **more) -> dict:
    return {
        "partnership": str(body.partnership_id),
        "name": body.name,
        "slug": body.slug,
        "kind": body.kind,
        "remit": body.remit,
        "read_version": str(body.version),
        **seats(),
        **more,
    }


def page(body: Body) -> str:
    return reverse("admin:governance_body_change", args=[body.pk])


def test_save_is_kept_with_its_version_and_one_event(root, administrator, body):
    answer = root.post(page(body), typed(body, name="Audit Committee"))
    assert answer.status_code == 302
    body.refresh_from_db()
    event = AuditEvent.objects.get()
    assert (body.name, body.version) == ("Audit Committee", 2)
    assert body.history.first().history_user == administrator
    assert (event.actor, event.partnership, event.subject) == (
        administrator,
        body.partnership,
        body,
    )
    assert (event.verb, event.as_printed) == (
        "governance.body_edited",
        "Administrator changed Audit Committee.",
    )
    assert event.details == {"where": "administration"}


def test_new_row_with_its_parts_leaves_the_events_of_its_pages(root, partnership):
    sent = {
        "partnership": str(partnership.pk),
        "name": "Place sub-group",
        "slug": "place",
        "kind": "sub_group",
        **seats({"post": "chair", "printed_name": "To be agreed"}, {"post": "vice_chair"}),
    }
    assert root.post(reverse("admin:governance_body_add"), sent).status_code == 302
    assert Body.objects.get(slug="place").seats.count() == 2
    verbs = AuditEvent.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs) == [
        "governance.body_created",
        "governance.seat_added",
        "governance.seat_added",
    ]


def test_form_of_an_earlier_version_writes_nothing_and_keeps_what_was_typed(root, body):
    stale = typed(body, name="Typed by me")
    Body.objects.get(pk=body.pk).save()
    body = Body.objects.get(pk=body.pk)
    body.name = "Saved by someone else"
    body.save()
    answer = root.post(page(body), stale)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Someone else saved this meanwhile" in shown
    assert 'value="Typed by me"' in shown
    assert "Saved meanwhile: “Saved by someone else”." in shown
    body.refresh_from_db()
    assert body.name == "Saved by someone else"
    assert not AuditEvent.objects.exists()


def test_after_a_conflict_was_shown_the_next_save_is_a_choice(root, body):
    stale = typed(body, name="Typed by me")
    body.name = "Saved by someone else"
    body.save()
    shown = root.post(page(body), stale).context["adminform"].form
    answer = root.post(page(body), {**stale, "read_version": shown["read_version"].value()})
    assert answer.status_code == 302
    body.refresh_from_db()
    assert body.name == "Typed by me"


def test_form_that_does_not_say_what_was_read_writes_nothing(root, body):
    sent = typed(body, name="Typed by me")
    del sent["read_version"]
    assert root.post(page(body), sent).status_code == 200
    body.refresh_from_db()
    assert body.name != "Typed by me"


def test_stale_part_stops_the_whole_save(root, body):
    seat = Seat.objects.create(body=body, printed_name="First")
    row = {"id": seat.pk, "post": "member", "printed_name": "Mine", "read_version": 1}
    seat.printed_name = "Theirs"
    seat.save()
    answer = root.post(page(body), typed(body, name="New name") | seats(row, first=1))
    assert "Someone else saved this meanwhile" in answer.content.decode()
    body.refresh_from_db()
    seat.refresh_from_db()
    assert seat.printed_name == "Theirs" and body.name != "New name"


def test_save_between_reading_and_writing_is_found_too(root, body, monkeypatch):
    real = acting.ActingAdmin.save_model
    tries = []

    def somebody_is_faster(self, request, obj, form, change):
        tries.append(obj)
        if len(tries) == 1:
            raise ChangedMeanwhile(obj)
        real(self, request, obj, form, change)

    monkeypatch.setattr(acting.ActingAdmin, "save_model", somebody_is_faster)
    assert root.post(page(body), typed(body, name="Second try")).status_code == 302
    assert len(tries) == 2
    assert AuditEvent.objects.count() == 1


def test_nothing_changed_makes_no_new_version(root, body):
    assert root.post(page(body), typed(body)).status_code == 302
    body.refresh_from_db()
    assert body.version == 1


def test_links_stay_in_their_partnership(root, body, other_partnership):
    elsewhere = factories.make_body(other_partnership)
    answer = root.post(page(body), typed(body, parent=str(elsewhere.pk)))
    assert "belongs to OTHER. Choose one of SSLEP." in answer.content.decode()


def test_what_is_reported_on_cannot_be_deleted(root, partnership):
    url = reverse("admin:governance_partnership_delete", args=[partnership.pk])
    factories.make_plan(partnership)
    answer = root.post(url, {"post": "yes"})
    assert answer.status_code == 200
    assert "cannot" in answer.content.decode().lower() or "protected" in answer.content.decode()
    assert Partnership.objects.filter(pk=partnership.pk).exists()
    assert not AuditEvent.objects.exists()


def test_deleting_leaves_one_event(root, body):
    url = reverse("admin:governance_body_delete", args=[body.pk])
    assert root.post(url, {"post": "yes"}).status_code == 302
    event = AuditEvent.objects.get()
    assert event.verb == "governance.body_deleted" and event.partnership == body.partnership


def test_rows_are_not_deleted_in_bulk(root, body):
    sent = {"action": "delete_selected", "_selected_action": [body.pk], "post": "yes"}
    root.post(reverse("admin:governance_body_changelist"), sent)
    assert Body.objects.filter(pk=body.pk).exists()


def test_new_person_gets_no_password(root):
    sent = {
        "name": "Data Officer",
        "email": "Data.Officer@example.org",
        "is_active": "on",
        "role_assignments-TOTAL_FORMS": "0",
        "role_assignments-INITIAL_FORMS": "0",
    }
    assert root.post(reverse("admin:governance_user_add"), sent).status_code == 302
    person = User.objects.get(email="data.officer@example.org")
    assert not person.has_usable_password()


def test_address_that_was_taken_away_opens_nothing(root, officer):
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True, primary=True)
    sent = {
        "name": officer.name,
        "email": "new.address@example.org",
        "is_active": "on",
        "role_assignments-TOTAL_FORMS": "0",
        "role_assignments-INITIAL_FORMS": "0",
    }
    url = reverse("admin:governance_user_change", args=[officer.pk])
    assert root.post(url, sent).status_code == 302
    officer.refresh_from_db()
    assert officer.email == "new.address@example.org"
    assert not EmailAddress.objects.filter(user=officer).exists()


def test_lost_authenticator_is_deleted_and_recorded_without_its_secret(root, officer):
    app = Authenticator.objects.create(user=officer, type="totp", data={"secret": "hush"})
    page_of_app = root.get(reverse("admin:mfa_authenticator_change", args=[app.pk]))
    assert "hush" not in page_of_app.content.decode()
    url = reverse("admin:mfa_authenticator_delete", args=[app.pk])
    assert root.post(url, {"post": "yes"}).status_code == 302
    assert AuditEvent.objects.get().verb == "mfa.authenticator_deleted"


def test_password_is_changed_on_the_one_page_for_it(root):
    answer = root.get(reverse("admin:password_change"))
    assert answer.url == reverse("account_change_password")


def test_earlier_version_is_read_and_not_reverted_to(root, body):
    body.name = "Second name"
    body.save()
    first = body.history.last()
    url = reverse("admin:governance_body_simple_history", args=[body.pk, first.pk])
    assert root.get(url).status_code == 200
    assert root.post(url, typed(body)).status_code == 405


def test_closed_quarter_is_only_read(root, partnership, coordinator):
    quarter = factories.make_round(partnership, by=coordinator)
    quarter.closed_at, quarter.closed_by = clock.now(), coordinator
    quarter.save()
    url = reverse("admin:governance_reportinground_change", args=[quarter.pk])
    assert root.post(url, {"label": "Another"}).status_code == 403


# --- Staff who are no administrators --------------------------------------------------------------
@pytest.fixture
def clerk(coordinator) -> User:
    coordinator.is_staff = True
    coordinator.save()
    allowed = Permission.objects.filter(codename__in=["change_body", "view_body", "view_seat"])
    coordinator.user_permissions.set(allowed)
    return User.objects.get(pk=coordinator.pk)


def test_clerk_sees_only_the_tables_and_partnerships_they_may(as_, clerk, body, other_partnership):
    elsewhere = factories.make_body(other_partnership, "Elsewhere Board")
    client = as_(clerk)
    listed = client.get(reverse("admin:governance_body_changelist")).content.decode()
    assert body.name in listed and "Elsewhere Board" not in listed
    assert client.get(page(elsewhere)).status_code == 302
    assert client.get(reverse("admin:governance_user_changelist")).status_code == 403
    assert client.post(page(body), typed(body, name="Corrected")).status_code == 302
    assert Body.objects.get(pk=body.pk).name == "Corrected"


def test_clerk_cannot_hand_a_row_to_another_partnership(as_, clerk, body, other_partnership):
    answer = as_(clerk).post(page(body), typed(body, partnership=str(other_partnership.pk)))
    assert answer.status_code == 200
    assert Body.objects.get(pk=body.pk).partnership == body.partnership


def test_nobody_else_opens_the_administration(as_, officer, client):
    for one in (client, as_(officer)):
        assert one.get(reverse("admin:index")).status_code in (302, 403, 404)


def test_a_seat_that_is_taken_out_leaves_an_event(root, body):
    seat = Seat.objects.create(body=body, printed_name="Typed twice")
    row = {"id": seat.pk, "post": "member", "printed_name": "Typed twice", "read_version": 1}
    sent = typed(body) | seats(row | {"DELETE": "on"}, first=1)
    assert root.post(page(body), sent).status_code == 302
    assert not Seat.objects.exists()
    assert AuditEvent.objects.get().verb == "governance.seat_deleted"


# --- Partnerships ---------------------------------------------------------------------------------
def test_a_partnership_is_set_up_and_renamed_as_on_its_pages(root, partnership):
    address = reverse("admin:governance_partnership_add")
    sent = {
        "name": "Marches Growth Board",
        "short_name": "Marches",
        "slug": "marches",
        "kind": partnership.kind,
        "reviewer_title": "Area Lead",
        "status_scheme": partnership.status_scheme_id,
        "quarter_convention": partnership.quarter_convention,
    }
    form = root.get(address).context["adminform"].form
    for name in form.fields:
        value = form[name].value()
        if name not in sent and value not in (None, False, ""):
            sent[name] = value
    none = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}
    for prefix in ("names", "accountable_bodies"):
        sent |= {f"{prefix}-{key}": value for key, value in none.items()}
    answer = root.post(address, sent)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    made = Partnership.objects.get(slug="marches")
    assert made.names.get().name == "Marches Growth Board"
    event = AuditEvent.objects.get()
    assert (event.verb, event.partnership) == ("governance.partnership_created", made)
    change = reverse("admin:governance_partnership_change", args=[made.pk])
    again = sent | {"name": "Marches Board", "read_version": str(made.version)}
    assert root.post(change, again).status_code == 302
    assert [one.name for one in made.names.order_by("pk")] == [
        "Marches Growth Board",
        "Marches Board",
    ]
    assert AuditEvent.objects.filter(verb="governance.partnership_edited").exists()
