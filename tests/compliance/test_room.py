"""Whether a fault is about a disk without room."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, connection

from compliance import room
from tests.room import no_room_in_the_database


def test_a_file_that_finds_none():
    with pytest.raises(OSError, match="No space left") as raised:
        Path("/dev/full").write_bytes(b"x")

    assert room.is_missing(raised.value)


def test_a_row_that_finds_none(db):
    with no_room_in_the_database(), pytest.raises(DatabaseError) as raised:
        Group.objects.create(name="Readers")

    assert room.is_missing(raised.value)


def test_what_was_raised_because_of_it():
    try:
        Path("/dev/full").write_bytes(b"x")
    except OSError as error:
        because_of_it = ValueError("not kept")
        because_of_it.__cause__ = error

    assert room.is_missing(because_of_it)


def test_other_faults_are_not_about_it(db, tmp_path):
    with pytest.raises(DatabaseError) as of_the_database:
        connection.cursor().execute("SELECT nothing FROM nowhere")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="not a directory") as of_a_file:
        FileSystemStorage(tmp_path / "file").save("below", ContentFile(b""))

    assert not room.is_missing(of_the_database.value)
    assert not room.is_missing(of_a_file.value)
    assert not room.is_missing(None)
