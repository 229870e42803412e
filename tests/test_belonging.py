"""Every link of every row leads within its partnership, through forms, inlines and tables.

The models, their links and the ways in are read from the product itself, so that a new one is
met here without anybody adding it.
"""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceField, ModelForm, model_to_dict
from django.test import RequestFactory
from django.urls import reverse

from governance import roles
from governance.admin import BaseAdmin, PicksFirst, ReadOnlyAdmin
from governance.admin.importing import ImportingAdmin
from governance.errors import ActionRefused
from governance.forms.linked import LinkedForm
from governance.models import (
    AccountableBody,
    Deputy,
    Partnership,
    RoleAssignment,
    StatusScheme,
    User,
)
from governance.partnership_scope import partnership_of, problems_of_links
from plans.forms.base import PlanPartForm
from plans.models import (
    Awaited,
    Citation,
    Improvement,
    MonitoringLine,
    MonitoringProcess,
    PlanPhase,
    PlanResource,
    PlanSection,
    Reference,
    Source,
    Theme,
    WaitsFor,
)
from plans.workflow.editing import edit_part
from tests import factories
from tests.okrs import objects

SHARED = (Partnership, StatusScheme)
MODELS = [
    model
    for app in ("governance", "plans", "okrs")
    for model in apps.get_app_config(app).get_models()
    if not model.__name__.startswith("Historical")
    # A row that is picked first is written by its action; who said it is chosen from a list.
    and not isinstance(admin.site._registry[model], ReadOnlyAdmin | PicksFirst)
]


def links_of(model):
    """The links of a model that somebody can choose, but for those to what all share."""
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [
        field.name
        for field in fields
        if field.is_relation
        and field.editable
        and not field.name.endswith("_by")
        and issubclass(field.related_model, (User, *ROWS))
        and (model, field.name) != (RoleAssignment, "user")
    ]


def make_one_of_each(partnership) -> dict:
    """One row of every model that can be edited in the administration, by its model."""
    person = factories.make_person("Same Name", partnership, roles.OFFICER)
    body = factories.make_body(partnership)
    plan = factories.make_plan(partnership, updater=person)
    row = plan.improvements.first()
    milestone, kpi, lead = row.milestones.first(), row.kpis.first(), row.leads.first()
    source = Source.objects.create(plan=plan, key="review", title="Review")
    awaited = Awaited.objects.create(plan=plan, title="Policy")
    process = MonitoringProcess.objects.create(plan=plan, text="Board")
    objective = objects.make_objective(objects.make_set(partnership))
    key_result = objects.make_key_result(objective)
    today = date(2019, 9, 1)
    made = [
        person,
        RoleAssignment.objects.get(user=person),
        body,
        body.seats.create(printed_name="Vacant"),
        Deputy.objects.create(
            partnership=partnership,
            user=person,
            deputy=factories.make_person("Deputy", partnership, roles.OFFICER),
            starts_on=today,
            ends_on=today,
        ),
        AccountableBody.objects.create(partnership=partnership, name="City Council"),
        plan,
        plan.themes.first(),
        PlanSection.objects.create(plan=plan, heading="Aims"),
        PlanResource.objects.create(plan=plan, post="Officer"),
        PlanPhase.objects.create(plan=plan, name="First", months=3),
        *(row, milestone, kpi, lead, source, awaited, process),
        MonitoringLine.objects.create(improvement=row, text="Board", process=process),
        Citation.objects.create(improvement=row, source=source),
        Reference.objects.create(improvement=row, to=plan.improvements.last()),
        WaitsFor.objects.create(improvement=row, awaited=awaited),
        *(objective.objective_set, objective, key_result, objects.make_measure(key_result)),
    ]
    return {type(one): one for one in made}


ROWS = tuple(
    model
    for model in MODELS
    if model._meta.label
    not in {
        *("governance.Partnership", "governance.StatusScheme", "governance.StatusWord"),
        *("governance.User",),
    }
)
LINKS = [(model, name) for model in ROWS for name in links_of(model)]


@pytest.fixture
def here(partnership):
    return make_one_of_each(partnership)


@pytest.fixture
def there(other_partnership):
    return make_one_of_each(other_partnership)


@pytest.fixture
def request_of(administrator):
    request = RequestFactory().get("/")
    request.user = administrator
    return request


