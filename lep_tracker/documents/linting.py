"""What a careful reader would ask about a placed document, from the linter of its kind."""

from governance.documents.findings import Finding
from governance.documents.pieces import Placed
from okrs.documents.placed import PlacedOkrs
from okrs.linter import lint_okrs
from plans.documents.placed import PlacedPlan
from plans.linter import lint_plan


def findings_of(document: Placed) -> tuple[Finding, ...]:
    """The findings about a document; none where its kind has no linter."""
    if isinstance(document, PlacedPlan):
        return tuple(lint_plan(document)) if document.rows else ()
    if isinstance(document, PlacedOkrs):
        return tuple(lint_okrs(document))
    return ()
