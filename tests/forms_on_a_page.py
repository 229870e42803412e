"""The forms a page shows, as a person could send them: fields with what stands in them, buttons.

Reads HTML as it is; nothing here knows an address or a view of ours.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.contrib.messages import get_messages
from django.test import Client


@dataclass
class Button:
    """One button with the form it sends."""

    words: str
    action: str
    method: str
    fields: dict[str, list[str]]
    # Fields in which nothing stands yet, each with what may be chosen; nothing where one types.
    empty: dict[str, list[str]]

    def send(self, client: Client, page: str, **typed: str):
        """Press it, with what is typed or chosen in the fields named."""
        data = {**self.fields, **{name: [value] for name, value in typed.items()}}
        ask = client.post if self.method == "post" else client.get
        return ask(self.action or page, {name: values for name, values in data.items() if values})


@dataclass
class _Form:
    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    empty: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, dict[str, str]]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[_Form] = []
        self.form: _Form | None = None
        self.inside: _Form | None = None
        self.named: dict[str, _Form] = {}
        self.select: tuple[str, list[tuple[str, bool]]] | None = None
        self.textarea: str | None = None
        self.text = ""
        self.button: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = self.named.setdefault(at.get("id", ""), _Form("", ""))
            if not at.get("id"):
                self.inside = _Form("", "")
            self.inside.action = at.get("action", "")
            self.inside.method = at.get("method", "get").lower()
            self.forms.append(self.inside)
        if tag in ("form", "input", "select", "textarea", "button"):
            # A field may stand beside its form, before it or after it.
            name = at.get("form")
            self.form = self.named.setdefault(name, _Form("", "")) if name else self.inside
        if self.form is None:
            return
        if tag == "input":
            self._input(at)
        elif tag == "select" and "name" in at:
            self.select = (at["name"], [])
        elif tag == "option" and self.select:
            self.select[1].append((at.get("value", ""), "selected" in at))
        elif tag == "textarea":
            self.textarea, self.text = at.get("name", ""), ""
        elif tag == "button" and at.get("type", "submit") == "submit" and "disabled" not in at:
            self.button, self.text = at, ""

    def _input(self, at: dict[str, str]) -> None:
        name, kind, form = at.get("name"), at.get("type", "text"), self.form
        if not name or form is None or kind in ("submit", "button", "file"):
            return
        if kind in ("radio", "checkbox"):
            value = at.get("value", "on")
            form.empty.setdefault(name, []).append(value)
            if "checked" in at:
                form.fields.setdefault(name, []).append(value)
        else:
            form.fields[name] = [at["value"]] if at.get("value") else []
            if not at.get("value"):
                form.empty[name] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        form = self.form
        if form is None:
            return
        if tag == "select" and self.select:
            name, options = self.select
            chosen = [value for value, is_chosen in options if is_chosen] or [options[0][0]]
            form.fields[name] = [value for value in chosen if value]
            form.empty[name] = [value for value, _ in options if value]
            self.select = None
        elif tag == "textarea" and self.textarea is not None:
            form.fields[self.textarea] = [self.text.strip("\n")] if self.text.strip() else []
            form.empty[self.textarea] = []
            self.textarea = None
        elif tag == "button" and self.button is not None:
            form.buttons.append((" ".join(self.text.split()), self.button))
            self.button = None
        elif tag == "form":
            self.form = self.inside = None


def buttons_on(html: str) -> list[Button]:
    """Every button of every form that posts."""
    reader = _Reader()
    reader.feed(html)
    found = []
    for form in reader.forms:
        for words, at in form.buttons:
            fields = dict(form.fields)
            if at.get("name"):
                fields[at["name"]] = [at.get("value", "")]
            empty = {name: may for name, may in form.empty.items() if not form.fields.get(name)}
            found.append(
                Button(words, at.get("formaction") or form.action, form.method, fields, empty)
            )
    return [button for button in found if button.method == "post"]


def refusal_in(response) -> str:
    """What a page says against a press of a button; nothing where it was taken."""
    told = [str(one) for one in get_messages(response.wsgi_request) if "error" in (one.tags or "")]
    if response.status_code >= 400:
        return f"{response.status_code} {told}"
    if response.status_code == 200 and b"govuk-error-summary" in response.content:
        return response.content.decode().partition("govuk-error-summary")[2][:400]
    return " ".join(told)
