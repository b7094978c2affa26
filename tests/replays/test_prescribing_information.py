"""Prescribing information missing or out of date."""

import pytest
from django.urls import reverse

from compliance import serving
from compliance.models import SourceChange
from tests.factories import LeafletFactory, PageFactory, PrescribingInformationFactory, certified
from tests.replays.steps import (
    SMPC,
    address_of,
    desk,
    draft_address,
    found,
    freeze,
    goes_through,
    in_days,
    information_of_mylotarg,
    is_stopped,
)

PASSAGE = "<p>BESPONSA ▼ (inotuzumab ozogamicin) is for adults with acute lymphoblastic leukaemia.</p>"


def note(client, source, summary):
    client.post(reverse("admin:compliance_sourcechange_add"), {"source": source, "summary": summary})
    return SourceChange.objects.get()


def decide(client, affected, *, is_affected, reason):
    given = {f"d{affected.pk}-is_affected": "yes" if is_affected else "no", f"d{affected.pk}-reason": reason}
    client.post(reverse("admin:compliance_affected_decide", args=[affected.pk]), given)


def test_pm_01_auth_3725_1_23_novartis(information, editor, signatory):
    """AUTH/3725/1/23, Novartis, breach of 2, 5.1 and 12.1, no breach of 8.5 (2021).

    Happened: Two PDFs on a site for professionals still had an older prescribing information than the site itself.
    Here: Once the new text is certified, each leaflet with the old one inside is on the desk with its last day, cannot
    be certified again, and is not served from that day, whatever its certificate says.
    Rules: prescribing information deadline, certification
    """
    leaflet = certified(LeafletFactory(address="/downloads/facts.pdf", product=information.material.product))

    certified(information.material)

    waits = desk(editor)
    assert str(leaflet) in waits
    assert f"by {in_days(14):%-d %B %Y}; from that day it is not served." in waits
    assert "which is not live any more" in signatory.get(address_of("recertify", leaflet)).text
    assert serving.find("/downloads/facts.pdf", on=in_days(13)).version == leaflet
    with pytest.raises(serving.Gone):
        serving.find("/downloads/facts.pdf", on=in_days(14))


def test_pm_02_case_0255_08_24_recordati(information, editor):
    """CASE/0255/08/24, Recordati Rare Diseases UK, breach, for which 12.1 had been put (2021).

    Happened: A page for professionals gave brand, generic name and indication with a link to the SmPC, and had no
    prescribing information.
    Here: A page that names a medicine of the company needs the link to its prescribing information, and the SmPC does
    not stand in for it: it cannot be handed in for review.
    Rules: PI006, PI002
    """
    smpc = f'<p><a href="{SMPC}">Prescribing information of BESPONSA (inotuzumab ozogamicin)</a>, medicines.org.uk</p>'
    version = freeze(editor, PageFactory(title="Products", heading="Products", text=PASSAGE + smpc))

    assert {"PI006", "PI002"} <= found(version)
    assert is_stopped(editor, version)


def test_pm_04_auth_3154_2_19_dr_falk(information, editor):
    """AUTH/3154/2/19, Dr Falk Pharma, some breaches and some not (2016).

    Happened: A media item named a brand without its generic name and without prescribing information; product pages
    had SmPC links only.
    Here: News pages meet the same rules as all others: brand with generic name at the first mention, and the link to
    the live prescribing information.
    Rules: NAM001, PI006
    """
    news = PageFactory(title="News", heading="News", text="<p>BESPONSA ▼ was discussed at a congress.</p>")
    version = freeze(editor, news)

    assert {"NAM001", "PI006"} <= found(version)
    assert is_stopped(editor, version)


def test_pm_05_auth_3585_11_21_astrazeneca(information, editor):
    """AUTH/3585/11/21, AstraZeneca, breach of 2, 5.1, 6.1, 6.2 and 12.1 among others (2021).

    Happened: A medicine's site mentioned another medicine of the company, also by its substance, without that one's
    prescribing information.
    Here: Every medicine of the company is looked for on each page by brand and by substance, and each one found needs
    a link to its own prescribing information; with the link the page passes.
    Rules: PI006
    """
    other = information_of_mylotarg()
    text = "<p>Both contain an ozogamicin, as does gemtuzumab ozogamicin.</p>"
    product = information.material.product
    bare = freeze(editor, PageFactory(product=product, text=text))
    link = f'<p><a href="{other.material.address}">Gemtuzumab ozogamicin Prescribing Information</a></p>'
    linked = freeze(editor, PageFactory(product=product, text=text + link))

    assert found(bare) == {"PI006"}
    assert is_stopped(editor, bare)
    assert found(linked) == set()


def test_pm_07_auth_3319_3_20_astrazeneca(information, editor, reviewer, professional):
    """AUTH/3319/3/20, AstraZeneca, no breach (2019).

    Happened: A PDF had prescribing information two updates old, but what was added concerned an indication that the
    PDF was not about.
    Here: A reviewer decides for each Version whether a change of the SmPC affects it, and the reason is kept; what is
    not affected stays in use and waits on nobody's desk.
    Rules: changed sources
    """
    leaflet = certified(LeafletFactory(address="/downloads/guide.pdf", product=information.material.product))
    change = note(editor, "smpc:INO", "Section 4.4: a warning for children was added")
    assert "2 Versions to decide about" in desk(reviewer)

    for affected in change.affected.all():
        decide(reviewer, affected, is_affected=False, reason="It is about adults only.")

    assert professional.get("/downloads/guide.pdf").status_code == 200
    assert "to decide about" not in desk(reviewer)
    assert str(leaflet) not in desk(editor)
    assert "not affected, It is about adults only." in reviewer.get(address_of("change", leaflet)).text


def test_pm_08_auth_3732_1_23_novartis(product, editor):
    """AUTH/3732/1/23, Novartis, breach of 5.1 (2021).

    Happened: Prescribing information for Great Britain gave the authorisation numbers of Northern Ireland.
    Here: The territory is a field, and a number of another territory keeps the text from being frozen; the right one
    passes.
    Rules: prescribing information fields
    """
    product.demonstration = False
    product.save()
    draft = PrescribingInformationFactory(product=product, authorisation_number="EU/1/17/1200/001")

    given = {"job_code": "PP-INO-GBR-0419", "prepared_on": "01/03/2021"}
    said = editor.post(draft_address("freeze", draft), given).text
    assert "“EU/1/17/1200/001” is no authorisation number for Great Britain." in said
    assert not draft.versions.exists()

    draft.authorisation_number = "PLGB 00057/1234"
    draft.save()
    goes_through(draft)


def test_pm_10_auth_3041_6_18_otsuka(information, editor, reviewer):
    """AUTH/3041/6/18 and AUTH/3042/6/18, Otsuka Europe and Otsuka UK, some breaches and some not (2016).

    Happened: Changes of SmPCs did not reach those who had to replace material, because nothing made sure of it.
    Here: A change is noted with its day, every Version concerned waits on the reviewers' desk until it is decided
    about, and what was found affected stays on a desk until it is replaced.
    Rules: changed sources
    """
    page = certified(PageFactory(title="Dosing", product=information.material.product))
    change = note(editor, "smpc:INO", "Section 4.2: a lower dose for patients with hepatic impairment")
    assert "2 Versions to decide about" in desk(reviewer)
    assert "not decided yet" in reviewer.get(address_of("change", page)).text

    for affected in change.affected.all():
        decide(reviewer, affected, is_affected=affected.version == page, reason="The dose is given.")

    assert str(page) in desk(editor), "what is affected is on nobody's desk any more"
    certified(page.material)
    assert str(page) not in desk(editor)
