# Documents brought in.

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import governance.clock


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("governance", "0101_audit_is_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("file_name", models.CharField(max_length=255)),
                (
                    "source_bytes",
                    models.BinaryField(blank=True, null=True, verbose_name="the file as it came"),
                ),
                ("pasted_text", models.TextField(blank=True, verbose_name="text as it was pasted")),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(default=0, verbose_name="bytes")),
                ("kind_asked", models.CharField(default="auto", max_length=20)),
                ("kind_found", models.CharField(blank=True, max_length=20)),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title found")),
                (
                    "plan_year",
                    models.CharField(blank=True, help_text="Such as 2019-20.", max_length=10),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("waiting", "waiting to be read"),
                            ("reading", "being read"),
                            ("ready", "ready to look through"),
                            ("refused", "could not be read"),
                            ("committed", "brought in"),
                            ("kept", "kept as a document"),
                            ("undone", "taken back"),
                            ("dropped", "put aside"),
                        ],
                        default="waiting",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=120)),
                ("steps_done", models.PositiveIntegerField(default=0)),
                ("steps_total", models.PositiveIntegerField(default=0)),
                ("step_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("problem", models.CharField(blank=True, max_length=500)),
                ("proposed", models.JSONField(blank=True, null=True)),
                ("edited", models.JSONField(blank=True, null=True)),
                (
                    "entries",
                    models.JSONField(
                        blank=True, default=list, verbose_name="where every line went"
                    ),
                ),
                ("fidelity", models.JSONField(blank=True, default=dict)),
                ("warnings", models.JSONField(blank=True, default=list)),
                (
                    "choices",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="what was taken of each difference"
                    ),
                ),
                ("subject_id", models.PositiveBigIntegerField(blank=True, null=True)),
                ("made", models.JSONField(blank=True, default=dict)),
                ("changed", models.JSONField(blank=True, default=list)),
                (
                    "audit_number",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="The event of the commit in the partnership's record.",
                        null=True,
                    ),
                ),
                ("received_at", models.DateTimeField(default=governance.clock.now)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("committed_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="kept or put aside"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "committed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="governance.partnership",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "subject_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "ordering": ["-received_at", "-pk"],
                "permissions": [
                    ("import_document", "May bring documents in and take them back"),
                    ("read_importrun", "May read what documents were brought in"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edited_at__isnull", True), ("edited_by__isnull", True)),
                            models.Q(("edited_at__isnull", False), ("edited_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="importrun_edited_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("committed_at__isnull", True), ("committed_by__isnull", True)
                            ),
                            models.Q(
                                ("committed_at__isnull", False), ("committed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="importrun_committed_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="importrun_undone_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="importrun_closed_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject_id__isnull", True), ("subject_type__isnull", True)),
                            models.Q(
                                ("subject_id__isnull", False), ("subject_type__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="importrun_subject_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source_bytes__isnull", False),
                            models.Q(("pasted_text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="importrun_has_its_document",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("problem", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="importrun_refused_says_why",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
    ]
