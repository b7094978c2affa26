"""Two leaflets page beside page, and single pages as pictures, as staff get them."""

from hashlib import sha256
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html
from PIL import Image

from compliance import pictures_of_pdf
from compliance.admin import page_pictures
from compliance.comparison import pictures
from compliance.job_code import JobCode
from compliance.models import Rendition, Version
from downloads.models import Leaflet
from tests.compliance.paper import chapter, lines, pdf
from tests.compliance.test_screens import of
from tests.factories import PREPARED_ON, LeafletFactory, PageFactory, UserFactory, frozen

BEFORE = (lines("Give 0.8 mg.", "Protect it from light."), chapter("Second"), chapter("Third"))
AFTER = (lines("Give 1.8 mg.", "Protect it from light."), chapter("New"), chapter("Second"), chapter("Third"))


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def reviewer(db):
    return of("Reviewers")


@pytest.fixture
def keep(db):
    """A Version of one leaflet with these pages, as if it was frozen: that would take far longer."""
    only = LeafletFactory()

    def keep(*pages: str, code: str, leaflet: Leaflet = only) -> Version:
        body = pdf(*pages, code=code)
        version = Version.objects.create(
            material=leaflet.material_ptr,
            number=leaflet.next_number(),
            title=leaflet.title,
            job_code=JobCode.parse(f"PP-INO-GBR-{code}"),
            prepared_on=PREPARED_ON,
            frozen_at=timezone.now(),
            content={"page_count": len(pages)},
        )
        Rendition.objects.create(
            version=version,
            form=Rendition.Form.PDF,
            media_type="application/pdf",
            sha256=sha256(body).hexdigest(),
            size_bytes=len(body),
            body=body,
        )
        return version

    return keep


@pytest.fixture
def two(keep):
    return keep(*BEFORE, code="0001"), keep(*AFTER, code="0002")


def screen_of(client, before, after) -> html.HtmlElement:
    return html.fromstring(client.get(beside_url(before, after)).text)


