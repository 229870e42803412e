"""The okrs app."""

from django.apps import AppConfig


class OkrsConfig(AppConfig):
    name = "okrs"
    verbose_name = "Objectives and key results"
    default_auto_field = "django.db.models.BigAutoField"
