"""The questions about one thing as pages show them: each thread with its answers, oldest first."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models

from .clock import london_day
from .concurrency.versions_seen import together, written
from .models import Comment, Partnership, User
from .partnership_scope import who_may_stand
from .text.dates_in_words import day_in_words

WRITE = "governance.write_comment"


@dataclass(frozen=True)
class ThreadEntry:
    """One remark, ready to be shown: who, when and to whom, and what."""

    who: str
    when: str
    text: str
    is_reviewer: bool
    is_settled: bool = False
    settled: str = ""


@dataclass
class Thread:
    """A question with its answers, open until somebody settles it."""

    comment: Comment
    entries: list[ThreadEntry] = field(default_factory=list)
    seen: str = ""

    @property
    def is_open(self) -> bool:
        return self.comment.is_open


@dataclass
class Talk:
    """All threads about one thing, and whether the reader may join in."""

    threads: list[Thread]
    may_write: bool
    people: list[User]
    kind: str
    subject_id: int
    partnership: Partnership

    @property
    def open(self) -> int:
        return sum(thread.is_open for thread in self.threads)

    @property
    def seen(self) -> str:
        """What settling any of the questions is decided on."""
        return together(thread.seen for thread in self.threads)


def question_seen(question: Comment, last: Comment) -> str:
    """What the form carries that settles a question: the last thing said in it."""
    return written({f"question.{question.pk}": last.pk})


def talk_about(subject: Any, reader: User, *, names_people: bool = True) -> Talk:
    """Return every question about ``subject`` in one query, and in a second whom to ask.

    A page that may not spend the second one leaves the choice of a person out.
    """
    comments = Comment.objects.filter(
        subject_type__app_label=subject._meta.app_label,
        subject_type__model=kind_of(subject),
        subject_id=subject.pk,
    ).select_related("written_by", "addressed_to", "resolved_by")
    threads: dict[int, Thread] = {}
    for comment in comments.order_by("written_at", "pk"):
        if comment.thread_id is None:
            threads[comment.pk] = Thread(comment)
        home = threads[comment.thread_id or comment.pk]
        home.seen = question_seen(home.comment, comment)
        home.entries.append(_entry(comment, subject.partnership))
    may_write = reader.has_perm(WRITE, subject)
    return Talk(
        list(threads.values()),
        may_write,
        people_to_ask(subject.partnership, reader) if may_write and names_people else [],
        kind_of(subject),
        subject.pk,
        subject.partnership,
    )


def kind_of(subject: models.Model) -> str:
    """How an address names what is talked about, such as ``progressupdate``."""
    return str(subject._meta.model_name)


def people_to_ask(partnership: Partnership, reader: User | None = None) -> list[User]:
    """Everybody who may write here today, but the reader."""
    people = who_may_stand(Comment, "addressed_to", partnership)
    return list(people.exclude(pk=reader.pk) if reader else people)


def _entry(comment: Comment, partnership: Partnership) -> ThreadEntry:
    is_reviewer = comment.voice == "reviewer"
    who = partnership.reviewer_title if is_reviewer else partnership.short_name
    written = day_in_words(london_day(comment.written_at), weekday=True)
    parts = [str(comment.written_by), written]
    if comment.addressed_to:
        parts.append(f"to {comment.addressed_to}")
    settled = ""
    if comment.resolved_at:
        day = day_in_words(london_day(comment.resolved_at))
        settled = f"By {comment.resolved_by}, {day}."
    return ThreadEntry(
        who or "Reviewer",
        ", ".join(parts),
        comment.text,
        is_reviewer,
        bool(comment.resolved_at),
        settled,
    )
