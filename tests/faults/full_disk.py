"""The disk is full while editors freeze and upload: nothing half kept, visitors read on, and it goes on with room.

With SQLite all of the site is on that disk; with PostgreSQL its data directory is on it, too, and its log.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.faults.outcome import Outcome
from tests.faults.place import DATABASES, Place, place
from tests.faults.visitors import PAGE, readers
from tools.servers import ROOT

SIZES = {"sqlite": "40m", "postgresql": "250m"}  # of the disk
STEPS = ("freezing", "agency PDF", "picture", "video")
MEDIA = {"picture": "png", "video": "mp4"}
ADDRESS = "/faults/full/"


def prepare() -> dict:
    """A page to freeze and a leaflet to upload to."""
    from tests.factories import LeafletFactory, PageFactory, UserFactory

    UserFactory(username="faults-editor", group="Editors")
    PageFactory(address=ADDRESS)
    LeafletFactory(address="/downloads/faults-full.pdf")
    return {}


def take(*, step: str) -> dict:
    """What became of one of STEPS, done as its form does it."""
    from django.contrib.auth.models import User

    try:
        return {"raised": "", "made": DONE_AS[step](by=User.objects.get(username="faults-editor"))}
    except Exception as fault:
        return {"raised": f"{type(fault).__name__}: {fault}".strip().splitlines()[0]}


def _freezing(*, by) -> str:
    from compliance.models import Material
    from tests.factories import frozen

    return str(frozen(Material.objects.get(address=ADDRESS).as_kind(), by=by))


def _agency_pdf(*, by) -> str:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import transaction

    from compliance.models import Rendition
    from downloads import uploads
    from downloads.models import Leaflet

    body = bytes(Rendition.objects.filter(form="pdf").first().body)
    examined = uploads.examine(SimpleUploadedFile("agency.pdf", body))
    if examined.facts is None:
        raise RuntimeError(examined.problems)
    with transaction.atomic():
        return str(uploads.keep(examined, Leaflet.objects.get(address="/downloads/faults-full.pdf"), by=by).pk)


def _picture(*, by) -> str:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from pages.blocks import FigureBlock
    from pages.models import Page
    from tests.pages.test_pictures import png

    picture = SimpleUploadedFile("bag.png", png((900, 700)))
    on = {"parent": Page.objects.get(address=ADDRESS), "region": "main", "ordering": 20}
    block = FigureBlock(**on, picture=picture, alt="An infusion bag", source="<p>Own illustration</p>")
    block.full_clean()
    block.save()
    return block.picture.name


def _video(*, by) -> str:
    from tests.pages.clips import kept

    return kept(title="Of a full disk").file.name


DONE_AS = dict(zip(STEPS, (_freezing, _agency_pdf, _picture, _video), strict=True))


def counted() -> dict:
    """How many uses are written down, and whether a Version has no bytes."""
    from django.db.models import Sum

    from compliance.models import Use
    from tests.faults.examination import half_done

    return {"uses": Use.objects.aggregate(n=Sum("count"))["n"] or 0, "faults": [*half_done()]}


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """No byte is free, and none becomes free."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1_000_000, 4096, 1):
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)
    try:
        yield
    finally:
        filler.unlink()


def files(at: Place) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in (at.folder / "media").rglob("*") if path.is_file()}


def on(disk: Path, database: str) -> Outcome:
    outcome = Outcome(f"full disk, {database}")
    with place(database, on=disk) as at:
        at.ask("full_disk:prepare")
        web = at.gunicorn()
        web.start()
        try:
            before = files(at)
            with readers(web.address, PAGE) as seen:
                with full(disk):
                    tried = {step: at.ask("full_disk:take", step=step) for step in STEPS}
                    left = {name: size for name, size in files(at).items() if name not in before}
                    time.sleep(12)  # uses are written down every ten seconds
                uses = at.ask("full_disk:counted")["uses"]
                time.sleep(12)
            for step, found in tried.items():
                outcome.see(step, found["raised"] or f"was kept: {found['made']}")
            for step in MEDIA:
                outcome.promise(bool(tried[step]["raised"]), f"A {step} went through on a full disk.")
            outcome.see("left of files that found no room", left or "nothing")
            outcome.promise(not left, f"Files are half kept: {left}")
            outcome.see("visitors", seen)
            # PostgreSQL may then take no new connections: it writes a file for the first one.
            permitted = {"sqlite": {200}, "postgresql": {200, 503}}[database]
            outcome.promise(set(seen.statuses) <= permitted, f"Visitors got {seen}")
            again = {step: at.ask("full_disk:take", step=step) for step in STEPS}
            outcome.promise(not any(found["raised"] for found in again.values()), f"With room again: {again}")
            for step, extension in MEDIA.items():
                outcome.promise(again[step].get("made", "").endswith(extension), f"{step}: {again[step]}")
            found = at.ask("full_disk:counted")
            outcome.see("uses written down with room again", found["uses"] - uses)
            outcome.promise(found["uses"] >= seen.statuses[200], "Uses of the time without room were lost.")
            outcome.broken += found["faults"]
        finally:
            web.stop()
        verdict = at.verify()
        outcome.see("verify_register", verdict or "passes")
        outcome.promise(not verdict, verdict)
    return outcome.over()


def on_a_small_disk(database: str) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="besponsa-disk.") as disk:
        Path(disk).chmod(0o711)  # PostgreSQL runs as another user
        size = SIZES[database]
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=711", "tmpfs", disk], check=True)
        try:
            return on(Path(disk), database)
        finally:
            subprocess.run(["umount", "--lazy", disk], check=True)


def main() -> None:
    """On a file system of its own: mounting asks for root, or for a user namespace where those are permitted."""
    if os.geteuid() != 0:
        inside = ["unshare", "--user", "--map-root-user", "--mount", sys.executable, "-m", "tests.faults.full_disk"]
        if not shutil.which("unshare") or subprocess.run([*inside[:4], "true"], check=False).returncode:
            print("\nfull disk: not tried. It needs root, or user namespaces, to mount a small file system.")
            return
        raise SystemExit(subprocess.run([*inside, "sqlite"], check=False, cwd=ROOT).returncode)
    kept = [on_a_small_disk(database).tell() for database in sys.argv[1:] or DATABASES]
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
