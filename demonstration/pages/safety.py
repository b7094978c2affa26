"""Warnings, monitoring and adverse reactions, and how to report them."""

from demonstration.pages.cards import ADMINISTRATION_CARD, DOSING_CARD, PRESCRIBING_INFORMATION_CARD
from demonstration.pages.preparation import PREPARED_ON
from demonstration.writing import notice, section, table, table_block

LIVER_TOXICITY = [
    section("Liver toxicity: VOD/SOS"),
    table_block(
        "VOD/SOS in INO-VATE ALL",
        table(
            ["Population", "Patients", "Per cent"],
            ["All treated with inotuzumab ozogamicin[cite:kantarjian_2019]", "23 of 164", "14.0%"],
            ["All treated with chemotherapy[cite:kantarjian_2019]", "3 of 143", "2.1%"],
            [
                "Inotuzumab ozogamicin, during treatment or follow-up, no transplant[cite:swiss_product_information]",
                "5 of 164",
                "3%",
            ],
            ["Inotuzumab ozogamicin, after transplant[cite:swiss_product_information]", "18 of 79", "23%"],
        ),
        "<p>INO-VATE [abbr:ALL] compared the medicine with chemotherapy: see Efficacy. Of the 18 cases after "
        "transplant, 5 were fatal. Without a transplant, onset was up to 56 days after the last dose; after one, a "
        "median of 15 days later (range 3–57).[cite:swiss_product_information] Check section "
        "4.4 of the UK [abbr:SmPC].</p>",
    ),
    notice(
        "info",
        "Who is at higher risk",
        "<p>After a transplant, the risk was associated with conditioning with two alkylating agents and with serum "
        "bilirubin at or above the [abbr:ULN] before the transplant. Other factors: previous or ongoing liver disease, "
        "a previous transplant, older age, later lines of treatment, and a greater number of cycles."
        "[cite:pfizerpro_uk_vod_risk]</p>",
    ),
    notice(
        "shield",
        "What lowers the risk",
        "<p>Avoid conditioning with two alkylating agents. In patients over 65 years, and others at greater risk, "
        "weigh benefit and risk with care before treatment.[cite:smpc]</p>",
    ),
    table_block(
        "EBMT criteria for VOD/SOS",
        table(
            ["Onset after transplant", "Criteria"],
            [
                "Classical: 21 days or less",
                "Bilirubin ≥ 34 µmol/L (2 mg/dL) and two of:"
                "<ul><li>painful hepatomegaly</li><li>weight gain &gt; 5%</li><li>ascites</li></ul>",
            ],
            [
                "Late: more than 21 days",
                "One of:"
                "<ul><li>the classical criteria beyond day 21</li>"
                "<li>histologically proven VOD/SOS</li>"
                "<li>two or more of bilirubin ≥ 34 µmol/L (2 mg/dL), painful hepatomegaly, weight gain &gt; 5% and "
                "ascites, with haemodynamic and/or ultrasound evidence of VOD/SOS</li></ul>",
            ],
        ),
        "<p>Criteria of the [abbr:EBMT].[cite:pfizerpro_uk_ebmt]</p>",
    ),
]

