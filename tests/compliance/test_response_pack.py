"""Everything about a Version in one ZIP, that anybody can check."""

import csv
import json
import subprocess
import zipfile
from datetime import timedelta
from hashlib import sha256
from io import BytesIO, StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from compliance import actions
from compliance.models import Event
from compliance.response_pack import response_pack
from tests.conftest import Visitor
from tests.factories import (
    PASSWORD,
    LeafletFactory,
    PageFactory,
    PrescribingInformationFactory,
    ReferenceFactory,
    SignatoryFactory,
    UserFactory,
    certified,
    frozen,
    submitted,
)

PICTURE = b"not really a picture"
NAME = f"{sha256(PICTURE).hexdigest()}.png"


@pytest.fixture
def version(db):
    """A page with a source and a picture, commented on, signed twice."""
    default_storage.save(NAME, ContentFile(PICTURE))
    reference = ReferenceFactory(authors="Kantarjian HM", title="Inotuzumab")
    cited = f'<cite data-reference="{reference.pk}">Kantarjian</cite>'
    page = PageFactory(
        title="Dosing", text=f'<p>Give it it slowly{cited}</p><p><a href="/media/{NAME}">Picture</a></p>'
    )
    version, reviewer = submitted(page), UserFactory(group="Reviewers")
    comment = actions.comment(version, by=reviewer, text="=Why slowly?")
    actions.answer(comment, by=version.authors.get(), text="As in the SmPC.")
    actions.resolve(comment, by=reviewer)
    actions.answer_finding(version.findings.get(severity="warning"), by=reviewer, text="Quoted as printed.")
    actions.approve(version, by=reviewer)
    signatory = SignatoryFactory().user
    actions.certify(version, by=signatory, password=PASSWORD, ends_on=timezone.localdate() + timedelta(days=9))
    actions.recertify(version, by=signatory, password=PASSWORD)
    return version


def unpacked(version, to):
    with response_pack(version) as file, zipfile.ZipFile(file) as pack:
        assert pack.testzip() is None
        pack.extractall(to)
    return to / str(version.job_code)


def table(folder, name):
    return list(csv.DictReader(StringIO((folder / name).read_text("utf-8-sig"))))


def test_sha256sum_accepts_the_manifest_and_it_names_every_file(version, tmp_path):
    folder = unpacked(version, tmp_path)

    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    assert {line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text().splitlines()} == there - {"SHA256SUMS"}


def test_the_bytes_are_those_signed(version, tmp_path):
    folder = unpacked(version, tmp_path)

    body = (folder / "rendition.html").read_bytes()
    assert sha256(body).hexdigest() == version.signatures.first().sha256
    assert body in (folder / "as-framed-today.html").read_bytes()
    assert (folder / "media" / NAME).read_bytes() == PICTURE
    for number in (1, 2):
        certificate = PdfReader(BytesIO((folder / f"certificate-{number}.pdf").read_bytes()))
        assert str(version.job_code) in certificate.pages[0].extract_text()


def test_each_reference_comes_with_the_passages_that_lean_on_it(version, tmp_path):
    (row,) = table(unpacked(version, tmp_path), "references.csv")

    assert row["number"] == "1"
    assert row["reference"].startswith("Kantarjian HM. Inotuzumab")
    assert row["passage"] == "Give it it slowly"


def test_findings_reviews_and_timeline_are_there(version, tmp_path):
    folder = unpacked(version, tmp_path)

    finding = next(row for row in table(folder, "findings.csv") if row["severity"] == "warning")
    assert finding["answer"] == "Quoted as printed."
    said = [row["what"] for row in table(folder, "reviews.csv")]
    assert said == ["submitted", "comment", "answer", "resolved", "approved"]
    assert table(folder, "reviews.csv")[1]["text"] == "'=Why slowly?"  # no formula
    (stretch,) = table(folder, "timeline.csv")
    assert (stretch["job code"], stretch["ended by"]) == (str(version.job_code), "expired (foreseen)")


def test_the_events_are_as_hashed(version, tmp_path):
    lines = [json.loads(line) for line in (unpacked(version, tmp_path) / "events.jsonl").read_text().splitlines()]

    assert [line["kind"] for line in lines][-2:] == ["certified", "recertified"]
    for line in lines:
        assert line["sha256"] == Event.objects.get(pk=line["id"]).digest()


def test_the_overview_says_what_r17_asks_for(version, tmp_path):
    text = (unpacked(version, tmp_path) / "README.txt").read_text()

    for word in ("Dosing, version 1 (page)", version.rendition.sha256, "UK healthcare professionals", "2024 edition"):
        assert word in text


def test_a_leaflets_pack_has_its_pdf(db, tmp_path):
    certified(PrescribingInformationFactory())
    leaflet = certified(LeafletFactory())

    folder = unpacked(leaflet, tmp_path)

    assert (folder / "rendition.pdf").read_bytes() == bytes(leaflet.rendition.body)
    assert not (folder / "as-framed-today.html").exists()


def test_one_that_was_never_signed_says_so(db, tmp_path):
    folder = unpacked(frozen(PageFactory()), tmp_path)

    assert "not certified: no visitor was ever shown it" in (folder / "README.txt").read_text()
    assert not list(folder.glob("certificate*"))


def test_the_command_takes_a_code_in_any_spelling(version, tmp_path):
    out = StringIO()
    to = tmp_path / "pack.zip"

    call_command("response_pack", str(version.job_code).lower().replace("-", " "), to=to, stdout=out)

    assert zipfile.is_zipfile(to)
    assert "pack.zip" in out.getvalue()
    with pytest.raises(CommandError, match="is there already"):
        call_command("response_pack", str(version.job_code), to=to)
    with pytest.raises(CommandError, match="is not in the register"):
        call_command("response_pack", "PP-XXX-GBR-0001")


def test_the_button_gives_the_same(version):
    client = Visitor()
    client.force_login(UserFactory(group="Reviewers"))

    response = client.get(reverse("admin:compliance_version_response_pack", args=[version.pk]))

    assert response["Content-Disposition"] == f'attachment; filename="{version.job_code}.zip"'
    assert zipfile.is_zipfile(BytesIO(b"".join(response.streaming_content)))
