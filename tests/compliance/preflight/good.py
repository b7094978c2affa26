"""The smallest forms that every rule is content with, rendered by the real templates, and ways to spoil them."""

from dataclasses import replace
from datetime import date

from django.template.loader import render_to_string

from compliance.job_code import JobCode
from compliance.preflight import Found, Register, Subject, check
from compliance.preflight.register import Medicine, Phrase, Target
from pages import stylesheet

ON = date(2026, 11, 1)
PI = "/medicine/besponsa/prescribing-information/"
BESPONSA = Medicine(
    code="INO",
    brand="BESPONSA",
    substance="inotuzumab ozogamicin",
    company="Pfizer Limited",
    report_phone="01304 616161",
    additional_monitoring=True,
    prescribing_information=PI,
    launched_on=date(2017, 7, 1),
    indication_words=("leukaemia", "CD22"),
)
MYLOTARG = Medicine(
    code="GEM",
    brand="MYLOTARG",
    substance="gemtuzumab ozogamicin",
    company="Pfizer Limited",
    report_phone="01304 616161",
    additional_monitoring=False,
    prescribing_information="/medicine/mylotarg/prescribing-information/",
)
PHRASES = (
    Phrase("safe", "safety", "The word may not stand without qualification."),
    Phrase("new", "novelty", "Twelve months."),
    Phrase("unique", "superlative", "A superlative needs a fact."),
    Phrase("better", "comparative", "A comparison says with what."),
    Phrase("COPD", "qualification", "One strength is not.", instead="184 micrograms is not licensed"),
    Phrase("Brandex", "competitor", "Another company's medicine."),
    Phrase("works wonders", "undertaking", "Given up.", undertaking="AUTH/2817/12/15"),
    Phrase("hydroxyurea", "spelling", "", instead="hydroxycarbamide"),
)
REGISTER = Register(
    on=ON,
    medicines=(BESPONSA, MYLOTARG),
    phrases=PHRASES,
    targets={
        "/": Target("Home", "page", "hcp", is_live=True, was_shown=True),
        PI: Target("Prescribing information", "prescribinginformation", "hcp", is_live=True, was_shown=True),
        "/draft/": Target("A Draft", "page", "hcp", is_live=False, was_shown=False),
        "/gone/": Target("Withdrawn", "page", "hcp", is_live=False, was_shown=True),
        "/moved/": Target("Moved", "page", "hcp", is_live=False, was_shown=True, moved_to="/"),
    },
    company="Pfizer Limited",
    company_hosts=("pfizer.co.uk",),
)
PRODUCT = {
    "brand": "BESPONSA",
    "substance": "inotuzumab ozogamicin",
    "additional_monitoring": True,
    "company": "Pfizer Limited",
    "report_phone": "01304 616161",
    "prescribing_information": PI,
}
CSS = stylesheet.text()


def text_block(html: str, *, pk: int = 1) -> dict:
    """A block of text as frozen."""
    return {"kind": "text", "anchor": f"text-{pk}", "level": 2, "html": html}


CITED = '<sup class="citation"><a href="#reference-1" aria-label="Reference 1">1</a></sup>'


def content(**changes) -> dict:
    """A page's content as frozen: one paragraph that cites one source."""
    return {
        "title": "Administration",
        "address": "/administration/",
        "audience": "hcp",
        "job_code": "PP-INO-GBR-0419",
        "prepared_on": "March 2021",
        "demonstration": False,
        "company": "Pfizer Limited",
        "product": PRODUCT,
        "section": "Dosing",
        "heading": "Administer BESPONSA with precision",
        "heading_citations": [],
        "introduction": "<p>How the infusion is given.</p>",
        "breadcrumbs": [{"label": "Home", "address": "/"}, {"label": "Administration", "address": "/administration/"}],
        "therapy_area": None,
        "blocks": [text_block(f"<p>Infuse it over 1 hour.{CITED}</p>")],
        "references": [{"number": 1, "id": 1, "html": "Pfizer Limited. BESPONSA SmPC."}],
        "abbreviations": [],
    } | changes


