"""Folders for a while. One that a process left behind when it was killed is told from one in use, and removed."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

KINDS = ("backup", "restore", "verify")


@contextmanager
def folder(beside: Path, kind: str) -> Iterator[Path]:
    """A folder in the folder `beside`, gone afterwards; it can be told whose process still lives."""
    with TemporaryDirectory(dir=beside, prefix=f".{kind}-") as made, _locked(Path(made)):
        yield Path(made)


def left_behind(beside: Path) -> list[Path]:
    """Those in the folder `beside` whose process was killed."""
    found = sorted(path for kind in KINDS for path in beside.glob(f".{kind}-*") if path.is_dir())
    return [path for path in found if _is_free(path)]


def sweep(beside: Path) -> None:
    """Remove what was left behind."""
    for path in left_behind(beside):
        shutil.rmtree(path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """The system lets go of the lock when the process ends, however it ends."""
    opened = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(opened)


def _is_free(path: Path) -> bool:
    try:
        with _locked(path):
            return True
    except OSError:  # somebody has it, or it is gone, or not ours to open
        return False
