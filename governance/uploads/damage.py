"""What Python's readers of packed files raise where a file is damaged or cut short."""

import lzma
import struct
import tarfile
import zipfile
import zlib

_OF_ANY = (
    *(zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(ValueError, LookupError, OverflowError, RuntimeError, NotImplementedError),
)
ZIP_DAMAGE: tuple[type[Exception], ...] = (zipfile.BadZipFile, *_OF_ANY)
TAR_DAMAGE: tuple[type[Exception], ...] = (tarfile.TarError, *_OF_ANY)
