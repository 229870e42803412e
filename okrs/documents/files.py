"""The files an OKR paper can be exported as; formats and names are those of plans."""

from collections.abc import Callable

from django.urls import reverse

from plans.documents.files import FORMATS

from .placed import PlacedOkrs
from .writing import write_csv, write_docx, write_json, write_xlsx

_WRITERS: dict[str, Callable[[PlacedOkrs], bytes]] = {
    "docx": write_docx,
    "xlsx": write_xlsx,
    "csv": write_csv,
    "json": write_json,
}


def written(placed: PlacedOkrs, ending: str) -> bytes:
    """The bytes of a paper in one of ``plans.documents.files.FORMATS``."""
    return _WRITERS[ending](placed)


def downloads_of(partnership: str, slug: str) -> list[tuple[str, str]]:
    """What a set's page offers: each format in words, with the address that gives the file out."""
    return [
        (one.words, reverse("okrs:set_file", args=[partnership, slug, one.ending]))
        for one in FORMATS.values()
    ]
