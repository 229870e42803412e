"""What is odd about a placed paper, a sentence each; nothing is changed by it."""

from collections.abc import Iterator

from governance.date_phrases import find

from ..placed import PlacedKeyResult, PlacedOkrs
from .dating import Dating
from .periods import PrintedPeriod


def doubts_of(placed: PlacedOkrs, labels: list[PrintedPeriod], dating: Dating) -> Iterator[str]:
    """Period labels that disagree, and dates that cannot be meant as they stand."""
    printed = list(dict.fromkeys(one.printed for one in labels if one.first))
    days = {(one.first, one.last) for one in labels if one.first}
    spans = {_months(one) for one in printed}
    if len(days) > 1 or len(spans) > 1:
        named = " and ".join(f"“{one}”" for one in printed[:4])
        yield f"The paper calls its period {named}; they do not agree, so check its months."
    for theme in placed.themes:
        for objective in theme.objectives:
            for key_result in objective.key_results:
                for sentence in _of_dates(key_result, dating):
                    where = f"{theme.title}, “{objective.text[:60]}”, {key_result.label}"
                    yield f"{where.strip(', ')}: {sentence}"


def _of_dates(key_result: PlacedKeyResult, dating: Dating) -> Iterator[str]:
    texts = [key_result.text, *(block["text"] for block in key_result.bullets)]
    for text in texts:
        for _, _, _, reading in find(text, **dating.known()):
            yield from reading.warnings


def _months(printed: str) -> str:
    """The label without signs, so that a dash and a “to” name the same months."""
    words = printed.lower().replace("–", " to ").replace("-", " to ").replace("(", " ")
    return " ".join(words.replace(")", " ").replace("sept", "sep").split())
