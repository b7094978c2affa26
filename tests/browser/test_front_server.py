"""nginx before the site, sending leaflets by itself: the gate decides as ever, and the bytes are the signed ones."""

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
import requests
from django.conf import settings

from tests.browser.conftest import free_port, in_the_site, served, wait_for

pytestmark = pytest.mark.browser  # as those, it has a site of its own

ADDRESS = "/downloads/besponsa-fast-facts.pdf"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
SAY_YES = """
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from compliance.models import Version
session = SessionStore()
version = Version.objects.get(material__kind="interstitial").pk
session["declaration"] = {"at": timezone.now().isoformat(), "version": version}
session.save()
print(session.session_key)
"""
WITHDRAW = f"""
from django.contrib.auth.models import User
from compliance.actions import withdraw
from compliance.models import Version
withdraw(Version.objects.get(material__address="{ADDRESS}"), by=User.objects.first(), reason="Out of date.")
"""


@pytest.fixture(scope="module")
def handed_over(data) -> Path:
    """Where the copies are that nginx sends."""
    return data / "handed-over"


@pytest.fixture(scope="module")
def nginx(data, handed_over, tmp_path_factory) -> str:
    """Debian's nginx with deploy/nginx/handed-over.conf, as it is but for the path."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    location = Path(settings.BASE_DIR, "deploy/nginx/handed-over.conf").read_text()
    (folder / "location.conf").write_text(location.replace("/var/lib/besponsa/handed-over", str(handed_over)))
    with served(data, HAND_OVER="front-server") as site:
        (folder / "nginx.conf").write_text(
            f"""
            daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
            {"user root;" if folder.owner() == "root" else ""}
            events {{}}
            http {{
                access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
                fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
                server {{
                    listen 127.0.0.1:{port};
                    include {folder}/location.conf;
                    location / {{ proxy_pass {site}; proxy_set_header Host $http_host; }}
                }}
            }}
            """
        )
        with subprocess.Popen([NGINX, "-p", folder, "-c", folder / "nginx.conf"]) as server:
            try:
                wait_for(f"http://127.0.0.1:{port}/healthz")
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()


@pytest.fixture(scope="module")
def yes(data) -> dict[str, str]:
    """The cookie of a professional."""
    return {"session": in_the_site(data, SAY_YES)}


@pytest.fixture
def get(nginx):
    """Asks nginx for the leaflet, or for another address."""

    def get(method="get", cookies=None, address=ADDRESS, **headers):
        return requests.request(
            method, nginx + address, headers=headers, cookies=cookies, allow_redirects=False, timeout=30
        )

    return get


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}])
def test_without_a_declaration_nothing_is_sent_and_no_copy_made(get, handed_over, headers):
    refused = get(**headers)

    assert (refused.status_code, refused.content) == (302, b"")
    assert not handed_over.exists()


def test_the_answer_is_as_without_nginx(get, yes):
    whole = get(cookies=yes)

    etag = sha256(whole.content).hexdigest()
    assert whole.status_code == 200
    assert whole.content.startswith(b"%PDF")
    assert whole.headers["Server"].startswith("nginx")
    assert whole.headers["ETag"] == f'"{etag}"'
    assert whole.headers["Content-Type"] == "application/pdf"
    assert whole.headers["Content-Disposition"].startswith('inline; filename="')
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert whole.headers["Cache-Control"] == "private, no-cache"
    assert whole.headers["X-Robots-Tag"] == "noindex"
    assert "Cookie" in whole.headers["Vary"]
    assert "default-src 'none'" in whole.headers["Content-Security-Policy"]
    assert "X-Accel-Redirect" not in whole.headers
    assert "Last-Modified" not in whole.headers


def test_parts_and_confirmations_are_as_without_nginx(get, yes):
    whole = get(cookies=yes)
    body, etag = whole.content, whole.headers["ETag"]

    kept = get(cookies=yes, **{"If-None-Match": etag})
    head = get("head", cookies=yes)
    part = get(cookies=yes, Range="bytes=10-19")
    several = get(cookies=yes, Range="bytes=0-9,100-109")
    beyond = get(cookies=yes, Range="bytes=99999999-")
    older = get(cookies=yes, **{"Range": "bytes=0-9", "If-Range": '"older"'})
    same = get(cookies=yes, **{"Range": "bytes=0-9", "If-Range": etag})

    assert (kept.status_code, kept.content) == (304, b"")
    assert (head.status_code, head.headers["Content-Length"], head.content) == (200, str(len(body)), b"")
    assert (part.status_code, part.content) == (206, body[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(body)}"
    assert several.headers["Content-Type"].startswith("multipart/byteranges")
    assert body[:10] in several.content
    assert body[100:110] in several.content
    assert beyond.status_code == 416
    assert (older.status_code, older.content) == (200, body)
    assert (same.status_code, same.content) == (206, body[:10])


def test_nobody_gets_a_copy_by_its_own_address(get, yes, handed_over):
    get(cookies=yes)
    (copy,) = handed_over.iterdir()

    assert get(cookies=yes, address=f"/handed-over/{copy.name}").status_code == 404


def test_a_copy_that_was_changed_or_lost_is_written_anew(get, yes, handed_over):
    body = get(cookies=yes).content
    (copy,) = handed_over.iterdir()

    copy.write_bytes(b"x" * len(body))
    assert get(cookies=yes).content == body
    copy.unlink()
    assert get(cookies=yes).content == body


def test_after_a_withdrawal_nothing_is_sent(get, yes, data):
    """The last: it cannot be undone."""
    etag = get(cookies=yes).headers["ETag"]
    in_the_site(data, WITHDRAW)

    for headers in ({}, {"Range": "bytes=0-9"}, {"If-None-Match": etag}):
        assert get(cookies=yes, **headers).status_code == 410
