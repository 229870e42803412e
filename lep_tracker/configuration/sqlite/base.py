"""The database wrapper that ``ENGINE`` names; Django looks for it in a module of this name."""

from typing import Any

from django.db.backends.sqlite3 import base

from governance.text.folding import fold, words_of_json


class DatabaseWrapper(base.DatabaseWrapper):
    """Each connection knows ``lep_fold`` and ``lep_words``."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        for name, function in (("lep_fold", fold), ("lep_words", words_of_json)):
            connection.create_function(name, 1, function, deterministic=True)
        return connection
