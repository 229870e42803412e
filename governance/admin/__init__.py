"""The administration: every table of the site, guarded and recorded like the pages."""

from . import accounts, bodies, partnerships, people, records, rounds
from .acting import ActingAdmin, ActingInline, PicksFirst, SaidByField
from .base import BaseAdmin, BaseInline, ReadOnlyAdmin
from .bulk import BulkForm, ReasonForm, counted, in_bulk, seen_of
from .forms import ActionForm, PartnershipRowForm, PrintedWords, VersionedForm
from .importing import ImportingAdmin
from .lists import BoundedPaginator, KnownRowsFilter, LeadingNumber

__all__ = [
    "ActingAdmin",
    "ActingInline",
    "ActionForm",
    "BaseAdmin",
    "BaseInline",
    "BoundedPaginator",
    "BulkForm",
    "ImportingAdmin",
    "KnownRowsFilter",
    "LeadingNumber",
    "PartnershipRowForm",
    "PicksFirst",
    "PrintedWords",
    "ReadOnlyAdmin",
    "ReasonForm",
    "SaidByField",
    "VersionedForm",
    "accounts",
    "bodies",
    "counted",
    "in_bulk",
    "partnerships",
    "people",
    "records",
    "rounds",
    "seen_of",
]
