"""What anybody can open: the gate, the pages beside it, and what search engines find."""

import re

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from lxml import html as lxml_html

from compliance.models import Material
from pages.blocks import LinkCardBlock
from pages.models import Page
from tests.compliance.test_admin import form_of
from tests.conftest import visitor
from tests.factories import LeafletFactory, PageFactory, certified, interstitial
from tests.replays.steps import (
    SMPC,
    answer_warnings,
    approve,
    certify,
    found,
    freeze,
    goes_through,
    is_stopped,
    mylotarg,
    run,
    submit,
    withdraw,
)

# What a patient may read about a medicine, and where: names no use, makes no claim.
DOCUMENTS = (
    f'<p>At <a href="{SMPC}">medicines.org.uk</a>: Summary of Product Characteristics and patient information leaflet. '
    f'<a href="{SMPC}">Public assessment report (medicines.org.uk)</a>.</p>'
    "<p>If you get any side effects, talk to your doctor, pharmacist or nurse, or use the Yellow Card Scheme.</p>"
)
NAMED = "<p>MYLOTARG (gemtuzumab ozogamicin) is a prescription-only medicine.</p>"
PUBLIC = "/public-information/"


def public(text, **of):
    given = {"title": "Public information", "heading": "Reference information", "audience": "public"}
    return PageFactory(text=text, **given | of)


def links_in(response) -> set[str]:
    """The addresses on this site that a page leads to."""
    document = lxml_html.document_fromstring(response.content)
    found = {link.get("href").partition("#")[0].partition("?")[0] for link in document.xpath("//a[@href]")}
    return {address for address in found if address.startswith("/")}


def test_pm_41_auth_3107_10_18_daiichi_sankyo(editor):
    """AUTH/3107/10/18, Daiichi-Sankyo, breach of 9.1, 26.1 and 28.1, no breach of 2 (2016).

    Happened: An open page tabulated brand, generic name and indication of key products, below promotional words.
    Here: A page for the public that joins a medicine with what it is for, or makes a claim beside it, cannot be handed
    in for review.
    Rules: PUB001, PUB003
    """
    mylotarg()
    text = "<p>Our medicines improve lives.</p>" + NAMED + "<p>Acute myeloid leukaemia</p>" + DOCUMENTS
    version = freeze(editor, public(text))

    assert found(version) == {"PUB001", "PUB003"}
    assert is_stopped(editor, version)


def test_pm_43_auth_3108_10_18_mitsubishi_tanabe(gate, editor, stranger):
    """AUTH/3108/10/18, Mitsubishi Tanabe Pharma Europe, breach of 9.1, 26.1 and 28.1, no breach of 2 (2016).

    Happened: Pages with statements about two medicines were open, and no audiences were told apart.
    Here: Every page has an audience, for professionals unless chosen otherwise; a page for professionals is behind the
    gate, even at an address that is open for the public.
    Rules: gate
    """
    add = reverse("admin:pages_page_add")
    given = form_of(editor.get(add)) | {"address": "/products/", "title": "Products", "heading": "Products"}
    assert given["audience"] == "hcp"

    answer = editor.post(add, given | {"audience": ""})
    assert answer.context["adminform"].form.errors["audience"] == ["This field is required."]
    assert not Page.objects.filter(address="/products/").exists()

    certified(PageFactory(address="/products/", text="<p>A statement.</p>"))
    certified(PageFactory(address=PUBLIC, text="<p>A statement.</p>"))
    assert stranger.get("/products/")["Location"] == "/confirm/?next=/products/"
    assert (stranger.get(PUBLIC).status_code, b"A statement." in stranger.get(PUBLIC).content) == (404, False)


