"""Search over everything a person may read, and nothing else.

First the keys of what has all the words, then only the rows that are shown. Words are compared as
people type them (``governance.text.folding``), by the database itself; which columns are looked in
stands on each model as ``searched``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse

from governance.models import BoardPack, Body, ImportRun, Partnership, RoleAssignment, User
from governance.storage.folded import holding, words_of
from governance.text.folding import around, fold, shortened, words_in
from okrs.models import CheckIn, KeyResult, Objective, ObjectiveSet
from plans.models import (
    KPI,
    Awaited,
    Citation,
    Improvement,
    Lead,
    Milestone,
    MonitoringLine,
    MonitoringProcess,
    Plan,
    PlanPhase,
    PlanResource,
    PlanRound,
    PlanSection,
    ProgressNote,
    ProgressUpdate,
    Review,
    Source,
    Theme,
    WaitsFor,
)
from plans.visibility import last_closed, visibility_of

MOST = 20
LEAST_LETTERS = 2
# Where an improvement is searched, by what its parts are called in a snapshot.
_PARTS: tuple[tuple[str, Any], ...] = (
    *(("", Improvement), ("milestones", Milestone), ("kpis", KPI), ("leads", Lead)),
    *(("monitoring", MonitoringLine), ("citations", Citation)),
)
# What parts of a row name, whose words are printed in its place.
_NAMED = (
    (MonitoringLine, "process", MonitoringProcess),
    (Citation, "source", Source),
    (WaitsFor, "awaited", Awaited),
)
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


@dataclass(frozen=True)
class Reader:
    """Who searches: their partnerships by what they may read there."""

    user: User
    partnerships: list[Partnership]

    def where(self, permission: str) -> list[int]:
        return [
            each.pk for each in self.partnerships if permission in self.user.permissions_in(each)
        ]

    def by_visibility(self) -> tuple[list[int], list[int], list[int]]:
        """Where drafts of updates are read, where what was sent, and where closed quarters only."""
        found: tuple[list[int], list[int], list[int]] = ([], [], [])
        for each in self.partnerships:
            if "plans.read_plan" in self.user.permissions_in(each):
                seen = visibility_of(self.user, each)
                found[0 if seen.drafts else 1 if seen.open_quarters else 2].append(each.pk)
        return found


def search(user: User, partnerships: list[Partnership], words: str) -> list[HitGroup]:
    """Return what holds all the words, by kind; each kind is cut at twenty hits."""
    terms = fold(words).split()
    if sum(map(len, terms)) < LEAST_LETTERS and not words.strip().isdigit():
        return []
    reader = Reader(user, partnerships)
    drafts, sent, closed = reader.by_visibility()
    groups = [
        _group("Improvements", _improvements(reader, drafts + sent, closed, terms)),
        _group("What was said", _notes(terms, drafts, sent, closed)),
        *_things(reader, terms),
    ]
    return [group for group in groups if group.hits]


def _group(title: str, hits: list[Hit]) -> HitGroup:
    return HitGroup(title, hits[:MOST], len(hits) > MOST)


# --- Improvements -------------------------------------------------------------------------------
def _with_term(term: str) -> QuerySet[Any]:
    """The keys of the rows with one word in themselves, in a live part, or in what that names."""
    found = [
        holding(model._default_manager.filter(retired_at=None), term).values_list(
            "improvement" if path else "pk"
        )
        for path, model in _PARTS
    ]
    found += [
        model.objects.live()
        .filter(**{f"{link}__in": holding(named.objects.all(), term).values("pk")})
        .order_by()
        .values_list("improvement")
        for model, link, named in _NAMED
    ]
    return found[0].union(*found[1:], all=True)


def _improvements(
    reader: Reader, open_in: list[int], closed_in: list[int], terms: list[str]
) -> list[Hit]:
    """Rows of plans; whoever reads closed quarters only finds what the last one froze."""
    plans = Plan.objects.live().filter(partnership__in=closed_in)
    frozen = last_closed(plans, with_words=True) if closed_in else {}
    where = (
        Plan.objects.live().filter(partnership__in=[*open_in, *closed_in]).exclude(pk__in=frozen)
    )
    # Few plans have many rows: their order is known here, so that no row is joined to its plan.
    named = where.order_by("partnership__short_name", "title", "pk").values_list("pk", flat=True)
    place = {pk: at for at, pk in enumerate(named)}
    here = Improvement.objects.live().filter(plan__in=list(place)).order_by()
    match = Q()
    for term in terms:
        match &= Q(pk__in=_with_term(term))
    if len(terms) == 1:
        match |= Q(number__iexact=terms[0])
    found_in = here.filter(match).values_list("pk", "plan", "order")
    keys = sorted(found_in, key=lambda one: (place[one[1]], one[2], one[0]))[: MOST + 1]
    rows = Improvement.objects.filter(pk__in=[pk for pk, _, _ in keys])
    found = [
        Hit(
            str(row),
            row.get_absolute_url(),
            _where(row.plan),
            around(" ".join(block["text"] for block in row.statement), terms),
        )
        for row in sorted(
            rows.select_related("plan__partnership"),
            key=lambda row: (place[row.plan_id], row.order, row.pk),
        )
    ]
    return found + [hit for each in frozen.values() for hit in _frozen_rows(each, terms)]


def _where(plan: Plan) -> str:
    return f"{plan.partnership.short_name}, {plan.title}"


def _frozen_fits(row: dict[str, Any], terms: list[str]) -> bool:
    """Whether a row of a frozen quarter has all the words, or is the number that was asked for."""
    if terms == [row["number"].lower()]:
        return True
    texts = [
        fold(_in_words(part.get(name, "")))
        for path, model in _PARTS
        for part in (row.get(path, []) if path else [row])
        for name in words_of(model)
    ]
    return all(any(term in text for text in texts) for term in terms)


def _frozen_rows(plan_round: PlanRound, terms: list[str]) -> Iterator[Hit]:
    plan = plan_round.plan
    for row in (plan_round.snapshot or {"rows": []})["rows"]:
        statement = " ".join(block["text"] for block in row["statement"])
        if _frozen_fits(row, terms):
            yield Hit(
                _called(row["number"], row["short_name"]),
                reverse(
                    "plans:improvement_detail",
                    args=[plan.partnership.slug, plan.slug, row["ref"]],
                ),
                _where(plan),
                around(statement, terms),
            )


def _in_words(value: Any) -> str:
    """The words of one column as a snapshot keeps it."""
    return value if isinstance(value, str) else words_in(value)


def _called(number: str, short_name: str) -> str:
    return f"{number}. {short_name}" if number else short_name


# --- What was said ------------------------------------------------------------------------------
def _notes(terms: list[str], drafts: list[int], sent: list[int], closed: list[int]) -> list[Hit]:
    """Words of updates: drafts to their writers, what was sent to readers, closed to others.

    The reviewer's words are read once they are published, an acceptance alone by those others.
    """
    here = "update__plan_round__plan__partnership__in"
    over = Q(update__plan_round__closed_at__isnull=False)
    is_sent = Q(update__state__in=_SENT)
    may_read = (
        Q(**{here: drafts}) | is_sent & Q(**{here: sent}) | is_sent & over & Q(**{here: closed})
    )
    may_read_review = Q(published_at__isnull=False) & (
        Q(**{here: [*drafts, *sent]})
        | over & Q(decision=Review.Decision.ACCEPTED, **{here: closed})
    )
    order = ("-update__plan_round__round__starts_on", "update__improvement__order")
    hits: list[Hit] = []
    for found, by in (
        (holding(ProgressNote.objects.filter(may_read), *terms), (*order, "order")),
        (holding(Review.objects.filter(may_read_review), *terms), (*order, "pk")),
    ):
        keys = list(found.order_by(*by).values_list("pk", flat=True)[: MOST + 1])
        if not keys:
            continue
        rows = found.model.objects.filter(pk__in=keys).select_related(
            "update__improvement__plan__partnership", "update__plan_round__round"
        )
        if closed:
            rows = rows.select_related("update__plan_round__frozen_quarter")
        hits += [_said(row, terms, closed) for row in rows.order_by(*by)]
    return hits


def _said(row: Any, terms: list[str], closed: list[int]) -> Hit:
    update = row.update
    words = " ".join(getattr(row, name) for name in words_of(type(row)))
    where = f"{update.improvement.plan.partnership.short_name}, {update.plan_round.round.label}"
    return Hit(
        _name_in_quarter(update, closed),
        update.improvement.get_absolute_url(),
        where,
        around(words.strip(), terms),
    )


def _name_in_quarter(update: ProgressUpdate, closed_only: list[int]) -> str:
    """What the row is called; for readers of closed quarters as that quarter froze it."""
    row, plan_round = update.improvement, update.plan_round
    if row.plan.partnership_id in closed_only and plan_round.snapshot:
        for one in plan_round.snapshot["rows"]:
            if one["ref"] == row.ref:
                return _called(one["number"], one["short_name"])
    return str(row)


# --- Everything else, each thing by its own words -----------------------------------------------
@dataclass(frozen=True)
class SearchKind:
    """One kind of thing that is found by its own words: who may, and where it is read."""

    group: str
    label: str
    rows: Callable[[Reader], QuerySet[Any]]
    shown: Callable[[Any, Reader], tuple[str, str, str]]
    links: tuple[str, ...] = ()


def _in_plan(model: Any, label: str, *, page: str = "plan_detail") -> SearchKind:
    """A part of a plan's own page, beside its rows; or of the page of its contents, to editors."""
    permission = "plans.edit_plan" if page == "plan_contents" else "plans.read_plan"
    is_retirable = hasattr(model, "retired_at")

    def rows(reader: Reader) -> QuerySet[Any]:
        live = model.objects.live() if is_retirable else model.objects.all()
        return live.filter(
            plan__partnership__in=reader.where(permission), plan__retired_at__isnull=True
        )

    def shown(row: Any, reader: Reader) -> tuple[str, str, str]:
        address = reverse(f"plans:{page}", args=[row.plan.partnership.slug, row.plan.slug])
        return f"{label}: {row}", address, _where(row.plan)

    return SearchKind("Plans", label, rows, shown, ("plan__partnership",))


