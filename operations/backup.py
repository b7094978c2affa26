"""Taking a backup while the site goes on."""

import tarfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from compliance import media_files
from operations import databases, media, scratch, scratch_databases
from operations.archive import DATABASE, MEDIA, Hashing, Manifest, add, add_manifest
from operations.progress import Step, watched


def back_up(to: Path) -> Iterator[Step]:
    """Write the archive `to`, complete or not at all, saying along the way how far it is.

    Removes first what a backup or a restore that was killed has left behind. Raises databases.ProgramFailed where
    PostgreSQL's own programs are missing or refuse.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    for folder in (to.parent, Path(settings.DATA_DIR)):
        scratch.sweep(folder)
    scratch_databases.sweep()
    with scratch.folder(to.parent, "backup") as folder:
        dump, unfinished = folder / DATABASE, folder / "archive"
        yield from databases.dump(dump)
        yield from _write(unfinished, dump)
        unfinished.chmod(0o600)  # sessions and password hashes are in it
        unfinished.replace(to)


def _write(to: Path, dump: Path) -> Iterator[Step]:
    names = sorted(name for name in media.names(default_storage) if media_files.NAME.fullmatch(name))
    size = dump.stat().st_size
    with tarfile.open(to, "w") as archive:
        with dump.open("rb") as file:
            hashing = Hashing(file)
            yield from watched("Archive", lambda: add(archive, DATABASE, size, hashing), file.tell, of=size)
        for number, name in enumerate(names, start=1):
            with default_storage.open(name) as file:
                add(archive, MEDIA + name, file.size, file)
            yield Step("Media", number, len(names))
        about = {"database_sha256": hashing.digest.hexdigest(), "media": len(names)}
        add_manifest(archive, Manifest(connection.vendor, timezone.now().isoformat(), **about))
