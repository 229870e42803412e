"""What kind of file somebody sent, told by what is in it and not only by its name."""

import zipfile
from pathlib import PurePath
from typing import IO, Any

ALLOWED = "a PDF, Word, Excel, CSV, text, PNG or JPEG file"

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
}
_PLAIN = {".csv": "text/csv", ".txt": "text/plain"}


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
        return None
    finally:
        content.seek(0)


def _zipped(content: Any, must_hold: str, media_type: str) -> str | None:
    try:
        with zipfile.ZipFile(content) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    macros = any(name.endswith("vbaProject.bin") for name in names)
    return media_type if must_hold in names and not macros else None


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
