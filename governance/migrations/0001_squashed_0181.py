"""All tables of this app at once, for a new site; one that exists ran what this replaces."""

import datetime

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django_fsm
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import governance.clock
import governance.models.comments
import governance.models.reminders

TABLE = "governance_auditevent"
KEPT = (
    "id", "partnership_id", "number", "at", "clock_at", "actor_id", "actor_key", "verb",
    "sentence", "subject_type_id", "subject_id", "subject_key", "details", "fingerprints",
    "name_digest", "previous_digest", "digest", "seal",
)  # fmt: skip
SAYS = "An audit event is never changed or deleted."


def _erases(same):
    """A name may be erased by law, together with the salt of its digest; nothing else changes."""
    columns = " AND ".join(f"NEW.{name} {same} OLD.{name}" for name in KEPT)
    return f"(NEW.actor_name = '' AND NEW.name_salt = '' AND {columns})"


SQLITE = [
    f"""CREATE TRIGGER audit_no_update BEFORE UPDATE ON {TABLE}
            WHEN NOT {_erases("IS")} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END;""",
    f"""CREATE TRIGGER audit_no_delete BEFORE DELETE ON {TABLE}
            BEGIN SELECT RAISE(ABORT, '{SAYS}'); END;""",
]
POSTGRES = [
    f"""CREATE FUNCTION audit_is_append_only() RETURNS trigger AS $$
            BEGIN
            IF TG_OP = 'UPDATE' THEN
                IF {_erases("IS NOT DISTINCT FROM")} THEN RETURN NEW; END IF;
            END IF;
            RAISE EXCEPTION '{SAYS}';
            END;
            $$ LANGUAGE plpgsql;""",
    f"""CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();""",
]