def _check_ins(reader: Reader) -> QuerySet[Any]:
    """What was sent; whoever reads closed quarters only does not find that of an open one."""
    drafts, sent, _ = reader.by_visibility()
    may = reader.where("okrs.read_objectiveset")
    here = Q(round__partnership__in=[pk for pk in may if pk in {*drafts, *sent}])
    over = Q(
        round__partnership__in=[pk for pk in may if pk not in {*drafts, *sent}],
        round__closed_at__isnull=False,
    )
    return CheckIn.objects.filter(here | over, state=CheckIn.State.SUBMITTED)


def _people(reader: Reader) -> QuerySet[Any]:
    """Whoever holds a role today where the reader has one."""
    held = RoleAssignment.objects.current().filter(
        user=OuterRef("pk"), partnership__in=reader.partnerships
    )
    found_in = Subquery(held.order_by("pk").values("partnership")[:1])
    return User.objects.filter(is_active=True).annotate(found_in=found_in).filter(Exists(held))


def _person(row: Any, reader: Reader) -> tuple[str, str, str]:
    where = next(each for each in reader.partnerships if each.pk == row.found_in)
    return row.name, reverse("governance:people", args=[where.slug]), where.short_name


_OKRS = "okrs.read_objectiveset"
_KINDS = (
    SearchKind(
        "Plans",
        "plan",
        lambda reader: Plan.objects.live().filter(partnership__in=reader.where("plans.read_plan")),
        lambda row, _: (row.title, row.get_absolute_url(), row.partnership.short_name),
        ("partnership",),
    ),
    _in_plan(Theme, "Theme"),
    _in_plan(PlanSection, "Section"),
    _in_plan(PlanResource, "Post"),
    _in_plan(PlanPhase, "Phase"),
    _in_plan(MonitoringProcess, "Monitoring process", page="plan_contents"),
    _in_plan(Source, "Source", page="plan_contents"),
    _in_plan(Awaited, "Dependency", page="plan_contents"),
    SearchKind(
        "Objectives and key results",
        "set",
        lambda reader: ObjectiveSet.objects.filter(partnership__in=reader.where(_OKRS)),
        lambda row, _: (str(row), row.get_absolute_url(), row.partnership.short_name),
        ("partnership",),
    ),
    SearchKind(
        "Objectives and key results",
        "objective",
        lambda reader: Objective.objects.filter(objective_set__partnership__in=reader.where(_OKRS)),
        lambda row, _: _in_set(str(row), row.objective_set),
        ("objective_set__partnership",),
    ),
    SearchKind(
        "Objectives and key results",
        "key_result",
        lambda reader: KeyResult.objects.filter(
            objective__objective_set__partnership__in=reader.where(_OKRS)
        ),
        lambda row, _: _in_set(shortened(str(row)), row.objective.objective_set, f"#kr-{row.pk}"),
        ("objective__objective_set__partnership",),
    ),
    SearchKind(
        "Objectives and key results",
        "check_in",
        _check_ins,
        lambda row, _: _in_set(
            shortened(str(row.key_result)),
            row.key_result.objective.objective_set,
            f"#kr-{row.key_result_id}",
        ),
        ("key_result__objective__objective_set__partnership",),
    ),
    SearchKind(
        "Packs",
        "pack",
        lambda reader: (
            BoardPack.objects.visible_to(reader.user)
            .filter(partnership__in=reader.partnerships)
            .defer("pdf", "html")
        ),
        lambda row, _: (row.called, row.get_absolute_url(), row.partnership.short_name),
        ("partnership", "body"),
    ),
    SearchKind(
        "Imported documents",
        "document",
        lambda reader: ImportRun.objects.for_list().filter(
            partnership__in=reader.where("governance.read_importrun")
        ),
        lambda row, _: (
            row.title or row.file_name,
            reverse("import_detail", args=[row.partnership.slug, row.pk]),
            row.partnership.short_name,
        ),
        ("partnership",),
    ),
    SearchKind(
        "Boards and committees",
        "body",
        lambda reader: Body.objects.filter(partnership__in=reader.partnerships),
        lambda row, _: (row.name, row.get_absolute_url(), row.partnership.short_name),
        ("partnership",),
    ),
    SearchKind(
        "People",
        "person",
        _people,
        _person,
    ),
)


