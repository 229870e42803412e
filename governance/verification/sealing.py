"""The seal of an audit event: its digest, signed with a key that the database does not hold.

Whoever can write the tables can change an event and recompute every digest after it; without the
key they cannot make the seals fit.
"""

import hashlib
import hmac

from django.conf import settings


def seal(digest: str) -> str:
    """Return the seal of an event's digest: which key, and the HMAC-SHA-256 in hex."""
    key = settings.SEAL_KEYS[0]
    return f"{_name_of(key)}:{_signed(key, digest)}"


def fits(digest: str, sealed: str) -> bool:
    """Return whether a seal was made of this digest with one of the keys we have."""
    name, _, signed = sealed.partition(":")
    return any(
        name == _name_of(key) and hmac.compare_digest(signed, _signed(key, digest))
        for key in settings.SEAL_KEYS
    )


def _name_of(key: str) -> str:
    return hashlib.sha256(f"name of {key}".encode()).hexdigest()[:8]


def _signed(key: str, digest: str) -> str:
    return hmac.new(key.encode(), digest.encode(), hashlib.sha256).hexdigest()
