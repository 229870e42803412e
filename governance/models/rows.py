"""What every stored row shares: the guard against overwriting, pairs, dates in their own words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .. import clock
from ..concurrency.versions_seen import VersionDifference, written
from ..input import fields
from ..input.dated_text import DateFrame, due_in_words


class ChangedMeanwhile(Exception):
    """Somebody else saved this row since it was read; nothing was written."""

    def __init__(self, row: models.Model):
        self.row = row
        super().__init__(f"This {row._meta.verbose_name} was changed by somebody else meanwhile.")


class StaleVersion(ChangedMeanwhile):
    """A decision was taken on something that is not as it was shown any more; nothing was done.

    ``differences`` says what was shown and what stands now, ``meanwhile`` in sentences what was
    done between the two. ``seen`` names what stands now, for a page that shows all of it and lets
    the decision be taken on that; empty where the thing itself has to be read again first.
    """

    def __init__(
        self,
        row: models.Model,
        differences: Sequence[VersionDifference],
        *,
        meanwhile: Sequence[str] = (),
        seen: str = "",
    ):
        super().__init__(row)
        self.differences, self.meanwhile, self.seen = list(differences), list(meanwhile), seen


class VersionedModel(models.Model):
    """A row that two people cannot overwrite: each save must name the version it was read at.

    The guard sits in ``_do_update``, so forms, the admin, imports and history all meet it.
    ``QuerySet.update`` goes round it and is kept for columns nobody types into.
    """

    version = models.PositiveIntegerField(default=1, editable=False)

    # Refuses to save a row that the audit log vouches for otherwise. Given by ``GovernanceConfig``
    # when all models are there, because the log is kept in models too.
    hold_against_log: ClassVar[Callable[[Any, set[str]], None]]

    class Meta:
        abstract = True

    @property
    def _history_date(self):
        """When a version was made, by the product's own clock; asked for by the history."""
        return clock.now()

    @property
    def seen_as(self) -> str:
        """The name under which a form says which version of this row it shows."""
        return f"{self._meta.model_name}.{self.pk}"

    @property
    def seen(self) -> str:
        """What the form of a decision on this row carries (``concurrency.versions_seen``)."""
        return written({self.seen_as: self.version})

    def came_from(self, page: str) -> None:
        """Keep beside the next versions the page that sent them (``concurrency.page_tokens``)."""
        self._change_reason = page or None

    def _do_update(self, base_qs, using, pk_val, values, update_fields, forced_update):
        self.hold_against_log({value[0].attname for value in values})
        field = self._meta.get_field("version")
        read_at = self.version
        values = [value for value in values if value[0] is not field]
        values.append((field, None, read_at + 1))
        updated = super()._do_update(
            base_qs.filter(version=read_at), using, pk_val, values, update_fields, forced_update
        )
        if updated:
            self.version = read_at + 1
        elif type(self)._base_manager.using(using).filter(pk=pk_val).exists():
            raise ChangedMeanwhile(self)
        return updated


@dataclass(frozen=True)
class StateStep:
    """The action that brought a row into the state it is in: its word, its person, its moment.

    ``by`` is None where nobody did it, or where it was not written down.
    """

    word: str
    by: Any
    at: datetime


class AskedRow(VersionedModel):
    """A row that people are asked about each quarter; its state has one person and one moment.

    Pages, packs and mails read the three together from ``last_step``, so that no state is printed
    beside the name or the day of another action.
    """

    state_since = models.DateTimeField(default=clock.now)
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        help_text="Who brought it into its state.",
    )
    joined_at = models.DateTimeField(
        "added to the quarter",
        null=True,
        blank=True,
        editable=False,
        help_text="When it came into a quarter that was open already; empty if from the opening.",
    )

    class Meta:
        abstract = True

    @property
    def last_step(self) -> StateStep:
        """The word of its state with who brought it there and when."""
        return StateStep(self.get_state_display(), self.state_by, self.state_since)

    def mark_step(self, by: Any, at: datetime | None = None) -> None:
        """Write down who changed the state, and when; called with every transition."""
        self.state_by, self.state_since = by, at or clock.now()


def both_or_neither(model: str, *names: str) -> models.CheckConstraint:
    """Return the constraint that ``…_at`` and ``…_by`` are filled together or not at all."""
    none_set = Q(**{f"{name}__isnull": True for name in names})
    all_set = Q(**{f"{name}__isnull": False for name in names})
    return models.CheckConstraint(condition=none_set | all_set, name=f"{model}_{names[0]}_pair")


class WebAddressField(models.URLField):
    """A link; typed without its beginning it means https, in our forms and in the admin alike."""

    def formfield(self, **options):
        return super().formfield(**{"assume_scheme": "https", **options})

    def deconstruct(self):
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.URLField", args, options


class FigureField(models.DecimalField):
    """A figure that people type; every form of it takes what ``governance.input.figures`` reads."""

    def formfield(self, **options):
        return super().formfield(**{"form_class": fields.FigureFormField, **options})

    def deconstruct(self):
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.DecimalField", args, options


class Precision(models.TextChoices):
    """How exact a date read from printed words is."""

    DAY = "day", "day"
    MONTH = "month", "month"
    QUARTER = "quarter", "quarter"
    SEASON = "season", "season"
    YEAR = "year", "year"
    EVENT = "event", "event"
    NONE = "none", "no date"


class DatedText(models.Model):
    """Printed words with the date that stands in them, kept as phrase and as reading.

    ``latest`` is what overdue is judged on; no latest, never overdue. ``dates`` holds every
    reading in the text with its place: start, end, phrase, earliest, latest, precision, kind,
    year_inferred.
    """

    text = models.TextField(blank=True)
    due_text = models.CharField("date as written", max_length=200, blank=True)
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=Precision, default=Precision.NONE)
    date_kind = models.CharField(max_length=12, blank=True)
    year_inferred = models.BooleanField(default=False)
    dates = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True

    @property
    def date_frame(self) -> DateFrame:
        """The days of what the row belongs to; they place a date without its year."""
        raise NotImplementedError(f"{type(self).__name__} has to say what its dates belong to.")

    @property
    def due_in_words(self) -> str:
        """The date that counts, with its year, as it is shown back to who wrote it."""
        return due_in_words(self.earliest, self.latest)

    @property
    def has_happened(self) -> bool:
        """Whether what the words promise is there already, so that its day may be past."""
        return False


def dates_in_order(model: str) -> models.CheckConstraint:
    """Return the constraint that a reading's earliest day does not follow its latest."""
    return models.CheckConstraint(
        condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(earliest__lte=F("latest")),
        name=f"{model}_dates_in_order",
    )


class VisibleQuerySet(models.QuerySet):
    """Rows of the partnerships a person has a role in; a row you cannot hold cannot leak."""

    partnership_path = "partnership"

    def visible_to(self, user):
        if user.is_superuser:
            return self.all()
        return self.filter(**{f"{self.partnership_path}__in": user.partnership_ids()})

    def in_partnership(self, slug):
        """Rows of the partnership an address names, and of no other."""
        return self.filter(**{f"{self.partnership_path}__slug": slug})
