"""Leaflets in front of other people's checkers: page-validation, outloud, qpdf, Poppler. These are tried, too."""

import json
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from pypdf import PdfReader

from compliance.pdf import make_pdf
from downloads.pdf import render_pdf
from tests.downloads.test_pdf import CONTENT, leaflet

pytestmark = [pytest.mark.slow, pytest.mark.any_database]

SENTENCE = "Keep the vials in the carton, away from light, until they are needed. "
TEXT = "<h2>Storage</h2>" + f"<p>{SENTENCE * 30}</p>" * 3
ROWS = "".join(f'<tr><th scope="row">Week {n}</th><td>{n} mg</td><td>Given slowly</td></tr>' for n in range(1, 90))
LONG_TABLE = {
    "kind": "table",
    "anchor": "block-long",
    "caption": "Week by week",
    "html": '<table><thead><tr><th scope="col">Week</th><th scope="col">Dose</th><th scope="col">How</th></tr></thead>'
    f"<tbody>{ROWS}</tbody></table>",
    "note": "",
}
TWO_COLUMNS = {
    "kind": "table",
    "anchor": "block-two",
    "caption": "At a glance",
    "html": '<table><thead><tr><th scope="col">Property</th><th scope="col">BESPONSA</th></tr></thead><tbody>'
    '<tr><th scope="row">Powder</th><td>1 mg</td></tr><tr><th scope="row">Water</th><td>4 mL</td></tr>'
    '<tr><th scope="row">Rate</th><td>50 mL/hour</td></tr></tbody></table>',
    "note": "",
}
PICTURE = {
    "kind": "figure",
    "anchor": "block-figure",
    "src": "/static/img/favicon.png",
    "alt": "The mark of this site",
    "caption_html": "<p>A mark.</p>",
    "source": "<p>Own illustration</p>",
}
EVERYTHING = [
    *CONTENT["blocks"],
    {"kind": "text", "anchor": "block-long-text", "html": TEXT},
    LONG_TABLE,
    TWO_COLUMNS,
    PICTURE,
]


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    """A leaflet of several pages with every kind of block, text in two columns, and a table over three pages."""
    path = tmp_path_factory.mktemp("leaflet") / "leaflet.pdf"
    path.write_bytes(render_pdf(leaflet(blocks=EVERYTHING, columns=2)))
    return path


def page_validation(path: Path, profile: str) -> set[str]:
    """What the checker of PDF/UA-1 (ua1) or PDF/A-3a (3a) has against the file."""
    found = page.validate_pdf(str(path), profile=profile)
    assert found.is_compliant == (not found.failures)
    return {f"{failure.rule_id}: {failure.message}" for failure in found.failures}


def outloud(path: Path) -> set[str]:
    """The rules of outloud that find an error, as a screen reader's user would meet it."""
    command = [Path(sys.executable).with_name("outloud"), "--json", "-", path]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return {f"{one['rule']}: {one['message']}" for one in findings(json.loads(said)) if one["severity"] == "error"}


def findings(said) -> list[dict]:
    if isinstance(said, dict):
        own = [said] if {"rule", "severity"} <= said.keys() else []
        return own + [one for part in said.values() for one in findings(part)]
    return [one for part in said for one in findings(part)] if isinstance(said, list) else []


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_page_validation_finds_nothing(file, profile):
    assert page_validation(file, profile) == set()


def test_outloud_finds_no_error(file):
    assert outloud(file) == set()


def test_qpdf_finds_nothing(file):
    done = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_all_fonts_are_ours_embedded_subset_and_readable(file):
    said = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in said.splitlines()[2:]]

    assert rows
    for row in rows:
        assert re.fullmatch(r"[A-Z]{6}\+Print(-Bold|-Italic)?", row[0])
        assert row[-5:-2] == ["yes", "yes", "yes"]  # embedded, subset, with a map to Unicode


def test_pypdf_reads_it_in_the_order_of_the_leaflet(file):
    text = re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in PdfReader(file).pages))
    places = [
        text.index(words)
        for words in (
            "For UK healthcare",
            "Indication",
            "Dose by cycle",
            "Storage",
            "Week by week",
            "At a glance",
            "A mark.",
        )
    ]

    assert places == sorted(places)


def test_no_page_is_blank(file):
    said = subprocess.run(["pdftoppm", "-r", "20", "-gray", file], capture_output=True, check=True).stdout
    pictures = said.split(b"P5\n")[1:]

    assert len(pictures) == len(PdfReader(file).pages) > 4
    assert all(len(set(picture[-20_000:])) > 20 for picture in pictures)


# The tags, as Poppler prints them


@pytest.fixture(scope="module")
def tree(file) -> str:
    return subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, text=True, check=True).stdout


def test_a_table_over_three_pages_is_one_table_with_one_head(tree):
    (table,) = (part for part in tree.split("Table (block)")[1:] if "Week 1" in part)

    assert table.count("THead") == 1
    assert table.count('"Week by week"') == 1
    assert table.index("Caption") < table.index("THead")
    assert '"Week 89"' in table


