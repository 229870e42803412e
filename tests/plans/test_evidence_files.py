"""Files of evidence: their fingerprint, their own name, the kinds kept, and the virus scanner."""

import hashlib
import io
import socket
import struct
import threading
import time
import zipfile
from contextlib import suppress
from urllib.parse import quote

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from governance.models import AuditEvent, Evidence
from governance.uploads import virus_scan
from governance.uploads.file_kinds import kind_of_file
from lep_tracker.configuration import environment
from tests.plans.test_evidence import packed

PDF = b"%PDF-1.7 the minutes"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def row(plan):
    return plan.improvements.get(ref="1")


@pytest.fixture
def add(as_, officer, row):
    where = [row.partnership.slug, row.plan.slug, row.ref, "evidence"]
    url = reverse("plans:row_part_create", args=where)

    def send(name="minutes.pdf", content=PDF):
        return as_(officer).post(
            url, {"title": "Kept title", "file": SimpleUploadedFile(name, content)}
        )

    return send


def link_of(evidence):
    plan = evidence.subject.plan
    return reverse("plans:evidence_file", args=[plan.partnership.slug, plan.slug, evidence.pk])


# --- Damaged files --------------------------------------------------------------------------------
def pressed(*parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return made.getvalue()


ODT = pressed(
    ("mimetype", "application/vnd.oasis.opendocument.text"),
    ("content.xml", "Minutes of the board. " * 40),
)


@pytest.mark.parametrize("name", ["minutes.odt", "minutes.docx", "minutes.xlsx", "minutes.pptx"])
def test_a_file_damaged_anywhere_is_taken_or_told_and_breaks_nothing(name):
    assert kind_of_file("minutes.odt", io.BytesIO(ODT))
    for at in range(len(ODT)):
        for sign in (0x00, 0xFF, ODT[at] ^ 0x41):
            turned = ODT[:at] + bytes([sign]) + ODT[at + 1 :]
            kind_of_file(name, io.BytesIO(turned))
        assert kind_of_file(name, io.BytesIO(ODT[:at])) is None


def test_a_damaged_document_is_refused_on_the_page_in_a_sentence(add):
    at = ODT.index(b"mimetype") + len(b"mimetype")
    turned = ODT[:at] + b"\xff" * 12 + ODT[at + 12 :]
    page = add("minutes.odt", turned)
    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert "Kept title" in page.content.decode()
    assert not Evidence.objects.exists()


# --- The fingerprint ------------------------------------------------------------------------------
def test_a_file_is_kept_with_its_fingerprint_size_and_kind(add):
    add()
    evidence = Evidence.objects.get()
    assert evidence.file_sha256 == hashlib.sha256(PDF).hexdigest()
    assert evidence.file_size == len(PDF)
    assert evidence.file_type == "application/pdf"


def test_a_file_put_in_its_place_has_a_fingerprint_of_its_own(add, as_, officer, row):
    add()
    evidence = Evidence.objects.get()
    where = [row.partnership.slug, row.plan.slug, "evidence", evidence.pk]
    later = PDF + b" as agreed"
    as_(officer).post(
        reverse("plans:part_edit", args=where),
        {"title": "T", "file": SimpleUploadedFile("agreed.pdf", later), "version": 1},
    )
    evidence.refresh_from_db()
    assert evidence.file_sha256 == hashlib.sha256(later).hexdigest()
    assert evidence.file_name == "agreed.pdf"
    as_(officer).post(
        reverse("plans:part_edit", args=where), {"title": "Another title", "version": 2}
    )
    evidence.refresh_from_db()
    assert (evidence.title, evidence.file_name) == ("Another title", "agreed.pdf")
    assert as_(officer).get(link_of(evidence)).content == later


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda path: path.write_bytes(PDF + b"!"), "does not match the fingerprint"),
        (lambda path: path.write_bytes(b""), "does not match the fingerprint"),
        (lambda path: path.unlink(), "missing from the store"),
    ],
)
def test_a_file_that_is_not_the_one_added_is_not_given_out(
    add, as_, area_lead, settings, harm, sentence
):
    add()
    evidence = Evidence.objects.get()
    harm(settings.MEDIA_ROOT / evidence.file.name)
    answer = as_(area_lead).get(link_of(evidence), follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert "minutes" not in answer.headers.get("Content-Disposition", "")
    event = AuditEvent.objects.get(verb="governance.evidence_found_changed")
    assert event.actor == area_lead


def test_a_file_added_before_fingerprints_were_kept_is_given_out(add, as_, area_lead):
    add()
    Evidence.objects.update(file_sha256="", file_name="", file_type="", file_size=None)
    evidence = Evidence.objects.get()
    assert as_(area_lead).get(link_of(evidence)).content == PDF


# --- Its own name ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sent", "given_back"),
    [
        ("Board minutes, June 2019 (final).pdf", "Board minutes, June 2019 (final).pdf"),
        ("Über “Größe” – Żółć 議事録.pdf", "Über “Größe” – Żółć 議事録.pdf"),
        ("the chair's; copy.pdf", "the chair's; copy.pdf"),
        # Browsers send a quotation mark as %22, and no other sign in such a way.
        (
            "Cofnod Ŵyl ‘O’Neill’ %22déjà%22 & co; 50% (1).pdf",
            'Cofnod Ŵyl ‘O’Neill’ "déjà" & co; 50% (1).pdf',
        ),
        ("50%25 %C3%A9.pdf", "50%25 %C3%A9.pdf"),
        ("two%0D%0Alines.pdf", "two lines.pdf"),
        ("minutes\u202efdp.exe.pdf", "minutesfdp.exe.pdf"),
        ("mi\u200bnu\u2066tes\u2069.pdf", "minutes.pdf"),
        ("議" * 240 + ".pdf", "議" * 196 + ".pdf"),
    ],
)
def test_the_name_comes_back_as_given(add, as_, officer, sent, given_back):
    assert add(sent).status_code == 302
    evidence = Evidence.objects.get()
    header = as_(officer).get(link_of(evidence))["Content-Disposition"]
    plain = f'attachment; filename="{given_back}"'
    encoded = f"attachment; filename*=utf-8''{quote(given_back)}"
    assert header in (plain, encoded)
    assert evidence.file.name.isascii()


