"""Rules over all models: pairs, permissions, partnership, history."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import DatabaseError, models, transaction

from governance import roles
from governance.models import User, VersionedModel

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
    from governance.models import AuditEvent

    with transaction.atomic():
        event = audit.record(
            "plans.plan_edited", "{actor} edited.", partnership=partnership, by=coordinator
        )
    rows = AuditEvent.objects.filter(pk=event.pk)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        rows.update(sentence="x") if change == "update" else rows.delete()
    assert rows.get().sentence == "{actor} edited."
