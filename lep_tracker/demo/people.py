"""Partnerships of the demonstration with their people, bodies and seats."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance import roles
from governance.models import AccountableBody, Body, Partnership, Seat, User
from governance.reference_data import ensure_reference_data
from governance.workflow import (
    create_partnership,
    give_role,
    save_accountable_body,
    save_body,
    save_seat,
)

Facts = dict[str, Any]
_BODY_KINDS = {kind.value for kind in Body.Kind}


@dataclass
class Cast:
    """The administrator, and the accounts made so far by their address."""

    administrator: User
    password: str
    accounts: dict[str, User] = field(default_factory=dict)

    def account(self, person: Facts) -> User:
        email = person["email"]
        if email not in self.accounts:
            user = User.objects.create_user(email, name=person["name"])
            user.password = self.password
            user.save(update_fields=["password"])
            self.accounts[email] = user
        return self.accounts[email]


@dataclass
class DemoPeople:
    """Who is who in one partnership."""

    partnership: Partnership
    by_key: dict[str, User]
    bodies: dict[str, Body]
    coordinator: User

    def __getitem__(self, key: str | None) -> User | None:
        return self.by_key.get(key) if key else None

    def must(self, key: str) -> User:
        return self.by_key[key]


def set_up_partnership(facts: Facts, cast: Cast) -> DemoPeople:
    """Make a partnership with its people, roles, bodies and seats."""
    told = dict(facts["partnership"])
    accountable = told.pop("accountable_bodies", [])
    partnership = create_partnership(
        facts=told | {"status_scheme": ensure_reference_data()[0]}, by=cast.administrator
    )
    by_key = {person["key"]: cast.account(person) for person in facts["people"]}
    # The first coordinator sets up the rest.
    first = next(
        person
        for person in facts["people"]
        if any(each["role"] == roles.COORDINATOR for each in person["roles"])
    )
    coordinator = by_key[first["key"]]
    give_role(coordinator, partnership=partnership, role=roles.COORDINATOR, by=cast.administrator)
    for row in accountable:
        save_accountable_body(AccountableBody(partnership=partnership, **row), by=coordinator)
    bodies = {each["slug"]: _body(partnership, each, coordinator) for each in facts["bodies"]}
    made = DemoPeople(partnership, by_key, bodies, coordinator)
    # Roles before seats: a seat is held by somebody with a role.
    _give_roles(facts, made)
    _fill_seats(facts, made)
    return made


def _fill_seats(facts: Facts, made: DemoPeople) -> None:
    for each in facts["bodies"]:
        for seat in each.get("seats", []):
            body, holder = made.bodies[each["slug"]], made[seat.get("person")]
            # A role on a body has brought a seat already; its post is said here.
            brought = body.seats.filter(user=holder).first() if holder else None
            filled = brought or Seat(body=body, user=holder)
            filled.post = seat["post"]
            filled.printed_name = seat.get("printed_name", "")
            save_seat(filled, by=made.coordinator)


def _give_roles(facts: Facts, made: DemoPeople) -> None:
    for person in facts["people"]:
        account = made.by_key[person["key"]]
        for held in person["roles"]:
            if account == made.coordinator and held["role"] == roles.COORDINATOR:
                continue
            give_role(
                account,
                partnership=made.partnership,
                role=held["role"],
                body=made.bodies.get(held.get("body", "")),
                starts_on=date(2019, 4, 1),
                by=made.coordinator,
            )


def _body(partnership: Partnership, facts: Facts, coordinator: User) -> Body:
    kind = facts["kind"] if facts["kind"] in _BODY_KINDS else Body.Kind.COMMITTEE
    body = Body(
        partnership=partnership,
        name=facts["name"],
        slug=facts["slug"],
        kind=kind,
        is_advisory=facts.get("is_advisory", False),
    )
    return save_body(body, by=coordinator)
