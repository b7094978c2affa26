"""Where a backup is put back: folders and buckets, what is refused there, and what is left when it is broken off."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import boto3
import psycopg
import pytest
from django.conf import settings

from operations import media
from operations.restoring import NotRestored, restore
from tests.compliance.concurrency import manage
from tests.operations.conftest import IS_POSTGRES, PICTURE, PICTURE_NAME, restored
from tools.servers import Bucket


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Bucket(tmp_path_factory.mktemp("bucket") / "server")
    server.begin()
    server.wait()
    yield server
    server.stop()


@pytest.fixture
def bucket(server):
    """An empty one, as boto3 has it."""
    reach = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "eu-west-2"}
    bucket = boto3.resource("s3", endpoint_url=server.address, **reach).Bucket("besponsa")
    server.make()
    yield bucket
    bucket.objects.all().delete()
    bucket.delete()


def keys(bucket) -> set[str]:
    return {kept.key for kept in bucket.objects.all()}


def content(bucket, name: str) -> bytes:
    return bucket.Object(name).get()["Body"].read()


@pytest.mark.any_database
def test_media_of_a_bucket_come_back_to_it(site, bucket, server, place, tmp_path):
    """By BUCKET_URL, unless another place is named."""
    there = site | {"BUCKET_URL": server.url}
    bucket.put_object(Key=PICTURE_NAME, Body=PICTURE)
    manage(there, "backup", "--to", str(tmp_path / "site.tar"), "--unverified")
    bucket.objects.all().delete()

    done = restored(there, tmp_path / "site.tar", place)

    assert done.returncode == 0, done.stderr
    assert "Media go to the bucket besponsa." in done.stdout
    assert content(bucket, PICTURE_NAME) == PICTURE
    assert not Path(place[0]["DATA_DIR"], "media").exists()


@pytest.mark.any_database
def test_a_bucket_may_be_named(site, archive, bucket, server, place):
    done = restored(site, archive, place, "--media", server.url)

    assert done.returncode == 0, done.stderr
    assert content(bucket, PICTURE_NAME) == PICTURE
    assert "secret" not in done.stdout + done.stderr


@pytest.mark.any_database
def test_so_may_a_folder_where_there_is_a_bucket(site, archive, bucket, server, place):
    aside = Path(place[0]["DATA_DIR"], "aside/media")

    done = restored(site | {"BUCKET_URL": server.url}, archive, place, "--media", str(aside))

    assert done.returncode == 0, done.stderr
    assert (aside / PICTURE_NAME).read_bytes() == PICTURE
    assert keys(bucket) == set()


@pytest.mark.any_database
def test_a_bucket_with_something_else_in_it_is_refused(site, archive, bucket, server, place):
    bucket.put_object(Key="invoices/2026.pdf", Body=b"of somebody else")

    done = restored(site, archive, place, "--media", server.url)

    assert done.returncode != 0
    assert "What is not in this backup lies in the bucket besponsa: invoices, 1 in all." in done.stderr
    assert keys(bucket) == {"invoices/2026.pdf"}
    assert restored(site, archive, place).returncode == 0  # the database is still empty


@pytest.mark.any_database
def test_so_is_a_folder(site, archive, place):
    other = Path(place[0]["DATA_DIR"], "media", "invoice.pdf")
    other.parent.mkdir(parents=True)
    other.write_bytes(b"of somebody else")

    done = restored(site, archive, place)

    assert done.returncode != 0
    assert "invoice.pdf, 1 in all" in done.stderr
    assert list(other.parent.iterdir()) == [other]


@pytest.mark.any_database
def test_unless_one_says_so_and_then_it_stays(site, archive, bucket, server, place):
    bucket.put_object(Key="invoices/2026.pdf", Body=b"of somebody else")

    done = restored(site, archive, place, "--media", server.url, "--replace-what-is-there")

    assert done.returncode == 0, done.stderr
    assert keys(bucket) == {"invoices/2026.pdf", PICTURE_NAME}


@pytest.mark.any_database
def test_the_sites_own_bucket_is_not_something_else(site, archive, bucket, server, place):
    """What visitors were handed, and media that are in the backup."""
    bucket.put_object(Key="leaflets/0.pdf", Body=b"handed over")
    bucket.put_object(Key=PICTURE_NAME, Body=PICTURE)

    assert restored(site, archive, place, "--media", server.url).returncode == 0


@pytest.mark.any_database
def test_without_the_bucket_nothing_is_restored(site, archive, place):
    gone = "http://key:secret@127.0.0.1:1/besponsa?region=eu-west-2"

    done = restored(site, archive, place, "--media", gone)

    assert done.returncode != 0
    assert "127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr
    assert restored(site, archive, place).returncode == 0


@pytest.mark.any_database
def test_a_disk_that_is_too_small_is_said_to_be_before_anything_begins(archive, tmp_path):
    """The archive is larger than the disk: most of it is a hole."""
    huge, folder = tmp_path / "huge.tar", tmp_path / "restored"
    shutil.copy(archive, huge)
    os.truncate(huge, min(shutil.disk_usage(tmp_path).free + 10**12, 10**13))
    steps = restore(huge, to=str(folder), media_to=media.at(str(folder / "media")))

    with pytest.raises(NotRestored, match=r"GB are needed in .*restored, and .* GB are free"):
        next(steps)

    assert list(folder.iterdir()) == []


def test_a_database_that_cannot_keep_every_text_is_refused(site, archive, place):
    """Debian's PostgreSQL makes such databases where the server has no locale; SQLite never does."""
    if IS_POSTGRES:
        with psycopg.connect(site["DATABASE_URL"], autocommit=True) as server:
            name = place[1].partition("?")[0].rpartition("/")[2]
            server.execute(f"DROP DATABASE {name}")
            server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")

    done = restored(site, archive, place)

    assert ("keeps text as SQL_ASCII" in done.stderr) is IS_POSTGRES
    assert (done.returncode == 0) is not IS_POSTGRES
    assert ("it keeps text as SQL_ASCII: freezing fails" in doctor(site | place[0])) is IS_POSTGRES


