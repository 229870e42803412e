"""The small scripts, each alone in a real browser: what they add, and that nothing is lost."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

STATIC = Path(__file__).resolve().parents[2] / "static"
SITE = "http://site.test"


@pytest.fixture
def desk(chromium):
    """A page of our own making that loads the real scripts: ``desk(body, "autosave")``."""
    context = chromium.new_context(base_url=SITE)
    context.set_default_timeout(8_000)
    page = context.new_page()
    page.clock.install()

    def lay(body: str, *scripts: str):
        tags = "".join(
            f'<script type="module" src="/static/js/{name}.js"></script>' for name in scripts
        )
        html = f"<!DOCTYPE html><title>Desk</title><body>{body}{tags}</body>"
        page.route(
            f"{SITE}/",
            lambda route: route.fulfill(
                body=html,
                content_type="text/html; charset=utf-8",
                headers={
                    "Content-Security-Policy": "default-src 'none'; script-src 'self'; "
                    "connect-src 'self'; style-src 'self'; form-action 'self'"
                },
            ),
        )
        page.route(
            f"{SITE}/static/**",
            lambda route: route.fulfill(path=STATIC / route.request.url.split("/static/")[1]),
        )
        page.goto("/")
        return page

    yield lay
    context.close()


FORM = """
<form data-autosave-url="/save/" action="/send/" method="post">
  <input type="hidden" name="version" value="7">
  <label for="words">Words</label><textarea id="words" name="words">Before</textarea>
  <p class="saved" role="status" data-autosave-status></p>
  <div data-autosave-conflict></div>
