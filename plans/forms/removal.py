"""Taking a part out of a plan."""

from django import forms

from governance.forms.renderers import GovukRenderer


class RetireForm(forms.Form):
    """Why something is removed from the plan."""

    default_renderer = GovukRenderer
    reason = forms.CharField(
        label="Why is it removed?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "data-most-letters": 300}),
        help_text="One sentence; it stays beside what was removed.",
        error_messages={"required": "Say in a few words why it is removed."},
    )
