"""Taking a person's name out of the audit log, as the law may ask."""

from django.db import transaction
from django.db.models import Max

from ..audit import record
from ..errors import ActionRefused
from ..models import AuditEvent, Partnership, User
from ..verification.chain import NAME_ERASED


@transaction.atomic
def erase_name(person: User, *, reason: str, by: User | None) -> int:
    """Empty the name in every event of a person; each log says so, with the reason.

    What a sentence says of others, and the account itself, are left as they are.
    """
    if not reason.strip():
        raise ActionRefused("Say why the name is erased.")
    named = AuditEvent.objects.filter(actor=person).exclude(actor_name="")
    whose = set(named.values_list("partnership", flat=True))
    if not whose:
        raise ActionRefused("The audit log holds no name of this account.")
    logs: list[Partnership | None] = [*Partnership.objects.filter(pk__in=whose).order_by("slug")]
    count = 0
    for log in [*logs, *([None] if None in whose else [])]:
        last = AuditEvent.objects.filter(partnership=log).aggregate(last=Max("number"))["last"]
        record(
            NAME_ERASED,
            f"{{actor}} erased the name of account {person.pk} from the audit log: "
            f"{reason.strip()}",
            partnership=log,
            details={"actor_key": str(person.pk), "up_to": last},
            by=by,
        )
        told = named.filter(partnership=log, number__lte=last)
        count += told.update(actor_name="", name_salt="")
    return count
