"""Every component of the visitors' pages in its states, for staff who design or check them. Nothing here is signed."""

import re
from base64 import b64encode
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from PIL import Image

from compliance.pictures_of_pdf import as_webp
from pages.blocks import ChartBlock
from pages.blocks.timeline import parse_marks
from pages.menu import Entry
from pages.stylesheet import SOURCES
from pages.thumbnails import WITHIN

PRODUCT = {
    "brand": "BRANDNAME",
    "substance": "substancename",
    "additional_monitoring": True,
    "company": "Company Limited",
    "report_phone": "01234 567890",
    "prescribing_information": "#prescribing-information",
    "prescribing_information_on_paper": "https://site.example/prescribing-information/",
}
TEXT = (
    "<p>A paragraph with a <a href='#text'>link</a>, an <abbr title='ultraviolet'>UV</abbr> and a citation."
    '<sup class="citation"><a href="#reference-1" aria-label="Reference 1">1</a></sup></p>'
)
TABLE = (
    '<table><thead><tr><th scope="col">Day</th><th scope="col">First cycle</th><th scope="col">Later cycles</th></tr>'
    '</thead><tbody><tr><th scope="row">1</th><td>0 units</td><td>0 units</td></tr>'
    '<tr><th scope="row">8</th><td>0 units</td><td>0 units</td></tr></tbody></table>'
)
MENU = [
    Entry("Home", "#home"),
    Entry("The medicine", "#medicine", [Entry("Dosing", "#dosing", [Entry("Administration", "#administration")])]),
    Entry("Support", "#support"),
]


@dataclass(frozen=True)
class Specimen:
    """A component in one state: which, what it shows there, and what its template is given."""

    template: str
    state: str
    context: dict = field(default_factory=dict)

    @property
    def html(self) -> SafeString:
        return render_to_string(self.template, self.context)


def block(kind: str, state: str, **parts) -> Specimen:
    """A block as frozen, under a section heading."""
    made = {"kind": kind, "anchor": f"{kind}-{state}".replace(" ", "-"), "level": 3} | parts
    return Specimen(f"pages/blocks/{kind}.html", state, {"block": made, "level": 3})


def notices() -> list[Specimen]:
    words = {"html": TEXT}
    return [
        *(
            block("notice", f"with the icon {icon}", icon=icon, heading="A short instruction", **words)
            for icon in ("info", "sun-off", "thermometer", "droplet", "clock", "syringe", "shield")
        ),
        block("notice", "a warning", icon="warning", heading="A warning", **words),
        block("notice", "headed by a figure", icon="thermometer", heading="20–25 °C", **words),
    ]


def blocks() -> list[Specimen]:
    chart = ChartBlock(
        heading="A result",
        population="All 22 people counted",
        groups="Group A, n = 10\nGroup B, n = 12",
        results="Result: 80.0% (95% CI 49–94) | 25.0% (95% CI 9–53)",
        note=TEXT,
        source=TEXT,
    )
    paper = {"heading": "What the paper is about", "cites": [1], "html": TEXT, "doi": "10.1000/182"}
    paper["citation"] = "Author A, Author B. Title of the article. <em>Journal</em> 2021;1:1–9."
    card = {"heading": "Heading of the card", "html": TEXT, "label": "Go there", "address": "#card"}
    return [
        block("text", "with headings and lists", html=f"<h3>A subheading</h3>{TEXT}<ul><li>One</li><li>Two</li></ul>"),
        *notices(),
        block("steps", "two of them", heading="In this order", steps=[TEXT, TEXT]),
        block("table", "with a note", caption="What the table shows", html=TABLE, note=TEXT),
        block(
            "timeline",
            "three limits",
            heading="Limits",
            summary="From 0 hours: one limit at 4 hours, another at 8.",
            marks=parse_marks("0 h: Begin\n4 h: One limit\n8 h: Another limit"),
            note=TEXT,
        ),
        block("chart", "shares with intervals", **chart.parts()),
        block(
            "figure",
            "with caption and source",
            src=static("img/favicon.png"),
            width=36,
            height=36,
            alt="",
            caption_html=TEXT,
            source=TEXT,
        ),
        block(
            "video",
            "without sound",
            heading="What the video shows",
            src="#video",
            media_type="video/mp4",
            captions="#captions",
            poster=static("img/favicon.png"),
            width=960,
            height=540,
            length="24 seconds",
            size="0.3 MB",
            has_sound=False,
            transcript=TEXT,
        ),
        block("paper", "under copyright", **paper, licence="Copyright of the publisher. Not reproduced here."),
        block(
            "paper", "under a free licence", **paper, licence="CC BY 4.0", licence_address="https://www.example.org/"
        ),
        block("download", "in use", **card, document={"pages": 6, "size": "180 KB", "picture": sheet()}),
        block("download", "in use, its first page not drawn", **card, document={"pages": 6, "size": "180 KB"}),
        block("download", "not in use today", **card, document=None),
        block("link_card", "within the site", **card, external=False),
        block("link_card", "to another site", **card | {"address": "https://www.example.org/page"}, external=True),
    ]


