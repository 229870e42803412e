"""Addresses of the audit log."""

from django.urls import path

from ..views import audit

urlpatterns = [
    path("<slug:partnership>/audit/", audit.AuditList.as_view(), name="audit_list"),
    path("<slug:partnership>/audit/check/", audit.audit_verify, name="audit_verify"),
    path("<slug:partnership>/audit/export.csv", audit.audit_export, name="audit_export"),
]
