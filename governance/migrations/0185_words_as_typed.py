"""How words are searched: ``lep_fold`` and ``lep_words`` of PostgreSQL, and the index by trigrams.

SQLite calls the functions of ``governance.text.folding`` instead, which these have to equal.
"""

from django.db import migrations

FOLD = r"""
CREATE OR REPLACE FUNCTION lep_fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT replace(lower(regexp_replace(
    normalize(
        translate(
            words,
            U&'\2018\2019\201A\201B\02BC\2032\00B4`\201C\201D\201E\201F\2033\00AB\00BB'
            || U&'\2010\2011\2012\2013\2014\2212' || 'łŁøØđĐħĦıæÆœŒ',
            U&'\0027\0027\0027\0027\0027\0027\0027\0027\0022\0022\0022\0022\0022\0022\0022'
            || '------' || 'lLoOdDhHiaAoO'
        ),
        NFKD
    ),
    U&'[\0300-\036F\00AD\200B-\200F\2060\FEFF]', '', 'g'
)), 'ß', 'ss')
$$
"""
WORDS = r"""
CREATE OR REPLACE FUNCTION lep_words(stored jsonb) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT coalesce(string_agg(found #>> '{}', ' '), '') FROM (
    SELECT jsonb_path_query(stored, 'strict $.** ? (@.type() == "object").keyvalue() ?
        (@.key == "text" || @.key == "heading" || @.key == "helper" || @.key == "title").value ?
        (@.type() == "string")') AS found
    UNION ALL
    SELECT jsonb_path_query(stored, 'strict $.** ? (@.type() == "array") [*] ?
        (@.type() == "string")')
) AS parts
$$
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        # The owner of a database may add this one.
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(FOLD)
        schema_editor.execute(WORDS)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION lep_fold(text)")
        schema_editor.execute("DROP FUNCTION lep_words(jsonb)")


class Migration(migrations.Migration):
    dependencies = [("governance", "0184_words_of_imports")]
    operations = [migrations.RunPython(add, drop)]
