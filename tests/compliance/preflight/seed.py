"""The seed page: the administration page of the demonstration, rendered from its Draft."""

from dataclasses import replace
from datetime import date

from compliance.job_code import JobCode
from compliance.models import Product
from compliance.preflight import Register, Subject
from compliance.preflight.register import Target
from demonstration import loader
from demonstration.pages import ADMINISTRATION, DOSING, HOME, PRODUCT_HOME, SUPPORT_AND_RESOURCES
from demonstration.product import PRODUCT, THERAPY_AREAS
from downloads.models import Leaflet
from pages.models import TherapyArea
from tests.compliance.preflight.good import PI, REGISTER
from tests.factories import PrescribingInformationFactory


def seed_page() -> Subject:
    """It, about to be frozen under its real job code."""
    product = Product.objects.create(**loader._fields(Product, PRODUCT), monitoring_checked_on=date(2021, 3, 1))
    PrescribingInformationFactory(product=product, address=PI)
    area = TherapyArea.objects.create(**loader._fields(TherapyArea, THERAPY_AREAS[0]))
    picks = loader._picks()
    for text in (HOME, PRODUCT_HOME, DOSING, SUPPORT_AND_RESOURCES):
        loader._page(text, product, area, picks)
    for block in ADMINISTRATION["blocks"]:
        if block["kind"] == "download":
            Leaflet.objects.create(address=block["address"], title=block["heading"], heading="-", product=product)
    page = loader._page(ADMINISTRATION, product, area, picks)
    loader._add_blocks(page, ADMINISTRATION["blocks"], picks)
    particulars = {"job_code": JobCode.parse(ADMINISTRATION["job_code"]), "prepared_on": ADMINISTRATION["prepared_on"]}
    return Subject.of_draft(page, page.render(**particulars), **particulars)


def around(subject: Subject) -> Register:
    """A register in which everything that the page links to is live."""
    live = {
        link.address: Target("Elsewhere", "page", "hcp", is_live=True, was_shown=True)
        for link in subject.document.links
        if link.address.startswith("/")
    }
    return replace(REGISTER, targets=live | REGISTER.targets, phrases=())
