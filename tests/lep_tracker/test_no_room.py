"""A full disk is answered with a page that says so; nothing is half saved."""

import errno

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse

from governance.models import Evidence, TypedText
from governance.storage.room import is_out_of_room
from plans.models import Improvement

pytestmark = pytest.mark.django_db
FULL = [OSError(errno.ENOSPC, "No space left"), OSError(errno.EDQUOT, "Quota")]


def raising(error):
    def fail(*args, **kwargs):
        raise error

    return fail


@pytest.fixture
def client(as_, coordinator):
    client = as_(coordinator)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("error", FULL, ids=["disk", "quota"])
def test_an_upload_on_a_full_disk_says_so_and_keeps_the_words(client, plan, monkeypatch, error):
    row = plan.improvements.first()
    monkeypatch.setattr(FileSystemStorage, "_save", raising(error))
    url = reverse(
        "plans:row_part_create", args=[row.partnership.slug, plan.slug, row.ref, "evidence"]
    )
    sent = {"title": "Minutes of May", "file": SimpleUploadedFile("minutes.pdf", b"%PDF-1.7 x")}
    page = client.post(url, sent)
    assert page.status_code == 507
    words = page.content.decode()
    assert "There is no room left on the server" in words and "nothing was saved" in words
    assert not Evidence.objects.exists()
    kept = TypedText.objects.get()
    assert reverse("governance:unsaved_text", args=[kept.pk]) in words
    assert "Minutes of May" in str(kept.payload)


def test_a_row_that_the_database_has_no_room_for_is_not_half_saved(client, plan, monkeypatch):
    row = plan.improvements.first()
    url = reverse("plans:improvement_edit", args=[plan.partnership.slug, plan.slug, row.ref])
    form = client.get(url).context["form"]
    shown = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    full = OperationalError("database or disk is full")
    for model in (Improvement, TypedText):
        monkeypatch.setattr(model, "save", raising(full))
    page = client.post(url, shown | {"short_name": "Other words"})
    assert page.status_code == 507
    assert "nothing was saved" in page.content.decode()
    assert "go back in your browser" in page.content.decode()
    assert not plan.improvements.filter(short_name="Other words").exists()
    said = client.post(url, shown | {"short_name": "Other"}, headers={"accept": "application/json"})
    assert said.status_code == 507
    assert "no room left" in said.json()["problem"]


def test_any_other_fault_is_answered_as_before(client, plan, monkeypatch):
    monkeypatch.setattr(FileSystemStorage, "_save", raising(OSError(errno.EIO, "Broken")))
    row = plan.improvements.first()
    url = reverse(
        "plans:row_part_create", args=[row.partnership.slug, plan.slug, row.ref, "evidence"]
    )
    sent = {"title": "Minutes", "file": SimpleUploadedFile("minutes.pdf", b"%PDF-1.7 x")}
    page = client.post(url, sent)
    assert page.status_code == 500
    assert "Something went wrong" in page.content.decode()


def test_what_it_came_of_is_looked_at_too():
    error = ValueError("not kept")
    error.__cause__ = OSError(errno.ENOSPC, "x")
    assert is_out_of_room(error)
    assert not is_out_of_room(ValueError("x"))
    assert not is_out_of_room(None)
