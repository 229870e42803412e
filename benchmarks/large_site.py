"""A large site, always the same: partnerships × years × rows × quarters, written in bulk.

It goes round the actions, which would take an hour, so its rows are only as true as pages need.
The first partnership's closed quarters are frozen by the product's own snapshot; the others
carry a copy, so that the database has its honest weight.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as hour
from typing import Any, NamedTuple

from benchmarks import site_calendar as calendar
from benchmarks import site_rows as rows
from benchmarks.site_calendar import Quarter
from governance import roles
from governance.audit import digest_of
from governance.models import (
    AuditEvent,
    AuditHead,
    BoardPack,
    Body,
    Partnership,
    ReportingRound,
    RoleAssignment,
    Seat,
    StatusWord,
    User,
)
from governance.packs.verify import fingerprint
from governance.reference_data import ensure_reference_data
from plans.models import FrozenQuarter, Plan, PlanRound
from plans.rounds.snapshots import digest_of as snapshot_digest
from plans.rounds.snapshots import snapshot_of


class Size(NamedTuple):
    """How large the site is."""

    partnerships: int
    years: int
    rows: int
    quarters: int = 4  # of each year, the last ones


WHOLE = Size(partnerships=40, years=calendar.YEARS, rows=25)
QUICK = Size(partnerships=3, years=2, rows=25)
PDF = b"%PDF-1.7 " + b"a stored pack " * 700


@dataclass
class Cast:
    """The people of one partnership."""

    partnership: Partnership
    body: Body
    coordinator: User
    officer: User
    member: User
    auditor: User


@dataclass
class Site:
    """What the pages are asked about: the first partnership, and who reads in it."""

    size: Size
    casts: list[Cast]
    area_lead: User
    administrator: User

    @property
    def first(self) -> Cast:
        return self.casts[0]

    @property
    def newest(self) -> Plan:
        return self.first.partnership.plans.order_by("-starts_on").first()

    @property
    def open_quarter(self) -> PlanRound:
        return self.newest.plan_rounds.get(round__closed_at=None)


def build(size: Size) -> Site:
    """Build the site and say how long it took."""
    began = time.perf_counter()
    scheme = ensure_reference_data()[0]
    words = list(scheme.words.all())
    area_lead = User.objects.create_user("area.lead@gov.example.org", name="Area Lead")
    administrator = User.objects.create_superuser("admin@example.org", name="Administrator")
    casts = [_cast(number, scheme, area_lead) for number in range(size.partnerships)]
    for cast in casts:
        _fill(cast, size, words, area_lead)
    site = Site(size, casts, area_lead, administrator)
    _freeze(site)
    _say(size, time.perf_counter() - began)
    return site


def _cast(number: int, scheme: Any, area_lead: User) -> Cast:
    partnership = Partnership.objects.create(
        name=f"Partnership {number + 1}",
        short_name=f"P{number + 1}",
        slug=f"partnership-{number + 1}",
        kind=Partnership.Kind.LEP_COMPANY,
        status_scheme=scheme,
    )
    body = Body.objects.create(partnership=partnership, name="Finance Committee", slug="finance")
    people = {
        role: User.objects.create_user(f"{role}.{number}@example.org", name=f"{title} {number + 1}")
        for role, title in (
            (roles.COORDINATOR, "Coordinator"),
            (roles.OFFICER, "Officer"),
            (roles.COMMITTEE_MEMBER, "Member"),
            (roles.AUDITOR, "Auditor"),
        )
    }
    for role, person in {**people, roles.AREA_LEAD: area_lead}.items():
        seat = body if role == roles.COMMITTEE_MEMBER else None
        RoleAssignment.objects.create(user=person, partnership=partnership, role=role, body=seat)
    Seat.objects.create(body=body, user=people[roles.COMMITTEE_MEMBER])
    return Cast(partnership, body, *people.values())


def _fill(cast: Cast, size: Size, words: list[StatusWord], area_lead: User) -> None:
    quarters: list[tuple[ReportingRound, Quarter]] = []
    for year in calendar.years(size.years):
        rounds = _rounds(cast, calendar.quarters(year)[-size.quarters :])
        quarters += rounds
        plan = _plan(cast, year)
        improvements = rows.write_rows(plan, size.rows, cast.officer)
        for reporting_round, quarter in rounds:
            plan_round = _plan_round(cast, plan, reporting_round, quarter)
            rows.write_quarter(
                plan_round,
                improvements,
                words,
                rows.Voices(cast.officer, area_lead),
                is_over=quarter.is_over,
                at=_noon(quarter.due_on),
            )
        rows.write_objectives(cast.partnership, rounds[-1][0], words, cast.officer)
    _packs(cast, quarters)
    _events(cast, quarters, size.rows)


def _rounds(cast: Cast, quarters: list[Quarter]) -> list[tuple[ReportingRound, Quarter]]:
    made = [
        ReportingRound(
            partnership=cast.partnership,
            slug=quarter.slug,
            label=quarter.label,
            starts_on=quarter.starts_on,
            ends_on=quarter.ends_on,
            due_on=quarter.due_on,
            review_due_on=quarter.due_on + timedelta(days=7),
            opened_by=cast.coordinator,
            opened_at=_noon(quarter.starts_on),
            closed_by=cast.coordinator if quarter.is_over else None,
            closed_at=_noon(quarter.ends_on) if quarter.is_over else None,
        )
        for quarter in quarters
    ]
    return list(zip(ReportingRound.objects.bulk_create(made), quarters, strict=True))


def _plan(cast: Cast, year: int) -> Plan:
    first, *_, last = calendar.quarters(year)
    return Plan.objects.create(
        partnership=cast.partnership,
        slug=f"plan-{year}",
        title=f"Improvement plan {calendar.name_of(year)}",
        starts_on=first.starts_on,
        ends_on=last.ends_on,
        printed_period=calendar.name_of(year),
    )


def _plan_round(cast: Cast, plan: Plan, reporting_round: ReportingRound, quarter: Quarter):
    over = quarter.is_over
    return PlanRound.objects.create(
        plan=plan,
        round=reporting_round,
        state="closed" if over else "collecting",
        closed_at=_noon(quarter.ends_on) if over else None,
        closed_by=cast.coordinator if over else None,
    )


def _packs(cast: Cast, quarters: list[tuple[ReportingRound, Quarter]]) -> None:
    BoardPack.objects.bulk_create(
        BoardPack(
            partnership=cast.partnership,
            body=cast.body,
            round=reporting_round,
            number=1,
            title=f"{cast.body}: pack for {quarter.label}",
            state="issued",
            requested_by=cast.coordinator,
            built_at=_noon(quarter.ends_on),
            issued_at=_noon(quarter.ends_on),
            issued_by=cast.coordinator,
            html="<p>A stored pack.</p>",
            pdf=PDF,
            sha256=fingerprint(PDF),
            pages=14,
        )
        for reporting_round, quarter in quarters
        if quarter.is_over
    )


def _events(cast: Cast, quarters: list[tuple[ReportingRound, Quarter]], rows_asked: int) -> None:
    """One event for each row sent, chained as the product chains them."""
    events: list[AuditEvent] = []
    digest = ""
    for reporting_round, quarter in quarters:
        for number in range(1, rows_asked + 1):
            event = AuditEvent(
                partnership=cast.partnership,
                number=len(events) + 1,
                at=_noon(quarter.due_on),
                clock_at=_noon(quarter.due_on),
                actor=cast.officer,
                actor_key=str(cast.officer.pk),
                verb="plans.update_submitted",
                sentence=f"{{actor}} submitted the update of improvement {number} for "
                f"{reporting_round}.",
                previous_digest=digest,
            )
            event.digest = digest = digest_of(event)
            events.append(event)
    AuditEvent.objects.bulk_create(events, batch_size=500)
    AuditHead.objects.create(partnership=cast.partnership, count=len(events), digest=digest)


def _freeze(site: Site) -> None:
    """Freeze every closed quarter; the words of the first partnership stand for all."""
    closed = PlanRound.objects.filter(state="closed").select_related("plan__partnership", "round")
    first = closed.filter(plan__partnership=site.first.partnership)
    frozen = {each.round.slug: snapshot_of(each) for each in first}
    for each in closed.iterator(200):
        snapshot = frozen[each.round.slug]
        FrozenQuarter.objects.create(plan_round=each, snapshot=snapshot)
        PlanRound.objects.filter(pk=each.pk).update(snapshot_sha256=snapshot_digest(snapshot))


def _noon(day: Any) -> datetime:
    return datetime.combine(day, hour(12), UTC)


def _say(size: Size, seconds: float) -> None:
    asked = size.partnerships * size.years * size.rows * size.quarters
    print(
        f"{size.partnerships} partnerships × {size.years} years × {size.rows} improvements × "
        f"{size.quarters} quarters: {asked:,} updates, built in {seconds:.0f} seconds."
    )
