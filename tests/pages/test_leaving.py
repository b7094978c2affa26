"""Links that leave the site say where they lead, without anybody having to think of it."""

import lxml.html
import pytest

from pages.leaving import name_sites
from tests.factories import (
    PREPARED_ON,
    PageFactory,
    PrescribingInformationFactory,
    ProductFactory,
    ReferenceFactory,
    certified,
    frozen,
)
from tests.pages.test_contents import cite

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("address", "text", "said"),
    [
        ("https://www.nice.org.uk/guidance/ta541", "the guidance", "the guidance (nice.org.uk)"),
        ("https://bnf.nice.org.uk:443/a?b=1&amp;c=2#d", "<strong>BNF</strong>", "BNF (bnf.nice.org.uk)"),
        ("https://www.pfizer.co.uk/", "our other site", "our other site (pfizer.co.uk)"),
    ],
)
def test_a_link_that_leaves_names_its_site(address, text, said):
    html = name_sites(f'<p>See <a href="{address}">{text}</a>.</p>')

    assert lxml.html.fromstring(html).text_content() == f"See {said}."
    assert f'<a href="{address}">{text}<span class="leaving-for"> (' in html


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://www.nice.org.uk/guidance/ta541">NICE.org.uk</a>',
        '<a href="https://www.nice.org.uk/guidance/ta541">TA541 at www.nice.org.uk</a>',
        '<a href="https://doi.org/10.1056/NEJMoa1509277">https://doi.org/10.1056/NEJMoa1509277</a>',
        '<a href="/support-and-resources/">support</a>',
        '<a href="/downloads/besponsa-fast-facts.pdf">Fast Facts</a>',
        '<a href="mailto:someone@nice.org.uk">mail</a>',
        '<a href="tel:01304616161">telephone</a>',
        '<a href="#reference-1" aria-label="Reference 1">1</a>',
    ],
)
def test_what_says_it_already_or_stays_here_is_left_as_it_is(link):
    assert name_sites(link) == link


def test_two_links_in_a_line_are_named_each():
    html = name_sites('<a href="https://a.example/">x</a> and <a href="https://b.example/">y</a>')

    assert lxml.html.fromstring(f"<p>{html}</p>").text_content() == "x (a.example) and y (b.example)"


def test_it_is_frozen_into_the_body_and_preflight_is_content(db):
    page = PageFactory(text='<p><a href="https://www.nice.org.uk/ta541">More</a></p>')

    version = frozen(page)

    assert "More<span" in bytes(version.rendition.body).decode()
    assert not version.findings.filter(rule="LNK005").exists()


def test_the_draft_keeps_what_was_typed(db):
    page = PageFactory(text='<p><a href="https://www.nice.org.uk/ta541">More</a></p>')

    page.content(job_code=None, prepared_on=PREPARED_ON)

    assert "leaving" not in page.pages_textblock_set.get().html


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"doi": "10.1056/NEJMoa1509277"}, "https://doi.org/10.1056/NEJMoa1509277"),
        ({"address": "https://www.nice.org.uk/guidance/ta541"}, "https://www.nice.org.uk/guidance/ta541"),
    ],
)
def test_a_reference_shows_the_whole_address_it_leads_to(db, fields, said):
    source = ReferenceFactory(**fields)

    body = bytes(frozen(PageFactory(text=f"<p>So{cite(source)}</p>")).rendition.body).decode()

    links = {link.text_content(): link.get("href") for link in lxml.html.fromstring(body).iter("a")}
    assert links[said] == said


def test_prescribing_information_opens_at_once(professional):
    """In the same window, from its own address, with nothing in between."""
    information = certified(PrescribingInformationFactory(product=ProductFactory()))
    certified(PageFactory(address="/dosing/", product=information.material.product))

    page = lxml.html.fromstring(professional.get("/dosing/").text)

    [link] = page.find_class("prescribing-information-link")[0].iter("a")
    assert link.get("href") == "/prescribing-information/"
    assert not {"target", "rel", "aria-describedby"} & set(link.attrib)
    answer = professional.get(link.get("href"))
    assert answer.status_code == 200
    assert bytes(information.rendition.body) in answer.content
