"""All tables of this app at once, for a new site; one that exists ran what this replaces."""

import django.db.models.deletion
import django_fsm
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import governance.clock


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("plans", "0001_initial"),
        ("plans", "0002_what_papers_print"),
        ("plans", "0140_states_name_their_person"),
        ("plans", "0141_closed_quarters_say_what_became_of_a_row"),
        ("plans", "0160_sentences_of_unique_rules"),
        ("plans", "0170_status_as_printed"),
    ]
    dependencies = [("governance", "0001_squashed_0181")]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("slug", models.SlugField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("improvement_plan", "Improvement plan"),
                            ("action_plan", "Action plan"),
                            ("implementation_plan", "Implementation plan"),
                        ],
                        default="improvement_plan",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                ("printed_period", models.CharField(blank=True, max_length=200)),
                (
                    "issue_text",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="issue date as printed"
                    ),
                ),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("paper_reference", models.CharField(blank=True, max_length=300)),
                (
                    "numbering",
                    models.CharField(
                        choices=[
                            ("typed", "Numbers are part of the text"),
                            ("automatic", "Numbers are given by the word processor"),
                            ("none", "No numbers"),
                        ],
                        default="typed",
                        max_length=10,
                    ),
                ),
                (
                    "row_word",
                    models.CharField(
                        blank=True,
                        default="improvement",
                        max_length=40,
                        verbose_name="what a row is called",
                    ),
                ),
                (
                    "column_headers",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="The four column headings with their helper text, as printed.",
                    ),
                ),
                ("printed_phase_total", models.CharField(blank=True, max_length=200)),
                (
                    "facts",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Headings with their words, such as author or day of the meeting.",
                        verbose_name="front of the paper",
                    ),
                ),
                (
                    "unplaced",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What the paper prints and no field could take, with the reason.",
                        verbose_name="words without a place",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="governance.partnership",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["partnership", "-starts_on", "title"],
                "permissions": [
                    ("read_plan", "May read plans"),
                    ("edit_plan", "May make and edit plans"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"),
                        name="plan_slug_once",
                        violation_error_message="A plan with this address is there already. Open it, or choose another address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lt", models.F("ends_on"))),
                        name="plan_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_retired_at_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlan",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("slug", models.SlugField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("improvement_plan", "Improvement plan"),
                            ("action_plan", "Action plan"),
                            ("implementation_plan", "Implementation plan"),
                        ],
                        default="improvement_plan",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                ("printed_period", models.CharField(blank=True, max_length=200)),
                (
                    "issue_text",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="issue date as printed"
                    ),
                ),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("paper_reference", models.CharField(blank=True, max_length=300)),
                (
                    "numbering",
                    models.CharField(
                        choices=[
                            ("typed", "Numbers are part of the text"),
                            ("automatic", "Numbers are given by the word processor"),
                            ("none", "No numbers"),
                        ],
                        default="typed",
                        max_length=10,
                    ),
                ),
                (
                    "row_word",
                    models.CharField(
                        blank=True,
                        default="improvement",
                        max_length=40,
                        verbose_name="what a row is called",
                    ),
                ),
                (
                    "column_headers",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="The four column headings with their helper text, as printed.",
                    ),
                ),
                ("printed_phase_total", models.CharField(blank=True, max_length=200)),
                (
                    "facts",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Headings with their words, such as author or day of the meeting.",
                        verbose_name="front of the paper",
                    ),
                ),
                (
                    "unplaced",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What the paper prints and no field could take, with the reason.",
                        verbose_name="words without a place",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="governance.partnership",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan",
                "verbose_name_plural": "historical plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MonitoringProcess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.CharField(max_length=2000)),
                (
                    "actors",
                    models.CharField(blank=True, help_text="Such as CLGU/SELEP.", max_length=500),
                ),
                (
                    "frequency",
                    models.CharField(blank=True, help_text="Such as monthly.", max_length=200),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="monitoring_processes",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "monitoring processes",
                "ordering": ["plan", "text"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTheme",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("title", models.CharField(max_length=500)),
                (
                    "word",
                    models.CharField(
                        default="theme",
                        help_text="Such as theme or programme.",
                        max_length=40,
                        verbose_name="what it is called",
                    ),
                ),
                ("purpose", models.JSONField(blank=True, default=list)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical theme",
                "verbose_name_plural": "historical themes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlanSection",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("heading", models.CharField(blank=True, max_length=500)),
                ("body", models.JSONField(blank=True, default=list)),
                (
                    "place",
                    models.CharField(
                        choices=[("before", "before the rows"), ("after", "after the rows")],
                        default="before",
                        max_length=6,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan section",
                "verbose_name_plural": "historical plan sections",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlanRound",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("collecting", "collecting updates"), ("closed", "closed")],
                        default="collecting",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "from_paper",
                    models.BooleanField(
                        default=False,
                        help_text="What a document said, also where other plans were asked for updates.",
                        verbose_name="written down from paper",
                    ),
                ),
                ("signed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "signed_name",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="name and title as signed"
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "position_on",
                    models.DateField(
                        blank=True,
                        editable=False,
                        help_text="The day on which what is frozen was judged: its dates passed or not by then.",
                        null=True,
                        verbose_name="position as at",
                    ),
                ),
                ("snapshot_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="governance.reportinground",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan round",
                "verbose_name_plural": "historical plan rounds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMonitoringProcess",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.CharField(max_length=2000)),
                (
                    "actors",
                    models.CharField(blank=True, help_text="Such as CLGU/SELEP.", max_length=500),
                ),
                (
                    "frequency",
                    models.CharField(blank=True, help_text="Such as monthly.", max_length=200),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical monitoring process",
                "verbose_name_plural": "historical monitoring processes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Awaited",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.TextField(blank=True)),
                (
                    "due_text",
                    models.CharField(blank=True, max_length=200, verbose_name="date as written"),
                ),
                ("earliest", models.DateField(blank=True, null=True)),
                ("latest", models.DateField(blank=True, null=True)),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("season", "season"),
                            ("year", "year"),
                            ("event", "event"),
                            ("none", "no date"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("date_kind", models.CharField(blank=True, max_length=12)),
                ("year_inferred", models.BooleanField(default=False)),
                ("dates", models.JSONField(blank=True, default=list)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("title", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("document", "document"),
                            ("event", "event"),
                            ("outside_body", "outside body"),
                        ],
                        default="document",
                        max_length=12,
                    ),
                ),
                ("arrived_on", models.DateField(blank=True, null=True)),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="awaited",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "awaited",
                "ordering": ["plan", "title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("earliest__isnull", True),
                            ("latest__isnull", True),
                            ("earliest__lte", models.F("latest")),
                            _connector="OR",
                        ),
                        name="awaited_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="awaited_retired_at_pair",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "title"),
                        name="awaited_once_in_plan",
                        violation_error_message="This plan already has a dependency of this title.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanPhase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("name", models.CharField(max_length=500)),
                ("months", models.DecimalField(decimal_places=1, max_digits=5)),
                ("printed", models.CharField(blank=True, max_length=500)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="plans.plan",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="planphase_retired_at_pair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanResource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("post", models.CharField(max_length=500)),
                ("number", models.DecimalField(decimal_places=1, default=1, max_digits=5)),
                ("printed", models.CharField(blank=True, max_length=500)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="plans.plan",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="planresource_retired_at_pair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("collecting", "collecting updates"), ("closed", "closed")],
                        default="collecting",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "from_paper",
                    models.BooleanField(
                        default=False,
                        help_text="What a document said, also where other plans were asked for updates.",
                        verbose_name="written down from paper",
                    ),
                ),
                ("signed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "signed_name",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="name and title as signed"
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "position_on",
                    models.DateField(
                        blank=True,
                        editable=False,
                        help_text="The day on which what is frozen was judged: its dates passed or not by then.",
                        null=True,
                        verbose_name="position as at",
                    ),
                ),
                ("snapshot", models.JSONField(blank=True, editable=False, null=True)),
                ("snapshot_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_rounds",
                        to="plans.plan",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_rounds",
                        to="governance.reportinground",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-round__starts_on"],
                "permissions": [
                    ("close_planround", "May close a quarter of a plan"),
                    ("sign_planround", "May sign a quarter of a plan"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "round"),
                        name="plan_once_in_round",
                        violation_error_message="This plan is in that quarter already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                            models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="planround_signed_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="planround_closed_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_at__isnull", True),
                            ("snapshot__isnull", False),
                            _connector="OR",
                        ),
                        name="planround_signed_is_frozen",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="PlanSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("heading", models.CharField(blank=True, max_length=500)),
                ("body", models.JSONField(blank=True, default=list)),
                (
                    "place",
                    models.CharField(
                        choices=[("before", "before the rows"), ("after", "after the rows")],
                        default="before",
                        max_length=6,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="plans.plan",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="plansection_retired_at_pair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("key", models.SlugField()),
                ("title", models.CharField(max_length=500)),
                ("issued_text", models.CharField(blank=True, max_length=60)),
                ("link", models.URLField(blank=True, max_length=500)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="plans.plan",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "title"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "key"),
                        name="source_key_once",
                        violation_error_message="This plan already has a source with that key.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="source_retired_at_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("title", models.CharField(max_length=500)),
                (
                    "word",
                    models.CharField(
                        default="theme",
                        help_text="Such as theme or programme.",
                        max_length=40,
                        verbose_name="what it is called",
                    ),
                ),
                ("purpose", models.JSONField(blank=True, default=list)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="plans.plan",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="theme_retired_at_pair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Improvement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                (
                    "ref",
                    models.SlugField(
                        help_text="Its permanent address in the plan; never changes.", max_length=40
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, max_length=40, verbose_name="number as printed"),
                ),
                (
                    "short_name",
                    models.CharField(
                        help_text="Ours, for lists; never printed as the paper's words.",
                        max_length=80,
                    ),
                ),
                ("statement", models.JSONField(default=list)),
                (
                    "layout",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="The order of the parts in the printed cell: statement, citations, leads, kpis.",
                    ),
                ),
                (
                    "lead_heading",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="heading of the leads as printed"
                    ),
                ),
                (
                    "kpi_heading",
                    models.CharField(
                        blank=True,
                        help_text="Kept even where nothing stands beneath it.",
                        max_length=200,
                        verbose_name="heading of the KPIs as printed",
                    ),
                ),
                (
                    "status_text",
                    models.CharField(
                        blank=True,
                        help_text="The paper's own word; how a row stands is said in its updates.",
                        max_length=200,
                        verbose_name="status as printed",
                    ),
                ),
                ("raised_on", models.DateField(blank=True, null=True, verbose_name="date raised")),
                (
                    "extras",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Heading and words of each, such as cost or priority.",
                        verbose_name="columns without a field",
                    ),
                ),
                (
                    "raw_fragments",
                    models.JSONField(
                        blank=True, default=list, verbose_name="damaged source text, kept as it is"
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "updater",
                    models.ForeignKey(
                        blank=True,
                        help_text="The account that is asked each quarter; the coordinator unless set.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="improvements_to_update",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="plans.plan",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="improvements",
                        to="plans.theme",
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "order", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "ref"),
                        name="improvement_ref_once",
                        violation_error_message="A row with this address is in the plan already. Open it, or choose another number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="improvement_retired_at_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalImprovement",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                (
                    "ref",
                    models.SlugField(
                        help_text="Its permanent address in the plan; never changes.", max_length=40
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, max_length=40, verbose_name="number as printed"),
                ),
                (
                    "short_name",
                    models.CharField(
                        help_text="Ours, for lists; never printed as the paper's words.",
                        max_length=80,
                    ),
                ),
                ("statement", models.JSONField(default=list)),
                (
                    "layout",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="The order of the parts in the printed cell: statement, citations, leads, kpis.",
                    ),
                ),
                (
                    "lead_heading",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="heading of the leads as printed"
                    ),
                ),
                (
                    "kpi_heading",
                    models.CharField(
                        blank=True,
                        help_text="Kept even where nothing stands beneath it.",
                        max_length=200,
                        verbose_name="heading of the KPIs as printed",
                    ),
                ),
                (
                    "status_text",
                    models.CharField(
                        blank=True,
                        help_text="The paper's own word; how a row stands is said in its updates.",
                        max_length=200,
                        verbose_name="status as printed",
                    ),
                ),
                ("raised_on", models.DateField(blank=True, null=True, verbose_name="date raised")),
                (
                    "extras",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Heading and words of each, such as cost or priority.",
                        verbose_name="columns without a field",
                    ),
                ),
                (
                    "raw_fragments",
                    models.JSONField(
                        blank=True, default=list, verbose_name="damaged source text, kept as it is"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "updater",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The account that is asked each quarter; the coordinator unless set.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.plan",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical improvement",
                "verbose_name_plural": "historical improvements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLead",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("topic", models.CharField(blank=True, max_length=300)),
                ("name", models.CharField(max_length=500, verbose_name="as printed")),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "person"), ("post", "post"), ("body", "body")],
                        default="post",
                        max_length=8,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="governance.body",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "improvement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.improvement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical lead",
                "verbose_name_plural": "historical leads",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalKPI",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.TextField(blank=True)),
                (
                    "due_text",
                    models.CharField(blank=True, max_length=200, verbose_name="date as written"),
                ),
                ("earliest", models.DateField(blank=True, null=True)),
                ("latest", models.DateField(blank=True, null=True)),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("season", "season"),
                            ("year", "year"),
                            ("event", "event"),
                            ("none", "no date"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("date_kind", models.CharField(blank=True, max_length=12)),
                ("year_inferred", models.BooleanField(default=False)),
                ("dates", models.JSONField(blank=True, default=list)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("is_bullet", models.BooleanField(default=True)),
                ("unit", models.CharField(blank=True, max_length=60)),
                (
                    "baseline",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "target",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "improvement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.improvement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical KPI",
                "verbose_name_plural": "historical KPIs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="KPI",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.TextField(blank=True)),
                (
                    "due_text",
                    models.CharField(blank=True, max_length=200, verbose_name="date as written"),
                ),
                ("earliest", models.DateField(blank=True, null=True)),
                ("latest", models.DateField(blank=True, null=True)),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("season", "season"),
                            ("year", "year"),
                            ("event", "event"),
                            ("none", "no date"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("date_kind", models.CharField(blank=True, max_length=12)),
                ("year_inferred", models.BooleanField(default=False)),
                ("dates", models.JSONField(blank=True, default=list)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("is_bullet", models.BooleanField(default=True)),
                ("unit", models.CharField(blank=True, max_length=60)),
                (
                    "baseline",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "target",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "improvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kpis",
                        to="plans.improvement",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "KPI",
                "verbose_name_plural": "KPIs",
                "ordering": ["improvement", "order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="kpi_retired_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("earliest__isnull", True),
                            ("latest__isnull", True),
                            ("earliest__lte", models.F("latest")),
                            _connector="OR",
                        ),
                        name="kpi_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("topic", models.CharField(blank=True, max_length=300)),
                ("name", models.CharField(max_length=500, verbose_name="as printed")),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "person"), ("post", "post"), ("body", "body")],
                        default="post",
                        max_length=8,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="governance.body",
                    ),
                ),
                (
                    "improvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leads",
                        to="plans.improvement",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["improvement", "order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="lead_retired_at_pair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.TextField(blank=True)),
                (
                    "due_text",
                    models.CharField(blank=True, max_length=200, verbose_name="date as written"),
                ),
                ("earliest", models.DateField(blank=True, null=True)),
                ("latest", models.DateField(blank=True, null=True)),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("season", "season"),
                            ("year", "year"),
                            ("event", "event"),
                            ("none", "no date"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("date_kind", models.CharField(blank=True, max_length=12)),
                ("year_inferred", models.BooleanField(default=False)),
                ("dates", models.JSONField(blank=True, default=list)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("is_bullet", models.BooleanField(default=True)),
                (
                    "is_recurring",
                    models.BooleanField(
                        default=False,
                        help_text="It comes round; each quarter asks whether it happened.",
                    ),
                ),
                (
                    "recurrence_text",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="how often, as written"
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("open", "not yet"),
                            ("in_progress", "in progress"),
                            ("reported", "reported as done"),
                            ("done", "done"),
                        ],
                        default="open",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "state_text",
                    models.CharField(blank=True, max_length=200, verbose_name="state as printed"),
                ),
                (
                    "done_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty when it is done and the day is not stated.",
                        null=True,
                    ),
                ),
                ("original_due_text", models.CharField(blank=True, editable=False, max_length=200)),
                ("original_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("original_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "improvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="plans.improvement",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="plans.milestone",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["improvement", "order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="milestone_retired_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("earliest__isnull", True),
                            ("latest__isnull", True),
                            ("earliest__lte", models.F("latest")),
                            _connector="OR",
                        ),
                        name="milestone_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on__isnull", True),
                            ("state__in", ["reported", "done"]),
                            _connector="OR",
                        ),
                        name="milestone_done_day_only_when_done",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="MonitoringLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("text", models.CharField(blank=True, max_length=2000, verbose_name="as printed")),
                ("is_bullet", models.BooleanField(default=True)),
                (
                    "improvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="monitoring_lines",
                        to="plans.improvement",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="plans.monitoringprocess",
                    ),
                ),
            ],
            options={
                "ordering": ["improvement", "order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="monitoringline_retired_at_pair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMonitoringLine",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("text", models.CharField(blank=True, max_length=2000, verbose_name="as printed")),
                ("is_bullet", models.BooleanField(default=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "improvement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.improvement",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.monitoringprocess",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical monitoring line",
                "verbose_name_plural": "historical monitoring lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProgressUpdate",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("state_since", models.DateTimeField(default=governance.clock.now)),
                (
                    "joined_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        help_text="When it came into a quarter that was open already; empty if from the opening.",
                        null=True,
                        verbose_name="added to the quarter",
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
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
                (
                    "status_as_printed",
                    models.CharField(
                        blank=True,
                        help_text="The word of the paper; without a status it stands as it is printed.",
                        max_length=200,
                    ),
                ),
                (
                    "status_column",
                    models.CharField(
                        blank=True,
                        help_text="Where the paper has a status for each quarter.",
                        max_length=300,
                        verbose_name="heading of the printed status",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="what stands in the way")),
                (
                    "as_at_text",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="true as at, as written"
                    ),
                ),
                ("as_at", models.DateField(blank=True, null=True)),
                (
                    "date_moves",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No")],
                        help_text="Asked where the status word asks it.",
                        max_length=3,
                        verbose_name="whether a date moves",
                    ),
                ),
                ("no_change_reason", models.CharField(blank=True, max_length=40)),
                (
                    "printed_under",
                    models.CharField(
                        blank=True,
                        help_text="The heading it stood under on paper, where that names another author.",
                        max_length=300,
                    ),
                ),
                ("excused_reason", models.CharField(blank=True, max_length=300)),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who is asked for it this quarter.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        help_text="Who brought it into its state.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "status",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="governance.statusword",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "improvement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.improvement",
                    ),
                ),
                (
                    "plan_round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.planround",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical progress update",
                "verbose_name_plural": "historical progress updates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Addendum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                (
                    "voice",
                    models.CharField(
                        choices=[("lep", "the partnership"), ("reviewer", "the reviewer")],
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField(default=governance.clock.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "improvement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addenda",
                        to="plans.improvement",
                    ),
                ),
                (
                    "plan_round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addenda",
                        to="plans.planround",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "addenda",
                "ordering": ["added_at"],
            },
        ),
        migrations.CreateModel(
            name="ProgressUpdate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("state_since", models.DateTimeField(default=governance.clock.now)),
                (
                    "joined_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        help_text="When it came into a quarter that was open already; empty if from the opening.",
                        null=True,
                        verbose_name="added to the quarter",
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
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
                (
                    "status_as_printed",
                    models.CharField(
                        blank=True,
                        help_text="The word of the paper; without a status it stands as it is printed.",
                        max_length=200,
                    ),
                ),
                (
                    "status_column",
                    models.CharField(
                        blank=True,
                        help_text="Where the paper has a status for each quarter.",
                        max_length=300,
                        verbose_name="heading of the printed status",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="what stands in the way")),
                (
                    "as_at_text",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="true as at, as written"
                    ),
                ),
                ("as_at", models.DateField(blank=True, null=True)),
                (
                    "date_moves",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No")],
                        help_text="Asked where the status word asks it.",
                        max_length=3,
                        verbose_name="whether a date moves",
                    ),
                ),
                ("no_change_reason", models.CharField(blank=True, max_length=40)),
                (
                    "printed_under",
                    models.CharField(
                        blank=True,
                        help_text="The heading it stood under on paper, where that names another author.",
                        max_length=300,
                    ),
                ),
                ("excused_reason", models.CharField(blank=True, max_length=300)),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "asked",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who is asked for it this quarter.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates_asked",
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
                    "improvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="plans.improvement",
                    ),
                ),
                (
                    "plan_round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="plans.planround",
                    ),
                ),
                (
                    "state_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        help_text="Who brought it into its state.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "status",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.statusword",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["plan_round", "improvement__order"],
                "permissions": [
                    ("write_progressupdate", "May write updates"),
                    ("submit_progressupdate", "May submit and withdraw updates"),
                    ("excuse_progressupdate", "May excuse a row from a quarter"),
                    ("review_progressupdate", "May accept and return updates"),
                    ("approve_milestonemove", "May agree a new date where nobody reviews"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan_round", "improvement"),
                        name="one_update_per_row_and_round",
                        violation_error_message="This row already has an update for that quarter. Open it to change it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("submitted_at__isnull", True), ("submitted_by__isnull", True)
                            ),
                            models.Q(
                                ("submitted_at__isnull", False), ("submitted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="progressupdate_submitted_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edited_at__isnull", True), ("edited_by__isnull", True)),
                            models.Q(("edited_at__isnull", False), ("edited_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="progressupdate_edited_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "excused"), _negated=True),
                            models.Q(("excused_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="update_excused_says_why",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMilestone",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.TextField(blank=True)),
                (
                    "due_text",
                    models.CharField(blank=True, max_length=200, verbose_name="date as written"),
                ),
                ("earliest", models.DateField(blank=True, null=True)),
                ("latest", models.DateField(blank=True, null=True)),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("season", "season"),
                            ("year", "year"),
                            ("event", "event"),
                            ("none", "no date"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("date_kind", models.CharField(blank=True, max_length=12)),
                ("year_inferred", models.BooleanField(default=False)),
                ("dates", models.JSONField(blank=True, default=list)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField(default=0)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("is_bullet", models.BooleanField(default=True)),
                (
                    "is_recurring",
                    models.BooleanField(
                        default=False,
                        help_text="It comes round; each quarter asks whether it happened.",
                    ),
                ),
                (
                    "recurrence_text",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="how often, as written"
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("open", "not yet"),
                            ("in_progress", "in progress"),
                            ("reported", "reported as done"),
                            ("done", "done"),
                        ],
                        default="open",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "state_text",
                    models.CharField(blank=True, max_length=200, verbose_name="state as printed"),
                ),
                (
                    "done_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty when it is done and the day is not stated.",
                        null=True,
                    ),
                ),
                ("original_due_text", models.CharField(blank=True, editable=False, max_length=200)),
                ("original_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("original_latest", models.DateField(blank=True, editable=False, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "improvement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.improvement",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.milestone",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical milestone",
                "verbose_name_plural": "historical milestones",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                (
                    "printed",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="as printed, brackets and all"
                    ),
                ),
                (
                    "block",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Which paragraph of the statement it stands in.",
                        null=True,
                    ),
                ),
                (
                    "start",
                    models.PositiveIntegerField(
                        blank=True, help_text="The letter of the text it starts at.", null=True
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("row", "another row"),
                            ("layout", "a place on the page"),
                            ("lost_link", "a link that was lost"),
                        ],
                        default="row",
                        max_length=9,
                    ),
                ),
                (
                    "names",
                    models.CharField(
                        blank=True,
                        help_text="As printed, where no row of the plan has that number.",
                        max_length=40,
                        verbose_name="number it names",
                    ),
                ),
                (
                    "improvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references",
                        to="plans.improvement",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references",
                        to="plans.milestone",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty where the paper's pointer leads nowhere.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="referred_from",
                        to="plans.improvement",
                    ),
                ),
            ],
            options={
                "ordering": ["improvement", "order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reference_retired_at_pair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                (
                    "printed",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="as printed, brackets and all"
                    ),
                ),
                (
                    "block",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Which paragraph of the statement it stands in.",
                        null=True,
                    ),
                ),
                (
                    "start",
                    models.PositiveIntegerField(
                        blank=True, help_text="The letter of the text it starts at.", null=True
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0)),
                ("pages", models.CharField(blank=True, max_length=200)),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "improvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="plans.improvement",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="plans.milestone",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="plans.source",
                    ),
                ),
            ],
            options={
                "ordering": ["improvement", "order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="citation_retired_at_pair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WaitsFor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                (
                    "printed",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="as printed, brackets and all"
                    ),
                ),
                (
                    "block",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Which paragraph of the statement it stands in.",
                        null=True,
                    ),
                ),
                (
                    "start",
                    models.PositiveIntegerField(
                        blank=True, help_text="The letter of the text it starts at.", null=True
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0)),
                (
                    "awaited",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="plans.awaited",
                    ),
                ),
                (
                    "improvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waits_for",
                        to="plans.improvement",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waits_for",
                        to="plans.milestone",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        help_text="Another row of the plan that has to come first.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awaited_by",
                        to="plans.improvement",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "waits for",
                "ordering": ["improvement", "order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("awaited__isnull", False), ("other__isnull", False), _connector="OR"
                        ),
                        name="waits_for_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="waitsfor_retired_at_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("order", models.PositiveIntegerField(default=0)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("is_bullet", models.BooleanField(default=False)),
                ("text", models.TextField(blank=True)),
                ("topic", models.CharField(blank=True, max_length=200)),
                ("as_at_text", models.CharField(blank=True, max_length=200)),
                ("as_at", models.DateField(blank=True, null=True)),
                (
                    "column",
                    models.CharField(
                        blank=True,
                        help_text="Where the paper has several columns of progress.",
                        max_length=300,
                        verbose_name="heading of its column as printed",
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[("lep", "the partnership"), ("area_lead", "the Area Lead")],
                        default="lep",
                        help_text="Whose words they are, where the paper says so.",
                        max_length=10,
                    ),
                ),
                ("dates", models.JSONField(blank=True, default=list)),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="plans.progressupdate",
                    ),
                ),
            ],
            options={
                "ordering": ["update", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MilestoneReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "says",
                    models.CharField(
                        choices=[
                            ("done", "it became true"),
                            ("in_progress", "it is under way"),
                            ("happened", "it happened this quarter"),
                            ("did_not_happen", "it did not happen this quarter"),
                        ],
                        max_length=16,
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "done_text",
                    models.CharField(blank=True, max_length=60, verbose_name="the day as written"),
                ),
                (
                    "state_before",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="The milestone's state before this was sent, to go back to when it is undone.",
                        max_length=12,
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="plans.milestone",
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestone_reports",
                        to="plans.progressupdate",
                    ),
                ),
            ],
            options={
                "ordering": ["milestone__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("milestone", "update"),
                        name="one_report_per_milestone_and_update",
                        violation_error_message="This update already says how that milestone stands.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MilestoneMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("from_text", models.CharField(blank=True, max_length=200)),
                ("from_latest", models.DateField(blank=True, null=True)),
                ("to_text", models.CharField(max_length=200, verbose_name="new date in words")),
                ("to_earliest", models.DateField(blank=True, null=True)),
                ("to_latest", models.DateField()),
                ("reason", models.TextField()),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "not yet sent"),
                            ("asked", "asked for"),
                            ("agreed", "agreed"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "stood_before",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The milestone's date before this was agreed, to go back to when it is undone.",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="plans.milestone",
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="plans.progressupdate",
                    ),
                ),
            ],
            options={
                "ordering": ["milestone", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_at__isnull", True), ("asked_by__isnull", True)),
                            models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="milestonemove_asked_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="milestonemove_decided_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="milestonemove_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("update__isnull", False),
                            models.Q(("state__in", ["withdrawn", "declined"]), _negated=True),
                        ),
                        fields=("milestone", "update"),
                        name="one_move_per_milestone_and_update",
                        violation_error_message="A new date is already requested for this milestone in this update.",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="KpiReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("value", models.DecimalField(decimal_places=2, max_digits=14)),
                ("as_at", models.DateField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("read_at", models.DateTimeField(default=governance.clock.now, editable=False)),
                (
                    "kpi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="plans.kpi",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="plans.progressupdate",
                    ),
                ),
            ],
            options={
                "verbose_name": "KPI reading",
                "ordering": ["kpi", "as_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("update__isnull", False)),
                        fields=("kpi", "update"),
                        name="one_reading_per_update",
                        violation_error_message="This update already has a figure for that KPI.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalReview",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "number",
                    models.PositiveSmallIntegerField(help_text="Of the submission it answers."),
                ),
                ("words", models.TextField(blank=True, verbose_name="your words")),
                ("why_differ", models.TextField(blank=True, verbose_name="why you differ")),
                ("note", models.TextField(blank=True, verbose_name="note to the partnership")),
                (
                    "dates",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="For each new date asked for, by its key: agree or decline; nothing yet decided.",
                        verbose_name="new dates agreed or not",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not yet decided"),
                            ("accepted", "accepted"),
                            ("returned", "returned"),
                        ],
                        max_length=10,
                    ),
                ),
                ("written_at", models.DateTimeField(default=governance.clock.now)),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "status",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="governance.statusword",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.progressupdate",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical review",
                "verbose_name_plural": "historical reviews",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "number",
                    models.PositiveSmallIntegerField(help_text="Of the submission it answers."),
                ),
                ("words", models.TextField(blank=True, verbose_name="your words")),
                ("why_differ", models.TextField(blank=True, verbose_name="why you differ")),
                ("note", models.TextField(blank=True, verbose_name="note to the partnership")),
                (
                    "dates",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="For each new date asked for, by its key: agree or decline; nothing yet decided.",
                        verbose_name="new dates agreed or not",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not yet decided"),
                            ("accepted", "accepted"),
                            ("returned", "returned"),
                        ],
                        max_length=10,
                    ),
                ),
                ("written_at", models.DateTimeField(default=governance.clock.now)),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "status",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.statusword",
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="plans.progressupdate",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["update", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("update", "number"),
                        name="one_review_per_submission",
                        violation_error_message="This submission has a review already. Open it to change it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_at__isnull", True), ("published_by__isnull", True)
                            ),
                            models.Q(
                                ("published_at__isnull", False), ("published_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="review_published_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "returned"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="review_return_has_note",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("submitted_at", models.DateTimeField(default=governance.clock.now)),
                ("content", models.JSONField()),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="plans.progressupdate",
                    ),
                ),
            ],
            options={
                "ordering": ["update", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("update", "number"),
                        name="submission_number_once",
                        violation_error_message="This update was submitted already.",
                    )
                ],
            },
        ),
    ]
