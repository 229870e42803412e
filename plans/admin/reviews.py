"""Reviews: one that was given on paper is recorded here, for the person who gave it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from governance import clock, roles
from governance.admin import ActionForm, KnownRowsFilter, PicksFirst, SaidByField
from governance.admin.forms import AdminDayInput
from governance.errors import ActionRefused
from governance.input.fields import DayField
from governance.input.whole_numbers import typed_number
from governance.models import User

from ..forms.reviews import ReviewForm
from ..models import ProgressUpdate, Review
from ..pages.review import ReviewContext
from ..pages.update import with_surroundings
from ..rounds.versions_seen import seen_for_review
from ..workflow import accept_update, return_update, take_back_acceptance
from .updates import said_in_words

_UPDATES = "update__plan_round__plan__partnership"


# The page speaks to the reviewer; here somebody else types.
THEIRS = {
    "status": "Their status",
    "why_differ": "Why they differ",
    "words": "Their words",
    "note": "What should change",
}


class ReviewAdminForm(ActionForm, ReviewForm):
    """The view of a reviewer as the paper has it: whose it is, of which day, and what it says."""

    default_renderer = None
    not_merged = ("said_by", "said_on")
    update: ProgressUpdate

    def __init__(
        self, data: Any = None, files: Any = None, *, instance: Any = None, initial: Any = None
    ):
        sheet = ReviewContext(self.update, User())
        super().__init__(
            data,
            scheme=sheet.scheme,
            moves=sheet.moves,
            said=self.update.status,
            initial={"version": 0, "seen": seen_for_review(self.update, sheet.moves)},
        )
        for name, label in THEIRS.items():
            self.fields[name].label = label
        said_by, said_on = SaidByField(label="Who gave it"), _day_given()
        reviewers = reviewers_of(self.update)
        said_by.offer(reviewers, likely=reviewers.first())
        seen = forms.CharField(widget=forms.HiddenInput)
        self.fields = {"said_by": said_by, "said_on": said_on, **self.fields, "seen": seen}
        self.instance = Review(update=self.update)

    @property
    def stored_row(self) -> None:
        """A draft that the reviewer keeps on the site is theirs alone."""


class TakeBackForm(ActionForm, forms.Form):
    """Who takes an acceptance back, and what was shown when they asked for it."""

    said_by = SaidByField(label="Who takes it back")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, instance: Any, initial: Any = None):
        self.instance = instance
        super().__init__(data, initial={"seen": instance.update.seen})
        field: Any = self.fields["said_by"]
        field.offer(reviewers_of(instance.update), likely=instance.published_by)


def _day_given() -> DayField:
    return DayField(
        expects="done",
        label="The day it was given",
        initial=clock.today(),
        widget=AdminDayInput(),
        error_messages={"required": "Give the day on which it was given."},
    )


def reviewers_of(update: ProgressUpdate) -> Any:
    """The people who may review the row by themselves."""
    return User.objects.who_belong_to(update.partnership, roles.AREA_LEAD)


@admin.register(Review)
class ReviewAdmin(PicksFirst):
    """A view of a row; one that is published is only read, or taken back before it is signed."""

    role_permission = "plans.review_progressupdate"
    pick_link = Review._meta.get_field("update")
    pick_label = "The row that was sent"
    list_display = (
        "improvement", "quarter", "number", "decision", "status", "written_by", "published_at",
    )  # fmt: skip
    list_filter = ("decision", (_UPDATES, KnownRowsFilter))
    list_select_related = (
        "update__improvement", "update__plan_round__round", "status", "written_by",
    )  # fmt: skip
    search_fields = ("update__improvement__short_name", "words", "note", "written_by__name")
    fields = (
        "update", "said", "number", "decision", "status", "words", "why_differ", "note",
        "written_by", "written_at", "published_by", "published_at",
    )  # fmt: skip
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> Any:
        """What a reviewer has not published yet is theirs alone, for administrators too."""
        return super().get_queryset(request).published()

    @admin.display(description="Improvement")
    def improvement(self, obj: Review) -> str:
        return str(obj.update.improvement)

    @admin.display(description="Quarter")
    def quarter(self, obj: Review) -> str:
        return obj.update.plan_round.round.label

    @admin.display(description="What the row says")
    def said(self, obj: Review) -> str:
        return said_in_words(obj.update)

    # --- Whether and why not ----------------------------------------------------------------------
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or _can_be_taken_back(obj))

    def why_read_only(self, request: HttpRequest, obj: Review) -> str:
        quarter = obj.update.plan_round
        if quarter.is_frozen:
            how = "signed" if quarter.is_signed else "closed"
            return f"{quarter.round} is {how}, so nothing in it changes any more."
        return "A view that was published stands as it was given."

    def links_beside(self, request: HttpRequest, obj: Review) -> list[tuple[str, str]]:
        return [("Open the update", self.page_of(obj.update))]

    # --- Adding -----------------------------------------------------------------------------------
    def page_after_pick(self, picked: Any) -> str:
        return f"{reverse('admin:plans_review_add')}?update={picked.pk}"

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        update = self._about(request)
        if update is None:
            return self.pick(request)
        if not update.can_be_reviewed or not update.partnership.has_reviewer:
            messages.error(
                request,
                f"{update.improvement.called.capitalize()} is {update.get_state_display()}, so no "
                "view of it can be recorded now.",
            )
            return redirect(self.page_of(update))
        return self.changeform_view(request, None, form_url, extra_context)

    def _about(self, request: HttpRequest) -> ProgressUpdate | None:
        """The row that the address names, where the person may see it."""
        key = typed_number(request.GET.get("update"))
        if key is None:
            return None
        found: ProgressUpdate | None = self.picked_rows(request).filter(pk=key).first()
        return None if found is None else with_surroundings().get(pk=found.pk)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        refusal = getattr(request, "refusal", None)
        if obj is None:
            update = self._about(request)
            return type(
                "ReviewAdminForm", (ReviewAdminForm,), {"refusal": refusal, "update": update}
            )
        if not self.has_change_permission(request, obj):
            return super().get_form(request, obj, change, **kwargs)
        return type("TakeBackForm", (TakeBackForm,), {"refusal": refusal})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if obj is None else super().get_readonly_fields(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None:
            asked = ("said_by", "seen") if self.has_change_permission(request, obj) else ()
            return [(None, {"fields": (*self.fields, *asked)})]
        if self._about(request) is None:
            return super().get_fieldsets(request, obj)
        form = self.get_form(request)()
        unseen = tuple(name for name, field in form.fields.items() if field.widget.is_hidden)
        moves = tuple(f"move_{move.pk}" for move in form.moves)
        view = ("status", "why_differ", "words", *moves, "note", *unseen)
        said = ("What the row says", {"description": said_in_words(form.update), "fields": ()})
        return [said, ("The view", {"fields": ("said_by", "said_on", *view)})]

    def verbs(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        if obj is None:
            return [
                ("_accept", "Record that it was accepted"),
                ("_return", "Record that it was returned"),
            ]
        if not self.has_change_permission(request, obj):
            return []
        return [("_take_back", "Take the acceptance back")]

    # --- What is done -----------------------------------------------------------------------------
    def act(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        given = form.cleaned_data
        if change:
            take_back_acceptance(obj.update, seen=given["seen"], by=given["said_by"])
            return
        update = form.update
        _refuse_over_a_draft(update)
        view = {**form.view(), "version": None, "seen": given["seen"]}
        view |= {"written_on": given["said_on"], "by": given["said_by"]}
        if "_return" in request.POST:
            review = return_update(update, note=given["note"], **view)
        else:
            review = accept_update(update, **view)
        obj.pk = review.pk
        obj.refresh_from_db()


def _refuse_over_a_draft(update: ProgressUpdate) -> None:
    draft = update.reviews.filter(published_at=None).select_related("written_by").first()
    if draft is not None:
        raise ActionRefused(
            f"{draft.written_by} keeps a view of this row on the site and has not published it. "
            "Ask them to publish it there."
        )


def _can_be_taken_back(review: Review) -> bool:
    update = review.update
    newest = update.reviews.order_by("-number").values_list("pk", flat=True).first()
    is_accepted = update.state == ProgressUpdate.State.ACCEPTED
    return is_accepted and not update.plan_round.is_frozen and review.pk == newest
