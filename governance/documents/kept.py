"""What our own Word files keep beside the printed words, so that they come back exactly.

Paper cannot show that a person confirmed a date, or which account leads a row. A file of ours
keeps such facts as JSON in a custom XML part of its package; Word and LibreOffice carry the part
along when the file is saved again, under a name of their own, so it is known by its root element.
The facts are believed only where the printed words are unchanged.
"""

import json
from typing import Any
from xml.sax.saxutils import escape

NAMESPACE = "urn:lep-tracker:kept:1"
TAG = f"{{{NAMESPACE}}}kept"  # the root element, as etree spells it
FOLDER = "customXml/"  # where in the package it is looked for
LONGEST = 32 * 1024 * 1024  # signs; more is no file of ours


def as_xml(facts: dict[str, Any]) -> bytes:
    """The part that keeps the facts: ASCII alone, the same bytes for the same facts."""
    words = json.dumps(facts, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<kept xmlns="{NAMESPACE}">{escape(words)}</kept>'.encode("ascii")


def facts_of(kept: str) -> dict[str, Any]:
    """The facts of ``Source.kept``; nothing where it is empty, damaged or not an object."""
    if not kept or len(kept) > LONGEST:
        return {}
    try:
        facts = json.loads(kept)
    except (ValueError, RecursionError):
        return {}
    return facts if isinstance(facts, dict) else {}
