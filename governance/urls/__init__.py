"""Addresses of governance, one list per noun."""

from . import audit, bodies, comments, outbox, packs, partnerships, people

app_name = "governance"
urlpatterns = [
    *people.urlpatterns,
    *outbox.urlpatterns,
    *comments.urlpatterns,
    *bodies.urlpatterns,
    *packs.urlpatterns,
    *audit.urlpatterns,
    *partnerships.urlpatterns,
]
