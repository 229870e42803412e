"""KPIs and milestones as tables: their dates keep words and reading."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from governance import clock
from governance.input.dated_text import (
    read_due_text,
    read_row_words,
    refuse_impossible_words,
    take_reading,
    take_typed_days,
)
from governance.input.dates import dates_in
from governance.models import Precision
from governance.tables import (
    Column,
    DayWidget,
    FigureWidget,
    ImportResource,
    OneOfWidget,
    WholeNumberWidget,
    YesNoWidget,
)

from ..models import KPI, Milestone
from ..workflow.milestone_dates import has_date, keep_first_dates, set_state
from .places import RowPartResource

State = Milestone.State
_BESIDE = "To confirm it, give the day in the column latest."
_UNDATED = "To keep it without a due date, write none in the column precision."
_WRITTEN = ("text", "due_text", "earliest", "latest")
DATES = ("due_text", "earliest", "latest", "precision", "date_kind", "year_inferred")


class DatedTable(ImportResource):
    """Words with the date that stands in them; a date left empty is read from the words."""

    text = Column("text")
    due_text = Column("due_text")
    earliest = Column("earliest", DayWidget())
    latest = Column("latest", DayWidget())
    precision = Column("precision", OneOfWidget(Precision.choices, empty=Precision.NONE))
    date_kind = Column("date_kind")
    year_inferred = Column("year_inferred", YesNoWidget())

    def import_field(
        self, field: Any, instance: Any, row: dict[str, Any], is_m2m: bool = False, **kwargs: Any
    ) -> None:
        before = field.get_value(instance) if field.column_name in _WRITTEN else None
        if field.column_name == "text":
            instance.words_before = before or ""
        super().import_field(field, instance, row, is_m2m, **kwargs)
        if field.column_name in _WRITTEN and field.get_value(instance) != before:
            instance.written = {*getattr(instance, "written", ()), field.column_name}
        if field.column_name == "precision":
            instance.says_undated = row.get("precision") == Precision.NONE

    def validate_instance(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        """A date as written, or in new words, is read where no days stand beside it."""
        written: set[str] = getattr(instance, "written", set())
        has_typed_days = bool(written & {"earliest", "latest"})
        is_undated = getattr(instance, "says_undated", False)
        if "text" in written and not is_undated:
            _refuse_impossible(instance, has_typed_days)
        if has_typed_days:
            take_typed_days(instance, has_earliest=True)
        else:
            self._read_words(instance, written, is_undated)
        super().validate_instance(instance, *args, **kwargs)

    def _read_words(self, instance: Any, written: set[str], is_undated: bool) -> None:
        if instance.due_text.strip():
            if "due_text" in written:
                _take("due_text", read_due_text, instance, _BESIDE)
        elif "text" in written and not (instance.latest or is_undated):
            _take("text", read_row_words, instance, f"{_BESIDE} {_UNDATED}")

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        super().before_save_instance(instance, row, **kwargs)
        if "text" in getattr(instance, "written", ()):
            year = instance.date_frame.year
            instance.dates = dates_in(instance.text, today=clock.today(), plan_year=year).dates


class DatedResource(DatedTable, RowPartResource):
    """Such words in a cell of a row."""

    is_bullet = Column("is_bullet", YesNoWidget(empty=True))

    class Meta(RowPartResource.Meta):
        fields: tuple[str, ...] = (*RowPartResource.Meta.fields, "text", "is_bullet", *DATES)


def _refuse_impossible(row: Any, has_typed_days: bool) -> None:
    before = getattr(row, "words_before", "")
    try:
        refuse_impossible_words(
            row, today=clock.today(), before=before, has_typed_days=has_typed_days
        )
    except ValueError as error:
        raise ValidationError({"text": str(error)}) from error


def _take(column: str, reader: Callable[..., Any], row: Any, answers: str) -> None:
    """Give the row the days that a column says; a table cannot be asked, so a doubt refuses it."""
    try:
        read = reader(row, today=clock.today())
    except ValueError as error:
        raise ValidationError({column: str(error)}) from error
    if read is None:
        return
    if read.doubts:
        raise ValidationError({column: f"{read.question} {answers}"})
    take_reading(row, read)


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
        if not hasattr(instance, "had_date"):
            instance.had_date = instance.pk is not None and has_date(instance)
        name = field.column_name
        if name not in row or name not in (*DATES, "state", "done_on"):
            super().import_field(field, instance, row, is_m2m, **kwargs)
            return
        if name in DATES and not instance.had_date:
            super().import_field(field, instance, row, is_m2m, **kwargs)
        elif instance.pk is None:
            if name == "done_on":
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
        if not instance.had_date:
            keep_first_dates(instance)
