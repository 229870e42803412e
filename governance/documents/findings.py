"""What the linter says of a plan or a set: a rule, a row, the words, and one plain sentence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something a careful reader would ask about; nothing is changed by it."""

    rule: str  # a stable short name: "row-without-lead"
    row: str  # the row's number or label as printed; empty for the whole document
    words: str  # the words it is about, as they stand; may be empty
    message: str  # one sentence that says what it is and what could be done

    @property
    def key(self) -> str:
        """What “intended” is remembered by: the same finding on the same words."""
        return "|".join((self.rule, self.row, self.words))
