"""What is found, and in which order; on SQLite and on PostgreSQL alike."""

import pytest

from pages.blocks import TextBlock
from search import finding
from tests.factories import AbbreviationFactory, PageFactory, PrescribingInformationFactory, ProductFactory
from tests.search.pages import addresses, find, live_page, marked, signed

pytestmark = pytest.mark.django_db


def test_another_ending_is_the_same_word():
    live_page("<p>The infusion takes an hour.</p>")

    assert addresses("infusions") == ["/page/"]
    assert marked("infused") == ["infusion"]


def test_the_last_word_may_be_begun_only():
    live_page("<p>Hours after reconstitution.</p>")

    assert addresses("hours reconst") == ["/page/"]
    assert not find("reconst hours").has_all


def test_words_in_quotation_marks_are_found_as_they_stand():
    live_page("<p>Sodium chloride for the bag.</p>")

    assert (
        addresses('"sodium chloride"') == addresses("“Sodium chloride”") == addresses("chloride sodium") == ["/page/"]
    )
    assert addresses('"chloride sodium"') == []


def test_a_title_counts_for_more_than_text():
    live_page("<p>Dosing, dosing and more dosing: dosing.</p>", address="/text/", title="Other things")
    live_page("<p>Something else.</p>", address="/title/", title="Dosing")

    assert addresses("dosing") == ["/title/", "/text/"]


def test_a_heading_counts_for_more_than_text():
    live_page("<p>The storage of the vial is cool.</p>", address="/text/")
    live_page("<h2>Storage</h2><p>Keep the vial cool and dark.</p>", address="/heading/")

    assert addresses("storage") == ["/heading/", "/text/"]


def test_words_side_by_side_count_for_more():
    live_page("<p>Hepatic signs: see there. No impairment was seen.</p>", address="/apart/")
    live_page("<p>For hepatic impairment see there. No signs seen.</p>", address="/together/")

    assert addresses("hepatic impairment") == ["/together/", "/apart/"]


def test_all_words_must_be_on_the_page_wherever_they_stand_on_it():
    live_page("<h2>Vials</h2><p>Keep them cool.</p><h2>Bags</h2><p>Use them at once.</p>")
    live_page("<p>Vials only.</p>", address="/other/")

    found = find("cool bags")

    assert [result.address for result in found.results] == ["/page/"]
    assert found.has_all
    assert {quote.heading[0][0] for quote in found.results[0].quotes} == {"Vials", "Bags"}


def test_where_nothing_has_all_words_pages_with_some_are_offered():
    live_page("<p>Keep the vial cool.</p>", address="/one/")
    live_page("<p>Keep the vial and the bag cool.</p>", address="/two/")

    found = find("cool bag zebra")

    assert not found.has_all
    assert [result.address for result in found.results] == ["/two/", "/one/"]


def test_the_words_of_a_question_need_not_be_there():
    live_page("<p>Infusion time: 1 hour.</p>")

    assert find("what is the infusion time?").has_all


def test_no_word_is_left_out_of_quotation_marks():
    live_page("<p>Do not freeze.</p>", address="/not/")
    live_page("<p>Freeze.</p>", address="/do/")

    assert addresses('"do not freeze"') == ["/not/"]


class TestSynonyms:
    @pytest.fixture(autouse=True)
    def medicine(self):
        product = ProductFactory()
        signed(PrescribingInformationFactory(product=product))
        self.product = product

    @pytest.mark.parametrize("asked", ["BESPONSA", "inotuzumab", "ozogamicin", "inotuzumab ozogamicin"])
    def test_brand_and_substance_are_the_same_medicine(self, asked):
        live_page("<p>Give besponsa slowly.</p>", address="/brand/")
        live_page("<p>Give inotuzumab ozogamicin slowly.</p>", address="/substance/")

        assert {"/brand/", "/substance/"} <= set(addresses(asked))

    def test_a_page_about_it_is_found_without_naming_it_in_its_text(self):
        live_page("<p>Give it slowly.</p>", product=self.product)

        assert addresses("inotuzumab slowly") == ["/page/"]

    def test_an_abbreviation_is_found_in_full_and_the_other_way_round(self):
        short = AbbreviationFactory(short="VOD", long="veno-occlusive liver disease")
        pick = f'<p>Watch for <abbr data-abbreviation="{short.pk}">VOD</abbr>.</p>'
        live_page(pick, address="/short/")
        live_page("<p>Watch for veno-occlusive liver disease.</p>", address="/long/")

        assert set(addresses("VOD")) == set(addresses("veno-occlusive liver disease")) == {"/short/", "/long/"}


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        ("haemorrhage", "hemorrhage"),
        ("oedema", "edema"),
        ("leukaemia", "leukemia"),
        ("leukemia", "leukaemias"),
        ("tumour", "tumor"),
        ("randomised", "randomized"),
        ("hydroxycarbamide", "hydroxyurea"),
        ("paracetamol", "acetaminophen"),
        ("side effects", "adverse reactions"),
        ("8 °C", "8 celsius"),
        ("10 mg/m²", "mg/m2"),
        ("naïve", "naive"),
        ("veno‑occlusive", "veno-occlusive"),
    ],
)
def test_other_spellings_and_words_for_the_same(there, asked):
    live_page(f"<p>Here: {there}.</p>")

    assert addresses(asked) == ["/page/"]