def test_a_quotation_mark_stands_on_the_page_as_it_was_given(add, as_, officer, row):
    add("say %22yes%22.pdf")
    page = as_(officer).get(row.get_absolute_url()).content.decode()
    assert "say &quot;yes&quot;.pdf" in page
    assert "%22" not in page


def test_a_quote_in_a_name_cannot_end_it(add, as_, officer):
    add()
    Evidence.objects.update(file_name='say "yes".pdf')
    header = as_(officer).get(link_of(Evidence.objects.get()))["Content-Disposition"]
    assert header == r'attachment; filename="say \"yes\".pdf"'


# --- The kinds ------------------------------------------------------------------------------------
def opendocument(mimetype=b"application/vnd.oasis.opendocument.text", *more):
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", mimetype)
        for name in ("content.xml", *more):
            archive.writestr(name, "x")
    return made.getvalue()


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
MESSAGE = COMPOUND + "__properties_version1.0".encode("utf-16-le")
MAIL = b"Received: from a\r\n by b\r\nFrom: a@example.org\r\nDate: today\r\n\r\nThe letter.\xe9"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pptx", packed("ppt/presentation.xml"), "presentationml.presentation"),
        ("a.pptx", packed("ppt/presentation.xml", "ppt/vbaProject.bin"), None),
        ("a.pptx", packed("word/document.xml"), None),
        ("a.odt", opendocument(), "opendocument.text"),
        ("a.odt", opendocument(b"application/vnd.oasis.opendocument.spreadsheet"), None),
        (
            "a.odt",
            opendocument(b"application/vnd.oasis.opendocument.text", "Basic/Standard/M.xml"),
            None,
        ),
        ("a.odt", packed("content.xml"), None),
        ("a.odt", b"PK\x03\x04 cut off", None),
        ("a.msg", MESSAGE, "application/vnd.ms-outlook"),
        ("a.msg", COMPOUND, None),
        ("a.msg", MAIL, None),
        ("a.eml", MAIL, "message/rfc822"),
        ("a.eml", b"From: a\nSubject: b\n\ntext", "message/rfc822"),
        ("a.eml", b"<html>From: a</html>", None),
        ("a.eml", b"Once upon a time\n\nFrom: x\nDate: y\n", None),
        ("a.eml", b"", None),
    ],
)
def test_mails_slides_and_open_documents_are_evidence_where_they_are_what_they_say(
    name, content, kind
):
    found = kind_of_file(name, io.BytesIO(content))
    assert found is None if kind is None else kind in found


