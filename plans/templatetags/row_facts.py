"""``{% load row_facts %}{% for label, words in row|facts %}``: the single facts of a row."""

from django import template

from ..pages.improvement_facts import facts_of

register = template.Library()
register.filter("facts", facts_of)
