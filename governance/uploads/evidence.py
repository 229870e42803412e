"""Files of evidence: kept with their fingerprint, and given out only where they still fit it."""

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ..audit import record
from ..errors import ActionRefused
from ..input.names import clean_file_name
from ..models import Evidence, User
from .file_kinds import kind_of_file

MISSING = (
    "The file of this evidence is missing from the store. "
    "Tell your administrator; a backup may have it."
)
CHANGED = (
    "The stored file does not match the fingerprint kept when it was added, "
    "so it was not given out. Tell your administrator; a backup may have it as it was."
)


class FileDamaged(ActionRefused):
    """The stored file is missing, or is not the one that was added."""


def describe_file(evidence: Evidence, file: Any) -> None:
    """Write name, size, kind and fingerprint of a file just sent; a file that stays is left."""
    if not isinstance(file, UploadedFile):
        return
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    evidence.file_sha256, evidence.file_size = digest.hexdigest(), file.size
    evidence.file_name = clean_file_name(file.name or "")
    evidence.file_type = kind_of_file(evidence.file_name, file) or ""


def content_of(evidence: Evidence) -> bytes:
    """Return the file's bytes as they were added; raises FileDamaged where that cannot be done.

    A file added before fingerprints were kept has none, and is returned as it is.
    """
    storage, name = evidence.file.storage, evidence.file.name or ""
    try:
        with storage.open(name, "rb") as stored:
            content: bytes = stored.read()
    except OSError:
        raise FileDamaged(MISSING) from None
    if evidence.file_sha256 and hashlib.sha256(content).hexdigest() != evidence.file_sha256:
        raise FileDamaged(CHANGED)
    return content


@transaction.atomic
def report_damaged_file(evidence: Evidence, *, problem: FileDamaged, by: User) -> None:
    """Write down that somebody was refused a file, and why."""
    record(
        "governance.evidence_found_changed",
        f"{{actor}} was refused the file of the evidence “{evidence.title}”. {problem}",
        partnership=evidence.partnership,
        subject=evidence,
        details={"sha256": evidence.file_sha256},
        by=by,
    )
