"""The front page: the way to everything else."""

from demonstration.pages.cards import (
    ADMINISTRATION_CARD,
    DOSING_CARD,
    EFFICACY_CARD,
    FAST_FACTS,
    PHARMACY_GUIDE,
    PRESCRIBING_INFORMATION_CARD,
    PRODUCT_HOME_CARD,
    SAFETY_CARD,
    SUPPORT_CARD,
    THERAPY_AREAS_CARD,
)
from demonstration.pages.preparation import PREPARED_ON
from demonstration.writing import section

HOME = {
    "address": "/",
    "title": "Home",
    "audience": "hcp",
    "section": "",
    "parent": "",
    "menu_order": 10,
    "therapy_area": True,
    "product": True,
    "job_code": "PP-INO-GBR-0423",
    "prepared_on": PREPARED_ON,
    "heading": "Medicines information for UK healthcare professionals",
    "heading_citations": [],
    "introduction": (
        "<p>This promotional site is from Pfizer Limited. It holds information about BESPONSA (inotuzumab ozogamicin): "
        "how it is dosed and given, its safety and efficacy, its prescribing information, and documents to "
        "download.</p>"
    ),
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        section("BESPONSA (inotuzumab ozogamicin)"),
        ADMINISTRATION_CARD,
        DOSING_CARD,
        SAFETY_CARD,
        EFFICACY_CARD,
        PRODUCT_HOME_CARD,
        PRESCRIBING_INFORMATION_CARD,
        section("Documents to download"),
        FAST_FACTS,
        PHARMACY_GUIDE,
        section("More on this site"),
        THERAPY_AREAS_CARD,
        SUPPORT_CARD,
    ],
}
