"""Give check-ins of before the person of their state, where it was written down."""

from django.db import migrations
from django.db.models import F


def name_the_person_of_each_state(apps, schema_editor):
    CheckIn = apps.get_model("okrs", "CheckIn")
    CheckIn.objects.filter(state="submitted", state_by=None).update(state_by=F("submitted_by"))


class Migration(migrations.Migration):
    dependencies = [("okrs", "0140_states_name_their_person")]

    operations = [
        migrations.RunPython(name_the_person_of_each_state, migrations.RunPython.noop),
    ]
