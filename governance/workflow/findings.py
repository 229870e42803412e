"""What people say of the linter's findings: meant so, or ask again."""

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from ..audit import record
from ..documents.findings import Finding
from ..errors import ActionRefused
from ..models import IntendedFinding, User


@transaction.atomic
def mark_intended(subject: models.Model, finding: Finding, *, by: User) -> IntendedFinding:
    """Say that a plan or a set means what a finding asks about."""
    meant, is_new = IntendedFinding.objects.get_or_create(
        **_address(subject, finding),
        defaults={
            "rule": finding.rule,
            "row": finding.row[:200],
            "words": finding.words,
            "said_by": by,
        },
    )
    if not is_new:
        raise ActionRefused("Somebody has said already that this is intended.")
    _record(subject, finding, "intended", "said that this is intended", by)
    return meant


@transaction.atomic
def ask_again(subject: models.Model, finding: Finding, *, by: User) -> None:
    """Take an “intended” back, so that the finding is asked again."""
    there = IntendedFinding.objects.filter(**_address(subject, finding))
    if not there.delete()[0]:
        raise ActionRefused("This is asked already.")
    _record(subject, finding, "asked_again", "wants this shown again", by)


def _address(subject: models.Model, finding: Finding) -> dict[str, object]:
    return {
        "partnership": subject.partnership,
        "subject_type": ContentType.objects.get_for_model(subject),
        "subject_id": subject.pk,
        "key": finding.fingerprint,
    }


def _record(subject: models.Model, finding: Finding, verb: str, action: str, by: User) -> None:
    row = f", row {finding.row}" if finding.row else ""
    record(
        f"governance.finding_{verb}",
        f"{{actor}} {action}: {finding.message} ({subject}{row})",
        partnership=subject.partnership,
        subject=subject,
        details={"rule": finding.rule, "words": finding.words[:300]},
        by=by,
    )
