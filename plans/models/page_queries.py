"""What the pages of a plan ask the database for, in a number of queries that never grows.

Each method is named for what it brings; the models keep the rules.
"""

from django.db.models import F, Q

from governance.models import VisibleQuerySet
from governance.storage.json_rows import latest_of, rows_of

from .plans import PlanPartQuerySet

_ORDERED = {"pk": F("pk"), "order": F("order")}
_PRINTED = {**_ORDERED, "level": F("level"), "is_bullet": F("is_bullet"), "text": F("text")}
_PLACED = {**_ORDERED, "milestone": F("milestone_id"), "printed": F("printed")}


class ImprovementQuerySet(PlanPartQuerySet):
    def with_parts(self):
        """Each row with what its cells print, gathered into lists of plain objects."""
        return self.select_related("theme", "updater").annotate(
            lead_rows=self._gathered("leads", **_ORDERED, topic=F("topic"), name=F("name")),
            kpi_rows=self._gathered("kpis", **_PRINTED, due_text=F("due_text"), target=F("target")),
            monitoring_rows=self._gathered(
                "monitoring_lines", **_PRINTED, process=F("process__text")
            ),
            citation_rows=self._gathered(
                "citations",
                **_PLACED,
                source=F("source__title"),
                source_id=F("source_id"),
                pages=F("pages"),
            ),
            reference_rows=self._gathered(
                "references",
                **_PLACED,
                kind=F("kind"),
                block=F("block"),
                start=F("start"),
                ref=F("to__ref"),
                number=F("to__number"),
                short_name=F("to__short_name"),
                gone=F("to__retired_at"),
            ),
            waits_rows=self._gathered(
                "waits_for",
                **_PLACED,
                awaited=F("awaited__title"),
                arrived_on=F("awaited__arrived_on"),
                ref=F("other__ref"),
                number=F("other__number"),
                short_name=F("other__short_name"),
            ),
        )

    def neighbours_of(self, row):
        """The rows before and after one among the live rows, and its place: for "7 of 25"."""
        live = list(self.live().only("pk", "plan_id", "ref", "number", "short_name"))
        at = next((place for place, one in enumerate(live) if one.pk == row.pk), None)
        if at is None:
            return {"place": None, "total": len(live), "before": None, "after": None}
        return {
            "place": at + 1,
            "total": len(live),
            "before": live[at - 1] if at else None,
            "after": live[at + 1] if at + 1 < len(live) else None,
        }

    def _gathered(self, parts_of_row, /, **columns):
        parts = self.model._meta.get_field(parts_of_row).related_model.objects.live()
        return rows_of(parts, "improvement", **columns)


class UpdatePageQuerySet(VisibleQuerySet):
    def standing(self):
        """The updates that say how a row stands: what was sent, and what a quarter ended without.

        The same as ``is_standing`` of one update.
        """
        over = Q(plan_round__signed_at__isnull=False) | Q(plan_round__closed_at__isnull=False)
        return self.filter(Q(state__in=self.model.SAID) | over)

    def seen_by(self, visibility):
        """Committees see closed quarters only."""
        if visibility.open_quarters:
            return self
        return self.filter(plan_round__closed_at__isnull=False)

    def for_plan_page(self, plan, visibility):
        """Every quarter's word on every row of a plan, newest quarter first, in one query."""
        return (
            self.filter(plan_round__plan=plan)
            .seen_by(visibility)
            .with_voices()
            .order_by("-plan_round__round__starts_on", "improvement__order")
        )

    def with_voices(self):
        """Each update with its paragraphs and the reviewer's published view of it."""
        notes = self.model._meta.get_field("notes").related_model.objects
        reviews = self.model._meta.get_field("reviews").related_model.objects.published()
        # Only what was returned and not sent again is read from what was sent.
        sent = self.model._meta.get_field("submissions").related_model.objects
        sent = sent.filter(update__state="returned")
        people = ["edited_by", "submitted_by", "asked"]
        joined = self.select_related("plan_round__round", "status", *people)
        return joined.annotate(
            note_rows=rows_of(
                notes, "update", **_PRINTED, topic=F("topic"), as_at_text=F("as_at_text")
            ),
            review_row=latest_of(
                reviews,
                "update",
                "-number",
                words=F("words"),
                why_differ=F("why_differ"),
                note=F("note"),
                decision=F("decision"),
                word=F("status__word"),
                tone=F("status__tone"),
                published_by=F("published_by__name"),
                published_at=F("published_at"),
            ),
            sent_row=latest_of(
                sent,
                "update",
                "-number",
                said=F("content"),
                by=F("submitted_by__name"),
                at=F("submitted_at"),
            ),
        )
