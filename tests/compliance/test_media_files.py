"""`verify_register` opens the pictures and videos that certified Versions show, on a disk and in a bucket."""

import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from besponsa_site.settings import bucket_storage
from compliance import actions, media_files, verification
from tests.browser.conftest import free_port, wait_for
from tests.factories import PageFactory, UserFactory, certified, frozen

PICTURE = bytes(range(256)) * 10_000  # more than is held at once
NAME = f"{sha256(PICTURE).hexdigest()}.png"
SHOWN = f'<p><a href="/media/{NAME}">Picture</a></p>'
REGION = "eu-west-2"


@pytest.fixture
def page(gate):
    """A live page that shows a picture, which is in media storage."""
    default_storage.save(NAME, ContentFile(PICTURE))
    return certified(PageFactory(address="/dosing/", text=SHOWN))


def verify() -> verification.Outcome:
    outcome = verification.Outcome()
    list(verification.verify(outcome))
    return outcome


def stored() -> Path:
    return Path(default_storage.path(NAME))


def test_a_picture_that_is_well_is_no_fault(page):
    outcome = verify()

    assert (outcome.faults, outcome.media_files) == ([], 1)


def test_a_missing_picture_is_found(page):
    stored().unlink()

    assert verify().faults == [f"{page.job_code}: /media/{NAME}, shown there, is not in media storage."]


def test_a_picture_with_one_other_byte_is_found(page):
    stored().write_bytes(PICTURE[:-1] + b"x")

    assert verify().faults == [f"{page.job_code}: /media/{NAME}, shown there, is not the file that its name promises."]


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on(page):
    stored().unlink()
    stored().mkdir()

    outcome = verify()

    assert outcome.faults == [f"{page.job_code}: /media/{NAME}, shown there, cannot be read (IsADirectoryError)."]
    assert outcome.media_files == 1


def test_a_file_is_read_once_however_many_show_it(page, monkeypatch):
    certified(PageFactory(address="/other/", text=SHOWN))
    opened = []
    pieces = media_files._pieces
    monkeypatch.setattr(media_files, "_pieces", lambda name: opened.append(name) or pieces(name))
    stored().unlink()

    faults = verify().faults

    assert opened == [NAME]
    assert faults == [f"{page.job_code} and 1 more: /media/{NAME}, shown there, is not in media storage."]


def test_what_was_withdrawn_is_kept_too(page):
    actions.withdraw(page, by=UserFactory(), reason="A new risk.")
    stored().unlink()

    assert len(verify().faults) == 1


def test_what_was_signed_for_later_is_looked_at_already(gate):
    later = timezone.localdate() + timedelta(days=3)
    version = certified(PageFactory(text=SHOWN), first_use_on=later)

    assert verify().faults == [f"{version.job_code}: /media/{NAME}, shown there, is not in media storage."]


def test_what_nobody_signed_may_lack_its_pictures(gate):
    frozen(PageFactory(text=SHOWN))

    assert verify().faults == []


def test_a_file_is_never_held_whole(page, monkeypatch):
    monkeypatch.setattr(media_files, "PIECE", 1000)

    assert {len(piece) for piece in media_files._pieces(NAME)} == {1000}


@pytest.fixture(scope="module")
def s3():
    """The port of an S3 server with a bucket."""
    port = free_port()
    server = Path(sys.executable).with_name("moto_server")
    with subprocess.Popen([server, "-H", "127.0.0.1", "-p", str(port)], stderr=subprocess.DEVNULL) as running:
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            boto3.client(
                "s3",
                endpoint_url=f"http://127.0.0.1:{port}",
                aws_access_key_id="key",
                aws_secret_access_key="secret",
                region_name=REGION,
            ).create_bucket(Bucket="media", CreateBucketConfiguration={"LocationConstraint": REGION})
            yield port
        finally:
            running.terminate()


class TestBucket:
    @pytest.fixture
    def use(self, settings, page):
        """Have the site keep its media in a bucket at a port."""

        def use(port: int) -> None:
            url = f"http://key:secret@127.0.0.1:{port}/media?region={REGION}"
            settings.STORAGES = settings.STORAGES | {"default": bucket_storage(url)}

        return use

    def test_what_is_there_is_read_and_what_is_not_is_found(self, use, s3, page):
        use(s3)
        missing = verify().faults
        default_storage.bucket.put_object(Key=NAME, Body=BytesIO(b"something else"))
        other = verify().faults
        default_storage.bucket.put_object(Key=NAME, Body=BytesIO(PICTURE))
        well = verify().faults

        assert missing == [f"{page.job_code}: /media/{NAME}, shown there, is not in media storage."]
        assert other == [f"{page.job_code}: /media/{NAME}, shown there, is not the file that its name promises."]
        assert well == []

    def test_a_bucket_that_is_away_is_said_once_and_by_the_command_too(self, use, page):
        certified(PageFactory(address="/other/", text=SHOWN.replace(NAME, f"{'0' * 64}.png")))
        use(free_port())
        told = StringIO()

        with pytest.raises(SystemExit):
            call_command("verify_register", stdout=told, stderr=StringIO())

        away = "Media storage does not answer (EndpointConnectionError): 2 of 2 files were not looked at."
        assert told.getvalue().splitlines()[0] == away
        assert "0 media files" in told.getvalue()
        assert "1 faults" in told.getvalue()