# Broken off


def doctor(environment: dict[str, str]) -> str:
    command = [sys.executable, "manage.py", "doctor"]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, check=False, capture_output=True, text=True
    ).stdout


KILLED = """
import os, signal
from django.core.management import call_command
from operations.management.commands import {command} as module

def until(steps):
    for step in steps:
        if step.part == "{part}":
            os.kill(os.getpid(), signal.SIGKILL)
        yield step

shown = module.shown
module.shown = lambda steps, out: shown(until(steps), out)
call_command(*{words})
"""


def killed_at(part: str, environment: dict[str, str], *words: str) -> None:
    """The command of these words is killed once it has got to this part."""
    code = KILLED.format(command=words[0], part=part, words=words)
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", code]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=False, stdout=subprocess.DEVNULL)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize(("part", "is_written"), [("Database", False), ("Media", False), ("Unpacking", True)])
def test_a_backup_that_is_killed_leaves_none_and_the_next_one_tidies_up(site, part, is_written):
    """It is unpacked to be tried, after it was written."""
    backups = Path(site["DATA_DIR"], "backups")
    killed_at(part, site, "backup")
    told = doctor(site)
    left = [path.name for path in backups.iterdir() if path.name.startswith(".")]
    written = [path for path in backups.iterdir() if not path.name.startswith(".")]

    manage(site, "backup", "--to", str(backups / "next.tar"), "--unverified")

    assert [name.split("-")[0] for name in left] == ([".verify"] if is_written else [".backup"])
    assert f"one was broken off and left {backups}/{left[0]}" in told
    assert len(written) == is_written
    assert ("the database verify_" in told) is (is_written and IS_POSTGRES)
    assert {path.name for path in backups.iterdir()} == {"next.tar", *(path.name for path in written)}
    assert "backups: none was broken off" in doctor(site)
    shutil.rmtree(backups)


@pytest.mark.parametrize("part", ["Unpacking", "Media"])
def test_a_restore_that_is_killed_leaves_the_database_empty_and_can_be_had_again(site, archive, place, part):
    data = Path(place[0]["DATA_DIR"])
    killed_at(part, site | place[0], "restore", str(archive), "--to", place[1])
    assert len(list(data.glob(".restore-*"))) == 1

    done = restored(site, archive, place)

    assert done.returncode == 0, done.stderr
    assert "0 faults" in done.stdout
    assert list(data.glob(".restore-*")) == []
