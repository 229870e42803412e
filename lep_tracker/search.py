"""Search over everything a person may read, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, JSONField, Model, Q, TextField
from django.urls import reverse

from governance.models import BoardPack, Partnership, User
from okrs.models import KeyResult
from plans.models import (
    KPI,
    Improvement,
    Lead,
    Milestone,
    Plan,
    PlanRound,
    ProgressNote,
    ProgressUpdate,
)
from plans.visibility import last_closed, visibility_of

MOST = 20
LEAST_LETTERS = 2
# Where an improvement is searched, by the way to its parts, which is also their name in a snapshot.
_PARTS = (("", Improvement), ("milestones", Milestone), ("kpis", KPI), ("leads", Lead))
_SENT = (ProgressUpdate.State.SUBMITTED, ProgressUpdate.State.ACCEPTED)


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, where it stands, and the words around the match."""

    name: str
    url: str
    where: str
    words: str = ""


@dataclass
class HitGroup:
    """What was found of one kind, and whether there is more than is shown."""

    title: str
    hits: list[Hit] = field(default_factory=list)
    has_more: bool = False


def search(user: User, partnerships: list[Partnership], words: str) -> list[HitGroup]:
    """Return what holds all the words, by kind; each kind is cut at twenty hits."""
    terms = words.split()
    if sum(map(len, terms)) < LEAST_LETTERS and not words.strip().isdigit():
        return []
    groups = [
        _group("Improvements", _improvements(user, partnerships, terms)),
        _group("What was said", _notes(user, partnerships, terms)),
        _group(
            "Key results", _key_results(_where(user, partnerships, "okrs.read_objectiveset"), terms)
        ),
        _group("Packs", _packs(user, partnerships, terms)),
    ]
    return [group for group in groups if group.hits]


def _group(title: str, hits: list[Hit]) -> HitGroup:
    return HitGroup(title, hits[:MOST], len(hits) > MOST)


def _where(user: User, partnerships: list[Partnership], permission: str) -> list[int]:
    return [each.pk for each in partnerships if permission in user.permissions_in(each)]


def _all(terms: list[str], *paths: str) -> Q:
    """Every term stands in at least one of the places."""
    found = Q()
    for term in terms:
        one = Q()
        for path in paths:
            one |= Q(**{f"{path}__icontains": term})
        found &= one
    return found


def _has_all(terms: list[str]) -> Q:
    """Rows with all the words in themselves or their parts, or with the number asked for."""
    places = [
        f"{path}__{name}" if path else name for path, model in _PARTS for name in words_of(model)
    ]
    match = _all(terms, *places)
    return match | Q(number__iexact=terms[0]) if len(terms) == 1 else match


def _improvements(user: User, partnerships: list[Partnership], terms: list[str]) -> list[Hit]:
    """Rows of plans; whoever reads closed quarters only finds what the last one froze."""
    reads = [each for each in partnerships if "plans.read_plan" in user.permissions_in(each)]
    closed_only = [each.pk for each in reads if not visibility_of(user, each).open_quarters]
    plans = Plan.objects.live().filter(partnership__in=closed_only)
    frozen = last_closed(plans, with_words=True)
    rows = (
        Improvement.objects.filter(
            _has_all(terms),
            plan__partnership__in=[each.pk for each in reads],
            plan__retired_at__isnull=True,
        )
        .exclude(plan__in=list(frozen))
        .live()
        .select_related("plan__partnership")
        .distinct()
        .order_by("plan__partnership__short_name", "plan__title", "order")
    )
    found = [
        Hit(
            str(row),
            row.get_absolute_url(),
            f"{row.plan.partnership.short_name}, {row.plan.title}",
            _around(" ".join(block["text"] for block in row.statement), terms),
        )
        for row in rows[: MOST + 1]
    ]
    return found + [hit for each in frozen.values() for hit in _frozen_rows(each, terms)]


def _frozen_fits(row: dict[str, Any], terms: list[str]) -> bool:
    """Whether a row of a frozen quarter has all the words, or is the number that was asked for."""
    if terms == [row["number"].lower()]:
        return True
    texts = [
        _in_words(part.get(name, "")).lower()
        for path, model in _PARTS
        for part in (row[path] if path else [row])
        for name in words_of(model)
    ]
    return all(any(term in text for text in texts) for term in terms)


def _frozen_rows(plan_round: PlanRound, terms: list[str]) -> Iterator[Hit]:
    plan = plan_round.plan
    for row in (plan_round.snapshot or {"rows": []})["rows"]:
        statement = " ".join(block["text"] for block in row["statement"])
        if _frozen_fits(row, [term.lower() for term in terms]):
            yield Hit(
                _called(row["number"], row["short_name"]),
                reverse(
                    "plans:improvement_detail",
                    args=[plan.partnership.slug, plan.slug, row["ref"]],
                ),
                f"{plan.partnership.short_name}, {plan.title}",
                _around(statement, terms),
            )


