"""Help: one guide per role and one for documents, the same text as in ``docs/guides``."""

from pathlib import Path

import markdown
import nh3
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views.generic import TemplateView

GUIDES = {
    "officer": "Officers",
    "coordinator": "Coordinators",
    "bring-in": "Importing a plan from Word",
    "area-lead": "Area Leads",
    "committee-member": "Committee members",
    "auditor": "Finance officers and auditors",
    "administrator": "Administrators",
    "operator": "Operators",
}
_FOLDER = Path(settings.BASE_DIR) / "docs" / "guides"


@method_decorator(login_not_required, name="dispatch")
class GuideList(TemplateView):
    """Which guide is for whom."""

    template_name = "lep_tracker/guide_list.html"

    def get_context_data(self, **context):
        return super().get_context_data(guides=GUIDES.items(), **context)


@method_decorator(login_not_required, name="dispatch")
class Guide(TemplateView):
    """One guide as a page."""

    template_name = "lep_tracker/guide_detail.html"

    def get_context_data(self, **context):
        name = self.kwargs["name"]
        if name not in GUIDES:
            raise Http404
        heading, _, text = (_FOLDER / f"{name}.md").read_text(encoding="utf-8").partition("\n")
        return super().get_context_data(
            heading=heading.lstrip("# "), text=_as_html(text), **context
        )


def _as_html(text: str) -> str:
    """Our own guides as HTML, with nothing in it but what a guide needs."""
    html = markdown.markdown(text, extensions=["tables", "fenced_code"])
    tags = {"h2", "h3", "p", "ul", "ol", "li", "strong", "em", "code", "pre", "a"}
    tables = {"table", "thead", "tbody", "tr", "th", "td"}
    return mark_safe(nh3.clean(html, tags=tags | tables))  # noqa: S308 cleaned in this line
