"""Plans, bodies, sets and objectives come in as tables: looked at first, then all or nothing."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from governance.models import AuditEvent, Body
from okrs.models import KeyResult, Objective, ObjectiveSet
from plans.models import MonitoringProcess, Plan
from tests import factories
from tests.okrs import objects


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def root(as_, administrator) -> Client:
    return as_(administrator)


def url(model, page: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def look(client, model, partnership, *lines: str):
    file = io.BytesIO("\n".join(lines).encode())
    file.name = "table.csv"
    return client.post(url(model, "import"), {"import_file": file, "partnership": partnership.pk})


def bring_in(client, model, partnership, *lines: str) -> None:
    looked = look(client, model, partnership, *lines)
    assert "ticket" in looked.context, looked.context.get("problems")
    ticket = {"ticket": looked.context["ticket"]}
    assert client.post(url(model, "process_import"), ticket).status_code == 302


def goes_out_as_it_came_in(client, model, partnership) -> None:
    """What was exported changes nothing when it is sent back."""
    out = client.post(url(model, "export"), {"format": "0", "resource": ""})
    looked = look(client, model, partnership, *out.content.decode("utf-8-sig").splitlines())
    assert looked.context["totals"]["unchanged"] == model._default_manager.count()
    assert (looked.context["totals"]["new"], looked.context["totals"]["changed"]) == (0, 0)


def test_plans(root, partnership):
    bring_in(
        root, Plan, partnership,
        "partnership,slug,title,starts_on,ends_on,kind",
        "sslep,growth,Growth plan,1 April 2019,31 March 2020,",
    )  # fmt: skip
    plan = Plan.objects.get()
    assert (plan.title, plan.starts_on) == ("Growth plan", date(2019, 4, 1))
    assert AuditEvent.objects.get().verb == "plans.plan_imported"
    goes_out_as_it_came_in(root, Plan, partnership)


def test_a_plan_that_ends_before_it_begins_stops_the_whole_file(root, partnership):
    looked = look(
        root, Plan, partnership,
        "partnership,slug,title,starts_on,ends_on",
        "sslep,good,Good plan,1 April 2019,31 March 2020",
        "sslep,bad,Bad plan,1 April 2020,31 March 2019",
    )  # fmt: skip
    assert "line 3" in str(looked.context["problems"]) and not Plan.objects.exists()


def test_bodies_with_the_one_above(root, partnership):
    bring_in(
        root, Body, partnership,
        "partnership,slug,name,kind,is_advisory,remit,parent",
        "sslep,board,The Board,board,no,,",
        "sslep,audit,Audit Committee,committee,yes,Looks at the accounts.,board",
    )  # fmt: skip
    audit = Body.objects.get(slug="audit")
    assert (audit.parent.slug, audit.is_advisory) == ("board", True)
    goes_out_as_it_came_in(root, Body, partnership)
    looked = look(root, Body, partnership, "partnership,slug,name,parent", "sslep,x,X,nowhere")
    assert "has no body “nowhere”" in str(looked.context["problems"])


def test_monitoring_processes(root, partnership):
    plan = factories.make_plan(partnership)
    bring_in(
        root, MonitoringProcess, partnership,
        "partnership,plan,text,actors,frequency",
        f"sslep,{plan.slug},Reported to the Board,Officers,each quarter",
    )  # fmt: skip
    assert plan.monitoring_processes.get().frequency == "each quarter"
    goes_out_as_it_came_in(root, MonitoringProcess, partnership)


def test_sets_and_objectives(root, partnership, reporting_round, coordinator):
    bring_in(
        root, ObjectiveSet, partnership,
        "partnership,slug,title,label,starts_on,ends_on,header_blocks",
        "sslep,skills,Skills,Q2 2019-20 (Jul to Sep 2019),1 July 2019,30 September 2019,",
    )  # fmt: skip
    bring_in(
        root, Objective, partnership,
        "partnership,objective_set,order,text",
        "sslep,skills,1,More apprentices",
        "sslep,skills,2,More employers",
    )  # fmt: skip
    made = ObjectiveSet.objects.get()
    assert list(made.objectives.order_by("order").values_list("text", flat=True)) == [
        "More apprentices",
        "More employers",
    ]
    goes_out_as_it_came_in(root, ObjectiveSet, partnership)
    goes_out_as_it_came_in(root, Objective, partnership)
    bring_in(
        root, KeyResult, partnership,
        "partnership,objective_set,objective,order,text,due_text,updater",
        f"sslep,skills,1,1,Ten schools,by end of September 2019,{coordinator.email}",
    )  # fmt: skip
    first = KeyResult.objects.get()
    assert (first.latest, first.updater) == (date(2019, 9, 30), coordinator)
    assert first.check_ins.get().round == reporting_round, "it joins the open quarter"
    goes_out_as_it_came_in(root, KeyResult, partnership)
    key_result = objects.make_key_result(made.objectives.last())
    objects.make_check_in(key_result, reporting_round, asked=coordinator)
    factories.close_round(reporting_round, by=coordinator)
    looked = look(
        root, Objective, partnership,
        "partnership,objective_set,order,text", "sslep,skills,1,Other words",
    )  # fmt: skip
    assert "its words stay as they were reported" in str(looked.context["problems"])