</form>
"""


def saves(page, *answers):
    """Answer each autosave in turn, and keep what was sent."""
    sent = []
    waiting = list(answers)

    def answer(route):
        sent.append(route.request.post_data)
        given = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if given is None:
            route.abort()
        else:
            status, body = given
            route.fulfill(
                status=status,
                body=body if isinstance(body, str) else json.dumps(body),
                content_type="text/html" if isinstance(body, str) else "application/json",
            )

    page.route(f"{SITE}/save/", answer)
    return sent


def test_words_are_saved_a_few_seconds_after_they_are_typed(desk):
    page = desk(FORM, "autosave")
    sent = saves(page, (200, {"saved_at": "2:32pm", "version": 8}))
    page.fill("#words", "Papers went up on time.")
    page.clock.run_for(3500)
    page.get_by_text("Saved at 2:32pm").wait_for()
    assert len(sent) == 1
    assert "Papers went up on time." in sent[0]
    assert page.input_value("[name=version]") == "8"


def test_leaving_a_field_saves_at_once_and_nothing_new_saves_nothing(desk):
    page = desk(FORM, "autosave")
    sent = saves(page, (200, {"saved_at": "9am", "version": 8}))
    page.fill("#words", "Short.")
    page.press("#words", "Tab")
    page.clock.run_for(500)
    page.get_by_text("Saved at 9am").wait_for()
    page.clock.run_for(20_000)
    assert len(sent) == 1


def test_a_conflict_shows_the_panel_and_keeps_the_typed_words(desk):
    page = desk(FORM, "autosave")
    saves(page, (409, {"panel": "<section><h2>Someone changed this row</h2></section>"}))
    page.fill("#words", "Mine.")
    page.clock.run_for(3500)
    page.get_by_role("heading", name="Someone changed this row").wait_for()
    assert page.input_value("#words") == "Mine."


def test_a_conflict_may_come_as_a_fragment(desk):
    page = desk(FORM, "autosave")
    saves(page, (409, "<section><h2>Both texts</h2></section>"))
    page.fill("#words", "Mine.")
    page.clock.run_for(3500)
    page.get_by_role("heading", name="Both texts").wait_for()


def test_an_ended_session_says_how_to_go_on_and_saves_afterwards(desk):
    page = desk(FORM, "autosave")
    sent = saves(page, (401, {}), (200, {"saved_at": "3pm", "version": 8}))
    page.fill("#words", "Still here.")
    page.clock.run_for(3500)
    page.get_by_role("link", name="Sign in (opens a new tab)").wait_for()
    page.clock.run_for(16_000)
    page.get_by_text("Saved at 3pm").wait_for()
    assert len(sent) == 2


def test_a_lost_connection_is_tried_again(desk):
    page = desk(FORM, "autosave")
    sent = saves(page, None, (200, {"saved_at": "4pm", "version": 8}))
    page.fill("#words", "On the train.")
    page.clock.run_for(3500)
    page.get_by_text("there is no connection").wait_for()
    page.clock.run_for(16_000)
    page.get_by_text("Saved at 4pm").wait_for()
    assert len(sent) == 2


KEYS = """
<a href="#next" data-key="j">Next</a><a href="#back" data-key="k">Previous</a>
<button type="button" data-key="a">Accept</button>
<details><summary data-key="r">Return</summary><textarea id="note"></textarea></details>
<label for="comment">Comment</label><textarea id="comment" data-key="c"></textarea>
<input type="radio" id="tone"><button type="button" hidden data-keys-switch></button>
"""


def test_keys_walk_and_answer(desk):
    page = desk(KEYS, "review_keys")
    page.keyboard.press("j")
    page.wait_for_url(f"{SITE}/#next")
    page.keyboard.press("k")
    page.wait_for_url(f"{SITE}/#back")
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.id") == "note"


def test_keys_are_letters_while_one_types(desk):
    page = desk(KEYS, "review_keys")
    page.keyboard.press("c")
    page.keyboard.type("jk")
    assert page.input_value("#comment") == "jk"
    assert "#" not in page.url


def test_keys_work_beside_a_radio_and_can_be_switched_off(desk):
    page = desk(KEYS, "review_keys")
    page.focus("#tone")
    page.keyboard.press("j")
    page.wait_for_url(f"{SITE}/#next")
    page.get_by_role("button", name="Turn keys off").click()
    page.keyboard.press("k")
    page.wait_for_url(f"{SITE}/#next")
    page.get_by_role("button", name="Turn keys on").wait_for()


def test_what_depends_on_an_answer_shows_with_it(desk):
    page = desk(
        """<form><input type="radio" name="status" value="on" id="on" checked>
        <input type="radio" name="status" value="risk" id="risk">
        <div data-shown-by="status" data-shown-for="risk off"><p>Say why.</p></div></form>""",
        "conditional_reveal",
    )
    expect(page.get_by_text("Say why.")).to_be_hidden()
    page.check("#risk")
    expect(page.get_by_text("Say why.")).to_be_visible()


def test_what_holds_a_mistake_stays_open(desk):
    page = desk(
        """<form><select name="moves"><option value=""></option></select>
        <div data-shown-by="moves"><p class="govuk-error-message">Say why.</p></div></form>""",
        "conditional_reveal",
    )
    expect(page.get_by_text("Say why.")).to_be_visible()


def test_letters_are_counted_and_never_cut_off(desk):
    page = desk('<textarea id="long" maxlength="10"></textarea>', "character_count")
    page.fill("#long", "1234567")
    expect(page.get_by_text("3 characters left.").first).to_be_visible()
    page.fill("#long", "123456789012")
    expect(page.get_by_text("2 characters too many.").first).to_be_visible()
    assert page.input_value("#long") == "123456789012"


JOB = """<section data-job-url="/job/"><p data-job-step>Waiting</p>
<progress max="1" value="0"></progress><a href="/" data-job-refresh>Refresh</a></section>"""


def test_a_job_is_followed_to_its_end(desk):
    page = desk(JOB, "job_progress")
    answers = [
        {"state": "running", "step": "Drawing the plan", "done": 3, "total": 6},
        {"state": "done", "url": "/#ready"},
    ]
    page.route(f"{SITE}/job/", lambda route: route.fulfill(json=answers.pop(0)))
    expect(page.get_by_text("Refresh")).to_be_hidden()
    page.clock.run_for(2100)
    page.get_by_text("Drawing the plan").wait_for()
    assert page.evaluate("document.querySelector('progress').value") == 3
    page.clock.run_for(2100)
    page.wait_for_url("**/#ready")


def test_a_job_out_of_reach_offers_to_refresh(desk):
    page = desk(JOB, "job_progress")
    page.route(f"{SITE}/job/", lambda route: route.abort())
    page.clock.run_for(2100)
    page.get_by_text("Refresh").wait_for(state="visible")


SESSION = """<dialog id="session-warning" data-ends-in="{left}" data-whole-time="28800">
<h2>You will be signed out soon</h2><p><b data-minutes></b></p>
<form action="/extend/" method="post"><button>Stay signed in</button></form></dialog>"""


def test_the_warning_comes_five_minutes_before_and_goes_when_one_stays(desk):
    page = desk(SESSION.format(left=600), "session_warning")
    page.route(f"{SITE}/extend/", lambda route: route.fulfill(json={"extended": True}))
    page.clock.run_for(200_000)
    expect(page.get_by_role("heading", name="You will be signed out soon")).to_be_hidden()
    page.clock.run_for(120_000)
    page.get_by_text("5 minutes").wait_for()
    page.get_by_role("button", name="Stay signed in").click()
    page.get_by_role("heading", name="You will be signed out soon").wait_for(state="hidden")
    page.clock.run_for(600_000)
    expect(page.get_by_role("heading", name="You will be signed out soon")).to_be_hidden()


def test_a_link_is_copied_or_marked(desk):
    page = desk(
        """<input id="link" value="https://tracker.example.org/join/1">
        <button type="button" hidden data-copies="link">Copy link</button>""",
        "copy_link",
    )
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("status").filter(has_text=".").wait_for()


def test_a_table_drawn_as_cards_stays_a_table(desk):
    page = desk(
        """<table class="cards"><thead><tr><th scope="col">Quarter</th></tr></thead>
        <tbody><tr><th scope="row">Q1</th></tr><tr><td>Q2</td></tr></tbody></table>""",
        "tables",
    )
    page.get_by_role("table").wait_for()
    expect(page.get_by_role("columnheader")).to_have_count(1)
    expect(page.locator("td[role=cell], th[role=rowheader]")).to_have_count(2)
