"""The search page: one box, what was found by kind."""

from django.views.generic import TemplateView

from .. import search
from ..context_processors import partnerships_of


class Search(TemplateView):
    template_name = "lep_tracker/search.html"

    def get_context_data(self, **context):
        words = self.request.GET.get("q", "").replace("\x00", "").strip()[:200]
        partnerships = partnerships_of(self.request)
        return super().get_context_data(
            words=words,
            is_short=len(words) == 1 and not words.isdigit(),
            groups=search.search(self.request.user, partnerships, words),
            **context,
        )
