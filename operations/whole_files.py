"""Media files on a disk of the server's own, which may fill up, or lose a process half-way."""

import os
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import FileSystemStorage

BESIDE = ".part"  # of the name of a file that is being written; nothing is sent under such a name


class WholeFiles(FileSystemStorage):
    """A file is under its name whole, or not at all. What was begun and found no room is removed again."""

    def _save(self, name, content):
        beside = f"{name}.{uuid4().hex}{BESIDE}"
        path = Path(self.path(beside))
        try:
            super()._save(beside, content)
            with path.open("rb") as file:
                os.fsync(file.fileno())
            # Two at once may bring the same picture: its name is its content, so either will do.
            path.replace(self.path(name))
            _keep_names(path.parent)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return name


def _keep_names(folder: Path) -> None:
    """Also when the power goes: the database would know of a file that the disk has forgotten."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
