"""The disk is full while an editor sends forms: nothing half kept, visitors read on, and it goes on with room.

With SQLite all of the site is on that disk; with PostgreSQL its data directory is on it, too, and its log.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from tests.faults.forms import Editor, Form, forms, given_back, read_by_people
from tests.faults.outcome import Outcome
from tests.faults.place import DATABASES, Place, place
from tests.faults.visitors import PAGE, readers
from tools.servers import ROOT

SIZES = {"sqlite": "40m", "postgresql": "250m"}  # of the disk
WRITTEN_SECONDS = 12  # uses are written down every ten
ADDRESS, LEAFLET = "/faults/full/", "/downloads/faults-full.pdf"
# PostgreSQL has room of its own in files that it made before: a small row may still be kept.
PERMITTED = {"sqlite": {507}, "postgresql": {302, 503, 507}}
NEVER_KEPT = {"picture", "video"}  # files


def prepare() -> dict:
    """An editor, a page to freeze and a leaflet to upload to."""
    from tests.factories import LeafletFactory, PageFactory, UserFactory

    UserFactory(username="faults-editor", group="Editors")
    PageFactory(address=ADDRESS)
    LeafletFactory(address=LEAFLET)
    return {}


def papers() -> dict:
    """What the forms are about, and what is sent with them."""
    from compliance.models import Rendition
    from downloads.models import Leaflet
    from pages.models import Page
    from tests.factories import PASSWORD
    from tests.pages.clips import CAPTIONS, SIZE, TRANSCRIPT, clip
    from tests.pages.test_pictures import png

    bodies = {
        "agency_pdf": bytes(Rendition.objects.filter(form="pdf").first().body),
        "picture": png((900, 700)),
        "file": clip(),
        "captions": CAPTIONS,
        "poster": png(size=SIZE),
    }
    return {
        "password": PASSWORD,
        "page": Page.objects.get(address=ADDRESS).pk,
        "leaflet": Leaflet.objects.get(address=LEAFLET).pk,
        "transcript": TRANSCRIPT,
        "bodies": {name: b64encode(body).decode() for name, body in bodies.items()},
    }


def counted() -> dict:
    """How many uses are written down, whether a Version has no bytes, and what was kept of the forms."""
    from django.db.models import Sum

    from compliance.models import Use, Version
    from downloads.models import Leaflet
    from pages.blocks import FigureBlock
    from pages.models import Page, Video
    from tests.faults.examination import half_done

    page = Page.objects.get(address=ADDRESS)
    leaflet = Leaflet.objects.get(address=LEAFLET)
    return {
        "uses": Use.objects.aggregate(n=Sum("count"))["n"] or 0,
        "faults": [*half_done()],
        "versions": [str(version) for version in Version.objects.filter(material=page)],
        "pdfs": [str(file) for file in leaflet.agency_files.all()],
        "pictures": [block.picture.name for block in FigureBlock.objects.filter(parent=page)],
        "videos": [video.file.name for video in Video.objects.filter(title="Of a full disk")],
    }


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


def larger(form: Form) -> Form:
    """So large that Django puts it into a file while it is read."""
    files = {name: (file, body + b"\0" * 6_000_000) for name, (file, body) in form.files.items()}
    return replace(form, files=files)


def files(at: Place) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in (at.folder / "media").rglob("*") if path.is_file()}


def on(disk: Path, database: str) -> Outcome:
    outcome = Outcome(f"full disk, {database}")
    with place(database, on=disk) as at:
        at.ask("full_disk:prepare")
        web = at.gunicorn(TMPDIR=str(disk))  # uploads wait there while they are read
        web.start()
        papers = at.ask("full_disk:papers")
        written = forms(papers)
        try:
            editor = Editor(web.address, "faults-editor", papers["password"])
            before = files(at)
            with readers(web.address, PAGE) as seen:
                with full(disk):
                    told = {name: editor.send(form) for name, form in written.items()}
                    told["PDF of 6 MB"] = editor.send(larger(written["agency PDF"]))
                    left = {name: size for name, size in files(at).items() if name not in before}
                    time.sleep(WRITTEN_SECONDS)
                uses = at.ask("full_disk:counted")["uses"]
                time.sleep(WRITTEN_SECONDS)
            for name, answer in told.items():
                outcome.see(name, read_by_people(answer))
                permitted = PERMITTED[database] - ({302} if name in NEVER_KEPT else set())
                outcome.promise(answer.status_code in permitted, f"{name}: {read_by_people(answer)}")
                outcome.promise("Traceback" not in answer.text, f"{name} shows the inside of the program.")
                gives_back = answer.status_code != 507 or name not in written or given_back(answer)
                outcome.promise(bool(gives_back), f"{name}: what was typed did not come back.")
            outcome.see("left of files that found no room", left or "nothing")
            outcome.promise(not left, f"Files are half kept: {left}")
            outcome.see("visitors", seen)
            # PostgreSQL may then take no new connections: it writes a file for the first one.
            answers = {"sqlite": {200}, "postgresql": {200, 503}}[database]
            outcome.promise(set(seen.statuses) <= answers, f"Visitors got {seen}")
            refused = {name: form for name, form in written.items() if told[name].status_code != 302}
            again = {name: editor.send_again(told[name], form) for name, form in refused.items()}
            outcome.see("with room, sent again", ", ".join(f"{name} {a.status_code}" for name, a in again.items()))
            for name, answer in again.items():
                outcome.promise(answer.status_code == 302, f"With room, {name}: {read_by_people(answer)}")
            time.sleep(WRITTEN_SECONDS)
            found = at.ask("full_disk:counted")
            outcome.see("uses written down with room again", found["uses"] - uses)
            outcome.promise(found["uses"] >= seen.statuses[200], "Uses of the time without room were lost.")
            outcome.broken += found["faults"]
            kept = {name: len(found[name]) for name in ("versions", "pdfs", "pictures", "videos")}
            outcome.see("kept of it", kept)
            outcome.promise(set(kept.values()) == {1}, f"Each was to be kept once: {kept}")
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
