"""Disease area, licensed indication and national guidance."""

from demonstration.pages.cards import ADMINISTRATION_CARD, DOSING_CARD, PRODUCT_HOME_CARD
from demonstration.pages.preparation import PREPARED_ON
from demonstration.pages.product_home import INDICATION
from demonstration.writing import section

THERAPY_AREAS_PAGE = {
    "address": "/therapy-areas/",
    "title": "Therapy areas",
    "audience": "hcp",
    "section": "",
    "parent": "/",
    "menu_order": 80,
    "therapy_area": False,
    "product": True,
    "job_code": "PP-INO-GBR-0424",
    "prepared_on": PREPARED_ON,
    "heading": "Therapy areas",
    "heading_citations": [],
    "introduction": (
        "<p>Information relating to specific disease areas aligned to Pfizer’s portfolio and other resources designed "
        "for Pfizer medicines.</p>"
    ),
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        {
            "kind": "text",
            "html": (
                "<h2>Haematology and oncology</h2>"
                "<h3>BESPONSA (inotuzumab ozogamicin): licensed indication</h3>" + INDICATION
            ),
        },
        {
            "kind": "table",
            "caption": "National guidance",
            "html": (
                '<table><thead><tr><th scope="col">Guidance</th><th scope="col">Position</th></tr></thead><tbody>'
                '<tr><th scope="row">[abbr:NICE] technology appraisal TA541</th><td>Recommended, within the marketing '
                "authorisation, as an option for adults, subject to the commercial "
                "arrangement.[cite:nice_ta541]</td></tr>"
                '<tr><th scope="row">[abbr:SMC] advice 1328/18</th>'
                "<td>Accepted for restricted use: in patients for whom the "
                "intent is to proceed to stem cell transplantation (11 June 2018).[cite:smc_1328]</td></tr>"
                "</tbody></table>"
            ),
            "note": "",
        },
        section("Quick links"),
        PRODUCT_HOME_CARD,
        DOSING_CARD,
        ADMINISTRATION_CARD,
    ],
}
