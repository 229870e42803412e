"""What templates may ask for: thin names over plain functions, so that pages only show.

``{% load govuk %}`` gives the dates in words, the marks and statuses, printed text, changed
words, the way back (breadcrumbs), the list of a form's mistakes, and the charts.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.widgets import CheckboxSelectMultiple, MultiWidget, RadioSelect
from django.template import Context
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString

from .. import charts, clock
from ..concurrency.versions_seen import FIELD, read, seen_in
from ..forms.renderers import GovukBoundField, GovukRenderer
from ..input.comment_boxes import typed_in_box
from ..text import dates_in_words, ranges, sentences, structured_text, word_changes

register = template.Library()


# --- Dates in words -----------------------------------------------------------------------------
def _as_day(value: Any) -> date | None:
    value = date.fromisoformat(value) if value and isinstance(value, str) else value  # frozen
    return clock.london_day(value) if isinstance(value, datetime) else value


@register.filter
def day(value: date | datetime | str | None) -> str:
    """“4 June 2020”."""
    found = _as_day(value)
    return dates_in_words.day_in_words(found) if found else ""


@register.filter
def short_day(value: date | datetime | None) -> str:
    """“4 Jun”, for the cells of a dense table whose year is plain from its heading."""
    found = _as_day(value)
    return f"{found.day} {dates_in_words.MONTHS[found.month - 1][:3]}" if found else ""


@register.filter
def weekday(value: date | datetime | None) -> str:
    """“Friday 11 December 2020”."""
    found = _as_day(value)
    return dates_in_words.day_in_words(found, weekday=True) if found else ""


@register.filter
def weekday_name(value: date | datetime | None) -> str:
    """“Friday”."""
    found = _as_day(value)
    return dates_in_words.WEEKDAYS[found.weekday()] if found else ""


@register.filter
def day_and_month(value: date | datetime | None) -> str:
    """“11 December”, where the year is plain."""
    found = _as_day(value)
    return dates_in_words.day_in_words(found, year=False) if found else ""


@register.filter
def moment(value: datetime | None) -> str:
    """“10 December 2019 at 2:32pm”."""
    return dates_in_words.moment_in_words(value) if value else ""


@register.filter
def time_of_day(value: datetime | None) -> str:
    """“2:32pm”."""
    return dates_in_words.time_in_words(value) if value else ""


@register.filter
def distance(value: date | datetime | None) -> str:
    """“in 3 days”, “tomorrow”, “2 weeks ago”."""
    found = _as_day(value)
    return dates_in_words.distance_in_words(found, clock.today()) if found else ""


@register.filter
def lateness(value: date | datetime | None) -> str:
    """“2 weeks late”, or nothing."""
    found = _as_day(value)
    return dates_in_words.lateness_in_words(found, clock.today()) if found else ""


@register.filter
def days_to(first: date | None, last: date | None) -> str:
    """“4 to 9 June 2020”: ``{{ start|days_to:end }}``."""
    return dates_in_words.range_in_words(first, last) if first and last else ""


@register.filter
def from_to(first: Any, last: Any) -> str:
    """“3 to 5”, or “3” where both are the same: ``{{ first|from_to:last }}``."""
    return ranges.from_to(first, last)


# --- Focus ----------------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def focus_after_move(context: Context, part: Any, way: str, is_only: bool) -> str:
    """“autofocus” on the button that moved a part, in the page that is shown after it.

    ``way`` is that of this button; at the end of its list a part has one button, which ``is_only``.
    """
    model, _, moved = context["request"].GET.get("moved", "").partition(".")
    number, _, went = moved.partition(".")
    if (model, number) != (part._meta.model_name, str(part.pk)):
        return ""
    return "autofocus" if is_only or way == went else ""


# --- Figures ------------------------------------------------------------------------------------
@register.filter
def figure(value: Any) -> str:
    """“1,250”, “12.5”; nothing for nothing."""
    return "" if value in (None, "") else charts.number(value)


# --- Decisions ------------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def seen(context: Any, thing: Any) -> SafeString:
    """What a page shows, for the form of a decision on it: ``{% seen move %}``, or the line itself.

    A form shown again for a mistake in it goes on saying what was shown first, unless the page
    tells what ``changed``.
    """
    value = thing if isinstance(thing, str) else thing.seen
    if "changed" not in context and (request := context.get("request")) is not None:
        posted = seen_in(request.POST)
        value = posted if read(posted).keys() & read(value).keys() else value
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, value)


@register.simple_tag(takes_context=True)
def typed_box(context: Any, name: str, number: int | str = "") -> str:
    """What was typed in a box for a question or an answer and was not sent yet."""
    request = context.get("request")
    return typed_in_box(request, f"{name}{number}") if request is not None else ""


# --- Marks and statuses -------------------------------------------------------------------------
@register.simple_tag
def mark(name: str) -> SafeString:
    """A shape from the sprite in the page, silent for screen readers: the word stands beside it."""
    return format_html(
        '<svg class="glyph" viewBox="0 0 20 20" aria-hidden="true"><use href="#mark-{}"/></svg>',
        name,
    )


@register.inclusion_tag("components/status.html")
def status(value: Any, empty: str = "No update", *, plain: bool = False) -> dict[str, Any]:
    """A status as shape, word and colour: ``{% status update.status %}``.

    Takes whatever has a ``word`` and a ``tone``, a dictionary too (a frozen quarter is plain
    data); nothing at all is shown as ``empty``.
    """
    if not value:
        return {"word": empty, "tone": "none", "plain": plain}
    if isinstance(value, Mapping):
        return {"word": value["word"], "tone": value["tone"], "plain": plain}
    return {"word": value.word, "tone": value.tone, "plain": plain}


# --- Printed text -------------------------------------------------------------------------------
@register.inclusion_tag("components/structured_text.html")
def printed(blocks: list[structured_text.Block] | None) -> dict[str, Any]:
    """Paragraphs, bullets and numbers as the paper has them."""
    return {"nodes": structured_text.nested(blocks or [])}


register.filter("in_sentence", sentences.in_sentence)
register.filter("topic_before", sentences.topic_before)
register.filter("ended", sentences.ended)
register.filter("unstopped", sentences.unstopped)
register.filter("behind", sentences.behind)


@register.filter
def as_at(text: str, day: date | str | None = None) -> str:
    """“as at 25 June 2019” from what was typed or printed and the day that was read of it."""
    return sentences.as_at(text, _as_day(day))


@register.filter
def plain_words(blocks: list[structured_text.Block] | None) -> str:
    """The words of printed text alone."""
    return structured_text.plain(blocks or [])


@register.simple_tag
def words_removed(old: str, new: str) -> SafeString:
    """The old text with the words that went struck through."""
    return _marked(old, new, "removed", "del")


@register.simple_tag
def words_added(old: str, new: str) -> SafeString:
    """The new text with the words that came underlined."""
    return _marked(old, new, "added", "ins")


def _marked(old: str, new: str, kind: str, element: str) -> SafeString:
    runs = [run for run in word_changes.changes(old, new) if run.kind in ("same", kind)]
    return format_html_join(
        "",
        "{}",
        (
            (
                run.text
                if run.kind == "same"
                else format_html(f"<{element}>{{}}</{element}>", run.text),
            )
            for run in runs
        ),
    )


# --- The page's frame ---------------------------------------------------------------------------
@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*parts: str) -> dict[str, Any]:
    """The way back: ``{% breadcrumbs "Plans" plans_url "Improvement plan" %}``.

    Words and addresses in turn; the last words stand for this page and lead nowhere.
    """
    words = list(parts)
    here = words.pop() if len(words) % 2 else ""
    return {"links": list(zip(words[::2], words[1::2], strict=True)), "here": here}


# --- Forms --------------------------------------------------------------------------------------
@register.filter
def focus_id(field: BoundField) -> str:
    """The control a mistake leads to: the first one, where a field has several."""
    several = (RadioSelect, CheckboxSelectMultiple, MultiWidget)
    wrapped = field.field.widget
    return f"{field.auto_id}_0" if isinstance(wrapped, several) else field.id_for_label


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """Every mistake of the forms (and formsets) of a page, each leading to its control."""
    mistakes: list[dict[str, str]] = []
    for one in forms:
        for form in _flat(one):
            # What is wrong with several fields together leads to the first of them.
            first = next(iter(form.visible_fields()), None)
            start = focus_id(first) if first is not None else ""
            mistakes += [{"text": str(text), "to": start} for text in form.non_field_errors()]
            for field in form:
                mistakes += _mistakes_at(field)
        if hasattr(one, "non_form_errors"):
            mistakes += [{"text": str(text), "to": ""} for text in one.non_form_errors()]
    return {"mistakes": mistakes}


def _mistakes_at(field: BoundField) -> list[dict[str, str]]:
    to = "" if field.is_hidden else focus_id(field)
    # A link in the sentence stands beside the field; the list leads to the field.
    return [{"text": strip_tags(text) if to else str(text), "to": to} for text in field.errors]


@register.simple_tag(takes_context=True)
def if_refused(context: Context, words: str) -> str:
    """The words where any form of the page was sent and is refused; for the title of the page."""
    return words if any(_is_refused(one) for one in context.flatten().values()) else ""


def _is_refused(one: Any) -> bool:
    if isinstance(one, list | tuple):
        return any(_is_refused(each) for each in one)
    if isinstance(one, dict):
        return any(_is_refused(each) for each in one.values())
    if isinstance(one, BaseFormSet):
        return one.is_bound and not one.is_valid()
    return isinstance(one, BaseForm) and one.is_bound and bool(one.errors)


def _flat(forms: Any) -> list[BaseForm]:
    if not forms:
        # An unbound formset without forms is falsy, and so is a form that a page does not have.
        return []
    return list(forms.forms) if hasattr(forms, "management_form") else [forms]


# The sign-in package writes its labels in Title Case; ours are sentences.
_PLAIN_LABELS = {
    "Email": "E-mail address",
    "Login": "E-mail address",
    "Remember Me": "Stay signed in on this computer",
    "Authenticator code": "Code from the app",
    "Current Password": "Password you use now",
    "New Password": "New password",
    "New Password (again)": "New password once more",
    "Password (again)": "Password once more",
}


@register.simple_tag
def govuk_form(form: BaseForm) -> SafeString:
    """Draw a form of another package (sign-in) in the site's markup and words."""
    form.renderer = GovukRenderer()
    form.bound_field_class = GovukBoundField
    for field in form.fields.values():
        field.label = _PLAIN_LABELS.get(str(field.label), field.label)
        # A placeholder goes away while one types; the label stays.
        field.widget.attrs.pop("placeholder", None)
    # Fields drawn before keep the renderer they were made with.
    form._bound_fields_cache = {}
    return form.render("django/forms/div.html")


