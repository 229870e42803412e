"""Reads a file of any kind we know into neutral rows, in a process that may not run wild.

A stranger's file is opened by a child with limits on time, memory and output; whatever becomes
of the child, the answer is a source or one sentence. The child starts without Django; it is
given a line of JSON with the file's name and then the file, and answers with a line of JSON that
says how it went and then the source.
"""

import json
import logging
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

from .counting import count_characters
from .file_endings import kind_of
from .handing_over import from_json, to_json
from .refusal import DocumentRefused
from .rows import Source

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 120
MEGABYTES = 1536
MOST_ANSWER = 256 * 1024 * 1024


def read_document(name: str, data: bytes) -> Source:
    """Read a file that somebody sent. Raises DocumentRefused with one sentence."""
    return read_counted(name, data)[0]


def read_counted(name: str, data: bytes) -> tuple[Source, int]:
    """Read a file that somebody sent, and count its signs by other code (``counting``).

    Both in one child process. Raises DocumentRefused with one sentence.
    """
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaint:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "governance.documents.reading"],
                input=json.dumps(name).encode() + b"\n" + data,
                stdout=answer,
                stderr=complaint,
                cwd=ROOT,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise DocumentRefused(
                name, "reading it took too long and was stopped. Split it and try again."
            ) from error
        answer.seek(0)
        return _answered(name, done.returncode, answer, complaint)


def _answered(name: str, code: int, answer: IO[bytes], complaint: IO[bytes]) -> tuple[Source, int]:
    head = answer.readline()
    try:
        said = json.loads(head) if not code else {}
        if refused := said.get("refused"):
            raise DocumentRefused(*refused)
        return from_json(answer.read()), int(said["characters"])
    except (ValueError, KeyError, TypeError) as error:
        complaint.seek(0)
        logging.getLogger(__name__).error(
            "Reading a document ended with %s: %s",
            code,
            complaint.read(20_000)[-2000:].decode(errors="replace"),
        )
        raise DocumentRefused(
            name, "it could not be read. Save it again in the program that made it, and try again."
        ) from error


def read_here(name: str, data: bytes) -> Source:
    """Read a file in this process. Raises DocumentRefused with one sentence."""
    # Each reader brings its own libraries, which take longer to load than most files to read.
    kind = kind_of(name, data)
    if kind == "docx":
        from .docx.reader import read_docx

        return read_docx(name, data)
    if kind == "text":
        from .csv_rows import decoded
        from .pasted import read_text

        return read_text(name, decoded(name, data))
    from .sheets import read_sheets

    return read_sheets(name, data)


def main() -> None:
    """Read the file on standard input and answer; the limits are this process's."""
    memory = MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_ANSWER, MOST_ANSWER))
    name = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    head: dict[str, Any]
    answer = b""
    try:
        source = read_here(name, data)
        answer = to_json(source).encode()
        head = {"characters": count_characters(name, data)}
    except DocumentRefused as refused:
        head = {"refused": [refused.name, refused.reason, refused.place]}
    except MemoryError:
        reason = "reading it takes more memory than we give. Split it and try again."
        head = {"refused": [name, reason, ""]}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
