"""Documents, published papers, guidance, and how to reach Medical Information."""

from demonstration.pages.cards import (
    ADMINISTRATION_CARD,
    DOSING_CARD,
    EFFICACY_CARD,
    FAST_FACTS,
    PHARMACY_GUIDE,
    VIDEO_CARD,
)
from demonstration.pages.preparation import PREPARED_ON
from demonstration.writing import section

SUPPORT_AND_RESOURCES = {
    "address": "/support-and-resources/",
    "title": "Support and resources",
    "audience": "hcp",
    "section": "",
    "parent": "/",
    "menu_order": 90,
    "therapy_area": True,
    "product": True,
    "job_code": "PP-INO-GBR-0425",
    "prepared_on": PREPARED_ON,
    "heading": "Support and resources",
    "heading_citations": [],
    "introduction": (
        "<p>Documents to download, the published reports of the INO-VATE [abbr:ALL] study, a video on in-use time "
        "limits, national guidance, and how to reach Pfizer Medical Information.</p>"
    ),
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        {"kind": "text", "html": "<h2>Documents to download</h2>"},
        FAST_FACTS,
        PHARMACY_GUIDE,
        {
            "kind": "text",
            "html": (
                "<h2>Published papers</h2>"
                "<p>INO-VATE ALL was a phase 3, open-label, randomised study in adults with relapsed or refractory "
                "acute lymphoblastic leukaemia. Of 326 adults, 164 were randomised to inotuzumab ozogamicin and 162 to "
                "standard chemotherapy between 27 August 2012 and 4 January 2015; 164 and 143 of them were "
                "treated.[cite:kantarjian_2019] The two primary endpoints were complete remission, including complete "
                "remission with incomplete haematological recovery, and overall survival.[cite:kantarjian_2016]</p>"
            ),
        },
        {
            "kind": "paper",
            "heading": "Kantarjian et al., 2016",
            "reference": "kantarjian_2016",
            "html": (
                "<p>The first report. Remission was analysed in the first 218 adults randomised, 109 in each "
                "group.[cite:kantarjian_2016]</p>"
            ),
        },
        {
            "kind": "paper",
            "heading": "Kantarjian et al., 2019",
            "reference": "kantarjian_2019",
            "html": (
                "<p>The final report, in all 326 adults randomised, with at least 2 years of "
                "follow-up.[cite:kantarjian_2019]</p>"
            ),
        },
        section("Video"),
        VIDEO_CARD,
        {"kind": "text", "html": "<h2>National guidance</h2>"},
        {
            "kind": "link_card",
            "heading": "Technology appraisal TA541",
            "html": (
                "<p>Guidance from the National Institute for Health and Care Excellence ([abbr:NICE]) on inotuzumab "
                "ozogamicin.[cite:nice_ta541]</p>"
            ),
            "address": "https://www.nice.org.uk/guidance/ta541",
            "label": "Read the guidance at nice.org.uk",
            "external": True,
        },
        {
            "kind": "link_card",
            "heading": "Advice 1328/18",
            "html": (
                "<p>Advice from the Scottish Medicines Consortium ([abbr:SMC]) on inotuzumab "
                "ozogamicin.[cite:smc_1328]</p>"
            ),
            "address": (
                "https://scottishmedicines.org.uk/medicines-advice/inotuzumab-ozogamicin-besponsa-fullsubmission-132818"
            ),
            "label": "Read the advice at scottishmedicines.org.uk",
            "external": True,
        },
        {
            "kind": "text",
            "html": (
                "<h2>Medical information</h2>"
                "<p>Pfizer Medical Information answers questions from healthcare professionals about Pfizer "
                "medicines.</p>"
                "<ul><li>Telephone: 01304 616161</li>"
                '<li><a href="https://www.pfizermedicalinformation.co.uk/en-gb">pfizermedicalinformation.co.uk</a></li>'
                "<li>Post: Pfizer Limited, Walton Oaks, Dorking Road, Walton on the Hill, Surrey KT20 7NS</li></ul>"
            ),
        },
        section("Quick links"),
        EFFICACY_CARD,
        DOSING_CARD,
        ADMINISTRATION_CARD,
    ],
}