@register.simple_tag
def qr_picture(svg: str) -> SafeString:
    """The square an authenticator app reads; drawn by the sign-in package from its own key."""
    start = svg.find("<svg")
    return format_html("{}", SafeString(svg[start:])) if start >= 0 else SafeString("")


# --- Charts -------------------------------------------------------------------------------------
@register.inclusion_tag("components/stacked_bar.html")
def stacked_bar(parts: Any, label: str = "", *, table: bool = True) -> dict[str, Any]:
    """One bar of statuses with its legend and its figures as a table."""
    return {"bar": charts.stacked_bar(parts, label), "label": label, "table": table}


@register.inclusion_tag("components/stacked_bars.html")
def stacked_bars(groups: Any, heading: str = "Theme") -> dict[str, Any]:
    """Several bars of one scheme: ``groups`` holds (name, note, parts)."""
    rows = [(name, note, charts.stacked_bar(parts, name)) for name, note, parts in groups]
    return {"rows": rows, "scheme": rows[0][2].parts if rows else [], "heading": heading}


@register.inclusion_tag("components/small_multiples.html")
def small_multiples(quarters: Any) -> dict[str, Any]:
    """Status over quarters: ``quarters`` holds (label, parts)."""
    columns = charts.small_multiples(quarters)
    return {"columns": columns, "scheme": columns[0].bar.parts if columns else []}


