"""A certificate: everything that was signed, in a PDF that is the same every time."""

import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from io import BytesIO

import pytest
from django.conf import settings as project
from pypdf import PdfReader

from compliance import pdf as pdf_module
from compliance.certificate import CertificateFacts, CertificateNotMade, printable, render_certificate
from compliance.errors import CannotCertify
from pages.stylesheet import parts

SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
FACTS = CertificateFacts(
    job_code="PP-INO-GBR-0419",
    title="BESPONSA Fast Facts",
    kind="leaflet (PDF)",
    version_number=3,
    product="BESPONSA® (inotuzumab ozogamicin)",
    audience="UK healthcare professionals",
    dissemination="Website for UK healthcare professionals, behind a gate, at https://example.org/fast-facts.pdf",
    prepared_on=date(2026, 3, 1),
    frozen_at=datetime(2026, 3, 2, 10, 4, 5, tzinfo=UTC),
    authors=["Ana Author", "Olu Writer"],
    sha256=SHA256,
    size_bytes=183204,
    media_type="application/pdf",
    embeds=["PP-INO-GBR-0422 prescribing information"],
    links=["https://yellowcard.mhra.gov.uk/"],
    first_use_on=date(2026, 7, 6),
    ends_on=date(2028, 7, 4),
    signatory_name="Sam Signatory",
    profession="UK-registered pharmacist",
    registration_number="2071234",
    notified_mhra_on=date(2025, 1, 7),
    notified_pmcpa_on=date(2025, 1, 8),
    declaration="I have examined the final form.",
    code_edition="2024",
    signed_at=datetime(2026, 7, 4, 23, 30, 9, 123456, tzinfo=UTC),
    signature_number=1,
    previous_signed_at=None,
    reviews=[("Rae Reviewer", "approved", datetime(2026, 7, 3, 9, 0, 0, tzinfo=UTC), "Read against the SmPC.")],
    comments=[("Rae Reviewer", "Dosing", "Say “up to”?", "It was changed. Resolved by Rae Reviewer.")],
    findings=[("R7", "warning", "No abbreviation is explained.", "None is used.", "Rae Reviewer")],
)
FINDINGS = [("R7", "warning", f"Finding {number} of many.", "Looked at.", "Rae Reviewer") for number in range(60)]


@cache
def usual() -> bytes:
    return render_certificate(FACTS)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """What a reader finds, each run of spaces as one, letters with their marks as one."""
    text = " ".join(page.extract_text() for page in read(pdf).pages)
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text))


# What it says (ABPI Code 2024, clause 8)


@pytest.mark.parametrize(
    "words",
    [
        "Certificate PP-INO-GBR-0419 BESPONSA Fast Facts Leaflet (PDF), version 3.",
        "Certificate 1, the first for this version.",
        "I have examined the final form.",
        "Sam Signatory UK-registered pharmacist, registration number 2071234",
        "Signed electronically on 4 July 2026, 23:30:09 UTC (UK time: 5 July 2026, 00:30:09 BST)",
        "Notified to the MHRA on 7 January 2025 and to the PMCPA on 8 January 2025",
        "ABPI Code of Practice, edition of 2024",
        "application/pdf, 183,204 bytes",
        "Product BESPONSA® (inotuzumab ozogamicin)",
        "Audience UK healthcare professionals",
        "Dissemination Website for UK healthcare professionals, behind a gate, at https://example.org/fast-facts.pdf",
        "First use 6 July 2026",
        "End of use 4 July 2028, the first day it is no longer shown",
        "Date of preparation 1 March 2026",
        "Final form made 2 March 2026, 10:04:05 UTC",
        "Drawn up by Ana Author, Olu Writer",
        "Printed inside PP-INO-GBR-0422 prescribing information",
        "Links to https://yellowcard.mhra.gov.uk/",
        "Review: approved Rae Reviewer, 3 July 2026, 09:00:00 UTC Read against the SmPC.",
        "Comment on Dosing Rae Reviewer: Say “up to”? It was changed. Resolved by Rae Reviewer.",
        "Warning, rule R7 No abbreviation is explained. Rae Reviewer: None is used.",
    ],
)
def test_it_says_all_that_was_signed(words):
    assert words in text_of(usual())


def test_the_sha256_can_be_copied_whole():
    assert SHA256 in text_of(usual())


def test_a_recertification_says_when_the_same_bytes_were_signed_before():
    again = replace(FACTS, signature_number=2, previous_signed_at=datetime(2024, 7, 4, 9, 0, tzinfo=UTC))

    text = text_of(render_certificate(again))

    assert "Certificate 2: recertification of the same bytes, last signed on 4 July 2024, 09:00:00 UTC." in text


def test_what_there_is_none_of_is_said_to_be_none():
    text = text_of(render_certificate(replace(FACTS, reviews=[], comments=[], findings=[], embeds=[], links=[])))

    for words in (
        "Reviews None",
        "Comments None",
        "Preflight findings None",
        "Printed inside Nothing from elsewhere",
        "Links to Nothing",
    ):
        assert words in text


def test_markup_is_printed_as_it_was_typed():
    name, remark = "<b>Sam</b> & <img src=x>", "<script>alert('1')</script>"

    text = text_of(
        render_certificate(
            replace(FACTS, signatory_name=name, title="</title><h1>No", comments=[("A", "B", remark, "")])
        )
    )

    assert name in text
    assert remark in text
    assert "</title><h1>No" in text


# Characters


