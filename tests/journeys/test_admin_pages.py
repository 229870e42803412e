"""The administration in a real browser: the content policy refuses nothing that it needs."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from plans.models import Improvement, Lead, Theme
from tests.browser import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(page_for, administrator, plan):
    return page_for(administrator)


def test_lists_forms_and_history_need_nothing_inline(page, plan, plan_round):
    row = plan.improvements.first()
    row.short_name = "Papers for everybody"
    row.save()
    page.goto(reverse("admin:index"))
    for model in (Improvement, Theme, Lead):
        info = (model._meta.app_label, model._meta.model_name)
        for name in ("changelist", "add", "export", "import"):
            assert page.goto(reverse("admin:{}_{}_{}".format(*info, name))).ok
    page.goto(reverse("admin:plans_improvement_history", args=[row.pk]))
    expect(page.locator("#change-history")).to_be_visible()
    assert page.goto(reverse("admin:governance_auditevent_changelist")).ok


def test_somebody_is_found_by_typing_and_a_part_is_added(page, plan, officer):
    row = plan.improvements.first()
    page.goto(reverse("admin:plans_improvement_change", args=[row.pk]))
    page.locator(".fieldBox.field-updater .select2-selection").click()
    page.locator(".select2-search__field").fill(officer.name[:6])
    page.get_by_role("option", name=f"{officer.name} ({officer.email}").click()
    page.get_by_role("button", name="Add another Lead").click()
    page.locator("#id_leads-1-name").fill("Board Chair")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    row.refresh_from_db()
    assert row.updater == officer and row.leads.filter(name="Board Chair", order=2).exists()


def test_table_goes_out_and_comes_in(page, plan, tmp_path):
    page.goto(reverse("admin:plans_lead_changelist"))
    page.get_by_role("link", name="Export as a table").click()
    page.get_by_label("Format").select_option("CSV")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    file = tmp_path / "leads.csv"
    text = download.value.path().read_text(encoding="utf-8-sig")
    file.write_text(text.replace("Governance Officer", "Board Chair", 1), encoding="utf-8")
    page.goto(reverse("admin:plans_lead_import"))
    page.get_by_label("Partnership").select_option(plan.partnership.name)
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Check what would change").click()
    expect(page.get_by_role("heading", name="Check before you import")).to_be_visible()
    page.get_by_role("button", name="Import it").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Lead.objects.filter(name="Board Chair").count() == 1


def test_pages_of_ours_break_no_rule(page_for, administrator, plan):
    # The checker writes styles of its own into the page, which the policy would refuse.
    page = page_for(administrator, bypass_csp=True)
    page.goto(reverse("admin:plans_lead_import"))
    assert axe_violations(page) == []
    page.goto(reverse("admin:plans_lead_export"))
    assert axe_violations(page) == []
