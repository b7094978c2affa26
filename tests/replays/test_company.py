"""The company's part in what is said, and the press."""

from io import BytesIO

from pypdf import PdfReader

from tests.factories import LeafletFactory, PageFactory, certified
from tests.replays.steps import found, freeze, goes_through, is_stopped


def test_pm_73_auth_3711_11_22_novo_nordisk(information, editor, professional, restyled):
    """AUTH/3711/11/22, Novo Nordisk, breach of 5.1 and 5.5, no breach of 2, 3.3, 8.1, 12.1 and 15.6 (2021).

    Happened: A hub and four documents did not say at the outset what the company's part in them had been.
    Here: Every page for professionals and every leaflet says so above its content, without anybody typing it, and a
    page on which it cannot be seen is stopped.
    Rules: AUD002
    """
    product = information.material.product
    certified(PageFactory(address="/dosing/", product=product))
    certified(LeafletFactory(address="/downloads/facts.pdf", product=product))
    certified(PageFactory(address="/hub/", title="Hub", heading="Living with it", text="<p>For clinics.</p>"))
    declared = "Contains promotional information from Pfizer Limited."

    page = professional.get("/dosing/").text
    assert 0 < page.index(declared) < page.index("<h1>")
    cover = PdfReader(BytesIO(professional.get("/downloads/facts.pdf").content)).pages[0].extract_text()
    assert "Produced by Pfizer Limited" in " ".join(cover.split())
    hub = professional.get("/hub/").text
    restyled(".audience { display: none }")
    hidden = freeze(editor, PageFactory(product=product))

    assert "AUD002" in found(hidden)
    assert is_stopped(editor, hidden)
    assert "Pfizer Limited" in hub.partition("<h1>")[0], "a page without a product does not name the company"


def test_pm_77_auth_3628_4_22_novartis(information, professional, stranger):
    """AUTH/3628/4/22, Novartis, no breach of 2, 5.1, 11.1, 12.1, 12.6, 12.9, 26.1 and 26.2 (2021).

    Happened: Press releases in a site's news were said to promote medicines to professionals and to the public.
    Here: Company news that names no medicine passes for the public, and a press release about a medicine passes behind
    the gate with everything it needs; outside the gate nobody sees it.
    Rules: PUB001, PI001, gate
    """
    news = "<p>The company opens a site in Kent.</p>"
    goes_through(PageFactory(address="/accessibility/", title="News", audience="public", text=news))
    release = "<p>The agreement on supply was renewed.</p>"
    product = information.material.product
    goes_through(PageFactory(address="/press/", title="Press", heading="Press", product=product, text=release))

    assert "opens a site in Kent" in stranger.get("/accessibility/").text
    assert "was renewed" in professional.get("/press/").text
    assert stranger.get("/press/")["Location"] == "/confirm/?next=/press/"
