"""What must stand in the material itself: adverse event statement, black triangle, non-proprietary name."""

from django.urls import reverse

from pages.blocks import LinkCardBlock
from tests.factories import PageFactory, certified
from tests.replays.steps import (
    SMPC,
    besponsa,
    found,
    freeze,
    information_of_mylotarg,
    is_stopped,
    mylotarg,
    run,
)

STATEMENT = "Adverse events should be reported."


def test_pm_22_auth_3451_1_21_teva(information, editor, restyled, professional):
    """AUTH/3451/1/21, Teva, breach of 2, 3.2, 4.1, 4.6, 4.9, 9.1 and 28.1 (2019).

    Happened: On a site about several products the adverse event statement was missing from pages, or stood only inside
    the prescribing information.
    Here: It is printed in the body of every page about a medicine; a page for professionals that names one without it
    is stopped, also when the editor chose no product and linked the prescribing information by hand.
    Rules: AER001
    """
    certified(PageFactory(address="/dosing/", product=information.material.product))
    assert STATEMENT in professional.get("/dosing/").text
    other = information_of_mylotarg().material.address
    link = f'<a href="{other}">MYLOTARG (gemtuzumab ozogamicin) Prescribing Information</a>'
    by_hand = freeze(editor, PageFactory(title="Range", heading="Our range", text=f"<p>{link}</p>"))

    restyled(".adverse-events { display: none }")
    hidden = freeze(editor, PageFactory(product=information.material.product))

    assert found(hidden) == {"AER001"}
    assert is_stopped(editor, hidden)
    assert "AER001" in found(by_hand), "a page without a product needs no adverse event statement"
    assert is_stopped(editor, by_hand)


def test_pm_23_auth_3816_7_23_stirling_anglian(information, editor, restyled, professional):
    """AUTH/3816/7/23, Stirling Anglian, breach of 12.9 (2021).

    Happened: An advertisement on a society's home page did not hold the adverse event statement itself.
    Here: Even a page of one small card holds it, by no doing of the editor, who has no field to leave it out; placed
    where it must be opened first, it counts as missing.
    Rules: AER001
    """
    page = PageFactory(address="/tile/", product=information.material.product, text="")
    LinkCardBlock.objects.create(
        parent=page, region="main", ordering=10, heading="See more", label="Open", target=information.material
    )
    certified(page)
    assert STATEMENT in professional.get("/tile/").text

    restyled(".adverse-events { visibility: hidden }")
    version = freeze(editor, page)

    assert found(version) == {"AER001"}
    assert is_stopped(editor, version)


def test_pm_25_auth_3656_6_22_teva(information, editor):
    """AUTH/3656/6/22, Teva, breach of 2, 3.2, 4.1, 4.9, 4.10, 7.11, 9.1 and 14.1 (2019).

    Happened: An article that turned out to be promotion had no black triangle, no adverse event statement and no
    prescribing information, and called a product new more than a year after its launch.
    Here: An article meets the rules of every page for professionals, whatever its author calls it; and new is told
    beside the day of the launch.
    Rules: PI006, TRI001, WRD002
    """
    text = "<p>BESPONSA (inotuzumab ozogamicin) is a new way to treat leukaemia.</p>"
    version = freeze(editor, PageFactory(title="Article", heading="From the congress", text=text))
    about_it = freeze(editor, PageFactory(product=information.material.product, text="<p>A new choice.</p>"))

    assert {"PI006", "TRI001"} <= found(version)
    assert "WRD002" in found(version, "warning")
    assert is_stopped(editor, version)
    told = about_it.findings.get(rule="WRD002").message
    assert "launched in the UK in July 2017" in told


def test_pm_26_auth_3110_10_18_napp(information, editor, restyled, professional):
    """AUTH/3110/10/18, Napp, no breach about the triangle, breach of high standards for its colour (2016).

    Happened: The triangles beside two brand names were dark grey.
    Here: A triangle that an editor types becomes the drawn black one, and a style that would make it grey is an error
    on every page.
    Rules: TRI002
    """
    text = "<p>▼ Please report reactions.</p>"
    page = PageFactory(address="/dosing/", product=information.material.product, text=text)
    certified(page)
    shown = professional.get("/dosing/").text
    assert "▼" not in shown
    assert shown.count('<path fill="#000" d="M0 0h30L15 25.981z"/>') >= 2

    restyled(".black-triangle path { fill: #444 }")
    version = freeze(editor, page)

    assert found(version) == {"TRI002"}
    assert is_stopped(editor, version)


def test_pm_28_auth_3919_6_24_astrazeneca(editor, administrator):
    """AUTH/3919/6/24, AstraZeneca, breach for inaccurate information, no breach of 5.1, 9.1, 26.2 and 26.4 (2021).

    Happened: A public list of medicines had the triangle where it was not due, and none where it was.
    Here: Whether it is due is one dated fact of the product. A list that differs cannot be handed in, and when the
    fact changes, the nightly preflight names every live page that is wrong by then.
    Rules: TRI001, TRI003
    """
    product = besponsa(indication_words="")
    mylotarg(indication_words="")
    names = "<p>{} (inotuzumab ozogamicin)</p><p>{} (gemtuzumab ozogamicin)</p>"
    documents = (
        f'<p>On medicines.org.uk: <a href="{SMPC}">Summary of Product Characteristics</a>, patient leaflet, public '
        "assessment report. Side effects: talk to your doctor, pharmacist or nurse. See the Yellow Card Scheme.</p>"
    )

    def listing(text, **of):
        return PageFactory(title="Medicines", heading="Medicines", audience="public", text=text + documents, **of)

    right = certified(listing(names.format("BESPONSA ▼", "MYLOTARG"), address="/public-information/"))
    assert run("preflight", "--all")[0] == 0
    wrong = freeze(editor, listing(names.format("BESPONSA", "MYLOTARG ▼")))

    assert found(wrong) == {"TRI001", "TRI003"}
    assert is_stopped(editor, wrong)
    fields = ("brand", "substance", "code", "company", "report_phone", "pi_deadline_days")
    given = {name: getattr(product, name) for name in fields} | {"demonstration": "on", "indication_words": ""}
    address = reverse("admin:compliance_product_change", args=[product.pk])
    assert administrator.post(address, given | {"monitoring_checked_on": "01/11/2026"}).status_code == 302
    status, said = run("preflight", "--all")
    assert status == 1
    assert f"{right.job_code} [text-" in said
    assert "error TRI003: ▼ stands beside BESPONSA" in said


def test_pm_29_auth_1964_2_07_boehringer_ingelheim_and_lilly(information, editor):
    """AUTH/1964/2/07 and AUTH/1965/2/07, Boehringer Ingelheim and Lilly, breach, 4.3 had been put (case of 2007).

    Happened: On a printed item the non-proprietary name did not stand beside the largest display of the brand.
    Here: The largest mention on the page is found from the site's styles, and must have it, even when a smaller one
    above it is in order; where the product is chosen, the heading is completed when it is frozen.
    Rules: NAM002
    """
    address = information.material.address
    text = f'<p><a href="{address}">BESPONSA (inotuzumab ozogamicin) Prescribing Information</a></p>'
    small = "BESPONSA ▼ (inotuzumab ozogamicin)"
    bare = freeze(editor, PageFactory(section=small, heading="Why BESPONSA", text=text))
    chosen = freeze(editor, PageFactory(heading="Why BESPONSA", product=information.material.product))

    assert "NAM002" in found(bare)
    assert is_stopped(editor, bare)
    assert found(chosen) == set()