def test_pm_44_auth_3203_6_19_otsuka_europe(information, stranger):
    """AUTH/3203/6/19, Otsuka Europe, breach of 9.1, 26.1, 26.2 and 28.1 (2019).

    Happened: Pages about medicines could be reached without a gate by a second way through the navigation.
    Here: There is no second way: somebody who has declared nothing follows every link and asks for every address of
    the register, and gets nothing but the gate and what is meant for the public.
    Rules: gate
    """
    product = information.material.product
    certified(public(f'<p><a href="{information.material.address}">For professionals</a></p>', address=PUBLIC))
    certified(public("<p>What we keep.</p>", address="/privacy/"))
    certified(PageFactory(address="/", title="Home", product=product, text="<p>Home of it.</p>"))
    certified(LeafletFactory(address="/downloads/facts.pdf", product=product))
    meant_for_all = {"/confirm/", PUBLIC, "/privacy/", "/robots.txt"}

    waiting = {"/robots.txt", *Material.objects.values_list("address", flat=True)}
    asked, given = set(), set()
    while waiting:
        address = waiting.pop()
        asked.add(address)
        response = stranger.get(address)
        assert response.status_code in (200, 302, 404)
        assert b"inotuzumab" not in response.content
        if response.status_code == 200:
            given.add(address)
            if "html" in response["Content-Type"]:
                waiting |= links_in(response) - asked

    assert given == meant_for_all
    assert {"/", information.material.address, "/downloads/facts.pdf"} < asked


def test_pm_46_auth_3204_6_19_glaxosmithkline(gate, professional):
    """AUTH/3204/6/19, GlaxoSmithKline, no breach of 2, 9.1, 26.1 and 26.2 (2019).

    Happened: A public site listed products by brand and generic name, with their use a click away; and a No at a
    question led to the page all the same.
    Here: Such a list passes without a finding. A No at the gate leads out to the company's public site, and takes back
    an earlier Yes.
    Rules: PUB001, gate
    """
    mylotarg()
    goes_through(public(NAMED + DOCUMENTS, address=PUBLIC))
    certified(PageFactory(address="/dosing/"))
    assert professional.get("/dosing/").status_code == 200

    no = professional.post("/confirm/?next=/dosing/", {"answer": "no"})

    assert no["Location"] == "https://www.pfizer.co.uk/products/prescription-medicines"
    assert professional.get("/dosing/").status_code == 302


def test_pm_47_auth_3252_10_19_lilly(gate, stranger, signatory):
    """AUTH/3252/10/19, Lilly, some breaches and some not (2019).

    Happened: A site's first page offered professionals and patients a way, and the general public none.
    Here: The gate offers a third way beside Yes and No, to information that is certified for the public and needs no
    answer; and should that page end, a nightly check says that the way leads nowhere.
    Rules: gate
    """
    mylotarg()
    version = certified(public(NAMED + DOCUMENTS, address=PUBLIC))

    asked = stranger.get("/confirm/")
    assert "Not a healthcare professional?" in asked.text
    assert PUBLIC in links_in(asked)
    shown = stranger.get(PUBLIC)

    assert shown.status_code == 200
    assert "Information for members of the public" in shown.text
    assert "MYLOTARG" in shown.text
    withdraw(signatory, version)
    assert stranger.get(PUBLIC).status_code == 410
    nightly = run("preflight", "--all")[0], run("verify_register")[0]
    assert 1 in nightly, "the gate's way for the public leads nowhere, and no check says so"


def test_pm_49_auth_3329_3_20_boehringer_ingelheim(gate, stranger):
    """AUTH/3329/3/20, Boehringer Ingelheim, no breach (2019).

    Happened: A product's site opened with two boxes, one for professionals and one for patients and the public.
    Here: A gate with both ways passes without a finding, and so does a public page with the SmPC, the patient leaflet
    and the public assessment report.
    Rules: AUD003, AUD004, PUB004
    """
    mylotarg()
    goes_through(interstitial())
    goes_through(public(NAMED + DOCUMENTS, address=PUBLIC))

    gate = lxml_html.document_fromstring(stranger.get("/confirm/").content)
    assert [button.text for button in gate.iter("button")] == ["Yes", "No"]
    assert stranger.get(PUBLIC).status_code == 200


def test_pm_50_auth_3357_5_20_colonis(gate, editor, reviewer, signatory):
    """AUTH/3357/5/20, Colonis, no breach (2019).

    Happened: An open list of products gave form, strength, and key indications in a neutral way, with the SmPC and the
    leaflet of each.
    Here: Neutral reference information is not stopped: at most a reviewer is asked to look at it, and it can be
    certified.
    Rules: PUB007, PUB003, PUB004
    """
    mylotarg()
    neutral = (
        "<p>MYLOTARG (gemtuzumab ozogamicin), 5 mg powder for solution for infusion. Prescription-only. Key "
        "indication: acute myeloid leukaemia.</p>"
    )
    version = freeze(editor, public(neutral + DOCUMENTS, address=PUBLIC))

    assert found(version) == set(), "neutral reference information with an indication is an error"
    submit(editor, version)
    answer_warnings(reviewer, version)
    approve(reviewer, version)
    certify(signatory, version)
    assert visitor().get(PUBLIC).status_code == 200


