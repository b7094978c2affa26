"""The smallest valid thing of each kind. A test names only what it is about."""

from datetime import date

import factory
from django.contrib.auth.models import Group, User

from compliance import actions
from compliance.job_code import JobCode
from compliance.models import Material, Product, Signatory, Version
from downloads.models import Leaflet
from gating.models import Interstitial
from pages.blocks import TextBlock
from pages.models import Abbreviation, Page, PrescribingInformation, Reference

PASSWORD = "correct horse battery staple"
PREPARED_ON = date(2021, 3, 1)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    first_name = factory.Sequence(lambda n: f"Ana{n}")
    is_staff = True
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def group(self, create, name):
        if name:
            self.groups.add(Group.objects.get(name=name))


class SignatoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Signatory

    user = factory.SubFactory(UserFactory, group="Signatories")
    profession = Signatory.Profession.PHARMACIST
    registration_number = "0000000"
    notified_mhra_on = notified_pmcpa_on = begins_on = date(2020, 1, 1)


class ProductFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Product
        django_get_or_create = ["code"]

    brand = "BESPONSA"
    substance = "inotuzumab ozogamicin"
    code = "INO"
    company = "Pfizer Limited"
    report_phone = "01304 616161"
    additional_monitoring = True
    monitoring_checked_on = date(2021, 3, 1)


class ReferenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reference

    kind = Reference.Kind.SMPC
    label = factory.Sequence(lambda n: f"SmPC {n}")
    authors = "Pfizer Limited"
    title = factory.LazyAttribute(lambda reference: f"Title of {reference.label}")


class AbbreviationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Abbreviation

    short = "UV"
    long = "ultraviolet"


class PageFactory(factory.django.DjangoModelFactory):
    """A page with one block of text: `text="<p>…</p>"`; `text=""` leaves it empty."""

    class Meta:
        model = Page
        skip_postgeneration_save = True

    address = factory.Sequence(lambda n: f"/page-{n}/")
    title = "Administration"
    heading = "Administration"

    @factory.post_generation
    def text(self, create, html):
        if html != "":
            TextBlock.objects.create(parent=self, region="main", ordering=10, html=html or "<p>Give it slowly.</p>")


class PrescribingInformationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PrescribingInformation

    address = "/prescribing-information/"
    title = "Prescribing information"
    product = factory.SubFactory(ProductFactory)
    medicine_name = "BESPONSA 1 mg powder"
    presentation = "<p>Each vial contains 1 mg inotuzumab ozogamicin.</p>"
    indications = dosage = contraindications = "<p>As in the Summary of Product Characteristics.</p>"
    precautions = interactions = pregnancy = "<p>As in the Summary of Product Characteristics.</p>"
    common_reactions = serious_reactions = "<p>As in the Summary of Product Characteristics.</p>"
    price = "£1 for one vial, excluding VAT"
    holder = "Pfizer Limited, Surrey"
    checked_against = "SmPC of March 2021"


class LeafletFactory(factory.django.DjangoModelFactory):
    """A leaflet with one block of text; needs live prescribing information of its product to be frozen."""

    class Meta:
        model = Leaflet
        skip_postgeneration_save = True

    address = factory.Sequence(lambda n: f"/downloads/leaflet-{n}.pdf")
    title = "Fast Facts"
    heading = "Fast Facts"
    product = factory.SubFactory(ProductFactory)

    @factory.post_generation
    def text(self, create, html):
        TextBlock.objects.create(parent=self, region="main", ordering=10, html=html or "<p>Give it slowly.</p>")


class InterstitialFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Interstitial

    address = "/confirm/"
    title = "For UK healthcare professionals"
    audience = "public"
    heading = "For UK Healthcare Professionals*"
    introduction = "These pages contain promotional content."
    declaration = "I confirm that I am a healthcare professional* resident in the United Kingdom."
    no_explanation = "No leads to the public site."
    definition = "*The definition."


def interstitial() -> Interstitial:
    """The gate's Material, made once."""
    return Interstitial.objects.first() or InterstitialFactory()


def frozen(material: Material, *, by: User | None = None, job_code: str = "") -> Version:
    """The next Version of `material`, by a new editor unless told otherwise."""
    code = JobCode.parse(job_code) if job_code else Version.objects.all().next_job_code(actions.job_code_part(material))
    return actions.freeze(material, job_code=code, prepared_on=PREPARED_ON, by=by or UserFactory(group="Editors"))


def submitted(material: Material, **of) -> Version:
    """A Version of `material` before its reviewers."""
    version = frozen(material, **of)
    actions.submit(version, by=version.authors.first())
    return version


def approved(material: Material, **of) -> Version:
    """A Version of `material` that a new reviewer approved, with an answer to each warning."""
    version, reviewer = submitted(material, **of), UserFactory(group="Reviewers")
    for finding in version.findings.filter(severity="warning"):
        actions.answer_finding(finding, by=reviewer, text="As it should be.")
    actions.approve(version, by=reviewer)
    return version


def certified(material: Material, **days) -> Version:
    """A Version of `material`, signed by a new signatory."""
    version = approved(material)
    actions.certify(version, by=SignatoryFactory().user, password=PASSWORD, **days)
    return version