def sheet() -> dict:
    """An empty first page, as pages/thumbnails.py gives a leaflet's."""
    data = b64encode(as_webp(Image.new("RGB", WITHIN, "white"), quality=10)).decode()
    return {"src": f"data:image/webp;base64,{data}", "width": 120, "height": 170}


def components() -> list[Specimen]:
    def of(name: str, state: str, **context) -> Specimen:
        return Specimen(f"components/{name}.html", state, context)

    crumbs = [{"label": "Home", "address": "#home"}, {"label": "Dosing", "address": "#dosing"}]
    reference = {"number": 1, "html": "Company Limited. Summary of Product Characteristics."}
    menu = {"entries": MENU, "current": "#dosing", "section": MENU[1]}
    return [
        of("audience", "for professionals", audience="hcp", company="Company Limited"),
        of("audience", "for the public", audience="public"),
        of("brand", "under additional monitoring", product=PRODUCT),
        of("brand", "not under it", product=PRODUCT | {"additional_monitoring": False}),
        of("black_triangle", "alone"),
        of("prescribing_information_link", "live", product=PRODUCT),
        of("prescribing_information_link", "none", product=PRODUCT | {"prescribing_information": ""}),
        of("breadcrumbs", "two levels", breadcrumbs=crumbs),
        of("contents", "three sections", contents=[{"anchor": "a", "label": name} for name in ("One", "Two", "Three")]),
        of("reference_numbers", "two", numbers=[1, 2]),
        of("therapy_area", "as on pages", therapy_area={"introduction": "About an area.", "address": "#areas"}),
        of("adverse_events", "as on pages", product=PRODUCT),
        of("additional_monitoring", "as on pages"),
        of("abbreviations", "two", abbreviations=[{"short": "UV", "long": "ultraviolet"}] * 2),
        of("references", "one", references=[reference]),
        of("demonstration", "as on pages"),
        of("job_code", "frozen", job_code="PP-GAL-GBR-0001", prepared_on="March 2021"),
        of("job_code", "a Draft", job_code="", prepared_on="March 2021"),
        of(
            "prescribing_information",
            "two sections",
            sections=[
                {"heading": name, "anchor": name.lower(), "html": TEXT} for name in ("Presentation", "Indications")
            ],
            other_reactions="Refer to the Summary of Product Characteristics.",
            particulars=[{"heading": "Legal category", "text": "POM"}],
        ),
        of("menu", "the top alone", **menu, flat=True),
        of("menu", "with those below", **menu, flat=False),
        of("section_menu", "on one of its pages", section=MENU[1], current="#dosing"),
        of("search_form", "with words", words="words asked for"),
        of("public_links", "with the way in", current="#", professionals=True),
        of("wordmark", "as in the header"),
    ]


def tokens() -> dict[str, list[str]]:
    """The names of the colours, sizes and spaces in tokens.css, as they stand there."""
    css = (SOURCES / "tokens.css").read_text()
    first = css[css.index(":root") :].partition("}")[0]
    found = re.findall(r"--([a-z0-9-]+):\s*([^;]+);", first)
    return {
        "colour": [name for name, value in found if value.startswith("#")],
        "size": [name for name, _ in found if name.startswith("size-")],
        "space": [name for name, _ in found if name.startswith("space-")],
    }


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """The page itself."""
    groups = {"Blocks": blocks(), "Components": components()}
    about = {"title": "Gallery", "audience": "hcp", "menu": MENU}
    return render(request, "pages/gallery.html", about | {"tokens": tokens(), "groups": groups})