def test_each_header_cell_says_what_it_heads(tree):
    cells = re.findall(r"TH <[\d-]+>:\s+/Scope /(Row|Column)", tree)

    assert tree.count("TH <") == len(cells)
    assert set(cells) == {"Row", "Column"}


def test_cells_after_a_break_lead_to_headers_that_are_there(file):
    with pikepdf.open(file) as pdf:
        tags = [
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") in ("/TH", "/TD")
        ]
        ids = {bytes(tag.ID) for tag in tags if "/ID" in tag}
        asked = {bytes(id) for tag in tags if "/A" in tag for id in tag.A.get("/Headers", [])}

    assert asked
    assert asked <= ids


def test_a_paragraph_over_two_columns_is_one_paragraph(tree):
    storage = tree[tree.index('"Storage"') : tree.index('"Week by week"')]

    assert storage.count("P (block)") == 3


def test_a_pictures_caption_is_in_the_picture(tree):
    figure = tree[tree.rindex("Figure:", 0, tree.index('"A mark."')) :]

    assert re.match(r"Figure:\s+/BBox[^\n]+\s+\"\"\s+Caption", figure)


def test_what_runs_at_the_foot_is_read_once_and_page_numbers_are_not(file, tree):
    pages = len(PdfReader(file).pages)

    assert tree.count("PP-INO-GBR-0420 | March 2021") == 1
    assert tree.count("Demonstration content") == 1
    assert f"Page 1 of {pages}" not in tree
    assert all("PP-INO-GBR-0420 | March 2021" in sheet.extract_text() for sheet in PdfReader(file).pages)


def test_another_language_inside_is_said(tmp_path):
    path = tmp_path / "welsh.pdf"
    html = (
        '<!doctype html><html lang="en-GB"><head><title>Two languages</title>'
        '<link rel="stylesheet" href="/static/css/print/fonts.css"></head>'
        '<body style="font-family: Print"><p>In English.</p><p lang="cy">Yn Gymraeg.</p></body></html>'
    )
    path.write_bytes(make_pdf(html))

    with pikepdf.open(path) as pdf:
        said = [str(item.Lang) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Lang" in item]

    assert sorted(said) == ["cy", "en-GB"]


def test_a_links_area_is_as_high_as_its_letters(file):
    areas = [note.get_object()["/Rect"] for sheet in PdfReader(file).pages for note in sheet.get("/Annots", [])]

    assert areas
    assert all(abs(top - bottom) >= 4 and abs(right - left) >= 2 for left, bottom, right, top in areas)


# Are the checkers worth asking?


def no_language(pdf):
    del pdf.Root.Lang


def no_title(pdf):
    packet = bytes(pdf.Root.Metadata.read_bytes())
    pdf.Root.Metadata = pdf.make_stream(re.sub(rb"<dc:title>.*?</dc:title>", b"", packet), Type=pikepdf.Name.Metadata)
    pdf.Root.Metadata.Subtype = pikepdf.Name.XML
    del pdf.Root.ViewerPreferences
    del pdf.docinfo["/Title"]


def no_alternative_text(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
            del item["/Alt"]


def skipped_heading(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/H2":
            item.S = pikepdf.Name.H4


def untagged(pdf):
    del pdf.Root.StructTreeRoot
    del pdf.Root.MarkInfo


def compressed_metadata(pdf):
    pdf.Root.Metadata = pdf.make_stream(b"not XML at all")


@pytest.mark.parametrize("fault", [no_language, no_title, no_alternative_text, skipped_heading, untagged])
def test_page_validation_finds_a_planted_fault(file, tmp_path, fault):
    spoilt = tmp_path / "spoilt.pdf"
    with pikepdf.open(file) as pdf:
        fault(pdf)
        pdf.save(spoilt)

    assert page_validation(spoilt, "ua1")


@pytest.mark.parametrize("fault", [untagged, compressed_metadata])
def test_page_validation_finds_what_is_not_for_keeping(file, tmp_path, fault):
    spoilt = tmp_path / "spoilt.pdf"
    with pikepdf.open(file) as pdf:
        fault(pdf)
        pdf.save(spoilt)

    assert page_validation(spoilt, "3a")


@pytest.mark.parametrize("fault", [no_alternative_text, untagged])
def test_outloud_finds_a_planted_fault(file, tmp_path, fault):
    spoilt = tmp_path / "spoilt.pdf"
    with pikepdf.open(file) as pdf:
        fault(pdf)
        pdf.save(spoilt)

    assert outloud(spoilt)


def test_qpdf_finds_a_file_that_was_cut_short(file, tmp_path):
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(file.read_bytes()[:-2000])

    assert subprocess.run(["qpdf", "--check", cut], capture_output=True, check=False).returncode != 0


def test_the_same_content_gives_the_same_bytes(file):
    assert render_pdf(leaflet(blocks=EVERYTHING, columns=2)) == file.read_bytes()
    assert PdfReader(BytesIO(file.read_bytes())).metadata["/Keywords"] == "PP-INO-GBR-0420"
