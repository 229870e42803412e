"""The few things that can go wrong with an action, each with a sentence for the reader."""


class ActionRefused(Exception):
    """An action cannot be done as things stand; ``str()`` is a whole sentence saying what to do.

    Views show it as a message and go back to the page; commands print it. Nothing was written.
    """


class TransitionNotAllowed(ActionRefused):
    """The thing is not in a state in which this can be done."""
