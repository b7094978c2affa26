"""`manage.py restore FILE --to PLACE`: what `backup` wrote, into an empty database."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from compliance.errors import ComplianceError
from operations.databases import vendor_of
from operations.progress import shown
from operations.restoring import restore, verify


class Command(BaseCommand):
    help = "Restores a backup into an empty place and verifies the register there."
    requires_system_checks = ()  # there may be no database yet

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, help="what `backup` wrote")
        parser.add_argument(
            "--to", required=True, help="a postgres:// address; or, for SQLite, the folder that is to be DATA_DIR"
        )
        parser.add_argument(
            "--media", type=Path, help="the folder for media; if not given, media/ in that folder or in DATA_DIR"
        )
        parser.add_argument(
            "--replace-what-is-there",
            action="store_true",
            dest="replace",
            help="overwrite a database that is not empty: it cannot be had back",
        )

    def handle(self, *args, archive: Path, to: str, media: Path | None, replace: bool, **options):
        if media is None:
            media = Path(settings.DATA_DIR if vendor_of(to) == "postgresql" else to, "media")
        try:
            shown(restore(archive, to=to, media=media, replace=replace), self.stderr)
            self.stdout.write(f"Restored and verified: {verify(to, media=media)}")
        except ComplianceError as error:
            raise CommandError(str(error)) from error
        if settings.DATABASE_OWNER:
            self.stdout.write("Let the owner have it, then run `manage.py migrate`: docs/deploy.md, “From a backup”.")
        self.stdout.write("Start the web server anew. With another SECRET_KEY, run `manage.py rebuild_search` first.")
