"""Whether something failed because the disk, or a share of it, is full."""

import errno

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# As SQLite and PostgreSQL say it; both are found by their words only.
_SAID = ("database or disk is full", "no space left on device", "disk quota exceeded")


def is_out_of_room(error: BaseException | None) -> bool:
    """Whether an error, or what it came of, says that nothing more can be written."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and error.errno in _FULL:
            return True
        if any(words in str(error).lower() for words in _SAID):
            return True
        error = error.__cause__ or error.__context__
    return False
