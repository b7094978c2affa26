"""A leaflet's HTML becomes its PDF: complete, accessible, the same every time."""

import os
import re
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as project
from django.template.loader import render_to_string
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from compliance.errors import CannotFreeze
from downloads.pdf import LeafletNotRendered, render_pdf
from downloads.typesetting import keep_quantities_together

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MILLIMETRE = 72 / 25.4  # points


def leaflet(**parts) -> str:
    """The HTML of a leaflet with one block of each kind, or with `parts` in place of its own."""
    return render_to_string("downloads/leaflet.html", CONTENT | parts)


def minimal(body: str) -> str:
    return (
        '<!doctype html><html lang="en-GB"><head><title>Leaflet</title>'
        '<link rel="stylesheet" href="/static/css/print/fonts.css"></head>'
        f'<body style="font-family: Print">{body}</body></html>'
    )


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(page) -> str:
    """What a reader finds on a page, each run of spaces as one."""
    return re.sub(r"\s+", " ", page.extract_text())


def long_leaflet() -> str:
    blocks = [block | {"anchor": f"{block['anchor']}-{turn}"} for turn in range(4) for block in CONTENT["blocks"]]
    return leaflet(blocks=blocks)


CONTENT = {
    "title": "BESPONSA Fast Facts",
    "address": "/downloads/besponsa-fast-facts.pdf",
    "audience": "hcp",
    "job_code": "PP-INO-GBR-0420",
    "version_number": 7,
    "prepared_on": "March 2021",
    "prepared_on_iso": "2021-03-01",
    "demonstration": True,
    "product": {
        "brand": "BESPONSA",
        "substance": "inotuzumab ozogamicin",
        "additional_monitoring": True,
        "company": "Pfizer Limited",
        "report_phone": "01304 616161",
        "prescribing_information": "/medicine/besponsa/prescribing-information/",
    },
    "heading": "Fast Facts",
    "introduction": "<p>In short.</p>",
    "blocks": [
        {"kind": "text", "anchor": "block-text-1", "html": "<h2>Indication</h2><p>Adults. Give 50 mL.</p>"},
        {
            "kind": "table",
            "anchor": "block-table-1",
            "caption": "Dose by cycle",
            "html": (
                '<table><thead><tr><th scope="col">Cycle</th><th scope="col">Day 1</th></tr></thead>'
                '<tbody><tr><th scope="row">1</th><td>0.8</td></tr></tbody></table>'
            ),
            "note": "<p>Within 2 days.</p>",
        },
        *(
            {
                "kind": "notice",
                "anchor": f"block-notice-{icon}",
                "icon": icon,
                "heading": f"Notice {icon}",
                "html": "<p>Observe.</p>",
            }
            for icon in ("warning", "syringe", "droplet")
        ),
        {
            "kind": "steps",
            "anchor": "block-steps-1",
            "heading": "Reconstitution",
            "steps": ["<p>Add.</p>", "<p>Swirl.</p>"],
        },
        {
            "kind": "timeline",
            "anchor": "block-timeline-1",
            "heading": "Time limits",
            "summary": "Ends within 8 hours.",
            "marks": [
                {"label": "Reconstitution", "hours": 0, "x": 0},
                {"label": "Dilution no later than", "hours": 4, "x": 50.0},
                {"label": "Infusion ends no later than", "hours": 8, "x": 100.0},
            ],
            "note": '<p>As in the SmPC.<sup class="citation"><a href="#reference-1">1</a></sup></p>',
        },
    ],
    "references": [{"number": 1, "id": 1, "html": "Pfizer Limited. BESPONSA® SmPC."}],
    "abbreviations": [{"short": "UV", "long": "ultraviolet"}],
    "prescribing_information": {
        "medicine_name": "BESPONSA 1 mg powder",
        "sections": [
            {"heading": "Presentation", "html": f"<p>{'Each vial holds a powder. ' * 30}</p>"},
            {"heading": "Contraindications", "html": "<p>Hypersensitivity.</p>"},
        ],
        "other_reactions": "Refer to the SmPC for other adverse reactions.",
        "particulars": [{"heading": "Legal category", "text": "POM"}],
        "job_code": "PP-INO-GBR-0422",
        "prepared_on": "March 2021",
    },
}


