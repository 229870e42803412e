from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0182_checks_after_a_refusal"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["partnership", "at", "number"], name="audit_partnership_at"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["partnership", "number"], name="audit_partnership_number"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["at", "number"], name="audit_at"),
        ),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(fields=["name"], name="user_name"),
        ),
    ]
