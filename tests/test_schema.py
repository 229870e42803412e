"""Rules over all models: pairs, permissions, partnership, history."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import DatabaseError, models, transaction
from django.http import HttpRequest
from django.test import RequestFactory

from governance import roles
from governance.models import AuditEvent, User, VersionedModel
from plans.models import PlanRound

OURS = [
    model
    for label in ("governance", "plans", "okrs")
    for model in apps.get_app_config(label).get_models()
    if not model.__name__.startswith("Historical")
]


def test_every_permission_a_role_allows_is_declared_by_a_model():
    declared = {
        f"{model._meta.app_label}.{codename}"
        for model in OURS
        for codename, _ in model._meta.permissions
    } | {f"{model._meta.app_label}.view_{model._meta.model_name}" for model in OURS}
    allowed = frozenset().union(*(role.permissions for role in roles.ROLES.values()))
    assert allowed - declared == frozenset()


def test_every_declared_permission_is_given_to_some_role():
    declared = {
        f"{model._meta.app_label}.{codename}"
        for model in OURS
        for codename, _ in model._meta.permissions
    }
    allowed = frozenset().union(*(role.permissions for role in roles.ROLES.values()))
    assert declared - allowed == set()


def test_permissions_reach_the_database(db):
    assert Permission.objects.filter(codename="submit_progressupdate").exists()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_what_was_done_at_a_time_was_done_by_somebody(model):
    """``…_at`` and ``…_by`` are a pair: both nullable with a constraint, or both required."""
    names = {field.name for field in model._meta.fields}
    constraints = {constraint.name for constraint in model._meta.constraints}
    for name in sorted(names):
        if not name.endswith("_at") or f"{name[:-3]}_by" not in names:
            continue
        at, by = model._meta.get_field(name), model._meta.get_field(f"{name[:-3]}_by")
        assert at.null == by.null, f"{model.__name__}.{name} and its person differ"
        if at.null:
            assert f"{model._meta.model_name}_{name}_pair" in constraints


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_model_says_in_a_sentence_what_it_is(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_people_are_protected_from_tidying(model):
    """No reported row goes because a person's account goes."""
    personal = {"TypedText", "Deputy", "SentForm"}
    for field in model._meta.fields:
        to_a_person = isinstance(field, models.ForeignKey) and field.related_model is User
        if to_a_person and model.__name__ not in personal:
            assert field.remote_field.on_delete is models.PROTECT, f"{model}.{field.name}"


def test_rows_people_type_into_are_guarded_against_overwriting():
    guarded = {model.__name__ for model in OURS if issubclass(model, VersionedModel)}
    assert {
        "Plan",
        "Improvement",
        "Milestone",
        "KPI",
        "ProgressUpdate",
        "Review",
        "CheckIn",
        "BoardPack",
    } <= guarded


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_itself_refuses_to_change_an_audit_event(partnership, coordinator, change):
    from governance import audit

    with transaction.atomic():
        event = audit.record(
            "plans.plan_edited", "{actor} edited.", partnership=partnership, by=coordinator
        )
    rows = AuditEvent.objects.filter(pk=event.pk)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        rows.update(sentence="x") if change == "update" else rows.delete()
    assert rows.get().sentence == "{actor} edited."


# --- What lists read ------------------------------------------------------------------------------
JSON = {
    "governance.AuditEvent": {"details", "fingerprints"},
    "governance.BoardPack": {"sections"},
    "governance.Partnership": {"authenticator_roles"},
    "governance.VerificationRun": {"checked", "known", "older", "problems"},
    "okrs.KeyResult": {"bullets", "dates"},
    "okrs.Objective": {"body"},
    "okrs.ObjectiveSet": {"header_blocks", "paper"},
    "plans.Awaited": {"dates"},
    "plans.Improvement": {"extras", "layout", "raw_fragments", "statement"},
    "plans.KPI": {"dates"},
    "plans.Milestone": {"dates"},
    "plans.MilestoneMove": {"stood_before"},
    "plans.Plan": {"column_headers", "facts", "unplaced"},
    "plans.PlanSection": {"body"},
    "plans.ProgressNote": {"dates"},
    "plans.Review": {"dates"},
    "plans.Theme": {"purpose"},
}
# What is long has a row of its own, that nothing reads but what asks for just this.
LONG = {
    "governance.ImportRun": "its lists ask for_list",
    "governance.TypedText": "one person's words, found by its form",
    "plans.FrozenQuarter": "beside PlanRound",
    "plans.Submission": "read one at a time",
}