def test_the_links_are_found():
    found = {f"{model.__name__}.{name}" for model, name in LINKS}
    assert {
        *("Improvement.updater", "Lead.user", "Seat.user", "KeyResult.updater", "Deputy.deputy"),
        *("Objective.improvements", "Body.parent", "Theme.plan", "WaitsFor.other", "Lead.body"),
    } <= found


def target_of(model, name, rows):
    return rows[model._meta.get_field(name).related_model]


def is_many(model, name):
    return model._meta.get_field(name).many_to_many


def typed(row, name, target):
    """What a browser would send for a row with one link changed."""
    # Printed text and the like is typed as lines; none of it matters to a link.
    known = {name: value for name, value in model_to_dict(row).items() if value is not None}
    data = {key: value for key, value in known.items() if not isinstance(value, list | dict)}
    data["read_version"] = getattr(row, "version", "")
    data[name] = [target.pk] if is_many(type(row), name) else target.pk
    return data


def sentence_about(form, name):
    found = [*form.errors.get(name, []), *form.errors.get("__all__", [])]
    return next((each for each in found if "SSLEP" in each), "")


def with_link(row, name, target):
    """The stored row with one link changed; a link to many is handed beside it."""
    fresh = type(row)._base_manager.get(pk=row.pk)
    if not is_many(type(row), name):
        setattr(fresh, name, target)
    return fresh


def test_the_rule_finds_every_foreign_link(here, there):
    passed = []
    for model, name in LINKS:
        foreign = target_of(model, name, there)
        chosen = {name: [foreign]} if is_many(model, name) else {}
        found = problems_of_links(with_link(here[model], name, foreign), chosen)
        # A row whose owner is elsewhere has moved there, and what was hung on it has not.
        sentence = found.get(name) or next(iter(found.values()), "")
        if not (sentence.endswith(".") and "SSLEP" in sentence):
            passed.append((model.__name__, name, found))
    assert passed == []


def test_forms_of_the_administration_refuse_foreign_rows_alone(here, there, request_of):
    passed, refused = [], []
    for model, name in LINKS:
        table = admin.site._registry[model]
        made = table.get_form(request_of, here[model], change=True)
        if name not in made.base_fields:
            assert name in table.get_readonly_fields(request_of, here[model])
            continue
        for rows, wrong in ((there, True), (here, False)):
            row = type(here[model])._base_manager.get(pk=here[model].pk)
            form = made(typed(row, name, target_of(model, name, rows)), instance=row)
            said = sentence_about(form, name)
            if wrong and not said:
                passed.append((model.__name__, name, form.errors))
            if said and not wrong:
                refused.append((model.__name__, name, said))
    assert (passed, refused) == ([], [])


INLINES = [
    (owner, inline, name)
    for owner, table in admin.site._registry.items()
    if isinstance(table, BaseAdmin)
    for inline in table.inlines
    if inline.model in ROWS
    for name in links_of(inline.model)
]


