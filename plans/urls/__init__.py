"""Addresses of plans, one list per noun."""

from . import improvements, plans, reviews, rounds, updates

app_name = "plans"
urlpatterns = [
    *reviews.urlpatterns,
    *updates.urlpatterns,
    *rounds.urlpatterns,
    *improvements.urlpatterns,
    *plans.urlpatterns,
]
