"""The gallery: every component in every state, for those who build and check pages."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from . import gallery_examples


@method_decorator(login_not_required, name="dispatch")
class Gallery(TemplateView):
    """Shown while building and in the demo; elsewhere there is no such page."""

    template_name = "components/gallery.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (settings.DEBUG or settings.LEP_DEMO):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**gallery_examples.examples(), **context)
