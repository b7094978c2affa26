"""How BESPONSA is given.

Order, wording, figures, job code and date are those of the real page this site is built after; its doubled, cut and
lost passages are mended from public sources.
"""

from datetime import date

from demonstration.pages.cards import FAST_FACTS, PHARMACY_GUIDE

ADMINISTRATION = {
    "address": "/medicine/besponsa/dosing/administration/",
    "title": "Administration",
    "audience": "hcp",
    "section": "Dosing",
    "parent": "/medicine/besponsa/dosing/",
    "menu_order": 60,
    "therapy_area": True,
    "product": True,
    "job_code": "PP-INO-GBR-0419",
    "prepared_on": date(2021, 3, 1),
    "heading": "Administer BESPONSA with precision",
    "heading_citations": ["smpc"],
    "introduction": (
        "<p>For more information on administration please consult the BESPONSA summary of product characteristics "
        "([abbr:SmPC]) or download the Pharmacy Guide below.</p>"
    ),
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        {"kind": "text", "html": "<h2>Before administering BESPONSA</h2>"},
        {
            "kind": "notice",
            "icon": "sun-off",
            "heading": "Protect from ultraviolet light",
            "html": (
                "<p>Protect BESPONSA from [abbr:UV] light during reconstitution, dilution and administration."
                "[cite:swiss_product_information]</p>"
            ),
        },
        {
            "kind": "notice",
            "icon": "syringe",
            "heading": "Pre-medication",
            "html": (
                "<p>Pre-medication with a corticosteroid, antipyretic and antihistamine is recommended prior to "
                "dosing.[cite:smpc]</p>"
                "<p>For patients with a high tumour burden, pre-medication to reduce uric acid levels, and hydration, "
                "are also recommended before each dose.[cite:smpc]</p>"
            ),
        },
        {
            "kind": "notice",
            "icon": "droplet",
            "heading": "Cytoreduction",
            "html": (
                "<ul><li>For patients with circulating lymphoblasts, cytoreduction with a combination of hydroxyurea "
                "(UK name: hydroxycarbamide), steroids, and/or vincristine to a peripheral blast count "
                "≤ 10,000/mm<sup>3</sup> is recommended prior to the first dose.[cite:smpc]</li></ul>"
            ),
        },
        {
            "kind": "text",
            "html": (
                "<h2>How to administer BESPONSA</h2>"
                "<ul><li>BESPONSA is diluted to a total nominal volume of 50 mL, and administered at a flow rate of "
                "50 mL/hr at room temperature (20–25 °C [68–77 °F]).[cite:smpc]</li></ul>"
                "<p>BESPONSA must be reconstituted before it is diluted. The Pharmacy Guide below and section 6.6 of "
                "the [abbr:SmPC] give the steps.[cite:smpc]</p>"
            ),
        },
        {
            "kind": "notice",
            "icon": "droplet",
            "heading": "50 mL",
            "html": (
                "<p>Total nominal volume, diluted with sodium chloride 9 mg/mL (0.9%) solution for injection."
                "[cite:smpc]</p>"
            ),
        },
        {
            "kind": "notice",
            "icon": "clock",
            "heading": "50 mL/hr",
            "html": "<p>Flow rate of the intravenous infusion, which takes 1 hour.[cite:smpc]</p>",
        },
        {
            "kind": "notice",
            "icon": "thermometer",
            "heading": "20–25 °C",
            "html": "<p>Room temperature at which the infusion is given (68–77 °F).[cite:smpc]</p>",
        },
        {
            "kind": "notice",
            "icon": "warning",
            "heading": "Do not mix with other medicines",
            "html": (
                "<p>Do not mix BESPONSA or infuse it together with other medicines.[cite:swiss_product_information]</p>"
            ),
        },
        {
            "kind": "timeline",
            "heading": "Time limits after reconstitution",
            "summary": (
                "Counted from reconstitution at 0 hours: dilute no later than 4 hours, and end the infusion no later "
                "than 8 hours."
            ),
            "marks": [
                {"label": "Reconstitution", "hours": 0},
                {"label": "Dilution no later than", "hours": 4},
                {"label": "End of infusion no later than", "hours": 8},
            ],
            "note": (
                "<p>No more than 4 hours from reconstitution to dilution, and no more than 8 hours from reconstitution "
                "to the end of administration.[cite:swiss_product_information]</p>"
                "<ul><li><strong>Reconstituted solution:</strong> use immediately, or store at 2–8 °C for up to "
                "4 hours.[cite:swiss_product_information]</li>"
                "<li><strong>Diluted solution:</strong> use immediately, or store at 20–25 °C or at 2–8 °C within the "
                "limits above.[cite:swiss_product_information]</li>"
                "<li><strong>Both:</strong> protect from light and do not freeze."
                "[cite:swiss_product_information]</li></ul>"
                "<p>These limits were read in the product information for Switzerland. Check section 6.3 of the UK "
                "[abbr:SmPC] before use.</p>"
            ),
        },
        {"kind": "text", "html": "<h2>During and after administering BESPONSA</h2>"},
        {
            "kind": "notice",
            "icon": "clock",
            "heading": "Observe patients for ≥ 1 hour post infusion",
            "html": (
                "<p>Patients should be observed during and for at least 1 hour after the end of the infusion for "
                "symptoms of infusion-related reactions.[cite:smpc]</p>"
            ),
        },
        {
            "kind": "notice",
            "icon": "warning",
            "heading": "If an infusion-related reaction occurs",
            "html": (
                "<p>Interrupt the infusion and start appropriate medical management. Depending on severity, consider "
                "discontinuing the infusion or giving steroids and antihistamines. After a severe or life-threatening "
                "reaction, discontinue BESPONSA permanently.[cite:smpc]</p>"
            ),
        },
        {"kind": "text", "html": "<h2>Explore more</h2>"},
        FAST_FACTS,
        PHARMACY_GUIDE,
        {"kind": "text", "html": "<h2>Quick links</h2>"},
        {
            "kind": "link_card",
            "heading": "Support and resources",
            "html": "<p>Access Support and resources to find clinical papers and the documents to download.</p>",
            "address": "/support-and-resources/",
            "label": "Access here",
            "external": False,
        },
    ],
}
