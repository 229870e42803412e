"""Reads a file of any kind we know into neutral rows."""

from .docx.reader import read_docx
from .rows import Source


def read_here(name: str, data: bytes) -> Source:
    """Read a file in this process. Raises DocumentRefused with one sentence."""
    return read_docx(name, data)


def read_document(name: str, data: bytes) -> Source:
    """Read a file that somebody sent. Raises DocumentRefused with one sentence."""
    return read_here(name, data)