@pytest.fixture(scope="module")
def made() -> PdfReader:
    return read(render_pdf(leaflet()))


# Complete and readable anywhere


@pytest.mark.parametrize("address", ["/medicine/besponsa/", "../dosing/", "javascript:alert(1)", "file:///etc/passwd"])
def test_a_link_that_works_only_on_the_site_is_refused(address):
    with pytest.raises(LeafletNotRendered, match="Give the full address"):
        render_pdf(minimal(f'<p><a href="{address}">Dosing</a></p>'))


def test_what_does_not_fit_on_one_page_goes_on_to_the_next():
    long = "".join(f"<p>Line {number} of the notice.</p>" for number in range(120))
    blocks = [
        {"kind": "notice", "anchor": f"block-{side}", "icon": "info", "heading": side, "html": long}
        for side in ("left", "right")
    ]

    text = "".join(text_of(page) for page in read(render_pdf(leaflet(blocks=blocks))).pages)

    assert text.count("Line 0 of the notice.") == 2
    assert text.count("Line 119 of the notice.") == 2


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("Give 50 mL", "Give 50_mL"),
        ("at 50 mL/hour", "at 50_mL/|hour"),
        ("≤ 10,000/mm³", "≤_10,000/|mm³"),
        ("1 × 10", "1_×_10"),
        ("20–25 °C", "20–|25_°C"),
        ("0.8 mg/m² on day 1", "0.8_mg/|m² on day 1"),
        ("within 4 hours", "within 4_hours"),
        ("B-cell, 1-hour", "B-|cell, 1-|hour"),
        ("In 3 groups", "In 3 groups"),
        ("CD22-positive – or not", "CD22-positive – or not"),
    ],
)
def test_a_quantity_is_never_parted_at_the_end_of_a_line(typed, set_as):
    expected = set_as.replace("_", NO_BREAK_SPACE).replace("|", "\N{WORD JOINER}")

    assert keep_quantities_together(typed) == expected
    assert keep_quantities_together(expected) == expected


def test_what_the_engine_refuses_keeps_the_leaflet_from_being_frozen():
    with pytest.raises(CannotFreeze) as refusal:
        render_pdf(minimal("<p>Store cold ☃</p>"))

    assert refusal.value.problems == refusal.value.__cause__.problems


# The same bytes


@pytest.mark.slow
def test_two_processes_make_the_same_bytes(tmp_path):
    source = tmp_path / "leaflet.html"
    source.write_text(leaflet(), encoding="utf-8")
    script = (
        "import django, sys, pathlib, hashlib; from django.conf import settings; settings.SECRET_KEY = 'x';"
        "django.setup(); from downloads.pdf import render_pdf;"
        "html = pathlib.Path(sys.argv[1]).read_text(encoding='utf-8');"
        "print(hashlib.sha256(render_pdf(html)).hexdigest())"
    )

    def made_elsewhere(**environment) -> str:
        run = subprocess.run(
            [sys.executable, "-c", script, source],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "besponsa_site.settings"} | environment,
            cwd=project.BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout.strip()

    first = made_elsewhere(PYTHONHASHSEED="1", TZ="Asia/Tokyo", LANG="C.UTF-8")
    second = made_elsewhere(PYTHONHASHSEED="2", TZ="Europe/London", LANG="en_GB.UTF-8")

    assert first == second == sha256(render_pdf(leaflet())).hexdigest()


# What the PDF says about itself


