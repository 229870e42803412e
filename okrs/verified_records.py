"""What objectives vouch for: the check-ins that were sent, with their figures."""

from django.db.models import Q

from governance.verification.rows import Vouched

from .models import CheckIn, MeasureReading

_GUARD = "counts the saves of a row and says nothing of its own"

RECORDS = (
    Vouched(
        CheckIn,
        "submitted check-in",
        "round__partnership",
        stands=Q(state=CheckIn.State.SUBMITTED),
        unvouched={"version": _GUARD},
    ),
    Vouched(
        MeasureReading,
        "figure of a check-in",
        "check_in__round__partnership",
        stands=Q(check_in__state=CheckIn.State.SUBMITTED),
    ),
)
