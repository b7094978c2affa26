"""`manage.py restore FILE --to PLACE`: what `backup` wrote, into an empty database."""

from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.management import BaseCommand, CommandError

from compliance.errors import ComplianceError
from operations import media as places
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
            "--media",
            help="a folder, or a bucket's address as BUCKET_URL has it; if not given, the bucket of BUCKET_URL; "
            "without one, media/ in that folder or in DATA_DIR",
        )
        parser.add_argument(
            "--replace-what-is-there",
            action="store_true",
            dest="replace",
            help="overwrite a database that is not empty: it cannot be had back",
        )

    def handle(self, *args, archive: Path, to: str, media: str | None, replace: bool, **options):
        own_bucket = None if media else places.of_the_site()
        media_at = None if own_bucket else media or self._folder(to)
        media_to = own_bucket or places.at(media_at)
        self.stdout.write(f"Media go to {places.said(media_to)}.")
        try:
            shown(restore(archive, to=to, media_to=media_to, replace=replace), self.stderr)
            self.stdout.write(f"Restored and verified: {verify(to, media_at=media_at)}")
        except (ComplianceError, ClientError, BotoCoreError) as error:
            raise CommandError(str(error)) from error
        if settings.DATABASE_OWNER:
            self.stdout.write("Let the owner have it, then run `manage.py migrate`: docs/deploy.md, “From a backup”.")
        self.stdout.write("Start the web server anew. With another SECRET_KEY, run `manage.py rebuild_search` first.")

    def _folder(self, to: str) -> str:
        return str(Path(settings.DATA_DIR if vendor_of(to) == "postgresql" else to, "media"))
