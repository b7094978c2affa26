"""Dose by cycle and dose modification. The tables are those of the Pharmacy Guide; nothing here calculates a dose."""

from demonstration.leaflets import DOSE_BY_CYCLE, NUMBER_OF_CYCLES, RESPONSE
from demonstration.pages.cards import ADMINISTRATION_CARD, PHARMACY_GUIDE, SAFETY_CARD
from demonstration.pages.preparation import PREPARED_ON
from demonstration.writing import notice, section, table, table_block

BLOOD_COUNTS = table_block(
    "Blood counts on day 1 of a cycle",
    table(
        ["Before BESPONSA treatment", "Action if the count falls"],
        ["[abbr:ANC] ≥ 1 × 10⁹/L", "Hold the next cycle until ANC is ≥ 1 × 10⁹/L."],
        ["Platelets ≥ 50 × 10⁹/L*", "Hold the next cycle until platelets are ≥ 50 × 10⁹/L.*"],
        [
            "ANC &lt; 1 × 10⁹/L and/or platelets &lt; 50 × 10⁹/L*",
            "Hold the next cycle until at least one of these holds:"
            "<ul>"
            "<li>both counts are back at least to the baseline of the previous cycle;</li>"
            "<li>ANC is ≥ 1 × 10⁹/L and platelets are ≥ 50 × 10⁹/L;*</li>"
            "<li>the disease is stable or better by the latest marrow test, and the low counts are thought to be due "
            "to the disease and not to BESPONSA.</li>"
            "</ul>",
        ],
    ),
    "<p>*Platelets counted free of the effect of transfusion.[cite:pfizerpro_ie_dosing] Read on the company’s site for "
    "Ireland. Check section 4.2 of the UK [abbr:SmPC].</p>",
)

OTHER_TOXICITIES = table_block(
    "Other toxicities, at any time during treatment",
    table(
        ["Toxicity", "Action"],
        ["[abbr:VOD]/[abbr:SOS] or other severe liver toxicity", "Stop permanently."],
        [
            "Bilirubin &gt; 1.5 × [abbr:ULN] and [abbr:AST]/[abbr:ALT] &gt; 2.5 × ULN",
            "Hold until bilirubin is ≤ 1.5 × ULN and AST/ALT ≤ 2.5 × ULN before each dose, unless due to Gilbert’s "
            "syndrome or haemolysis. Stop permanently if either does not recover.",
        ],
        [
            "Infusion-related reaction",
            "Interrupt the infusion and treat. According to severity, consider stopping the infusion or giving "
            "steroids and antihistamines. Stop permanently if severe or life-threatening.",
        ],
        [
            "Any other toxicity of grade 2 or above thought to be due to BESPONSA",
            "Hold until grade 1 or the grade before treatment, before each dose.",
        ],
    ),
    "<p>Read on the company’s site for Ireland.[cite:pfizerpro_ie_dosing] How the length of an interruption changes "
    "later doses: section 4.2 of the UK SmPC.</p>",
)

DOSING = {
    "address": "/medicine/besponsa/dosing/",
    "title": "Dosing",
    "audience": "hcp",
    "section": "Dosing",
    "parent": "/medicine/besponsa/",
    "menu_order": 50,
    "therapy_area": True,
    "product": True,
    "job_code": "PP-INO-GBR-0429",
    "prepared_on": PREPARED_ON,
    "heading": "Dose by cycle and dose modification",
    "heading_citations": [],
    "introduction": "",
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        DOSE_BY_CYCLE,
        NUMBER_OF_CYCLES,
        section("Before the dose"),
        notice(
            "shield",
            "Before treatment starts",
            "<ul><li>CD22: baseline positivity above 0% by a validated and sensitive assay.</li>"
            "<li>[abbr:ECG] and electrolytes, repeated periodically.</li></ul>"
            "<p>Treatment is given under a physician experienced in cancer therapy, with full resuscitation facilities "
            "at hand.[cite:smpc]</p>",
        ),
        notice(
            "droplet",
            "Before the first dose",
            "<p>With circulating lymphoblasts, cytoreduction with hydroxycarbamide, steroids and/or vincristine to a "
            "peripheral blast count ≤ 10,000/mm<sup>3</sup> is recommended.[cite:smpc]</p>",
        ),
        notice(
            "syringe",
            "Before each dose",
            "<ul><li>Full blood count; [abbr:ALT], [abbr:AST], bilirubin and [abbr:ALP], before and after.</li>"
            "<li>Pre-medication with a corticosteroid, an antipyretic and an antihistamine is recommended.</li>"
            "<li>With a high tumour burden: pre-medication to reduce uric acid levels, and hydration.[cite:smpc]</li>"
            "</ul>",
        ),
        section("Dose modification"),
        BLOOD_COUNTS,
        OTHER_TOXICITIES,
        notice(
            "info",
            "Within a cycle, and after a reduction",
            "<p>The prescribing information for the United States says that low neutrophils or platelets on days 8 and "
            "15 need not interrupt treatment, other toxicities do, and that a dose reduced for toxicity is not raised "
            "again.[cite:us_prescribing_information] Check section 4.2 of the UK SmPC.</p>",
        ),
        RESPONSE,
        section("Quick links"),
        ADMINISTRATION_CARD,
        SAFETY_CARD,
        PHARMACY_GUIDE,
    ],
}