def test_what_is_long_stands_in_a_table_that_no_list_reads():
    """A new column of JSON is short, or stands beside the row (``storage.wide_columns``)."""
    found = {
        model._meta.label: names
        for model in OURS
        if (names := {f.name for f in model._meta.fields if isinstance(f, models.JSONField)})
    }
    assert {label: names for label, names in found.items() if label not in LONG} == JSON
    assert set(LONG) <= set(found)


def test_no_query_has_to_leave_out_what_is_long():
    """Where every query but one must remember to defer a column, the next one forgets it."""
    long = {
        field.name
        for model in OURS
        for field in model._meta.fields
        if isinstance(field, models.JSONField)
    }
    deferring = [
        f"{path.relative_to(settings.BASE_DIR)}: {name}"
        for layer in ("governance", "plans", "okrs", "lep_tracker")
        for path in sorted((settings.BASE_DIR / layer).rglob("*.py"))
        if "migrations" not in path.parts
        for names in re.findall(r"\.defer\(([^)]*)\)", path.read_text(encoding="utf-8"))
        for name in re.findall(r'"([^"]+)"', names)
        if name.rpartition("__")[2] in long
    ]
    # The one list of imports, by its own name.
    assert set(deferring) == {
        "governance/models/imports.py: made",
        "governance/models/imports.py: changed",
    }


ADMINS = [pytest.param(model, id=model._meta.label) for model in admin.site._registry]


def in_administration(model) -> tuple[admin.ModelAdmin, HttpRequest]:
    request = RequestFactory().get("/")
    request.user = User(pk=1, is_active=True, is_staff=True, is_superuser=True)
    return admin.site._registry[model], request


@pytest.mark.parametrize("model", ADMINS)
def test_no_list_of_the_administration_reads_json_or_bytes(db, model):
    table, request = in_administration(model)
    sql = str(table.get_changelist_instance(request).queryset.query)
    long = [
        f'"{model._meta.db_table}"."{field.column}"'
        for field in model._meta.concrete_fields
        if isinstance(field, models.JSONField | models.BinaryField)
    ]
    assert [column for column in long if column in sql] == []


@pytest.mark.parametrize("model", ADMINS)
def test_every_list_of_the_administration_is_ordered_by_an_index(db, model):
    """Its first column has one, in its own table; what follows sorts only what has the same."""
    table, request = in_administration(model)
    first, *rest = table.get_changelist_instance(request).queryset.query.order_by
    assert not [name for name in (first, *rest) if "__" in str(name)]
    for name in (first, *rest):
        field = field_of(model, name)
        assert not (field.is_relation and name.lstrip("-") == field.name), f"{name} joins"
    assert field_of(model, first).attname in indexed(model), f"{first} has no index"


def field_of(model, name: str) -> models.Field:
    bare = name.lstrip("-")
    return model._meta.pk if bare == "pk" else model._meta.get_field(bare)


def indexed(model) -> set[str]:
    """The columns with which an index of the whole table begins."""
    leading = [index.fields[0] for index in model._meta.indexes if not index.condition]
    leading += [
        rule.fields[0]
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and rule.fields and not rule.condition
    ]
    alone = {field.attname for field in model._meta.fields if field.db_index or field.unique}
    return alone | {model._meta.get_field(name.lstrip("-")).attname for name in leading}


def test_the_log_and_open_quarters_have_the_indexes_they_are_asked_by():
    """A partnership's log by time on pages and by number in the check; the few open quarters."""
    log = {tuple(index.fields) for index in AuditEvent._meta.indexes}
    assert {("partnership", "at", "number"), ("partnership", "number")} <= log
    (few,) = [index for index in PlanRound._meta.indexes if index.condition]
    assert few.condition == models.Q(state=PlanRound.State.COLLECTING)
