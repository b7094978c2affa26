"""Prescribing information: a structured record that cannot be frozen while a part is missing."""

import pytest

from compliance.errors import CannotFreeze
from pages.models import PrescribingInformation
from tests.factories import PageFactory, PrescribingInformationFactory, ProductFactory, certified, frozen

NEEDED = [*PrescribingInformation.SECTIONS, "medicine_name", "other_reactions", "price", "holder", "checked_against"]


@pytest.fixture
def real_product(db):
    """A product for real use: no demonstration."""
    return ProductFactory(demonstration=False)


@pytest.mark.parametrize("part", NEEDED)
def test_no_part_may_be_empty(db, part):
    with pytest.raises(CannotFreeze, match="is empty; the Code asks for it"):
        frozen(PrescribingInformationFactory(**{part: " "}))


def test_for_real_use_the_authorisation_number_is_needed(real_product):
    with pytest.raises(CannotFreeze, match="authorisation number for Great Britain is missing"):
        frozen(PrescribingInformationFactory(product=real_product))


@pytest.mark.parametrize(
    ("territory", "number"), [("GB", "EU/1/17/1200/001"), ("NI", "PLGB 00057/1234"), ("UK", "PLGB 00057/1234")]
)
def test_a_number_of_another_territory_is_refused(real_product, territory, number):
    with pytest.raises(CannotFreeze, match="is no authorisation number for"):
        frozen(PrescribingInformationFactory(product=real_product, territory=territory, authorisation_number=number))


def test_each_section_stands_under_its_heading(real_product):
    version = frozen(PrescribingInformationFactory(product=real_product, authorisation_number="PLGB 00057/1234"))

    body = bytes(version.rendition.body).decode()
    for heading in (*PrescribingInformation.SECTIONS.values(), "Legal category", "PLGB 00057/1234", "POM"):
        assert heading in body
    assert "Demonstration content" not in body


def test_there_is_one_for_each_product(db):
    certified(PrescribingInformationFactory())

    with pytest.raises(CannotFreeze, match="has other prescribing information already"):
        frozen(PrescribingInformationFactory(address="/another/"))


def test_its_trail_leads_by_way_of_the_page_above(db):
    PageFactory(address="/medicine/besponsa/", title="BESPONSA")

    version = frozen(PrescribingInformationFactory(address="/medicine/besponsa/prescribing-information/"))

    assert [crumb["address"] for crumb in version.content["breadcrumbs"]] == [
        "/",
        "/medicine/besponsa/",
        "/medicine/besponsa/prescribing-information/",
    ]
