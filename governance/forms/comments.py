"""What a person types to ask or to answer."""

from django import forms

from ..models import Comment, User
from .renderers import GovukRenderer


class CommentForm(forms.Form):
    """A question or an answer, to a person or to whoever reads it."""

    default_renderer = GovukRenderer

    text = forms.CharField(
        label="Ask or answer",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Write your question or answer, then add it.",
            "max_length": "Keep it under 5,000 letters, and put the rest in a second comment.",
        },
    )
    addressed_to = forms.ModelChoiceField(
        label="To",
        queryset=User.objects.none(),
        required=False,
        empty_label="Whoever reads this row",
        error_messages={"invalid_choice": "Choose someone who writes or reviews here."},
    )
    thread = forms.ModelChoiceField(
        queryset=Comment.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "That question is not on this row. Ask it anew."},
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, people, threads, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["addressed_to"].queryset = people
        self.fields["addressed_to"].conditional = True
        self.fields["thread"].queryset = threads
