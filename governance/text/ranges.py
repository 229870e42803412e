"""From one thing to another in words, where both may be the same."""


def from_to(first: object, last: object) -> str:
    """“3 to 5”; “3” where a range begins and ends with the same thing."""
    begins, ends = str(first), str(last)
    return begins if begins == ends else f"{begins} to {ends}"
