"""Clinical papers: cited in full, numbered like any source, with the way to them and their licence."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from compliance.errors import CannotFreeze
from compliance.preflight import Subject
from downloads.admin import LeafletAdmin
from pages.blocks import PaperBlock
from pages.models import Reference
from pages.where_used import drafts_that_pick
from tests.conftest import visitor
from tests.factories import (
    LeafletFactory,
    PageFactory,
    PrescribingInformationFactory,
    ReferenceFactory,
    UserFactory,
    certified,
    frozen,
)

pytestmark = pytest.mark.any_database

CC_BY = Reference.Licence.CC_BY


@pytest.fixture
def article(db):
    return ReferenceFactory(
        kind="article",
        label="Kantarjian 2016",
        authors="Kantarjian HM, et al",
        title="Inotuzumab & standard therapy",
        journal="N Engl J Med",
        year_volume_pages="2016;375:740–753",
        doi="10.1056/NEJMoa1509277",
        licence="publisher",
    )


def paper(article, page=None, **fields) -> PaperBlock:
    made = PaperBlock(
        **{"parent": page or PageFactory(), "region": "main", "ordering": 5, "heading": "The first results"} | fields,
        reference=article,
    )
    made.full_clean()
    made.save()
    return made


def body(version) -> str:
    return bytes(version.rendition.body).decode()


def test_it_is_cited_in_full_and_says_where_it_leads(article):
    made = body(frozen(paper(article).parent.as_kind()))

    assert (
        '<p class="paper__citation">Kantarjian HM, et al. Inotuzumab &amp; standard therapy. <em>N Engl J Med</em> '
        "2016;375:740–753.</p>"
    ) in made
    assert (
        '<a class="action-link" href="https://doi.org/10.1056/NEJMoa1509277">Read it at '
        "doi.org/10.1056/NEJMoa1509277</a>"
    ) in made
    assert "Leaves this site" in made
    assert "Copyright of the publisher. Not reproduced here." in made


def test_a_free_licence_can_be_read(article):
    Reference.objects.filter(pk=article.pk).update(licence=CC_BY)
    article.refresh_from_db()

    made = body(frozen(paper(article).parent.as_kind()))

    assert 'Licence: <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>, at creativecommons' in made


def test_it_is_numbered_where_a_reader_meets_it(article):
    smpc = ReferenceFactory()
    page = PageFactory(text=f'<p>Slowly.<cite data-reference="{smpc.pk}">{smpc}</cite></p>')
    paper(article, page, html=f'<p>In brief.<cite data-reference="{smpc.pk}">{smpc}</cite></p>')

    version = frozen(page)

    assert [entry["id"] for entry in version.content["references"]] == [article.pk, smpc.pk]
    assert 'The first results<sup class="citation"><a href="#reference-1"' in body(version)
    assert 'In brief.<sup class="citation"><a href="#reference-2"' in body(version)
    assert f'id="reference-1" value="1">{article.citation_html()}' in body(version)
    assert set(version.cites.values_list("source", flat=True)) == {
        f"reference:{article.pk}",
        f"reference:{smpc.pk}",
    }


def test_preflight_has_nothing_to_say_of_it(article):
    version = frozen(paper(article).parent.as_kind())

    assert [finding.message for finding in version.findings.all()] == []


def test_another_source_is_refused(db):
    with pytest.raises(ValidationError, match="Pick a journal article") as refused:
        paper(ReferenceFactory(kind="web"))

    assert "reference" in refused.value.error_dict


@pytest.mark.parametrize("name", ["doi", "licence"])
def test_an_article_without_its_particulars_is_refused(article, name):
    setattr(article, name, "")
    article.save()
    noun = {"doi": "DOI", "licence": "licence"}[name]

    with pytest.raises(ValidationError, match=f"The {noun} of “Kantarjian 2016” is missing. Enter it in the source"):
        paper(article)


def test_nor_is_it_frozen_once_they_are_gone(article):
    page = paper(article).parent.as_kind()
    Reference.objects.filter(pk=article.pk).update(kind="web", doi="")

    with pytest.raises(CannotFreeze, match=r"“Kantarjian 2016” is no journal article\. Pick a journal article"):
        frozen(page)


def test_its_source_cannot_be_deleted(article):
    page = paper(article).parent.as_kind()
    client = visitor()
    client.force_login(UserFactory(group="Editors"))
    address = reverse("admin:pages_reference_delete", args=[article.pk])

    asked = client.get(address).text
    client.post(address, {"post": "yes"})

    assert drafts_that_pick(article) == [page.material_ptr]
    assert f"{page} uses “Kantarjian 2016”. Take it out there first." in asked
    assert Reference.objects.filter(pk=article.pk).exists()


@pytest.mark.slow
def test_a_leaflet_prints_it(article):
    assert PaperBlock in {inline.model for inline in LeafletAdmin.inlines}
    certified(PrescribingInformationFactory())

    version = frozen(paper(article, LeafletFactory(text="<p>Give it slowly.</p>")).parent.as_kind())

    said = Subject.of_version(version).document.text
    assert "Kantarjian HM, et al. Inotuzumab & standard therapy" in said.replace("\n", " ")
    assert "doi.org/10.1056/NEJMoa1509277" in said
    assert "Leaves this site" not in said
