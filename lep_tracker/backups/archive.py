"""One file that holds a whole site: its database, its uploaded and issued files, and their sums.

The database is copied first and the files after it: a row is written after its file, so every
file that the copied rows name is there. The secret key is not in it; sign-ins end on a new machine.
"""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from governance.storage.room import is_out_of_room
from governance.uploads.damage import TAR_DAMAGE

MANIFEST = "manifest.json"
FORMAT = 1
_BLOCK = 1024 * 1024


def _is_text(value: object) -> bool:
    return isinstance(value, str)


class BackupRefused(Exception):
    """A backup cannot be made or used; ``str()`` is a sentence saying what to do."""


@dataclass
class Manifest:
    """What a backup holds: the kind of database, its migrations, and a SHA-256 of every file."""

    engine: str
    made_at: str
    migrations: list[str]
    sums: dict[str, str] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        return json.dumps({"format": FORMAT, **self.__dict__}, indent=1, sort_keys=True).encode()

    def checked(self) -> "Manifest":
        """Return itself; raises TypeError where a value is not of its kind."""
        sums = isinstance(self.sums, dict) and all(map(_is_text, self.sums.values()))
        names = isinstance(self.migrations, list) and all(map(_is_text, self.migrations))
        if not (sums and names and _is_text(self.engine) and _is_text(self.made_at)):
            raise TypeError("something in the list of contents is of another kind")
        return self

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Manifest":
        try:
            values = json.loads(raw)
            if values.pop("format") != FORMAT:
                raise BackupRefused("This backup was made by a newer version. Update first.")
            return cls(**values).checked()
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            raise BackupRefused("The list of contents in this backup cannot be read.") from None


class _Summing:
    """A file that sums what is read from it, so that nothing is read twice."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.sum.update(block)
        return block


def write(target: Path, manifest: Manifest, database: Path, media: Path) -> None:
    """Write the backup beside ``target`` and put it in place when it is whole."""
    if target.exists():
        raise BackupRefused(f"{target} is already there. Choose another name; none is overwritten.")
    if not target.parent.is_dir():
        raise BackupRefused(f"There is no folder {target.parent}. Make it first.")
    descriptor, aside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as archive:
            for name, path in _to_store(database, media):
                manifest.sums[name] = _add(archive, name, path)
            last = tarfile.TarInfo(MANIFEST)
            content = manifest.as_bytes()
            last.size = len(content)
            archive.addfile(last, io.BytesIO(content))
        os.replace(aside, target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _to_store(database: Path, media: Path) -> Iterator[tuple[str, Path]]:
    yield f"database/{database.name}", database
    for path in sorted(media.rglob("*")):
        # Links are left out: they would carry what lies outside the site into the archive.
        if path.is_file() and not path.is_symlink():
            yield f"media/{path.relative_to(media).as_posix()}", path


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str:
    with path.open("rb") as file:
        entry = tarfile.TarInfo(name)
        entry.size = os.fstat(file.fileno()).st_size
        entry.mode = 0o600
        summing = _Summing(file)
        archive.addfile(entry, summing)
    return summing.sum.hexdigest()


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpack into an empty folder, verify every sum, and return the list of contents.

    Nothing outside ``folder`` is touched, so a backup that is refused has changed nothing.
    """
    if not source.is_file():
        raise BackupRefused(f"There is no file {source}.")
    found: dict[str, str] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(source, mode="r:gz") as archive:
            for entry in archive:
                _refuse_unsafe(entry)
                stream = archive.extractfile(entry)
                if stream is None or entry.name in found:
                    raise BackupRefused(f"{entry.name} cannot be read from this backup.")
                if entry.name == MANIFEST:
                    manifest = Manifest.from_bytes(stream.read())
                else:
                    found[entry.name] = _keep(stream, folder / entry.name)
    except TAR_DAMAGE as error:
        if is_out_of_room(error):
            raise BackupRefused(f"There is no room left for what {source} holds.") from error
        raise BackupRefused(f"{source} is not a whole backup: it is damaged ({error}).") from error
    if manifest is None:
        raise BackupRefused(f"{source} has no list of contents, so it is not a whole backup.")
    _compare(manifest.sums, found)
    return manifest


def _refuse_unsafe(entry: tarfile.TarInfo) -> None:
    path = PurePosixPath(entry.name)
    if (
        not entry.isfile()
        or path.is_absolute()
        or ".." in path.parts
        or (entry.name != MANIFEST and path.parts[0] not in {"database", "media"})
    ):
        raise BackupRefused(f"{entry.name} has no place in a backup of this product.")


def _keep(stream: IO[bytes], path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    total = hashlib.sha256()
    with path.open("wb") as file:
        while block := stream.read(_BLOCK):
            total.update(block)
            file.write(block)
    return total.hexdigest()


def _compare(listed: dict[str, str], found: dict[str, str]) -> None:
    if missing := sorted(listed.keys() - found.keys()):
        raise BackupRefused(f"{missing[0]} is listed in this backup and not there.")
    if extra := sorted(found.keys() - listed.keys()):
        raise BackupRefused(f"{extra[0]} is in this backup and not listed.")
    if changed := sorted(name for name in listed if listed[name] != found[name]):
        raise BackupRefused(f"{changed[0]} in this backup is not what was stored.")


def put_files(unpacked: Path, media: Path) -> int:
    """Make ``media`` hold exactly the unpacked files; return how many there are."""
    media.mkdir(parents=True, exist_ok=True)
    wanted = {path.relative_to(unpacked) for path in unpacked.rglob("*") if path.is_file()}
    for name in wanted:
        (media / name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(unpacked / name, media / name)
    for path in media.rglob("*"):
        if path.is_file() and path.relative_to(media) not in wanted:
            path.unlink()
    return len(wanted)


def contents(manifest: Manifest) -> dict[str, Any]:
    """Return what a person is told about a backup."""
    files = sum(1 for name in manifest.sums if name.startswith("media/"))
    return {"made_at": manifest.made_at, "files": files, "engine": manifest.engine}
