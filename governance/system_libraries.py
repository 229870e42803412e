"""The system's libraries that board packs are drawn with, and whether they are there."""

import ctypes.util

# The library WeasyPrint loads, and the Debian package that brings it.
PACK_LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}


def missing_pack_libraries() -> list[str]:
    """Return the Debian packages of the libraries that are not on this machine."""
    return [
        package
        for library, package in PACK_LIBRARIES.items()
        if not ctypes.util.find_library(library)
    ]
