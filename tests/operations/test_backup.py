"""Backup and restore of a whole site, each a command in a process of its own, on the database that the tests run on."""

import io
import json
import shutil
import tarfile
from pathlib import Path
from threading import Thread

import pytest

from operations import media
from operations.restoring import NotRestored, restore
from tests.compliance.concurrency import Crew, manage
from tests.operations.conftest import IS_POSTGRES, PICTURE, PICTURE_NAME, restored


def asked(environment, question: str) -> str:
    """What a process of that site prints."""
    return manage(environment, "shell", "--no-imports", "--command", question).strip()


LIVE = "from compliance import serving; print(serving.find('/dosing/').sha256)"
TAMPER = """
from django.db import connection
cursor = connection.cursor()
if connection.vendor == "postgresql":
    cursor.execute("ALTER TABLE compliance_rendition DISABLE TRIGGER USER")
else:
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'compliance_rendition'")
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP TRIGGER {name}")
cursor.execute("UPDATE compliance_rendition SET body = %s", [b"other bytes"])
"""
EVENTS = "from compliance.models import Event; print(Event.objects.count(), Event.newest().first())"


def test_what_is_restored_is_what_was_there(site, archive, place):
    done = restored(site, archive, place)

    there = site | place[0]
    assert done.returncode == 0, done.stderr
    assert "0 faults" in done.stdout
    assert asked(there, LIVE) == asked(site, LIVE)
    assert asked(there, EVENTS) == asked(site, EVENTS)
    assert Path(there["DATA_DIR"], "media", PICTURE_NAME).read_bytes() == PICTURE


def test_a_restored_database_is_nobodys_to_read_but_its_owners(site, archive, place):
    restored(site, archive, place)

    files = Path(place[0]["DATA_DIR"]).glob("*sqlite3")
    assert {file.stat().st_mode & 0o777 for file in files} == (set() if IS_POSTGRES else {0o600})


def test_a_backup_is_nobodys_to_read_but_its_owners(archive):
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_backup_taken_while_people_work_is_whole(site, tmp_path):
    to = tmp_path / "busy.tar"
    said = []
    with Crew(site, size=2) as crew:
        page = crew.ask("page", address="/busy/")
        backup = Thread(target=lambda: said.append(manage(site, "backup", "--to", str(to))))
        backup.start()
        while backup.is_alive():
            crew.wander(page, count=2)
        backup.join()

    assert "Restored aside and verified" in said[0]
    assert "0 faults" in said[0]


def test_nothing_is_left_beside_a_backup(archive):
    assert [file.name for file in archive.parent.iterdir()] == ["site.tar"]


def test_a_backup_overwrites_no_other(site, archive):
    with pytest.raises(AssertionError, match="is there already"):
        manage(site, "backup", "--to", str(archive))


def test_a_living_database_is_not_overwritten(site, archive, place):
    restored(site, archive, place)
    before = asked(site | place[0], EVENTS)

    again = restored(site, archive, place)

    assert again.returncode != 0
    assert "There is a database already" in again.stderr
    assert asked(site | place[0], EVENTS) == before


def test_unless_one_says_so(site, archive, place):
    restored(site, archive, place)
    there = site | place[0]
    with Crew(there, size=1) as crew:
        crew.ask("page", address="/later/")

    again = restored(site, archive, place, "--replace-what-is-there")

    assert again.returncode == 0, again.stderr
    count = "from compliance.models import Material; print(Material.objects.filter(address='/later/').count())"
    assert asked(there, count) == "0"


# Archives that are not as they were written


def cut_short(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-20_000])


def repacked(archive: Path, change) -> None:
    """The archive with its parts as `change` gives them back."""
    with tarfile.open(archive) as old:
        parts = [(part.name, old.extractfile(part).read()) for part in old]
    with tarfile.open(archive, "w") as new:
        for name, body in change(parts):
            about = tarfile.TarInfo(name)
            about.size = len(body)
            new.addfile(about, io.BytesIO(body))


def changed_database(archive: Path) -> None:
    repacked(archive, lambda parts: [(name, body + b"x" if name == "database" else body) for name, body in parts])


def one_byte(archive: Path, *, of: str, place: int = 0) -> None:
    """Another in the part `of`; -512 is in the header before it."""
    with tarfile.open(archive) as opened:
        at = opened.getmember(of).offset_data + place
    with archive.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1]))


def one_byte_of_the_database(archive: Path) -> None:
    one_byte(archive, of="database", place=5000)


def one_byte_of_a_picture(archive: Path) -> None:
    one_byte(archive, of=f"media/{PICTURE_NAME}")


def one_byte_of_a_header(archive: Path) -> None:
    one_byte(archive, of=f"media/{PICTURE_NAME}", place=-512)


def one_byte_of_the_manifest(archive: Path) -> None:
    one_byte(archive, of="manifest.json")


def no_manifest(archive: Path) -> None:
    repacked(archive, lambda parts: [part for part in parts if part[0] != "manifest.json"])


def no_picture(archive: Path) -> None:
    repacked(archive, lambda parts: [part for part in parts if not part[0].startswith("media/")])


def other_picture(archive: Path) -> None:
    repacked(archive, lambda parts: [(name, b"other" if name.startswith("media/") else body) for name, body in parts])


def climbs_out(archive: Path) -> None:
    repacked(archive, lambda parts: [*parts, ("../../evil", b"evil")])


def another_file(archive: Path) -> None:
    repacked(archive, lambda parts: [*parts, ("media/evil.py", b"evil")])


def with_manifest(archive: Path, **other) -> None:
    def change(parts):
        for name, body in parts:
            yield name, json.dumps(json.loads(body) | other).encode() if name == "manifest.json" else body

    repacked(archive, change)


def of_a_later_release(archive: Path) -> None:
    with_manifest(archive, format=2)


def of_another_database(archive: Path) -> None:
    with_manifest(archive, vendor="oracle")


def no_archive(archive: Path) -> None:
    archive.write_bytes(b"something else")


@pytest.mark.any_database
@pytest.mark.parametrize(
    "fault",
    [
        cut_short,
        changed_database,
        one_byte_of_the_database,
        one_byte_of_a_picture,
        one_byte_of_a_header,
        one_byte_of_the_manifest,
        no_manifest,
        no_picture,
        other_picture,
        climbs_out,
        another_file,
        of_a_later_release,
        of_another_database,
        no_archive,
    ],
)
def test_what_is_not_as_it_was_written_is_refused_before_anything_is_touched(archive, tmp_path, fault):
    spoilt, folder = tmp_path / "spoilt.tar", tmp_path / "restored"
    shutil.copy(archive, spoilt)
    fault(spoilt)

    with pytest.raises(NotRestored, match=r"\.$"):
        list(restore(spoilt, to=str(folder), media_to=media.at(str(folder / "media"))))

    assert not (folder / "besponsa.sqlite3").exists()
    assert not (folder / "media").exists()
    assert not (tmp_path.parent / "evil").exists()


def test_a_register_that_was_tampered_with_is_said_to_be(site, archive, place, tmp_path):
    """The archive is whole, but what it holds is not what was signed."""
    restored(site, archive, place)
    there = site | place[0]
    asked(there, TAMPER)
    tampered = tmp_path / "tampered.tar"

    with pytest.raises(AssertionError, match="the bytes of its body are not those kept"):
        manage(there, "backup", "--to", str(tampered))
