"""What the frame around every page knows: where we are, what else there is, what time it is."""

from typing import Any, cast

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from governance import clock
from governance.models import Partnership, User
from governance.roles import ROLES
from governance.text.dates_in_words import day_in_words
from plans.models import PlanRound, ProgressUpdate

from .dashboard.inbox_count import inbox_count
from .demo.days import offered_days

# Menu entries: words, address, the permission that brings them up. An address that does not
# exist yet leaves its entry out.
SECTIONS = [
    ("Plans", "plans:plan_list", "plans.read_plan"),
    ("OKRs", "okrs:set_list", "okrs.read_objectiveset"),
    ("Packs", "governance:pack_list", "governance.read_boardpack"),
]
CHORES = [
    ("People and roles", "governance:people", "governance.invite_user"),
    ("Boards and committees", "governance:body_list", "governance.edit_body"),
    ("Imported documents", "import_list", "governance.read_importrun"),
    ("Partnership settings", "governance:partnership_edit", "governance.set_up_partnership"),
    ("Audit log", "governance:audit_list", "governance.view_auditevent"),
]
# Links to pages of the roof that stand on pages of the apps, which do not know the roof.
PAGE_LINKS = {
    "imports": ("import_list", "governance.read_importrun"),
    "new_import": ("import_create", "governance.import_document"),
}
FOOTER = [
    ("Accessibility statement", "accessibility"),
    ("Privacy and cookies", "privacy"),
    ("Help", "help"),
]
# Pages reached from "Your work" although their address lies under a plan.
_WORK = ("update_", "review_", "round_sign", "task_list", "checkin_")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template ``frame``; templates only show it."""
    user = getattr(request, "user", None)
    known = {
        "home_url": _address("home"),
        "demo_clock": _demo_clock(),
        "footer": _links((words, name) for words, name in FOOTER),
        "is_demo": settings.LEP_DEMO,
    }
    if user is None or not user.is_authenticated:
        return {"frame": known | {"sign_in_url": _address("account_login")}}
    return {"frame": known | _for_person(request, user)}


def _for_person(request: HttpRequest, user: User) -> dict[str, Any]:
    partnerships = partnerships_of(request)
    here = current_location(request)
    allowed = user.permissions_in(here) if here else frozenset()
    return {
        "demo_days": offered_days(),
        "demo_mails_url": _address("demo_mails") if settings.LEP_DEMO else "",
        "person": user.get_short_name(),
        "roles": _roles(user, here),
        "person_links": _person_links(user, here, allowed),
        "sign_out_url": _address("account_logout"),
        "partnership": here.name if here else "",
        "others": _others(partnerships, here) if len(partnerships) > 1 else [],
        "nav": _nav(request, here, allowed, _waiting(request)),
        "search_url": _address("search"),
        "links": _page_links(here, allowed),
        "session": _session(request, user),
    }


def _waiting(request: HttpRequest) -> int:
    """The number beside "Your work"; the page itself has counted it already."""
    counted = getattr(request, "waiting", None)
    if counted is None:
        counted = inbox_count(cast(User, request.user), partnerships_of(request))
    return counted


def partnerships_of(request: HttpRequest) -> list[Partnership]:
    """The partnerships of the person signed in, read once for the page and its frame."""
    held = getattr(request, "partnerships_held", None)
    if held is None:
        under_way = ProgressUpdate.objects.filter(
            plan_round__plan__partnership=OuterRef("pk"),
            plan_round__state=PlanRound.State.COLLECTING,
        )
        held = list(
            Partnership.objects.visible_to(request.user)
            .select_related("status_scheme")
            .annotate(has_rows_out=Exists(under_way))
        )
        request.partnerships_held = held
    return held


def current_location(request: HttpRequest) -> Partnership | None:
    """The partnership of the address, else the one seen last, else the first that is at work."""
    partnerships = partnerships_of(request)
    match = request.resolver_match
    named = match.kwargs.get("partnership") if match else None
    wanted = named or request.session.get("partnership")
    found = [one for one in partnerships if one.slug == wanted]
    if named and found and len(partnerships) > 1 and request.session.get("partnership") != named:
        # Home, search and account have no partnership in their address; they keep this one.
        request.session["partnership"] = named
    # Where nothing was chosen yet: the first where something is going on.
    busy = [one for one in partnerships if one.has_rows_out]
    return next(iter(found or busy or partnerships), None)


def _others(partnerships: list[Partnership], here: Partnership | None) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "url": _address("governance:partnership_detail", one.slug),
            "is_here": one == here,
        }
        for one in partnerships
    ]


def _roles(user: User, here: Partnership | None) -> str:
    held = user.roles_in(here) if here else set()
    words = []
    for key, role in ROLES.items():
        if here and key in held:
            words.append((here.reviewer_title if key == "area_lead" else "") or role.title)
    if user.is_superuser:
        words.append(ROLES["administrator"].title)
    return ", ".join(words)


def _nav(
    request: HttpRequest, here: Partnership | None, allowed: frozenset[str], waiting: int
) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = [
        {"label": "Your work", "url": _address("home"), "waiting": waiting}
    ]
    if here:
        entries += [
            {"label": words, "url": _address(name, here.slug)}
            for words, name, permission in SECTIONS
            if permission in allowed
        ]
    match = request.resolver_match
    at_work = bool(match and (match.url_name or "").startswith(_WORK))
    for place, entry in enumerate(entries):
        inside = at_work if place == 0 else not at_work and request.path.startswith(entry["url"])
        entry["current"] = _aria_current(entry["url"] == request.path, inside)
    return [entry for entry in entries if entry["url"]]


def _aria_current(is_page: bool, is_inside: bool) -> str:
    if is_page:
        return "page"
    return "true" if is_inside else ""


def _page_links(here: Partnership | None, allowed: frozenset[str]) -> dict[str, str]:
    if here is None:
        return {}
    return {
        link: _address(name, here.slug)
        for link, (name, permission) in PAGE_LINKS.items()
        if permission in allowed
    }


def _person_links(
    user: User, here: Partnership | None, allowed: frozenset[str]
) -> list[dict[str, str]]:
    links = [("Your details", _address("governance:account"))]
    if here:
        links += [(w, _address(n, here.slug)) for w, n, p in CHORES if p in allowed]
    if user.is_superuser:
        links.append(("Mails sent and failed", _address("governance:outbox")))
    if user.is_staff:
        links.append(("Administration", _address("admin:index")))
    return [{"label": words, "url": url} for words, url in links if url]


def _session(request: HttpRequest, user: User) -> dict[str, Any] | None:
    """How long the sign-in still holds; the page warns before it ends."""
    extend = _address("session_extend")
    begun = request.session.get("extended_at") or (
        user.last_login.timestamp() if user.last_login else None
    )
    if not extend or not begun:
        return None
    left = begun + settings.SESSION_COOKIE_AGE - clock.real_now().timestamp()
    return {
        "seconds": max(int(left), 0),
        "whole": settings.SESSION_COOKIE_AGE,
        "extend_url": extend,
    }


def _demo_clock() -> str:
    if not clock.is_shifted():
        return ""
    return f"the date is set to {day_in_words(clock.today())}."


def _links(entries: Any) -> list[dict[str, str]]:
    return [{"label": words, "url": _address(name)} for words, name in entries if _address(name)]


def _address(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
