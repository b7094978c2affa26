"""A leaflet's Draft as staff see it."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.conftest import Visitor
from tests.factories import (
    LeafletFactory,
    PrescribingInformationFactory,
    UserFactory,
    certified,
    frozen,
)


@pytest.mark.slow
def test_every_page_of_a_preview_says_draft_and_none_of_a_version(db):
    certified(PrescribingInformationFactory())
    leaflet = LeafletFactory()
    client = Visitor()
    client.force_login(UserFactory(group="Editors"))

    response = client.get(reverse("admin:downloads_leaflet_preview", args=[leaflet.pk]))

    assert response["Content-Type"] == "application/pdf"
    assert all("DRAFT" in page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    signed = PdfReader(BytesIO(bytes(frozen(leaflet).rendition.body)))
    assert not any("DRAFT" in page.extract_text() for page in signed.pages)
