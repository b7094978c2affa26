"""Certified, kept as certified, and served as certified."""

import zipfile
from hashlib import sha256
from io import BytesIO

import pytest
from django.utils import timezone
from lxml import html as lxml_html
from pypdf import PdfReader

from compliance import serving
from compliance.errors import ComplianceError
from compliance.models import Event, Rendition, Version
from compliance.response_pack import response_pack
from pages.blocks import DownloadBlock, TextBlock
from tests.compliance.test_admin import form_of
from tests.factories import LeafletFactory, PageFactory, approved, certified, frozen, submitted
from tests.replays.steps import TODAY, address_of, certify, draft_address, in_days, run


def test_pm_31_auth_3205_6_19_boehringer_ingelheim(gate, editor, signatory, professional):
    """AUTH/3205/6/19, Boehringer Ingelheim, breach, clauses not known (2019).

    Happened: An agency put a whole course live where one PDF had been approved, on the strength of unclear e-mails.
    Here: There is nothing to put live: each item is served from the moment a signatory certifies that very item, and
    the others of the course, drafted, frozen, in review or approved, answer as if they were not there.
    Rules: certification
    """
    address = "/course/{}/".format
    PageFactory(address=address("drafted"))
    frozen(PageFactory(address=address("frozen")))
    in_review = submitted(PageFactory(address=address("in-review")))
    approved(PageFactory(address=address("approved")))
    released = approved(PageFactory(address=address("released")))

    assert editor.post(address_of("certify", released), {"password": "x"}).status_code == 403
    assert "is in review; it cannot be certified" in certify(signatory, in_review)
    assert professional.get(address("released")).status_code == 404
    certify(signatory, released)

    assert professional.get(address("released")).status_code == 200
    for part in ("drafted", "frozen", "in-review", "approved"):
        assert professional.get(address(part)).status_code == 404


def test_pm_32_auth_3662_6_22_novartis(gate, editor, professional):
    """AUTH/3662/6/22, Novartis, breach of 5.1 and 8.3, no breach of 2 (2021).

    Happened: The share buttons of a certified article made texts for social media that nobody had certified.
    Here: A page has no share buttons and no text made for other sites: what is outside its certified body is the
    site's frame, and its title is that of the certified Version, whatever the Draft says by now.
    Rules: certification
    """
    page = PageFactory(address="/article/", title="An article", text="<p>Give it slowly.</p>")
    version = certified(page)
    filled_in = form_of(editor.get(draft_address("change", page)))
    editor.post(draft_address("change", page), filled_in | {"title": "Share this breakthrough"})

    whole = professional.get("/article/").content
    document = lxml_html.document_fromstring(whole)
    body = bytes(version.rendition.body)

    assert whole.count(body) == 1
    assert b"Share this" not in whole
    assert document.findtext(".//title") == "An article | Medicines information"
    described = {meta.get("name"): meta.get("content") for meta in document.iter("meta")}
    assert set(described) == {None, "viewport", "color-scheme", "description", "robots"}
    assert described["description"] == "Information for UK healthcare professionals."
    assert not document.xpath("//meta[@property] | //script | //iframe | //main//button")
    assert [form.get("action") for form in document.iter("form")] == ["/search/"]
    frame = lxml_html.document_fromstring(whole.replace(body, b""))
    assert not [link for link in frame.iter("a") if not link.get("href").startswith(("/", "#"))]


def test_pm_34_auth_3018_2_18_tesaro(information, reviewer, professional):
    """AUTH/3018/2/18, Tesaro, breach on each item and of high standards, clauses not known (2016).

    Happened: Items were certified as electronic files, and nobody looked at the final forms before they were used.
    Here: The bytes that are examined, signed and sent are the same: their hash stands in the certificate, and each
    night what the site really sends is compared with it.
    Rules: certification, nightly verification
    """
    version = certified(LeafletFactory(address="/downloads/facts.pdf", product=information.material.product))

    sent = professional.get("/downloads/facts.pdf").content
    examined = reviewer.get(address_of("shown", version)).content
    certificate = PdfReader(BytesIO(bytes(version.signatures.get().certificate.body)))
    printed = "".join("".join(page.extract_text() for page in certificate.pages).split())

    assert sent == examined
    assert sha256(sent).hexdigest() in printed
    status, said = run("verify_register")
    assert (status, " 0 faults" in said) == (0, True)