def test_pm_52_auth_3873_1_24_bayer(gate, stranger):
    """AUTH/3873/1/24, Bayer, no breach of 5.1 and 26.2 (2021).

    Happened: A way for patients led to the SmPC, which says of itself that it is for professionals.
    Here: A public page may lead to the SmPC, by a card too: no finding, and the public gets it.
    Rules: PUB001, LNK005
    """
    mylotarg()
    page = public(NAMED + DOCUMENTS, address=PUBLIC)
    card = {"heading": "Summary of Product Characteristics", "outside_address": SMPC, "label": "Read it"}
    LinkCardBlock.objects.create(parent=page, region="main", ordering=20, **card)

    goes_through(page)

    assert f'href="{SMPC}"' in stranger.get(PUBLIC).text


def test_pm_56_auth_3812_8_23_proveca(information, editor, stranger):
    """AUTH/3812/8/23, Proveca, no breach of 5.1, 16.1 and 26.1 (2021).

    Happened: What a search engine listed for a brand name was said to be advertising to the public.
    Here: Pages behind the gate tell search engines not to list them, and send them no word. A title with the brand
    alone passes; one that claims something is stopped.
    Rules: PUB006, gate
    """
    product = information.material.product
    goes_through(PageFactory(address="/dosing/", title="BESPONSA dosing", product=product))
    claim = freeze(editor, PageFactory(title="BESPONSA in leukaemia: 80% remission", product=product))

    crawled = stranger.get("/dosing/", headers={"user-agent": "Googlebot/2.1"})

    assert (crawled.status_code, crawled.content, crawled["X-Robots-Tag"]) == (302, b"", "noindex")
    assert not re.search("besponsa|inotuzumab|leukaemia", stranger.get("/confirm/").text, re.IGNORECASE)
    assert found(claim) == {"PUB006"}
    assert is_stopped(editor, claim)


def test_pm_58_auth_3369_8_20_pfizer(information, signatory, professional, stranger):
    """AUTH/3369/8/20, Pfizer, no breach (2019).

    Happened: Two leavepieces that had been withdrawn could still be opened from a search engine at the addresses of
    their files.
    Here: The file is what is withdrawn: every address it ever had answers 410 to professionals and the gate to all
    others, whole, in part, or as a copy that a browser holds.
    Rules: withdrawal
    """
    leaflet = LeafletFactory(address="/downloads/old.pdf", product=information.material.product)
    version = certified(leaflet)
    signatory.post(reverse("admin:compliance_material_move", args=[leaflet.pk]), {"address": "/downloads/new.pdf"})
    before = professional.get("/downloads/new.pdf")
    assert before.status_code == 200

    withdraw(signatory, version)

    for address in ("/downloads/new.pdf", "/downloads/old.pdf"):
        for headers in ({}, {"range": "bytes=0-99"}, {"if-none-match": before["ETag"]}):
            answer = professional.get(address, headers=headers)
            assert (answer.status_code, answer.content[:4] == b"%PDF") == (410, False)
        assert stranger.get(address).status_code == 302


def test_pm_59_auth_3384_9_20_bayer(professional, stranger):
    """AUTH/3384/9/20, Bayer, no breach (2019).

    Happened: An old letter lay in a website's storage, linked from nowhere, and was found all the same.
    Here: A file in the media store is sent only while a live Version shows it, and only behind the gate; one that no
    certified Version ever used is not there for anybody.
    Rules: gate, certification
    """
    default_storage.save("dear-pharmacist.pdf", ContentFile(b"%PDF a letter"))
    default_storage.save("letter.png", ContentFile(b"a letter"))
    PageFactory(text='<p><a href="/media/letter.png">Letter</a></p>')

    for address in ("/media/dear-pharmacist.pdf", "/media/letter.png", "/downloads/dear-pharmacist.pdf"):
        assert professional.get(address).status_code == 404
        assert stranger.get(address).status_code == 302

    certified(PageFactory(text='<p><a href="/media/letter.png">Letter</a></p>'))
    shown = professional.get("/media/letter.png")
    assert b"".join(shown.streaming_content) == b"a letter"
    assert stranger.get("/media/letter.png").status_code == 302
