"""A count of one is followed by words of one thing: “1 row is”, never “1 row are”."""

import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from governance.management.commands import verify
from plans.packs import counts

# A counted noun, and a verb or a pronoun behind it that does not know how many there are.
_UNCOUNTED = re.compile(
    r"\|\s*pluralize[^}]*}}\s+(is|are|was|were|has|have|needs?|waits?|stands?|says?|they|it)\b"
)


def test_the_verb_behind_a_counted_noun_of_a_page_is_counted_too():
    found = []
    for path in (settings.BASE_DIR / "templates").rglob("*.*"):
        for match in _UNCOUNTED.finditer(path.read_text(encoding="utf-8")):
            found.append(f"{path.name}: {match[0]}")
    assert found == []


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(1, "1 thing is not as it should be."), (2, "2 things are not as they should be.")],
)
def test_the_check_of_the_records_counts_its_faults(monkeypatch, number, sentence):
    run = SimpleNamespace(problems=[f"Fault {at}." for at in range(number)])
    monkeypatch.setattr(verify, "_chosen", lambda _: [None])
    monkeypatch.setattr(verify.checking, "verify", lambda *_, **__: run)
    monkeypatch.setattr(verify.Command, "_print", lambda *_: None)
    with pytest.raises(CommandError, match=re.escape(sentence)):
        call_command("verify")


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_figures_of_a_pack_count_their_words(number):
    tiles = counts.tiles([], [], [object()] * number, (0, "x"), has_earlier=False)
    assert (number, "date passed" if number == 1 else "dates passed") in tiles
