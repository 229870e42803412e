"""The background worker's entry: ``celery -A lep_tracker worker -B``."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lep_tracker.settings")

app = Celery("lep_tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