OTHER_WARNINGS = [
    section("Other warnings"),
    notice(
        "clock",
        "Infusion-related reactions",
        "<p>Watch for low blood pressure, hot flush and breathing problems during the infusion and for at least 1 hour "
        "after it ends. Interrupt the infusion and treat; after a severe or life-threatening reaction, stop "
        "permanently.[cite:smpc]</p>"
        "<p>Reported in 10% of 164 patients, all of grade 2 or below, mostly in cycle 1 and shortly after the end of "
        "the infusion.[cite:pfizerpro_hk] Check section 4.4 of the UK SmPC.</p>",
    ),
    notice(
        "droplet",
        "Myelosuppression",
        "<p>Life-threatening cases have been reported. Look for infection and bleeding during treatment, and for "
        "infection after a transplant. A severe case may need interruption, reduction or the end of "
        "treatment.[cite:smpc]</p>"
        "<p>Of 164 patients, 49% had neutropenia and 51% thrombocytopenia.[cite:pfizerpro_ie_safety] Check section "
        "4.8 of the UK SmPC.</p>",
    ),
    notice(
        "warning",
        "Tumour lysis syndrome",
        "<p>It may be life-threatening or fatal. With a high tumour burden, reduce uric acid levels and hydrate before "
        "each dose, and watch for signs.[cite:smpc]</p>"
        "<p>Reported in 4 of 164 patients (2%), of grade 3 or 4 in 3 of 164 (2%).[cite:pfizerpro_hk] Check section 4.4 "
        "of the UK SmPC.</p>",
    ),
    notice(
        "info",
        "QT interval",
        "<p>Take care with a history of QT prolongation, medicines that prolong it, and electrolyte "
        "disturbance.[cite:smpc]</p>"
        "<p>[abbr:QTcF] rose by 60 ms or more in 4 of 162 patients (3%), and in 3 of 124 (2%) treated with "
        "chemotherapy; it was above 500 ms in none, and in 1 of 124 (1%).[cite:us_prescribing_information] Check "
        "section 4.4 of the UK SmPC.</p>",
    ),
    notice(
        "warning",
        "After a transplant",
        "<p>Mortality without relapse after a transplant, and by day 100, was higher than with "
        "chemotherapy.[cite:us_prescribing_information] Read in the prescribing information for the United States: "
        "check section 4.4 of the UK SmPC.</p>",
    ),
    notice(
        "shield",
        "Liver tests",
        "<p>Rises of grade 3 or 4: [abbr:AST] in 7 of 160 patients (4%), [abbr:ALT] in 7 of 161 (4%), bilirubin in 8 "
        "of 161 (5%).[cite:swiss_product_information] Check section 4.4 of the UK SmPC.</p>",
    ),
]

ADVERSE_REACTIONS = [
    section("Adverse reactions"),
    table_block(
        "Very common (1 in 10 patients or more) in INO-VATE ALL, 164 patients",
        table(
            ["Group", "Adverse reaction and share of patients"],
            [
                "Infections",
                "Infection 48%, including sepsis or bacteraemia 16%, lower respiratory tract 12%, upper respiratory "
                "tract 12%, fungal 9%, viral 8%, gastrointestinal 4%, skin 4%, bacterial 1%",
            ],
            [
                "Blood and lymphatic system",
                "Thrombocytopenia 51%, neutropenia 49%, anaemia 36%, leucopenia 35%, febrile neutropenia 26%, "
                "lymphopenia 18%",
            ],
            ["Metabolism", "Decreased appetite 12%"],
            ["Nervous system", "Headache 28%"],
            ["Vascular", "Haemorrhage 33%"],
            [
                "Gastrointestinal",
                "Nausea 31%, abdominal pain 23%, diarrhoea 17%, constipation 17%, vomiting 15%, stomatitis 13%",
            ],
            [
                "Hepatobiliary",
                "Transaminases raised 26%, hyperbilirubinaemia 21%, gamma-glutamyltransferase raised 21%",
            ],
            ["General", "Fatigue 35%, pyrexia 32%, chills 11%"],
            ["Investigations", "[abbr:ALP] raised 13%"],
            ["Procedural", "Infusion-related reaction 10%"],
        ),
        "<p>Read on the company’s site for Ireland;[cite:pfizerpro_ie_safety] kinds of infection in the product "
        "information for Italy.[cite:italian_product_information] Check section 4.8 of the UK SmPC.</p>",
    ),
    table_block(
        "Serious adverse reactions in 2% of patients or more, 164 patients",
        table(
            ["Adverse reaction", "Patients"],
            ["Infection", "23%"],
            ["Febrile neutropenia", "11%"],
            ["Haemorrhage", "5%"],
            ["Abdominal pain", "3%"],
            ["Pyrexia", "3%"],
            ["VOD/SOS", "2%*"],
            ["Fatigue", "2%"],
        ),
        "<p>*Counted differently from the table of VOD/SOS above. Read in the product information for "
        "Italy.[cite:italian_product_information] Check section 4.8 of the UK SmPC.</p>",
    ),
]

