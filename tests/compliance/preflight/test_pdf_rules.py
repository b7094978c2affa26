"""The rules for PDFs: each with a file that keeps it and one that breaks it."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from compliance.job_code import JobCode
from compliance.pdf import make_pdf
from compliance.preflight import Register, Subject
from compliance.preflight.rule import RULES
from compliance.preflight.rules import pdf as _registers  # noqa: F401
from tests.compliance.preflight.test_pdf_reader import untagged

pytestmark = pytest.mark.slow

CODE = JobCode.parse("PP-INO-GBR-0001")
SMALL_PRINT = "A vial with a maximum of 1 mg."
BODY = "<h1>Dosing</h1><h2>Dose</h2><p>Once.</p>"
ASKED = [f"PDF{number:03}" for number in range(11)] + ["PI030", "FIG001", "STR001"]


def leaflet(body: str = BODY, *, small_print: str = SMALL_PRINT, style: str = "") -> bytes:
    return make_pdf(
        '<!doctype html><html lang="en-GB"><head><title>Dosing</title><meta name="keywords" content="PP-INO-GBR-0001">'
        f'<link rel="stylesheet" href="/static/css/print/fonts.css"><style>html {{ font: 8pt Print }} {style}</style>'
        f'</head><body>{body}<h2>Prescribing information</h2><p class="small">{small_print}</p></body></html>'
    )


@pytest.fixture(scope="module")
def good() -> bytes:
    return leaflet()


def edited(pdf: bytes, edit) -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(pdf)))
    edit(writer)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def subject(body: bytes) -> Subject:
    return Subject("Dosing", CODE, date(2026, 11, 1), "pdf", body, {}, kind="leaflet", product="INO")


def found(id: str, body: bytes, **changes) -> list[str]:
    of = replace(subject(body), **changes)
    return [found.message for found in RULES[id].check(of, Register(on=date(2026, 11, 1)))]


def action(**entries) -> DictionaryObject:
    """A dictionary with names where the text begins with “/”."""
    return DictionaryObject(
        {
            NameObject(f"/{key}"): (NameObject if str(value).startswith("/") else TextStringObject)(value)
            for key, value in entries.items()
        }
    )


def put(where: str, what):
    def edit(writer):
        writer.root_object[NameObject(where)] = what

    return edit


@pytest.mark.parametrize("id", ASKED)
def test_a_good_leaflet_breaks_no_rule(good, id):
    assert found(id, good) == []


def test_a_file_edited_by_pypdf_is_still_good(good):
    plain = edited(good, lambda writer: None)

    assert [message for id in ASKED for message in found(id, plain)] == []


def test_an_unreadable_file_is_found_once():
    messages = [message for id in ASKED for message in found(id, b"not a PDF")]

    assert len(messages) == 1
    assert messages[0].startswith("The file cannot be opened as a PDF")


def test_an_untagged_file_is_found(good):
    assert found("PDF001", untagged(good)) == [
        "The file is not marked as tagged.",
        "No text of the file stands in tags.",
    ]


@pytest.mark.parametrize(
    ("language", "message"),
    [(None, "The file names no language."), ("en-US", "The language of the file is en-US, not en-GB.")],
)
def test_another_language_is_found(good, language, message):
    def edit(writer):
        del writer.root_object["/Lang"]
        if language:
            writer.root_object[NameObject("/Lang")] = TextStringObject(language)

    assert found("PDF002", edited(good, edit)) == [message]


def test_another_title_is_found(good):
    assert found("PDF003", good, title="Safety") == ["The title in the metadata is “Dosing”, not “Safety”."]


def test_a_title_that_viewers_do_not_show_is_found(good):
    preferences = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(False)})

    (message,) = found("PDF003", edited(good, put("/ViewerPreferences", preferences)))

    assert "DisplayDocTitle" in message


def test_headings_without_bookmarks_are_found(good):
    def edit(writer):
        del writer.root_object["/Outlines"]

    assert found("PDF004", edited(good, edit)) == ["The file has 3 headings and no bookmarks."]


SCRIPT = action(S="/JavaScript", JS="app.alert('x')")


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (put("/Names", DictionaryObject({NameObject("/JavaScript"): SCRIPT})), "a script (JavaScript)"),
        (put("/OpenAction", SCRIPT), "an action when it is opened (JavaScript)"),
        (put("/OpenAction", action(S="/Launch", F="x.exe")), "another program (Launch)"),
        (put("/OpenAction", action(S="/SubmitForm", F="https://example.org")), "SubmitForm"),
        (put("/OpenAction", action(S="/ImportData", F="x")), "ImportData"),
        (put("/AA", DictionaryObject({NameObject("/WC"): SCRIPT})), "actions of its own accord (AA)"),
        (put("/AcroForm", action(XFA="x")), "a form (XFA)"),
        (put("/AcroForm", DictionaryObject({NameObject("/Fields"): ArrayObject([SCRIPT])})), "a form (AcroForm)"),
    ],
)
def test_what_acts_by_itself_is_found(good, edit, message):
    assert any(message in said for said in found("PDF005", edited(good, edit)))


def test_a_script_behind_a_link_is_found(good):
    def edit(writer):
        note = action(Type="/Annot", Subtype="/Link")
        note[NameObject("/A")] = SCRIPT
        writer.pages[0][NameObject("/Annots")] = ArrayObject([note])

    assert found("PDF005", edited(good, edit)) == ["The file holds a script (JavaScript)."]


def test_an_attachment_is_found(good):
    assert found("PDF006", edited(good, lambda writer: writer.add_attachment("data.csv", b"1,2"))) == [
        "The file “data.csv” is embedded in it."
    ]


def elsewhere(writer):
    stream = StreamObject()
    stream[NameObject("/F")] = TextStringObject("picture.jpg")
    writer.root_object[NameObject("/Elsewhere")] = writer._add_object(stream)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (put("/Elsewhere", action(S="/GoToR", F="other.pdf")), "a link to another file, “other.pdf” (GoToR)"),
        (put("/Elsewhere", action(S="/GoToE", F="other.pdf")), "a link to another file, “other.pdf” (GoToE)"),
        (put("/Elsewhere", action(S="/URI", URI="http://example.org")), "a link to “http://example.org”"),
        (put("/Elsewhere", action(S="/URI", URI="javascript:alert(1)")), "a link to “javascript:alert(1)”"),
        (put("/Elsewhere", action(Type="/Filespec", F="other.pdf")), "a reference to the file “other.pdf”"),
        (elsewhere, "content that lies in the file “picture.jpg”"),
    ],
)
def test_what_comes_from_outside_is_found(good, edit, message):
    assert found("PDF007", edited(good, edit)) == [f"The file holds {message}."]


@pytest.mark.parametrize("address", ["https://example.org", "mailto:a@example.org", "tel:01304616161"])
def test_harmless_links_are_let_be(address):
    assert found("PDF007", leaflet(f'{BODY}<a href="{address}">x</a>')) == []


@pytest.mark.parametrize("password", ["", "secret"])
def test_encryption_is_found(good, password):
    locked = edited(good, lambda writer: writer.encrypt(password, "owner", algorithm="RC4-128"))

    assert found("PDF008", locked) == ["The file is encrypted."]
    assert bool(found("PDF000", locked)) == bool(password)


def test_a_font_that_is_not_embedded_is_found(good):
    def edit(writer):
        for font in writer.pages[0]["/Resources"]["/Font"].values():
            for inner in font["/DescendantFonts"]:
                del inner.get_object()["/FontDescriptor"].get_object()[NameObject("/FontFile2")]

    messages = found("PDF009", edited(good, edit))

    assert messages
    assert all(message.startswith("The font Print") for message in messages)


def test_keywords_without_the_job_code_are_found(good):
    (message,) = found("PDF010", good, job_code=JobCode.parse("PP-INO-GBR-0002"))

    assert message == "The keywords are “PP-INO-GBR-0001”; the job code PP-INO-GBR-0002 is not among them."


def test_a_draft_has_no_job_code_to_look_for(good):
    assert found("PDF010", good, job_code=None) == []


@pytest.mark.parametrize(
    ("small_print", "style", "message"),
    [
        (SMALL_PRINT, ".small { font-size: 5pt }", "mm high, at least 1 mm is asked for"),
        ("word " * 30, ".small { font-size: 6pt }", "characters, at most 100 are asked for"),
        (SMALL_PRINT, ".small { transform: rotate(90deg); width: 30mm }", "turned by 270°"),
    ],
)
def test_prescribing_information_that_is_hard_to_read_is_found(small_print, style, message):
    (said,) = found("PI030", leaflet(small_print=small_print, style=style))

    assert message in said


def test_a_figure_without_alternative_text_is_found(good):
    drawing = '<svg role="img" width="9" height="9"><title>Liver</title><path d="M0 0h9v9z"/></svg>'
    figure = leaflet(f"{BODY}{drawing}")

    def edit(writer):
        for item in writer._objects:
            if isinstance(item, DictionaryObject) and item.get("/S") == "/Figure":
                del item["/Alt"]

    assert found("FIG001", figure) == []
    assert found("FIG001", edited(figure, edit)) == ["A picture has no alternative text."]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<h1>A</h1><h3>B</h3>", "“B” is on level 3, right below level 1."),
        ("<h1>A</h1><h1>B</h1>", "It has 2 main headings; there must be one."),
    ],
)
def test_headings_out_of_order_are_found(body, message):
    assert found("STR001", leaflet(body)) == [message]
