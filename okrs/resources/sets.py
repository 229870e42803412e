"""Sets of objectives and their objectives as tables."""

from typing import Any

from django.core.exceptions import ValidationError

from governance.models import User
from governance.resources import OfPartnershipResource
from governance.tables import Column, ImportResource, WholeNumberWidget
from governance.tables.columns import TextWidget, text_of
from governance.tables.table import PrintedWidget
from plans.resources.dated import DATES, DatedTable

from ..input import header_read, header_typed
from ..models import KeyResult, Objective, ObjectiveSet
from ..workflow import why_not_edit
from ..workflow.check_ins import join_open_rounds


class ObjectiveSetResource(OfPartnershipResource):
    """Sets by their address; what a closed quarter reported on keeps its words."""

    header_blocks = Column("header_blocks", TextWidget())

    class Meta(OfPartnershipResource.Meta):
        model = ObjectiveSet
        fields = (
            "partnership", "slug", "title", "appendix", "starts_on", "ends_on", "label",
            "printed_label", "printed_heading", "outcome", "outcome_heading", "outcome_after",
            "header_blocks", "order",
        )  # fmt: skip

    def read_header_blocks(self, value: Any, row: Any, one: ObjectiveSet) -> None:
        one.header_blocks = header_read(text_of(value))

    def write_header_blocks(self, one: ObjectiveSet) -> str:
        return header_typed(one.header_blocks)

    def validate_instance(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        super().validate_instance(instance, *args, **kwargs)
        if sentence := why_not_edit(instance):
            raise ValidationError(sentence)


def _at(rows: Any, place: Any) -> Any:
    """The one row that stands at a place; None where none does."""
    found = list(rows.filter(order=WholeNumberWidget().clean(place) or 0)[:2])
    if len(found) > 1:
        raise ValueError("Two stand at this place. Move one of them on its page first.")
    return found[0] if found else None


class ObjectiveResource(ImportResource):
    """Objectives by their set and their place in it."""

    key = ("partnership", "objective_set", "order")
    related = ("objective_set__partnership",)
    partnership = Column("objective_set__partnership__slug", name="partnership", readonly=True)
    objective_set = Column("objective_set__slug", name="objective_set", readonly=True)
    order = Column("order", WholeNumberWidget())
    body = Column("body", PrintedWidget())

    class Meta(ImportResource.Meta):
        model = Objective
        fields = ("partnership", "objective_set", "order", "section", "number", "text", "body")

    def set_of(self, row: dict[str, Any]) -> ObjectiveSet:
        slug = text_of(row["objective_set"]).strip()
        found = ObjectiveSet.objects.filter(partnership=self.partnership, slug=slug).first()
        if found is None:
            raise ValueError(f"The partnership has no set “{slug}”. Import the sets first.")
        return found

    def init_instance(self, row: Any = None) -> Objective:
        return Objective(objective_set=self.set_of(row))

    def find(self, row: dict[str, Any]) -> Objective | None:
        there = Objective.objects.filter(objective_set=self.set_of(row))
        return _at(there.select_related(*self.related), row["order"])

    def validate_instance(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        super().validate_instance(instance, *args, **kwargs)
        if sentence := why_not_edit(instance.objective_set):
            raise ValidationError(sentence)


class KeyResultResource(DatedTable):
    """Key results by their set, the place of their objective and their own place in it.

    A new one joins the quarter that is open. Its measures are typed on its page.
    """

    key = ("partnership", "objective_set", "objective", "order")
    related = ("objective__objective_set__partnership", "updater")
    partnership = Column(
        "objective__objective_set__partnership__slug", name="partnership", readonly=True
    )
    objective_set = Column("objective__objective_set__slug", name="objective_set", readonly=True)
    objective = Column("objective__order", name="objective", readonly=True)
    order = Column("order", WholeNumberWidget())
    bullets = Column("bullets", PrintedWidget())
    updater = Column("updater", name="updater")

    class Meta(ImportResource.Meta):
        model = KeyResult
        fields = (
            "partnership", "objective_set", "objective", "order", "label", "text", "bullets",
            "outcome_text", *DATES, "updater",
        )  # fmt: skip

    def objective_of(self, row: dict[str, Any]) -> Objective:
        slug = text_of(row["objective_set"]).strip()
        here = Objective.objects.filter(
            objective_set__partnership=self.partnership, objective_set__slug=slug
        )
        found: Objective | None = _at(here.select_related("objective_set"), row["objective"])
        if found is None:
            place = text_of(row["objective"])
            raise ValueError(f"No objective stands at place {place} of the set “{slug}”.")
        return found

    def init_instance(self, row: Any = None) -> KeyResult:
        return KeyResult(objective=self.objective_of(row))

    def find(self, row: dict[str, Any]) -> KeyResult | None:
        there = KeyResult.objects.filter(objective=self.objective_of(row))
        found: KeyResult | None = _at(there.select_related(*self.related), row["order"])
        return found

    def read_updater(self, value: Any, row: Any, key_result: KeyResult) -> None:
        address, now = text_of(value).strip().lower(), key_result.updater
        if now is not None and now.email.lower() == address:
            return
        people = User.objects.who_belong_to(self.partnership)
        key_result.updater = people.filter(email__iexact=address).first() if address else None
        if address and key_result.updater is None:
            raise ValueError(f"Nobody with a role here has the address “{address}”.")

    def write_updater(self, key_result: KeyResult) -> str:
        return key_result.updater.email if key_result.updater else ""

    def validate_instance(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        super().validate_instance(instance, *args, **kwargs)
        if sentence := why_not_edit(instance.objective.objective_set):
            raise ValidationError(sentence)

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        join_open_rounds(instance)
