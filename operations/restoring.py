"""Putting a backup back, and proving that it is the register it was."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.conf import settings
from django.db import connection

from compliance.errors import ComplianceError
from operations import databases
from operations.archive import DATABASE, MEDIA, ArchiveRefused, Step, read_manifest, unpack


class NotRestored(ComplianceError):
    """Nothing was changed; says why."""


class NotVerified(ComplianceError):
    """What was restored is not what was signed, or could not be looked at; says what was found."""


def restore(archive: Path, *, to: str, media: Path, replace: bool = False) -> Iterator[Step]:
    """Fill the database at `to` (a postgres:// address, or a folder for SQLite's file) and the folder `media`.

    Refuses (NotRestored) a database that holds anything, unless told to `replace` it, one of another kind, and an
    archive that is not whole. The archive is read to its end and checked before anything is touched.
    """
    media.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=media.parent, prefix=".restore-") as folder:
        unpacked = Path(folder)
        try:
            yield from unpack(archive, unpacked)
            manifest = read_manifest(unpacked)
        except ArchiveRefused as error:
            raise NotRestored(f"Nothing was restored. {error}") from error
        if manifest.vendor != databases.vendor_of(to):
            raise NotRestored(f"It is a backup of {manifest.vendor}; {to.partition('://')[0]} is something else.")
        if not replace and not databases.is_empty(to):
            raise NotRestored(
                "There is a database already. Stop the site, then add --replace-what-is-there, or name an empty one."
            )
        files = sorted((unpacked / MEDIA).iterdir())
        media.mkdir(exist_ok=True)
        for number, file in enumerate(files, start=1):
            shutil.move(file, media / file.name)
            yield Step("Media", number, len(files))
        yield Step("Database", 0, 1)
        databases.fill(to, unpacked / DATABASE)
        yield Step("Database", 1, 1)


def verify(at: str, *, media: Path) -> str:
    """What `verify_register` says of the site at `at`, in a process of its own. Raises NotVerified."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "verify_register"]
    environment = os.environ | databases.environment_of(at, media=media) | {"SECRET_KEY": settings.SECRET_KEY}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise NotVerified((done.stdout + done.stderr).strip())
    return done.stdout.strip().splitlines()[-1]


@contextmanager
def scratch(folder: Path) -> Iterator[str]:
    """An empty place of the site's own kind of database, gone afterwards."""
    if connection.vendor == "sqlite":
        yield str(folder / "restored")
        return
    with databases.scratch_postgres(f"verify_{uuid4().hex[:12]}") as address:
        yield address
