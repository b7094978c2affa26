"""Putting a backup back, and proving that it is the register it was."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.storage import Storage
from django.db import connection

from compliance.errors import ComplianceError
from operations import databases, media, scratch, scratch_databases
from operations.archive import DATABASE, MEDIA, ArchiveRefused, database_size, read_manifest, unpack
from operations.progress import Step


class NotRestored(ComplianceError):
    """Nothing was changed; says why."""


class NotVerified(ComplianceError):
    """What was restored is not what was signed, or could not be looked at; says what was found."""


def restore(archive: Path, *, to: str, media_to: Storage, replace: bool = False) -> Iterator[Step]:
    """Fill the database at `to` (a postgres:// address, or a folder for SQLite's file), and `media_to`.

    Refuses (NotRestored) where anything else lies in either, unless told to `replace` it, a database of another kind,
    a disk that is too small, and an archive that is not whole. The archive is read to its end and checked before
    anything is touched. Media that are there already stay; their names are their content.
    """
    beside = media.folder_beside(media_to)
    beside.mkdir(parents=True, exist_ok=True)
    scratch.sweep(beside)
    with scratch.folder(beside, "restore") as unpacked:
        try:
            _refuse_without_room(archive, to, unpacked)
            yield from unpack(archive, unpacked)
            manifest = read_manifest(unpacked)
        except ArchiveRefused as error:
            raise NotRestored(f"Nothing was restored. {error}") from error
        if manifest.vendor != databases.vendor_of(to):
            raise NotRestored(f"It is a backup of {manifest.vendor}; {to.partition('://')[0]} is something else.")
        files = sorted((unpacked / MEDIA).iterdir())
        _refuse_what_cannot_hold_it(to)
        if not replace:
            _refuse_what_is_there(to, media_to, {file.name for file in files})
        for number, file in enumerate(files, start=1):
            media.put(file, media_to)
            yield Step("Media", number, len(files))
        yield from databases.fill(to, unpacked / DATABASE)


def _refuse_without_room(archive: Path, to: str, unpacked: Path) -> None:
    """It is unpacked beside the media; SQLite's file is copied once more from there."""
    needed = archive.stat().st_size
    if databases.vendor_of(to) == "sqlite":
        needed += database_size(archive)
    free = shutil.disk_usage(unpacked).free
    if free < needed:
        raise NotRestored(
            f"Nothing was restored. {needed / 1e9:.2f} GB are needed in {unpacked.parent}, and {free / 1e9:.2f} GB are "
            "free. Make room, or choose another disk."
        )


def _refuse_what_cannot_hold_it(to: str) -> None:
    encoding = databases.encoding_at(to)
    if encoding != databases.ENCODING:
        raise NotRestored(
            f"Nothing was restored. That database keeps text as {encoding}. Make it anew: createdb --encoding UTF8 "
            "--locale C.UTF-8 --template template0."
        )


def _refuse_what_is_there(to: str, media_to: Storage, ours: set[str]) -> None:
    if not databases.is_empty(to):
        raise NotRestored(
            "There is a database already. Stop the site, then add --replace-what-is-there, or name an empty one."
        )
    if others := sorted(media.names(media_to) - ours):
        raise NotRestored(
            f"What is not in this backup lies in {media.said(media_to)}: {others[0]}, {len(others)} in all. Name an "
            "empty place, or add --replace-what-is-there: it stays, beside what is restored."
        )


def verify(at: str, *, media_at: str | None) -> str:
    """What `verify_register` says of the site at `at`, in a process of its own. Raises NotVerified.

    Its media lie in the folder or bucket `media_at`, as `media.at` takes it; None is the bucket of this site.
    """
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "verify_register"]
    with TemporaryDirectory() as data:
        environment = os.environ | databases.environment_of(at) | {"DATA_DIR": data, "SECRET_KEY": settings.SECRET_KEY}
        if media_at is not None:
            environment |= media.environment_of(media_at, data_dir=Path(data))
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise NotVerified((done.stdout + done.stderr).strip())
    return done.stdout.strip().splitlines()[-1]


@contextmanager
def empty_place(folder: Path) -> Iterator[str]:
    """Where a database of the site's own kind can be restored to, gone afterwards."""
    if connection.vendor == "sqlite":
        yield str(folder / "restored")
        return
    with scratch_databases.scratch_database() as address:
        yield address
