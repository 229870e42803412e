from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_squashed_0170")]

    operations = [
        migrations.AddIndex(
            model_name="planround",
            index=models.Index(
                condition=models.Q(("state", "collecting")),
                fields=["plan", "round"],
                name="planround_collecting",
            ),
        ),
    ]
