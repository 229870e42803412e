"""Give rows of before the person of their state, and frozen quarters the day they were judged on.

A row that was begun, or returned, when its quarter closed was stored as silent; its history says
what it was. The frozen words of a quarter are not touched: they are read as they were made.
"""

from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.models import Max, OuterRef, Subquery

LONDON = ZoneInfo("Europe/London")


def name_the_person_of_each_state(apps, schema_editor):
    ProgressUpdate = apps.get_model("plans", "ProgressUpdate")
    Review = apps.get_model("plans", "Review")
    rows = ProgressUpdate.objects.filter(state_by=None)
    published = Review.objects.filter(
        update=OuterRef("pk"), decision=OuterRef("state"), published_at__isnull=False
    ).order_by("-number")
    rows.filter(state__in=["accepted", "returned"]).update(
        state_by=Subquery(published.values("published_by")[:1])
    )
    for state, who in (
        ("submitted", "submitted_by"),
        ("draft", "edited_by"),
    ):
        person = ProgressUpdate.objects.filter(pk=OuterRef("pk")).values(who)[:1]
        rows.filter(state=state).update(state_by=Subquery(person))


def tell_silence_from_what_was_begun(apps, schema_editor):
    ProgressUpdate = apps.get_model("plans", "ProgressUpdate")
    HistoricalProgressUpdate = apps.get_model("plans", "HistoricalProgressUpdate")
    for row in ProgressUpdate.objects.filter(state="silent", edited_at__isnull=False):
        versions = HistoricalProgressUpdate.objects.filter(id=row.pk).exclude(state="silent")
        last = versions.order_by("-history_date", "-history_id").first()
        if last is not None and last.state in ("draft", "returned"):
            reviews = row.reviews.filter(decision="returned", published_at__isnull=False)
            back = reviews.order_by("-number").first()
            person = last.edited_by_id if last.state == "draft" else back and back.published_by_id
            ProgressUpdate.objects.filter(pk=row.pk).update(
                state=last.state, state_since=last.state_since, state_by=person
            )


def say_on_which_day_it_was_judged(apps, schema_editor):
    PlanRound = apps.get_model("plans", "PlanRound")
    frozen = PlanRound.objects.filter(snapshot__isnull=False, position_on=None)
    found = frozen.select_related("round").defer("snapshot")
    for plan_round in found.annotate(stamped=Max("updates__as_at")):
        if plan_round.from_paper or plan_round.round.from_paper:
            day = plan_round.stamped or plan_round.round.ends_on
        else:
            moments = [plan_round.signed_at, plan_round.closed_at]
            first = min((one for one in moments if one), default=None)
            day = first.astimezone(LONDON).date() if first else plan_round.round.ends_on
        PlanRound.objects.filter(pk=plan_round.pk).update(position_on=day)


class Migration(migrations.Migration):
    dependencies = [("plans", "0140_states_name_their_person")]

    operations = [
        migrations.RunPython(name_the_person_of_each_state, migrations.RunPython.noop),
        migrations.RunPython(tell_silence_from_what_was_begun, migrations.RunPython.noop),
        migrations.RunPython(say_on_which_day_it_was_judged, migrations.RunPython.noop),
    ]
