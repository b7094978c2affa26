"""Withdrawn, given up by undertaking, and really gone."""

from django.urls import reverse

from tests.conftest import visitor
from tests.factories import PageFactory, approved, certified
from tests.replays.steps import certify, found, freeze, is_stopped, run, withdraw


def test_pm_61_auth_3499_4_21_daiichi_sankyo(gate, editor, signatory, professional):
    """AUTH/3499/4/21, Daiichi-Sankyo, some breaches and some not (2019).

    Happened: A section that had been switched off after an earlier ruling could still be opened at its address.
    Here: A withdrawn page answers 410 in every browser from the next request, however its address is written and
    whatever is saved in its Draft; and the nightly preflight names each live page that still links to it.
    Rules: withdrawal, LNK001
    """
    section = PageFactory(address="/section/", title="Section", text="<p>Ruled on.</p>")
    version = certified(section)
    link = '<p><a href="/section/">The section</a></p>'
    home = certified(PageFactory(title="Overview", text=link))
    assert professional.get("/section/").status_code == 200

    withdraw(signatory, version, reason="Ruling of the PMCPA")
    freeze(editor, section)

    another = visitor().say_yes()
    for client in (professional, another):
        for address in ("/section/", "/section", "/SECTION/", "//section//", "/section/?preview=1"):
            answer = client.get(address)
            assert (answer.status_code, b"Ruled on." in answer.content) in ((410, False), (404, False))
        assert client.get("/section/").status_code == 410
    status, said = run("preflight", "--all")
    assert status == 1
    assert f"{home.job_code} [text-" in said
    assert "leads to /section/, which is withdrawn" in said


def test_pm_62_auth_2817_12_15_bausch_and_lomb(gate, editor, signatory):
    """AUTH/2817/12/15, Bausch & Lomb, breach of 2, 9.1 and 29 (2015).

    Happened: A site still said what the company had undertaken to take out, though checks had reported it gone.
    Here: The phrase is put on the list once: the screen names every live page that says it, the nightly preflight goes
    on naming them, and nothing that says it can be handed in or signed, approved before or not.
    Rules: WRD005
    """
    text = "<p>The fastest  pen of all.</p>"
    live = certified(PageFactory(title="Pens", text=text))
    waiting = approved(PageFactory(title="More pens", text=text))
    phrase = {"kind": "undertaking", "text": "fastest pen", "reason": "Given up.", "undertaking": "AUTH/2817/12/15"}

    answer = signatory.post(reverse("admin:compliance_watchedphrase_add"), phrase, follow=True)

    assert f"{live} says it, and visitors can open it." in answer.text
    status, said = run("preflight", "--all")
    assert status == 1
    assert f"{live.job_code} [text-" in said
    assert "error WRD005: “fastest pen” is given up by undertaking (AUTH/2817/12/15)" in said
    assert "does not pass preflight today, WRD005" in certify(signatory, waiting)
    again = freeze(editor, live.material)
    assert found(again) == {"WRD005"}
    assert is_stopped(editor, again)
