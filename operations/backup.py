"""Taking a backup while the site goes on."""

import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from operations import databases
from operations.archive import DATABASE, MEDIA, MEDIA_NAME, Manifest, Step, add, add_manifest, sha256_of


def back_up(to: Path) -> Iterator[Step]:
    """Write the archive `to`, complete or not at all, saying along the way how far it is.

    Raises databases.ProgramFailed where PostgreSQL's own programs are missing or refuse.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=to.parent, prefix=".backup-") as folder:
        dump, unfinished = Path(folder, DATABASE), Path(folder, "archive")
        yield Step("Database", 0, 1)
        databases.dump(dump)
        yield Step("Database", 1, 1)
        yield from _write(unfinished, dump)
        unfinished.chmod(0o600)  # sessions and password hashes are in it
        unfinished.replace(to)


def _write(to: Path, dump: Path) -> Iterator[Step]:
    names = sorted(name for name in _media() if MEDIA_NAME.fullmatch(name))
    with tarfile.open(to, "w") as archive:
        with dump.open("rb") as file:
            add(archive, DATABASE, dump.stat().st_size, file)
        for number, name in enumerate(names, start=1):
            with default_storage.open(name) as file:
                add(archive, MEDIA + name, file.size, file)
            yield Step("Media", number, len(names))
        add_manifest(
            archive, Manifest(connection.vendor, timezone.now().isoformat(), sha256_of(dump), media=len(names))
        )


def _media() -> list[str]:
    try:
        return default_storage.listdir("")[1]
    except FileNotFoundError:  # nothing was ever uploaded
        return []
