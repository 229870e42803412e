"""What is told, in which order, and who signs in with what."""

import json
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.contrib.auth.hashers import make_password

from governance import clock, roles
from governance.models import Partnership, User

from .objectives import tell_objectives
from .packs import give_pack
from .people import Cast, set_up_partnership
from .plan_loader import FOLDER, load_plan
from .quarters import tell_second_quarter

PASSWORD = "tracker demo 2019"  # noqa: S105 the demonstration's, known to everybody
ADMINISTRATOR = "admin@example.org"


class SignIn(NamedTuple):
    """An account that is printed at the start; ``where`` is empty where it is the whole site."""

    role: str
    email: str
    where: str

    @property
    def title(self) -> str:
        return roles.ROLES[self.role].title


STOKE = "Stoke-on-Trent and Staffordshire"
SIGN_INS = [
    SignIn(roles.COORDINATOR, "lep.partnership.manager@sslep.example.org", STOKE),
    SignIn(roles.OFFICER, "governance.officer@sslep.example.org", STOKE),
    SignIn(roles.AREA_LEAD, "area.lead@gov.example.org", "all three"),
    SignIn(roles.COMMITTEE_MEMBER, "fr.chair@sslep.example.org", STOKE),
    SignIn(roles.AUDITOR, "finance.officer@sslep.example.org", STOKE),
    SignIn(roles.COORDINATOR, "strategy.coordinator@selep.example.org", "South East"),
    SignIn(roles.COORDINATOR, "head.of.delivery@hotsw.example.org", "Heart of the South West"),
    SignIn(roles.ADMINISTRATOR, ADMINISTRATOR, ""),
]


def sign_ins() -> list[SignIn]:
    """Return one sign-in per role, and of each partnership one that can act."""
    return SIGN_INS


def is_loaded() -> bool:
    """Whether the demonstration was loaded already, in whole or in part."""
    return Partnership.objects.filter(slug="sslep").exists()


def load(say: Callable[[str], None] = lambda words: None) -> None:
    """Tell the three partnerships; ``say`` is told what is being done."""
    hashed = make_password(PASSWORD)
    with on(date(2019, 4, 1)):
        administrator = User.objects.create_superuser(ADMINISTRATOR, name="Administrator")
        User.objects.filter(pk=administrator.pk).update(password=hashed)
    cast = Cast(administrator, hashed)
    for name in ("stoke_staffordshire", "south_east"):
        facts = _facts(name)
        say(f"{facts['partnership']['name']}: its plan and two quarters")
        _tell_plan(facts, cast, say)
    facts = _facts("hotsw_okrs")
    say(f"{facts['partnership']['name']}: its objectives and key results")
    tell_objectives(facts, cast)


def on(day: date, hour: int = 10, minute: int = 0):
    """Stand the product's clock at a moment of the story."""
    return clock.standing_at(datetime.combine(day, time(hour, minute), clock.LONDON))


def _facts(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def _tell_plan(facts: dict[str, Any], cast: Cast, say: Callable[[str], None]) -> None:
    with on(date(2019, 4, 8)):
        people = set_up_partnership(facts, cast)
    with on(date(2019, 7, 2)):
        plan, milestones = load_plan(facts, people)
    for told in facts.get("packs", []):
        give_pack(told, people, say)
    tell_second_quarter(facts, plan, people, milestones)
