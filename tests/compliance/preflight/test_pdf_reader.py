"""A PDF read as passages: by its tags, or line by line."""

from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from compliance.pdf import make_pdf
from compliance.preflight.reading.document import Document
from compliance.preflight.reading.pdf import read_paper, read_pdf

pytestmark = pytest.mark.slow

TRIANGLE = (
    '<svg role="img" width="16" height="13.86" viewBox="0 0 30 25.981"><title>Black triangle: subject to additional '
    'monitoring</title><path fill="{fill}" d="{path}"/></svg>'
)
DOWN = "M0 0h30L15 25.981z"
COVER = """
<header>
  <p>For UK healthcare professionals. Contains promotional information.</p>
  <p>BESPONSA® {triangle} (inotuzumab ozogamicin)</p>
  <div><h1>Dosing</h1><p>In short. <a href="#prescribing-information">Prescribing information</a></p></div>
</header>
"""
END = """
<section><h2>Adverse event reporting</h2><p>Report at <a href="https://yellowcard.mhra.gov.uk">Yellow Card</a>.</p>
<p>This medicinal product is subject to additional monitoring.</p></section>
<section><h2>References</h2><ol><li id="reference-1">A trial.</li><li id="reference-2">Another.</li></ol></section>
<section id="prescribing-information"><h2>Prescribing information</h2><h3>Presentation</h3><p>A vial, max. 1 mg.</p>
</section>
"""
CITED = '<sup><a href="#reference-1">1</a>,<a href="#reference-2">2</a></sup>'


@cache
def printed(body: str, *, triangle: str = TRIANGLE.format(fill="#000", path=DOWN), style: str = "") -> bytes:
    """A leaflet with `body` between a cover and what ends it."""
    return make_pdf(
        '<!doctype html><html lang="en-GB"><head><title>Dosing</title>'
        '<link rel="stylesheet" href="/static/css/print/fonts.css">'
        "<style>html { font: 8pt Print } sup { font-size: 5pt } .foot { position: running(foot) }"
        f"@page {{ @bottom-center {{ content: element(foot) }} }} {style}</style></head>"
        '<body><p class="foot">PP-INO-GBR-0001 | November 2026</p>'
        f"{COVER.format(triangle=triangle)}<main>{body}</main>{END}</body></html>"
    )


def untagged(pdf: bytes) -> bytes:
    """The same without tags, as an agency may send it."""
    writer = PdfWriter(PdfReader(BytesIO(pdf)))
    for key in ("/StructTreeRoot", "/MarkInfo"):
        del writer.root_object[NameObject(key)]
    for page in writer.pages:
        page.pop("/StructParents", None)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def texts(document: Document, part: str) -> list[str]:
    return [passage.text for passage in document.part(part)]


def test_each_paragraph_heading_item_and_cell_is_a_passage():
    document = read_pdf(
        printed("<h2>Dose</h2><p>Once.</p><ul><li>First</li></ul><table><tr><th>Day</th><td>8</td></tr></table>")
    )

    found = [(passage.role, passage.level, passage.text) for passage in document.part("block")]

    assert found == [
        ("heading", 2, "Dose"),
        ("text", 0, "Once."),
        ("item", 0, "First"),
        ("header cell", 0, "Day"),
        ("cell", 0, "8"),
    ]


def test_lines_are_joined_without_gluing_or_splitting_words():
    words = "a validated <strong>sensi</strong>tive assay for CD22 positivity, 20–25 °C and 10⁹/L"
    document = read_pdf(printed(f'<p style="width: 22mm">{words}</p>'))

    assert texts(document, "block") == ["a validated sensitive assay for CD22 positivity, 20–25 °C and 10⁹/L"]


def test_a_hyphen_at_the_end_of_a_line_stays_and_gains_no_space():
    document = read_pdf(printed('<p style="width: 17mm">symptoms of infusion-related reactions</p>'))

    assert texts(document, "block") == ["symptoms of infusion-related reactions"]


def test_sizes_are_in_points_as_printed():
    document = read_pdf(printed('<p style="font-size: 11pt">Large</p>'))

    assert document.part("block")[0].runs[0].size == pytest.approx(11, abs=0.05)


def test_components_are_told_by_their_headings():
    document = read_pdf(printed("<h2>Dose</h2><p>Once.</p>"))

    assert texts(document, "audience") == ["For UK healthcare professionals. Contains promotional information."]
    assert texts(document, "brand") == ["BESPONSA® ▼ (inotuzumab ozogamicin)"]
    assert texts(document, "heading") == ["Dosing", "In short. Prescribing information"]
    assert texts(document, "adverse-events") == ["Adverse event reporting", "Report at Yellow Card."]
    assert texts(document, "additional-monitoring") == ["This medicinal product is subject to additional monitoring."]
    assert texts(document, "references") == ["References", "A trial.", "Another."]
    assert texts(document, "prescribing-information") == [
        "Prescribing information",
        "Presentation",
        "A vial, max. 1 mg.",
    ]


def test_what_runs_on_every_page_comes_once_a_page_after_the_rest():
    document = read_pdf(printed('<p>One.</p><p style="break-before: page">Two.</p>'))

    assert texts(document, "running") == ["PP-INO-GBR-0001 | November 2026"] * 2
    assert [passage.page for passage in document.part("running")] == [1, 2]
    assert document.passages[-1].part == "running"


