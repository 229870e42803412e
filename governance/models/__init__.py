"""People, partnerships, rounds, bodies, packs, imports, comments, reminders and the audit log."""

from .audit import AuditEvent, AuditHead
from .bodies import Body, Seat
from .comments import Comment, Evidence, TypedText
from .findings import IntendedFinding
from .imports import ImportRun
from .invitations import Invitation, RoleRequest
from .packs import BoardPack
from .partnerships import (
    AccountableBody,
    Partnership,
    PartnershipName,
    StatusScheme,
    StatusWord,
)
from .people import Deputy, RoleAssignment, User
from .reminders import OutgoingMail, Reminder
from .rounds import ReportingRound
from .rows import (
    AskedRow,
    ChangedMeanwhile,
    DatedText,
    FigureField,
    Precision,
    StaleVersion,
    StateStep,
    VersionedModel,
    VisibleQuerySet,
    both_or_neither,
    dates_in_order,
)
from .sent_forms import SentForm
from .verification import VerificationRun

__all__ = [
    "AccountableBody",
    "AskedRow",
    "AuditEvent",
    "AuditHead",
    "BoardPack",
    "Body",
    "ChangedMeanwhile",
    "Comment",
    "DatedText",
    "Deputy",
    "Evidence",
    "FigureField",
    "ImportRun",
    "IntendedFinding",
    "Invitation",
    "OutgoingMail",
    "Partnership",
    "PartnershipName",
    "Precision",
    "Reminder",
    "ReportingRound",
    "RoleAssignment",
    "RoleRequest",
    "Seat",
    "SentForm",
    "StaleVersion",
    "StateStep",
    "StatusScheme",
    "StatusWord",
    "TypedText",
    "User",
    "VerificationRun",
    "VersionedModel",
    "VisibleQuerySet",
    "both_or_neither",
    "dates_in_order",
]
