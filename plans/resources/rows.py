"""Themes and improvements as tables."""

from typing import Any

from governance.tables import Column, WholeNumberWidget
from governance.tables.columns import text_of
from governance.tables.table import PrintedWidget

from ..input.paper_pieces import (
    columns_as_typed,
    columns_from_typed,
    pieces_as_typed,
    pieces_from_typed,
)
from ..models import Improvement, Theme
from ..workflow import join_open_rounds
from .places import PlanRowsResource


class ThemeResource(PlanRowsResource):
    order = Column("order", WholeNumberWidget())
    title = Column("title")
    word = Column("word")
    purpose = Column("purpose", PrintedWidget())

    class Meta(PlanRowsResource.Meta):
        model = Theme
        fields: tuple[str, ...] = ("partnership", "plan", "order", "title", "word", "purpose")


class ImprovementResource(PlanRowsResource):
    key: tuple[str, ...] = ("partnership", "plan", "ref")
    related: tuple[str, ...] = ("plan__partnership", "theme", "updater")
    ref = Column("ref")
    order = Column("order", WholeNumberWidget())
    theme = Column("theme", name="theme")
    number = Column("number")
    short_name = Column("short_name")
    statement = Column("statement", PrintedWidget())
    layout = Column("layout", name="layout")
    lead_heading = Column("lead_heading")
    kpi_heading = Column("kpi_heading")
    updater = Column("updater", name="updater")
    extras = Column("extras", name="extras")
    raw_fragments = Column("raw_fragments", name="raw_fragments")

    class Meta(PlanRowsResource.Meta):
        model = Improvement
        fields: tuple[str, ...] = (
            "partnership", "plan", "ref", "order", "theme", "number", "short_name", "statement",
            "layout", "lead_heading", "kpi_heading", "updater", "extras",
            "raw_fragments", *Improvement.facts,
        )  # fmt: skip

    def place_of(self, row: dict[str, Any]) -> tuple[Any, ...]:
        return (text_of(row["ref"]).strip(),)

    def known_by(self, part: Improvement) -> tuple[Any, ...]:
        return (part.ref,)

    def read_theme(self, value: Any, row: Any, improvement: Improvement) -> None:
        title = text_of(value)
        if improvement.theme is not None and improvement.theme.title == title:
            return
        themes = list(improvement.plan.themes.live().filter(title=title)[:2]) if title else [None]
        if len(themes) != 1:
            raise ValueError(
                f"The plan needs exactly one theme “{title}”. Import the themes first."
            )
        improvement.theme = themes[0]

    def write_theme(self, improvement: Improvement) -> str:
        return improvement.theme.title if improvement.theme else ""

    def read_layout(self, value: Any, row: Any, improvement: Improvement) -> None:
        improvement.layout = [word.strip() for word in text_of(value).split(",") if word.strip()]

    def write_layout(self, improvement: Improvement) -> str:
        return ", ".join(improvement.layout)

    def read_updater(self, value: Any, row: Any, improvement: Improvement) -> None:
        improvement.updater = self.person(value, improvement.updater, "updater")

    def write_updater(self, improvement: Improvement) -> str:
        return improvement.updater.email if improvement.updater else ""

    def read_extras(self, value: Any, row: Any, improvement: Improvement) -> None:
        improvement.extras = columns_from_typed(text_of(value), improvement.extras)

    def write_extras(self, improvement: Improvement) -> str:
        return columns_as_typed(improvement.extras)

    def read_raw_fragments(self, value: Any, row: Any, improvement: Improvement) -> None:
        improvement.raw_fragments = pieces_from_typed(text_of(value), improvement.raw_fragments)

    def write_raw_fragments(self, improvement: Improvement) -> str:
        return pieces_as_typed(improvement.raw_fragments)

    def do_instance_save(self, instance: Improvement, is_create: bool) -> None:
        super().do_instance_save(instance, is_create)
        if is_create:
            join_open_rounds(instance)
