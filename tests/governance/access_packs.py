"""Who gets in where: the addresses of board packs."""

from collections.abc import Callable

from governance.models import BoardPack
from governance.packs import choosable
from governance.workflow import packs
from tests import factories
from tests.access_table import World, form, page, verb

READERS = "coordinator area_lead committee_member auditor"


def _closed(world: World):
    if not world.round.closed_at:
        world.round = factories.close_round(world.round, by=world.coordinator)
    return world.round


def an_issued_pack(world: World) -> None:
    world.pack = factories.make_pack(
        world.body, _closed(world), by=world.coordinator, state="issued"
    )


def a_ready_pack(world: World) -> None:
    world.pack = factories.make_pack(world.body, _closed(world), by=world.coordinator)


def it_was_issued(world: World) -> None:
    packs.issue_pack(world.pack, by=world.coordinator)


def it_was_replaced(world: World) -> None:
    packs.supersede_pack(world.pack, reason="A figure was wrong.", by=world.coordinator)


def what_to_build(world: World) -> dict[str, object]:
    places = {
        f"place_{section.key}": str(place) for place, section in enumerate(choosable(), start=1)
    }
    return {"body": world.body.pk, "round": world.round.pk, **places}


def read(typed: dict[str, object]) -> Callable[[World], dict[str, object]]:
    """What is typed on the page of a pack, with the file that page showed."""
    return lambda world: typed | {"seen": BoardPack.objects.get(pk=world.pack.pk).seen}


PACKS = {
    "governance:pack_list": page("partnership", READERS),
    "governance:pack_create": form("partnership", "coordinator", what_to_build),
    "governance:pack_detail": page("partnership pack", READERS, given=an_issued_pack),
    "governance:pack_progress": page("partnership pack", READERS, given=an_issued_pack),
    "governance:pack_page": page("partnership pack", READERS, given=an_issued_pack),
    "governance:pack_download": page("partnership pack", READERS, given=an_issued_pack),
    "governance:pack_build_again": verb(
        "partnership pack", "coordinator", read({}), given=a_ready_pack, wrong=it_was_issued
    ),
    "governance:pack_issue": verb(
        "partnership pack",
        "coordinator",
        read({"issue-is_read": "on"}),
        given=a_ready_pack,
        wrong=it_was_issued,
    ),
    "governance:pack_supersede": verb(
        "partnership pack",
        "coordinator",
        read({"supersede-reason": "A figure was wrong."}),
        given=an_issued_pack,
        wrong=it_was_replaced,
    ),
}
