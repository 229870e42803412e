"""What was typed and could not be saved comes back to its author, and to nobody else."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from ..access import own_row
from ..input import unsaved_text
from ..models import TypedText


class TypedTextDetail(DetailView):
    """The words, and a button that sends them to their form once more."""

    template_name = "governance/typed_text.html"
    context_object_name = "kept"

    def get_object(self, queryset: Any = None) -> TypedText:
        found: TypedText = own_row(self.request.user, TypedText.objects, pk=self.kwargs["pk"])
        return found

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        payload = self.object.payload
        return super().get_context_data(
            words=unsaved_text.words_of(payload),
            fields=[(name, text) for name, texts in payload.items() for text in texts],
            **context,
        )


@require_POST
def unsaved_text_forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the words away."""
    kept = own_row(request.user, TypedText.objects, pk=pk)
    unsaved_text.forget(request.user, kept.pk)
    messages.success(request, "What you typed is thrown away.")
    return redirect("home")