# --- The virus scanner ----------------------------------------------------------------------------
class Scanner:
    """A small clamd: takes one INSTREAM a connection and answers what it is told to."""

    def __init__(self, listening, answer):
        self.listening, self.answer, self.heard = listening, answer, []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client, _ = self.listening.accept()
            except OSError:
                return
            with client, client.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                heard = b""
                while size := struct.unpack("!I", stream.read(4))[0]:
                    heard += stream.read(size)
                self.heard.append(heard)
                client.sendall(self.answer)


@pytest.fixture
def scanner(settings, tmp_path):
    listening = socket.socket(socket.AF_UNIX)
    path = str(tmp_path / "clamd")
    listening.bind(path)
    listening.listen()
    settings.CLAMD = path
    yield lambda answer: Scanner(listening, answer)
    listening.close()


def test_a_clean_file_is_kept(add, scanner):
    clamd = scanner(b"stream: OK\0")
    content = PDF + b"x" * 200_000
    assert add(content=content).status_code == 302
    assert clamd.heard == [content]
    assert Evidence.objects.get().file_size == len(content)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", virus_scan.FOUND),
        (b"INSTREAM size limit exceeded. ERROR\0", virus_scan.UNREADABLE),
        (b"", virus_scan.SILENT),
        # What other servers say that may listen there.
        (b"+OK\0", virus_scan.UNREADABLE),
        (b"UNKNOWN COMMAND LOOK\0", virus_scan.UNREADABLE),
    ],
)
def test_what_the_scanner_does_not_clear_is_not_kept_and_the_words_stay(
    add, scanner, answer, sentence, settings
):
    scanner(answer)
    page = add().content.decode()
    assert sentence in page
    assert "EICAR" not in page
    assert "Kept title" in page
    assert not Evidence.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*.pdf"))


def test_a_scanner_that_is_away_or_sleeps_is_told_kindly(add, settings, tmp_path, monkeypatch):
    settings.CLAMD = str(tmp_path / "nobody")
    assert virus_scan.SILENT in add().content.decode()
    monkeypatch.setattr(virus_scan, "SECONDS", 0.2)
    with socket.socket(socket.AF_UNIX) as asleep:
        asleep.bind(str(tmp_path / "asleep"))
        asleep.listen()
        settings.CLAMD = str(tmp_path / "asleep")
        assert virus_scan.SILENT in add().content.decode()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("where", [("a" * 70 + ".example.org", 3310), ("a..b", 3310)])
def test_a_name_that_is_no_server_is_told_kindly(add, settings, where):
    settings.CLAMD = where
    assert virus_scan.SILENT in add().content.decode()
    assert not Evidence.objects.exists()


def test_a_scanner_that_answers_drop_by_drop_is_not_waited_for(
    add, settings, tmp_path, monkeypatch
):
    monkeypatch.setattr(virus_scan, "_SECONDS_IN_ALL", 0.3)
    ended = threading.Event()

    def drip(listening):
        client, _ = listening.accept()
        with client, suppress(OSError):
            while not ended.wait(0.05):
                client.sendall(b"s")

    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "drip"))
        listening.listen()
        settings.CLAMD = str(tmp_path / "drip")
        dripping = threading.Thread(target=drip, args=[listening])
        dripping.start()
        began = time.monotonic()
        assert virus_scan.SILENT in add().content.decode()
        assert time.monotonic() - began < 10
        ended.set()
        dripping.join()


def test_documents_that_are_imported_are_looked_at_too(as_, coordinator, partnership, scanner):
    scanner(b"stream: Win.Test.EICAR_HDB-1 FOUND\0")
    url = reverse("import_create", args=[partnership.slug])
    upload = SimpleUploadedFile("plan.txt", b"A plan")
    page = as_(coordinator).post(url, {"file": upload, "kind": "auto"}).content.decode()
    assert virus_scan.FOUND in page
    assert not partnership.imports.exists()


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("", None),
        ("/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
        ("unix:/run/clamd", "/run/clamd"),
        ("scan.example.org:3310", ("scan.example.org", 3310)),
        ("tcp://[::1]:3310", ("::1", 3310)),
    ],
)
def test_the_setting_is_read(monkeypatch, typed, where):
    monkeypatch.setenv("LEP_CLAMD", typed)
    assert environment.socket_address("LEP_CLAMD") == where


@pytest.mark.parametrize("typed", ["clamd", "host:", "host:99999", ":3310"])
def test_a_setting_that_names_no_scanner_is_refused(monkeypatch, typed):
    monkeypatch.setenv("LEP_CLAMD", typed)
    with pytest.raises(ImproperlyConfigured, match="LEP_CLAMD"):
        environment.socket_address("LEP_CLAMD")
