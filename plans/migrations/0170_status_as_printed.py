import hashlib
import json

import django_fsm
from django.db import migrations, models
from django.db.models import Q


def tell_paper_from_silence(apps, schema_editor):
    """Of a quarter from paper nobody was asked, so no row of it was silent; signed ones stay."""
    rounds = apps.get_model("plans", "PlanRound").objects.filter(
        Q(from_paper=True) | Q(round__from_paper=True), signed_at=None
    )
    updates = apps.get_model("plans", "ProgressUpdate").objects
    for plan_round in rounds.iterator():
        of_round = updates.filter(plan_round=plan_round)
        of_round.filter(state="silent").update(state="not_printed")
        if plan_round.from_paper:
            of_round.update(asked=None)
        if plan_round.snapshot:
            _tell_again(plan_round)


def _tell_again(plan_round):
    told = plan_round.snapshot
    told["round"]["from_paper"] = True
    for row in told["rows"]:
        row["asked"], row["by"], row["at"] = "", "", None
        if row["state"] == "silent":
            row["state"], row["state_words"] = "not_printed", "no update on paper"
            row["silent_running"] = 0
    if silent := told["counts"].pop("silent", 0):
        told["counts"]["not_printed"] = silent
    canonical = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    plan_round.snapshot_sha256 = hashlib.sha256(canonical.encode()).hexdigest()
    plan_round.save(update_fields=["snapshot", "snapshot_sha256"])


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0002_what_papers_print"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalprogressupdate",
            name="status_as_printed",
            field=models.CharField(
                blank=True,
                help_text="The word of the paper; without a status it stands as it is printed.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="historicalprogressupdate",
            name="status_column",
            field=models.CharField(
                blank=True,
                help_text="Where the paper has a status for each quarter.",
                max_length=300,
                verbose_name="heading of the printed status",
            ),
        ),
        migrations.AddField(
            model_name="progressupdate",
            name="status_as_printed",
            field=models.CharField(
                blank=True,
                help_text="The word of the paper; without a status it stands as it is printed.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="progressupdate",
            name="status_column",
            field=models.CharField(
                blank=True,
                help_text="Where the paper has a status for each quarter.",
                max_length=300,
                verbose_name="heading of the printed status",
            ),
        ),
        migrations.AlterField(
            model_name="historicalprogressupdate",
            name="state",
            field=django_fsm.FSMField(
                choices=[
                    ("not_started", "not started"),
                    ("draft", "draft"),
                    ("submitted", "submitted"),
                    ("returned", "returned"),
                    ("accepted", "accepted"),
                    ("excused", "excused"),
                    ("silent", "no update received"),
                    ("not_printed", "no update on paper"),
                ],
                default="not_started",
                max_length=50,
                protected=True,
            ),
        ),
        migrations.AlterField(
            model_name="progressupdate",
            name="state",
            field=django_fsm.FSMField(
                choices=[
                    ("not_started", "not started"),
                    ("draft", "draft"),
                    ("submitted", "submitted"),
                    ("returned", "returned"),
                    ("accepted", "accepted"),
                    ("excused", "excused"),
                    ("silent", "no update received"),
                    ("not_printed", "no update on paper"),
                ],
                default="not_started",
                max_length=50,
                protected=True,
            ),
        ),
        migrations.RunPython(tell_paper_from_silence, migrations.RunPython.noop),
    ]
