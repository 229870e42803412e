"""An index on the words of the large tables, for search on PostgreSQL."""

from django.db import migrations

# Each is the expression that ``governance.storage.folded.holding`` asks for.
WORDS = {
    "plans_improvement": (
        "short_name || ' ' || lep_words(statement) || ' ' || "
        "lep_words(extras) || ' ' || lep_words(raw_fragments) || ' ' || status_text"
    ),
    "plans_milestone": "text",
    "plans_kpi": "text",
    "plans_lead": "topic || ' ' || name",
    "plans_monitoringline": "text",
    "plans_citation": "printed",
    "plans_progressnote": "topic || ' ' || text",
    "plans_review": "words || ' ' || why_differ",
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
    dependencies = [("plans", "0173_plainer_words"), ("governance", "0185_words_as_typed")]
    operations = [migrations.RunPython(add, drop)]
