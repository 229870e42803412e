"""Signs that nobody typed and nobody sees, removed from the words and counted."""

import re

# Controls, soft hyphens, joiners and marks of width nought or of direction, byte order marks,
# unpaired halves of signs. The joiners U+200C and U+200D stay: they hold some signs together.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
LOST_SIGN = "\N{REPLACEMENT CHARACTER}"


class Cleaner:
    """Cleans texts and remembers how many signs it took out of them."""

    def __init__(self) -> None:
        self.removed = 0
        self.damaged = 0  # signs that were lost before the file came here; they stay

    def clean(self, text: str) -> str:
        """The text without unseen signs, line breaks of every kind as one kind."""
        if text.isascii() and text.isprintable():
            return text
        self.damaged += text.count(LOST_SIGN)
        if _BREAKS.search(text):
            text = _BREAKS.sub("\n", text)
        cleaned, count = _UNSEEN.subn("", text)
        self.removed += count
        return cleaned

    def warnings(self) -> list[str]:
        """One sentence for each kind of thing that was found."""
        said = []
        if self.removed:
            signs = "sign" if self.removed == 1 else "signs"
            said.append(
                f"{self.removed:,} unseen {signs} removed"
                " (soft hyphens, control characters and the like)."
            )
        if self.damaged:
            signs = "sign is" if self.damaged == 1 else "signs are"
            stand = "it stands" if self.damaged == 1 else "they stand"
            said.append(f"{self.damaged:,} {signs} damaged in the file (�) and kept as {stand}.")
        return said
