"""What the pages of an import may ask for: thin names over plain functions."""

from django import template

from ..documents import kinds

register = template.Library()


@register.filter
def kind_words(kind: str) -> str:
    """“improvement plan”; a dash where a document was not read yet."""
    return kinds.words_of(kind) if kind else "not read yet"
