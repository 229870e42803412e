"""KPIs and milestones as tables: their dates keep words and reading."""

from typing import Any

from django.core.exceptions import ValidationError

from governance import clock
from governance.input.dated_text import read_due_text, take_reading, take_typed_days
from governance.models import Precision
from governance.tables import (
    Column,
    DayWidget,
    FigureWidget,
    OneOfWidget,
    WholeNumberWidget,
    YesNoWidget,
)

from ..input.date_proposals import propose_date
from ..models import KPI, Milestone
from ..workflow.milestone_dates import keep_first_dates, set_state
from .places import RowPartResource

State = Milestone.State
_BESIDE = "To confirm it, give the day in the column latest."
_DATES = ("due_text", "earliest", "latest", "precision", "date_kind", "year_inferred")


class DatedResource(RowPartResource):
    """Words with the date that stands in them; a date left empty is read from the words."""

    text = Column("text")
    is_bullet = Column("is_bullet", YesNoWidget(empty=True))
    due_text = Column("due_text")
    earliest = Column("earliest", DayWidget())
    latest = Column("latest", DayWidget())
    precision = Column("precision", OneOfWidget(Precision.choices, empty=Precision.NONE))
    date_kind = Column("date_kind")
    year_inferred = Column("year_inferred", YesNoWidget())

    class Meta(RowPartResource.Meta):
        fields: tuple[str, ...] = (*RowPartResource.Meta.fields, "text", "is_bullet", *_DATES)

    def import_field(
        self, field: Any, instance: Any, row: dict[str, Any], is_m2m: bool = False, **kwargs: Any
    ) -> None:
        before = field.get_value(instance) if field.column_name in _DATES[:3] else None
        super().import_field(field, instance, row, is_m2m, **kwargs)
        if field.column_name in _DATES[:3] and field.get_value(instance) != before:
            instance.typed_dates = {*getattr(instance, "typed_dates", ()), field.column_name}

    def validate_instance(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        """A date as written is read where no days stand beside it; a doubt is said."""
        typed: set[str] = getattr(instance, "typed_dates", set())
        if typed == {"due_text"} and instance.due_text.strip():
            try:
                read = read_due_text(instance, today=clock.today())
            except ValueError as error:
                raise ValidationError({"due_text": str(error)}) from error
            if read.doubts:
                raise ValidationError({"due_text": f"{read.question} {_BESIDE}"})
            take_reading(instance, read)
        elif typed & {"earliest", "latest"}:
            take_typed_days(instance, has_earliest=True)
        elif instance.pk is None:
            proposal = propose_date(instance.text, instance.plan.plan_year)
            if proposal.impossible:
                raise ValidationError({"text": proposal.impossible})
            if proposal.typed.doubts:
                raise ValidationError({"text": f"{proposal.typed.question} {_BESIDE}"})
        super().validate_instance(instance, *args, **kwargs)

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        super().before_save_instance(instance, row, **kwargs)
        if instance.pk is None:
            read = propose_date(instance.text, instance.plan.plan_year).as_fields()
            instance.dates = read["dates"]
            if not (instance.due_text or instance.earliest or instance.latest):
                for name, value in read.items():
                    setattr(instance, name, value)


class KpiResource(DatedResource):
    unit = Column("unit")
    baseline = Column("baseline", FigureWidget())
    target = Column("target", FigureWidget())

    class Meta(DatedResource.Meta):
        model = KPI
        fields: tuple[str, ...] = (*DatedResource.Meta.fields, "unit", "baseline", "target")


class MilestoneResource(DatedResource):
    """A date or a state that stands is changed on the page, where a reason is asked."""

    parent = Column("parent", name="parent")
    is_recurring = Column("is_recurring", YesNoWidget())
    recurrence_text = Column("recurrence_text")
    state = Column("state", OneOfWidget(State.choices, empty=State.OPEN))
    state_text = Column("state_text")
    done_on = Column("done_on", DayWidget(expects="done"))
    related: tuple[str, ...] = ("improvement__plan__partnership", "parent")

    class Meta(DatedResource.Meta):
        model = Milestone
        fields: tuple[str, ...] = (
            *DatedResource.Meta.fields, "parent", "is_recurring", "recurrence_text", "state",
            "state_text", "done_on",
        )  # fmt: skip

    def import_field(
        self, field: Any, instance: Any, row: dict[str, Any], is_m2m: bool = False, **kwargs: Any
    ) -> None:
        name = field.column_name
        if name not in row or name not in (*_DATES, "state", "done_on"):
            super().import_field(field, instance, row, is_m2m, **kwargs)
            return
        if instance.pk is None:
            if name == "done_on":
                return
            if name != "state":
                super().import_field(field, instance, row, is_m2m, **kwargs)
                return
            self._bring_to_state(instance, row)
        elif self.stands(field, instance, row):
            return
        elif field.widget.clean(row[name], row) != field.get_value(instance):
            raise ValueError(
                f"Column {name}: It is changed on the milestone's page, with a reason."
            )

    def _bring_to_state(self, milestone: Milestone, row: dict[str, Any]) -> None:
        state = self.fields["state"].widget.clean(row["state"], row)
        done_on = self.fields["done_on"].widget.clean(row.get("done_on"), row)
        if state == State.REPORTED:
            raise ValueError("Column state: Only an update reports a milestone. Say done or open.")
        if done_on is not None and state != State.DONE:
            raise ValueError("Column done_on: A day stands here only where the state is done.")
        set_state(milestone, state, done_on)

    def read_parent(self, value: Any, row: Any, milestone: Milestone) -> None:
        place = WholeNumberWidget(empty=None).clean(value)
        if place is None:
            milestone.parent = None
            return
        above = self.one_of(self.plan_of(row), (milestone.improvement_id, place))
        if above is None or above is milestone:
            raise ValueError(f"No milestone stands at place {place} of this row, above this line.")
        milestone.parent = above

    def write_parent(self, milestone: Milestone) -> Any:
        return milestone.parent.order if milestone.parent else ""

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        super().before_save_instance(instance, row, **kwargs)
        if instance.pk is None:
            keep_first_dates(instance)
