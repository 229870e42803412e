"""What a partnership knows already: its people, its bodies, and ways of watching shared by rows."""

from collections.abc import Iterable
from typing import Any

from governance.models import Body, Partnership, User

from ..models import Improvement, MonitoringProcess, Plan
from ..parts import PLAN_PARTS
from ..workflow.many_parts import add_parts
from .placed import PlacedLead, PlacedMonitoring, PlacedRow

Values = dict[str, Any]
Key = tuple[str, str, str]


class People:
    """The accounts and bodies of a partnership by the names a paper prints."""

    def __init__(self, partnership: Partnership):
        users: dict[str, list[User]] = {}
        for user in User.objects.who_belong_to(partnership).distinct():
            users.setdefault(user.name, []).append(user)
        # Two people of one name: the paper does not say which, so neither is taken.
        self.users = {name: found[0] for name, found in users.items() if len(found) == 1}
        self.bodies = {_called(body.name): body for body in Body.objects.filter(
            partnership=partnership)}  # fmt: skip

    def lead_fields(self, one: PlacedLead) -> Values:
        return {
            "name": one.name,
            "topic": one.topic,
            "kind": one.kind,
            "level": one.level,
            "user": self.users.get(one.name.strip()),
            "body": self.bodies.get(_called(one.name)),
        }


def _called(name: str) -> str:
    words = name.casefold().replace("&", " and ").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


class Processes:
    """The plan's ways of watching. A line in several rows, or one that names actors or a rhythm,
    is one of them; those that are missing are added."""

    def __init__(self, plan: Plan, written: Iterable[tuple[Improvement, PlacedRow]], *, by: User):
        self.known: dict[Key, MonitoringProcess] = {
            (process.text, process.actors, process.frequency): process
            for process in plan.monitoring_processes.all()
        }
        rows: dict[Key, set[int]] = {}
        for made, row in written:
            for one in row.monitoring:
                if any(_key(one)):
                    rows.setdefault(_key(one), set()).add(made.pk)
        new = [
            key
            for key, where in rows.items()
            if key not in self.known and (len(where) > 1 or key[1] or key[2])
        ]
        names = ("text", "actors", "frequency")
        values = [(plan, dict(zip(names, key, strict=True))) for key in new]
        made_now = add_parts(PLAN_PARTS["process"], values, plan=plan, by=by)
        self.known |= dict(zip(new, made_now, strict=True))

    def fields(self, one: PlacedMonitoring) -> Values:
        """A monitoring line's columns."""
        return {
            "text": one.text,
            "level": one.level,
            "is_bullet": one.is_bullet,
            "process": self.known.get(_key(one)),
        }


def _key(one: PlacedMonitoring) -> Key:
    return one.text, one.actors, one.frequency
