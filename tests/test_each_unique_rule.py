"""Every unique rule of the product bites with its own sentence, at the database and at its door.

``ROWS`` has one stored row of each model with such a rule; a second one like it is then saved
behind the forms, and typed into the administration where that table can be written.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from governance import clock
from governance.admin import PicksFirst
from governance.concurrency import unique_rules
from governance.models import (
    AuditEvent,
    AuditHead,
    BoardPack,
    IntendedFinding,
    Invitation,
    OutgoingMail,
    Reminder,
    RoleRequest,
    SentForm,
    TypedText,
    User,
)
from okrs.models import MeasureReading
from plans.models import (
    Awaited,
    KpiReading,
    MilestoneMove,
    MilestoneReport,
    Review,
    Source,
    Submission,
)
from tests import factories
from tests.access_table import make_world
from tests.okrs import objects
from tests.test_unique_rules import RULES

MODELS = list(dict.fromkeys(rule.model for rule in RULES))
# Another row for each rule but one of a model with several: what is changed so that only it bites.
APART: dict[str, dict[str, Any]] = {
    "status_key_once_in_scheme": {"word": "Another word"},
    "status_word_once_in_scheme": {"key": "another"},
    "pack_number_once": {"state": "ready", "supersedes_id": None},
    "one_issued_pack_per_body_and_round": {"number": 7, "supersedes_id": None},
    "governance_boardpack_supersedes_id": {"number": 7, "state": "ready"},
    "one_daily_mail_per_person": {"message_id": "<another@example.org>"},
    "governance_outgoingmail_message_id": {"day": date(2019, 9, 27)},
}


@pytest.fixture
def world(db):
    return make_world()


def _about(thing: models.Model) -> dict[str, Any]:
    return {"subject_type": ContentType.objects.get_for_model(thing), "subject_id": thing.pk}


def _event(world) -> AuditEvent:
    now = clock.now()
    values = {"at": now, "clock_at": now, "verb": "plans.plan_edited", "sentence": "Done."}
    return AuditEvent.objects.create(
        partnership=world.partnership, number=1, actor_key="system", digest="0" * 64, **values
    )


def _pack(world) -> BoardPack:
    by = world.coordinator
    first = factories.make_pack(world.body, world.round, by=by, state="superseded")
    newer = {"supersedes": first, "reason": "A wrong date."}
    return factories.make_pack(world.body, world.round, by=by, state="issued", **newer)


def _move(world) -> MilestoneMove:
    asked = {"state": "draft", "to_latest": date(2020, 1, 31)}
    return MilestoneMove.objects.create(
        milestone=world.milestone, update=world.update, to_text="January", reason="Late.", **asked
    )


def _review(world) -> Review:
    by = {"written_by": world.area_lead}
    return Review.objects.create(update=world.update, number=1, decision="accepted", **by)


def _measured(world) -> MeasureReading:
    result = objects.make_key_result(objects.make_objective(objects.make_set(world.partnership)))
    return MeasureReading.objects.create(
        measure=objects.make_measure(result),
        check_in=objects.make_check_in(result, world.round),
        value=1,
    )


# One stored row of each model; those of the world are found in it.
ROWS: dict[type[models.Model], Callable[[Any], models.Model]] = {
    AuditEvent: _event,
    AuditHead: lambda world: AuditHead.objects.create(partnership=world.partnership),
    BoardPack: _pack,
    TypedText: lambda world: TypedText.objects.create(user=world.officer, form="a", payload={}),
    IntendedFinding: lambda world: IntendedFinding.objects.create(
        partnership=world.partnership,
        key="0" * 64,
        rule="passive",
        said_by=world.coordinator,
        **_about(world.plan),
    ),
    Invitation: lambda world: Invitation.objects.create(
        partnership=world.partnership,
        email="new@example.org",
        role="officer",
        token_digest="0" * 64,
        invited_by=world.coordinator,
        expires_at=clock.now() + timedelta(days=7),
    ),
    RoleRequest: lambda world: RoleRequest.objects.create(
        partnership=world.partnership,
        role="area_lead",
        email="new@example.org",
        asked_by=world.coordinator,
    ),
    OutgoingMail: lambda world: OutgoingMail.objects.create(
        recipient=world.officer,
        kind="daily",
        day=date(2019, 9, 26),
        message_id="<one@example.org>",
    ),
    Reminder: lambda world: Reminder.objects.create(
        partnership=world.partnership,
        kind="due",
        recipient=world.officer,
        due_on=date(2019, 9, 27),
        **_about(world.update),
    ),
    SentForm: lambda world: SentForm.objects.create(user=world.officer, token="a" * 32),
    KpiReading: lambda world: KpiReading.objects.create(
        kpi=world.kpi,
        update=world.update,
        value=1,
        as_at=date(2019, 9, 26),
        read_by=world.officer,
    ),
    MilestoneMove: _move,
    MilestoneReport: lambda world: MilestoneReport.objects.create(
        milestone=world.milestone, update=world.update, says="done", done_on=date(2019, 9, 26)
    ),
    Review: _review,
    Source: lambda world: Source.objects.create(plan=world.plan, key="audit", title="An audit"),
    Awaited: lambda world: Awaited.objects.create(
        plan=world.plan, title="Framework", kind="document"
    ),
    Submission: lambda world: Submission.objects.create(
        update=world.update, number=1, submitted_by=world.officer, content={}
    ),
    MeasureReading: _measured,
}


def stored(model: type[models.Model], world: Any) -> Any:
    if model in ROWS:
        return ROWS[model](world)
    found = model._base_manager.first()
    if found is None:
        _measured(world)
        found = model._base_manager.first()
    assert found is not None, f"{model._meta.label} needs a row in ROWS."
    return found


def second_like(row: models.Model, rule: unique_rules.UniqueRule) -> models.Model:
    """Another row that only ``rule`` keeps out."""
    columns = [one for one in row._meta.concrete_fields if not one.primary_key]
    values = {one.attname: getattr(row, one.attname) for one in columns}
    return type(row)(**values | APART.get(rule.name, {}))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_database_stops_a_second_one_and_the_rule_is_known_by_its_sentence(rule, world):
    second = second_like(stored(rule.model, world), rule)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        models.Model.save_base(second, raw=True, force_insert=True)
    assert unique_rules.sentence_of(caught.value) == rule.sentence


# --- In the administration ------------------------------------------------------------------------
def is_added(model: type[models.Model]) -> bool:
    """Whether the administration has a page that adds a row of the model by itself.

    A page that begins with what the row is about takes the action of the site, which says what is
    there already; the tests of those pages hold it.
    """
    if isinstance(admin.site._registry[model], PicksFirst):
        return False
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_staff=True, is_active=True)
    return admin.site._registry[model].has_add_permission(request)


# What cannot be typed there, and who is kept from a second one, and how.
ELSEWHERE = {
    "AuditEvent": "numbered by the log itself, under the lock of its head",
    "AuditHead": "made by the log itself where there is none",
    "BoardPack": "numbered as it is asked for; replacing one is refused in words of its own",
    "TypedText": "kept by the product, written over where it is kept already",
    "IntendedFinding": "marked again it stays as it is (get_or_create)",
    "Invitation": "the link is drawn by chance",
    "ReportingRound": "opened on its page, which names the quarter that is there",
    "RoleRequest": "asked on the page of people, which shows what is asked already",
    "OutgoingMail": "gathered by the worker, which passes over what is there",
    "Reminder": "made by the worker, which passes over what is there",
    "SentForm": "the token of a form; a second press gets the first one's answer",
    "KpiReading": "written with its update, over the one that is there",
    "MilestoneMove": "written with its update, over the one that is there",
    "MilestoneReport": "written with its update, over the one that is there",
    "PlanRound": "made when a quarter opens, which names the plan that is in it already",
    "ProgressUpdate": "made when a quarter opens, one for each row without one",
    "Review": "written on its page, over the one that is there",
    "Submission": "numbered as an update is sent, under its lock",
    "CheckIn": "made when a quarter opens, one for each key result without one",
    "MeasureReading": "written with its check-in, over the one that is there",
}


def test_what_is_not_typed_in_the_administration_says_who_keeps_a_second_one_out():
    assert set(ELSEWHERE) == {model.__name__ for model in MODELS if not is_added(model)}


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if is_added(rule.model)], ids=lambda rule: rule.name
)
def test_a_second_one_typed_in_the_administration_gets_the_sentence(rule, world):
    row = stored(rule.model, world)
    client = Client()
    client.force_login(world.administrator, "django.contrib.auth.backends.ModelBackend")
    before = rule.model._base_manager.count()
    name = f"admin:{rule.model._meta.app_label}_{rule.model._meta.model_name}_add"
    answer = client.post(reverse(name), typed(client, row, APART.get(rule.name, {})), follow=True)
    assert rule.model._base_manager.count() == before
    assert rule.sentence in answer.content.decode().replace("&#x27;", "'")


def typed(client: Client, row: models.Model, apart: dict[str, Any]) -> dict[str, Any]:
    """What is typed to make another like ``row``: every box of the page that adds one."""
    opts = row._meta
    page = client.get(reverse(f"admin:{opts.app_label}_{opts.model_name}_add"))
    form = page.context["adminform"].form
    data: dict[str, Any] = {}
    for name, box in form.fields.items():
        value = apart.get(name, getattr(row, name, None))
        if isinstance(value, models.Model):
            value = value.pk
        if value is None or value is False or isinstance(value, models.Manager):
            continue
        data[name] = box.prepare_value(value)
    for inline in page.context["inline_admin_formsets"]:
        data |= {f"{inline.formset.prefix}-{each}_FORMS": "0" for each in ("TOTAL", "INITIAL")}
    return data
