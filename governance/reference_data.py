"""What every site starts with: the status words offered to a new partnership."""

import json
from pathlib import Path

from django.conf import settings
from django.db import transaction

from .models import StatusScheme, StatusWord

FILE = Path(settings.BASE_DIR) / "fixtures" / "reference" / "status_schemes.json"


@transaction.atomic
def ensure_reference_data() -> list[StatusScheme]:
    """Return the schemes on offer, made on first use; words changed since stay as they are."""
    schemes = []
    for given in json.loads(FILE.read_text(encoding="utf-8"))["schemes"]:
        scheme, is_new = StatusScheme.objects.get_or_create(
            key=given["key"], defaults={"name": given["name"]}
        )
        if is_new:
            for word in given["words"]:
                StatusWord.objects.create(scheme=scheme, **word)
        schemes.append(scheme)
    return schemes
