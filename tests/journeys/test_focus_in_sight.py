"""What has the focus is in sight, at the desk, on a phone and at 400 %; and where it goes next."""

import pytest
from playwright.sync_api import expect

from plans.models import ProgressUpdate
from plans.workflow.editing import retire_part

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A laptop, a phone, and a window of 1280 × 1024 at 400 %.
WINDOWS = [(1366, 768), (390, 844), (320, 256)]

# Where the part of the focused thing that is in the window has its middle, and what is drawn there.
COVERED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const name = `${one.tagName} ${one.name || one.id || one.textContent.trim().slice(0, 40)}`;

  if (right <= left || bottom <= top) return { name, why: "out of the window" };
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const own = there && (there === one || one.contains(there) || there.contains(one)
    || [...(one.labels ?? [])].some((label) => label.contains(there)));
  return { name, why: own ? "" : `under ${there?.tagName} ${there?.className}` };
}"""


def in_turn(page, key="Tab", most=120):
    """What has the focus at each press, until it is back where it began or the page is through."""
    seen = []
    for _ in range(most):
        page.keyboard.press(key)
        found = page.evaluate(COVERED)
        if found is None:
            break
        seen.append(found)
    return seen


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_no_field_of_an_update_is_covered_while_it_has_the_focus(
    plan_round, officer, page_for, width, height
):
    update = plan_round.updates.order_by("improvement__order").first()
    page = page_for(officer, width=width, height=height)
    page.goto(update.get_absolute_url())
    # Everything that a status can ask for is open.
    page.locator('label[for]:has-text("Off track")').first.click()
    page.locator("main details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    page.locator(".govuk-skip-link").focus()
    forward = in_turn(page)
    names = [one["name"] for one in forward]
    assert len(forward) > 20, names
    assert any("notes" in name for name in names) and any("as_at_text" in name for name in names)
    hidden = [one for one in [*forward, *in_turn(page, "Shift+Tab")] if one["why"]]
    assert hidden == []


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_nothing_lies_over_the_panel_of_a_conflict(
    plan_round, officer, other_officer, page_for, width, height
):
    update = plan_round.updates.order_by("improvement__order").first()
    page, other = page_for(officer, width=width, height=height), page_for(other_officer)
    for one in (page, other):
        one.goto(update.get_absolute_url())
    for one, words in ((other, "Theirs."), (page, "Mine.")):
        with one.expect_response(lambda reply: reply.url.endswith("/autosave/")):
            one.get_by_label("2. What happened").fill(words)
            one.get_by_label("Position as at").focus()
    page.locator(".conflict").wait_for()
    for control in page.locator(".conflict").locator("a, button, input, textarea").all():
        if control.is_visible():
            control.focus()
            assert page.evaluate(COVERED)["why"] == ""
    assert ProgressUpdate.objects.get(pk=update.pk).notes.get().text == "Theirs."


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_a_part_that_was_moved_keeps_the_focus_and_the_message_is_in_sight(
    plan, coordinator, page_for, width, height
):
    page = page_for(coordinator, width=width, height=height)
    page.goto(f"{plan.get_absolute_url()}contents/")
    row = plan.improvements.get(number="2")
    page.get_by_role("button", name=f"Up {row}").first.click()
    expect(page.locator("main > .message")).to_contain_text("was moved.")
    # The first of its list has one way left.
    assert page.evaluate("document.activeElement.textContent").startswith("Down")
    assert str(row) in page.evaluate("document.activeElement.textContent")
    assert page.evaluate(COVERED)["why"] == ""
    expect(page.locator("main > .message")).to_be_in_viewport()
    assert plan.improvements.order_by("order").first().number == "2"


def test_the_message_is_in_sight_on_a_page_that_opens_further_down(plan, coordinator, page_for):
    page = page_for(coordinator, width=390, height=844)
    row = plan.improvements.get(number="1")
    retire_part(row.milestones.get(), reason="Printed twice.", by=coordinator)
    page.goto(f"{row.get_absolute_url()}edit/")
    page.get_by_role("button", name="Save and restore it").click()
    page.wait_for_url("**/edit/#**")
    expect(page.locator("main > .message")).to_contain_text("was restored.")
    expect(page.locator("main > .message")).to_be_in_viewport()


def test_the_page_one_is_on_is_the_only_one_marked_in_colours_of_the_readers_own(
    plan, coordinator, page_for
):
    page = page_for(coordinator, forced_colors="active")
    page.goto(plan.get_absolute_url())
    lines = page.locator(".nav a").evaluate_all(
        "all => all.map((one) => [one.hasAttribute('aria-current'), getComputedStyle(one)"
        ".borderBottomColor === getComputedStyle(document.body).backgroundColor])"
    )
    assert len(lines) > 2 and [True, False] in lines
    assert all(is_current != is_hidden for is_current, is_hidden in lines), lines
