"""The one style sheet that pages load, joined from the parts that ``static/css/app.css`` lists.

It is joined whenever it is asked for, by a server that gives out files where they lie and by
``collectstatic`` alike, so no step can be forgotten and it is never older than its parts.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage, Storage

ORDER = settings.BASE_DIR / "static/css/app.css"
BUNDLE = "css/bundle.css"
# Counts only where a file begins.
_CHARSET = '@charset "UTF-8";'
_IMPORT = re.compile(r'@import url\("([^"]+)"\);')


def parts() -> list[Path]:
    """The files the bundle is made of, in the order in which they count."""
    return [ORDER.parent / name for name in _IMPORT.findall(ORDER.read_text(encoding="utf-8"))]


def joined() -> str:
    """The words of the bundle: each part under its name."""
    return f"{_CHARSET}\n" + "".join(
        f"/* {one.name} */\n{one.read_text(encoding='utf-8').removeprefix(_CHARSET)}\n"
        for one in parts()
    )


class BundleFinder(finders.BaseFinder):
    """Finds the bundle among the static files, as if it lay there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "bundle")

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing can be set wrongly; a missing vendor file has a check of its own."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path == BUNDLE and self._is_whole():
            return [self._written()] if find_all else self._written()
        return []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        if self._is_whole():
            self._written()
            yield BUNDLE, self.storage

    def _is_whole(self) -> bool:
        return all(one.is_file() for one in parts())

    def _written(self) -> str:
        """Write the bundle if it is not there as it should be; two at once write the same."""
        place, words = Path(self.storage.path(BUNDLE)), joined()
        if not place.is_file() or place.read_text(encoding="utf-8") != words:
            place.parent.mkdir(parents=True, exist_ok=True)
            beside = place.with_suffix(f".{os.getpid()}")
            beside.write_text(words, encoding="utf-8")
            beside.replace(place)
        return str(place)
