"""The front page: the way to everything else."""

from demonstration.pages.cards import FAST_FACTS, PHARMACY_GUIDE
from demonstration.pages.preparation import PREPARED_ON

HOME = {
    "address": "/",
    "title": "Home",
    "audience": "hcp",
    "section": "",
    "parent": "",
    "therapy_area": True,
    "product": True,
    "job_code": "PP-INO-GBR-0423",
    "prepared_on": PREPARED_ON,
    "heading": "Medicines information for UK healthcare professionals",
    "heading_citations": [],
    "introduction": (
        "<p>This promotional site is from Pfizer Limited. It holds information about the administration of BESPONSA "
        "(inotuzumab ozogamicin), its prescribing information, and documents to download.</p>"
    ),
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        {"kind": "text", "html": "<h2>BESPONSA (inotuzumab ozogamicin)</h2>"},
        {
            "kind": "link_card",
            "heading": "Administration",
            "html": (
                "<p>What to prepare before the dose, the infusion, the time limits after reconstitution, and "
                "observation during and after the infusion.</p>"
            ),
            "address": "/medicine/besponsa/dosing/administration/",
            "label": "Read about administration",
            "external": False,
        },
        {
            "kind": "link_card",
            "heading": "Prescribing information",
            "html": (
                "<p>Indications, dosage, contraindications, precautions, adverse reactions, legal category and "
                "price.</p>"
            ),
            "address": "/medicine/besponsa/prescribing-information/",
            "label": "Read the prescribing information",
            "external": False,
        },
        {"kind": "text", "html": "<h2>Documents to download</h2>"},
        FAST_FACTS,
        PHARMACY_GUIDE,
        {"kind": "text", "html": "<h2>More on this site</h2>"},
        {
            "kind": "link_card",
            "heading": "Therapy areas",
            "html": "<p>The disease area this site covers, the licensed indication, and national guidance.</p>",
            "address": "/therapy-areas/",
            "label": "See all therapy areas",
            "external": False,
        },
        {
            "kind": "link_card",
            "heading": "Support and resources",
            "html": "<p>Documents to download, published papers, and how to reach Medical Information.</p>",
            "address": "/support-and-resources/",
            "label": "Access Support and resources",
            "external": False,
        },
    ],
}
