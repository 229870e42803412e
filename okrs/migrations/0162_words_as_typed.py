"""An index on the words of the large tables, for search on PostgreSQL."""

from django.db import migrations

# Each is the expression that ``governance.storage.folded.holding`` asks for.
WORDS = {
    "okrs_objective": "section || ' ' || text || ' ' || lep_words(body)",
    "okrs_keyresult": "text || ' ' || lep_words(bullets) || ' ' || outcome_text",
    "okrs_checkin": "words || ' ' || reason",
}


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, words in WORDS.items():
            schema_editor.execute(
                f"CREATE INDEX {table}_words ON {table} USING gin (lep_fold({words}) gin_trgm_ops)"
            )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in WORDS:
            schema_editor.execute(f"DROP INDEX {table}_words")


class Migration(migrations.Migration):
    dependencies = [
        ("okrs", "0161_plainer_words"),
        ("governance", "0185_words_as_typed"),
    ]
    operations = [migrations.RunPython(add, drop)]
