"""The power goes while the register is worked on: what nobody asked the disk to keep is gone (forgetful_disk.py)."""

import faulthandler
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from tests.faults.crew import entries
from tests.faults.killed_postgres import start_again
from tests.faults.killing import Crew, kill, look
from tests.faults.outcome import Outcome
from tests.faults.place import DATABASES, Place, place
from tools.servers import ROOT, wait_until

PYTHON = "/usr/bin/python3"  # Debian's, for its package python3-fusepy
PICTURES = "pictures"  # their ledger
ROUNDS = 8
LONGEST_SECONDS = 1200  # for each database


class ForgetfulDisk:
    def __init__(self, folder: Path):
        self.folder = folder
        command = [PYTHON, str(Path(__file__).with_name("forgetful_disk.py")), str(folder)]
        self.process = subprocess.Popen(command)
        wait_until(lambda: os.path.ismount(folder) or self.process.poll() is not None, "The disk is not there")
        if self.process.poll() is not None:
            raise RuntimeError("The disk cannot be mounted.")

    def settle(self) -> None:
        self._tell(signal.SIGUSR1)

    def lose_power(self) -> None:
        self._tell(signal.SIGUSR2)

    def _tell(self, what: int) -> None:
        self.process.send_signal(what)
        os.listdir(self.folder)  # it hears the signal before it answers

    def stop(self) -> None:
        subprocess.run(["umount", "--lazy", self.folder], check=True)
        self.process.wait()


@contextmanager
def forgetful_disk() -> Iterator[ForgetfulDisk]:
    with tempfile.TemporaryDirectory(prefix="besponsa-disk.") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL runs as another user
        disk = ForgetfulDisk(Path(folder))
        try:
            yield disk
        finally:
            disk.stop()


def keep_pictures(*, ledger: str) -> None:
    """One after the other, as their form does it, noting each that is kept; until the power goes."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    noted = os.open(ledger, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    while True:
        body = os.urandom(50_000)
        name = default_storage.save(f"{sha256(body).hexdigest()}.png", ContentFile(body))
        os.write(noted, f'"{name}"\n'.encode())
        time.sleep(0.05)


def lost_pictures(at: Place, ledger: Path) -> list[str]:
    """Those that were kept, and are not there, or not whole."""
    files = {name: at.folder / "media" / name for name in entries(ledger)} if ledger.exists() else {}
    is_whole = {
        name: path.exists() and sha256(path.read_bytes()).hexdigest() == path.stem for name, path in files.items()
    }
    return [name for name in files if not is_whole[name]]


def work_and_cut(at: Place, disk: ForgetfulDisk, pictures: Path, seconds: float, *, is_first: bool) -> None:
    crew = Crew(at, prepare=is_first)
    code = "import django; django.setup(); from tests.faults.power_cut import keep_pictures; "
    command = [sys.executable, "-c", f"{code}keep_pictures(ledger={str(pictures)!r})"]
    keeper = subprocess.Popen(command, cwd=ROOT, env=at.environment)
    ledgers = at.folder / "ledger", pictures
    before = [size(ledger) for ledger in ledgers]
    wait_until(lambda: all(size(ledger) > was for ledger, was in zip(ledgers, before, strict=True)), "Nobody works")
    time.sleep(seconds)
    kill(*crew.clerks, keeper.pid, *(at.postgres.pids() if at.postgres else []))
    keeper.wait()
    crew.end()
    if at.postgres:
        at.postgres.process.wait()
    disk.lose_power()
    if at.postgres:
        start_again(at.postgres)


def size(ledger: Path) -> int:
    return ledger.stat().st_size if ledger.exists() else 0


def on(database: str, rounds: int) -> Outcome:
    outcome = Outcome(f"power cut {rounds} times, {database}")
    chance = random.Random(database)
    with (
        tempfile.TemporaryDirectory(prefix="besponsa-ledgers.") as elsewhere,
        forgetful_disk() as disk,
        place(database, on=disk.folder) as at,
    ):
        (at.folder / "ledger").symlink_to(Path(elsewhere, "ledger"))  # what they were told outlasts the disk
        disk.settle()
        pictures = Path(elsewhere, PICTURES)
        for number in range(rounds):
            work_and_cut(at, disk, pictures, chance.uniform(0, 5), is_first=number == 0)
            found = look(at, outcome)
            lost = lost_pictures(at, pictures)
            outcome.promise(not lost, f"After cut {number + 1} {len(lost)} pictures are gone.")
        outcome.see("acknowledged, and there afterwards", found["acknowledged"])
        outcome.see("met by clerks", found["met"] or "nothing")
        outcome.see("pictures kept, and whole afterwards", len(entries(pictures)) - len(lost))
        verdict = at.verify()
        outcome.see("verify_register", verdict or "passes")
        outcome.promise(not verdict, verdict)
        outcome.promise(sum(found["acknowledged"].values()) > rounds, "The clerks got next to nothing done.")
    return outcome.over()


def can_be_tried() -> bool:
    knows_fuse = subprocess.run([PYTHON, "-c", "import fusepy"], check=False, capture_output=True).returncode == 0
    return knows_fuse and os.geteuid() == 0 and Path("/dev/fuse").exists() and bool(shutil.which("umount"))


if __name__ == "__main__":
    if not can_be_tried():
        print("\npower cut: not tried. It needs root, /dev/fuse, and Debian's package python3-fusepy.")
        raise SystemExit(0)
    kept = []
    for database in sys.argv[1:] or DATABASES:
        faulthandler.dump_traceback_later(LONGEST_SECONDS, exit=True)  # a disk that hangs stops everything on it
        kept.append(on(database, ROUNDS).tell())
    sys.exit(0 if all(kept) else 1)
