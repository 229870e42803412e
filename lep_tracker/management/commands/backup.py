"""``manage.py backup FILE``: keep the whole site in one file, while people work."""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from governance import clock
from lep_tracker.backups import archive, databases, listed


class Command(BaseCommand):
    help = (
        "Writes the database and all uploaded and issued files to one .tar.gz file, with a sum "
        "of each. It can be used while people work. Keep the file as safe as the site itself. "
        "It ends with 1 where a file that the database names is missing, and says which."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write it; never overwritten")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        applied = MigrationRecorder(connection).applied_migrations()
        manifest = archive.Manifest(
            engine=connection.vendor,
            made_at=clock.now().isoformat(timespec="seconds"),
            migrations=sorted(f"{app}.{name}" for app, name in applied),
        )
        try:
            with tempfile.TemporaryDirectory(prefix="lep-tracker-backup-") as folder:
                database = Path(folder) / databases.NAMES[connection.vendor]
                databases.copy_out(database)
                missing = listed.missing_files()
                archive.write(file, manifest, database, Path(settings.MEDIA_ROOT))
        except archive.BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        files = archive.contents(manifest)["files"]
        self.stdout.write(f"The database and {files} files are kept in {file}.")
        if missing:
            raise CommandError(
                f"Missing from the stored files, so also from this backup: {'; '.join(missing)}. "
                "Look for them in an older backup."
            )
