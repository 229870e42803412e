"""Who gets in where: the addresses of the roof."""

from datetime import date

from lep_tracker.workflow.leaving import let_person_leave
from lep_tracker.workflow.quarters import open_quarter
from tests.access_table import HERE, KEEPERS, PUBLIC, SIGNED_IN, form, page, verb
from tests.lep_tracker.access_imports import IMPORTS

ACCESS = {
    "home": page("", SIGNED_IN),
    "search": page("", SIGNED_IN),
    "accessibility": page("", PUBLIC),
    "privacy": page("", PUBLIC),
    "healthz": page("", PUBLIC),
    "help": page("", PUBLIC),
    "guide": page("=officer", PUBLIC),
    # Shown while building and in the demo only.
    "gallery": page("", PUBLIC, ok=404),
    # Of the demonstration alone.
    "demo_day": verb("", SIGNED_IN, ok=404, events=0),
    "demo_mails": page("", SIGNED_IN, ok=404),
    "demo_mail": page("=1", SIGNED_IN, ok=404),
    # A site that has people cannot be set up again.
    "set_up": page("", PUBLIC, ok=404),
    "set_up_open": page("=code", PUBLIC, ok=404),
    "set_up_step": page("=administrator", PUBLIC, ok=404),
    "set_up_check": page("", PUBLIC, ok=404),
    "set_up_done": page("partnership", HERE),
    "leaver": form(
        "partnership officer",
        KEEPERS,
        lambda world: {"successor": world.coordinator.pk},
        wrong=lambda world: let_person_leave(
            world.officer,
            partnership=world.partnership,
            successor=world.coordinator,
            by=world.coordinator,
        ),
    ),
    "quarter_open": form(
        "partnership",
        "coordinator",
        lambda world: {
            "starts_on": "1 October 2019",
            "ends_on": "31 December 2019",
            "due_on": "13 December 2019",
            "plans": [world.plan.pk],
        },
        wrong=lambda world: open_quarter(
            world.partnership,
            starts_on=date(2019, 10, 1),
            ends_on=date(2019, 12, 31),
            by=world.coordinator,
        ),
    ),
    # Staying signed in changes a session, not a record.
    "session_extend": verb("", SIGNED_IN, events=0),
    **IMPORTS,
}
