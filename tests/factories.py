"""Plain functions that make things with sensible defaults; each takes what a test cares about."""

from datetime import date
from itertools import count

from django.db import transaction

from governance import audit, clock, roles
from governance.documents.plain import to_plain
from governance.models import (
    BoardPack,
    Body,
    ImportRun,
    Partnership,
    ReportingRound,
    RoleAssignment,
    Seat,
    StatusScheme,
    StatusWord,
    User,
)
from governance.packs.integrity import vouch_for_built
from governance.packs.verify import fingerprint
from plans import workflow
from plans.input.update import UpdateContent
from plans.models import KPI, Improvement, Lead, Milestone, Plan, PlanRound, ProgressUpdate, Theme
from plans.pages.review_queue import queues_of
from plans.rounds.versions_seen import seen_for_review

PASSWORD = "a long enough password"
_numbers = count(1)

WORDS = [
    ("complete", "Complete", "Every milestone is true and you can show it.", "done", False, False),
    ("on_track", "On track", "You expect to keep every date as it stands.", "on", False, False),
    ("at_risk", "At risk", "A date may slip unless something happens.", "risk", True, False),
    ("off_track", "Off track", "A date has been missed, or will be.", "off", True, True),
    ("not_stated", "Not stated", "The paper does not say.", "none", False, False),
]


def make_scheme(key: str = "default") -> StatusScheme:
    scheme, made = StatusScheme.objects.get_or_create(key=key, defaults={"name": "Default"})
    if made:
        for order, (word_key, word, meaning, tone, needs_reason, asks_date) in enumerate(WORDS):
            StatusWord.objects.create(
                scheme=scheme,
                key=word_key,
                word=word,
                meaning=meaning,
                tone=tone,
                standing=word_key,
                order=order,
                needs_reason=needs_reason,
                asks_date=asks_date,
            )
    return scheme


def status(partnership: Partnership, key: str) -> StatusWord:
    return partnership.status_scheme.words.get(key=key)


def make_partnership(slug: str = "sslep", **fields) -> Partnership:
    values = {
        "name": "Stoke-on-Trent and Staffordshire Local Enterprise Partnership",
        "short_name": slug.upper(),
        "kind": Partnership.Kind.LEP_COMPANY,
        "status_scheme": make_scheme(),
        **fields,
    }
    return Partnership.objects.create(slug=slug, **values)


def make_user(name: str = "Someone", **fields) -> User:
    email = fields.pop("email", f"person{next(_numbers)}@example.org")
    return User.objects.create_user(email, PASSWORD, name=name, **fields)


def make_person(name: str, partnership: Partnership, role: str, body: Body | None = None) -> User:
    person = make_user(name)
    RoleAssignment.objects.create(user=person, partnership=partnership, role=role, body=body)
    if body is not None:
        Seat.objects.create(body=body, user=person)
    return person


def make_administrator() -> User:
    return make_user("Administrator", is_staff=True, is_superuser=True)


def make_body(partnership: Partnership, name: str = "Finance and Resources Committee") -> Body:
    return Body.objects.create(
        partnership=partnership, name=name, slug=f"body-{next(_numbers)}", kind=Body.Kind.COMMITTEE
    )


def make_plan(
    partnership: Partnership, *, rows: int = 3, updater: User | None = None, **fields
) -> Plan:
    values = {
        "slug": "improvement-plan-2019-20",
        "title": "Improvement plan 2019-20",
        "starts_on": date(2019, 4, 1),
        "ends_on": date(2020, 3, 31),
        "printed_period": "2019-20",
        **fields,
    }
    plan = Plan.objects.create(partnership=partnership, **values)
    theme = Theme.objects.create(plan=plan, title="Strategy", order=1)
    for number in range(1, rows + 1):
        make_improvement(plan, str(number), theme=theme, updater=updater)
    return plan


def make_improvement(plan: Plan, number: str = "1", **fields) -> Improvement:
    values = {
        "ref": number,
        "number": number,
        "order": int(number),
        "short_name": f"Open papers {number}",
        "statement": [
            {"kind": "paragraph", "level": 0, "text": f"Publish papers as a rule, part {number}."}
        ],
        "lead_heading": "LEP Leads:",
        "kpi_heading": "KPIs:",
        **fields,
    }
    improvement = Improvement.objects.create(plan=plan, **values)
    Lead.objects.create(improvement=improvement, name="Governance Officer", order=1)
    KPI.objects.create(improvement=improvement, text="Papers published on time", order=1)
    Milestone.objects.create(
        improvement=improvement,
        text="Policy reviewed by end of July",
        due_text="by end of July",
        latest=date(2019, 7, 31),
        precision="month",
        date_kind="deadline",
        year_inferred=True,
        order=1,
    )
    return improvement


def make_round(partnership: Partnership, *, by: User, **fields) -> ReportingRound:
    values = {
        "slug": "2019-q2",
        "starts_on": date(2019, 7, 1),
        "ends_on": date(2019, 9, 30),
        "label": "Q2 2019-20 (Jul to Sep 2019)",
        "due_on": date(2019, 9, 27),
        "review_due_on": date(2019, 10, 4),
        **fields,
    }
    return ReportingRound.objects.create(partnership=partnership, opened_by=by, **values)


