"""The files a plan can be exported as: their formats, their media types, their names."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from governance.text.dates_in_words import day_in_words

from .placed import PlacedPlan
from .present_numbers import with_present_numbers
from .writing import write_csv, write_docx, write_json, write_xlsx

_OFFICE = "application/vnd.openxmlformats-officedocument."
# Signs that one system or another does not take in a file's name.
_BARRED = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST = 120


@dataclass(frozen=True)
class Format:
    """One kind of file: what a person calls it, and what a browser does."""

    ending: str
    words: str
    media_type: str
    write: Callable[[PlacedPlan], bytes]


FORMATS = {
    one.ending: one
    for one in (
        Format("docx", "Word", f"{_OFFICE}wordprocessingml.document", write_docx),
        Format("xlsx", "Excel", f"{_OFFICE}spreadsheetml.sheet", write_xlsx),
        Format("csv", "CSV", "text/csv; charset=utf-8", write_csv),
        Format("json", "JSON", "application/json", write_json),
    )
}


def written(plan: PlacedPlan, ending: str, *, round_label: str = "") -> bytes:
    """The bytes of a plan in one of ``FORMATS``; Word also says which quarter it holds.

    On paper a cross-reference carries the number its row has now.
    """
    if ending == "docx":
        return write_docx(with_present_numbers(plan), round_label=round_label)
    return FORMATS[ending].write(plan)


def downloads_of(address: str, *slugs: str) -> list[tuple[str, str]]:
    """What a page offers: each format in words, with the address that gives the file out."""
    return [
        (one.words, reverse(f"plans:{address}", args=[*slugs, one.ending]))
        for one in FORMATS.values()
    ]


def file_name(title: str, ending: str, *, today: date, part: str = "") -> str:
    """A name a person knows again: "Improvement plan 2019-20, 26 September 2019.docx"."""
    words = " ".join(_BARRED.sub(" ", title).split())[:_LONGEST].strip(" .") or "Plan"
    named = f"{words}, {' '.join(_BARRED.sub(' ', part).split())}" if part else words
    return f"{named}, {day_in_words(today)}.{ending}"
