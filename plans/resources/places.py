"""How a line of a file finds its plan, its row and its place there."""

from typing import Any

from governance.models import Partnership, User
from governance.partnership_scope import place_of, who_may_stand
from governance.roles import BELONGS
from governance.tables import Column, ImportResource, WholeNumberWidget
from governance.tables.columns import text_of

from ..models import Improvement, Plan


class PlanRowsResource(ImportResource):
    """Parts of plans; each is known by its plan and its place there."""

    key: tuple[str, ...] = ("partnership", "plan", "order")
    related: tuple[str, ...] = ("plan__partnership",)
    owner_path = "plan"
    partnership = Column("plan__partnership__slug", name="partnership", readonly=True)
    plan = Column("plan__slug", name="plan", readonly=True)

    class Meta(ImportResource.Meta):
        fields: tuple[str, ...] = ("partnership", "plan")

    def __init__(self, *, partnership: Partnership | None = None, **kwargs: Any):
        super().__init__(partnership=partnership, **kwargs)
        self.plans: dict[str, Plan] = {}
        self.standing: dict[int, dict[tuple[Any, ...], list[Any]]] = {}

    def init_instance(self, row: Any = None) -> Any:
        return self._meta.model(plan=self.plan_of(row))

    def plan_of(self, row: dict[str, Any]) -> Plan:
        slug = text_of(row["plan"]).strip()
        if slug not in self.plans:
            found = Plan.objects.filter(partnership=self.partnership, slug=slug).first()
            if found is None:
                raise ValueError(f"The partnership has no plan “{slug}”.")
            if found.retired_at is not None:
                raise ValueError(f"The plan “{slug}” was removed. Restore it on its page first.")
            self.plans[slug] = found
        return self.plans[slug]

    def find(self, row: dict[str, Any]) -> Any:
        return self.one_of(self.plan_of(row), self.place_of(row))

    def place_of(self, row: dict[str, Any]) -> tuple[Any, ...]:
        return (WholeNumberWidget().clean(row["order"]),)

    def known_by(self, part: Any) -> tuple[Any, ...]:
        return (part.order,)

    def one_of(self, plan: Plan, place: tuple[Any, ...]) -> Any:
        """The one part that stands there; a plan's parts are read once for the whole file."""
        found = self.standing_in(plan).get(place, [])
        if len(found) > 1:
            raise ValueError("Two stand at this place. Move one of them on its page first.")
        return found[0] if found else None

    def standing_in(self, plan: Plan) -> dict[tuple[Any, ...], list[Any]]:
        if plan.pk not in self.standing:
            places = self.standing[plan.pk] = {}
            rows = self._meta.model._default_manager.filter(**{self.owner_path: plan})
            for part in rows.select_related(*self.related):
                places.setdefault(self.known_by(part), []).append(part)
        return self.standing[plan.pk]

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        places = self.standing_in(self.plan_of(row))
        if instance not in places.setdefault(self.known_by(instance), []):
            places[self.known_by(instance)].append(instance)

    def person(self, value: Any, now: User | None, name: str) -> User | None:
        """Who may stand in a place of the row, by address; whoever stands there may stay."""
        address = text_of(value).strip().lower()
        if not address:
            return None
        if now is not None and now.email.lower() == address:
            return now
        here = User.objects.who_may_stand(BELONGS, self.partnership)
        person: User | None = here.filter(email__iexact=address).first()
        if person is None:
            raise ValueError(f"Nobody with a role here has the address “{address}”.")
        model = self._meta.model
        if not who_may_stand(model, name, self.partnership).filter(pk=person.pk).exists():
            raise ValueError(f"“{address}” is not {place_of(model, name).called} here.")
        return person


class RowPartResource(PlanRowsResource):
    """Parts of one row, known by the row's address and their place in its cell."""

    key: tuple[str, ...] = ("partnership", "plan", "improvement", "order")
    related: tuple[str, ...] = ("improvement__plan__partnership",)
    owner_path = "improvement__plan"
    partnership = Column("improvement__plan__partnership__slug", name="partnership", readonly=True)
    plan = Column("improvement__plan__slug", name="plan", readonly=True)
    improvement = Column("improvement__ref", name="improvement", readonly=True)
    order = Column("order", WholeNumberWidget())
    level = Column("level", WholeNumberWidget())

    class Meta(PlanRowsResource.Meta):
        fields: tuple[str, ...] = ("partnership", "plan", "improvement", "order", "level")

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        self.rows: dict[int, dict[str, Improvement]] = {}

    def init_instance(self, row: Any = None) -> Any:
        return self._meta.model(improvement=self.row_of(row))

    def row_of(self, row: dict[str, Any]) -> Improvement:
        plan, ref = self.plan_of(row), text_of(row["improvement"]).strip()
        if plan.pk not in self.rows:
            rows = Improvement.objects.filter(plan=plan).select_related("plan__partnership")
            self.rows[plan.pk] = {one.ref: one for one in rows}
        if ref not in self.rows[plan.pk]:
            raise ValueError(f"The plan has no improvement “{ref}”.")
        return self.rows[plan.pk][ref]

    def place_of(self, row: dict[str, Any]) -> tuple[Any, ...]:
        return (self.row_of(row).pk, WholeNumberWidget().clean(row["order"]))

    def known_by(self, part: Any) -> tuple[Any, ...]:
        return (part.improvement_id, part.order)
