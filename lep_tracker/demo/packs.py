"""The pack of the first quarter: built and issued, so that the committee finds one to read."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from governance import clock
from governance.models import BoardPack
from governance.packs.building import build_pack
from governance.workflow.packs import issue_pack, request_pack

from .people import DemoPeople


def give_pack(told: dict[str, Any], people: DemoPeople, say: Callable[[str], None]) -> None:
    """Ask for a pack, build and issue it; where none can be drawn here, say so and go on."""
    day = date.fromisoformat(told["issued_on"])
    with clock.standing_at(datetime.combine(day, time(10), clock.LONDON)):
        asked = request_pack(
            people.bodies[told["body"]],
            round=people.partnership.rounds.get(slug=told["round"]),
            meets_on=date.fromisoformat(told["meets_on"]),
            by=people.coordinator,
        )
        say(f"  {asked.title}")
        pack = build_pack(BoardPack.objects.get(pk=asked.pk))
        if pack.can_be_issued:
            issue_pack(pack, seen=pack.seen, by=people.coordinator)
        else:
            say(f"  It was not issued: {pack.problem}")
