"""What every view asks first: not your partnership 404, yours but not your role 403.

``object_at`` is the only way from an address to a row; ``tests/test_architecture.py`` holds
that no view fetches one by itself. The other functions that fetch are for rows that no partnership
owns: what one person typed, what the site itself keeps, what a secret link leads to.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic.base import View

from .models import Partnership, User

Person = User | AnonymousUser


def object_at(
    user: Person, partnership: str, rows: Any, permission: str = "", **lookup: Any
) -> Any:
    """Return the row that an address names: of that partnership, for who has that right there.

    ``partnership`` is the slug in the address, ``rows`` a queryset or manager whose rows belong to
    a partnership, ``lookup`` names one of them. What is held elsewhere counts for nothing. Raises
    Http404 where the person has no role in that partnership or the row is not of it, and
    PermissionDenied where none of the roles held there allows ``permission``.
    """
    try:
        row = get_object_or_404(rows.in_partnership(partnership).visible_to(user), **lookup)
    except ValueError:
        # A key that was typed or posted and is no number names nothing.
        raise Http404 from None
    if permission:
        require(user, permission, row)
    return row


def own_row(user: Any, rows: Any, **lookup: Any) -> Any:
    """Return one row that belongs to the person alone (``user_id``); Http404 for anybody else."""
    return get_object_or_404(rows.filter(user=user), **lookup)


def row_of_site(user: Any, rows: Any, permission: str, **lookup: Any) -> Any:
    """Return one row of the site, which is of no partnership; PermissionDenied, then Http404."""
    if permission not in user.permissions_in(None):
        raise PermissionDenied
    return get_object_or_404(rows, **lookup)


def row_behind(rows: Any, **secret: Any) -> Any:
    """Return the row behind a secret link, whoever opens it: to know the link is the right."""
    return get_object_or_404(rows, **secret)


def as_stored(row: Any, *related: str) -> Any:
    """Return the same row as the database holds it now, for a page that shows what others saved."""
    rows = type(row)._default_manager.select_related(*related)
    return rows.get(pk=row.pk)


def require(user: Person, permission: str, thing: Model) -> None:
    """Raise PermissionDenied (403) unless a role in the thing's partnership allows it."""
    if not user.has_perm(permission, thing):
        raise PermissionDenied


def partnership_for(request: HttpRequest, slug: str, permission: str = "") -> Partnership:
    """Return the partnership of an address for a verb: 404 outside, 403 without the role."""
    found: Partnership = object_at(request.user, slug, Partnership.objects, permission)
    return found


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
        rows = Partnership.objects.select_related("status_scheme")
        found: Partnership = object_at(user, kwargs["partnership"], rows)
        return found

    def object_here(self, rows: Any, permission: str = "", **lookup: Any) -> Any:
        """Return a row of this page's partnership; Http404 for one of another."""
        return object_at(self.request.user, self.partnership.slug, rows, permission, **lookup)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        page: Any = super()
        # Some generic views hand in the words of the address, the slug among them.
        return page.get_context_data(**(context | {"partnership": self.partnership}))
