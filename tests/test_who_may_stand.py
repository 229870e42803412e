"""Only people who may do the thing can be put in a place of a row, through every door.

The models and their links to people are read from the product itself: a new one fails here until
its model says in ``people`` who may stand there, or why anybody may.
"""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse

from governance import roles
from governance.admin import BaseAdmin, ReadOnlyAdmin
from governance.admin.importing import ImportingAdmin
from governance.errors import ActionRefused
from governance.models import Comment, Deputy, RoleAssignment, User
from governance.partnership_scope import place_of, problems_of_links, who_may_stand
from governance.roles import ANSWERS, BELONGS, KEPT, WRITES_CHECK_INS, WRITES_UPDATES
from governance.workflow import comments, name_deputy
from okrs.models import KeyResult
from okrs.workflow import save_key_result
from plans.models import Improvement, Lead
from plans.workflow.editing import edit_part
from plans.workflow.rounds import who_is_asked
from tests import factories
from tests.test_belonging import (
    INLINES,
    make_one_of_each,
    typed,
    with_link,
)

pytestmark = pytest.mark.django_db

PLACES = [
    (model, field.name)
    for app in ("governance", "plans", "okrs")
    for model in apps.get_app_config(app).get_models()
    if not model.__name__.startswith("Historical")
    for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
    if field.is_relation and field.related_model is User and not field.name.endswith("_by")
]
# Roles whose people are found in every partnership, and do not write.
READING = [roles.AUDITOR, roles.AREA_LEAD, roles.COMMITTEE_MEMBER]
WRITING = [roles.OFFICER, roles.COORDINATOR]


def test_every_place_of_a_person_says_who_may_stand_there():
    """A link to a person that is no “…_by” is a place; who did a thing is recorded, not chosen."""
    said = {f"{model.__name__}.{name}": model.people[name] for model, name in PLACES}
    assert said == {
        "AuditEvent.actor": KEPT,
        "CheckIn.asked": WRITES_CHECK_INS,
        "Comment.addressed_to": ANSWERS,
        "Deputy.deputy": WRITES_UPDATES,
        "Deputy.user": WRITES_UPDATES,
        "Improvement.updater": WRITES_UPDATES,
        "KeyResult.updater": WRITES_CHECK_INS,
        "Lead.user": BELONGS,
        "OutgoingMail.recipient": KEPT,
        "ProgressUpdate.asked": WRITES_UPDATES,
        "Reminder.recipient": KEPT,
        "RoleAssignment.user": RoleAssignment.people["user"],
        "RoleRequest.user": said["RoleRequest.user"],
        "Seat.user": BELONGS,
        "SentForm.user": KEPT,
        "TypedText.user": KEPT,
    }
    for place in said.values():
        assert bool(place.why) != bool(place.called), place
        assert place.why == "" or place.why.endswith("."), place


def test_who_did_a_thing_is_chosen_in_no_form(request_of):
    """Which is why anybody may stand there."""
    chosen = []
    for site in admin.site._registry.values():
        # What is read only is added on the page of what it belongs to.
        is_written = isinstance(site, BaseAdmin) and not isinstance(site, ReadOnlyAdmin)
        if is_written and site.has_add_permission(request_of):
            forms = [site.get_form(request_of)]
            inlines = site.get_inline_instances(request_of)
            forms += [inline.get_formset(request_of).form for inline in inlines]
            names = [name for form in forms for name in form.base_fields]
            chosen += [(site.model, name) for name in names if name.endswith("_by")]
    assert chosen == []


NARROW = [(model, name) for model, name in PLACES if place_of(model, name).allowed]


@pytest.fixture
def here(partnership):
    """One row of every model that is edited in the administration, by its model."""
    return make_one_of_each(partnership)


@pytest.fixture
def request_of(rf, administrator):
    request = rf.get("/")
    request.user = administrator
    return request


@pytest.fixture
def people(partnership):
    """One person of each role."""
    return {
        role: factories.make_person(f"The {role}", partnership, role)
        for role in [*READING, *WRITING]
    }


@pytest.mark.parametrize(("model", "name"), NARROW)
def test_who_is_offered_may_do_it(partnership, people, model, name):
    place = place_of(model, name)
    offered = set(who_may_stand(model, name, partnership))
    for role, person in people.items():
        assert (person in offered) == (place.allowed in roles.permissions_of([role])), role
    people[roles.OFFICER].is_active = False
    people[roles.OFFICER].save()
    assert people[roles.OFFICER] not in set(who_may_stand(model, name, partnership))


def test_whose_role_begins_later_can_be_set_already(partnership, people, on_day):
    on_day(date(2019, 9, 26))
    officer = people[roles.OFFICER]
    officer.role_assignments.update(starts_on=date(2019, 10, 1))
    assert officer in who_may_stand(Improvement, "updater", partnership)
    assert officer not in who_may_stand(Comment, "addressed_to", partnership)
    officer.role_assignments.update(starts_on=None, ends_on=date(2019, 9, 25))
    assert officer not in who_may_stand(Improvement, "updater", partnership)