def words_of(model: type[Model]) -> list[str]:
    """The searched columns that hold words; nobody finds a row by a day or a figure of it."""
    kinds = (CharField, TextField, JSONField)
    columns = {field.name: field for field in model._meta.concrete_fields}
    searched: tuple[str, ...] = getattr(model, "searched", ())
    return [name for name in searched if isinstance(columns[name], kinds)]


def _in_words(value: Any) -> str:
    """The words of one column as a snapshot keeps it: blocks and further columns have a text."""
    if isinstance(value, list):
        return " ".join(f"{one.get('heading', '')} {one['text']}" for one in value)
    return str(value)


def _called(number: str, short_name: str) -> str:
    return f"{number}. {short_name}" if number else short_name


def _notes(user: User, partnerships: list[Partnership], terms: list[str]) -> list[Hit]:
    """Words of updates: drafts to their writers, what was sent to readers, closed to others."""
    drafts: list[int] = []
    sent: list[int] = []
    closed: list[int] = []
    for each in partnerships:
        if "plans.read_plan" not in user.permissions_in(each):
            continue
        visibility = visibility_of(user, each)
        (drafts if visibility.drafts else sent if visibility.open_quarters else closed).append(
            each.pk
        )
    here = "update__plan_round__plan__partnership__in"
    may_read = (
        Q(**{here: drafts})
        | Q(update__state__in=_SENT, **{here: sent})
        | Q(
            update__state__in=_SENT,
            update__plan_round__closed_at__isnull=False,
            **{here: closed},
        )
    )
    rows = (
        ProgressNote.objects.filter(may_read & _all(terms, "text"))
        .select_related("update__improvement__plan__partnership", "update__plan_round__round")
        .order_by("-update__plan_round__round__starts_on", "update__improvement__order", "order")
    )
    if closed:
        rows = rows.select_related("update__plan_round__frozen_quarter")
    return [
        Hit(
            _name_in_quarter(note, closed),
            note.update.improvement.get_absolute_url(),
            f"{note.update.improvement.plan.partnership.short_name}, "
            f"{note.update.plan_round.round.label}",
            _around(note.text, terms),
        )
        for note in rows[: MOST + 1]
    ]


def _name_in_quarter(note: ProgressNote, closed_only: list[int]) -> str:
    """What the row is called; for readers of closed quarters as that quarter froze it."""
    row, plan_round = note.update.improvement, note.update.plan_round
    if row.plan.partnership_id in closed_only and plan_round.snapshot:
        for one in plan_round.snapshot["rows"]:
            if one["ref"] == row.ref:
                return _called(one["number"], one["short_name"])
    return str(row)


def _key_results(partnerships: list[int], terms: list[str]) -> list[Hit]:
    rows = (
        KeyResult.objects.filter(
            _all(terms, "text", "outcome_text", "objective__text"),
            objective__objective_set__partnership__in=partnerships,
        )
        .select_related("objective__objective_set__partnership")
        .order_by("objective__objective_set", "objective__order", "order")
    )
    return [
        Hit(
            str(row)[:120],
            f"{row.objective.objective_set.get_absolute_url()}#kr-{row.pk}",
            f"{row.objective.objective_set.partnership.short_name}, {row.objective.objective_set}",
            _around(row.outcome_text, terms),
        )
        for row in rows[: MOST + 1]
    ]


def _packs(user: User, partnerships: list[Partnership], terms: list[str]) -> list[Hit]:
    rows = (
        BoardPack.objects.visible_to(user)
        .filter(_all(terms, "title", "body__name"), partnership__in=partnerships)
        .select_related("partnership")
        .defer("pdf", "html")
    )
    return [
        Hit(row.called, row.get_absolute_url(), row.partnership.short_name, row.state_sentence)
        for row in rows[: MOST + 1]
    ]


def _around(text: str, terms: list[str], most: int = 180) -> str:
    """The words near the first match, cut at whole words."""
    if len(text) <= most:
        return text
    lower = text.lower()
    places = [place for term in terms if (place := lower.find(term.lower())) >= 0]
    start = max(min(places, default=0) - most // 3, 0)
    if start:
        start = text.find(" ", start) + 1
    cut = text[start : start + most]
    end = cut.rsplit(" ", 1)[0] if start + most < len(text) else cut
    return f"{'… ' if start else ''}{end}{' …' if start + most < len(text) else ''}"