def make_plan_round(plan: Plan, reporting_round: ReportingRound) -> PlanRound:
    plan_round = PlanRound.objects.create(plan=plan, round=reporting_round)
    for improvement in plan.improvements.live():
        ProgressUpdate.objects.create(
            plan_round=plan_round, improvement=improvement, asked=improvement.updater
        )
    return plan_round


def make_reviewer(partnership: Partnership) -> User:
    return make_person("Area Lead", partnership, roles.AREA_LEAD)


def submit(update: ProgressUpdate, *, by: User, **content) -> ProgressUpdate:
    """Write and send an update as an officer would: ``submit(update, by=officer, notes="…")``."""
    values = {"status": "on_track", "notes": "Papers went up on time.", **content}
    row = ProgressUpdate.objects.get(pk=update.pk)
    workflow.save_update(row, content=UpdateContent(**values), by=by)
    workflow.submit_update(ProgressUpdate.objects.get(pk=update.pk), by=by)
    return ProgressUpdate.objects.get(pk=update.pk)


def seen_on_review(update: ProgressUpdate) -> str:
    """What the page of a review carries now, as a reviewer who just opened it would send it."""
    fresh = ProgressUpdate.objects.get(pk=update.pk)
    moves = fresh.moves.filter(state="asked").select_related("milestone")
    return seen_for_review(fresh, list(moves))


def seen_together(plan_round: PlanRound, reader: User) -> str:
    """The same for the page on which unchanged rows are read together."""
    return queues_of([plan_round], reader=reader)[0].seen


def make_quarter_before(plan: Plan, *, by: User, **fields) -> PlanRound:
    """The quarter before the open one, with its updates, none begun."""
    values = {
        "slug": "2019-q1",
        "starts_on": date(2019, 4, 1),
        "ends_on": date(2019, 6, 30),
        "label": "Q1 2019-20 (Apr to Jun 2019)",
        "due_on": date(2019, 6, 28),
        "review_due_on": date(2019, 7, 5),
        **fields,
    }
    return make_plan_round(plan, make_round(plan.partnership, by=by, **values))


def make_pack(body: Body, reporting_round: ReportingRound, *, by: User, **fields) -> BoardPack:
    """A pack that is ready unless said otherwise; its bytes stand for a PDF."""
    number = BoardPack.objects.filter(body=body, round=reporting_round).count() + 1
    count, digest = audit.head_of(body.partnership)
    pdf = fields.pop("pdf", f"%PDF-1.7 pack {number}".encode())
    values = {
        "partnership": body.partnership,
        "number": number,
        "title": f"{body}: pack for {reporting_round.label}",
        "meets_on": date(2019, 11, 14),
        "sections": ["summary", "plan"],
        "state": "ready",
        "requested_by": by,
        "built_at": clock.now(),
        "html": "<section><h1>The stored pack</h1></section>",
        "pdf": pdf,
        "sha256": fingerprint(pdf),
        "pages": 14,
        "build_id": f"FRC-2019-q2.{number}-7f3a9c1e",
        "audit_count": count,
        "audit_digest": digest,
        **fields,
    }
    if values["state"] in ("issued", "superseded"):
        values = {"issued_at": clock.now(), "issued_by": by, **values}
    if values["state"] in ("requested", "building", "failed"):
        values |= {"pdf": None, "sha256": "", "html": "", "built_at": None, "pages": None}
    pack = BoardPack.objects.create(body=body, round=reporting_round, **values)
    if pack.is_built:
        # Without an event the check calls the row slipped in.
        with transaction.atomic():
            vouch_for_built(pack)
    return pack


def make_run(
    partnership: Partnership, *, by: User, placed=None, received: bool = False, **fields
) -> ImportRun:
    """A document that was read and waits to be looked through, unless said otherwise.

    One that was ``received`` has its event too; without it the check calls it slipped in.
    """
    content = fields.pop("source_bytes", b"Number,Action\n1,Publish the papers\n")
    values = {
        "file_name": "plan.csv",
        "source_bytes": content,
        "sha256": fingerprint(content),
        "size": len(content),
        "state": "ready",
        "kind_found": placed.kind if placed is not None else "improvement_plan",
        "title": placed.title if placed is not None else "",
        "proposed": to_plain(placed) if placed is not None else None,
        "read_at": clock.now(),
        "received_by": by,
        **fields,
    }
    run = ImportRun.objects.create(partnership=partnership, **values)
    if received:
        with transaction.atomic():
            audit.record(
                "governance.document_received",
                f"{{actor}} handed in the document “{run.file_name}”.",
                partnership=partnership,
                subject=run,
                details={"sha256": run.sha256},
                by=by,
            )
    return run


def close_round(reporting_round: ReportingRound, *, by: User) -> ReportingRound:
    """A quarter that is over, without any plan in it."""
    reporting_round.closed_at, reporting_round.closed_by = clock.now(), by
    reporting_round.save()
    return reporting_round