@pytest.mark.parametrize("is_new", [False, True], ids=["stored", "new"])
def test_parts_on_the_page_of_their_owner_refuse_them_too(here, there, request_of, is_new):
    """Also of an owner that is being added with its parts, which is not stored meanwhile."""
    passed, asked = [], 0
    for owner, inline, name in INLINES:
        if owner not in here:
            continue
        parent = owner._base_manager.get(pk=here[owner].pk)
        made = inline(owner, admin.site).get_formset(request_of, parent)
        if name not in made.form.base_fields or name == made.fk.name:
            continue
        if is_new:
            parent.pk, parent._state.adding = None, True
        prefix, part = made.get_default_prefix(), here[inline.model]
        data = {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-INITIAL_FORMS": "0"}
        for key, value in typed(part, name, target_of(inline.model, name, there)).items():
            if key not in ("id", made.fk.name):
                data[f"{prefix}-0-{key}"] = value
        formset = made(data, instance=parent)
        formset.is_valid()
        asked += 1
        if not sentence_about(formset.forms[0], name):
            passed.append((owner.__name__, inline.model.__name__, name, formset.errors))
    assert passed == []
    assert asked > 8


def test_lines_of_tables_refuse_them_too(here, there, administrator):
    passed, asked = [], 0
    for model, name in LINKS:
        table = admin.site._registry[model]
        if not isinstance(table, ImportingAdmin) or is_many(model, name):
            continue
        reader = table.table(partnership=partnership_of(here[model]))
        reader.by = administrator
        asked += 1
        try:
            reader.validate_instance(with_link(here[model], name, target_of(model, name, there)))
            passed.append((model.__name__, name))
        except ValidationError as error:
            if "SSLEP" not in str(error):
                passed.append((model.__name__, name, error))
    assert passed == []
    assert asked > 8


def test_the_workflow_of_a_plan_refuses_them_too(here, there, coordinator):
    """Whatever a form offers: what writes the row asks as well."""
    passed, said = [], set()
    for model, name in LINKS:
        owner = {"plan", "improvement", "partnership"}
        if model._meta.app_label != "plans" or name in owner or model is Theme:
            continue
        part = model._base_manager.get(pk=here[model].pk)
        try:
            edit_part(part, changes={name: target_of(model, name, there)}, by=coordinator)
            passed.append((model.__name__, name))
        except ActionRefused as refusal:
            said.add("SSLEP" in str(refusal))
    assert (passed, said) == ([], {True})


# --- Who may be chosen, and how they are told apart -----------------------------------------------
def test_a_person_of_another_partnership_is_not_saved_as_updater(as_, here, there, administrator):
    """As it was found: an updater from elsewhere, posted to the page of a row."""
    row, stranger = here[Improvement], there[User]
    address = reverse("admin:plans_lead_add")
    sent = {"improvement": row.pk, "name": "Someone", "user": stranger.pk, "level": 0, "order": 1}
    page = as_(administrator).post(address, sent).content.decode()
    assert f"Same Name ({stranger.email}) has no role in SSLEP." in page
    assert not row.leads.filter(user=stranger).exists()


def test_who_stands_there_already_may_stay_when_their_role_ends(here, request_of):
    row = here[Improvement]
    row.updater.role_assignments.update(starts_on=date(2019, 1, 1), ends_on=date(2019, 6, 1))
    assert problems_of_links(row) == {}


def test_a_search_on_a_page_stays_in_its_partnership_and_names_the_address(
    as_, here, there, administrator
):
    client, row = as_(administrator), here[Improvement]
    page = client.get(reverse("admin:plans_improvement_change", args=[row.pk])).content.decode()
    search = f"{reverse('admin:autocomplete')}?partnership={row.plan.partnership_id}"
    assert search in page
    asked = {
        "app_label": "plans",
        "model_name": "improvement",
        "field_name": "updater",
        "term": "Same",
        "partnership": row.plan.partnership_id,
    }
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [each["text"] for each in found] == [f"Same Name ({here[User].email})"]
    del asked["partnership"]
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert {each["text"] for each in found} == {
        f"Same Name ({here[User].email})",
        f"Same Name ({there[User].email})",
    }
    asked |= {"field_name": "theme", "term": "Strategy"}
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert {each["text"] for each in found} == {
        "Strategy (Improvement plan 2019-20, SSLEP)",
        "Strategy (Improvement plan 2019-20, OTHER)",
    }


def test_two_people_of_one_name_are_told_apart_where_they_are_chosen(
    as_, coordinator, officer, other_officer, area_lead
):
    other_officer.name = officer.name
    other_officer.save()
    page = as_(coordinator).get(f"/sslep/people/{area_lead.pk}/leave/").content.decode()
    assert f"{officer.name} ({officer.email})" in page
    assert f"{officer.name} ({other_officer.email})" in page
    assert coordinator.email not in page


def test_every_form_for_one_row_keeps_the_rule_or_leaves_the_writing_to_the_workflow():
    """The forms of plans write nothing; what writes for them is asked above."""
    strangers = [
        form.__name__
        for form in all_subclasses(ModelForm)
        if form.__module__.split(".")[0] in ("governance", "plans", "okrs", "lep_tracker")
        and not issubclass(form, LinkedForm | PlanPartForm)
        and any(isinstance(field, ModelChoiceField) for field in form.base_fields.values())
    ]
    assert strangers == []


def all_subclasses(kind):
    found = set(kind.__subclasses__())
    return found.union(*(all_subclasses(each) for each in found)) if found else found
