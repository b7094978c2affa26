"""The demonstration: what a new installation holds, and that all of it went through the register's own actions."""

import re

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from compliance.models import Event, Finding, Link, Material, Signature, Version
from tests.conftest import Visitor, visitor

pytestmark = pytest.mark.slow

ADMINISTRATION = "/medicine/besponsa/dosing/administration/"
PUBLIC = {"/privacy/", "/accessibility/", "/public-information/"}


@pytest.fixture
def reader(loaded, db):
    return Visitor().say_yes()


def text_of(response) -> str:
    """What a reader reads: no tags, spaces evened out."""
    main = re.sub(r"<(style|script)[^>]*>.*?</\1>|<[^>]+>", " ", response.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", main)


def test_every_material_is_live(reader):
    live = Version.objects.live(on=timezone.localdate()).values_list("material", flat=True)

    assert Material.objects.count() >= 11
    assert set(live) == set(Material.objects.values_list("pk", flat=True))


def test_it_was_frozen_by_one_person_and_signed_by_another(reader):
    editor, signatory = User.objects.get(username="editor"), User.objects.get(username="signatory")

    for version in Version.objects.all():
        assert list(version.authors.all()) == [editor]
        assert version.signatures.get().signatory == signatory
    assert Event.objects.filter(kind="frozen").count() == Version.objects.count()
    assert Event.objects.filter(kind="certified").count() == Signature.objects.count()


def test_every_link_of_ours_leads_somewhere(reader):
    ours = set(Link.objects.filter(address__startswith="/").values_list("address", flat=True))

    assert len(ours) >= 6
    for address in ours:
        assert reader.get(address).status_code == 200, address


def test_every_address_in_the_frame_leads_somewhere(reader):
    frame = set(re.findall(r'<a [^>]*href="(/[^"#]*)', reader.get(ADMINISTRATION).text))

    assert "/privacy/" in frame
    for address in frame:
        assert reader.get(address).status_code == 200, address


def test_the_public_reads_the_public_pages_and_nothing_else(loaded, db):
    for address in Material.objects.exclude(address="/confirm/").values_list("address", flat=True):
        assert visitor().get(address).status_code == (200 if address in PUBLIC else 302), address


def test_everything_says_that_it_is_demonstration_content(reader):
    for address in Material.objects.exclude(kind="leaflet").values_list("address", flat=True):
        assert "Demonstration content" in reader.get(address).text, address


def test_the_administration_page_has_what_the_real_one_has(reader):
    text = text_of(reader.get(ADMINISTRATION))

    for passage in (
        "intended only for healthcare professionals resident in the United Kingdom",
        "See all Therapy areas",
        "(inotuzumab ozogamicin)",
        "Prescribing Information",
        "Adverse event reporting information can be found at the bottom of the page.",
        "Administer BESPONSA (inotuzumab ozogamicin) with precision",
        "Before administering BESPONSA",
        "UV",
        "ultraviolet",
        "corticosteroid, antipyretic and antihistamine is recommended prior to dosing",
        "≤ 10,000/mm",
        "How to administer BESPONSA",
        "total nominal volume of 50 mL",
        "flow rate of 50 mL/hr at room temperature",
        "During and after administering BESPONSA",
        "Observe patients for ≥ 1 hour post infusion",
        "for symptoms of infusion-related reactions",
        "Explore more",
        "Fast Facts",
        "Pharmacy Guide",
        "This medicinal product is subject to additional monitoring",
        "Pfizer Limited. BESPONSA® Summary of Product Characteristics.",
        "[accessed March 2021]",
        "PP-INO-GBR-0419",
        "March 2021",
        "Quick links",
        "Support and resources",
        "Adverse events should be reported",
        "yellowcard.mhra.gov.uk",
        "01304 616161",
    ):
        assert passage in text, passage


def test_the_gate_has_what_the_real_one_has(reader):
    text = text_of(visitor().get("/confirm/")).replace("&#x27;", "'")

    for passage in (
        "For UK Healthcare Professionals*",
        "not intended for patients or for members of the general public",
        "contain promotional content",
        "I confirm that I am a healthcare professional* resident in the United Kingdom.",
        "If you select 'No', you will be redirected to",
        "*The ABPI Code definition for healthcare professional is members of the medical",
        "PP-PFE-GBR-2688",
        "December 2020",
    ):
        assert passage in text, passage


@pytest.mark.parametrize(
    ("address", "fewest", "most"),
    [("/downloads/besponsa-fast-facts.pdf", 2, 2), ("/downloads/besponsa-pharmacy-guide.pdf", 4, 6)],
)
def test_the_leaflets_are_as_long_as_they_should_be(reader, address, fewest, most):
    version = Version.objects.get(material__address=address)

    assert fewest <= version.content["page_count"] <= most
    assert version.embeds.get().material.kind == "prescribinginformation"


def test_three_queries_serve_the_administration_page(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert reader.get(ADMINISTRATION).status_code == 200


def test_preflight_finds_no_error_and_every_warning_is_answered(reader):
    findings = Finding.objects.exclude(severity="note")

    assert not findings.filter(severity="error").exists()
    assert not findings.filter(answer__isnull=True).exists()


def test_the_trail_to_administration_goes_by_way_of_dosing(reader):
    version = Version.objects.get(material__address=ADMINISTRATION)

    assert [crumb["label"] for crumb in version.content["breadcrumbs"]] == [
        "Home",
        "The medicine",
        "Dosing",
        "Administration",
    ]
