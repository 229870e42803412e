"""Addresses that people may have kept lead to where the page is now."""

import pytest
from django.urls import resolve, reverse

from lep_tracker.urls.redirects import urlpatterns

KEPT = {
    "/sslep/imports/7/bring-in/": "/sslep/imports/7/confirm/",
    "/sslep/plans/plan/take-out/docx/": "/sslep/plans/plan/export/docx/",
    "/sslep/plans/plan/rounds/2019-q2/take-out/xlsx/?shown=all": (
        "/sslep/plans/plan/rounds/2019-q2/export/xlsx/?shown=all"
    ),
    "/sslep/plans/plan/rounds/2019-q2/excuse/": "/sslep/plans/plan/rounds/2019-q2/exempt/",
    "/sslep/okrs/skills/take-out/csv/": "/sslep/okrs/skills/export/csv/",
    "/account/typed/3/": "/account/unsaved/3/",
}


@pytest.mark.parametrize(("kept", "now"), KEPT.items())
def test_a_kept_address_leads_on(as_, administrator, kept, now):
    answer = as_(administrator).get(kept)
    assert (answer.status_code, answer.url) == (301, now)


def test_each_former_address_is_tried_and_leads_to_a_page_of_today():
    tried = {resolve(kept.partition("?")[0]).view_name for kept in KEPT}
    assert tried == {f"former:{pattern.name}" for pattern in urlpatterns}
    for now in KEPT.values():
        assert not resolve(now.partition("?")[0]).view_name.startswith("former:")
    assert reverse("plans:plan_file", args=["sslep", "plan", "docx"]).endswith("/export/docx/")
