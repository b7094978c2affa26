"""Leaflets sent by nginx or from a bucket: the gate decides as ever, and the bytes are the signed ones.

nginx is Debian's; the bucket is an S3 server on this machine.
"""

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import boto3
import pytest
import requests
from django.conf import settings as project
from django.contrib.sessions.backends.db import SessionStore
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from besponsa_site.settings import bucket_storage
from compliance.actions import withdraw
from downloads import handing_over
from tests.conftest import Visitor
from tests.factories import (
    LeafletFactory,
    PrescribingInformationFactory,
    UserFactory,
    certified,
    interstitial,
)

ADDRESS = "/downloads/fast-facts.pdf"
BUCKET = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "eu-west-2"}
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")

pytestmark = pytest.mark.any_database  # it asks for no more of it than other tests do


@pytest.fixture
def leaflet(db, settings):
    """A live leaflet behind a live gate."""
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_NAME = False, "session"
    certified(interstitial())
    certified(PrescribingInformationFactory())
    return certified(LeafletFactory(address=ADDRESS, title="Fast Facts"))


@pytest.fixture
def body(leaflet):
    return bytes(leaflet.rendition.body)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int) -> None:
    last_moment = time.monotonic() + 30
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < last_moment, f"nothing answers on port {port}"
        time.sleep(0.05)


def cookie_of_a_professional() -> dict[str, str]:
    """The cookie of somebody who said Yes."""
    from gating.models import Interstitial

    version = Interstitial.objects.get().versions.get()
    session = SessionStore()
    session["declaration"] = {"at": timezone.now().isoformat(), "version": version.pk}
    session.save()
    return {"session": session.session_key}


@pytest.fixture(scope="module")
def s3():
    """The address of an S3 server."""
    port = free_port()
    server = Path(sys.executable).with_name("moto_server")
    with subprocess.Popen([server, "-H", "127.0.0.1", "-p", str(port)], stderr=subprocess.DEVNULL) as running:
        try:
            wait_for(port)
            boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", **BUCKET).create_bucket(
                Bucket="leaflets", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"}
            )
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()


class TestFrontServer:
    @pytest.fixture
    def nginx(self, transactional_db, live_server, leaflet, settings, tmp_path):
        """nginx before the site, with deploy/nginx/handed-over.conf as it is but for the path."""
        settings.HAND_OVER, settings.HAND_OVER_DIR = "front-server", tmp_path / "handed-over"
        port = free_port()
        location = Path(project.BASE_DIR, "deploy/nginx/handed-over.conf").read_text()
        (tmp_path / "location.conf").write_text(location.replace("/var/lib/besponsa/", f"{tmp_path}/"))
        (tmp_path / "nginx.conf").write_text(
            f"""
            daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; worker_processes 1;
            {"user root;" if Path(tmp_path).owner() == "root" else ""}
            events {{}}
            http {{
                access_log off; client_body_temp_path {tmp_path}/body; proxy_temp_path {tmp_path}/proxy;
                fastcgi_temp_path {tmp_path}/f; uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s;
                server {{
                    listen 127.0.0.1:{port};
                    include {tmp_path}/location.conf;
                    location / {{ proxy_pass {live_server.url}; proxy_set_header Host $http_host; }}
                }}
            }}
            """
        )
        with subprocess.Popen([NGINX, "-p", tmp_path, "-c", tmp_path / "nginx.conf"]) as server:
            try:
                wait_for(port)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()

    def test_every_answer_is_as_without_nginx(self, nginx, leaflet, body, settings):
        """One start of the servers for all that a browser may ask."""
        etag, size = f'"{leaflet.rendition.sha256}"', len(body)

        def get(method="get", cookies=None, address=ADDRESS, **headers):
            return requests.request(
                method, nginx + address, headers=headers, cookies=cookies, allow_redirects=False, timeout=10
            )

        yes = cookie_of_a_professional()

        for headers in ({}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}):
            refused = get(**headers)
            assert (refused.status_code, refused.content) == (302, b"")
        assert not settings.HAND_OVER_DIR.exists()

        whole = get(cookies=yes)
        assert (whole.status_code, whole.content) == (200, body)
        assert whole.headers["Server"].startswith("nginx")
        assert whole.headers["ETag"] == etag
        assert whole.headers["Content-Type"] == "application/pdf"
        assert whole.headers["Content-Disposition"].startswith(f'inline; filename="Fast Facts {leaflet.job_code}.pdf"')
        assert whole.headers["X-Content-Type-Options"] == "nosniff"
        assert whole.headers["Cache-Control"] == "private, no-cache"
        assert whole.headers["X-Robots-Tag"] == "noindex"
        assert "default-src 'none'" in whole.headers["Content-Security-Policy"]
        assert "X-Accel-Redirect" not in whole.headers
        assert "Last-Modified" not in whole.headers

        assert get(cookies=yes, **{"If-None-Match": etag}).status_code == 304
        head = get("head", cookies=yes)
        assert (head.status_code, head.headers["Content-Length"], head.content) == (200, str(size), b"")
        part = get(cookies=yes, Range="bytes=10-19")
        assert (part.status_code, part.content) == (206, body[10:20])
        assert part.headers["Content-Range"] == f"bytes 10-19/{size}"
        several = get(cookies=yes, Range="bytes=0-9,100-109")
        assert several.headers["Content-Type"].startswith("multipart/byteranges")
        assert body[:10] in several.content
        assert body[100:110] in several.content
        assert get(cookies=yes, Range="bytes=99999999-").status_code == 416
        older = get(cookies=yes, **{"Range": "bytes=0-9", "If-Range": '"older"'})
        assert (older.status_code, older.content) == (200, body)
        same = get(cookies=yes, **{"Range": "bytes=0-9", "If-Range": etag})
        assert (same.status_code, same.content) == (206, body[:10])

        copy = settings.HAND_OVER_DIR / f"{leaflet.rendition.sha256}.pdf"
        assert get(cookies=yes, address=f"/handed-over/{copy.name}").status_code == 404
        copy.write_bytes(b"x" * size)
        assert get(cookies=yes).content == body
        copy.unlink()
        assert get(cookies=yes).content == body

        withdraw(leaflet, by=UserFactory(), reason="Out of date")
        for headers in ({}, {"Range": "bytes=0-9"}, {"If-None-Match": etag}):
            assert get(cookies=yes, **headers).status_code == 410


class TestBucket:
    @pytest.fixture
    def bucket(self, s3, leaflet, settings):
        url = s3.replace("//", "//key:secret@") + "/leaflets?region=eu-west-2"
        settings.STORAGES = settings.STORAGES | {"default": bucket_storage(url)}
        settings.HAND_OVER = "bucket"
        handing_over._in_bucket.clear()
        return s3

    def test_a_professional_is_led_to_the_signed_bytes_for_a_minute(self, bucket, leaflet, body):
        response = Visitor().say_yes().get(ADDRESS)

        link = response["Location"]
        assert response.status_code == 302
        assert response["Cache-Control"] == "private, no-store"
        assert link.startswith(f"{bucket}/leaflets/leaflets/{leaflet.rendition.sha256}.pdf?")
        assert "X-Amz-Expires=60" in link
        got = requests.get(link, timeout=10)
        assert got.content == body
        assert got.headers["Content-Type"] == "application/pdf"
        assert got.headers["Content-Disposition"].startswith('inline; filename="Fast Facts')
        assert requests.get(link, headers={"Range": "bytes=0-9"}, timeout=10).content == body[:10]
        assert requests.get(link.partition("?")[0], timeout=10).status_code == 403

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
