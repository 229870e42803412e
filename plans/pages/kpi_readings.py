"""The KPIs of a row with what was read of them, day by day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from governance.text.dates_in_words import day_in_words

from ..models import KPI, KpiReading


@dataclass(frozen=True)
class Measured:
    """A KPI with its readings, the sentences of those without a figure beside it."""

    kpi: KPI
    values: list[tuple[str, Any]]
    last: KpiReading | None


def measured(kpis: Iterable[KPI], readings: Sequence[KpiReading]) -> list[Measured]:
    """Each KPI with its readings in the order of their days."""
    found = []
    for kpi in kpis:
        own = [reading for reading in readings if reading.kpi_id == kpi.pk]
        values = [(day_in_words(one.as_at, year=False), one.value) for one in own]
        found.append(Measured(kpi, values, own[-1] if own else None))
    return found
