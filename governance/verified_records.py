"""What the ground vouches for: issued packs, files of evidence, documents as they came."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from .models import BoardPack, Evidence, ImportRun, Partnership
from .packs.integrity import problem_with_built
from .packs.verify import is_whole
from .uploads.evidence import FileDamaged, content_of
from .verification.rows import Vouched

_GUARD = "counts the saves of a row and says nothing of its own"
_PROGRESS = "how far the worker was, which nobody is told after it is done"


def _check_packs(partnership: Partnership, seen: Any) -> Iterator[str]:
    """Bytes, the event of the issue, and the head that the pack prints."""
    for pack in partnership.packs.filter(state=BoardPack.State.READY).defer("pdf", "html"):
        if problem := problem_with_built(pack):
            yield problem
    for pack in partnership.packs.filter(state__in=BoardPack.READABLE).order_by("pk").iterator(10):
        called = f"issued pack {pack.pk} (“{pack.title}”)"
        if not is_whole(pack.pdf, pack.sha256):
            yield f"The stored file of {called} does not match its fingerprint."
        issued = seen.sums.get(("governance.pack_issued", f"{pack._meta.label_lower}:{pack.pk}"))
        if issued is not None and issued != pack.sha256:
            yield f"The fingerprint of {called} is not the one it was issued with."
        if pack.audit_count and seen.digest_at(pack.audit_count) != pack.audit_digest:
            yield (
                f"The audit log is not the one that {called} prints: its event "
                f"{pack.audit_count} is another or is missing."
            )


def _check_files(partnership: Partnership) -> Iterator[str]:
    for evidence in Evidence.objects.filter(partnership=partnership).exclude(file="").iterator():
        try:
            content_of(evidence)
        except FileDamaged as problem:
            yield f"Evidence “{evidence.title}” ({evidence.pk}): {problem}"


def _check_documents(partnership: Partnership, seen: Any) -> Iterator[str]:
    """The bytes of a document that was imported are those whose sum its event names."""
    runs = ImportRun.objects.filter(partnership=partnership, source_bytes__isnull=False)
    names = ("pk", "file_name", "sha256", "source_bytes")
    for pk, name, sha256, content in runs.values_list(*names).iterator(10):
        if not is_whole(content, sha256):
            yield f"The document “{name}” ({pk}) is not the file that was imported."


RECORDS = (
    Vouched(
        BoardPack,
        "issued pack",
        "partnership",
        stands=Q(state__in=BoardPack.READABLE),
        check=_check_packs,
        unvouched={
            "version": _GUARD,
            "step": _PROGRESS,
            "steps_done": _PROGRESS,
            "steps_total": _PROGRESS,
            "step_at": _PROGRESS,
            "problem": _PROGRESS,
        },
    ),
    Vouched(
        Evidence,
        "evidence",
        "partnership",
        check_files=_check_files,
        unvouched={"version": _GUARD},
    ),
    Vouched(
        ImportRun,
        "imported document",
        "partnership",
        check=_check_documents,
        unvouched={
            "version": _GUARD,
            **dict.fromkeys(
                ("step", "steps_done", "steps_total", "step_at", "problem", "read_at"), _PROGRESS
            ),
            **dict.fromkeys(
                (
                    "kind_asked", "kind_found", "title", "plan_year", "state", "proposed",
                    "edited", "edited_at", "edited_by", "entries", "fidelity", "warnings",
                    "choices", "subject_type", "subject_id", "made", "changed", "audit_number",
                    "committed_at", "committed_by", "undone_at", "undone_by", "closed_at",
                    "closed_by",
                ),
                "what was read in it and made of it, which the plan's own events tell",
            ),
        },
    ),
)  # fmt: skip
