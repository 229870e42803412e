"""The page that others are measured against: the frame of the product around plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_LINE = "<p>Plain words that cost nothing but their letters, in the frame of the site.</p>\n"


def bare_page(request: HttpRequest, letters: int) -> HttpResponse:
    words = (_LINE * (letters // len(_LINE) + 1))[:letters]
    return render(request, "benchmarks/bare.html", {"words": words})