PREGNANCY = [
    section("Pregnancy, contraception and breast-feeding"),
    table_block(
        "What is advised",
        table(
            ["Situation", "Advice"],
            [
                "Contraception, women",
                "During treatment and for at least 8 months after the last dose",
            ],
            [
                "Contraception, men with partners able to conceive",
                "During treatment and for at least 5 months after the last dose",
            ],
            [
                "Pregnancy",
                "There are no data in humans; in animals, harm to the embryo and fetus was seen. Not to be used unless "
                "clearly necessary.",
            ],
            ["Breast-feeding", "Not during treatment, nor for at least 2 months after the last dose"],
        ),
        "<p>Read in the product information for Switzerland.[cite:swiss_product_information] Check section 4.6 of the "
        "UK SmPC.</p>",
    ),
]

SAFETY = {
    "address": "/medicine/besponsa/safety/",
    "title": "Safety",
    "audience": "hcp",
    "section": "Safety",
    "parent": "/medicine/besponsa/",
    "menu_order": 40,
    "therapy_area": True,
    "product": True,
    "job_code": "PP-INO-GBR-0428",
    "prepared_on": PREPARED_ON,
    "heading": "Warnings, monitoring and adverse reactions",
    "heading_citations": [],
    "introduction": "",
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        notice(
            "warning",
            "Watch for VOD/SOS, especially after an allogeneic transplant",
            "<ul><li>raised bilirubin</li><li>enlargement of the liver, which may be painful</li>"
            "<li>rapid weight gain</li><li>ascites</li></ul>"
            "<p>Stop BESPONSA permanently if [abbr:VOD]/[abbr:SOS] or other severe liver toxicity "
            "occurs.[cite:smpc]</p>",
        ),
        notice(
            "warning",
            "Contraindications",
            "<ul><li>Hypersensitivity to inotuzumab ozogamicin or to any of the excipients</li>"
            "<li>Previous confirmed severe, or ongoing, VOD/SOS</li>"
            "<li>Serious ongoing liver disease, for example cirrhosis or active hepatitis[cite:smpc]</li></ul>",
        ),
        section("Monitoring"),
        table_block(
            "What to monitor, and when",
            table(
                ["What", "When", "Why"],
                [
                    "[abbr:ALT], [abbr:AST], total bilirubin, [abbr:ALP]",
                    "Before and after each dose",
                    "Liver toxicity, including VOD/SOS",
                ],
                ["Full blood count", "Before each dose", "Low blood counts"],
                [
                    "Signs of infection and bleeding",
                    "During treatment; infection after a transplant too",
                    "Low blood counts",
                ],
                ["[abbr:ECG] and electrolytes", "Before treatment, then periodically", "QT prolongation"],
                [
                    "The patient, at the infusion",
                    "During it, and for at least 1 hour after it ends",
                    "Infusion-related reactions",
                ],
                ["Signs of tumour lysis", "During treatment, with a high tumour burden", "Tumour lysis syndrome"],
            ),
            "<p>See also section 4.4 of the [abbr:SmPC].[cite:smpc]</p>",
        ),
        *LIVER_TOXICITY,
        *OTHER_WARNINGS,
        *ADVERSE_REACTIONS,
        *PREGNANCY,
        section(
            "How to report",
            "<p>Report suspected adverse reactions to the [abbr:MHRA] through the Yellow Card scheme, at "
            '<a href="https://yellowcard.mhra.gov.uk">yellowcard.mhra.gov.uk</a>, and to Pfizer Medical Information on '
            "01304 616161. For a medicine with a black triangle, report every suspected reaction.</p>"
            "<p>A report needs the medicine (with its brand name and batch number), the reaction, something that tells "
            "the patient from others, and who reports.</p>",
        ),
        section("Quick links"),
        DOSING_CARD,
        ADMINISTRATION_CARD,
        PRESCRIBING_INFORMATION_CARD,
    ],
}
