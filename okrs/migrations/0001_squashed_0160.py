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
        ("okrs", "0001_initial"),
        ("okrs", "0002_what_papers_print"),
        ("okrs", "0140_states_name_their_person"),
        ("okrs", "0141_check_ins_name_their_person"),
        ("okrs", "0160_sentences_of_unique_rules"),
    ]
    dependencies = [("governance", "0001_squashed_0181"), ("plans", "0001_squashed_0170")]

    operations = [
        migrations.CreateModel(
            name="HistoricalObjectiveSet",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(max_length=80)),
                ("title", models.CharField(max_length=200, verbose_name="theme")),
                (
                    "appendix",
                    models.CharField(
                        blank=True,
                        max_length=60,
                        verbose_name="where it stands, such as Appendix A",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day of the quarter")),
                ("ends_on", models.DateField(verbose_name="last day of the quarter")),
                (
                    "label",
                    models.CharField(
                        help_text="Always with its months, such as Q3 2020-21 (Oct to Dec 2020).",
                        max_length=80,
                        verbose_name="quarter",
                    ),
                ),
                (
                    "printed_label",
                    models.CharField(blank=True, max_length=80, verbose_name="quarter as printed"),
                ),
                (
                    "printed_heading",
                    models.CharField(
                        blank=True,
                        help_text="With its number, all of it.",
                        max_length=300,
                        verbose_name="heading as printed",
                    ),
                ),
                ("outcome", models.TextField(blank=True, verbose_name="overall outcome")),
                (
                    "outcome_heading",
                    models.CharField(
                        blank=True,
                        help_text="As printed; with a colon where the outcome follows on the same line.",
                        max_length=120,
                        verbose_name="heading of the outcome",
                    ),
                ),
                (
                    "outcome_after",
                    models.PositiveIntegerField(
                        default=0, verbose_name="blocks printed before the outcome"
                    ),
                ),
                (
                    "header_blocks",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Each block as printed: heading and structured text (aims, priorities, vision); its section where it belongs to one, and its place where it stands below the objectives.",
                    ),
                ),
                (
                    "paper",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="On the first set of a paper: its title, facts of the cover, sections, and words that no field could take.",
                        verbose_name="what its paper prints round the sets",
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0)),
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
            ],
            options={
                "verbose_name": "historical objective set",
                "verbose_name_plural": "historical objective sets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ObjectiveSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(max_length=80)),
                ("title", models.CharField(max_length=200, verbose_name="theme")),
                (
                    "appendix",
                    models.CharField(
                        blank=True,
                        max_length=60,
                        verbose_name="where it stands, such as Appendix A",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day of the quarter")),
                ("ends_on", models.DateField(verbose_name="last day of the quarter")),
                (
                    "label",
                    models.CharField(
                        help_text="Always with its months, such as Q3 2020-21 (Oct to Dec 2020).",
                        max_length=80,
                        verbose_name="quarter",
                    ),
                ),
                (
                    "printed_label",
                    models.CharField(blank=True, max_length=80, verbose_name="quarter as printed"),
                ),
                (
                    "printed_heading",
                    models.CharField(
                        blank=True,
                        help_text="With its number, all of it.",
                        max_length=300,
                        verbose_name="heading as printed",
                    ),
                ),
                ("outcome", models.TextField(blank=True, verbose_name="overall outcome")),
                (
                    "outcome_heading",
                    models.CharField(
                        blank=True,
                        help_text="As printed; with a colon where the outcome follows on the same line.",
                        max_length=120,
                        verbose_name="heading of the outcome",
                    ),
                ),
                (
                    "outcome_after",
                    models.PositiveIntegerField(
                        default=0, verbose_name="blocks printed before the outcome"
                    ),
                ),
                (
                    "header_blocks",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Each block as printed: heading and structured text (aims, priorities, vision); its section where it belongs to one, and its place where it stands below the objectives.",
                    ),
                ),
                (
                    "paper",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="On the first set of a paper: its title, facts of the cover, sections, and words that no field could take.",
                        verbose_name="what its paper prints round the sets",
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objective_sets",
                        to="governance.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["partnership", "-starts_on", "order"],
                "permissions": [
                    ("read_objectiveset", "May read objectives and key results"),
                    ("edit_objectiveset", "May make and edit objectives and key results"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"),
                        name="objectiveset_slug_once",
                        violation_error_message="A set with this address is there already. Open it, or choose another title.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "section",
                    models.CharField(blank=True, max_length=100, verbose_name="section as printed"),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="number as printed, such as O1"
                    ),
                ),
                ("text", models.CharField(max_length=2000)),
                (
                    "body",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Structured text; a heading in it is that of a column of the paper's table.",
                        verbose_name="what stands beneath it",
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0)),
                (
                    "improvements",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The improvements meant to move it.",
                        related_name="objectives",
                        to="plans.improvement",
                    ),
                ),
                (
                    "objective_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objectives",
                        to="okrs.objectiveset",
                    ),
                ),
            ],
            options={
                "ordering": ["objective_set", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalObjective",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "section",
                    models.CharField(blank=True, max_length=100, verbose_name="section as printed"),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="number as printed, such as O1"
                    ),
                ),
                ("text", models.CharField(max_length=2000)),
                (
                    "body",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Structured text; a heading in it is that of a column of the paper's table.",
                        verbose_name="what stands beneath it",
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0)),
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
                    "objective_set",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="okrs.objectiveset",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical objective",
                "verbose_name_plural": "historical objectives",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="KeyResult",
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
                (
                    "label",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="as printed, such as KR1"
                    ),
                ),
                (
                    "bullets",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Structured text; a heading in it is that of a column of the paper's table.",
                        verbose_name="nested lines beneath",
                    ),
                ),
                ("outcome_text", models.TextField(blank=True, verbose_name="outcome beside it")),
                ("order", models.PositiveIntegerField(default=0)),
                (
                    "updater",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="key_results_to_update",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="key_results",
                        to="okrs.objective",
                    ),
                ),
            ],
            options={
                "ordering": ["objective", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("earliest__isnull", True),
                            ("latest__isnull", True),
                            ("earliest__lte", models.F("latest")),
                            _connector="OR",
                        ),
                        name="keyresult_dates_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalKeyResult",
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
                (
                    "label",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="as printed, such as KR1"
                    ),
                ),
                (
                    "bullets",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Structured text; a heading in it is that of a column of the paper's table.",
                        verbose_name="nested lines beneath",
                    ),
                ),
                ("outcome_text", models.TextField(blank=True, verbose_name="outcome beside it")),
                ("order", models.PositiveIntegerField(default=0)),
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
                    "updater",
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
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="okrs.objective",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical key result",
                "verbose_name_plural": "historical key results",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCheckIn",
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
                            ("silent", "no check-in received"),
                        ],
                        default="not_started",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True, verbose_name="what stands in the way")),
                ("as_at_text", models.CharField(blank=True, max_length=60)),
                ("as_at", models.DateField(blank=True, null=True)),
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
                    "key_result",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="okrs.keyresult",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical check in",
                "verbose_name_plural": "historical check ins",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CheckIn",
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
                            ("silent", "no check-in received"),
                        ],
                        default="not_started",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True, verbose_name="what stands in the way")),
                ("as_at_text", models.CharField(blank=True, max_length=60)),
                ("as_at", models.DateField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "asked",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="governance.reportinground",
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
                (
                    "key_result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="okrs.keyresult",
                    ),
                ),
            ],
            options={
                "ordering": ["key_result__objective__order", "key_result__order"],
                "permissions": [
                    ("write_checkin", "May write check-ins"),
                    ("submit_checkin", "May submit and withdraw check-ins"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key_result", "round"),
                        name="one_check_in_per_key_result_and_round",
                        violation_error_message="This key result already has a check-in for that quarter. Open it to change it.",
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
                        name="checkin_submitted_at_pair",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=200)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("baseline", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("target", models.DecimalField(decimal_places=2, max_digits=14)),
                ("order", models.PositiveIntegerField(default=0)),
                (
                    "key_result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to="okrs.keyresult",
                    ),
                ),
            ],
            options={
                "ordering": ["key_result", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MeasureReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.DecimalField(decimal_places=2, max_digits=14)),
                (
                    "check_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="okrs.checkin",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="okrs.measure",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "check_in"),
                        name="one_reading_per_measure_and_check_in",
                        violation_error_message="This check-in already has a figure for that measure.",
                    )
                ],
            },
        ),
    ]