def _in_set(name: str, objective_set: ObjectiveSet, anchor: str = "") -> tuple[str, str, str]:
    where = f"{objective_set.partnership.short_name}, {objective_set}"
    return name, f"{objective_set.get_absolute_url()}{anchor}", where


def _things(reader: Reader, terms: list[str]) -> Iterator[HitGroup]:
    """What has all the words in itself: one question for the keys, one for each kind found."""
    asked = [
        holding(kind.rows(reader), *terms).values_list(Value(place), F("pk"))
        for place, kind in enumerate(_KINDS)
    ]
    keys: dict[int, list[int]] = {}
    for place, pk in asked[0].union(*asked[1:], all=True):
        keys.setdefault(place, []).append(pk)
    groups: dict[str, list[Hit]] = {kind.group: [] for kind in _KINDS}
    for place in sorted(keys):
        kind = _KINDS[place]
        rows = kind.rows(reader).filter(pk__in=sorted(keys[place])[: MOST + 1])
        groups[kind.group] += [
            Hit(*kind.shown(row, reader), _words_of_row(row, terms))
            for row in rows.select_related(*kind.links)
        ]
    return (_group(title, hits) for title, hits in groups.items())


def _words_of_row(row: Any, terms: list[str]) -> str:
    """The words of the first column that has one of the words, unless it is what names the row.

    Of a pack they are where it stands: a draft is told apart from what was issued.
    """
    if isinstance(row, BoardPack):
        return row.state_sentence
    for name in words_of(type(row))[1:]:
        words = _in_words(getattr(row, name))
        if any(term in fold(words) for term in terms):
            return around(words, terms)
    return ""
