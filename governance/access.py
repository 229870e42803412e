"""The doors of every view: not your partnership 404, yours but not your role 403."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic.base import View

from .models import Partnership, User

Person = User | AnonymousUser


def get_visible(queryset: Any, user: Person, **lookup: Any) -> Any:
    """Return the one row the person may hold; 404 says neither yes nor no of any other."""
    return get_object_or_404(queryset.visible_to(user), **lookup)


def require(user: Person, permission: str, thing: Model) -> None:
    """Raise PermissionDenied (403) unless a role in the thing's partnership allows it."""
    if not user.has_perm(permission, thing):
        raise PermissionDenied


def partnership_for(request: HttpRequest, slug: str, permission: str) -> Partnership:
    """Return the partnership of an address for a verb: 404 outside, 403 without the role."""
    partnership = get_visible(Partnership.objects.all(), request.user, slug=slug)
    require(request.user, permission, partnership)
    return partnership


class PartnershipPage(View):
    """A page under ``/<partnership>/``: holds the partnership and has asked the role.

    The one mixin of ours; put it before the generic view.
    """

    permission = ""
    partnership: Partnership

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person: Any = request.user
        self.partnership = self.find_partnership(person, **kwargs)
        if self.permission:
            require(request.user, self.permission, self.partnership)
        return super().dispatch(request, *args, **kwargs)

    def find_partnership(self, user: User, **kwargs: Any) -> Partnership:
        """Hold what the address names; a page of one thing finds its partnership through it."""
        partnerships = Partnership.objects.select_related("status_scheme")
        return get_visible(partnerships, user, slug=kwargs["partnership"])

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        page: Any = super()
        # Some generic views hand in the words of the address, the slug among them.
        return page.get_context_data(**(context | {"partnership": self.partnership}))
