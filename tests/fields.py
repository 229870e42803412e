"""Where each field of a model goes, read from the code; and why one does not go there.

A door that any field of a model goes through is a door of that model; a field that does not go
through it needs a reason in ``WHY``. A new field fails ``tests/test_fields.py`` until it is in
every door of its model or its reason is said here.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from import_export.resources import ModelResource

import governance
import lep_tracker
import okrs
import plans

DOORS = ("page's form", "administration", "table")
# What a page's form calls otherwise, or makes out of several boxes.
TYPED_AS = {
    "plans.Improvement": {
        "further": "extras",
        "damaged": "raw_fragments",
        "order_in_cell": "layout",
    },
}
# Boxes that a form makes when it is shown: one for each column of the plan.
MADE_WHEN_SHOWN = {"plans.Plan": {"column_headers"}}
ACTION = "Written by its action, with who and when."
PLACE = "Its place is changed by moving it."
OWNER = "What it belongs to is in the address of the page."
READ = "Read from the words and the date as written."
ONE_THING = "The table names the person by the address."
CELL = "Where it stands in its cell is read from the paper; set in the administration."
ADMINISTRATOR = "An administrator's business."
PAPER = "Kept from the paper as it was read."
SELDOM = "Seldom changed once it is there; set in the administration."
# By the name of a field, whatever model it is on.
ALWAYS = {
    "order": {"page's form": PLACE},
    "retired_at": {"page's form": ACTION, "table": ACTION},
    "retired_by": {"page's form": ACTION, "table": ACTION},
    "retired_reason": {"page's form": ACTION, "table": ACTION},
    "plan": {"page's form": OWNER},
    "improvement": {"page's form": OWNER},
    "date_kind": {"page's form": READ, "administration": READ},
    "year_inferred": {"page's form": READ, "administration": READ},
    "dates": {"page's form": READ, "administration": READ, "table": READ},
    "block": {"page's form": CELL},
}
EVERY_FORM = "page's form"
WHY: dict[str, dict[str, dict[str, str]]] = {
    "plans.FrozenQuarter": {
        "snapshot": {"administration": "Read on the page of the quarter, and in its pack."},
    },
    "governance.StatusWord": {
        "scheme": {EVERY_FORM: OWNER},
        "key": {EVERY_FORM: "Made from the word; files and snapshots know it by this."},
    },
    "governance.Partnership": {
        "slug": {EVERY_FORM: "The address never changes."},
        "successor": {EVERY_FORM: ADMINISTRATOR},
        "logo": {EVERY_FORM: ADMINISTRATOR},
        "one_person_since": {EVERY_FORM: ACTION},
        "one_person_by": {EVERY_FORM: ACTION},
        "one_person_reason": {EVERY_FORM: ACTION},
    },
    "governance.AccountableBody": {"partnership": {EVERY_FORM: OWNER}},
    "governance.Body": {
        "partnership": {EVERY_FORM: OWNER},
        "slug": {EVERY_FORM: "Made from the name; it never changes."},
    },
    "governance.Seat": {"body": {EVERY_FORM: OWNER}},
    "governance.User": {
        "password": {
            "administration": "Set by a link; nobody sees it.",
            "table": "Set by a link; nobody sees it.",
        },
        **{
            name: {"table": ADMINISTRATOR}
            for name in ("last_login", "is_superuser", "is_staff", "date_joined", "last_seen_at")
        },
    },
    "governance.RoleAssignment": {
        "user": {"table": ONE_THING},
        "given_by": {"table": ACTION},
        "confirmed_by": {"table": ACTION},
    },
    "governance.Evidence": {
        "partnership": {EVERY_FORM: OWNER},
        "subject_type": {EVERY_FORM: OWNER, "administration": OWNER},
        "subject_id": {EVERY_FORM: OWNER, "administration": OWNER},
        "file": {"administration": "Shown by its name; a file is added and replaced on its page."},
        "file_name": {EVERY_FORM: "Comes with the file."},
        **{
            name: {EVERY_FORM: "Measured of the file.", "administration": "Measured of the file."}
            for name in ("file_sha256", "file_size", "file_type")
        },
        "added_at": {EVERY_FORM: ACTION},
        "added_by": {EVERY_FORM: ACTION},
    },
    "plans.Plan": {
        "partnership": {EVERY_FORM: OWNER},
        "facts": {EVERY_FORM: PAPER, "table": PAPER},
        "unplaced": {EVERY_FORM: PAPER, "table": PAPER},
        "column_headers": {"table": PAPER},
    },
    "plans.Improvement": {"ref": {EVERY_FORM: "Made from the number; it never changes."}},
    "plans.Lead": {},
    "plans.Milestone": {
        "level": {EVERY_FORM: "Follows from the milestone it stands under."},
        **{
            name: {
                EVERY_FORM: "The first date is kept when a date moves.",
                "administration": "The first date is kept when a date moves.",
                "table": "The first date is kept when a date moves.",
            }
            for name in ("original_due_text", "original_earliest", "original_latest")
        },
    },
    "plans.Source": {"key": {EVERY_FORM: "Made from the title; the paper's cells point by it."}},
    "plans.Reference": {
        "kind": {EVERY_FORM: READ},
        "names": {EVERY_FORM: READ},
    },
    "plans.Awaited": {"text": {EVERY_FORM: "Its name is what the form asks; the words follow."}},
    "plans.WaitsFor": {"start": {EVERY_FORM: CELL}},
    "okrs.ObjectiveSet": {
        "partnership": {EVERY_FORM: OWNER},
        "slug": {EVERY_FORM: "Made from the title; it never changes."},
        "label": {EVERY_FORM: "Follows from its quarter."},
        **{
            name: {EVERY_FORM: SELDOM}
            for name in ("printed_heading", "outcome_heading", "outcome_after", "header_blocks")
        },
        "paper": {EVERY_FORM: PAPER, "table": PAPER},
    },
    "okrs.Objective": {"objective_set": {EVERY_FORM: OWNER}, "body": {EVERY_FORM: SELDOM}},
    "okrs.KeyResult": {
        "objective": {EVERY_FORM: OWNER},
        "bullets": {EVERY_FORM: SELDOM},
        "earliest": {EVERY_FORM: READ},
        "precision": {EVERY_FORM: READ},
    },
    "okrs.Measure": {"key_result": {EVERY_FORM: OWNER}},
    "okrs.CheckIn": {
        "key_result": {EVERY_FORM: OWNER},
        "round": {EVERY_FORM: OWNER},
        "asked": {EVERY_FORM: "Asked by whoever opens the quarter."},
        "as_at": {EVERY_FORM: READ},
        **{
            name: {EVERY_FORM: ACTION}
            for name in ("state", "state_since", "state_by", "joined_at", "submitted_at")
        },
        "submitted_by": {EVERY_FORM: ACTION},
    },
}


def domain_models() -> list[type[Model]]:
    """Every model of ours but the versions that history keeps."""
    return [
        model
        for app in ("governance", "plans", "okrs")
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
    ]


def fields_of(model: type[Model]) -> list[str]:
    """The columns that say something: not the key, nor how often a row was saved."""
    return [
        field.name
        for field in model._meta.fields
        if not field.auto_created and field.name != "version"
    ]


def doors_of(model: type[Model]) -> dict[str, set[str]]:
    """Each door with the fields of the model that go through it; only doors that have any."""
    _import_all()
    names = set(fields_of(model))
    found = {
        DOORS[0]: _of_forms(model),
        DOORS[1]: _of_administration(model, names),
        DOORS[2]: {
            name
            for table in _below(ModelResource)
            if getattr(table._meta, "model", None) is model
            for name in table.fields
        },
    }
    return {door: through & names for door, through in found.items() if through & names}


def reasons_for(model: type[Model], field: str) -> dict[str, str]:
    """Why a field does not go through a door that others of its model go through."""
    said = WHY.get(model._meta.label, {}).get(field)
    return ALWAYS.get(field, {}) if said is None else said


def _of_forms(model: type[Model]) -> set[str]:
    renamed = TYPED_AS.get(model._meta.label, {})
    return MADE_WHEN_SHOWN.get(model._meta.label, set()) | {
        renamed.get(name, name)
        for form in _below(forms.ModelForm)
        if form._meta.model is model and _is_of_a_page(form)
        for name in form.base_fields
    }


def _is_of_a_page(form: Any) -> bool:
    """Not of the administration, nor made by a test."""
    app, _, rest = form.__module__.partition(".")
    return app in ("governance", "plans", "okrs", "lep_tracker") and "admin" not in rest


def _of_administration(model: type[Model], names: set[str]) -> set[str]:
    found: set[str] = set()
    for registered, page in admin.site._registry.items():
        if registered is model:
            shown = admin.utils.flatten_fieldsets(page.fieldsets) if page.fieldsets else page.fields
            found |= set(admin.utils.flatten(shown)) if shown else names
        for inline in page.inlines:
            if inline.model is model:
                found |= set(inline.fields or names)
    return found


def _below(parent: Any) -> Iterator[Any]:
    for child in parent.__subclasses__():
        yield child
        yield from _below(child)


def _import_all() -> None:
    """Forms and tables are known by their classes, so every module has to be there."""
    for package in (governance, plans, okrs, lep_tracker):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(part in module.name for part in ("migrations", "bootstrap", "sgi")):
                importlib.import_module(module.name)
