"""Every model as a table going out: all its columns but those nobody should carry away."""

from typing import Any

from django.db import models
from import_export.resources import modelresource_factory

from .columns import Column
from .table import ExportResource

# Secrets, sign-in codes, words kept for one person, and the heavy bytes that pages give out.
NEVER = {
    *("password", "token_digest", "payload", "pdf", "html", "snapshot", "claimed_by"),
    *("data", "session_key", "ip", "source_bytes", "pasted_text"),
}
NEVER_OF = {
    "outgoingmail": {"text"},
    "importrun": {"proposed", "edited", "entries", "choices", "made", "changed"},
}
# What other rows are known by, in place of their number.
_KNOWN_BY = ("email", "slug", "ref", "key")


def table_of(model: type[models.Model], partnership_path: str = "") -> type[ExportResource]:
    """Return the table of a model that only goes out."""
    columns: dict[str, Column] = {}
    related: list[str] = []
    if partnership_path and partnership_path != "pk":
        columns["of_partnership"] = Column(f"{partnership_path}__slug", name="of_partnership")
        related.append(partnership_path)
    for field in model._meta.concrete_fields:
        if field.name in NEVER | NEVER_OF.get(model._meta.model_name or "", set()):
            continue
        attribute = field.name
        if field.is_relation:
            known = _known_by(field.related_model)
            attribute = f"{field.name}__{known}" if known else field.attname
            if known:
                related.append(field.name)
        columns[field.name] = Column(attribute, name=field.name)
    return modelresource_factory(
        model,
        resource_class=type("Out", (ExportResource,), {"related": tuple(related)}),
        meta_options={"fields": tuple(columns)},
        custom_fields=columns,
    )


def _known_by(model: Any) -> str:
    names = {field.name for field in model._meta.concrete_fields}
    return next((name for name in _KNOWN_BY if name in names), "")
