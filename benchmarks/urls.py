"""The product's addresses and one more: a page of so many letters and nothing else."""

from django.urls import path

from benchmarks.bare import bare_page
from lep_tracker.urls import urlpatterns as of_the_product

urlpatterns = [path("bare/<int:letters>/", bare_page, name="bare"), *of_the_product]
