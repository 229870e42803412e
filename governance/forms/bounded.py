"""How many lines a set of forms takes, whatever number the page that was sent names."""

from typing import Any

from django import forms


class BoundedFormSet(forms.BaseFormSet):
    """A set that takes the lines that are there and some new ones.

    The page says unseen how many lines it has, and Django makes up to two thousand forms for it.
    """

    # More than anybody adds to a page before saving it.
    most_new = 30
    default_error_messages = {
        "too_many_forms": "The page was sent with more lines than it has. Open it again."
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.absolute_max = min(self.absolute_max, self.lines_there() + self.most_new)

    def lines_there(self) -> int:
        """How many lines the set has without those that are added."""
        return len(self.initial or ())


class BoundedRowsFormSet(BoundedFormSet, forms.BaseModelFormSet):
    """The same over rows that are stored."""

    def lines_there(self) -> int:
        return len(self.get_queryset())
