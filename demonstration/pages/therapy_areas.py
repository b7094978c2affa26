"""Disease area, licensed indication and national guidance."""

from demonstration.pages.preparation import PREPARED_ON

THERAPY_AREAS_PAGE = {
    "address": "/therapy-areas/",
    "title": "Therapy areas",
    "audience": "hcp",
    "section": "",
    "parent": "/",
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
                "<h3>BESPONSA (inotuzumab ozogamicin): licensed indication</h3>"
                "<p>BESPONSA is indicated as monotherapy for the treatment of adults with relapsed or refractory "
                "CD22-positive B cell precursor acute lymphoblastic leukaemia ([abbr:ALL]). Adult patients with "
                "Philadelphia chromosome positive relapsed or refractory B cell precursor [abbr:ALL] should have "
                "failed treatment with at least 1 tyrosine kinase inhibitor.[cite:smpc]</p>"
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
        {
            "kind": "link_card",
            "heading": "Administration",
            "html": "<p>Preparing for, giving and following the infusion of BESPONSA.</p>",
            "address": "/medicine/besponsa/dosing/administration/",
            "label": "Read about administration",
            "external": False,
        },
    ],
}
