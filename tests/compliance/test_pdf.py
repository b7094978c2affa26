"""HTML becomes a PDF: from our own files and fonts only, or not at all."""

from hashlib import sha256
from io import BytesIO

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from pypdf import PdfReader

from compliance import pdf as pdf_module
from compliance.checks import pdfs_can_be_made
from compliance.pdf import (
    CharacterMissing,
    FileRefused,
    PdfEngineMissing,
    PdfNotMade,
    harfbuzz_subset_problem,
    make_pdf,
    require_harfbuzz_subset,
)


def minimal(body: str) -> str:
    return (
        '<!doctype html><html lang="en-GB"><head><title>Print</title>'
        '<link rel="stylesheet" href="/static/css/print/fonts.css"></head>'
        f'<body style="font-family: Print">{body}</body></html>'
    )


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def picture() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(stream, "PNG")
    return stream.getvalue()


# Only our own files


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/logo.png",
        "https://example.org/logo.png",
        "//example.org/logo.png",
        "ftp://example.org/logo.png",
        "file:///etc/passwd",
        "file:../../manage.py",
        "data:image/png;base64,iVBORw0KGgo=",
        "https://print.invalid.example.org/static/css/leaflet/text.css",
        "https://print.invalid@example.org/static/css/leaflet/text.css",
        "/manage.py",
        "/etc/passwd",
        "/admin/",
        "/static/../manage.py",
        "/static/%2e%2e/manage.py",
        "/static/..%2fmanage.py",
        "/static//etc/passwd",
        "/static/css/.hidden.png",
        "/static/css/leaflet",
        "/static/css/leaflet/text.css?of=yesterday",
        "/static/no-such-picture.png",
        "/media/../besponsa.sqlite3",
        "/media/portrait.png",
        f"/media/{'0' * 64}.png",
    ],
)
def test_a_file_that_is_not_ours_stops_the_rendering(address):
    with pytest.raises(FileRefused) as refusal:
        make_pdf(minimal(f'<p>Before</p><img src="{address}" alt="A picture">'))

    assert "The document asks for" in str(refusal.value)
    assert refusal.value.address in str(refusal.value)


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="stylesheet" href="https://example.org/site.css">',
        "<style>@import 'https://example.org/site.css';</style>",
        "<style>@font-face { font-family: Print; src: url(https://example.org/font.ttf) }</style>",
        "<style>body { background: url(file:///etc/passwd) }</style>",
        '<base href="https://example.org/"><link rel="stylesheet" href="/static/css/leaflet/text.css">',
    ],
)
def test_a_style_cannot_fetch_from_elsewhere_either(head):
    with pytest.raises(FileRefused):
        make_pdf(minimal("<p>Text</p>").replace("</head>", f"{head}</head>"))


def test_a_drawing_cannot_fetch_from_elsewhere_either():
    drawing = '<svg viewBox="0 0 9 9" width="9" height="9"><title>Dot</title><image href="file:///etc/passwd"/></svg>'

    with pytest.raises(PdfNotMade):
        make_pdf(minimal(drawing))


def test_a_picture_from_the_media_store_is_printed():
    name = default_storage.save(f"{sha256(picture()).hexdigest()}.png", ContentFile(picture()))

    made = read(make_pdf(minimal(f'<p>Before</p><img src="/media/{name}" alt="A blue square" width="8" height="8">')))

    assert len(made.pages[0].images) == 1


def test_a_media_file_whose_bytes_are_not_its_own_is_refused():
    name = default_storage.save(f"{'a' * 64}.png", ContentFile(picture()))

    with pytest.raises(FileRefused, match="Upload the picture again"):
        make_pdf(minimal(f'<img src="/media/{name}" alt="A blue square">'))


def test_a_broken_picture_stops_the_rendering():
    name = default_storage.save(f"{sha256(b'no picture').hexdigest()}.png", ContentFile(b"no picture"))

    with pytest.raises(PdfNotMade, match="Failed to load image"):
        make_pdf(minimal(f'<img src="/media/{name}" alt="A blue square">'))


def test_a_picture_without_alternative_text_stops_the_rendering():
    name = default_storage.save(f"{sha256(picture()).hexdigest()}.png", ContentFile(picture()))

    with pytest.raises(PdfNotMade, match="no required alt description"):
        make_pdf(minimal(f'<img src="/media/{name}">'))


# No silent holes


def test_a_citation_without_its_source_stops_the_rendering():
    with pytest.raises(PdfNotMade, match="reference-7"):
        make_pdf(minimal('<p>Text<a href="#reference-7">7</a></p>'))


def test_a_character_that_our_fonts_lack_is_refused_by_name():
    with pytest.raises(PdfNotMade, match=r"U\+2603"):
        make_pdf(minimal("<p>Store cold ☃</p>"))


def test_a_character_from_a_font_of_this_machine_is_refused_by_name():
    with pytest.raises(CharacterMissing, match=r"“R” \(U\+0052\)"):
        make_pdf(minimal('<p style="font-family: sans-serif">RRR</p>'))


def test_the_document_can_be_prepared_before_it_is_laid_out():
    def shout(document):
        for paragraph in document.etree_element.iter("p"):
            paragraph.text = paragraph.text.upper()

    made = read(make_pdf(minimal("<p>Quiet</p>"), prepare=shout))

    assert "QUIET" in made.pages[0].extract_text()


def test_a_style_with_mistakes_stops_every_rendering(settings, tmp_path):
    (tmp_path / "odd.css").write_text("p { colour: red }")
    settings.STATICFILES_DIRS = [tmp_path]
    finders.get_finder.cache_clear()

    for _ in range(2):
        with pytest.raises(PdfNotMade, match="colour"):
            make_pdf("<!doctype html><html lang='en-GB'><title>Print</title><p></p>", styles=["odd.css"])

    finders.get_finder.cache_clear()


# The engine itself


def test_without_harfbuzz_subset_nothing_is_rendered(monkeypatch):
    def missing(name):
        raise OSError(name)

    monkeypatch.setattr(pdf_module.ctypes, "CDLL", missing)

    with pytest.raises(PdfEngineMissing, match=r"apt-get install .*libharfbuzz-subset0"):
        make_pdf(minimal("<p>Text</p>"))
    [warning] = pdfs_can_be_made(None)
    assert warning.id == "compliance.W001"
    assert "libharfbuzz-subset0" in warning.msg


def test_an_old_harfbuzz_subset_counts_as_missing(monkeypatch):
    class Old:
        @staticmethod
        def hb_version_atleast(*version):
            return 0

    monkeypatch.setattr(pdf_module.ctypes, "CDLL", lambda name: Old)

    with pytest.raises(PdfEngineMissing, match="older than"):
        require_harfbuzz_subset()


def test_the_check_and_weasyprint_agree_about_harfbuzz_subset():
    from weasyprint.text.ffi import harfbuzz_subset

    assert harfbuzz_subset is not None
    assert harfbuzz_subset_problem() == ""
    assert pdfs_can_be_made(None) == []
