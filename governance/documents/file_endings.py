"""Which reader a file goes to: by its name, and by its first signs where the name is no help."""

from .refusal import DocumentRefused
from .rows import FileKind

_KINDS: dict[str, FileKind] = {
    **dict.fromkeys(("docx", "docm", "dotx", "dotm"), "docx"),
    "xlsx": "xlsx",
    "csv": "csv",
    **dict.fromkeys(("txt", "text", "md"), "text"),
}
_OTHERS = {
    "doc": ("the old Word format", "Word", ".docx"),
    "rtf": ("rich text", "Word", ".docx"),
    "odt": ("the OpenDocument format", "Word", ".docx"),
    "pdf": ("PDF", "Word", ".docx"),
    "xls": ("the old Excel format", "Excel", ".xlsx"),
    "ods": ("the OpenDocument format", "Excel", ".xlsx"),
}
KNOWN = "a Word document (.docx), a workbook (.xlsx), a CSV file or plain text"


def kind_of(name: str, data: bytes) -> FileKind:
    """The kind of a file. Raises DocumentRefused where it is one that we do not read."""
    ending = name.lower().rpartition(".")[2] if "." in name else ""
    if ending in _KINDS:
        return _KINDS[ending]
    if ending in _OTHERS:
        what, program, better = _OTHERS[ending]
        raise DocumentRefused(
            name, f"the file is in {what}. Open it in {program}, save it as {better} and try again."
        )
    if data.startswith(b"PK"):
        # A document may hold the workbook of a chart; a workbook holds no document.
        is_book = b"xl/workbook.xml" in data and b"word/document.xml" not in data
        return "xlsx" if is_book else "docx"
    raise DocumentRefused(name, f"this kind of file is not read. Choose {KNOWN}.")
