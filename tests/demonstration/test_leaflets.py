"""The two demonstration leaflets, loaded the way staff would make them."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from compliance.models import Version


@pytest.fixture
def leaflets(loaded, db):
    """The frozen content and the PDF of each, by address."""
    return {
        version.material.address: (version.content, PdfReader(BytesIO(bytes(version.rendition.body))))
        for version in Version.objects.filter(material__kind="leaflet")
    }


FAST_FACTS = "/downloads/besponsa-fast-facts.pdf"
PHARMACY_GUIDE = "/downloads/besponsa-pharmacy-guide.pdf"


@pytest.mark.slow
def test_fast_facts_has_two_pages_and_the_pharmacy_guide_four_to_six(leaflets):
    assert len(leaflets[FAST_FACTS][1].pages) == 2
    assert 4 <= len(leaflets[PHARMACY_GUIDE][1].pages) <= 6


@pytest.mark.slow
@pytest.mark.parametrize("address", [FAST_FACTS, PHARMACY_GUIDE])
def test_every_table_has_a_row_of_headings_and_a_heading_for_each_row(leaflets, address):
    tables = [block for block in leaflets[address][0]["blocks"] if block["kind"] == "table"]

    assert tables
    for table in tables:
        assert 'scope="col"' in table["html"], table["caption"]
        assert 'scope="row"' in table["html"], table["caption"]


@pytest.mark.slow
@pytest.mark.parametrize("address", [FAST_FACTS, PHARMACY_GUIDE])
def test_every_source_that_is_listed_is_cited(leaflets, address):
    content, pdf = leaflets[address]
    text = " ".join(page.extract_text() for page in pdf.pages)

    assert [reference["number"] for reference in content["references"]] == list(
        range(1, len(content["references"]) + 1)
    )
    assert "[cite:" not in text
    assert "[abbr:" not in text


@pytest.mark.slow
@pytest.mark.parametrize("address", [FAST_FACTS, PHARMACY_GUIDE])
def test_every_page_says_that_it_is_demonstration_content_and_which(leaflets, address):
    content, pdf = leaflets[address]

    for number, page in enumerate(pdf.pages, start=1):
        text = page.extract_text()
        assert "Demonstration content: not checked against the current SmPC" in text
        assert content["job_code"] in text
        assert "November 2026" in text
        assert f"Page {number} of {len(pdf.pages)}" in text
