"""The two voices of a row as a pack prints them: whose words, when, and which are new."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance.text.dates_in_words import day_in_words
from governance.text.sentences import with_topic

Plain = dict[str, Any]


@dataclass(frozen=True)
class PackVoice:
    """What one side says: whose words, when, and which of them are new since the last pack."""

    who: str
    when: str
    paragraphs: list[tuple[str, bool]] = field(default_factory=list)
    aside: str = ""


def lep_voice(row: Plain, before: Plain | None, *, not_reviewed: str = "") -> PackVoice | None:
    """Return what the partnership says of a row; None where none of its words stand."""
    said = row["said"]
    if said is None:
        return None
    under = said["printed_under"]
    asides = [f"printed under “{under}”" if under else "", not_reviewed]
    return PackVoice(
        who=row["by"],
        when=day_of(said["as_at"]["day"]) or said["as_at"]["text"] or day_of(row["at"]),
        paragraphs=_paragraphs(said, before),
        aside=", ".join(each for each in asides if each),
    )


def returned_voice(row: Plain) -> PackVoice | None:
    """What was submitted of a row that was returned and not submitted again; else None."""
    returned = row["returned"]
    if returned is None:
        return None
    status = returned["said"]["status"]
    said = f" as {status['word'].lower()}" if status else ""
    return PackVoice(
        who=returned["by"],
        when=f"submitted on {day_of(returned['at'])}{said}, then returned",
        paragraphs=_paragraphs(returned["said"], None),
    )


def _paragraphs(said: Plain, before: Plain | None) -> list[tuple[str, bool]]:
    """Each paragraph with whether it is new since the quarter before."""
    old = set(texts_of(before)) if before else set()
    paragraphs = [
        (with_topic(note["topic"], note["text"]), bool(before) and note["text"] not in old)
        for note in said["notes"]
        if note["text"]
    ]
    if said["reason"]:
        was = ((before or {}).get("said") or {}).get("reason")
        is_new = bool(before) and was != said["reason"]
        paragraphs.append((with_topic("Issue:", said["reason"]), is_new))
    if said["no_change"]:
        paragraphs.append((f"No change: {said['no_change']['words']}", False))
    return paragraphs + [(_reading(each), bool(before)) for each in said["readings"]]


def _reading(each: Plain) -> str:
    """“Seats filled: 16 seats of 20, on 30 September 2019.”"""
    unit = f" {each['unit']}" if each["unit"] else ""
    target = f" of {each['target']}" if each["target"] else ""
    return f"{each['text'].rstrip('.')}: {each['value']}{unit}{target}, on {day_of(each['as_at'])}."


def reviewer_voice(review: Plain, title: str) -> PackVoice | None:
    """Return what the reviewer published; acceptance without words is said as such."""
    if not review or not (review["words"] or review["why_differ"] or review["decision"]):
        return None
    returned = review["decision"] == "returned"
    paragraphs = [("Returned with a note.", False)] if returned else []
    told = (review["words"], review["why_differ"], review["note"])
    paragraphs += [(words, True) for words in told if words]
    if not paragraphs:
        paragraphs = [("Accepted.", False)]
    return PackVoice(who=title, when=day_of(review["at"]), paragraphs=paragraphs)


def texts_of(row: Plain) -> list[str]:
    """Return the paragraphs of an update that hold any words."""
    return [note["text"] for note in row["said"]["notes"] if note["text"]] if row["said"] else []


def day_of(value: str | None) -> str:
    """“29 November 2019”, its parts held together on one line."""
    if not value:
        return ""
    return day_in_words(date.fromisoformat(value[:10])).replace(" ", "\u00a0")
