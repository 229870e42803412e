"""Who carries how much."""

from collections import defaultdict

from governance.documents.findings import Finding

from ..documents.placed import PlacedPlan
from .words_of import label

MOST_ROWS = 7  # more than one a fortnight of a quarter is a list nobody keeps


def leads_with_many_rows(plan: PlacedPlan, most: int = MOST_ROWS) -> list[Finding]:
    """One lead named in more rows than a person can move in a quarter."""
    rows: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in plan.rows:
        for name in {" ".join(lead.name.split()) for lead in row.leads if lead.name}:
            names.setdefault(name.casefold(), name)
            rows[name.casefold()].append(label(plan, row))
    return [
        Finding(
            "lead-with-many-rows",
            "",
            names[key],
            f"{names[key]} leads {len(of)} rows ({', '.join(of)}). Share them out, "
            "or say who helps.",
        )
        for key, of in rows.items()
        if len(of) > most
    ]
