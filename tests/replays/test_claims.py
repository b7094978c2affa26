"""Claims that mislead, and facts that have changed."""

from django.core import mail
from django.urls import reverse

from compliance import serving
from pages.blocks import VideoBlock
from pages.contents import source_key
from pages.models import PrescribingInformation
from tests.factories import PageFactory, ReferenceFactory, certified
from tests.pages.clips import kept
from tests.replays.steps import (
    TODAY,
    address_of,
    answer_warnings,
    approve,
    certify,
    desk,
    found,
    freeze,
    goes_through,
    in_days,
    is_stopped,
    run,
    submit,
)


def test_pm_65_auth_3736_2_23_advanced_accelerator_applications(information, editor, reviewer, professional):
    """AUTH/3736/2/23, Advanced Accelerator Applications, breach of 5.1 and 6.1, no breach of 2, 12.10 and 26.1 (2021).

    Happened: What a site said about a medicine's licence in Northern Ireland was out of date.
    Here: The territory printed with the authorisation number is a field; and when the SmPC or the licence changes, one
    note puts every page of the medicine on the reviewers' desk, each to be decided about.
    Rules: changed sources, prescribing information fields
    """
    text = "<p>In Northern Ireland it is not licensed yet.</p>"
    page = certified(PageFactory(title="Licence", product=information.material.product, text=text))
    assert "Marketing authorisation number (Great Britain)" in professional.get(information.material.address).text

    add = reverse("admin:compliance_sourcechange_add")
    said = editor.post(add, {"source": "smpc:INO", "summary": "Licensed in Northern Ireland"}, follow=True).text

    assert "2 Versions may be concerned" in said
    assert "2 Versions to decide about: Licensed in Northern Ireland" in desk(reviewer)
    assert "<strong>not decided yet</strong>" in reviewer.get(address_of("change", page)).text
    PrescribingInformation.objects.update(territory="NI", authorisation_number="PLGB 00057/1234")
    refused = editor.get(reverse("admin:pages_prescribinginformation_freeze", args=[information.material_id])).text
    assert "is no authorisation number for Northern Ireland" in refused


def test_pm_67_auth_3727_1_23_janssen(information, editor):
    """AUTH/3727/1/23, Janssen, breach of 6.1 and 5.1, no breach of 11.2, 12.1 and 12.6 (2021).

    Happened: A recorded talk gave relative risks without the absolute ones.
    Here: A hazard ratio or a reduction in per cent needs the figures of both groups in the same block, or the page
    cannot be handed in; with them it passes. What a video says stands in its transcript, which is read like any text;
    captions that say more are refused.
    Rules: CLM004
    """
    product, study = information.material.product, ReferenceFactory(kind="article", label="A study")
    cited = f'<cite data-reference="{study.pk}">A study</cite>'
    relative = f"<p>The risk of death was reduced by 23% (hazard ratio 0.77).{cited}</p>"
    balanced = f"<p>Of 164 patients 122 died, against 130 of 162: hazard ratio 0.77.{cited}</p>"

    talk = PageFactory(product=product, text=balanced)
    said = kept(transcript=f"<p>Dilute within 4 hours. HR 0.75 for death.{cited}</p>")
    VideoBlock.objects.create(parent=talk, region="main", ordering=20, video=said)

    for page in (PageFactory(product=product, text=relative), talk):
        version = freeze(editor, page)
        assert "CLM004" in found(version)
        assert is_stopped(editor, version)
    goes_through(PageFactory(product=product, text=balanced))


def test_pm_68_auth_3792_7_23_gsk(information, editor, signatory):
    """AUTH/3792/7/23, GSK, breach of 6.1, no breach of 2, 5.1, 6.2 and 11.2 (2021).

    Happened: A page on a disease named a medicine without saying that one of its strengths is not licensed for it.
    Here: What must stand beside a phrase is kept in the list of watched phrases: a page that names the disease without
    those words is told to the reviewer, who must answer; with them it passes.
    Rules: WRD007
    """
    product = information.material.product
    needed = {
        "kind": "qualification",
        "text": "COPD",
        "instead": "184 micrograms is not licensed",
        "reason": "Licence.",
    }
    added = signatory.post(reverse("admin:compliance_watchedphrase_add"), needed)
    assert added.status_code == 302, "no watched phrase can say what must stand beside it"

    bare = freeze(editor, PageFactory(product=product, text="<p>For chronic obstructive disease (COPD).</p>"))
    said = "<p>For chronic obstructive disease (COPD). The strength of 184 micrograms is not licensed for it.</p>"
    qualified = freeze(editor, PageFactory(product=product, text=said))

    assert "184 micrograms" in bare.findings.get(rule="WRD007", severity="warning").message
    assert not qualified.findings.filter(rule="WRD007").exists()


def test_pm_70_auth_3748_2_23_otsuka_europe(gate, editor, reviewer, signatory):
    """AUTH/3748/2/23, Otsuka Europe, breach of 6.1 (2021).

    Happened: A page on a therapy area had wrong facts about partner organisations.
    Here: Facts about others cite their source, and a note that it changed brings the page to the reviewers' desk; a
    signatory can certify such a page for a short time, those responsible are written to before it ends, and then it is
    not served unless somebody has looked at it again.
    Rules: changed sources, expiry digest, certification
    """
    for staff in (editor, signatory):
        staff.user.email = f"{staff.user.username}@example.org"
        staff.user.save()
    source = ReferenceFactory(label="Annual report")
    cited = f'<cite data-reference="{source.pk}">Annual report</cite>'
    page = PageFactory(address="/partners/", title="Partners", text=f"<p>The partner runs a helpline.{cited}</p>")
    version = freeze(editor, page)
    submit(editor, version)
    answer_warnings(reviewer, version)
    approve(reviewer, version)
    certify(signatory, version, ends_on=in_days(30))

    status, said = run("send_expiry_digest")

    assert status == 0, said
    assert {message.to[0] for message in mail.outbox} >= {editor.user.email, signatory.user.email}
    assert str(version.job_code) in mail.outbox[0].body
    given = {"source": source_key(source.pk), "summary": "The helpline was closed"}
    editor.post(reverse("admin:compliance_sourcechange_add"), given)
    assert "1 Version to decide about: The helpline was closed" in desk(reviewer)
    assert serving.find("/partners/", on=TODAY).version == version
    assert version.stage(on=in_days(30)) == "expired"


def test_pm_71_auth_3904_5_24_gedeon_richter(information):
    """AUTH/3904/5/24, Gedeon Richter, no breach of 2, 5.1, 6.1 and 11.2 (2021).

    Happened: An advertisement and the page it led to were said to leave out indication, risks and contraindications.
    Here: A page that does not repeat them passes without a finding: they are in the prescribing information, one click
    away.
    Rules: PI001, PI004
    """
    text = "<p>See how the infusion is prepared in your pharmacy.</p>"

    goes_through(PageFactory(title="Preparation", product=information.material.product, text=text))
