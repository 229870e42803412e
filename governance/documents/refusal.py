"""The one way in which a document is not read."""


class DocumentRefused(Exception):
    """A file that cannot be taken in; ``str()`` is one whole sentence that says what to do.

    Names the file, the place where one is known and the reason. Nothing was stored.
    """

    def __init__(self, name: str, reason: str, place: str = "") -> None:
        self.name, self.reason, self.place = name, reason, place
        where = f" ({place})" if place else ""
        super().__init__(f"{name}{where}: {reason}")

    def __reduce__(self) -> tuple[type, tuple[str, str, str]]:
        return type(self), (self.name, self.reason, self.place)
