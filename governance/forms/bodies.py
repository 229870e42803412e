"""Forms about boards, committees and sub-groups, and who sits on them."""

from typing import Any

from ..input.examples import with_example
from ..models import Body, Partnership, Seat
from ..partnership_scope import who_may_stand
from .another import AnotherBox, ask_if_another
from .govuk import DayField, GovukRowForm, PlainForm


class BodyForm(GovukRowForm):
    """A board, committee or sub-group."""

    is_another = AnotherBox("body of this name")

    class Meta:
        model = Body
        fields = ["name", "kind", "is_advisory", "parent", "remit"]
        labels = {
            "is_advisory": "It advises only",
            "parent": "It belongs to",
            "remit": "What it looks after",
        }

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.partnership = partnership
        self.fields["parent"].queryset = partnership.bodies.exclude(pk=self.instance.pk)
        self.fields["parent"].empty_label = "No other body"

    def _post_clean(self) -> None:
        super()._post_clean()
        if "name" in self.changed_data:
            ask_if_another(self, self.instance.namesake(), "a body of this name")


class SeatForm(GovukRowForm):
    """A post on a body, who holds it, and between which days; nobody at all is an answer."""

    from_on = DayField(label="First day", required=False, help_text=with_example("Such as {day}."))
    to_on = DayField(label="Last day", required=False, help_text="Leave empty while it is ongoing.")

    class Meta:
        model = Seat
        fields = ["post", "user", "printed_name", "from_on", "to_on"]
        labels = {"user": "Who holds it", "printed_name": "Or the name of someone without account"}
        help_texts = {"printed_name": "Leave both empty while the seat is vacant."}

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.body = body
        self.fields["user"].queryset = who_may_stand(
            Seat, "user", body.partnership, also=self.instance.user_id
        )
        self.fields["user"].empty_label = "Nobody with an account"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("user") and cleaned.get("printed_name"):
            self.add_error("printed_name", "Give one holder: an account or a name, not both.")
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", "The last day cannot be before the first.")
        return cleaned


class EndSeatForm(PlainForm):
    """When a seat ends."""

    on = DayField(
        label="Last day",
        required=False,
        help_text=with_example("Leave empty to end it at once, or write a date such as {day}."),
    )
