"""What the form of an update writes: the row itself and the parts that hang on it.

Only parts; the actions are in ``updates``. What cannot be read yet (half a date, a number with a
word in it) is left out here and stays with its author as typed text.
"""

from datetime import date

from governance import clock
from governance.input.figures import read_figure
from governance.models import StatusWord, User

from ..input.update import NewDate, Tick, UpdateContent, paragraphs_of, read_day, read_new_date
from ..models import KpiReading, MilestoneMove, MilestoneReport, Plan, ProgressNote, ProgressUpdate


def write_row(update: ProgressUpdate, content: UpdateContent, *, by: User) -> None:
    """Put the answers of the row itself on it, and save it under the guard of its version."""
    scheme = update.partnership.status_scheme_id
    update.status = StatusWord.objects.filter(scheme=scheme, key=content.status).first()
    update.reason = content.reason.strip()
    update.as_at_text = content.as_at_text.strip()[:60]
    update.as_at = day_or_none(content.as_at_text)
    update.date_moves = content.date_moves
    update.printed_under = content.printed_under or update.printed_under
    update.no_change_reason = ""
    update.edited_by, update.edited_at = by, clock.now()
    update.save()


def write_parts(update: ProgressUpdate, content: UpdateContent, *, by: User) -> None:
    """Bring paragraphs, ticks, new dates and readings to what the form holds."""
    _write_notes(update, content.notes)
    _write_ticks(update, content.ticks)
    _write_moves(update, content.moves)
    _write_readings(update, content.readings, by)


def day_or_none(text: str) -> date | None:
    try:
        return read_day(text, today=clock.today())
    except ValueError:
        return None


def _write_notes(update: ProgressUpdate, typed: str) -> None:
    kept = list(update.notes.order_by("order", "pk"))
    paragraphs = paragraphs_of(typed, today=clock.today())
    for order, paragraph in enumerate(paragraphs, start=1):
        note = kept.pop(0) if kept else ProgressNote(update=update)
        was = (note.order, note.text, note.level, note.is_bullet)
        if note.pk and was == (order, paragraph.text, paragraph.level, paragraph.is_bullet):
            continue
        note.order, note.text, note.level = order, paragraph.text, paragraph.level
        note.is_bullet, note.topic = paragraph.is_bullet, paragraph.topic
        note.as_at_text, note.as_at = paragraph.as_at_text, paragraph.as_at
        note.save()
    for surplus in kept:
        surplus.delete()


def _write_ticks(update: ProgressUpdate, ticks: dict[int, Tick]) -> None:
    kept = {report.milestone_id: report for report in update.milestone_reports.all()}
    mine = set(update.improvement.milestones.values_list("pk", flat=True)) if ticks else set()
    for milestone_id, tick in ticks.items():
        if milestone_id not in mine:
            continue
        report = kept.pop(milestone_id, None) or MilestoneReport(
            update=update, milestone_id=milestone_id
        )
        done_on = day_or_none(tick.done_text) if tick.says == MilestoneReport.Says.DONE else None
        new = (tick.says, tick.done_text.strip()[:60], done_on)
        if report.pk is None or (report.says, report.done_text, report.done_on) != new:
            report.says, report.done_text, report.done_on = new
            report.save()
    for surplus in kept.values():
        surplus.delete()


def _write_moves(update: ProgressUpdate, moves: dict[int, NewDate]) -> None:
    kept = {move.milestone_id: move for move in update.moves.filter(state="draft")}
    milestones = {}
    if moves:
        milestones = {each.pk: each for each in update.improvement.milestones.all()}
    plan = update.plan_round.plan
    for milestone_id, new in moves.items():
        milestone = milestones.get(milestone_id)
        if milestone is None or not new.reason.strip():
            continue
        move = kept.get(milestone_id) or MilestoneMove(update=update, milestone=milestone)
        if not _reads(move, new, plan):
            continue
        kept.pop(milestone_id, None)
        move.from_text = milestone.due_text
        move.from_latest = milestone.latest
        move.to_text, move.reason = new.to_text.strip()[:200], new.reason.strip()
        move.save()
    for surplus in kept.values():
        surplus.delete()


def _reads(move: MilestoneMove, new: NewDate, plan: Plan) -> bool:
    """Give the draft its days; a doubtful reading counts when it was confirmed or stands."""
    try:
        typed = read_new_date(new.to_text, plan=plan, today=clock.today())
    except ValueError:
        return False
    stands = move.pk is not None and (move.to_text, move.to_latest) == (typed.words, typed.day)
    if typed.day is None or not (stands or typed.counts(new.confirmed)):
        return False
    move.to_earliest, move.to_latest = typed.reading.earliest, typed.day
    return True


def _write_readings(update: ProgressUpdate, readings: dict[int, str], by: User) -> None:
    kept = {reading.kpi_id: reading for reading in update.readings.all()}
    units = dict(update.improvement.kpis.values_list("pk", "unit")) if readings else {}
    for kpi_id, typed in readings.items():
        try:
            value = read_figure(typed, unit=units.get(kpi_id, ""))
        except ValueError:
            value = None
        if value is None or kpi_id not in units:
            continue
        reading = kept.pop(kpi_id, None) or KpiReading(update=update, kpi_id=kpi_id)
        as_at = update.as_at or clock.today()
        if reading.pk is None or (reading.value, reading.as_at) != (value, as_at):
            reading.value, reading.as_at, reading.read_by = value, as_at, by
            reading.save()
    for surplus in kept.values():
        surplus.delete()