@pytest.mark.parametrize("name", ["Siân Ŵyn-Ŷrys", "Šárka Dvořáková", "Grażyna Żółć", "Nguyễn Văn An", "Jürgen Groß"])
def test_names_keep_their_letters(name):
    text = text_of(render_certificate(replace(FACTS, signatory_name=name)))

    # pypdf takes the way back to a mark over a letter for a space.
    assert name.replace(" ", "") in unicodedata.normalize("NFC", text.replace(" ", ""))


@pytest.mark.parametrize(
    "of_whom",
    [
        {"signatory_name": "李 Wei"},
        {"authors": ["李 Wei"]},
        {"reviews": [("李 Wei", "approved", FACTS.frozen_at, "")]},
        {"comments": [("李 Wei", "Dosing", "Good.", "")]},
        {"findings": [("R7", "warning", "Odd.", "No.", "李 Wei")]},
    ],
)
def test_a_name_in_other_letters_is_refused_before_anything_is_signed(of_whom):
    with pytest.raises(CertificateNotMade, match=r"“李 Wei”.*U\+674E.*Write the name in Latin letters") as refusal:
        render_certificate(replace(FACTS, **of_whom))

    assert isinstance(refusal.value, CannotCertify)


@pytest.mark.parametrize(
    ("typed", "as_printed"),
    [
        ("Add ▼.", "Add [U+25BC BLACK DOWN-POINTING TRIANGLE]."),
        ("Good 👍", "Good [U+1F44D THUMBS UP SIGN]"),
        ("Dose → day", "Dose [U+2192 RIGHTWARDS ARROW] day"),
        ("turned \u202eround", "turned [U+202E RIGHT-TO-LEFT OVERRIDE]round"),
        ("tab\there", "tab[U+0009]here"),
        ("one\r\ntwo", "one\ntwo"),
        ("a\u0301", "á"),
    ],
)
def test_a_character_that_cannot_be_printed_is_named(typed, as_printed):
    assert printable(typed) == as_printed


def test_spaces_and_dashes_of_every_kind_are_printed_as_they_are():
    typed = "≤ 50\u00a0mL, 20–25\u202f°C, CD22\u2011positive, 0.8\u00a0mg/\u2060m²"

    assert printable(typed) == typed


def test_what_is_kept_for_good_never_stops_signing():
    odd = "▼ 李 👍 \x00 \u202e \ud800"

    text = text_of(render_certificate(replace(FACTS, comments=[("Rae", odd, odd, odd)], title=odd, declaration=odd)))

    assert "[U+25BC BLACK DOWN-POINTING TRIANGLE]" in text


# The same bytes


def test_the_same_facts_give_the_same_bytes():
    assert render_certificate(replace(FACTS)) == usual()


def test_another_day_of_signing_gives_other_bytes():
    assert render_certificate(replace(FACTS, signed_at=datetime(2026, 7, 5, tzinfo=UTC))) != usual()


@pytest.mark.slow
def test_other_processes_make_the_same_bytes():
    script = (
        "import hashlib, django; from django.conf import settings; settings.SECRET_KEY = 'x'; django.setup();"
        "from tests.compliance.test_certificate import FACTS; from compliance.certificate import render_certificate;"
        "print(hashlib.sha256(render_certificate(FACTS)).hexdigest())"
    )

    def made_elsewhere(**environment) -> str:
        run = subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "besponsa_site.settings"} | environment,
            cwd=project.BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout.strip()

    first = made_elsewhere(PYTHONHASHSEED="1", TZ="Asia/Tokyo", LANG="C.UTF-8")
    second = made_elsewhere(PYTHONHASHSEED="2", TZ="Europe/London", LANG="en_GB.UTF-8")

    assert first == second == sha256(usual()).hexdigest()


# The sheet


def test_the_usual_certificate_is_one_page():
    assert len(read(usual()).pages) == 1


def test_many_findings_flow_on_under_a_running_head():
    pages = read(render_certificate(replace(FACTS, findings=FINDINGS))).pages
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))

    assert all(f"Finding {number} of many." in text for number in range(60))
    assert all("Certificate 1 for PP-INO-GBR-0419: BESPONSA Fast Facts" in page.extract_text() for page in pages[1:])


def test_every_page_ends_with_job_code_certificate_and_page_number():
    pages = read(render_certificate(replace(FACTS, signature_number=2, findings=FINDINGS))).pages

    for number, page in enumerate(pages, start=1):
        text = re.sub(r"\s+", " ", page.extract_text())
        assert "PP-INO-GBR-0419, certificate 2" in text
        assert f"Page {number} of {len(pages)}" in text


def test_it_is_tagged_and_says_its_language_title_signatory_and_moment():
    made = read(usual())
    catalog = made.trailer["/Root"]

    assert catalog["/Lang"] == "en-GB"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_data()
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in catalog["/Metadata"].get_data()
    assert made.metadata.title == "Certificate 1 for PP-INO-GBR-0419: BESPONSA Fast Facts"
    assert made.metadata.author == "Sam Signatory"
    assert made.metadata["/Keywords"] == "PP-INO-GBR-0419"
    assert made.metadata.creation_date == datetime(2026, 7, 4, 23, 30, 9, tzinfo=UTC)


def test_its_style_is_not_sent_to_visitors():
    assert not [path for path in parts() if {"certificate", "print"} & set(path.parts)]


def test_without_the_engine_nothing_is_signed(monkeypatch):
    monkeypatch.setattr(pdf_module, "harfbuzz_subset_problem", lambda: "libharfbuzz-subset is not installed")

    with pytest.raises(CertificateNotMade, match=r"nothing was signed.*libharfbuzz-subset"):
        render_certificate(FACTS)