@register.inclusion_tag("components/timeline.html")
def timeline(
    rows: Any,
    start: date,
    end: date,
    heading: str = "Milestone",
    *,
    judged_on: date | None = None,
) -> dict[str, Any]:
    """Milestones as dots on months: each row has name, url, number, promised, done, words, late.

    ``judged_on`` is the day of a quarter that is frozen; without it they are judged by today.
    """
    day_word = "Today" if judged_on is None else "Position"
    axis = charts.axis(start, end, judged_on or clock.today(), day_word)
    drawn = [
        {"row": row, "track": charts.track(row["promised"], axis, done=row.get("done"))}
        for row in rows
    ]
    return {"axis": axis, "rows": drawn, "heading": heading}


@register.inclusion_tag("components/progress_to_target.html")
def reach(
    start: Any,
    now: Any,
    target: Any,
    unit: str = "",
    *,
    caption: str = "",
    unread: str = "Not read yet",
) -> dict[str, Any]:
    """Start, now and target of a measure; without a target there are figures, but no picture."""
    drawn = None
    if target is not None:
        begun = float(start) if start is not None else 0.0
        drawn = charts.reach(
            begun, None if now is None else float(now), float(target), unit, unread
        )
    return {
        "reach": drawn,
        "start": start,
        "now": now,
        "target": target,
        "unit": unit,
        "caption": caption,
        "unread": unread,
    }


@register.inclusion_tag("components/readings.html")
def readings(values: Any, target: Any = None, name: str = "") -> dict[str, Any]:
    """Readings over time: ``values`` holds (label, figure)."""
    pairs = [(label, float(value)) for label, value in values]
    goal = None if target in (None, "") else float(target)
    return {"chart": charts.readings(pairs, goal, name), "name": name}
