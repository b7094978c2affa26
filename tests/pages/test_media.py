"""Media as sent: named by their bytes, in parts, behind the gate, and gone with their page."""

from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from compliance import actions
from compliance.models import Version
from pages import media as stored
from tests.conftest import visitor
from tests.factories import PageFactory, UserFactory, certified, interstitial

pytestmark = pytest.mark.any_database

BODY = bytes(range(256)) * 40
NAME = f"{sha256(BODY).hexdigest()}.mp4"
ADDRESS = f"/media/{NAME}"
ETAG = f'"{NAME.partition(".")[0]}"'


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker):
    """A live gate and a live page with a file, made once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        certified(interstitial())
        yield certified(PageFactory(address="/videos/", text=f'<p><a href="{ADDRESS}">The video</a></p>'))
        transaction.set_rollback(True)


@pytest.fixture
def gate(once, db):
    """The gate that was made with them."""


@pytest.fixture(autouse=True)
def file(once, db, media):
    default_storage.save(NAME, ContentFile(BODY))


def sent(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_all_of_it(professional):
    response = professional.get(ADDRESS)

    assert (response.status_code, sent(response)) == (200, BODY)
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Length"] == str(len(BODY))
    assert response["Accept-Ranges"] == "bytes"
    assert response["ETag"] == ETAG
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-", slice(0, None)),
        ("bytes=0-0", slice(0, 1)),
        ("bytes=7-9999999999999999999999", slice(7, None)),
        ("bytes=-5", slice(-5, None)),
        ("bytes=-99999999", slice(0, None)),
        ("BYTES=300-399", slice(300, 400)),
    ],
)
def test_a_part_of_it(professional, monkeypatch, asked, part):
    monkeypatch.setattr(stored, "CHUNK_BYTES", 64)

    response = professional.get(ADDRESS, headers={"range": asked})

    first, after, _ = part.indices(len(BODY))
    assert (response.status_code, sent(response)) == (206, BODY[part])
    assert response["Content-Range"] == f"bytes {first}-{after - 1}/{len(BODY)}"
    assert response["Content-Length"] == str(after - first)


def test_it_is_read_piece_by_piece(professional, monkeypatch):
    monkeypatch.setattr(stored, "CHUNK_BYTES", 64)

    pieces = list(professional.get(ADDRESS, headers={"range": "bytes=10-209"}).streaming_content)

    assert [len(piece) for piece in pieces] == [64, 64, 64, 8]


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=99999-100000"])
def test_nothing_beyond_the_end(professional, asked):
    response = professional.get(ADDRESS, headers={"range": asked})

    assert (response.status_code, response.content) == (416, b"")
    assert response["Content-Range"] == f"bytes */{len(BODY)}"


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=5-2",
        "bytes=a-b",
        "bytes=-0",
        "bytes=-",
        "bytes=",
        "items=0-1",
        "bytes=5-6,0-1",
        "bytes=٣-٤",
        "-",
        "",
        "=",
    ],
)
def test_odd_headers_get_all_of_it(professional, asked):
    response = professional.get(ADDRESS, headers={"range": asked})

    assert (response.status_code, sent(response)) == (200, BODY)


@pytest.mark.parametrize(
    ("known", "status"),
    [
        (ETAG, 206),
        (f"W/{ETAG}", 200),  # a weak tag promises no equal bytes
        ('"another"', 200),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 200),
        ("nonsense", 200),
    ],
)
def test_a_part_only_of_the_file_that_was_begun(professional, known, status):
    response = professional.get(ADDRESS, headers={"range": "bytes=0-1", "if-range": known})

    assert response.status_code == status
    assert sent(response) == (BODY[:2] if status == 206 else BODY)


def test_not_again_to_who_has_it(professional):
    response = professional.get(ADDRESS, headers={"if-none-match": ETAG, "range": "bytes=0-1"})

    assert (response.status_code, response.content) == (304, b"")


def test_head_tells_its_size_and_sends_nothing(professional):
    response = professional.head(ADDRESS, headers={"range": "bytes=0-1"})

    assert (response.status_code, sent(response)) == (200, b"")
    assert (response["Content-Length"], response["Accept-Ranges"]) == (str(len(BODY)), "bytes")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(professional, method):
    assert getattr(professional, method)(ADDRESS).status_code == 405


@pytest.mark.parametrize("headers", [{}, {"range": "bytes=0-1"}, {"if-none-match": ETAG}, {"range": "bytes=99999-"}])
@pytest.mark.parametrize("method", ["get", "head"])
def test_no_byte_and_no_answer_without_a_declaration(stranger, headers, method):
    response = getattr(stranger, method)(ADDRESS, headers=headers)

    assert (response.status_code, response.content) == (302, b"")
    assert "Content-Range" not in response
    assert "ETag" not in response


@pytest.mark.parametrize("headers", [{}, {"range": "bytes=0-1"}, {"if-none-match": ETAG}, {"range": "bytes=99999-"}])
def test_gone_with_its_page_at_the_next_request(professional, once, headers):
    assert professional.get(ADDRESS, headers={"range": "bytes=0-1"}).status_code == 206

    actions.withdraw(Version.objects.get(pk=once.pk), by=UserFactory(), reason="Out of date")

    assert professional.get(ADDRESS, headers=headers).status_code == 410


def test_in_storage_is_not_enough(professional):
    unused = f"{'0' * 64}.mp4"
    default_storage.save(unused, ContentFile(BODY))

    assert professional.get(f"/media/{unused}").status_code == 404


@pytest.mark.parametrize("name", [f"{'1' * 64}.mp4", f"{'1' * 64}.html", "../besponsa.sqlite3", "a", ".mp4", "x.svg"])
def test_what_is_missing_or_of_no_known_kind_is_not_there(professional, name):
    address = f"/media/{name}"
    certified(PageFactory(text=f'<p><a href="{address}">It</a></p>'))

    assert professional.get(address).status_code == 404


@pytest.mark.parametrize(("group", "status"), [("Editors", 206), ("", 403)])
def test_staff_see_it_by_the_admins_door(group, status):
    client = visitor()
    client.force_login(UserFactory(group=group))

    response = client.get(f"/admin/media/{NAME}", headers={"range": "bytes=0-1"})

    assert response.status_code == status