@pytest.mark.parametrize("role", READING)
def test_rows_forms_and_tables_refuse_who_may_not(here, people, request_of, administrator, role):
    passed, asked = [], set()
    for model, name in NARROW:
        if model not in here:
            continue
        row = here[model]
        for person, wrong in ((people[role], True), (people[roles.OFFICER], False)):
            found = problems_of_links(with_link(row, name, person)).get(name, "")
            if (" is not an officer or coordinator in " in found) != wrong:
                passed.append(("rule", model, name, found))
            fresh = model._base_manager.get(pk=row.pk)
            made = admin.site._registry[model].get_form(request_of, row, change=True)
            form = made(typed(row, name, person), instance=fresh)
            said = " ".join(form.errors.get(name, []))
            if (" is not an officer or coordinator in " in said) != wrong:
                passed.append(("form", model, name, form.errors))
            asked.add((model, name))
            site = admin.site._registry[model]
            if not isinstance(site, ImportingAdmin):
                continue
            reader = site.table(partnership=person.role_assignments.get().partnership)
            reader.by = administrator
            said = ""
            try:
                reader.validate_instance(with_link(row, name, person))
            except ValidationError as error:
                said = str(error)
            if (" is not an officer or coordinator in " in said) != wrong:
                passed.append(("table", model, name, said))
    assert passed == []
    assert {(Improvement, "updater"), (KeyResult, "updater"), (Deputy, "deputy")} <= asked


@pytest.mark.parametrize("role", READING)
def test_lines_on_the_page_of_their_owner_refuse_them(here, people, request_of, role):
    asked = 0
    for owner, inline, name in INLINES:
        if (inline.model, name) not in NARROW or owner not in here:
            continue
        parent = owner._base_manager.get(pk=here[owner].pk)
        made = inline(owner, admin.site).get_formset(request_of, parent)
        prefix = made.get_default_prefix()
        data = {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-INITIAL_FORMS": "0"}
        for key, value in typed(here[inline.model], name, people[role]).items():
            if key not in ("id", made.fk.name):
                data[f"{prefix}-0-{key}"] = value
        formset = made(data, instance=parent)
        formset.is_valid()
        assert "officer or coordinator" in str(formset.errors), (owner, inline)
        asked += 1
    assert asked


@pytest.mark.parametrize(
    ("model", "name"), [one for one in NARROW if one[0] in admin.site._registry]
)
def test_a_search_of_the_administration_finds_who_may(
    as_, administrator, partnership, people, model, name
):
    site = admin.site._registry[model]
    if name not in (site.autocomplete_fields or ()):
        pytest.skip("It is chosen in no search.")
    asked = {
        "app_label": model._meta.app_label,
        "model_name": model._meta.model_name,
        "field_name": name,
        "term": "The ",
    }
    for where in ({}, {"partnership": partnership.pk}, {"partnership": "²"}):
        answer = as_(administrator).get(reverse("admin:autocomplete"), asked | where)
        found = {each["id"] for each in answer.json()["results"]}
        assert found == {str(people[role].pk) for role in WRITING}


def test_pages_offer_who_may_and_show_who_stood_there(as_, coordinator, plan, partnership, people):
    row = plan.improvements.first()
    row.updater = people[roles.OFFICER]
    row.save()
    client = as_(coordinator)
    url = reverse("plans:improvement_edit", args=[partnership.slug, plan.slug, row.ref])
    for reads in (False, True):
        form = client.get(url).context["form"]
        offered = set(form.fields["updater"].queryset)
        assert people[roles.COORDINATOR] in offered and people[roles.OFFICER] in offered
        assert not offered & {people[role] for role in READING}
        if not reads:
            people[roles.OFFICER].role_assignments.update(role=roles.AUDITOR)
    assert problems_of_links(row) == {}
    row.updater = people[roles.COORDINATOR]
    row.save()
    assert people[roles.OFFICER] not in client.get(url).context["form"].fields["updater"].queryset


def test_actions_refuse_who_may_not(here, people, partnership, coordinator):
    auditor, row = people[roles.AUDITOR], here[Improvement]
    with pytest.raises(ActionRefused, match="is not an officer or coordinator"):
        edit_part(row, changes={"updater": auditor}, by=coordinator)
    edit_part(here[Lead], changes={"user": auditor}, by=coordinator)
    key_result = here[KeyResult]
    key_result.updater = auditor
    with pytest.raises(ActionRefused, match="is not an officer or coordinator"):
        save_key_result(key_result, measures=[], by=coordinator)
    days = {"starts_on": date(2019, 9, 1), "ends_on": date(2019, 9, 1) + timedelta(days=7)}
    with pytest.raises(ActionRefused, match="is not an officer or coordinator"):
        name_deputy(coordinator, partnership=partnership, deputy=auditor, **days, by=coordinator)
    with pytest.raises(ActionRefused, match="cannot answer here"):
        comments.add_comment(row, text="Why?", addressed_to=auditor, by=coordinator)


def test_a_table_names_who_may_not(as_, administrator, plan, people):
    row = plan.improvements.first()
    email = people[roles.AUDITOR].email
    reader = admin.site._registry[Improvement].table(partnership=plan.partnership)
    with pytest.raises(ValueError, match="is not an officer or coordinator here"):
        reader.person(email, row.updater, "updater")
    assert reader.person(people[roles.OFFICER].email, None, "updater") == people[roles.OFFICER]


def test_who_lost_the_role_is_asked_no_more(plan, people, partnership):
    """They could not write it; the coordinator is asked, and the row shows who stood there."""
    row = plan.improvements.first()
    row.updater = people[roles.OFFICER]
    row.save()
    assert (row, people[roles.OFFICER]) in who_is_asked(plan)
    people[roles.OFFICER].role_assignments.update(role=roles.AUDITOR)
    assert dict(who_is_asked(plan))[row] == people[roles.COORDINATOR]
