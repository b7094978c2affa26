"""The page that searches, as a professional meets it."""

import re

import pytest

from tests.conftest import visitor, yes
from tests.factories import PageFactory, PrescribingInformationFactory, ProductFactory
from tests.search.pages import live_page, signed


@pytest.fixture
def medicine(professional):
    product = ProductFactory()
    signed(PrescribingInformationFactory(product=product, contraindications="<p>Cirrhosis.</p>"))
    return product


def test_a_stranger_is_asked_first_and_comes_back_with_the_question(stranger):
    live_page("<p>Zebra.</p>")

    sent_to = stranger.get("/search/?q=zebra%20crossing")["Location"]
    back = stranger.post(sent_to, yes(), follow=True)

    assert sent_to.startswith("/confirm/?next=")
    assert back.redirect_chain[-1] == ("/search/?q=zebra%20crossing", 302)
    assert "<mark>Zebra</mark>" in back.text


def test_matches_are_marked_and_lead_to_their_place(professional):
    live_page("<h2>The bag</h2><p>Keep it cool.</p>")

    text = professional.get("/search/", {"q": "cooled bag"}).text

    assert re.search(r'<a href="/page/#text-\d+-1">The <mark>bag</mark>\s*</a>', text)
    assert "Keep it <mark>cool</mark>." in text


def test_what_is_quoted_of_a_medicine_comes_with_what_is_obligatory(medicine, professional):
    response = professional.get("/search/", {"q": "cirrhosis"})

    brand, quote = response.text.index("BESPONSA®"), response.text.index("<mark>")
    assert brand < response.text.index("(inotuzumab ozogamicin)") < quote
    assert response.text.index('href="/prescribing-information/"') < quote
    for words in (
        "intended only for healthcare professionals",
        "Adverse events should be reported",
        "additional monitoring",
    ):
        assert words in response.text


def test_without_a_result_no_medicine_is_named(medicine, professional):
    for asked in ("", "zebra", "x"):
        assert "BESPONSA" not in professional.get("/search/", {"q": asked}).text


def test_what_was_typed_stands_in_the_field_and_in_no_title(professional):
    live_page("<p>Zebra.</p>")

    text = professional.get("/search/", {"q": '"zebra" & <b>'}).text

    assert "<title>Search | Medicines information</title>" in text
    assert 'value="&quot;zebra&quot; &amp; &lt;b&gt;"' in text
    assert "<b>" not in text


def test_what_was_signed_is_escaped_again(professional):
    live_page("<p>Keep a &lt;script&gt; zebra.</p>", title="Less &lt; more")

    text = professional.get("/search/", {"q": "zebra"}).text

    assert "Keep a &lt;script&gt; <mark>zebra</mark>." in text
    assert "<script" not in text


def test_nothing_found_says_so_and_helps(professional):
    live_page("<p>The infusion.</p>")

    text = professional.get("/search/", {"q": "infusoin"}).text

    assert "Nothing was found for “infusoin”." in text
    assert 'Did you mean <a href="?q=infusion">infusion</a>?' in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "What is searched"),
        ("x", "is too short"),
        ("zebra giraffe", "Nothing has all these words"),
        ("zebra " * 60, "only its first 200 characters"),
    ],
)
def test_other_answers(professional, asked, said):
    live_page("<p>Zebra.</p>")

    assert said in professional.get("/search/", {"q": asked}).text


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "99999999999999999999", "²", "٣"])
def test_any_page_of_results_can_be_asked_for(professional, page):
    live_page("<p>Zebra.</p>")

    assert "<mark>Zebra</mark>" in professional.get("/search/", {"q": "zebra", "page": page}).text


def test_more_results_are_a_link_away(professional, monkeypatch):
    monkeypatch.setattr("search.finding.ON_A_PAGE", 1)
    live_page("<p>Zebra.</p>", address="/one/")
    live_page("<p>Zebra.</p>", address="/two/")

    first = professional.get("/search/", {"q": "zebra"}).text
    second = professional.get("/search/", {"q": "zebra", "page": "2"}).text

    assert 'rel="next" href="?q=zebra&amp;page=2"' in first
    assert 'rel="prev" href="?q=zebra&amp;page=1"' in second
    assert '<ol class="search-results" start="2">' in second


def test_nobody_else_keeps_it_or_lists_it(professional):
    response = professional.get("/search/", {"q": "zebra"})

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_only_reads(professional, method):
    assert getattr(professional, method)("/search/?q=zebra").status_code == 405


def test_what_is_asked_is_neither_logged_nor_kept(professional, caplog):
    live_page("<p>Zebra.</p>")
    with caplog.at_level("DEBUG", logger="search"):
        professional.get("/search/", {"q": "zebra"})

    assert "zebra" not in caplog.text
    assert "zebra" not in str(dict(professional.session))


def test_a_page_for_the_public_is_not_among_the_results(professional):
    signed(PageFactory(address="/privacy/", audience="public", text="<p>Zebra.</p>"))

    assert "Nothing was found" in professional.get("/search/", {"q": "zebra"}).text
    assert visitor().get("/search/?q=zebra").status_code == 302
