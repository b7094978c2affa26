"""`manage.py backup`: database and media in one file, tried out before it is relied on."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from compliance.errors import ComplianceError
from operations import media, scratch
from operations.backup import back_up
from operations.progress import shown
from operations.restoring import empty_place, restore, verify


class Command(BaseCommand):
    help = "Writes database and media to one file while the site goes on, restores it aside, and verifies the register."

    def add_arguments(self, parser):
        name = f"besponsa-{timezone.now():%Y%m%d-%H%M%S}.tar"
        parser.add_argument("--to", type=Path, default=Path(settings.DATA_DIR, "backups", name), help="the file")
        parser.add_argument("--unverified", action="store_true", help="do not restore it aside to verify it")

    def handle(self, *args, to: Path, unverified: bool, **options):
        if to.exists():
            raise CommandError(f"{to} is there already. Give another name.")
        try:
            shown(back_up(to), self.stderr)
            self.stdout.write(f"{to}: {to.stat().st_size / 1e6:.1f} MB")
            if not unverified:
                self._verify(to)
        except ComplianceError as error:
            raise CommandError(str(error)) from error

    def _verify(self, archive: Path) -> None:
        """As who has nothing but the file would find it."""
        with scratch.folder(archive.parent, "verify") as folder, empty_place(folder) as place:
            media_at = str(folder / "restored/media")
            shown(restore(archive, to=place, media_to=media.at(media_at)), self.stderr)
            self.stdout.write(f"Restored aside and verified: {verify(place, media_at=media_at)}")
