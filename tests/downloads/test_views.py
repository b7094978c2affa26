"""Leaflets as sent: whole, in part, or confirmed as unchanged."""

import email
import email.policy

import pytest
from django.db import transaction

from compliance.actions import withdraw
from compliance.models import Version
from downloads.views import file_name_header
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
    assert response["Content-Disposition"] == (
        f'inline; filename="Fast Facts {leaflet.job_code}.pdf"; '
        f"filename*=UTF-8''Fast%20Facts%20{leaflet.job_code}.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("title", "plain", "full"),
    [
        ("Vials – 1 mg", "Vials 1 mg", "Vials%20%E2%80%93%201%C2%A0mg"),
        ('A "guide"; \\ part', "A guide part", "A%20%22guide%22%3B%20%5C%20part"),
        ("Nur für Ärzte", "Nur fur Arzte", "Nur%20f%C3%BCr%20%C3%84rzte"),
    ],
)
def test_a_name_that_old_programs_cannot_read_comes_in_plain_letters_too(title, plain, full):
    header = file_name_header(f"{title}.pdf")

    assert header == f"inline; filename=\"{plain}.pdf\"; filename*=UTF-8''{full}.pdf"


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


@pytest.mark.parametrize("asked", ["lines=1-2", "bytes=abc", "bytes=5-1", "bytes", "bytes=-0"])
def test_whoever_asks_in_no_way_we_know_gets_all(professional, leaflet, body, asked):
    response = professional.get(ADDRESS, headers={"range": asked})

    assert (response.status_code, response.content) == (200, body)


def parts_in(content: bytes, media_type: str) -> list[tuple[str, bytes]]:
    """Each part's Content-Range and bytes, read as a mail client would."""
    head = f"Content-Type: {media_type}\r\n\r\n".encode()
    message = email.message_from_bytes(head + content, policy=email.policy.HTTP)
    return [(part["Content-Range"], part.get_payload(decode=True)) for part in message.iter_parts()]


def test_several_parts_come_in_one_answer(professional, leaflet, body):
    response = professional.get(ADDRESS, headers={"range": "bytes=0-9, 1000-1999, -5"})

    content, size = response.getvalue(), len(body)
    assert response.status_code == 206
    assert response["Content-Type"].startswith("multipart/byteranges; boundary=")
    assert int(response["Content-Length"]) == len(content)
    assert parts_in(content, response["Content-Type"]) == [
        (f"bytes 0-9/{size}", body[:10]),
        (f"bytes 1000-1999/{size}", body[1000:2000]),
        (f"bytes {size - 5}-{size - 1}/{size}", body[-5:]),
    ]


def test_of_several_parts_those_beyond_the_end_are_left_out(professional, leaflet, body):
    response = professional.get(ADDRESS, headers={"range": "bytes=0-9,20000000-20000001"})

    assert (response.status_code, response.content) == (206, body[:10])
    assert response["Content-Range"] == f"bytes 0-9/{len(body)}"


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=0-99,50-149",
        "bytes=100-199,0-9",
        "bytes=5000-,-1000000",
        "bytes=" + ",".join(f"{n * 10}-{n * 10}" for n in range(17)),
    ],
    ids=["overlapping", "backwards", "all over again", "very many"],
)
def test_parts_that_no_reader_asks_for_cost_no_more_than_the_whole(professional, leaflet, body, asked):
    response = professional.get(ADDRESS, headers={"range": asked})

    assert (response.status_code, response.content) == (200, body)


def test_a_part_of_an_older_version_is_not_mixed_with_this_one(professional, leaflet, body):
    etag = professional.get(ADDRESS)["ETag"]

    same = professional.get(ADDRESS, headers={"range": "bytes=0-9", "if-range": etag})
    other = professional.get(ADDRESS, headers={"range": "bytes=0-9", "if-range": '"other"'})

    assert same.status_code == 206
    assert (other.status_code, other.content) == (200, body)


def test_parts_of_another_state_of_a_leaflet_are_refused(professional, leaflet):
    response = professional.get(ADDRESS, headers={"range": "bytes=0-9", "if-match": '"other"'})

    assert response.status_code == 412


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
