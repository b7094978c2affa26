"""The link to prescribing information: one click, seen, and leading there."""

import re

from django.urls import reverse

from tests.factories import (
    LeafletFactory,
    PageFactory,
    PrescribingInformationFactory,
    approved,
    certified,
)
from tests.replays.steps import (
    address_of,
    certify,
    draft_address,
    found,
    freeze,
    goes_through,
    in_days,
    is_stopped,
    run,
    withdraw,
)


def test_pm_13_case_0677_07_25_pfizer(information, editor, restyled):
    """CASE/0677/07/25, Pfizer, breach of 5.1, 12.1 and 12.4 (2024).

    Happened: A banner's link to prescribing information did not lead to it, and the non-proprietary name stood in
    small grey type.
    Here: What a link called prescribing information opens is looked up in the register, and the name's size and
    contrast are worked out from the site's styles; either fault keeps the page from being handed in.
    Rules: PI002, NAM003
    """
    PageFactory(title="Dosing", address="/dosing/")
    banner = '<p><a href="/dosing/">BESPONSA (inotuzumab ozogamicin) Prescribing Information</a></p>'
    page = PageFactory(product=information.material.product, text=banner)
    misled = freeze(editor, page)

    restyled(".brand__substance { color: #b0b0b0; font-size: 8px }")
    pale = freeze(editor, PageFactory(product=information.material.product))

    assert found(misled) == {"PI002"}
    assert found(pale) == {"NAM003"}
    assert is_stopped(editor, misled)
    assert is_stopped(editor, pale)


def test_pm_14_auth_3744_2_23_boehringer_ingelheim(product, signatory):
    """AUTH/3744/2/23, Boehringer Ingelheim, breach of 5.1, 12.1 and 12.4 (2021).

    Happened: A promotional site's prescribing information could not be opened for three weeks, and nobody noticed.
    Here: No page is certified for longer than its prescribing information; withdrawing that names every page that
    links to it, and from then on the nightly preflight fails and names them again.
    Rules: PI005, certification
    """
    information = certified(PrescribingInformationFactory(product=product), ends_on=in_days(30))
    page = approved(PageFactory(title="Dosing", product=product))
    assert f"links to {information}, which ends on" in certify(signatory, page, ends_on=in_days(31))
    certify(signatory, page)
    assert run("preflight", "--all")[0] == 0

    assert f"{page}</a>" in signatory.get(address_of("withdraw", information)).text
    withdraw(signatory, information)

    status, said = run("preflight", "--all")
    assert status == 1
    assert f"{page.job_code} error PI005" in said


def test_pm_16_auth_3385_9_20_janssen(information, editor):
    """AUTH/3385/9/20, Janssen, some breaches and some not (2019).

    Happened: Links to prescribing information opened a notice that needed a second click, and which called another
    site of the company a third party's.
    Here: A link that opens anything but the prescribing information is an error, and so are words about third parties
    before a site of the company.
    Rules: PI002, LNK007
    """
    PageFactory(title="You are leaving", address="/leaving/")
    asked_twice = '<p><a href="/leaving/">Prescribing information of BESPONSA (inotuzumab ozogamicin)</a></p>'
    called_foreign = '<p><a href="https://www.pfizer.co.uk/">pfizer.co.uk</a> is run by a third party.</p>'
    version = freeze(editor, PageFactory(product=information.material.product, text=asked_twice + called_foreign))

    assert found(version) == {"PI002", "LNK007"}
    assert is_stopped(editor, version)


def test_pm_17_auth_3641_4_22_teva(information, signatory, restyled):
    """AUTH/3641/4/22, Teva, breach of 5.1, 8.1 and 12.6 (2021).

    Happened: On telephones a site put its prescribing information into a menu, a form that had not been certified.
    Here: The styles are worked out for a phone and for a desktop; a link hidden on either is an error when the page is
    frozen, again when it is signed, and every night for pages that are live.
    Rules: PI003
    """
    product = information.material.product
    live = certified(PageFactory(title="Dosing", product=product))
    waiting = approved(PageFactory(title="Safety", product=product))
    assert run("preflight", "--all")[0] == 0

    restyled("@media (max-width: 600px) { .prescribing-information-link { display: none } }")

    assert "does not pass preflight today, PI003" in certify(signatory, waiting)
    assert not waiting.is_certified
    status, said = run("preflight", "--all")
    assert status == 1
    assert f"{live.job_code} error PI003" in said


def test_pm_19_auth_3609_2_22_britannia(information, editor, reviewer, stranger, professional):
    """AUTH/3609/2/22, Britannia, some breaches and some not (2021).

    Happened: PDFs for professionals opened straight from a search engine; a contractor who mended that removed the
    prescribing information without noticing, and the company could not look for itself.
    Here: A PDF is behind the gate at its own address too; prescribing information that was ever frozen cannot be
    deleted; and every step is in a trail that all staff can read.
    Rules: gate, write-once register, audit trail
    """
    leaflet = certified(LeafletFactory(address="/downloads/facts.pdf", product=information.material.product))

    direct = stranger.get("/downloads/facts.pdf", headers={"referer": "https://www.google.com/"})
    deleted = editor.post(draft_address("delete", information.material), {"post": "yes"})

    assert (direct.status_code, direct.content) == (302, b"")
    assert direct["Location"].startswith("/confirm/")
    assert deleted.status_code == 403
    assert professional.get(information.material.address).status_code == 200
    trail = reviewer.get(reverse("admin:compliance_event_changelist")).text
    assert str(leaflet.job_code) in trail


def test_pm_20_auth_2444_10_11_boehringer_ingelheim(information, stranger, professional):
    """AUTH/2444/10/11, Boehringer Ingelheim, breach of 4.6 (2011).

    Happened: A site for professionals did not say where its prescribing information was; its gate was found in order.
    Here: Every page about a medicine says so above its content, with the link, without anybody typing it; and the gate
    offers a way for the public.
    Rules: PI004, gate
    """
    goes_through(PageFactory(address="/dosing/", product=information.material.product))

    shown = professional.get("/dosing/").text
    name = r"Besponsa® \(inotuzumab ozogamicin\) Prescribing Information"
    link = rf'<a href="{information.material.address}"[^>]*>{name}</a>'
    assert re.search(link, shown).start() < shown.index("<h1>")
    gate = stranger.get("/confirm/").text
    assert 'Not a healthcare professional? <a href="/public-information/">' in gate
