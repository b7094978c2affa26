"""BESPONSA at a glance: what it is for, how it works, what is needed before treatment."""

from demonstration.pages.cards import (
    ADMINISTRATION_CARD,
    DOSING_CARD,
    EFFICACY_CARD,
    FAST_FACTS,
    PHARMACY_GUIDE,
    PRESCRIBING_INFORMATION_CARD,
    SAFETY_CARD,
    SUPPORT_CARD,
)
from demonstration.pages.preparation import PREPARED_ON
from demonstration.writing import section, table, table_block

INDICATION = (
    "<p>BESPONSA is indicated as monotherapy for the treatment of adults with relapsed or refractory CD22-positive "
    "B cell precursor acute lymphoblastic leukaemia ([abbr:ALL]). Adult patients with Philadelphia chromosome positive "
    "relapsed or refractory B cell precursor [abbr:ALL] should have failed treatment with at least 1 tyrosine kinase "
    "inhibitor.[cite:smpc]</p>"
)

PRODUCT_HOME = {
    "address": "/medicine/besponsa/",
    "title": "The medicine",
    "audience": "hcp",
    "section": "BESPONSA",
    "parent": "/",
    "menu_order": 20,
    "therapy_area": True,
    "product": True,
    "job_code": "PP-INO-GBR-0426",
    "prepared_on": PREPARED_ON,
    "heading": "BESPONSA at a glance",
    "heading_citations": [],
    "introduction": (
        "<p>What the medicine is for, what is needed before treatment begins, and where to find the dose, the "
        "infusion, the warnings and the results.</p>"
    ),
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        section("Licensed indication", INDICATION),
        DOSING_CARD,
        ADMINISTRATION_CARD,
        SAFETY_CARD,
        EFFICACY_CARD,
        PRESCRIBING_INFORMATION_CARD,
        SUPPORT_CARD,
        section("Before treatment"),
        table_block(
            "What is needed or recommended",
            table(
                ["Subject", "Before treatment"],
                [
                    "CD22",
                    "Baseline positivity above 0%, shown by a validated and sensitive assay before treatment "
                    "starts[cite:smpc]",
                ],
                [
                    "Supervision",
                    "A physician experienced in cancer therapy, with full resuscitation facilities at hand[cite:smpc]",
                ],
                [
                    "Do not use",
                    "Hypersensitivity to the active substance or an excipient; previous confirmed severe, or ongoing, "
                    "[abbr:VOD]/[abbr:SOS]; serious ongoing liver disease, for example cirrhosis or active "
                    "hepatitis[cite:smpc]",
                ],
                [
                    "Blood and heart",
                    "Full blood count, [abbr:ALT], [abbr:AST], bilirubin and [abbr:ALP]; [abbr:ECG] and "
                    "electrolytes[cite:smpc]",
                ],
                [
                    "Circulating lymphoblasts",
                    "Cytoreduction with hydroxycarbamide, steroids and/or vincristine to a peripheral blast count "
                    "≤ 10,000/mm<sup>3</sup> before the first dose[cite:smpc]",
                ],
                ["Pre-medication", "A corticosteroid, an antipyretic and an antihistamine before each dose[cite:smpc]"],
                [
                    "High tumour burden",
                    "Pre-medication to reduce uric acid levels, and hydration, before each dose[cite:smpc]",
                ],
            ),
        ),
        section(
            "How it works",
            "<p>Inotuzumab ozogamicin is a CD22-directed antibody-drug conjugate: a humanised antibody linked to "
            "N-acetyl-gamma-calicheamicin dimethylhydrazide.[cite:smpc]</p>",
        ),
        section("Explore more"),
        FAST_FACTS,
        PHARMACY_GUIDE,
    ],
}
