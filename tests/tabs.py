"""A tab of a browser with the script of the pages in it, for tests without a browser.

It holds what the page holds: every field with its values, hidden ones among them. ``autosave``
sends them as ``static/js/autosave.js`` does and takes the answer in, ``press`` sends the form.
"""

from itertools import count
from typing import Any

from django.test import Client
from lxml import html

_moments = count(1)


class Tab:
    """One form of one page, opened by one person: ``Tab(client, url, has="notes")``."""

    def __init__(self, client: Client, url: str, *, has: str) -> None:
        self.client, self.url, self.has = client, url, has
        self.values: dict[str, list[str]] = {}
        self.page: Any = client.get(url)
        self.take(self.page)

    def take(self, page: Any) -> None:
        """The page that came as an answer is the page of the tab."""
        self.page = page
        tree = html.fromstring(page.content.decode())
        self.form = next(form for form in tree.forms if self.has in form.fields)
        self.values = {}
        boxes = {box.get("name") for box in self.form.iter("textarea")}
        for radio in self.form.iter("input"):
            # An empty choice posts nothing but its name.
            if radio.get("type") == "radio" and radio.get("value") == "":
                radio.set("value", " ")
        for name, value in self.form.form_values():
            # A browser drops the line break with which a box for paragraphs begins.
            text = value.removeprefix("\n") if name in boxes else value
            self.values.setdefault(name, []).append("" if text == " " else text)

    def type(self, **boxes: str) -> "Tab":
        """Write in the boxes; nothing takes a tick away."""
        for name, text in boxes.items():
            self.values.pop(name, None)
            if text or not name.startswith(("done_", "doing_")):
                self.values[name] = [text.replace("\n", "\r\n")]
        return self

    def autosave(self, *, hears: bool = True) -> Any:
        """Save as the script does; the answer may be lost on its way, or come too late."""
        return self.send_autosave(self.as_sent(), hears=hears)

    def send_autosave(self, sent: dict[str, list[str]], *, hears: bool = True) -> Any:
        reply = self.client.post(
            self.form.get("data-autosave-url"), sent, headers={"accept": "application/json"}
        )
        if hears and reply.status_code == 200:
            told = reply.json()
            self.values["version"] = [str(told["version"])]
            self.values["opened_with"] = [told["opened_with"]]
        return reply

    def as_sent(self) -> dict[str, list[str]]:
        """What leaves the page now, with the moment at which it leaves."""
        sent = dict(self.values)
        if "page_token" in sent:
            token = sent["page_token"][0].split(".")[0]
            sent["page_token"] = self.values["page_token"] = [f"{token}.{next(_moments)}"]
        return sent

    def press(self, url: str = "", **button: str) -> Any:
        """Press a button of the form; a page that comes back is the page of the tab from now."""
        answer = self.client.post(url or self.url, self.as_sent() | button)
        if answer.status_code in (200, 409):
            self.take(answer)
        return answer

    @property
    def text(self) -> str:
        """The words of the page."""
        return " ".join(html.fromstring(self.page.content.decode()).text_content().split())


def told(answer: Any) -> list[str]:
    """The messages that an answer leaves for the next page."""
    found = getattr(answer.wsgi_request, "_messages", [])
    return [str(message) for message in found]
