"""From which network address a request came, behind a stated number of proxies of ours.

Each proxy adds to ``X-Forwarded-For`` the address it was asked from, so the last ``PROXIES``
entries were written by ours, and the first of those is the client. What stands before them anybody
may have written. Behind a Unix socket there is no other address at all.
"""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

# Where no address is known, such as a Unix socket without a proxy that tells it.
UNKNOWN = "0.0.0.0"  # noqa: S104


def client_address(request: HttpRequest) -> str:
    """Return the client's address; that of the last hop where the proxies did not tell it."""
    told = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    count = settings.PROXIES
    if count and len(told) >= count and (address := _read(told[-count])):
        return address
    return _read(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def network_of(address: str) -> str:
    """Return what one subscriber holds: the address itself, or the /64 of an IPv6 address."""
    read = ipaddress.ip_address(address)
    if read.version == 4:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)


def _read(text: str) -> str:
    """Read an address, with a port or in brackets as some proxies write it; empty where none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        read = ipaddress.ip_address(text)
    except ValueError:
        return ""
    return str(getattr(read, "ipv4_mapped", None) or read)
