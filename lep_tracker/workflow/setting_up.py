"""The first action of a site: its administrator, its partnership, and what they start with."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import transaction

from governance import audit, roles
from governance.errors import ActionRefused
from governance.models import Body, Partnership, StatusScheme, User
from governance.workflow import copy_scheme, make_partnership
from governance.workflow.invitations import make_invitation
from governance.workflow.partnerships import free_body_slug
from governance.workflow.people import assign


class SetUp(NamedTuple):
    """What came of it: who, where, and the links of the invited."""

    administrator: User
    partnership: Partnership
    links: list[tuple[str, str]]


@transaction.atomic
def set_up_first_partnership(
    *,
    administrator: Mapping[str, str],
    facts: Mapping[str, Any],
    scheme: StatusScheme,
    invitees: Iterable[Mapping[str, Any]] = (),
    bodies: Iterable[str] = (),
) -> SetUp:
    """Make the first person, who looks after the site and coordinates the first partnership."""
    if User.objects.exists():
        raise ActionRefused("This site is set up already. Sign in to go on.")
    person = User(
        email=administrator["email"].lower(),
        name=administrator["name"],
        password=administrator["password_hash"],
        is_staff=True,
        is_superuser=True,
    )
    person.save()
    partnership = make_partnership({**facts, "status_scheme": scheme})
    partnership.status_scheme = copy_scheme(scheme, partnership)
    partnership.save()
    assign(person, partnership, roles.COORDINATOR, None, person)
    for name in bodies:
        body = Body(partnership=partnership, name=name)
        body.slug = free_body_slug(body)
        body.kind = Body.Kind.BOARD if "board" in name.lower() else Body.Kind.COMMITTEE
        body.save()
    links = [
        (invitee["email"], make_invitation(partnership, **invitee, by=person)[1])
        for invitee in invitees
    ]
    audit.record(
        "governance.site_set_up",
        f"{{actor}} set up this site and {partnership}.",
        partnership=partnership,
        subject=partnership,
        details={"invited": [email for email, _ in links]},
        by=person,
    )
    return SetUp(person, partnership, links)
