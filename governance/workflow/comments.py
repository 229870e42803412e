"""Questions and answers about a row: asked, answered, settled, opened again."""

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q

from .. import clock, roles
from ..audit import record
from ..comment_threads import question_seen
from ..concurrency.versions_seen import NOT_NAMED, VersionDifference, read
from ..errors import ActionRefused
from ..models import Comment, Partnership, StaleVersion, User
from ..partnership_scope import who_may_stand

REVIEWER, LEP = "reviewer", "lep"


@transaction.atomic
def add_comment(
    subject: models.Model,
    *,
    text: str,
    thread: Comment | None = None,
    addressed_to: User | None = None,
    by: User,
) -> Comment:
    """Ask about something, or answer in a thread; an answer opens a settled one again."""
    partnership: Partnership = subject.partnership
    if not text.strip():
        raise ActionRefused("Write your question or answer, then add it.")
    answering = who_may_stand(Comment, "addressed_to", partnership)
    if addressed_to is not None and not answering.filter(pk=addressed_to.pk).exists():
        raise ActionRefused(f"{addressed_to} cannot answer here. Choose someone else.")
    if thread is not None:
        _require_about(thread, subject)
        if thread.resolved_at:
            thread.resolved_at = thread.resolved_by = None
            thread.save(update_fields=["resolved_at", "resolved_by"])
    comment = Comment.objects.create(
        partnership=partnership,
        subject=subject,
        thread=thread,
        text=text.strip(),
        addressed_to=addressed_to,
        written_by=by,
        voice=voice_of(by, partnership),
    )
    did = "answered a question on" if thread else "asked a question on"
    to = f", to {addressed_to}" if addressed_to else ""
    record(
        "governance.comment_added",
        f"{{actor}} {did} {subject}{to}.",
        partnership=partnership,
        subject=subject,
        details={"comment": comment.pk, "thread": thread.pk if thread else None},
        by=by,
    )
    return comment


@transaction.atomic
def resolve_comment(comment: Comment, *, seen: str | None = None, by: User) -> None:
    """Settle a question; it stays to be read.

    ``seen`` names the last answer that was shown; raises SeenOtherwise when another one came.
    """
    if comment.thread_id is not None:
        raise ActionRefused("Resolve the question itself, not one of its answers.")
    if comment.resolved_at:
        raise ActionRefused("This question is resolved already.")
    if seen is not None:
        _require_answers_seen(comment, seen)
    comment.resolved_at, comment.resolved_by = clock.now(), by
    comment.save(update_fields=["resolved_at", "resolved_by"])
    _record(comment, "governance.comment_resolved", "resolved", by)


@transaction.atomic
def reopen_comment(comment: Comment, *, by: User) -> None:
    """Open a settled question again."""
    if comment.thread_id is not None or not comment.resolved_at:
        raise ActionRefused("This question is open.")
    comment.resolved_at = comment.resolved_by = None
    comment.save(update_fields=["resolved_at", "resolved_by"])
    _record(comment, "governance.comment_reopened", "opened again", by)


def voice_of(person: User, partnership: Partnership) -> str:
    """Whose voice a remark is: the reviewer's where the person reviews and does not also write."""
    held = person.roles_in(partnership)
    return REVIEWER if roles.AREA_LEAD in held and not held & _WRITERS else LEP


def _require_answers_seen(comment: Comment, seen: str) -> None:
    said = list(
        Comment.objects.select_for_update(of=("self",))
        .filter(Q(pk=comment.pk) | Q(thread=comment))
        .select_related("written_by")
        .order_by("written_at", "pk")
    )
    shown = read(seen).get(f"question.{comment.pk}", "")
    if shown == str(said[-1].pk):
        return
    last = next((one for one in said if str(one.pk) == shown), None)
    was = f"{last.written_by}: {last.text}" if last is not None else NOT_NAMED
    now = f"{said[-1].written_by}: {said[-1].text}"
    difference = VersionDifference("The last answer", was, now)
    raise StaleVersion(comment, [difference], seen=question_seen(comment, said[-1]))


_WRITERS = {roles.OFFICER, roles.COORDINATOR}


def _require_about(thread: Comment, subject: models.Model) -> None:
    kind = ContentType.objects.get_for_model(subject)
    if (thread.subject_type_id, thread.subject_id) != (kind.pk, subject.pk) or thread.thread_id:
        raise ActionRefused("Answer a question that stands on this page.")


def _record(comment: Comment, verb: str, did: str, by: User) -> None:
    record(
        verb,
        f"{{actor}} {did} a question on {comment.subject}.",
        partnership=comment.partnership,
        subject=comment.subject,
        details={"comment": comment.pk},
        by=by,
    )
