"""What kind of file somebody sent, told by what is in it and not only by its name."""

import re
import zipfile
from pathlib import PurePath
from typing import IO, Any

from .damage import ZIP_DAMAGE

ALLOWED = (
    "a PDF, Word, Excel, PowerPoint, OpenDocument text, CSV, text, PNG or JPEG file, "
    "or a saved e-mail (.msg or .eml)"
)

_HEADS = {
    ".pdf": (b"%PDF-", "application/pdf"),
    ".png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    ".jpg": (b"\xff\xd8\xff", "image/jpeg"),
    ".jpeg": (b"\xff\xd8\xff", "image/jpeg"),
}
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIPPED = {
    ".docx": ("word/document.xml", f"{_OFFICE}wordprocessingml.document"),
    ".xlsx": ("xl/workbook.xml", f"{_OFFICE}spreadsheetml.sheet"),
    ".pptx": ("ppt/presentation.xml", f"{_OFFICE}presentationml.presentation"),
    ".odt": ("content.xml", "application/vnd.oasis.opendocument.text"),
}
_PLAIN = {".csv": "text/csv", ".txt": "text/plain"}
# Where the files of these programs keep what runs when they are opened.
_MACROS = re.compile(r"(^|/)vbaProject\.bin$|^(Basic|Scripts)/.", re.IGNORECASE)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The stream that an Outlook message has and no other compound file of Office.
_MESSAGE_STREAM = "__properties_version1.0".encode("utf-16-le")
_MAIL_HEADER = re.compile(rb"[!-9;-~]+:[^\r\n]*(\r?\n[ \t][^\r\n]*)*\r?\n")
_MAIL_NAMES = re.compile(rb"(?im)^(from|date|subject|received|message-id):")


def kind_of_file(name: str, content: IO[bytes] | Any) -> str | None:
    """The media type of a file we keep, or None: an unknown ending, or content that denies it."""
    ending = PurePath(name).suffix.lower()
    content.seek(0)
    try:
        if ending in _HEADS:
            head, media_type = _HEADS[ending]
            return media_type if content.read(len(head)) == head else None
        if ending in _ZIPPED:
            return _zipped(content, *_ZIPPED[ending])
        if ending in _PLAIN:
            return _PLAIN[ending] if _is_text(content.read()) else None
        return _MAIL[ending](content.read()) if ending in _MAIL else None
    finally:
        content.seek(0)


def _zipped(content: Any, must_hold: str, media_type: str) -> str | None:
    try:
        with zipfile.ZipFile(content) as packed:
            names = packed.namelist()
            if media_type.startswith("application/vnd.oasis") and (
                "mimetype" not in names or _first(packed, "mimetype") != media_type.encode()
            ):
                return None
    except ZIP_DAMAGE:
        return None
    macros = any(_MACROS.search(name) for name in names)
    return media_type if must_hold in names and not macros else None


def _first(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as part:
        return part.read(200).strip()


def _outlook(content: bytes) -> str | None:
    found = content.startswith(_COMPOUND) and _MESSAGE_STREAM in content
    return "application/vnd.ms-outlook" if found else None


def _mail(content: bytes) -> str | None:
    """A saved mail begins with its headers, two or more of which every mail has."""
    at = 0
    while header := _MAIL_HEADER.match(content, at):
        at = header.end()
    known = {name.lower() for name in _MAIL_NAMES.findall(content[:at])}
    return "message/rfc822" if len(known) >= 2 and b"\x00" not in content else None


_MAIL = {".msg": _outlook, ".eml": _mail}


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    for coding in ("utf-8-sig", "cp1252"):
        try:
            content.decode(coding)
        except UnicodeDecodeError:
            continue
        return True
    return False
