"""``{% none_shown "None was added yet." "Evidence is shown once its quarter is closed." %}``."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def none_shown(context: Any, none: str, kept_back: str) -> str:
    """What stands where nothing is shown: that there is none, for a reader who would see it.

    Whoever reads closed quarters only is told when they see it, because there may be some.
    """
    return none if context["visibility"].open_quarters else kept_back
