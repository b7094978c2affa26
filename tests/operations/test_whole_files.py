"""Media files are whole or not there, whatever becomes of the disk."""

import os

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile

from tests.room import room_for

BODY = bytes(range(256)) * 4000


def there(settings) -> list[str]:
    return [path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_nothing_is_left_of_a_file_that_found_no_room(settings):
    with room_for(len(BODY) // 2), pytest.raises(OSError, match="File too large"):
        default_storage.save("a.mp4", ContentFile(BODY))

    assert there(settings) == []


def test_it_is_kept_under_its_name_once_there_is_room(settings):
    assert default_storage.save("a.mp4", ContentFile(BODY)) == "a.mp4"

    assert there(settings) == ["a.mp4"]
    assert (settings.MEDIA_ROOT / "a.mp4").read_bytes() == BODY


def test_a_large_upload_that_waits_in_a_file_is_kept_as_well(settings):
    upload = TemporaryUploadedFile("a.mp4", "video/mp4", len(BODY), None)
    upload.write(BODY)
    upload.flush()

    default_storage.save("a.mp4", upload)
    upload.close()

    assert there(settings) == ["a.mp4"]
    assert (settings.MEDIA_ROOT / "a.mp4").read_bytes() == BODY


def test_the_disk_is_asked_to_keep_the_bytes_and_then_the_name(settings, monkeypatch):
    """What becomes of it when the power goes: tests/faults/power_cut.py."""
    asked, fsync = [], os.fsync

    def noting(opened):
        asked.append((os.readlink(f"/proc/self/fd/{opened}"), (settings.MEDIA_ROOT / "a.mp4").exists()))
        fsync(opened)

    monkeypatch.setattr(os, "fsync", noting)
    default_storage.save("a.mp4", ContentFile(BODY))

    (file, named_before), (folder, named_then) = asked
    assert file.endswith(".part")
    assert folder == str(settings.MEDIA_ROOT)
    assert (named_before, named_then) == (False, True)
