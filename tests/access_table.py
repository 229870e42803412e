"""How a row of the access table is written: one line per address, read by tests/test_access.py.

The rows stand beside the tests of each app (``tests/<app>/access.py``, a dict ``ACCESS``)::

    "governance:people": page("partnership", HERE),
    "governance:invitation_create": form("partnership", "coordinator administrator", INVITATION),
    "plans:update_submit": verb("partnership plan improvement round", WRITERS, wrong=sign_it),

``where`` names the things in the address, in order, as attributes of the world; ``=word`` stands
for itself. ``who`` gets in; everybody else of the partnership meets 403 and outsiders 404.
``given`` prepares the world, ``wrong`` brings it into a state in which the action is refused.
"""

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, NamedTuple

from governance import roles
from governance.models import Body, Partnership, ReportingRound, RoleAssignment, User
from plans.models import Improvement, Plan, Theme
from tests import factories

World = SimpleNamespace
Prepare = Callable[[World], Any]

INSIDE = (
    "officer",
    "coordinator",
    "area_lead",
    "committee_member",
    "auditor",
    "administrator",
)
CAST = (*INSIDE, "outsider")
# What each of them may do in the other partnership, which must count for nothing in this one: the
# weakest here hold there whatever the strongest hold here, and the other way round.
ELSEWHERE = {
    "officer": roles.AUDITOR,
    "coordinator": roles.COMMITTEE_MEMBER,
    "area_lead": roles.OFFICER,
    "committee_member": roles.COORDINATOR,
    "auditor": roles.AREA_LEAD,
}
HERE = " ".join(INSIDE)
SIGNED_IN = " ".join(CAST)
PUBLIC = f"anonymous {SIGNED_IN}"
KEEPERS = "coordinator administrator"
WRITERS = "officer coordinator"


class Row(NamedTuple):
    """One address: what is asked of it, who gets in, and what it then does."""

    kind: str
    where: str
    who: str
    data: Mapping[str, Any] | Callable[[World], Mapping[str, Any]] = {}
    given: Prepare | None = None
    wrong: Prepare | None = None
    # Actions leave exactly one event; saying 0 needs a reason beside the row.
    events: int = 1
    ok: int = 302
    # What single people meet instead, such as 404 for what they must not know of; two figures
    # where reading and posting differ.
    differently: Mapping[str, int | tuple[int, int]] = {}
    headers: Mapping[str, str] = {}

    @property
    def allowed(self) -> list[str]:
        return self.who.split()


def page(where: str, who: str, **more: Any) -> Row:
    """A page that is only read."""
    return Row("page", where, who, **{"ok": 200, **more})


def form(where: str, who: str, data: Any = {}, **more: Any) -> Row:  # noqa: B006
    """A page with a form that posts to itself."""
    return Row("form", where, who, data, **more)


def verb(where: str, who: str, data: Any = {}, **more: Any) -> Row:  # noqa: B006
    """An action behind a button: POST only."""
    return Row("verb", where, who, data, **more)


def make_world() -> World:
    """A partnership with its cast, a plan of three rows, an open quarter; and one elsewhere.

    Everybody with a role here has another one elsewhere.
    """
    elsewhere = factories.make_partnership(slug="other", name="Other Partnership")
    world = world_of(factories.make_partnership(), elsewhere)
    for name, role in ELSEWHERE.items():
        person = getattr(world, name)
        RoleAssignment.objects.create(user=person, partnership=elsewhere, role=role)
    world.plan = factories.make_plan(world.partnership, rows=3, updater=world.officer)
    world.round = factories.make_round(world.partnership, by=world.coordinator)
    hold_parts(world)
    return world


def make_other_world(world: World) -> World:
    """The same in the other partnership, with other words in every address."""
    there = world_of(world.other_partnership, world.partnership, outsider=world.officer)
    there.plan = factories.make_plan(
        there.partnership, rows=0, slug="recovery-plan", title="Recovery plan"
    )
    for number in ("7", "8"):
        factories.make_improvement(there.plan, number, updater=there.officer)
    Theme.objects.create(plan=there.plan, title="People", order=2)
    there.round = factories.make_round(there.partnership, by=there.coordinator, slug="other-q2")
    hold_parts(there)
    return there


def world_of(here: Partnership, elsewhere: Partnership, outsider: User | None = None) -> World:
    """A partnership with its cast and a body."""
    body = factories.make_body(here)
    world = SimpleNamespace(
        partnership=here,
        other_partnership=elsewhere,
        body=body,
        officer=factories.make_person("Governance Officer", here, roles.OFFICER),
        coordinator=factories.make_person("Partnership Manager", here, roles.COORDINATOR),
        area_lead=factories.make_person("Area Lead", here, roles.AREA_LEAD),
        committee_member=factories.make_person(
            "Committee member", here, roles.COMMITTEE_MEMBER, body=body
        ),
        auditor=factories.make_person("Finance officer", here, roles.AUDITOR),
        administrator=factories.make_administrator(),
        outsider=outsider
        or factories.make_person("Coordinator elsewhere", elsewhere, roles.COORDINATOR),
    )
    world.seat = body.seats.get()
    world.assignment = RoleAssignment.objects.get(user=world.officer)
    return world


def hold_parts(world: World) -> None:
    """Name the things that stand in addresses."""
    world.theme = world.plan.themes.first()
    world.improvement = world.plan.improvements.first()
    world.improvement_pk = world.improvement.pk
    world.milestone = world.improvement.milestones.first()
    world.kpi = world.improvement.kpis.first()
    world.lead = world.improvement.leads.first()
    world.plan_round = factories.make_plan_round(world.plan, world.round)
    world.update = world.plan_round.updates.get(improvement=world.improvement)


def words_of_address(row: Row, world: World) -> list[Any]:
    """Return what stands in the address of ``row``, in order."""
    return [_word(word, world) for word in row.where.split()]


def _word(word: str, world: World) -> Any:
    if word.startswith("="):
        return word[1:]
    thing = getattr(world, word)
    if isinstance(thing, Partnership | Plan | Body | ReportingRound):
        return thing.slug
    if isinstance(thing, Improvement):
        return thing.ref
    return getattr(thing, "pk", thing)
