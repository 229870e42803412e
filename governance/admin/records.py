"""What was done, said, proved and mailed: read here, written by actions alone."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ..models import (
    AuditEvent,
    AuditHead,
    Comment,
    Evidence,
    ImportRun,
    IntendedFinding,
    OutgoingMail,
    Reminder,
    SentForm,
    TypedText,
    VerificationRun,
)
from .base import BaseAdmin, ReadOnlyAdmin
from .lists import KnownRowsFilter


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    partnership_path = "partnership"
    list_display = ("number", "at", "partnership", "actor", "verb", "as_printed")
    ordering = ("-at", "-number")
    list_filter = ("verb", ("partnership", KnownRowsFilter))
    list_select_related = ("partnership", "actor")
    search_fields = ("sentence", "verb", "actor__name", "actor__email", "subject_key")


@admin.register(AuditHead)
class AuditHeadAdmin(ReadOnlyAdmin):
    partnership_path = "partnership"
    list_display = ("whose", "count", "digest")
    list_select_related = ("partnership",)
    search_fields = ("partnership__name", "digest")

    @admin.display(description="Chain", ordering="partnership__name")
    def whose(self, obj: AuditHead) -> str:
        return str(obj.partnership or "The site itself")


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    list_display = (
        "text", "partnership", "written_by", "written_at", "voice", "addressed_to", "resolved_at",
    )  # fmt: skip
    list_filter = ("voice", ("partnership", KnownRowsFilter))
    list_select_related = ("partnership", "written_by", "addressed_to")
    search_fields = ("text", "written_by__name")


@admin.register(Evidence)
class EvidenceAdmin(BaseAdmin):
    """Evidence is added and removed on the row it proves; a slip in its words is corrected here."""

    list_display = ("title", "partnership", "link", "reference", "added_by", "added_at", "is_live")
    list_filter = (("partnership", KnownRowsFilter),)
    list_select_related = ("partnership", "added_by")
    search_fields = ("title", "reference", "link")
    fields = (
        "title", "link", "reference", "file_name", "partnership", "added_by", "added_at",
        "retired_at", "retired_by", "retired_reason",
    )  # fmt: skip
    readonly_fields = (
        "file_name", "partnership", "added_by", "added_at", "retired_at", "retired_by",
        "retired_reason",
    )  # fmt: skip

    @admin.display(boolean=True, description="Stands")
    def is_live(self, obj: Evidence) -> bool:
        return obj.is_live

    @admin.display(description="File")
    def file_name(self, obj: Evidence) -> str:
        return obj.download_name if obj.file else "none"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    """That a document was imported, and what became of it; its words are on its own page."""

    list_display = (
        "file_name", "partnership", "kind_found", "state", "received_by", "received_at",
        "committed_at", "undone_at",
    )  # fmt: skip
    list_filter = ("state", "kind_found", ("partnership", KnownRowsFilter))
    list_select_related = ("partnership", "received_by")
    search_fields = ("file_name", "title", "sha256", "received_by__name")
    exclude = (
        "source_bytes", "pasted_text", "proposed", "edited", "entries", "choices", "made",
        "changed",
    )  # fmt: skip


@admin.register(IntendedFinding)
class IntendedFindingAdmin(ReadOnlyAdmin):
    """What a partnership means as it stands, so that it is not asked again."""

    list_display = ("rule", "row", "partnership", "said_by", "said_at")
    list_filter = ("rule", ("partnership", KnownRowsFilter))
    list_select_related = ("partnership", "said_by")
    search_fields = ("rule", "row", "words", "said_by__name")


@admin.register(TypedText)
class TypedTextAdmin(ReadOnlyAdmin):
    """That somebody has words kept, and where; the words themselves are given to them alone."""

    list_display = ("user", "form", "typed_at")
    list_select_related = ("user",)
    search_fields = ("user__name", "form")
    exclude = ("payload",)


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyAdmin):
    list_display = ("subject", "to_address", "kind", "phase", "day", "attempts", "sent_at", "error")
    list_filter = ("phase", "kind")
    search_fields = ("subject", "to_address", "message_id")
    # A sign-in mail holds its code.
    exclude = ("text", "html")


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    list_display = (
        "title", "recipient", "partnership", "kind", "due_on", "done_at", "cancelled_at",
    )  # fmt: skip
    list_filter = ("kind", ("partnership", KnownRowsFilter))
    list_select_related = ("recipient", "partnership")
    search_fields = ("title", "recipient__name", "recipient__email")


@admin.register(VerificationRun)
class VerificationRunAdmin(ReadOnlyAdmin):
    partnership_path = "partnership"
    list_display = ("whose", "at", "reason", "events", "with_files")
    list_filter = ("reason", ("partnership", KnownRowsFilter))
    list_select_related = ("partnership",)
    search_fields = ("partnership__name", "digest")

    @admin.display(description="Of", ordering="partnership__name")
    def whose(self, obj: VerificationRun) -> str:
        return str(obj.partnership or "The site itself")


@admin.register(SentForm)
class SentFormAdmin(ReadOnlyAdmin):
    """Which forms were saved once; what was sent is not kept, and its token is not shown."""

    list_display = ("user", "led_to", "sent_at")
    list_select_related = ("user",)
    search_fields = ("user__name", "user__email", "led_to")
    exclude = ("token", "fingerprint")