def test_pm_35_auth_3447_12_20_sanofi(information, signatory, professional):
    """AUTH/3447/12/20, Sanofi, breach, for which the company had named 14.1 (2019).

    Happened: A PDF was not certified again after two years and stayed on a page that was.
    Here: A page cannot be certified for longer than a file it offers, and on the day the file's certificate ends the
    file is no longer served, without anybody doing anything.
    Rules: certification
    """
    draft = LeafletFactory(address="/downloads/facts.pdf", product=information.material.product)
    leaflet = certified(draft, ends_on=in_days(30))
    page = PageFactory(title="Resources", text="<p>Downloads</p>")
    DownloadBlock.objects.create(parent=page, region="main", ordering=20, heading="Facts", html="", document=draft)
    version = approved(page)

    said = certify(signatory, version, ends_on=in_days(31))
    assert f"links to {leaflet}, which ends on" in said
    assert not version.is_certified
    certify(signatory, version)

    assert version.ends_on == in_days(30)
    assert professional.get("/downloads/facts.pdf").status_code == 200
    with pytest.raises(serving.Gone):
        serving.find("/downloads/facts.pdf", on=in_days(30))


def test_pm_37_auth_3733_1_23_gruenenthal(gate, editor):
    """AUTH/3733/1/23, Grünenthal, breach of 5.1 and 8.6 (2021).

    Happened: Certificates and the material as certified had not been kept.
    Here: Both are kept for good with the Version, superseded or not: nobody can delete or change them, and one button
    hands them out with their hashes.
    Rules: write-once register, response pack
    """
    page = PageFactory(text="<p>As it was then.</p>")
    old = certified(page)
    body = bytes(old.rendition.body)
    TextBlock.objects.filter(parent=page.pk).update(html="<p>As it is now.</p>")
    certified(page)

    assert editor.post(draft_address("delete", page), {"post": "yes"}).status_code == 403
    for rows in (Version.objects.filter(pk=old.pk), Rendition.objects.filter(version=old), old.signatures):
        with pytest.raises((ComplianceError, TypeError)):
            rows.all().delete()

    with response_pack(old) as pack, zipfile.ZipFile(pack) as files:
        kept = {name.partition("/")[2]: files.read(name) for name in files.namelist()}
    assert kept["rendition.html"] == body
    assert kept["certificate-1.pdf"].startswith(b"%PDF")
    assert f"{sha256(body).hexdigest()}  rendition.html" in kept["SHA256SUMS"].decode()


def test_pm_38_auth_3738_2_23_novo_nordisk(gate, editor, reviewer, professional):
    """AUTH/3738/2/23, Novo Nordisk, breach of 5.1 and 8.3 (2021).

    Happened: A partner edited a live hub by itself, and uncertified texts were online, one without the company's
    knowledge.
    Here: Whoever edits changes a Draft, and it is on record who did; visitors go on getting the certified bytes. Even
    a row slipped past the screens is refused.
    Rules: certification, write-once register, audit trail
    """
    page = PageFactory(address="/hub/", text="<p>Certified words.</p>")
    version = certified(page)
    filled_in = form_of(editor.get(draft_address("change", page)))
    block = next(name for name, value in filled_in.items() if value == "<p>Certified words.</p>")

    editor.post(draft_address("change", page), filled_in | {block: "<p>Other words.</p>"})

    shown = professional.get("/hub/").text
    assert "Certified words." in shown
    assert "Other words." not in shown
    saved = Event.objects.filter(material=page, kind="draft-saved").get()
    assert saved.by == editor.user
    with pytest.raises((ComplianceError, TypeError)):
        Rendition.objects.filter(version=version).update(body=b"<p>Other words.</p>")
    assert run("verify_register")[0] == 0


def test_pm_40_auth_2618_7_13_chiesi(gate, editor, signatory, professional):
    """AUTH/2618/7/13, Chiesi, breach of 7.2 and 7.4, no breach of 9.1, with a public reprimand (2012).

    Happened: An employee altered a claim after it was certified, and the company then named a wrong day on which the
    item had been withdrawn.
    Here: What was certified cannot be altered, only followed by a Version that is certified anew; the days of use are
    written by the register, never typed, and the address answers 410 from that moment.
    Rules: write-once register, withdrawal
    """
    page = PageFactory(address="/claim/", text="<p>The claim as certified.</p>")
    version = certified(page)
    TextBlock.objects.filter(parent=page.pk).update(html="<p>The claim as altered.</p>")
    altered = frozen(page, by=editor.user)

    assert "it cannot be certified" in certify(signatory, altered)
    assert "The claim as certified." in professional.get("/claim/").text
    given = {"reason": "Misleading", "effective_on": "01/01/2020", "withdrawn_at": "01/01/2020 10:00"}
    signatory.post(address_of("withdraw", version), given)

    withdrawal = Version.objects.get(pk=version.pk).withdrawal
    assert (withdrawal.effective_on, withdrawal.by) == (TODAY, signatory.user)
    assert timezone.localdate(withdrawal.withdrawn_at) == TODAY
    assert professional.get("/claim/").status_code == 410
