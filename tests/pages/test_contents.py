"""Citations and abbreviations: picked, numbered when frozen, listed exactly as used."""

import pytest

from compliance.errors import CannotFreeze
from pages.blocks import TextBlock
from tests.factories import PREPARED_ON, AbbreviationFactory, PageFactory, ReferenceFactory, frozen


def cite(reference):
    return f'<cite data-reference="{reference.pk}">{reference.label}</cite>'


def content(page):
    return page.content(job_code=None, prepared_on=PREPARED_ON)


def numbers(page):
    return [(entry["number"], entry["id"]) for entry in content(page)["references"]]


@pytest.fixture
def sources(db):
    return [ReferenceFactory(), ReferenceFactory(), ReferenceFactory()]


def test_the_first_to_appear_is_1(sources):
    a, b, _ = sources

    page = PageFactory(text=f"<p>One{cite(b)} two{cite(a)}</p>")

    assert numbers(page) == [(1, b.pk), (2, a.pk)]
    html = content(page)["blocks"][0]["html"]
    assert 'One<sup class="citation"><a href="#reference-1" aria-label="Reference 1">1</a></sup>' in html


def test_the_same_source_keeps_its_number(sources):
    a, b, _ = sources

    page = PageFactory(text=f"<p>{cite(a)} {cite(b)}</p><p>Again{cite(a)}</p>")

    assert numbers(page) == [(1, a.pk), (2, b.pk)]
    assert content(page)["blocks"][0]["html"].count("#reference-1") == 2


def test_the_heading_is_read_first(sources):
    a, b, _ = sources
    page = PageFactory(text=f"<p>{cite(a)}</p>", introduction=f"<p>{cite(b)}</p>")
    page.heading_citations.add(b)

    assert numbers(page) == [(1, b.pk), (2, a.pk)]
    assert content(page)["heading_citations"] == [1]


def test_blocks_count_in_their_order_not_in_that_of_their_making(sources):
    a, b, _ = sources
    page = PageFactory(text=f"<p>{cite(a)}</p>")
    TextBlock.objects.create(parent=page, region="main", ordering=5, html=f"<p>{cite(b)}</p>")

    assert numbers(page) == [(1, b.pk), (2, a.pk)]


def test_neighbours_share_one_mark(sources):
    a, b, c = sources

    html = content(PageFactory(text=f"<p>x{cite(a)}{cite(b)}, {cite(c)} y</p>"))["blocks"][0]["html"]

    assert html.count("<sup") == 1
    assert ">1</a>,<a" in html


def test_a_page_lists_what_it_uses_and_nothing_else(sources):
    page = PageFactory()

    assert content(page)["references"] == []
    assert "References" not in bytes(frozen(page).rendition.body).decode()


def test_abbreviations_are_listed_and_explained_in_place(db):
    uv = AbbreviationFactory(short="UV", long="ultraviolet")
    page = PageFactory(text=f'<p><abbr data-abbreviation="{uv.pk}">UV</abbr> light</p>')

    assert content(page)["abbreviations"] == [{"short": "UV", "long": "ultraviolet"}]
    assert '<abbr title="ultraviolet">UV</abbr> light' in content(page)["blocks"][0]["html"]


def test_a_new_wording_of_an_abbreviation_is_taken_up(db):
    uv = AbbreviationFactory(short="UV", long="<ultra> “violet”")
    page = PageFactory(text=f'<p><abbr data-abbreviation="{uv.pk}">old</abbr></p>')

    assert '<abbr title="&lt;ultra&gt; “violet”">UV</abbr>' in content(page)["blocks"][0]["html"]


def test_a_deleted_source_keeps_the_page_from_being_frozen(sources):
    a = sources[0]
    page = PageFactory(text=f"<p>{cite(a)}</p>")
    label = a.label
    a.delete()

    with pytest.raises(CannotFreeze, match=f"The source “{label}” was deleted from the register"):
        frozen(page)


def test_a_deleted_abbreviation_too(db):
    uv = AbbreviationFactory()
    page = PageFactory(text=f'<p><abbr data-abbreviation="{uv.pk}">UV</abbr></p>')
    uv.delete()

    with pytest.raises(CannotFreeze, match="The abbreviation “UV” was deleted"):
        frozen(page)


def test_a_script_that_got_into_a_draft_is_not_frozen(db):
    """By a direct write to the database, say: the texts are cleaned once more at freezing."""
    page = PageFactory(text="<p onclick='x()'>Fine<script>alert(1)</script></p>")

    body = bytes(frozen(page).rendition.body).decode()

    assert "<p>Fine</p>" in body
    assert "script" not in body
    assert "onclick" not in body


def test_a_typed_black_triangle_becomes_the_drawn_one(db):
    html = content(PageFactory(text="<p>▼ This medicine</p>"))["blocks"][0]["html"]

    assert "▼" not in html
    assert 'fill="#000"' in html


@pytest.mark.parametrize("quantity", ["50 mL", "≤ 10,000", "&lt; 0.001", "20–25 °C", "1 hour", "10 × 10"])
def test_a_figure_stays_with_its_unit(db, quantity):
    html = content(PageFactory(text=f"<p>About {quantity} of it</p>"))["blocks"][0]["html"]

    assert quantity.replace(" ", "\N{NO-BREAK SPACE}") in html
