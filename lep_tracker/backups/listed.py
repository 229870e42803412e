"""Files that rows of the database name."""

from collections.abc import Iterator

from django.apps import apps
from django.core.exceptions import SuspiciousFileOperation
from django.db.models import FileField


def missing_files() -> list[str]:
    """Return what rows name and the store does not have, each with what it belongs to."""
    return sorted(
        f"{name} ({label})" for field, name, label in _named() if not _is_there(field, name)
    )


def _named() -> Iterator[tuple[FileField, str, str]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                rows = model._base_manager.exclude(**{field.name: ""})
                for pk, name in rows.values_list("pk", field.name).iterator():
                    if name:
                        yield field, name, f"{model._meta.verbose_name} {pk}"


def _is_there(field: FileField, name: str) -> bool:
    try:
        return bool(field.storage.exists(name))
    except SuspiciousFileOperation:
        return False
