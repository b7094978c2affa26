"""Charts: what editors type becomes bars on one scale from nought, and a table of the same figures."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from lxml import html as lxml_html

from compliance.preflight.reading.document import even
from downloads.pdf import render_pdf
from pages.blocks import ChartBlock
from pages.blocks.chart_figures import parse_groups, parse_results
from pages.contents import number
from tests.downloads.test_pdf import leaflet, read, text_of
from tests.factories import PageFactory, ReferenceFactory

pytestmark = pytest.mark.any_database

GROUPS = "Inotuzumab ozogamicin, n = 164\nChemotherapy, n = 143"
VOD = "VOD/SOS: 14.0% (23 of 164) | 2.1% (3 of 143)"
WITH_INTERVALS = "CR or CRi: 80.7% (95% CI 72–88) | 29.4% (95% CI 21–39)"


@pytest.fixture
def chart(db):
    """A chart that can be saved; a test changes what it is about."""
    reference = ReferenceFactory()
    return ChartBlock(
        parent=PageFactory(text=""),
        region="main",
        heading="VOD/SOS",
        population="All 307 adults treated",
        groups=GROUPS,
        results=VOD,
        source=f'<p>Final report.<cite data-reference="{reference.pk}">{reference.label}</cite></p>',
    )


def drawn(chart) -> lxml_html.HtmlElement:
    content = number({"blocks": [chart.content()]})["blocks"][0]
    return lxml_html.fromstring(render_to_string("pages/blocks/chart.html", {"block": content, "level": 3}))


def widths(figure) -> list[str]:
    return [bar.get("width") for bar in figure.iter("rect")]


def test_bars_are_as_long_as_their_figures_from_nought(chart):
    chart.results = "One: 100% | 50%\nOther: 25% | 0%"

    figure = drawn(chart)

    assert widths(figure) == ["84.0%", "42.0%", "21.0%", "0.0%"]
    assert {bar.get("x") for bar in figure.iter("rect")} == {"0"}


def test_per_cent_always_runs_to_a_hundred(chart):
    chart.results = "One: 2.1% | 1.0%"

    assert [text.text for text in drawn(chart).find_class("chart__tick")] == ["0%", "25%", "50%", "75%", "100%"]


def test_time_runs_past_the_longest(chart):
    chart.results = "Median overall survival: 7.7 months | 6.2 months"

    figure = drawn(chart)

    assert [text.text for text in figure.find_class("chart__tick")] == ["0", "3", "6", "9", "12 months"]
    assert widths(figure) == ["53.9%", "43.4%"]


def test_the_table_and_the_title_say_what_the_bars_show(chart):
    figure = drawn(chart)

    assert [even(cell.text_content()) for cell in figure.iter("th", "td")] == [
        "Result",
        "Inotuzumab ozogamicin, n = 164",
        "Chemotherapy, n = 143",
        "VOD/SOS",
        "14.0% (23 of 164)",
        "2.1% (3 of 143)",
    ]
    assert even(figure.xpath("string(.//title)")) == (
        "Bar chart. VOD/SOS. All 307 adults treated. VOD/SOS: 14.0% (Inotuzumab ozogamicin, n = 164) and 2.1% "
        "(Chemotherapy, n = 143)."
    )


def test_groups_differ_by_more_than_colour(chart):
    solid, hatched = drawn(chart).iter("rect")

    assert solid.get("fill").startswith("#")
    assert hatched.get("fill").startswith("url(#")


def test_confidence_intervals_are_drawn(chart):
    chart.results = WITH_INTERVALS

    lines = drawn(chart).find_class("chart__interval")

    assert [(line.get("x1"), line.get("x2")) for line in lines] == [("60.48%", "73.92%"), ("17.64%", "32.76%")]


def test_an_interval_and_a_count_stay_in_one_line(chart):
    chart.results = "CR: 80.7% (95% CI 72-88) | 29.4% (32 of 109)"

    first, second = (cell.text for cell in drawn(chart).iter("td"))

    assert "72\N{WORD JOINER}–\N{WORD JOINER}88" in first
    assert "32\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}109" in second


def test_nothing_in_it_styles_itself(chart):
    assert not drawn(chart).xpath(".//@style")


def test_a_leaflet_has_it_too(chart):
    content = number({"blocks": [chart.content()]})["blocks"][0]

    text = " ".join(text_of(page) for page in read(render_pdf(leaflet(blocks=[content]))).pages)

    assert "All 307 adults treated" in text
    assert "14.0% (23 of 164)" in text


@pytest.mark.parametrize(
    ("results", "message"),
    [
        ("14.0% | 2.1%", "is not a result"),
        ("VOD/SOS: 14.0%", "is not a result"),
        ("VOD/SOS: many | 2.1%", "“many” is not a value"),
        ("VOD/SOS: 14.0 | 2.1", "with its unit"),
        ("VOD/SOS: 140% | 2.1%", "more than 100%"),
        ("VOD/SOS: 15.0% (23 of 164) | 2.1% (3 of 143)", "23 of 164 is 14.0%, not 15.0%"),
        ("VOD/SOS: 14.0% (23 of 0) | 2.1%", "nobody"),
        ("CR: 80.7% (95% CI 21–39) | 29.4%", "outside its confidence interval"),
        ("CR: 80.7% | 29.4%\nSurvival: 7.7 months | 6.2 months", "one scale"),
        ("\n".join(f"Result {n}: 1% | 2%" for n in range(5)), "one to four"),
        ("", "one to four"),
    ],
)
def test_results_that_cannot_be_drawn_are_refused(results, message):
    with pytest.raises(ValueError, match=message):
        parse_results(results)


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ("Chemotherapy", "“Chemotherapy” is not a group"),
        ("Chemotherapy, n = 162", "two groups"),
        ("A group, n = 1\nAnother, n = 2\nThird, n = 3", "two groups"),
    ],
)
def test_groups_come_in_twos_with_their_numbers(groups, message):
    with pytest.raises(ValueError, match=message):
        parse_groups(groups)


def test_the_editor_is_told_which_field_to_mend(chart):
    chart.groups, chart.results, chart.source = "Chemotherapy", "many", "<p>A paper.</p>"

    with pytest.raises(ValidationError) as refusal:
        chart.full_clean()

    assert set(refusal.value.message_dict) == {"groups", "results", "source"}
    assert "press Cite" in str(refusal.value)


def test_a_chart_names_who_was_counted(chart):
    chart.population = ""

    with pytest.raises(ValidationError) as refusal:
        chart.full_clean()

    assert set(refusal.value.message_dict) == {"population"}
