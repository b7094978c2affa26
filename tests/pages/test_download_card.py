"""The card that offers a leaflet, with its first page."""

import re
from base64 import b64decode
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from PIL import Image

from compliance.actions import withdraw
from compliance.errors import ComplianceError
from pages import thumbnails
from pages.blocks import DownloadBlock
from pages.body import body_links
from tests.factories import LeafletFactory, PageFactory, PrescribingInformationFactory, UserFactory, certified, frozen

pytestmark = pytest.mark.slow


@pytest.fixture
def leaflet(db):
    certified(PrescribingInformationFactory())
    return certified(LeafletFactory(address="/downloads/facts.pdf"))


@pytest.fixture
def card(leaflet):
    return DownloadBlock.objects.create(
        parent=PageFactory(), region="main", ordering=20, heading="Fast Facts", html="", document=leaflet.material
    )


def shown(card: DownloadBlock) -> str:
    return render_to_string("pages/blocks/download.html", {"block": card.parts() | {"anchor": "card"}})


def picture_in(html: str) -> Image.Image:
    data = re.search(r'src="data:image/webp;base64,([^"]+)"', html)[1]
    return Image.open(BytesIO(b64decode(data)))


def test_it_shows_the_first_page_its_pages_and_size(card, leaflet):
    html = shown(card)

    with picture_in(html) as picture:
        assert (picture.format, picture.size) == ("WEBP", (140, 198))
        assert len(picture.convert("L").getcolors(256)) > 50
    assert 'width="120" height="170"' in html
    assert f"PDF, 1 page, {round(leaflet.rendition.size_bytes / 1000)} KB" in html


def test_the_picture_is_small_and_the_same_every_time(card):
    first = shown(card)
    thumbnails._kept.clear()

    assert shown(card) == first
    assert len(re.search(r"base64,([^\"]+)", first)[1]) < 8000


def test_it_is_part_of_what_is_signed_and_asks_for_nothing_more(card, professional):
    version = certified(card.parent)

    body = bytes(version.rendition.body)
    assert b"data:image/webp" in body
    assert not any(address.startswith("data:") for address in body_links(body))
    assert not version.links_to.filter(address__startswith="data:").exists()
    assert b"data:image/webp" in professional.get(version.material.address).content


def test_screen_readers_hear_the_heading_and_not_the_picture(card):
    assert re.search(r'<img[^>]+alt=""', shown(card))


def test_a_leaflet_that_is_not_live_has_no_picture(card, leaflet):
    withdraw(leaflet, by=UserFactory(), reason="Out of date")

    html = shown(card)

    assert "<img" not in html
    assert "card__icon" in html
    assert "card--pictured" not in html


def test_a_page_that_takes_too_long_to_draw_leaves_a_card_without(card, monkeypatch):
    def give_up(*args, **kwargs):
        raise ComplianceError("The page takes more than 2 seconds to draw.")

    thumbnails._kept.clear()
    monkeypatch.setattr(thumbnails, "picture_of_page", give_up)

    assert "<img" not in shown(card)
    assert "PDF, 1 page" in shown(card)


def test_preflight_has_nothing_against_it(card):
    rules = {finding.rule for finding in frozen(card.parent).findings.all()}

    assert not {rule for rule in rules if rule.startswith(("FIG", "LNK0"))}
