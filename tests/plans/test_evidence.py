"""Evidence on a row: a link, a reference or a file that is what it says."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from governance.models import AuditEvent, Evidence
from governance.uploads.file_kinds import kind_of_file


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def row(plan):
    return plan.improvements.get(ref="1")


@pytest.fixture
def url(row):
    return reverse(
        "plans:row_part_create", args=[row.partnership.slug, row.plan.slug, row.ref, "evidence"]
    )


def packed(*names):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


PDF = b"%PDF-1.7 the minutes"


def test_an_officer_adds_a_file_and_readers_get_it_as_an_attachment(
    as_, officer, area_lead, outsider, row, url
):
    upload = SimpleUploadedFile("minutes.pdf", PDF)
    assert as_(officer).post(url, {"title": "Minutes of June", "file": upload}).status_code == 302
    evidence = Evidence.objects.get()
    assert evidence.added_by == officer
    assert AuditEvent.objects.get().verb == "plans.evidence_added"
    link = reverse("plans:evidence_file", args=[row.partnership.slug, row.plan.slug, evidence.pk])
    answer = as_(area_lead).get(link)
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert as_(outsider).get(link).status_code == 404


def test_a_link_or_a_reference_will_do(as_, officer, row, url):
    as_(officer).post(url, {"title": "On the website", "link": "https://example.org/papers"})
    as_(officer).post(url, {"title": "In the paper", "reference": "Board, June 2019, item 4"})
    page = as_(officer).get(row.get_absolute_url()).content.decode()
    assert 'href="https://example.org/papers"' in page
    assert "Board, June 2019, item 4" in page


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("virus.exe", b"MZ", "not one we can keep"),
        ("fake.pdf", b"<html>not a pdf</html>", "not one we can keep"),
        ("broken.docx", b"PK\x03\x04 cut off", "not one we can keep"),
        ("empty.pdf", b"", "empty"),
        ("large.pdf", PDF + b"x" * 2048, "The file is larger than"),
    ],
)
def test_a_file_we_cannot_keep_gets_one_message_and_nothing_is_stored(
    as_, officer, url, settings, tmp_path, name, content, sentence
):
    settings.UPLOAD_MAX_BYTES = 2048
    page = as_(officer).post(
        url, {"title": "Kept title", "file": SimpleUploadedFile(name, content)}
    )
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "Kept title" in page.content.decode()
    assert not Evidence.objects.exists()
    assert list(tmp_path.rglob("*.*")) == []


def test_something_has_to_be_given(as_, officer, url):
    page = as_(officer).post(url, {"title": "Nothing"})
    assert "Give a web address, a paper with its page, or a file." in page.content.decode()


def test_only_its_author_and_the_coordinator_change_it(
    as_, officer, other_officer, coordinator, row, url
):
    as_(officer).post(url, {"title": "On the website", "link": "https://example.org/"})
    evidence = Evidence.objects.get()
    args = [row.partnership.slug, row.plan.slug, "evidence", evidence.pk]
    edit = reverse("plans:part_edit", args=args)
    assert as_(officer).get(edit).status_code == 200
    assert as_(coordinator).get(edit).status_code == 200
    assert as_(other_officer).get(edit).status_code == 403
    retire = reverse("plans:part_retire", args=args)
    as_(officer).post(retire, {"reason": "The page is gone.", "seen": evidence.seen})
    assert not Evidence.objects.get().is_live
    page = as_(officer).get(row.get_absolute_url()).content.decode()
    assert "Restore it" in page
    as_(officer).post(reverse("plans:part_restore", args=args))
    assert Evidence.objects.get().is_live


def test_readers_may_not_add(as_, area_lead, auditor, url):
    assert as_(area_lead).get(url).status_code == 403
    assert as_(auditor).get(url).status_code == 403


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.PDF", PDF, "application/pdf"),
        ("a.png", b"\x89PNG\r\n\x1a\nrest", "image/png"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.csv", "name;größe".encode(), "text/csv"),
        ("a.txt", b"plain\x00not", None),
        ("a.docx", packed("word/document.xml"), "wordprocessingml"),
        ("a.xlsx", packed("xl/workbook.xml"), "spreadsheetml"),
        ("a.xlsx", packed("xl/workbook.xml", "xl/vbaProject.bin"), None),
        ("a.docx", packed("xl/workbook.xml"), None),
        ("a", b"", None),
    ],
)
def test_a_file_is_known_by_what_is_in_it(name, content, kind):
    found = kind_of_file(name, io.BytesIO(content))
    assert found is None if kind is None else kind in found


def test_a_file_taken_out_is_given_to_its_writers_alone(as_, officer, committee_member, row, url):
    upload = SimpleUploadedFile("minutes.pdf", PDF)
    as_(officer).post(url, {"title": "Minutes of June", "file": upload})
    evidence = Evidence.objects.get()
    link = reverse("plans:evidence_file", args=[row.partnership.slug, row.plan.slug, evidence.pk])
    assert as_(committee_member).get(link).status_code == 200
    part = [row.partnership.slug, row.plan.slug, "evidence", evidence.pk]
    as_(officer).post(
        reverse("plans:part_retire", args=part),
        {"reason": "A name is in it.", "seen": evidence.seen},
    )
    assert as_(committee_member).get(link).status_code == 404
    assert as_(officer).get(link).status_code == 200
