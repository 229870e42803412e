"""Rules over every table of the administration."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_fsm import FSMField

from governance import roles
from governance.admin import BaseAdmin, BaseInline, ReadOnlyAdmin
from governance.models import VersionedModel
from tests import factories
from tests.access_table import make_world

APPS = ("governance", "plans", "okrs")
MODELS = [
    model
    for app in APPS
    for model in apps.get_app_config(app).get_models()
    if not model.__name__.startswith("Historical")
]
# Written by actions alone, or never changed once written.
ONLY_READ = {
    *("AuditEvent", "AuditHead", "BoardPack", "Comment", "Invitation", "OutgoingMail", "Reminder"),
    *("TypedText", "PlanRound", "Submission"),
    *("Addendum", "MilestoneMove", "MilestoneReport", "MeasureReading"),
    *("ImportRun", "IntendedFinding", "RoleRequest", "SentForm", "VerificationRun"),
    "FrozenQuarter",
}
SECRETS = {"password", "token_digest", "payload", "pdf", "html", "secret"}

every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)


def registered(model) -> admin.ModelAdmin:
    return admin.site._registry[model]


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def root(world) -> Client:
    return signed_in(world.administrator)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@every_model
def test_every_model_has_its_table(model):
    table = registered(model)
    assert isinstance(table, BaseAdmin)
    assert table.list_display != ("__str__",), "a list shows what one looks for"
    assert table.search_fields, "a list can be searched"
    assert table.__class__.__module__.split(".")[0] == model._meta.app_label


def test_no_table_of_a_package_goes_unrecorded():
    strangers = [
        table for table in admin.site._registry.values() if not isinstance(table, BaseAdmin)
    ]
    assert strangers == []


@every_model
def test_every_link_to_another_row_is_searched_for(model):
    table = registered(model)
    if isinstance(table, ReadOnlyAdmin):
        return
    links = {f.name for f in model._meta.fields if f.is_relation and f.editable}
    fixed = {*table.readonly_fields, *(table.exclude or ()), "scheme", "status_scheme"}
    asked = table.get_fields(rooted()) if table.fields else links
    assert links & set(asked) - fixed <= set(table.autocomplete_fields)


def rooted():
    request = RequestFactory().get("/")
    request.user = factories.User(is_superuser=True, is_staff=True, is_active=True)
    return request


@every_model
def test_states_and_records_are_only_read(model):
    table, request = registered(model), rooted()
    states = {f.name for f in model._meta.fields if isinstance(f, FSMField)}
    assert states <= set(table.get_readonly_fields(request))
    writes = [
        table.has_add_permission(request),
        table.has_change_permission(request),
        table.has_delete_permission(request),
    ]
    assert (model.__name__ in ONLY_READ) == (not any(writes))


@every_model
def test_inlines_are_guarded_too(model):
    for inline in registered(model).inlines:
        assert issubclass(inline, BaseInline), inline
        if issubclass(inline.model, VersionedModel):
            made = inline(model, admin.site)
            assert "read_version" in made.form.base_fields


@every_model
def test_no_secret_is_shown(model):
    shown = set(map(str, flatten_fieldsets(registered(model).get_fieldsets(rooted()))))
    assert not shown & SECRETS


def test_lists_cost_the_same_for_one_row_and_for_many(world, root):
    few = {model: queries_of_list(model, root) for model in MODELS}
    for place in range(2):
        factories.make_person(f"Officer {place}", world.partnership, "officer", body=world.body)
    plan = factories.make_plan(world.partnership, rows=4, slug="second", title="Second plan")
    factories.make_plan_round(plan, world.round)
    dearer = {
        model._meta.label: (few[model], many)
        for model in MODELS
        if (many := queries_of_list(model, root)) > few[model]
    }
    assert dearer == {}


def queries_of_list(model, client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address(model, "changelist"), {"q": "e"}).status_code == 200
    return len(asked)


def test_every_page_opens_for_administrators(world, root):
    for model in MODELS:
        table, label = registered(model), model._meta.label
        if table.has_add_permission(rooted()):
            assert root.get(address(model, "add")).status_code == 200, label
        row = model._base_manager.first()
        if row is None:
            continue
        assert root.get(address(model, "change", row.pk)).status_code == 200, label
        assert root.get(address(model, "history", row.pk)).status_code == 200, label
        if table.has_delete_permission(rooted()):
            assert root.get(address(model, "delete", row.pk)).status_code == 200, label


def test_staff_read_no_versions_of_rows_that_are_not_theirs(world):
    """The versions of a row tell what the row says; they are read by whoever may read the row."""
    stranger = factories.make_person(
        "Stranger", factories.make_partnership(slug="far", name="Far LEP"), roles.OFFICER
    )
    stranger.is_staff = True
    stranger.save()
    stranger.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    stranger = factories.User.objects.get(pk=stranger.pk)
    request = rooted()
    request.user = stranger
    client, read = signed_in(stranger), []
    for model in MODELS:
        row = model._base_manager.first()
        if row is None or registered(model).get_queryset(request).filter(pk=row.pk).exists():
            continue
        if client.get(address(model, "history", row.pk)).status_code == 200:
            read.append(model._meta.label)
    assert read == []
