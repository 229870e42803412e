"""What a public installation needs before it starts; all that is missing is said at once."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from . import environment as env

NEEDED = {
    "LEP_SECRET_KEY": "50 or more random characters",
    "LEP_ALLOWED_HOSTS": "host names, separated by commas",
    "LEP_BASE_URL": "the address people type, such as https://tracker.example.org",
    "LEP_BEHIND_PROXY": "1 where a proxy of yours ends TLS and sets X-Forwarded-Proto, else 0",
    "LEP_DATABASE_URL": "a PostgreSQL address",
    "CELERY_BROKER_URL": "a Redis address",
    "LEP_EMAIL_HOST": "the mail server",
    "LEP_EMAIL_FROM": "the address mail comes from",
}
# Django's own check of a secret key asks for the same.
KEY_CHARACTERS, KEY_KINDS = 50, 5


def require() -> None:
    """Refuse to start a public installation that is not one.

    Raises ImproperlyConfigured with one sentence for each thing that is missing or unsafe.
    """
    problems = [*_missing(), *_unsafe()]
    if problems:
        raise ImproperlyConfigured(" ".join(["LEP_PRODUCTION is on.", *problems]))


def _missing() -> Iterator[str]:
    missing = [f"{name} ({what})" for name, what in NEEDED.items() if not env.text(name)]
    if missing:
        yield f"These variables must be set: {'; '.join(missing)}."


def _unsafe() -> Iterator[str]:
    for name in ("DEBUG", "LEP_DEMO"):
        if env.flag(name):
            yield f"Take {name} out: {_OPEN[name]}."
    for name in ("LEP_SECRET_KEY", "LEP_SEAL_KEY"):
        key = env.text(name)
        if key and (len(key) < KEY_CHARACTERS or len(set(key)) < KEY_KINDS):
            yield f"{name} is too easy to guess. Write {KEY_CHARACTERS} or more random characters."
    yield from _address()
    for variable, beginning, name, what in _SAID_TWICE:
        if env.text(variable).startswith(beginning) and not env.flag(name):
            yield f"{variable} names {what}. Set {name}=1 too if that is really meant."


_OPEN = {
    "DEBUG": "it shows the inside of errors to everybody",
    "LEP_DEMO": "it has sign-ins that everybody knows",
}
# Right for one machine and few people; by accident it loses a night's work or a day's mail.
_SAID_TWICE = (
    ("LEP_DATABASE_URL", "sqlite", "LEP_SQLITE_IN_PRODUCTION", "an SQLite file"),
    ("CELERY_BROKER_URL", "filesystem", "LEP_FOLDER_QUEUE_IN_PRODUCTION", "a folder as the queue"),
)


def _address() -> Iterator[str]:
    hosts = env.words("LEP_ALLOWED_HOSTS")
    if "*" in hosts:
        yield "LEP_ALLOWED_HOSTS is *, which answers to any name. Write the names people type."
    address = urlsplit(env.text("LEP_BASE_URL"))
    if address.geturl() and address.scheme != "https":
        yield "LEP_BASE_URL does not begin with https://. Passwords would travel in the open."
    host = address.hostname or ""
    if host and hosts and not any(_answers_to(host, named) for named in hosts):
        yield f"LEP_BASE_URL leads to {host}, which LEP_ALLOWED_HOSTS does not name."


def _answers_to(host: str, named: str) -> bool:
    return named == "*" or host == named or (named.startswith(".") and f".{host}".endswith(named))
