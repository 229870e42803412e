"""What lists can be narrowed by; a filtered list has an address that can be shared."""

import django_filters
from django import forms

from .forms.linked import tell_people_apart
from .forms.renderers import FilterRenderer
from .models import AuditEvent, OutgoingMail, User


class FilterForm(forms.Form):
    """The controls of a filter bar, in the site's own markup."""

    default_renderer = FilterRenderer


class AuditEventFilter(django_filters.FilterSet):
    """Narrow the audit log by day, person and what was done."""

    since = django_filters.DateFilter(
        field_name="clock_at",
        lookup_expr="date__gte",
        label="From",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = django_filters.DateFilter(
        field_name="clock_at",
        lookup_expr="date__lte",
        label="To",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    who = django_filters.ModelChoiceFilter(
        field_name="actor", queryset=User.objects.none(), label="Who", empty_label="Anybody"
    )
    what = django_filters.CharFilter(
        field_name="sentence", lookup_expr="icontains", label="Words in it"
    )

    class Meta:
        model = AuditEvent
        fields = ["since", "until", "who", "what"]
        form = FilterForm

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["who"].queryset = User.objects.filter(
            pk__in=AuditEvent.objects.filter(partnership=partnership).values("actor")
        )
        tell_people_apart(self.form.fields["who"])


class OutgoingMailFilter(django_filters.FilterSet):
    """Narrow the outbox by how a mail stands, what it is and whom it is for."""

    phase = django_filters.ChoiceFilter(
        label="State", choices=OutgoingMail.Phase.choices, empty_label="Any"
    )
    kind = django_filters.ChoiceFilter(
        label="What it is", choices=OutgoingMail.Kind.choices, empty_label="Anything"
    )
    to = django_filters.CharFilter(
        field_name="to_address", lookup_expr="icontains", label="Address has in it"
    )

    class Meta:
        model = OutgoingMail
        fields = ["phase", "kind", "to"]
        form = FilterForm