def in_class(tree: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    return tree.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def page_url(version, number=1):
    return reverse("admin:compliance_version_page", args=[version.pk, number])


def beside_url(before, after):
    return reverse("admin:compliance_version_side_by_side", args=[before.pk, after.pk])


class TestPicture:
    def test_a_page_is_a_picture(self, reviewer, two):
        response = reviewer.get(page_url(two[0]))

        assert response["Content-Type"] == "image/webp"
        assert Image.open(BytesIO(response.content)).size == (989, 1400)

    def test_who_has_it_does_not_get_it_again(self, reviewer, two, monkeypatch):
        first = reviewer.get(page_url(two[0]))
        monkeypatch.setattr(page_pictures, "picture_of_page", None)  # nothing is drawn for it

        again = reviewer.get(page_url(two[0]), headers={"If-None-Match": first["ETag"]})

        assert (again.status_code, again.content) == (304, b"")
        assert again["Cache-Control"] == first["Cache-Control"] == "private, no-cache"

    def test_pages_have_their_own_tags(self, reviewer, two):
        tags = {reviewer.get(page_url(version, number))["ETag"] for version in two for number in (1, 2)}

        assert len(tags) == 4

    @pytest.mark.parametrize("number", [0, 4, 99])
    def test_no_other_page_is_there(self, reviewer, two, number):
        assert reviewer.get(page_url(two[0], number)).status_code == 404

    def test_a_page_of_the_site_has_no_pictures(self, reviewer):
        assert reviewer.get(page_url(frozen(PageFactory()))).status_code == 404

    def test_strangers_are_asked_to_sign_in(self, two):
        for address in (page_url(two[0]), beside_url(*two)):
            response = Client().get(address, secure=True)

            assert response.status_code == 302
            assert "/login/" in response["Location"]

    def test_staff_who_may_not_see_versions_are_refused(self, two):
        user = UserFactory()
        user.user_permissions.add(Permission.objects.get(codename="view_product"))
        client = of(None, user)

        assert client.get(page_url(two[0])).status_code == 403
        assert client.get(beside_url(*two)).status_code == 403

    def test_a_professional_gets_none(self, professional, two):
        assert professional.get(page_url(two[0])).status_code == 302

    def test_a_page_that_takes_too_long_says_so(self, reviewer, two, monkeypatch):
        monkeypatch.setattr(
            page_pictures, "picture_of_page", raising(pictures_of_pdf.PageTooSlow("It takes too long."))
        )

        response = reviewer.get(page_url(two[0]))

        assert (response.status_code, response.text) == (422, "It takes too long.")

    def test_the_record_shows_the_first_page(self, reviewer, two):
        text = reviewer.get(reverse("admin:compliance_version_change", args=[two[1].pk])).text

        assert page_url(two[1]) in text
        assert "PDF, 4 pages" in text
        assert beside_url(*two) in text


class TestSideBySide:
    def test_each_changed_page_stands_beside_what_it_was(self, reviewer, two):
        screen = screen_of(reviewer, *two)

        assert [words_of(item) for item in in_class(screen, "compare-summary")[0]] == [
            "Page 1: 1 changed region",
            "Page 2: new",
            "2 pages not changed",
        ]
        shown = [image.get("src") for image in screen.get_element_by_id("page-1").iter("img")]
        assert shown == [page_url(two[0]), page_url(two[1])]
        pictures = list(in_class(screen, "compare-leaves")[0].iter("img"))
        assert {picture.get("loading") for picture in pictures} == {"lazy"}
        assert all(picture.get("alt") for picture in pictures)

    def test_every_way_leads_somewhere(self, reviewer, two):
        screen = screen_of(reviewer, *two)

        ways = [
            address[1:] for address in screen.get_element_by_id("content-main").xpath(".//a/@href") if address[0] == "#"
        ]

        assert len(ways) >= 4
        assert [way for way in ways if screen.get_element_by_id(way, None) is None] == []

    def test_the_marks_stand_where_the_words_do(self, reviewer, two):
        screen = screen_of(reviewer, *two)

        for anchor in ("page-1-was-mark-1", "page-1-mark-1"):
            frame = in_class(screen.get_element_by_id(anchor), "compare-marks__frame")[0]
            assert 75 < float(frame.get("x")) < 90
            assert 60 < float(frame.get("y")) < 90  # from the top: the line stands 760 of 842 points up

    def test_words_that_went_and_came_are_told(self, reviewer, two):
        screen = screen_of(reviewer, *two)

        regions = in_class(screen.get_element_by_id("page-1"), "compare-regions")[0]

        assert words_of(regions[0]) == "Region 1: 0.8 → 1.8"

    def test_heads_and_feet_are_told_once(self, reviewer, two):
        text = reviewer.get(beside_url(*two)).text

        assert text.count("<del>0001</del>") == 1

    def test_nothing_changed_is_told(self, reviewer, two):
        text = reviewer.get(beside_url(two[0], two[0])).text

        assert "No page differs from" in text
        assert "compare-regions" not in text

    def test_the_later_one_is_the_later_whichever_is_named_first(self, reviewer, two):
        text = reviewer.get(beside_url(two[1], two[0])).text

        assert "Page 2: new" in text

    def test_it_is_called_by_both_names_if_the_leaflets_are_two(self, reviewer, two, keep):
        other = keep(*AFTER, code="0003", leaflet=LeafletFactory(title="Pharmacy Guide"))

        one, both = screen_of(reviewer, *two), screen_of(reviewer, two[0], other)

        assert words_of(one.find(".//h1")) == f"{two[1].title}: v2 beside v1"
        assert words_of(both.find(".//h1")) == f"Pharmacy Guide: v1 beside {two[0].title} v1"

    def test_a_removed_page_is_named(self, reviewer, keep):
        first, second = keep(*AFTER, code="0001"), keep(*BEFORE, code="0002")

        text = " ".join(reviewer.get(beside_url(first, second)).text.split())

        assert "Page 2 of v1: removed" in text
        assert "No such page in v2" in text

    def test_it_is_worked_out_once(self, reviewer, two, monkeypatch):
        reviewer.get(beside_url(*two))
        monkeypatch.setattr(page_pictures, "compare_pictures", raising(AssertionError("again")))

        assert reviewer.get(beside_url(*two)).status_code == 200

    def test_more_pages_than_are_compared_at_once_are_told(self, reviewer, two, monkeypatch):
        monkeypatch.setattr(pictures, "MOST_PAGES", 2)

        first, second = (" ".join(reviewer.get(beside_url(*two), {"from": n}).text.split()) for n in (1, 3))

        assert "Pages 1 to 2 of 4 are compared here" in first
        assert 'href="?from=3"' in first
        assert "Pages 3 to 4 of 4 are compared here" in second
        assert 'href="?from=5"' not in second

    @pytest.mark.parametrize("place", ["0", "-1", "x", "99", "²", "9" * 400])
    def test_a_place_that_is_none_is_refused(self, reviewer, two, place):
        assert reviewer.get(beside_url(*two), {"from": place}).status_code == 404

    def test_what_cannot_be_drawn_is_told(self, reviewer, two, monkeypatch):
        monkeypatch.setattr(page_pictures, "compare_pictures", raising(pictures_of_pdf.PageTooSlow("Too much on it.")))

        text = reviewer.get(beside_url(*two)).text

        assert "cannot be shown as pictures: Too much on it." in text
        assert reverse("admin:compliance_version_compare", args=[two[0].pk, two[1].pk]) in text

    def test_pages_of_the_site_have_no_such_comparison(self, reviewer):
        page = PageFactory()
        first, second = frozen(page), frozen(page)

        assert reviewer.get(beside_url(first, second)).status_code == 404
        word_by_word = reviewer.get(reverse("admin:compliance_version_compare", args=[first.pk, second.pk])).text
        assert "Pages side by side" not in word_by_word

    def test_each_way_of_comparing_leads_to_the_other_and_keeps_to_its_own(self, reviewer, two):
        words = reviewer.get(reverse("admin:compliance_version_compare", args=[two[0].pk, two[1].pk])).text
        chosen = {"before": two[0].pk, "after": two[1].pk, "by": "pages"}

        pages = reviewer.get(reverse("admin:compliance_version_compare_chosen"), chosen).text

        assert beside_url(*two) in words
        assert "compare-leaves" in pages
        assert 'name="by" value="pages"' in pages
        assert 'name="by"' not in words

    def test_what_is_printed_cannot_break_out(self, reviewer, keep):
        first, second = keep(lines("Give it."), code="0001"), keep(lines("Give <b onclick=x>it</b>."), code="0002")

        text = reviewer.get(beside_url(first, second)).text

        assert "&lt;b onclick=x&gt;it" in text
        assert "<b onclick" not in text


def raising(error: Exception):
    def fail(*_, **__):
        raise error

    return fail


def test_renditions_are_read_without_their_bytes_where_they_are_not_wanted(
    reviewer, two, django_assert_max_num_queries
):
    first = reviewer.get(page_url(two[0]))
    with django_assert_max_num_queries(12) as asked:
        reviewer.get(page_url(two[0]), headers={"If-None-Match": first["ETag"]})

    bodies = f'"{Rendition._meta.db_table}"."body"'
    assert [query["sql"] for query in asked if bodies in query["sql"]] == []