def test_a_result_says_where_it_is_and_what_it_is():
    version = live_page("<h2>The bag</h2><p>Keep the bag cool.</p>")
    block = TextBlock.objects.get()

    result = find("cool").results[0]

    assert (result.title, result.address, result.kind) == ("A page", "/page/", "Page")
    assert (result.job_code, result.prepared_on) == (str(version.job_code), version.prepared_on)
    quote = result.quotes[0]
    assert quote.address == f"/page/#text-{block.pk}-1"
    assert quote.heading == [("The bag", False)]
    assert quote.text == [("Keep the bag ", False), ("cool", True), (".", False)]


def test_a_job_code_leads_to_what_carries_it():
    version = live_page("<p>Keep it cool.</p>")
    live_page("<p>Keep it warm.</p>", address="/other/")

    assert addresses(str(version.job_code).lower()) == ["/page/"]


def test_three_places_of_a_page_are_quoted_and_the_others_counted():
    live_page("".join(f"<h2>Part {n}</h2><p>Keep it cool.</p>" for n in range(5)))

    result = find("cool").results[0]

    assert (len(result.quotes), result.more) == (3, 2)


def test_prescribing_information_is_found_by_section():
    signed(PrescribingInformationFactory(contraindications="<p>Cirrhosis.</p>"))

    result = find("cirrhosis").results[0]

    assert result.kind == "Prescribing information"
    assert result.quotes[0].address == "/prescribing-information/#contraindications"
    assert result.product["brand"] == "BESPONSA"


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '"""',
        "NEAR(a b)",
        "vial AND NOT cool",
        "vial* OR (cool",
        "title:vial",
        "{title text}: vial",
        "^vial - cool + bag",
        "'; DROP TABLE search_passage; --",
        "vial & !cool | <-> bag:*",
        "\\vial %s %(x)s {}",
        "vial\x00cool",
        "\x02vial\x03",
        "💉 ▼ 🧪",
        "السلام vial \u202eloo\u202c",
        "e\u0301te\u0301 ﬁlm ½ Ⅷ",
        "\ud800 vial",
        "cool " * 2000,
        "x" * 10_000,
        " ".join(f"w{n}" for n in range(100)),
        '"' + "cool " * 100 + '"',
    ],
)
def test_whatever_is_typed_is_only_words(typed):
    live_page("<p>Keep the vial cool.</p>")

    found = find(typed)

    assert len(found.asked) <= 200
    assert found.count <= 1
    assert addresses("vial") == ["/page/"]


@pytest.mark.parametrize("typed", ["a", "?", "8", "–", "💉"])
def test_one_letter_is_too_short(typed):
    assert find(typed).is_too_short


def test_nothing_asked_is_no_question():
    assert find("   ") == finding.Results("")


def test_a_slip_is_put_right():
    live_page("<p>The infusion takes an hour.</p>")

    assert find("Infusoin").suggestion == "infusion"
    assert find("hour infusoin").suggestion == "hour infusion"
    assert find("xylophone").suggestion == ""


def test_results_come_in_pages(monkeypatch):
    monkeypatch.setattr(finding, "ON_A_PAGE", 2)
    for n in range(3):
        live_page("<p>Keep it cool.</p>", address=f"/page-{n}/")

    first, second, beyond = (find("cool", page=page) for page in (1, 2, 99))

    assert (first.count, first.pages, len(first.results), len(second.results)) == (3, 2, 2, 1)
    assert {found.address for found in first.results}.isdisjoint(found.address for found in second.results)
    assert (second.first, beyond) == (3, second)


def test_few_queries_however_many_pages(django_assert_max_num_queries):
    for n in range(5):
        live_page("<p>Keep it cool.</p>", address=f"/page-{n}/", product=None)

    with django_assert_max_num_queries(6 + 5):  # each page's bytes once
        assert find("keep cool").count == 5
    with django_assert_max_num_queries(4):  # the register, synonyms, what is found, and its words
        assert find("keep it").count == 5


def test_pages_for_the_public_are_for_the_public():
    signed(PageFactory(address="/privacy/", audience="public", text="<p>One cookie.</p>"))

    assert addresses("cookie") == []
    assert addresses("cookie", audience="public") == ["/privacy/"]
