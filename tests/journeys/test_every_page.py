"""Every page of ours on the demonstration, as each role: no rule broken, no error, no sideways."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from governance.models import BoardPack, Body, OutgoingMail, Partnership, TypedText, User
from lep_tracker.demo.loader import SIGN_INS
from okrs.models import CheckIn, ObjectiveSet
from plans.models import Plan
from tests.access_table import words_of_address
from tests.browser import axe_violations
from tests.governance import access as of_governance
from tests.lep_tracker.access_imports import an_okr_run
from tests.lep_tracker.documents.runs import make_read_run
from tests.test_access import ACCESS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE, NARROW = 1440, 390
# The page without its frame, and without what is made anew at each request.
MAIN = """() => {
    const main = document.querySelector("main")?.cloneNode(true);
    main?.querySelectorAll("input[type=hidden]").forEach((each) => each.remove());
    return main ? document.title + main.outerHTML : location.href + Math.random();
}"""
# What answers with a file or with data, and what is not there in a site that has people.
NO_PAGES = {
    *("governance:audit_export", "governance:pack_download", "governance:pack_progress"),
    *("plans:evidence_file", "import_file", "import_progress", "gallery", "healthz"),
    *("plans:plan_file", "plans:round_file", "okrs:set_file"),
    *("set_up", "set_up_open", "set_up_step", "set_up_check"),
}
# Pages whose state the demonstration is not in; journeys of their own look at them.
# The auditor of the access table reviews elsewhere; the demonstration's does not.
NOT_HERE = {("auditor", "plans:review_queue")}
ELSEWHERE = {"plans:addendum_add", "plans:move_list", "import_undo", "import_merge"}


@pytest.fixture
def world(on_day) -> SimpleNamespace:
    """The demonstration, with what its addresses name, and one pack issued."""
    on_day(date(2019, 9, 26))
    call_command("load_demo", verbosity=0)
    # The first of a role is the one of the partnership that is walked over.
    made = SimpleNamespace(
        **{one.role: User.objects.get(email=one.email) for one in reversed(SIGN_INS)}
    )
    here = Partnership.objects.get(slug="sslep")
    made.partnership, made.plan = here, Plan.objects.get(partnership=here)
    made.plan_round = made.plan.plan_rounds.get(round__closed_at=None)
    made.round = made.plan_round.round
    made.update = made.plan_round.updates.filter(state="submitted").first()
    made.improvement = made.update.improvement
    made.milestone = made.improvement.milestones.first()
    made.body = Body.objects.filter(partnership=here, seats__user=made.committee_member).first()
    made.seat = made.body.seats.first()
    made.assignment = made.officer.role_assignments.first()
    made.accountable_body = here.accountable_bodies.first()
    made.pack = BoardPack.objects.get(body=made.body, state="issued")
    made.run = make_read_run(here, by=made.coordinator)
    call_command("send_due_reminders", verbosity=0)
    made.mail = OutgoingMail.objects.first()
    made.typed = TypedText.objects.create(user=made.officer, form="/", payload={"notes": ["Half"]})
    of_governance.an_invitation(made)
    return made


def objectives(world: SimpleNamespace) -> SimpleNamespace:
    """The partnership whose objectives the demonstration tells."""
    whole = ObjectiveSet.objects.select_related("partnership").first()
    objective = whole.objectives.first()
    there = whole.partnership
    return SimpleNamespace(
        partnership=there,
        objective_set_slug=whole.slug,
        objective=objective,
        key_result=objective.key_results.first(),
        check_in=CheckIn.objects.filter(round__partnership=there).first(),
        coordinator=User.objects.who_belong_to(there, "coordinator").first(),
        officer=User.objects.who_belong_to(there, "officer", "coordinator").last(),
        area_lead=world.area_lead,
        auditor=User.objects.who_belong_to(there).first(),
        committee_member=User.objects.who_belong_to(there).last(),
        administrator=world.administrator,
    )


def addresses(world: SimpleNamespace, role: str) -> list[tuple[str, User | None]]:
    """Every page this role may read, and who reads it."""
    found = []
    there = objectives(world)
    with_objectives = SimpleNamespace(**vars(world))
    an_okr_run(with_objectives)
    for name, row in ACCESS.items():
        if name in NO_PAGES | ELSEWHERE or role not in row.allowed or row.kind == "verb":
            continue
        if (role, name) in NOT_HERE:
            continue
        where = there if name.startswith("okrs:") else world
        where = with_objectives if name == "import_theme" else where
        sent = OutgoingMail.objects.filter(phase=OutgoingMail.Phase.SENT).first()
        words = [sent.pk] if name == "demo_mail" else words_of_address(row, where)
        url = reverse(name, args=words)
        found.append((url, getattr(where, role, None)))
    return found


def other_states(world: SimpleNamespace, role: str) -> list[tuple[str, User | None]]:
    """Pages that look different in each state of a row or of a quarter."""
    person = getattr(world, role, None)
    row, quarter = "plans:update_form", [world.partnership.slug, world.plan.slug]
    if role == "area_lead":
        row = "plans:review_detail"
    elif role not in ("officer", "coordinator"):
        return []
    urls = [f"{reverse('plans:plan_detail', args=quarter)}?rows=all"]
    for state in ("not_started", "draft", "returned", "accepted"):
        update = world.plan_round.updates.filter(state=state).first()
        if role == "area_lead" and state in ("not_started", "draft"):
            continue
        urls.append(reverse(row, args=[*quarter, update.improvement.ref, world.round.slug]))
    return [(url, person) for url in urls]


@pytest.mark.parametrize(
    "roles",
    [
        ["coordinator", "anonymous"],
        ["officer", "area_lead", "committee_member", "auditor", "administrator"],
    ],
    ids=["coordinator", "others"],
)
def test_every_page_is_whole(page_for, world, roles):
    wrong: dict[str, Any] = {}
    seen: set[str] = set()
    judged: set[str] = set()
    for role in roles:
        pages: dict[Any, Any] = {}
        for url, person in addresses(world, role) + other_states(world, role):
            if person not in pages:
                pages[person] = page_for(person, width=WIDE)
            found = look_at(pages[person], url, judged, narrow=url not in seen)
            seen.add(url)
            if found:
                wrong[f"{role} {url}"] = found
    assert wrong == {}
    assert len(seen) > 20


def look_at(page: Any, url: str, judged: set[str], *, narrow: bool) -> list[str]:
    """Return what is wrong with a page, wide and narrow.

    A page that is the same for another role, but for the frame around it, was judged already.
    """
    answer = page.goto(url)
    if answer.status != 200:
        return [f"answers {answer.status}"]
    main = page.evaluate(MAIN)
    is_new = main not in judged
    judged.add(main)
    found = [f"wide, {line}" for line in axe_violations(page)] if is_new else []
    page.set_viewport_size({"width": NARROW, "height": 800})
    across = page.evaluate("document.documentElement.scrollWidth")
    if across > NARROW:
        found.append(f"{across} wide on a phone of {NARROW}")
    if narrow and is_new:
        found += [f"narrow, {line}" for line in axe_violations(page)]
    page.set_viewport_size({"width": WIDE, "height": 1000})
    if page.evaluate("document.documentElement.scrollWidth") > WIDE:
        found.append(f"scrolls sideways at {WIDE}")
    return found
