"""Cards that several pages have."""

from demonstration.writing import link_card

FAST_FACTS = {
    "kind": "download",
    "heading": "Fast Facts",
    "html": (
        "<p>Download the Fast Facts [abbr:PDF] document to aid your understanding of BESPONSA. [abbr:SmPC] should be "
        "consulted for full guidance.</p>"
    ),
    "address": "/downloads/besponsa-fast-facts.pdf",
    "label": "Download here",
}

PHARMACY_GUIDE = {
    "kind": "download",
    "heading": "Pharmacy Guide",
    "html": (
        "<p>Download the guide for Pharmacists for information on dosing, drug interactions, reconstitution, "
        "administration, shelf life etc. [abbr:SmPC] should be consulted for full guidance.</p>"
    ),
    "address": "/downloads/besponsa-pharmacy-guide.pdf",
    "label": "Download here",
}

PRODUCT_HOME_CARD = link_card(
    "The medicine at a glance",
    "<p>Licensed indication, how it works, and what is needed before treatment begins.</p>",
    "/medicine/besponsa/",
    "Read about the medicine",
)

EFFICACY_CARD = link_card(
    "Efficacy",
    "<p>Remission, transplant and survival in the INO-VATE [abbr:ALL] study, with the numbers of both groups.</p>",
    "/medicine/besponsa/efficacy/",
    "Read the results",
)

SAFETY_CARD = link_card(
    "Safety",
    "<p>Contraindications, liver toxicity, monitoring, adverse reactions, and how to report them.</p>",
    "/medicine/besponsa/safety/",
    "Read about safety",
)

DOSING_CARD = link_card(
    "Dosing",
    "<p>Dose by cycle, number of cycles, what is needed before the dose, and dose modification.</p>",
    "/medicine/besponsa/dosing/",
    "See the dose tables",
)

ADMINISTRATION_CARD = link_card(
    "Administration",
    "<p>What to prepare before the dose, the infusion, the time limits after reconstitution, and observation during "
    "and after the infusion.</p>",
    "/medicine/besponsa/dosing/administration/",
    "Read about administration",
)

PRESCRIBING_INFORMATION_CARD = link_card(
    "Prescribing information",
    "<p>Indications, dosage, contraindications, precautions, adverse reactions, legal category and price.</p>",
    "/medicine/besponsa/prescribing-information/",
    "Read the prescribing information",
)

THERAPY_AREAS_CARD = link_card(
    "Therapy areas",
    "<p>The disease area this site covers, the licensed indication, and national guidance.</p>",
    "/therapy-areas/",
    "See all therapy areas",
)

SUPPORT_CARD = link_card(
    "Support and resources",
    "<p>Documents to download, published papers, and how to reach Medical Information.</p>",
    "/support-and-resources/",
    "Access Support and resources",
)

VIDEO_CARD = link_card(
    "In-use time limits",
    "<p>From reconstitution to the end of the infusion: 30 seconds, without sound, with captions and transcript.</p>",
    "/support-and-resources/time-limits-video/",
    "Watch the video",
)