def test_a_paragraph_over_two_pages_is_one_passage():
    filled = "<br>".join(["line"] * 60)
    document = read_pdf(printed(f"<h2>Long</h2><p>{filled}<br>of 5 mg<br>{filled}</p>"))

    long = [text for text in texts(document, "block") if text.startswith("line")]

    assert len(long) == 1
    assert long[0].count("line") == 120


def test_citations_are_not_in_the_text():
    passage = read_pdf(printed(f"<p>Cited.{CITED}</p>")).part("block")[0]

    assert passage.text == "Cited."
    assert passage.citations == {1, 2}


def test_raised_numbers_that_are_no_links_are_citations_but_powers_are_not():
    passage = read_pdf(printed("<p>Seen in a trial.<sup>3,5–7</sup> Count 10<sup>9</sup> per m<sup>2</sup></p>")).part(
        "block"
    )[0]

    assert passage.citations == {3, 5, 6, 7}
    assert passage.text == "Seen in a trial. Count 109 per m2"


def test_links_have_their_text_and_address():
    document = read_pdf(printed("<p>Text</p>"))

    assert [(link.text, link.address, link.part) for link in document.links] == [
        ("Prescribing information", "#prescribing-information", "heading"),
        ("Yellow Card", "https://yellowcard.mhra.gov.uk", "adverse-events"),
    ]
    assert "prescribing-information" in document.targets


def test_a_link_over_two_lines_is_one():
    document = read_pdf(
        printed('<p style="width: 20mm"><a href="https://example.org/a">a link that is longer than a line</a></p>')
    )

    assert [link.text for link in document.part("block")[0].links] == ["a link that is longer than a line"]


def test_a_black_triangle_is_one_and_has_its_size():
    (triangle,) = read_pdf(printed("<p>Text</p>")).part("brand")[0].triangles

    assert (triangle.is_drawn, triangle.flaws) == (True, ())
    assert triangle.width == pytest.approx(12, abs=0.1)


@pytest.mark.parametrize(
    ("fill", "path", "flaw"),
    [("#777", DOWN, "it is not black"), ("#000", "M0 26h30L15 0z", "it is not an equilateral triangle")],
)
def test_what_is_wrong_with_a_triangle_is_said(fill, path, flaw):
    pdf = printed("<p>Text</p>", triangle=TRIANGLE.format(fill=fill, path=path))

    (triangle,) = read_pdf(pdf).part("brand")[0].triangles

    assert len(triangle.flaws) == 1
    assert triangle.flaws[0].startswith(flaw)


def test_figures_and_tables_are_found_with_the_block_they_stand_in():
    drawing = '<svg role="img" width="9" height="9"><title>Liver</title><path d="M0 0h9v9z"/></svg>'
    document = read_pdf(
        printed(
            f'<div id="notice-1">{drawing}<h2>Liver</h2></div>'
            '<div id="table-1"><p>Doses</p><table><tr><th>Day</th></tr><tr><td>1</td></tr></table></div>'
            '<div id="table-2"><table><tr><td>Day</td></tr></table></div>'
        )
    )

    assert [(picture.alt, picture.anchor) for picture in document.pictures] == [("Liver", "notice-1")]
    assert [table.has_headers for table in document.tables] == [True, False]
    assert [table.has_caption for table in document.tables] == [True, False]
    assert [passage.text for passage in document.passages if passage.role == "caption"] == ["Doses"]


def test_blocks_have_the_anchors_the_file_names_else_names_of_their_own():
    link = '<p><a href="#text-1">up</a></p>'
    named = read_pdf(printed(f'<div id="text-1"><h2>A</h2><p>one</p></div><div><h2>B</h2>{link}</div>'))

    anchors = {passage.text: passage.anchor for passage in named.part("block")}

    assert anchors["A"] == anchors["one"] == "text-1"
    assert anchors["B"] == anchors["up"] != "text-1"
    assert anchors["B"].startswith("pdf-")


def test_an_untagged_file_is_read_line_by_line():
    paper = read_paper(untagged(printed("<h2>Dose</h2><p>Once a week.</p>")))

    assert not paper.is_tagged
    assert "Once a week." in texts(paper.document, "unknown")
    assert texts(paper.document, "adverse-events")[0] == "Adverse event reporting"
    assert "A vial, max. 1 mg." in " ".join(texts(paper.document, "prescribing-information"))


@pytest.mark.parametrize("body", [b"", b"hello", b"%PDF-1.7\ngarbage"])
def test_a_file_that_cannot_be_read_is_empty_and_says_why(body):
    paper = read_paper(body)

    assert paper.document == read_pdf(body) == Document(())
    assert paper.problem.startswith("The file")


def test_a_truncated_file_raises_nothing():
    whole = printed("<p>Text</p>")

    for part in (0.1, 0.5, 0.9):
        assert read_paper(whole[: int(len(whole) * part)]) is not None


def test_lines_are_measured_as_printed():
    lines = read_paper(printed("<p>Text</p>")).lines

    line = next(line for line in lines if line.text.startswith("A vial"))

    assert (line.part, line.angle) == ("prescribing-information", 0)
    assert line.x_height == pytest.approx(8 * 0.503 / 72 * 25.4, abs=0.03)