def page(*, template: str = "pages/body.html", subject: dict | None = None, **changes) -> Subject:
    """A page about BESPONSA, for professionals; `changes` are to its content, `subject` to its particulars."""
    whole = content(**changes)
    made = Subject(
        title=whole["title"],
        job_code=JobCode.parse("PP-INO-GBR-0419"),
        prepared_on=date(2021, 3, 1),
        form="body",
        body=render_to_string(template, whole).strip().encode(),
        content=whole,
        audience=whole["audience"],
        product="INO" if whole["product"] else "",
        address="/administration/",
        css=CSS,
    )
    return replace(made, **(subject or {}))


def with_text(html: str, **changes) -> Subject:
    """The page with another block of text."""
    return page(blocks=[text_block(html), text_block(f"<p>Infuse it.{CITED}</p>", pk=2)], **changes)


def public(html: str = "", **changes) -> Subject:
    """A page for the public about BESPONSA that holds what it should, and `html`."""
    triangle = render_to_string("components/black_triangle.html").strip()
    told = (
        f"<p>BESPONSA {triangle} (inotuzumab ozogamicin) is a prescription-only medicine.</p>"
        "<p>Read the Summary of Product Characteristics, the patient information leaflet and the public assessment "
        "report.</p>"
        "<p>If you get any side effects, talk to your doctor, pharmacist or nurse. You can report them by the Yellow "
        "Card Scheme.</p>"
    )
    empty = {"references": [], "product": None, "audience": "public", "section": "", "introduction": ""}
    given = {"title": "Public information", "heading": "Reference information", "blocks": [text_block(told + html)]}
    return page(**empty | given | changes)


SECTIONS = {
    "presentation": ("Presentation", "<p>Each vial contains 1 mg inotuzumab ozogamicin.</p>"),
    "indications": ("Indications", "<p>Acute lymphoblastic leukaemia.</p>"),
    "dosage": ("Dosage and administration", "<p>By intravenous infusion.</p>"),
    "contraindications": ("Contraindications", "<p>Hypersensitivity.</p>"),
    "precautions": ("Special warnings and precautions", "<p>Hepatotoxicity.</p>"),
    "common-reactions": ("Common adverse reactions", "<p>Infection.</p>"),
    "serious-reactions": ("Serious adverse reactions", "<p>Febrile neutropenia.</p>"),
}


def prescribing_information(*, without: str = "", number: str = "PLGB 00057/1234", **changes) -> Subject:
    """Prescribing information that is complete, but for the section or particular `without`."""
    particulars = {
        "Legal category": "POM",
        "Package quantities and NHS price": "1 vial: £8,048, excluding VAT.",
        "Marketing authorisation number (Great Britain)": number,
        "Marketing authorisation holder": "Pfizer Limited, Surrey",
    }
    given = {
        "heading": "BESPONSA prescribing information",
        "medicine_name": "BESPONSA 1 mg powder",
        "blocks": [],
        "references": [],
        "sections": [
            {"heading": heading, "anchor": anchor, "html": "" if anchor == without else html}
            for anchor, (heading, html) in SECTIONS.items()
        ],
        "other_reactions": "Refer to the Summary of Product Characteristics (SmPC) for other adverse reactions.",
        "particulars": [
            {"heading": heading, "text": text} for heading, text in particulars.items() if heading != without
        ],
    }
    subject = {"kind": "prescribinginformation", "address": PI}
    return page(template="pages/prescribing_information.html", subject=subject, **given | changes)


def gate(text: str = "These pages contain promotional content.") -> Subject:
    """The interstitial."""
    whole = content(
        product=None,
        heading="For UK healthcare professionals*",
        introduction=text,
        declaration="I confirm that I am a healthcare professional* in the United Kingdom.",
        no_explanation="No leads to the public site.",
        definition="*The definition.",
    )
    return replace(
        page(template="gating/interstitial_body.html", **whole), kind="interstitial", audience="public", product=""
    )


def spoilt(subject: Subject, old: str, new: str, *, count: int = -1) -> Subject:
    """`subject` with `old` in its body replaced; it must be there."""
    text = subject.body.decode()
    assert old in text, old
    return replace(subject, body=text.replace(old, new, count).encode())


def found(subject: Subject, rule: str, register: Register = REGISTER) -> list[Found]:
    """What one rule says of `subject`."""
    return [one for one in check(subject, register) if one.rule == rule]