def guard(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRES}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("governance", "0001_initial"),
        ("governance", "0101_audit_is_append_only"),
        ("governance", "0102_import_runs"),
        ("governance", "0103_intended_findings"),
        ("governance", "0130_reviewers"),
        ("governance", "0160_one_save"),
        ("governance", "0180_evidence_fingerprints"),
        ("governance", "0181_names_seals_and_checks"),
    ]
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="StatusScheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=100)),
                (
                    "key",
                    models.SlugField(
                        error_messages={
                            "unique": "A set of status words with this key is there already."
                        },
                        unique=True,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={
                            "unique": "Somebody with this e-mail address has an account already."
                        },
                        max_length=254,
                        unique=True,
                        verbose_name="e-mail address",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As it should be printed: a name or a post.", max_length=150
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(default=False, verbose_name="may open the admin site"),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("date_joined", models.DateTimeField(default=governance.clock.now)),
                ("last_seen_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="user_email_any_case",
                        violation_error_message="Somebody with this e-mail address has an account already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.SlugField()),
                ("word", models.CharField(max_length=40)),
                (
                    "meaning",
                    models.CharField(
                        help_text="One plain sentence an officer reads.", max_length=200
                    ),
                ),
                (
                    "tone",
                    models.CharField(
                        choices=[
                            ("done", "blue with a tick"),
                            ("on", "green with a disc"),
                            ("risk", "amber with a triangle"),
                            ("off", "red with a square"),
                            ("none", "grey with a dashed ring"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("complete", "counts as complete"),
                            ("on_track", "counts as on track"),
                            ("at_risk", "counts as at risk"),
                            ("off_track", "counts as off track"),
                            ("not_stated", "not stated"),
                        ],
                        max_length=12,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("needs_reason", models.BooleanField(default=False, verbose_name="asks why")),
                (
                    "asks_date",
                    models.BooleanField(default=False, verbose_name="asks whether the date moves"),
                ),
                ("needs_approval", models.BooleanField(default=False)),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="governance.statusscheme",
                    ),
                ),
            ],
            options={
                "ordering": ["scheme", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "key"),
                        name="status_key_once_in_scheme",
                        violation_error_message="This set already has a status with that key.",
                    ),
                    models.UniqueConstraint(
                        fields=("scheme", "word"),
                        name="status_word_once_in_scheme",
                        violation_error_message="This set already has a status with that word. Choose another word.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("daily", "the day's reminders"),
                            ("sign_in", "sign-in and security"),
                            ("invitation", "invitation"),
                        ],
                        max_length=12,
                    ),
                ),
                ("to_address", models.EmailField(max_length=254)),
                ("day", models.DateField(help_text="The day in London it belongs to.")),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                (
                    "message_id",
                    models.CharField(
                        default=governance.models.reminders.new_message_id,
                        error_messages={"unique": "This mail is in the outbox already."},
                        max_length=200,
                        unique=True,
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("pending", "waiting"),
                            ("claimed", "being prepared"),
                            ("handing_over", "being handed to the mail server"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                            ("uncertain", "may or may not have been sent"),
                            ("cancelled", "no longer needed"),
                        ],
                        db_index=True,
                        default="pending",
                        max_length=14,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("claimed_by", models.CharField(blank=True, max_length=64)),
                (
                    "lease_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="In true time: until then no other worker takes it.",
                        null=True,
                    ),
                ),
                ("not_before", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField(default=governance.clock.now)),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
                "permissions": [("view_outbox", "May see what was mailed, failed or is uncertain")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "daily")),
                        fields=("recipient", "day"),
                        name="one_daily_mail_per_person",
                        violation_error_message="The daily mail of this person and day is there already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Partnership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=200)),
                ("short_name", models.CharField(max_length=40)),
                (
                    "slug",
                    models.SlugField(
                        error_messages={
                            "unique": "A partnership with this address is there already. Choose another one."
                        },
                        unique=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lep_company", "Local Enterprise Partnership (company)"),
                            ("lep_unincorporated", "Local Enterprise Partnership (unincorporated)"),
                            ("council", "Council"),
                            ("joint_committee", "Joint committee"),
                            ("combined_authority", "Combined authority"),
                            ("business_board", "Business board"),
                            ("other", "Another kind of body"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "reviewer_title",
                    models.CharField(
                        blank=True,
                        default="Area Lead",
                        help_text="What the person who reviews is called. Leave empty where nobody reviews.",
                        max_length=60,
                        verbose_name="reviewer's title",
                    ),
                ),
                (
                    "quarter_convention",
                    models.CharField(
                        choices=[
                            ("financial", "Financial year: quarter 1 is April to June"),
                            ("calendar", "Calendar year: quarter 1 is January to March"),
                        ],
                        default="financial",
                        max_length=10,
                    ),
                ),
                ("logo", models.ImageField(blank=True, upload_to="logos/")),
                (
                    "update_days",
                    models.PositiveSmallIntegerField(
                        default=8,
                        help_text="From opening a quarter.",
                        verbose_name="working days to write updates",
                    ),
                ),
                (
                    "review_days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="From the day updates are due.",
                        verbose_name="working days to review",
                    ),
                ),
                (
                    "reminder_days",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="days before due to remind"
                    ),
                ),
                (
                    "papers_clear_days",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="clear working days for papers"
                    ),
                ),
                (
                    "no_change_limit",
                    models.PositiveSmallIntegerField(
                        default=2, verbose_name="times running “no change” may be sent"
                    ),
                ),
                (
                    "authenticator_roles",
                    models.JSONField(
                        blank=True,
                        default=list,
                        verbose_name="roles that must use authenticator codes",
                    ),
                ),
                (
                    "one_person_since",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="one person may write and review since",
                    ),
                ),
                ("one_person_reason", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "one_person_by",
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
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="governance.partnership",
                    ),
                ),
                (
                    "status_scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="governance.statusscheme"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "permissions": [
                    ("set_up_partnership", "May set up and change a partnership"),
                    ("allow_one_person", "May let one person write and review the same rows"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("one_person_by__isnull", True), ("one_person_since__isnull", True)
                            ),
                            models.Q(
                                ("one_person_by__isnull", False),
                                ("one_person_since__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="partnership_one_person_since_pair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SentForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=64)),
                (
                    "fingerprint",
                    models.CharField(max_length=64, verbose_name="digest of what was sent"),
                ),
                (
                    "led_to",
                    models.CharField(
                        blank=True, max_length=2000, verbose_name="the address it led to"
                    ),
                ),
                ("sent_at", models.DateTimeField(db_index=True, default=governance.clock.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "token"),
                        name="form_sent_once",
                        violation_error_message="This form was saved already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TypedText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.CharField(help_text="The address of the form.", max_length=300)),
                ("base_version", models.PositiveIntegerField(default=0)),
                ("payload", models.JSONField(default=dict)),
                ("typed_at", models.DateTimeField(default=governance.clock.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="typed_texts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "form"),
                        name="typed_text_once_per_form",
                        violation_error_message="What you typed into this form is kept already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=150)),
                ("slug", models.SlugField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "Board"),
                            ("committee", "Committee"),
                            ("sub_group", "Sub-group"),
                            ("joint_committee", "Joint committee"),
                        ],
                        default="committee",
                        max_length=20,
                    ),
                ),
                (
                    "is_advisory",
                    models.BooleanField(
                        default=False, help_text="An advisory body recommends; it cannot decide."
                    ),
                ),
                ("remit", models.TextField(blank=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="governance.body",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="governance.partnership",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "bodies",
                "ordering": ["partnership", "name"],
                "permissions": [("edit_body", "May set up bodies and their seats")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"),
                        name="body_slug_once",
                        violation_error_message="A body with this address is there already. Open it, or choose another name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IntendedFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_id", models.PositiveBigIntegerField()),
                (
                    "key",
                    models.CharField(
                        editable=False, max_length=64, verbose_name="rule, row and words"
                    ),
                ),
                ("rule", models.CharField(max_length=60)),
                ("row", models.CharField(blank=True, max_length=200)),
                ("words", models.TextField(blank=True)),
                ("said_at", models.DateTimeField(default=governance.clock.now, editable=False)),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "subject_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["said_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_type", "subject_id", "key"),
                        name="finding_intended_once",
                        violation_error_message="Somebody has said already that this is intended.",
                    )
                ],
            },
        ),
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
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="governance.partnership",
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
        migrations.CreateModel(
            name="HistoricalReportingRound",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(max_length=30)),
                ("starts_on", models.DateField(verbose_name="first day of the quarter")),
                ("ends_on", models.DateField(verbose_name="last day of the quarter")),
                (
                    "label",
                    models.CharField(
                        help_text="Always with its months, such as Q3 2020-21 (Oct to Dec 2020).",
                        max_length=80,
                    ),
                ),
                (
                    "printed_label",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="label as printed in its source"
                    ),
                ),
                (
                    "convention",
                    models.CharField(
                        choices=[
                            ("financial", "Financial year: quarter 1 is April to June"),
                            ("calendar", "Calendar year: quarter 1 is January to March"),
                        ],
                        default="financial",
                        max_length=10,
                    ),
                ),
                ("opens_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="updates due")),
                (
                    "review_due_on",
                    models.DateField(blank=True, null=True, verbose_name="review due"),
                ),
                ("pack_on", models.DateField(blank=True, null=True, verbose_name="pack built")),
                (
                    "meets_on",
                    models.DateField(blank=True, null=True, verbose_name="committee meets"),
                ),
                (
                    "from_paper",
                    models.BooleanField(
                        default=False,
                        help_text="Written down after the event.",
                        verbose_name="recorded from paper",
                    ),
                ),
                ("opened_at", models.DateTimeField(default=governance.clock.now, editable=False)),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
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
                    "opened_by",
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
                "verbose_name": "historical reporting round",
                "verbose_name_plural": "historical reporting rounds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("subject_id", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("link", models.URLField(blank=True, max_length=500)),
                (
                    "reference",
                    models.CharField(
                        blank=True, help_text="Such as a paper and its page.", max_length=200
                    ),
                ),
                (
                    "file",
                    models.FileField(blank=True, upload_to=governance.models.comments.stored_as),
                ),
                (
                    "file_name",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=200,
                        verbose_name="name of the file as it was given",
                    ),
                ),
                (
                    "file_sha256",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=64,
                        verbose_name="SHA-256 of the file",
                    ),
                ),
                (
                    "file_size",
                    models.PositiveBigIntegerField(
                        blank=True, editable=False, null=True, verbose_name="bytes in the file"
                    ),
                ),
                (
                    "file_type",
                    models.CharField(
                        blank=True, editable=False, max_length=100, verbose_name="kind of file"
                    ),
                ),
                ("added_at", models.DateTimeField(default=governance.clock.now, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, max_length=300)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "subject_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.partnership",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "evidence",
                "ordering": ["added_at"],
                "permissions": [("add_own_evidence", "May add evidence to a row")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="evidence_retired_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("link", ""), _negated=True),
                            models.Q(("reference", ""), _negated=True),
                            models.Q(("file", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="evidence_is_somewhere",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id"], name="evidence_subject")
                ],
            },
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stands_in_for",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deputies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="governance.partnership"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deputies",
                "ordering": ["starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lte", models.F("ends_on"))),
                        name="deputy_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("user", models.F("deputy")), _negated=True),
                        name="deputy_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_id", models.PositiveBigIntegerField()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField(default=governance.clock.now)),
                (
                    "voice",
                    models.CharField(
                        choices=[("lep", "the partnership"), ("reviewer", "the reviewer")],
                        max_length=10,
                    ),
                ),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "addressed_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "subject_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="governance.comment",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["written_at"],
                "permissions": [("write_comment", "May ask and answer on a row")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                            models.Q(
                                ("resolved_at__isnull", False), ("resolved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="comment_resolved_at_pair",
                    )
                ],
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id"], name="comment_subject")
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "partnership",
                    models.OneToOneField(
                        blank=True,
                        error_messages={
                            "unique": "The audit log of this partnership is there already."
                        },
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit_head",
                        to="governance.partnership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce("partnership", 0),
                        name="audit_head_once",
                        violation_error_message="The audit log of this partnership is there already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("clock_at", models.DateTimeField()),
                ("actor_key", models.CharField(max_length=64)),
                ("verb", models.CharField(db_index=True, max_length=60)),
                ("sentence", models.TextField()),
                ("subject_id", models.PositiveBigIntegerField(blank=True, null=True)),
                ("subject_key", models.CharField(blank=True, max_length=200)),
                ("details", models.JSONField(blank=True, default=dict)),
                (
                    "fingerprints",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="The SHA-256 of each row this event vouches for; none where the row is gone.",
                    ),
                ),
                ("actor_name", models.CharField(blank=True, max_length=150)),
                ("name_salt", models.CharField(blank=True, max_length=32)),
                ("name_digest", models.CharField(blank=True, max_length=64)),
                ("previous_digest", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
                (
                    "seal",
                    models.CharField(
                        blank=True,
                        help_text="The digest signed with a key that is kept outside the database.",
                        max_length=80,
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit_events",
                        to="governance.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce("partnership", 0),
                        models.F("number"),
                        name="audit_number_once_in_chain",
                        violation_error_message="The audit log already has an entry with this number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject_id__isnull", True), ("subject_type__isnull", True)),
                            models.Q(
                                ("subject_id__isnull", False), ("subject_type__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="audit_subject_pair",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id"], name="audit_subject")
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountableBody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=200)),
                (
                    "finance_officer_title",
                    models.CharField(default="Section 151 officer", max_length=100),
                ),
                ("from_on", models.DateField(blank=True, null=True)),
                ("to_on", models.DateField(blank=True, null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accountable_bodies",
                        to="governance.partnership",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "accountable bodies",
                "ordering": ["from_on"],
            },
        ),
        migrations.CreateModel(
            name="PartnershipName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("from_on", models.DateField(blank=True, null=True)),
                ("to_on", models.DateField(blank=True, null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="governance.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["from_on"],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("subject_id", models.PositiveBigIntegerField()),
                ("due_on", models.DateField()),
                ("title", models.CharField(max_length=200)),
                ("link", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField(default=governance.clock.now)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "envelope",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reminders",
                        to="governance.outgoingmail",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.partnership",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "subject_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "subject_type", "subject_id", "recipient", "due_on"),
                        name="one_reminder_per_duty",
                        violation_error_message="This person is reminded of it already.",
                    )
                ],
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id"], name="reminder_subject")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportingRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(max_length=30)),
                ("starts_on", models.DateField(verbose_name="first day of the quarter")),
                ("ends_on", models.DateField(verbose_name="last day of the quarter")),
                (
                    "label",
                    models.CharField(
                        help_text="Always with its months, such as Q3 2020-21 (Oct to Dec 2020).",
                        max_length=80,
                    ),
                ),
                (
                    "printed_label",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="label as printed in its source"
                    ),
                ),
                (
                    "convention",
                    models.CharField(
                        choices=[
                            ("financial", "Financial year: quarter 1 is April to June"),
                            ("calendar", "Calendar year: quarter 1 is January to March"),
                        ],
                        default="financial",
                        max_length=10,
                    ),
                ),
                ("opens_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="updates due")),
                (
                    "review_due_on",
                    models.DateField(blank=True, null=True, verbose_name="review due"),
                ),
                ("pack_on", models.DateField(blank=True, null=True, verbose_name="pack built")),
                (
                    "meets_on",
                    models.DateField(blank=True, null=True, verbose_name="committee meets"),
                ),
                (
                    "from_paper",
                    models.BooleanField(
                        default=False,
                        help_text="Written down after the event.",
                        verbose_name="recorded from paper",
                    ),
                ),
                ("opened_at", models.DateTimeField(default=governance.clock.now, editable=False)),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
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
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="governance.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on"],
                "permissions": [("open_reportinground", "May open a quarter and change its dates")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"),
                        name="round_slug_once_in_partnership",
                        violation_error_message="This quarter is there already. Open it, or choose another quarter.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lt", models.F("ends_on"))),
                        name="round_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__isnull", True),
                            ("review_due_on__isnull", True),
                            ("due_on__lte", models.F("review_due_on")),
                            _connector="OR",
                        ),
                        name="round_due_before_review",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reportinground_closed_at_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("officer", "Officer"),
                            ("coordinator", "Coordinator"),
                            ("area_lead", "Area Lead"),
                            ("committee_member", "Committee member"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=20,
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("name", models.CharField(max_length=150)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("asked_at", models.DateTimeField(default=governance.clock.now, editable=False)),
                ("confirmed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("declined_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
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
                    "declined_by",
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
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_requests",
                        to="governance.partnership",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at"],
                "permissions": [
                    ("confirm_role", "May confirm a reviewer whom somebody else asked for")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", True), ("confirmed_by__isnull", True)
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False), ("confirmed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="rolerequest_confirmed_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("declined_at__isnull", True), ("declined_by__isnull", True)),
                            models.Q(
                                ("declined_at__isnull", False), ("declined_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="rolerequest_declined_at_pair",
                    ),
                    models.UniqueConstraint(
                        models.F("partnership"),
                        models.F("role"),
                        models.F("email"),
                        condition=models.Q(
                            ("confirmed_at__isnull", True), ("declined_at__isnull", True)
                        ),
                        name="role_asked_once",
                        violation_error_message="Somebody was asked already to confirm this role for this address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="role_confirmed_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPartnership",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=200)),
                ("short_name", models.CharField(max_length=40)),
                (
                    "slug",
                    models.SlugField(
                        error_messages={
                            "unique": "A partnership with this address is there already. Choose another one."
                        }
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lep_company", "Local Enterprise Partnership (company)"),
                            ("lep_unincorporated", "Local Enterprise Partnership (unincorporated)"),
                            ("council", "Council"),
                            ("joint_committee", "Joint committee"),
                            ("combined_authority", "Combined authority"),
                            ("business_board", "Business board"),
                            ("other", "Another kind of body"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "reviewer_title",
                    models.CharField(
                        blank=True,
                        default="Area Lead",
                        help_text="What the person who reviews is called. Leave empty where nobody reviews.",
                        max_length=60,
                        verbose_name="reviewer's title",
                    ),
                ),
                (
                    "quarter_convention",
                    models.CharField(
                        choices=[
                            ("financial", "Financial year: quarter 1 is April to June"),
                            ("calendar", "Calendar year: quarter 1 is January to March"),
                        ],
                        default="financial",
                        max_length=10,
                    ),
                ),
                ("logo", models.TextField(blank=True, max_length=100)),
                (
                    "update_days",
                    models.PositiveSmallIntegerField(
                        default=8,
                        help_text="From opening a quarter.",
                        verbose_name="working days to write updates",
                    ),
                ),
                (
                    "review_days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="From the day updates are due.",
                        verbose_name="working days to review",
                    ),
                ),
                (
                    "reminder_days",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="days before due to remind"
                    ),
                ),
                (
                    "papers_clear_days",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="clear working days for papers"
                    ),
                ),
                (
                    "no_change_limit",
                    models.PositiveSmallIntegerField(
                        default=2, verbose_name="times running “no change” may be sent"
                    ),
                ),
                (
                    "authenticator_roles",
                    models.JSONField(
                        blank=True,
                        default=list,
                        verbose_name="roles that must use authenticator codes",
                    ),
                ),
                (
                    "one_person_since",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="one person may write and review since",
                    ),
                ),
                ("one_person_reason", models.CharField(blank=True, editable=False, max_length=300)),
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
                    "one_person_by",
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
                    "successor",
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
                    "status_scheme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="governance.statusscheme",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical partnership",
                "verbose_name_plural": "historical partnerships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="VerificationRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=governance.clock.real_now)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("nightly", "nightly"),
                            ("command", "by command"),
                            ("asked", "asked for on the page"),
                            ("pack", "before a pack was created"),
                            ("signing", "before a quarter was signed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "with_files",
                    models.BooleanField(
                        default=True, help_text="Whether stored files were read too."
                    ),
                ),
                ("events", models.PositiveIntegerField(default=0)),
                (
                    "digest",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="digest of the last event"
                    ),
                ),
                (
                    "checked",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="rows compared, by what they are"
                    ),
                ),
                (
                    "older",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        verbose_name="rows from before fingerprints were kept, by what they are",
                    ),
                ),
                ("problems", models.JSONField(blank=True, default=list)),
                (
                    "known",
                    models.JSONField(
                        blank=True, default=list, verbose_name="problems acknowledged earlier"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verifications",
                        to="governance.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["partnership", "-at"], name="verification_last")],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("name", models.CharField(max_length=150)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("officer", "Officer"),
                            ("coordinator", "Coordinator"),
                            ("area_lead", "Area Lead"),
                            ("committee_member", "Committee member"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "token_digest",
                    models.CharField(
                        editable=False,
                        error_messages={"unique": "An invitation with this link is there already."},
                        max_length=64,
                        unique=True,
                    ),
                ),
                ("invited_at", models.DateTimeField(default=governance.clock.now, editable=False)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "accepted_by",
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
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="governance.body",
                    ),
                ),
                (
                    "confirmed_by",
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
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
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
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="governance.partnership"
                    ),
                ),
            ],
            options={
                "ordering": ["-invited_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                            models.Q(
                                ("accepted_at__isnull", False), ("accepted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="invitation_accepted_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="invitation_withdrawn_at_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRoleAssignment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("officer", "Officer"),
                            ("coordinator", "Coordinator"),
                            ("area_lead", "Area Lead"),
                            ("committee_member", "Committee member"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
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
                        help_text="For a committee member: the body they sit on.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="governance.body",
                    ),
                ),
                (
                    "confirmed_by",
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
                    "given_by",
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
                "verbose_name": "historical role assignment",
                "verbose_name_plural": "historical role assignments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBody",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=150)),
                ("slug", models.SlugField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "Board"),
                            ("committee", "Committee"),
                            ("sub_group", "Sub-group"),
                            ("joint_committee", "Joint committee"),
                        ],
                        default="committee",
                        max_length=20,
                    ),
                ),
                (
                    "is_advisory",
                    models.BooleanField(
                        default=False, help_text="An advisory body recommends; it cannot decide."
                    ),
                ),
                ("remit", models.TextField(blank=True)),
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
                    "parent",
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
                "verbose_name": "historical body",
                "verbose_name_plural": "historical bodies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("officer", "Officer"),
                            ("coordinator", "Coordinator"),
                            ("area_lead", "Area Lead"),
                            ("committee_member", "Committee member"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        help_text="For a committee member: the body they sit on.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_assignments",
                        to="governance.body",
                    ),
                ),
                (
                    "confirmed_by",
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
                    "given_by",
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
                        related_name="role_assignments",
                        to="governance.partnership",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["partnership", "role", "user"],
                "permissions": [("invite_user", "May invite people and give or end roles")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("user"),
                        models.F("partnership"),
                        models.F("role"),
                        django.db.models.functions.comparison.Coalesce("body", 0),
                        django.db.models.functions.comparison.Coalesce(
                            "starts_on", models.Value(datetime.date(1, 1, 1), models.DateField())
                        ),
                        name="role_given_once",
                        violation_error_message="This person already has that role here from that day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("starts_on__lte", models.F("ends_on")),
                            _connector="OR",
                        ),
                        name="role_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("vice_chair", "Vice-chair"),
                            ("member", "Member"),
                            ("lead_officer", "Lead officer"),
                            ("observer", "Observer"),
                        ],
                        default="member",
                        max_length=20,
                    ),
                ),
                (
                    "printed_name",
                    models.CharField(
                        blank=True,
                        help_text="Who holds it, where they have no account.",
                        max_length=150,
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True)),
                ("to_on", models.DateField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="governance.body",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["body", "post"],
            },
        ),
        migrations.CreateModel(
            name="BoardPack",
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
                    models.PositiveIntegerField(
                        help_text="Counts the packs of this body and round."
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("meets_on", models.DateField(blank=True, null=True, verbose_name="meeting on")),
                (
                    "sections",
                    models.JSONField(
                        default=list, help_text="Which sections, in this pack's order."
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("requested", "waiting to be built"),
                            ("building", "being built"),
                            ("failed", "could not be built"),
                            ("ready", "ready to read and issue"),
                            ("issued", "issued"),
                            ("superseded", "superseded"),
                        ],
                        default="requested",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=120)),
                ("steps_done", models.PositiveSmallIntegerField(default=0)),
                ("steps_total", models.PositiveSmallIntegerField(default=0)),
                ("step_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("problem", models.CharField(blank=True, max_length=300)),
                ("requested_at", models.DateTimeField(default=governance.clock.now)),
                ("built_at", models.DateTimeField(blank=True, null=True)),
                ("html", models.TextField(blank=True)),
                ("pdf", models.BinaryField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("pages", models.PositiveIntegerField(blank=True, null=True)),
                ("build_id", models.CharField(blank=True, max_length=40)),
                (
                    "is_draft",
                    models.BooleanField(
                        default=False,
                        help_text="Built while the quarter was still open: it cannot be issued.",
                    ),
                ),
                ("audit_count", models.PositiveIntegerField(blank=True, null=True)),
                ("audit_digest", models.CharField(blank=True, max_length=64)),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it replaces the earlier pack"
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        error_messages={
                            "unique": "A pack that will replace this one was asked for already. Open that one."
                        },
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by_pack",
                        to="governance.boardpack",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="governance.body",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="governance.partnership",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="governance.reportinground",
                    ),
                ),
            ],
            options={
                "ordering": ["-requested_at"],
                "permissions": [
                    ("compose_boardpack", "May ask for a pack to be built"),
                    ("issue_boardpack", "May issue a pack to its body"),
                    ("read_boardpack", "May read the packs issued to a body they sit on"),
                    ("read_every_boardpack", "May read the packs issued to every body"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "round", "number"),
                        name="pack_number_once",
                        violation_error_message="A pack with this number is there already for this body and quarter.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("issued_at__isnull", True), ("issued_by__isnull", True)),
                            models.Q(("issued_at__isnull", False), ("issued_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="boardpack_issued_at_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes__isnull", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pack_superseding_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["ready", "issued", "superseded"]), _negated=True
                            ),
                            models.Q(("sha256", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pack_ready_has_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["issued", "superseded"]), _negated=True),
                            ("is_draft", False),
                            _connector="OR",
                        ),
                        name="pack_draft_is_not_issued",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "issued")),
                        fields=("body", "round"),
                        name="one_issued_pack_per_body_and_round",
                        violation_error_message="A pack is issued for this body and quarter already. Open it and replace it with a reason.",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
