"""Events of failed attempts to sign in, bounded so that nobody can fill the audit log with them.

They read the same whether the address typed has an account or not, and the address itself is not
kept: it may be a password typed into the wrong box. What is kept lets two events be compared.
"""

import time
from collections.abc import Mapping

from django.core.cache import cache
from django.db import transaction
from django.utils.crypto import salted_hmac

from .. import audit
from .client_address import network_of

HOUR = 60 * 60
# Of one kind in one hour: from one network, and from all of them together.
MOST_OF_ONE, MOST_OF_ALL = 5, 100
SENTENCES: Mapping[str, str] = {
    "sign_in_failed": "An attempt to sign in as {who} failed.",
    "sign_in_locked": "Attempts to sign in as {who} from one network address are held off.",
    "code_failed": "A wrong code was typed to sign in as {who}.",
}


def note_failure(kind: str, login: str, *, address: str) -> None:
    """Leave an event of this kind for an account and a client, once an hour and within bounds."""
    login, network = login.strip().lower(), network_of(address)
    slot = f"{kind}:{int(time.time() // HOUR)}"
    key = salted_hmac("governance.sign_in.failures", f"{login}|{network}").hexdigest()[:32]
    if not cache.add(f"failed:{slot}:{key}", 1, HOUR):
        return
    if not (_within(f"{slot}:{network}", MOST_OF_ONE) and _within(slot, MOST_OF_ALL)):
        return
    account = salted_hmac("governance.sign_in.failures.account", login).hexdigest()[:16]
    with transaction.atomic():
        audit.record(
            f"governance.{kind}",
            SENTENCES[kind].format(who=masked(login)),
            partnership=None,
            details={"network": network, "account": account},
            by=None,
        )


def masked(login: str) -> str:
    """Return an address with its first letter and its host; anything else is not repeated."""
    name, at, host = login.partition("@")
    plain = host.replace("-", "").replace(".", "")
    if not name or not at or "." not in host or not (plain.isascii() and plain.isalnum()):
        return "an address that is none"
    return f"{name[0]}…@{host[:60]}" if name[0].isalnum() else f"…@{host[:60]}"


def _within(name: str, most: int) -> bool:
    key = f"failed-count:{name}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) <= most
    except ValueError:
        # It ran out between the two calls: a new hour begins.
        return True
