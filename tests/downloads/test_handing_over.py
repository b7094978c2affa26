"""Leaflets sent from a bucket: the gate decides as ever, and the bytes are the signed ones.

The bucket is an S3 server on this machine. With nginx: tests/browser/test_front_server.py.
"""

import subprocess
import sys
from pathlib import Path

import boto3
import pytest
import requests
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from compliance.actions import withdraw
from downloads import handing_over
from operations.bucket_address import bucket_storage
from pages import media
from tests.browser.conftest import free_port, wait_for
from tests.conftest import Visitor
from tests.factories import (
    LeafletFactory,
    PrescribingInformationFactory,
    UserFactory,
    certified,
    interstitial,
)
from tests.room import room_for

ADDRESS = "/downloads/fast-facts.pdf"
BUCKET = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "eu-west-2"}

pytestmark = pytest.mark.any_database  # it asks for no more of it than other tests do


@pytest.fixture
def leaflet(db):
    """A live leaflet behind a live gate."""
    certified(interstitial())
    certified(PrescribingInformationFactory())
    return certified(LeafletFactory(address=ADDRESS, title="Fast Facts"))


@pytest.fixture
def body(leaflet):
    return bytes(leaflet.rendition.body)


@pytest.fixture(scope="module")
def s3():
    """The address of an S3 server."""
    port = free_port()
    server = Path(sys.executable).with_name("moto_server")
    with subprocess.Popen([server, "-H", "127.0.0.1", "-p", str(port)], stderr=subprocess.DEVNULL) as running:
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", **BUCKET).create_bucket(
                Bucket="leaflets", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"}
            )
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()


class TestBucket:
    @pytest.fixture
    def bucket(self, s3, leaflet, settings):
        url = s3.replace("//", "//key:secret@") + "/leaflets?region=eu-west-2"
        settings.STORAGES = settings.STORAGES | {"default": bucket_storage(url)}
        settings.HAND_OVER = "bucket"
        handing_over._in_bucket.clear()
        return s3

    def test_of_a_stored_file_only_the_part_asked_for_is_fetched(self, bucket):
        name = default_storage.save("film.mp4", ContentFile(bytes(range(256)) * 4000))
        fetched = []
        default_storage.connection.meta.client.meta.events.register(
            "after-call.s3.GetObject", lambda parsed, **more: fetched.append(parsed["ContentLength"])
        )

        assert b"".join(media.part(name, 255, 258)) == bytes([255, 0, 1])
        assert len(b"".join(media.part(name, 0, 1_024_000))) == 1_024_000
        assert b"".join(media.part(name, 7, 7)) == b""
        assert fetched == [3, 1_024_000]

    def test_a_professional_is_led_to_the_signed_bytes_for_a_minute(self, bucket, leaflet, body):
        response = Visitor().say_yes().get(ADDRESS)

        link = response["Location"]
        assert response.status_code == 302
        assert response["Cache-Control"] == "private, no-store"
        assert link.startswith(f"{bucket}/leaflets/leaflets/{leaflet.rendition.sha256}.pdf?")
        assert "X-Amz-Expires=60" in link
        got = requests.get(link, timeout=30)
        assert got.content == body
        assert got.headers["Content-Type"] == "application/pdf"
        assert got.headers["Content-Disposition"].startswith('inline; filename="Fast Facts')
        assert requests.get(link, headers={"Range": "bytes=0-9"}, timeout=30).content == body[:10]
        assert requests.get(link.partition("?")[0], timeout=30).status_code == 403

    def test_nobody_is_led_there_without_a_declaration_or_to_what_was_withdrawn(self, bucket, leaflet):
        stranger, professional = Visitor(), Visitor().say_yes()

        assert stranger.get(ADDRESS)["Location"].startswith("/confirm/")
        withdraw(leaflet, by=UserFactory(), reason="Out of date")
        assert professional.get(ADDRESS).status_code == 410

    def test_a_copy_that_is_not_whole_is_written_anew(self, bucket, leaflet, body):
        name = f"leaflets/{leaflet.rendition.sha256}.pdf"
        default_storage.save(name, ContentFile(b"half"))

        Visitor().say_yes().get(ADDRESS)

        with default_storage.open(name) as file:
            assert file.read() == body


class TestSettings:
    @pytest.mark.parametrize(("way", "fault"), [("nginx", "downloads.E001"), ("bucket", "downloads.E002")])
    def test_a_way_that_leads_nowhere_is_refused(self, settings, way, fault):
        settings.HAND_OVER = way

        assert fault in [found.id for found in run_checks()]

    @pytest.mark.parametrize("way", ["", "front-server"])
    def test_other_ways_are_not(self, settings, way):
        settings.HAND_OVER = way

        assert not [found for found in run_checks() if found.id.startswith("downloads")]

    def test_the_name_of_a_bucket_holds_all_that_is_needed(self):
        options = bucket_storage("https://k:s%2Fs@s3.example.org/leaflets?region=eu-west-2")["OPTIONS"]

        assert options["endpoint_url"] == "https://s3.example.org"
        assert (options["bucket_name"], options["region_name"]) == ("leaflets", "eu-west-2")
        assert (options["access_key"], options["secret_key"]) == ("k", "s/s")


class TestFullDisk:
    def test_a_leaflet_is_sent_from_the_register_where_no_copy_finds_room(
        self, leaflet, body, settings, tmp_path, caplog
    ):
        settings.HAND_OVER, settings.HAND_OVER_DIR = "front-server", tmp_path / "handed-over"
        reader = Visitor().say_yes()

        with room_for(1000):
            response = reader.get(ADDRESS)

        assert (response.status_code, response.content) == (200, body)
        assert [*settings.HAND_OVER_DIR.iterdir()] == []
        assert "No copy for the server in front could be kept" in caplog.text
