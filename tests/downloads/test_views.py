"""Leaflets as sent: whole, in part, or confirmed as unchanged."""

import pytest
from django.db import transaction

from compliance.actions import withdraw
from compliance.models import Version
from tests.factories import LeafletFactory, PrescribingInformationFactory, UserFactory, certified, interstitial

ADDRESS = "/downloads/fast-facts.pdf"


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker):
    """A live gate and a live leaflet, made once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        certified(interstitial())
        certified(PrescribingInformationFactory())
        yield certified(LeafletFactory(address=ADDRESS, title="Fast Facts"))
        transaction.set_rollback(True)


@pytest.fixture
def gate(once, db):
    """The gate that was made with them."""


@pytest.fixture
def leaflet(once, db):
    """The live leaflet, whatever a test does to it."""
    return Version.objects.get(pk=once.pk)


@pytest.fixture
def body(leaflet):
    """Its signed bytes."""
    return bytes(leaflet.rendition.body)


def test_the_bytes_are_those_signed(professional, leaflet, body):
    response = professional.get(ADDRESS)

    assert response.content == body
    assert response["Content-Type"] == "application/pdf"
    assert response["ETag"] == f'"{leaflet.rendition.sha256}"'
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Disposition"] == f'inline; filename="Fast Facts {leaflet.job_code}.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_they_are_not_sent_again_to_who_has_them(professional, leaflet):
    etag = professional.get(ADDRESS)["ETag"]

    response = professional.get(ADDRESS, headers={"if-none-match": etag})

    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-9", slice(0, 10)),
        ("bytes=1000-", slice(1000, None)),
        ("bytes=-5", slice(-5, None)),
        ("bytes=1000-99999999", slice(1000, None)),
    ],
)
def test_a_part_is_sent_where_a_part_is_asked_for(professional, leaflet, body, asked, part):
    response = professional.get(ADDRESS, headers={"range": asked})

    assert response.status_code == 206
    first, after, _ = part.indices(len(body))
    assert response.content == body[part]
    assert response["Content-Range"] == f"bytes {first}-{after - 1}/{len(body)}"
    assert int(response["Content-Length"]) == after - first


@pytest.mark.parametrize("asked", ["bytes=20000000-30000000", "bytes=20000000-"])
def test_a_part_beyond_the_end_is_refused(professional, leaflet, body, asked):
    response = professional.get(ADDRESS, headers={"range": asked})

    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(body)}")


@pytest.mark.parametrize("asked", ["lines=1-2", "bytes=abc", "bytes=5-1", "bytes", "bytes=0-1,5-6"])
def test_whoever_asks_in_no_way_we_know_gets_all(professional, leaflet, body, asked):
    response = professional.get(ADDRESS, headers={"range": asked})

    assert (response.status_code, response.content) == (200, body)


def test_a_part_of_an_older_version_is_not_mixed_with_this_one(professional, leaflet, body):
    etag = professional.get(ADDRESS)["ETag"]

    same = professional.get(ADDRESS, headers={"range": "bytes=0-9", "if-range": etag})
    other = professional.get(ADDRESS, headers={"range": "bytes=0-9", "if-range": '"other"'})

    assert same.status_code == 206
    assert (other.status_code, other.content) == (200, body)


def test_head_sends_the_headers_only(professional, leaflet, body):
    response = professional.head(ADDRESS)

    assert response.content == b""
    assert response["ETag"] == f'"{leaflet.rendition.sha256}"'
    assert response["Content-Length"] == str(len(body))


@pytest.mark.parametrize("headers", [{}, {"range": "bytes=0-9"}, {"if-none-match": "*"}])
def test_no_byte_without_a_declaration(stranger, leaflet, headers):
    response = stranger.get(ADDRESS, headers=headers)

    assert response.status_code == 302
    assert response.content == b""


def test_a_withdrawn_leaflet_is_gone_in_every_form(professional, leaflet):
    etag = professional.get(ADDRESS)["ETag"]
    withdraw(leaflet, by=UserFactory(), reason="Out of date")

    for headers in ({}, {"range": "bytes=0-9"}, {"if-none-match": etag}):
        assert professional.get(ADDRESS, headers=headers).status_code == 410


def test_an_unknown_leaflet_is_not_there(professional):
    assert professional.get("/downloads/nothing.pdf").status_code == 404
