"""What visitors get: signed bytes, in their frame."""

from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from compliance.actions import withdraw
from compliance.models import Signature
from pages.blocks import FigureBlock
from pages.models import Page
from tests.conftest import visitor
from tests.factories import PageFactory, UserFactory, certified, frozen
from tests.pages.test_pictures import png

ADDRESS = "/medicine/dosing/"


def test_the_body_received_hashes_to_what_was_signed(professional):
    certified(PageFactory(address=ADDRESS))
    signature = Signature.objects.get(version__material__address=ADDRESS)

    content = professional.get(ADDRESS).content

    body = bytes(signature.rendition.body)
    assert sha256(body).hexdigest() == signature.sha256
    assert content.count(body) == 1


def test_the_title_in_the_tab_stands_in_what_was_signed(professional):
    version = certified(PageFactory(address=ADDRESS, title="Dosing & giving"))

    assert "<title>Dosing &amp; giving |" in professional.get(ADDRESS).text
    assert b"Dosing &amp; giving" in bytes(version.rendition.body)


def test_a_draft_is_not_there(professional):
    frozen(PageFactory(address=ADDRESS))

    assert professional.get(ADDRESS).status_code == 404


def test_a_withdrawn_page_is_gone_at_the_next_request(professional):
    version = certified(PageFactory(address=ADDRESS, title="Dosing"))
    assert professional.get(ADDRESS).status_code == 200

    withdraw(version, by=UserFactory(), reason="Out of date")

    response = professional.get(ADDRESS)
    assert response.status_code == 410
    assert "Dosing" not in response.text


def test_three_queries_at_most_however_many_pages(professional, django_assert_max_num_queries):
    certified(PageFactory(address=ADDRESS))
    for _ in range(5):
        certified(PageFactory())

    professional.get(ADDRESS)  # the menu is made once, and again after the next Event

    with django_assert_max_num_queries(3):
        assert professional.get(ADDRESS).status_code == 200


@pytest.mark.parametrize(
    ("asked", "proper"),
    [
        ("/medicine/dosing", "/medicine/dosing/"),
        ("/Medicine/DOSING/", "/medicine/dosing/"),
        ("/medicine//dosing/?a=1", "/medicine/dosing/?a=1"),
    ],
)
def test_small_slips_in_the_address_are_put_right(professional, asked, proper):
    certified(PageFactory(address=ADDRESS))

    response = professional.get(asked)

    assert (response.status_code, response["Location"]) == (301, proper)


@pytest.mark.parametrize("asked", ["/nothing", "/NOTHING/", "/", "/medicine/"])
def test_where_nothing_is_there_is_nothing(professional, asked):
    response = professional.get(asked)

    assert response.status_code == 404
    assert "besponsa" not in response.text.lower()


def test_it_is_sent_once_and_then_only_confirmed(professional):
    certified(PageFactory(address=ADDRESS))
    first = professional.get(ADDRESS)

    again = professional.get(ADDRESS, headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""


def test_a_confirmation_ends_with_the_withdrawal(professional):
    version = certified(PageFactory(address=ADDRESS))
    etag = professional.get(ADDRESS)["ETag"]
    withdraw(version, by=UserFactory(), reason="Out of date")

    assert professional.get(ADDRESS, headers={"if-none-match": etag}).status_code == 410


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_read(professional, method):
    certified(PageFactory(address=ADDRESS))

    assert getattr(professional, method)(ADDRESS).status_code == 405


def test_head_sends_the_same_headers_and_no_body(professional):
    certified(PageFactory(address=ADDRESS))

    head, get = professional.head(ADDRESS), professional.get(ADDRESS)

    assert head.content == b""
    assert head["ETag"] == get["ETag"]


def test_nothing_inline_and_nothing_from_elsewhere(professional):
    certified(PageFactory(address=ADDRESS))
    response = professional.get(ADDRESS)

    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]
    for inline in ("<script", "<style", " style=", "javascript:", "onclick="):
        assert inline not in response.text


def test_a_public_page_needs_no_declaration(gate):
    certified(PageFactory(address="/privacy/", audience="public", text="<p>One cookie.</p>"))

    response = visitor().get("/privacy/")

    assert "One cookie." in response.text
    assert not response.cookies


class TestPictures:
    @pytest.fixture
    def figure(self, db):
        page = PageFactory(address=ADDRESS)
        return FigureBlock.objects.create(
            parent=page,
            region="main",
            ordering=20,
            picture=SimpleUploadedFile("bag.png", png()),
            alt="An infusion bag",
            source="<p>Own illustration</p>",
        )

    def test_it_is_shown_with_its_page(self, professional, figure):
        certified(figure.parent)

        response = professional.get(figure.picture.address)

        assert (response.status_code, response["Content-Type"]) == (200, "image/png")
        assert b"".join(response.streaming_content) == png()
        assert f'src="{figure.picture.address}"' in professional.get(ADDRESS).text

    def test_not_before_the_page_is_signed(self, professional, figure):
        frozen(figure.parent)

        assert professional.get(figure.picture.address).status_code == 404

    def test_and_no_longer_than_it(self, professional, figure):
        version = certified(figure.parent)
        withdraw(version, by=UserFactory(), reason="Out of date")

        assert professional.get(figure.picture.address).status_code == 410

    def test_never_without_a_declaration(self, stranger, figure):
        certified(figure.parent)

        assert stranger.get(figure.picture.address).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/search/", "/confirm/", "/downloads/dosing", "/admin/dosing/", "/healthz"])
def test_a_page_is_not_put_where_the_site_itself_answers(address):
    with pytest.raises(ValidationError, match="The site itself answers at this address"):
        Page(address=address, title="Dosing", heading="Dosing").full_clean()
    Page(address="/searching/", title="Dosing", heading="Dosing").full_clean()
