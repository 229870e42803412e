"""How surely a document is an OKR paper."""

from governance.documents.rows import Source

from .dating import Dating
from .stream import stream_of
from .wording import KEY_RESULTS, OKR_WORDS, cut_label


def looks_like_okrs(source: Source) -> int:
    """From 0, no sign of objectives with key results, to 100."""
    lines = [line for line in source.lines() if not line.is_empty]
    labels = sum(bool(cut_label(line.words)[0]) for line in lines)
    speaks = any(OKR_WORDS.search(line.text) for line in lines)
    named = any(KEY_RESULTS.search(line.text) for line in lines)
    if not (speaks or named or labels >= 3):
        return 0
    objectives = [
        objective
        for item in stream_of(source, Dating())
        if item.content
        for objective in item.content.objectives
    ]
    results = sum(len(objective.key_results) for objective in objectives)
    if not objectives or not results:
        return 15 if speaks or named else 5
    score = 45 + min(labels, 5) * 6 + (20 if named or speaks else 0) + (5 if speaks else 0)
    return min(score, 100)
