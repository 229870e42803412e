"""Who may do what: one table, a sentence for each role. This is the access policy.

Pure data. A test proves that every string here is a permission some model declares.
"""

from collections.abc import Iterable
from typing import NamedTuple

OFFICER = "officer"
COORDINATOR = "coordinator"
AREA_LEAD = "area_lead"
COMMITTEE_MEMBER = "committee_member"
AUDITOR = "auditor"
ADMINISTRATOR = "administrator"


class Role(NamedTuple):
    """A role as people call it, what it is for, and what it allows."""

    title: str
    sentence: str
    permissions: frozenset[str]


class Place(NamedTuple):
    """Who may stand in one place of a row, such as who is asked for it each quarter.

    ``allowed`` is what a role there has to allow, nothing where any role will do; ``called`` names
    such people. Where anybody at all may stand there, ``why`` says why nobody is asked about it.
    """

    called: str = ""
    allowed: str = ""
    # Whether a role that begins later counts already: what is set now is often for later.
    counts_coming: bool = True
    why: str = ""

    @property
    def held(self) -> tuple[str, ...]:
        """The roles of which a person has to hold one; none where any will do."""
        if not self.allowed:
            return ()
        return tuple(key for key, role in ROLES.items() if self.allowed in role.permissions)


def anybody(why: str) -> Place:
    """A place in which anybody may stand, with the reason in a sentence."""
    return Place(why=why)


WRITES_UPDATES = Place("an officer or coordinator", "plans.write_progressupdate")
WRITES_CHECK_INS = Place("an officer or coordinator", "okrs.write_checkin")
ANSWERS = Place(
    "an officer, coordinator or Area Lead", "governance.write_comment", counts_coming=False
)
BELONGS = Place("somebody with a role")
KEPT = anybody("The product writes it down of whoever it was.")

_READ_PLANS = frozenset({"plans.read_plan", "okrs.read_objectiveset"})
_WRITE_UPDATES = frozenset(
    {
        "plans.write_progressupdate",
        "plans.submit_progressupdate",
        "okrs.write_checkin",
        "okrs.submit_checkin",
        "governance.write_comment",
        "governance.add_own_evidence",
    }
)

ROLES: dict[str, Role] = {
    OFFICER: Role(
        "Officer",
        "Writes what happened this quarter on the improvements of the partnership.",
        _READ_PLANS | _WRITE_UPDATES,
    ),
    COORDINATOR: Role(
        "Coordinator",
        "Sets up plans, opens and closes the quarter, chases, and makes the packs.",
        _READ_PLANS
        | _WRITE_UPDATES
        | {
            "plans.edit_plan",
            "plans.excuse_progressupdate",
            "plans.close_planround",
            "plans.approve_milestonemove",
            "okrs.edit_objectiveset",
            "governance.open_reportinground",
            "governance.compose_boardpack",
            "governance.issue_boardpack",
            "governance.read_boardpack",
            "governance.read_every_boardpack",
            "governance.invite_user",
            "governance.confirm_role",
            "governance.set_up_partnership",
            "governance.edit_body",
            "governance.import_document",
            "governance.read_importrun",
            "governance.view_auditevent",
        },
    ),
    AREA_LEAD: Role(
        "Area Lead",
        "Reads what was submitted, adds a view of their own, returns or accepts, and signs.",
        _READ_PLANS
        | {
            "plans.review_progressupdate",
            "plans.sign_planround",
            "governance.confirm_role",
            "governance.write_comment",
            "governance.read_boardpack",
            "governance.read_every_boardpack",
        },
    ),
    COMMITTEE_MEMBER: Role(
        "Committee member",
        "Reads closed quarters and the packs issued to the body they sit on.",
        _READ_PLANS | {"governance.read_boardpack"},
    ),
    AUDITOR: Role(
        "Auditor",
        "Reads everything, with the record of who did what, and changes nothing.",
        _READ_PLANS
        | {
            "governance.read_boardpack",
            "governance.read_every_boardpack",
            "governance.read_importrun",
            "governance.view_auditevent",
        },
    ),
    ADMINISTRATOR: Role(
        "Administrator",
        "Looks after people, roles, partnerships and the running of the site.",
        _READ_PLANS
        | {
            "governance.invite_user",
            "governance.confirm_role",
            "governance.set_up_partnership",
            "governance.allow_one_person",
            "governance.edit_body",
            "governance.view_auditevent",
            "governance.view_outbox",
        },
    ),
}

# An administrator is made on the person, not in one partnership.
choices = [(key, role.title) for key, role in ROLES.items() if key != ADMINISTRATOR]


def permissions_of(held: Iterable[str]) -> frozenset[str]:
    """Return all that a set of role keys allows together."""
    return frozenset().union(*(ROLES[key].permissions for key in held))