def test_it_is_tagged_and_says_its_language_title_company_job_code_and_date(made):
    catalog = made.trailer["/Root"]

    assert catalog["/Lang"] == "en-GB"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert made.metadata.title == "BESPONSA Fast Facts"
    assert made.metadata.author == "Pfizer Limited"
    assert made.metadata["/Keywords"] == "PP-INO-GBR-0420"
    assert made.metadata.creation_date.date().isoformat() == "2021-03-01"
    packet = catalog["/Metadata"].get_data().decode()
    for said in (
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<dc:identifier>PP-INO-GBR-0420</dc:identifier>",
        "<xmpMM:VersionID>7</xmpMM:VersionID>",
        '<rdf:li xml:lang="x-default">BESPONSA Fast Facts</rdf:li>',
    ):
        assert said in packet


def test_its_headings_and_table_captions_are_bookmarks(made):
    def titles(outline):
        for item in outline:
            yield from titles(item) if isinstance(item, list) else [item.title]

    bookmarks = list(titles(made.outline))

    assert bookmarks[0] == "Fast Facts"
    assert {"Indication", "Dose by cycle", "Time limits", "Adverse event reporting", "Prescribing information"} <= set(
        bookmarks
    )


def test_only_our_fonts_are_in_it(made):
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in made.pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert fonts <= {"Print", "Print-Bold", "Print-Italic"}


def test_it_is_printed_on_a4(made):
    for page in made.pages:
        assert round(page.mediabox.width / MILLIMETRE) == 210
        assert round(page.mediabox.height / MILLIMETRE) == 297


# The obligatory items


def test_every_page_ends_with_job_code_date_page_number_and_demonstration_notice():
    made = read(render_pdf(long_leaflet()))

    assert len(made.pages) > 2
    for number, page in enumerate(made.pages, start=1):
        text = text_of(page)
        assert "PP-INO-GBR-0420 | March 2021" in text
        assert f"Page {number} of {len(made.pages)}" in text
        assert "Demonstration content" in text


def test_without_the_product_setting_nothing_is_called_a_demonstration():
    made = read(render_pdf(leaflet(demonstration=False)))

    assert not any("emonstration" in text_of(page) for page in made.pages)


def test_the_first_words_say_who_it_is_for_and_the_brand_stands_by_its_substance(made):
    text = text_of(made.pages[0])

    assert "For UK healthcare professionals. Contains promotional information." in text
    assert re.search(r"BESPONSA", text).start() == re.search(r"BESPONSA® ?\(inotuzumab ozogamicin\)", text).start()


def test_every_later_page_begins_with_brand_and_substance():
    made = read(render_pdf(long_leaflet()))

    for page in made.pages[1:]:
        assert re.search(r"BESPONSA® ?\(inotuzumab ozogamicin\)", text_of(page))


def test_it_ends_with_safety_sources_and_the_prescribing_information(made):
    text = " ".join(text_of(page) for page in made.pages)
    places = [
        text.index(words)
        for words in (
            "Adverse events should be reported.",
            "subject to additional monitoring",
            "UV ultraviolet",
            "Pfizer Limited. BESPONSA® SmPC.",
            "BESPONSA 1 mg powder",
            "Contraindications",
            "Prescribing information PP-INO-GBR-0422 | March 2021",
        )
    ]

    assert places == sorted(places)


def test_the_prescribing_information_can_be_read():
    """Recommended: lower-case letters 1 mm high or more, lines of at most 100 characters (Code 2014, clause 4.1)."""
    style = Path(project.BASE_DIR, "static/css/leaflet/obligatory.css").read_text()
    size = float(re.search(r"\.prescribing-information \{[^}]*font-size: ([\d.]+)pt", style)[1])
    sources = re.findall(r'url\("/static/(.+?)"\)', Path(project.BASE_DIR, "static/css/print/fonts.css").read_text())
    font = TTFont(Path(project.BASE_DIR, "static", sources[0]))
    page = read(render_pdf(leaflet(blocks=CONTENT["blocks"][:1]))).pages[-1]

    assert size * font["OS/2"].sxHeight / font["head"].unitsPerEm >= MILLIMETRE
    assert max(len(line) for line in page.extract_text().splitlines() if "vial holds" in line) <= 100
