"""A video on a page: what is frozen, what is served, and what happens to it afterwards."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import ProtectedError
from django.urls import reverse

from compliance import actions
from compliance.comparison import compare_bodies
from compliance.errors import CannotFreeze
from downloads.admin import LeafletAdmin
from pages.admin.page import PageAdmin
from pages.blocks import VideoBlock
from pages.models import Page
from pages.where_used import drafts_that_pick
from tests.conftest import visitor
from tests.factories import LeafletFactory, PageFactory, ReferenceFactory, UserFactory, certified, frozen
from tests.pages.clips import clip, kept

pytestmark = pytest.mark.any_database

ADDRESS = "/videos/"


def shown(video, page=None) -> Page:
    """A page that shows `video`."""
    page = page or PageFactory(address=ADDRESS)
    VideoBlock.objects.create(parent=page, region="main", ordering=20, video=video)
    return page


def files(video) -> set[str]:
    return {video.file.address, video.captions.address, video.poster.address}


def body(version) -> str:
    return bytes(version.rendition.body).decode()


@pytest.fixture
def film(db):
    return kept()


def test_what_is_signed_names_exactly_its_files(film):
    version = frozen(shown(film))

    assert f'<source src="{film.file.address}" type="video/mp4">' in body(version)
    assert f'src="{film.captions.address}" srclang="en-GB"' in body(version)
    assert 'label="English">' in body(version)
    assert f'preload="none" poster="{film.poster.address}" width="64" height="36"' in body(version)
    assert "Video without sound, 2 seconds, 0.1 MB. With captions." in body(version)
    assert "<p>A clock is shown. Dilute within 4\N{NO-BREAK SPACE}hours.</p>" in body(version)
    assert files(film) <= set(version.links_to.values_list("address", flat=True))


def test_captions_are_shown_from_the_beginning_where_there_is_sound(db):
    heard = kept(body=clip(sound="aac"))

    assert 'label="English" default>' in body(frozen(shown(heard)))


def test_all_its_files_are_sent_with_the_page_and_gone_with_it(professional, film):
    version = certified(shown(film))
    types = {professional.get(address)["Content-Type"] for address in files(film)}
    policy = professional.get(ADDRESS)["Content-Security-Policy"]

    actions.withdraw(version, by=UserFactory(), reason="Out of date")

    assert types == {"video/mp4", "text/vtt; charset=utf-8", "image/png"}
    assert "media-src 'self'" in policy
    assert {professional.get(address).status_code for address in files(film)} == {410}


def test_a_new_film_changes_nothing_that_was_signed(professional, film):
    certified(shown(film))
    before = professional.get(ADDRESS).content
    address = film.file.address

    film.file.save("new.mp4", ContentFile(clip(seconds=1)))

    assert film.file.address != address
    assert professional.get(ADDRESS).content == before
    assert professional.get(address).status_code == 200
    assert professional.get(film.file.address).status_code == 404


def test_another_film_under_the_same_words_is_told_before_signing(film):
    page = shown(film)
    before, old = frozen(page), film.file.address
    film.file.save("new.mp4", ContentFile(clip(seconds=1)))

    told = compare_bodies(bytes(before.rendition.body), bytes(frozen(page).rendition.body))

    assert any(f"video or captions {old}" in change.before for change in told.changes)
    assert any(f"video or captions {film.file.address}" in change.after for change in told.changes)


def test_staff_see_a_draft_by_the_admins_door(film):
    page = shown(film)
    client = visitor()
    client.force_login(UserFactory(group="Editors"))

    preview = client.get(reverse("admin:pages_page_preview", args=[page.pk])).text

    for address in files(film):
        assert f'"/admin{address}"' in preview
        assert client.get(f"/admin{address}").status_code == 200
    assert film.file.url == f"/admin{film.file.address}"


def test_citations_in_a_transcript_are_numbered(film):
    reference = ReferenceFactory()
    film.transcript = f'<p>Dilute within 4 hours.<cite data-reference="{reference.pk}">{reference}</cite></p>'
    film.save()

    version = frozen(shown(film))

    assert 'hours.<sup class="citation"><a href="#reference-1"' in body(version)
    assert f'id="reference-1" value="1">{reference.citation_html()}' in body(version)


@pytest.mark.parametrize(("name", "noun"), [("file", "video"), ("captions", "captions"), ("poster", "poster")])
def test_nothing_is_frozen_without_its_files(film, name, noun):
    default_storage.delete(getattr(film, name).name)

    with pytest.raises(CannotFreeze, match=f"The {noun} of “In-use time limits” is missing from the media store"):
        frozen(shown(film))


def test_nor_with_a_source_that_is_gone(film):
    film.transcript = '<p>Dilute within 4 hours.<cite data-reference="9">Gone</cite></p>'
    film.save()

    with pytest.raises(CannotFreeze, match="“Gone” was deleted"):
        frozen(shown(film))


def test_pages_offer_it_and_leaflets_do_not(film):
    assert VideoBlock in {inline.model for inline in PageAdmin.inlines}
    assert VideoBlock not in {inline.model for inline in LeafletAdmin.inlines}

    problems = shown(film, LeafletFactory()).problems()

    assert "“In-use time limits” is a video, which cannot be printed. Put it on a page." in problems


def test_it_cannot_be_deleted_while_a_draft_shows_it(film):
    page = shown(film)

    assert drafts_that_pick(film) == [page.material_ptr]
    with pytest.raises(ProtectedError):
        film.delete()


def test_nor_can_a_source_that_its_transcript_cites(film):
    reference = ReferenceFactory()
    film.transcript = f'<p>Dilute within 4 hours.<cite data-reference="{reference.pk}">{reference}</cite></p>'
    film.save()
    page = shown(film)

    assert drafts_that_pick(reference) == [page.material_ptr]


def test_who_deletes_it_is_told_where_it_is_shown(film):
    page = shown(film)
    client = visitor()
    client.force_login(UserFactory(group="Editors"))
    address = reverse("admin:pages_video_delete", args=[film.pk])

    asked = client.get(address).text
    client.post(address, {"post": "yes"})

    assert f"{page} uses “In-use time limits”. Take it out there first." in asked
    assert type(film).objects.filter(pk=film.pk).exists()
