"""``{% csrf_token %}`` as every form of the product prints it: with a one-use token beside it.

A builtin of the template engine, so that no form (the administration's among them) can go without.
"""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from ..concurrency.submit_once import FIELD, new_token

register = template.Library()


class FormTokensNode(CsrfTokenNode):
    """Prints both tokens; a page without a request prints neither."""

    def render(self, context: Context) -> str:
        printed = super().render(context)
        if not printed:
            return printed
        return printed + format_html(
            '<input type="hidden" name="{}" value="{}">', FIELD, new_token()
        )


@register.tag
def csrf_token(parser: Parser, token: Token) -> FormTokensNode:
    return FormTokensNode()
