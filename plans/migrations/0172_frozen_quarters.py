"""Move what frozen quarters said into a table of its own, as it was stored.

Their fingerprints in the audit log stay what they were: they count the column as the quarter's.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

MOVE = """INSERT INTO plans_frozenquarter (plan_round_id, snapshot)
SELECT id, snapshot FROM plans_planround WHERE snapshot IS NOT NULL"""
MOVE_BACK = """UPDATE plans_planround SET snapshot = (
    SELECT frozen.snapshot FROM plans_frozenquarter frozen
    WHERE frozen.plan_round_id = plans_planround.id
)"""
RULE = "planround_signed_is_frozen"


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0171_quarters_that_collect"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrozenQuarter",
            fields=[
                (
                    "plan_round",
                    models.OneToOneField(
                        error_messages={"unique": "This quarter is frozen already."},
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="frozen_quarter",
                        serialize=False,
                        to="plans.planround",
                    ),
                ),
                ("snapshot", models.JSONField(editable=False)),
            ],
            options={"ordering": ["-pk"]},
        ),
        # Between the old rule and the new one, so that going back meets neither.
        migrations.RemoveConstraint(model_name="planround", name=RULE),
        migrations.RunSQL(MOVE, MOVE_BACK),
        migrations.RemoveField(model_name="planround", name="snapshot"),
        migrations.AddConstraint(
            model_name="planround",
            constraint=models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | ~Q(snapshot_sha256=""), name=RULE
            ),
        ),
    ]
