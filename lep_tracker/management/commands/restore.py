"""``manage.py restore FILE``: put a kept site back, after proving that the file is whole."""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from lep_tracker.backups import archive, databases, running


class Command(BaseCommand):
    help = (
        "Puts back what backup has kept. The file is verified before anything is touched. A site "
        "in which people are registered is replaced only with --replace. Stop the product first."
    )
    # What is about to be replaced may be broken; that must not stop the repair.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file written by backup")
        parser.add_argument(
            "--replace", action="store_true", help="replace the people, plans and files in place"
        )

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        media = Path(settings.MEDIA_ROOT)
        media.mkdir(parents=True, exist_ok=True)
        try:
            # On the same disk as the files it becomes: putting them in place only changes names.
            with (
                running.stopped(),
                tempfile.TemporaryDirectory(dir=media, prefix=".restore-") as folder,
            ):
                manifest = archive.unpack(file, Path(folder))
                self._refuse_other_houses(manifest, replace=replace)
                database = Path(folder) / "database" / databases.NAMES[connection.vendor]
                databases.check_copy(database)
                databases.copy_in(database)
                files = archive.put_files(Path(folder) / "media", media)
        except archive.BackupRefused as refusal:
            raise CommandError(f"{refusal} Nothing was changed.") from refusal
        self.stdout.write(
            f"The site of {manifest.made_at} is back, with {files} files. "
            "Use manage.py migrate if the product is newer than the backup."
        )

    def _refuse_other_houses(self, manifest: archive.Manifest, *, replace: bool) -> None:
        if manifest.engine != connection.vendor:
            raise archive.BackupRefused(
                f"This backup is of {manifest.engine} and this site uses {connection.vendor}."
            )
        known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
        if newer := sorted(set(manifest.migrations) - known):
            raise archive.BackupRefused(
                f"This backup was made by a newer version ({newer[0]}). Update the product first."
            )
        people = get_user_model()
        has_tables = people._meta.db_table in connection.introspection.table_names()
        if not replace and has_tables and people._default_manager.exists():
            count = people._default_manager.count()
            raise archive.BackupRefused(
                f"{count} people are registered here. Add --replace to put the backup in the "
                "place of this database and these files."
            )
