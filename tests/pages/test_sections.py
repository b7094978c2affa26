"""What stands on a page, listed at its top."""

import pytest
from lxml import html

from pages.blocks import NoticeBlock, TextBlock, TimelineBlock
from tests.factories import PREPARED_ON, PageFactory, ReferenceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def listed(page):
    tree = html.fromstring(page.render(job_code=None, prepared_on=PREPARED_ON).body)
    found = tree.xpath("//nav[@class='contents']//a")
    for link in found:
        assert tree.get_element_by_id(link.get("href").removeprefix("#")) is not None
    return [link.text_content() for link in found]


def test_the_section_headings_are_listed_without_their_reference_numbers():
    cite = f'<cite data-reference="{ReferenceFactory().pk}">SmPC</cite>'
    page = PageFactory(text=f"<h2>Before{cite}</h2><p>…</p><h2>How &amp; when</h2><h3>Not this</h3><h2>After</h2>")

    assert listed(page) == ["Before", "How & when", "After"]


def test_a_block_with_a_section_heading_of_its_own_is_listed_too():
    page = PageFactory(text="<p>Opening.</p>")
    TimelineBlock.objects.create(
        parent=page, region="main", ordering=20, heading="Limits", summary="…", marks="0 h: Begin\n4 h: End"
    )
    NoticeBlock.objects.create(
        parent=page, region="main", ordering=30, icon_name="clock", heading="A notice", html="<p>No section.</p>"
    )
    TextBlock.objects.create(parent=page, region="main", ordering=40, html="<h2>One</h2><h2>Two</h2>")

    assert listed(page) == ["Limits", "One", "Two"]


def test_a_short_page_needs_no_list():
    assert listed(PageFactory(text="<h2>One</h2><h2>Two</h2>")) == []


def test_a_page_for_the_public_has_none():
    page = PageFactory(audience="public", text="<h2>BESPONSA® ▼ (inotuzumab ozogamicin)</h2><h2>Two</h2><h2>Three</h2>")

    assert listed(page) == []
