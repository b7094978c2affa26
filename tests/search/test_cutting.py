"""Signed bytes become pieces; words become what databases compare; matches become snippets."""

import pytest

from compliance.pdf import make_pdf
from search.cutting import Piece, cut
from search.engines.found import marked
from search.snippets import AROUND, segments, snippet
from search.words import fold

FONTS = '<link rel="stylesheet" href="/static/css/print/fonts.css"><style>body { font-family: Print }</style>'
BODY = """
<div class="body">
  <section class="audience"><p>For professionals.</p></section>
  <section class="product"><p class="brand"><span>BESPONSA®</span> <span>(inotuzumab ozogamicin)</span></p></section>
  <main>
    <header class="page-heading">
      <p class="page-heading__section">Dosing</p>
      <h1>Give it<sup class="citation"><a href="#reference-1">1</a></sup></h1>
      <div class="page-heading__introduction"><p>In short.</p></div>
    </header>
    <div class="blocks">{blocks}</div>
    <section class="therapy-area"><p>See all.</p></section>
  </main>
  <section class="obligatory"><section class="adverse-events"><h2>Reporting</h2><p>Report it.</p></section></section>
</div>
"""


def pieces(blocks: str) -> list[Piece]:
    return [*cut(BODY.replace("{blocks}", blocks).encode(), "text/html; charset=utf-8").pieces]


def test_the_top_of_the_page_comes_first_and_obligatory_parts_are_left_out():
    assert pieces("") == [Piece("Give it", "In short.")]


def test_the_medicine_and_the_section_are_names_of_the_page():
    assert cut(BODY.encode(), "text/html").names == "BESPONSA® (inotuzumab ozogamicin) Dosing"


def test_a_block_stands_under_its_own_heading_or_the_one_before():
    found = pieces('<section class="notice" id="a"><h2>One</h2><p>First.</p></section><div id="b"><p>Next.</p></div>')

    assert found[1:] == [Piece("One", "First.", "#a"), Piece("One", "Next.", "#b")]


def test_each_heading_in_a_text_begins_a_piece():
    found = pieces('<div class="text" id="a"><p>Before.</p><h2>One</h2><h3>Two</h3><p>After.</p></div>')

    assert found[1:] == [Piece("", "Before.", "#a"), Piece("One", "", "#a"), Piece("Two", "After.", "#a")]


def test_a_link_leads_to_the_heading_where_that_can_be_linked_to():
    found = pieces(
        '<div class="text" id="a"><p>Before.</p><h2 id="a-1">One</h2><p>First.</p>'
        '<h2 id="a-2">Two</h2><p>Next.</p></div>'
    )

    assert found[1:] == [
        Piece("", "Before.", "#a"),
        Piece("One", "First.", "#a-1"),
        Piece("Two", "Next.", "#a-2"),
    ]


def test_a_caption_is_the_heading_of_its_table_alone():
    table = (
        '<div class="table" id="t"><p class="table__caption" id="t-caption">Doses</p><div><table><tr><th>Day</th>'
        "<th>Dose</th></tr><tr><td>1</td><td>0.8 mg/m<sup>2</sup></td></tr></table></div></div>"
    )
    found = pieces(f'<div id="a"><h2>One</h2></div>{table}<div id="b"><p>Next.</p></div>')

    assert found[2:] == [Piece("Doses", "Day · Dose · 1 · 0.8 mg/m2", "#t"), Piece("One", "Next.", "#b")]


def test_what_only_screen_readers_hear_citations_and_drawings_are_left_out():
    found = pieces(
        '<div id="a"><p>Give <b>it</b> slowly<sup class="citation"><a href="#reference-2">2</a></sup>'
        '<span class="visually-hidden">: again</span><br>now.<!-- no --></p><svg><title>Line</title></svg>'
        '<p class="card__action"><a href="/x/">Download here</a></p></div>'
    )

    assert found[1:] == [Piece("", "Give it slowly now.", "#a")]


@pytest.mark.parametrize("kind", ["paper", "video"])
def test_papers_and_videos_are_known_as_such(kind):
    found = pieces(
        f'<section class="{kind}" id="a"><h2>One</h2><details><summary>More</summary>Said.</details></section>'
    )

    assert found[1:] == [Piece("One", "Said.", "#a", kind)]


def test_spaces_that_keep_a_line_together_are_spaces():
    assert (
        pieces('<div id="a"><p>≤\N{NO-BREAK SPACE}50\N{NO-BREAK SPACE}m\N{SOFT HYPHEN}L</p></div>')[1].text == "≤ 50 mL"
    )


def test_sections_of_prescribing_information():
    body = (
        b'<div class="prescribing-information"><section id="dosage"><h2>Dosage</h2><p>A.</p></section><p>B.</p></div>'
    )

    assert cut(body, "text/html").pieces == (Piece("Dosage", "A.", "#dosage"), Piece("Dosage", "B."))


@pytest.mark.parametrize("body", [b"", b"\x00\xff<", b"no tags at all"])
def test_anything_can_be_cut(body):
    assert cut(body, "text/html").pieces == ()
    assert cut(body, "application/pdf").pieces == (Piece("", ""),)


@pytest.mark.slow
def test_a_pdf_is_cut_by_heading_and_page():
    pdf = make_pdf(
        f'<html lang="en-GB"><head><title>Guide</title>{FONTS}</head><body><h1>Guide</h1><p>In short.</p>'
        '<h2>The bag</h2><p>Keep it cool.</p><h2 style="break-before: page">The vial</h2><p>Keep it dark.</p>'
        "<h2>References</h2><p>1. A paper.</p></body></html>"
    )

    assert cut(pdf, "application/pdf").pieces == (
        Piece("Guide", "In short.", "#page=1"),
        Piece("The bag", "Keep it cool.", "#page=1"),
        Piece("The vial", "Keep it dark.", "#page=2"),
    )


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("BESPONSA® ▼ (Inotuzumab)", "besponsa inotuzumab"),
        ("10 mg/m² at ≤ 8 °C", "10 mg m2 at 8 c"),
        ("Sjögren’s naïve ﬁlm µg", "sjogren s naive film μg"),
        ("snake_case – 0.25", "snake case 0 25"),
        ("\x00💉…", ""),
    ],
)
def test_words_are_folded_before_any_database_sees_them(text, folded):
    assert fold(text) == folded


def test_marked_words_are_known_by_their_places():
    assert marked("\x02a\x03 b \x02c d\x03 e \x02f\x03") == {0, 2, 3, 5}
    assert marked("") == frozenset()


def test_what_joins_two_matches_is_marked_with_them():
    assert segments("Severe veno-occlusive disease.", [1, 2]) == [
        ("Severe ", False),
        ("veno-occlusive", True),
        (" disease.", False),
    ]


def test_a_snippet_shows_where_most_was_found():
    text = " ".join(["one"] + ["word"] * 60 + ["two", "three"] + ["word"] * 60)

    shown = snippet(text, [0, 61, 62])

    assert (shown[0], shown[-1][0][-2:]) == (("… ", False), " …")
    assert ("two three", True) in shown
    assert len("".join(part for part, _ in shown).strip("… ").split()) == AROUND


def test_a_short_text_is_shown_whole():
    assert snippet("Keep it cool.", []) == [("Keep it cool.", False)]
    assert snippet("", []) == []
