"""The two demonstration leaflets, block by block.

In rich text `[cite:key]` stands for a picked source and `[abbr:key]` for a picked abbreviation. What was found only in
another country's product information says so, and cites that country's.
"""

from datetime import date

from demonstration.writing import table

PREPARED_ON = date(2026, 11, 1)

# What the leaflets pick besides `demonstration/sources.py`. None of these was seen with an address of its own.
REFERENCES = {
    "us_prescribing_information": {
        "kind": "web",
        "label": "Prescribing information, United States",
        "authors": "Prescribing information for the United States",
        "title": "BESPONSA, Dosage and administration",
        "journal": "",
        "year_volume_pages": "",
        "doi": "",
        "address": "",
        "accessed_on": None,
    },
    "nz_data_sheet": {
        "kind": "web",
        "label": "Product information, New Zealand",
        "authors": "Product information for New Zealand",
        "title": "BESPONSA, Storage",
        "journal": "",
        "year_volume_pages": "",
        "doi": "",
        "address": "",
        "accessed_on": None,
    },
}
ABBREVIATIONS = {
    "FLAG": "fludarabine, cytarabine and granulocyte colony-stimulating factor",
}


INDICATION = {
    "kind": "text",
    "html": (
        "<h2>Indication</h2>"
        "<p>Monotherapy for adults with relapsed or refractory CD22-positive B-cell precursor [abbr:ALL]. Where the "
        "disease is Philadelphia chromosome-positive, treatment with at least one tyrosine kinase inhibitor should "
        "have failed first.[cite:smpc][cite:nice_ta541]</p>"
        "<p>Before the first dose, a validated and sensitive assay must show baseline CD22 positivity above "
        "0%.[cite:smpc]</p>"
    ),
}

CONTRAINDICATIONS = {
    "kind": "text",
    "html": (
        "<h2>Contraindications</h2>"
        "<ul>"
        "<li>Hypersensitivity to inotuzumab ozogamicin or to any of the excipients</li>"
        "<li>Previous confirmed severe, or ongoing, [abbr:VOD]/[abbr:SOS]</li>"
        "<li>Serious ongoing liver disease, for example cirrhosis or active hepatitis[cite:smpc]</li>"
        "</ul>"
    ),
}

DOSE_BY_CYCLE = {
    "kind": "table",
    "caption": "Dose by cycle, in mg per m² of body surface area",
    "html": table(
        ["Cycle", "Day 1", "Day 8*", "Day 15*", "Total per cycle", "Length of cycle"],
        ["Cycle 1, all patients", "0.8", "0.5", "0.5", "1.8", "21 days†"],
        ["Later cycles, [abbr:CR] or [abbr:CRi] reached", "0.5", "0.5", "0.5", "1.5", "28 days"],
        ["Later cycles, CR or CRi not reached", "0.8", "0.5", "0.5", "1.8", "28 days"],
    ),
    "note": (
        "<p>*Within 2 days either way, with at least 6 days between doses. †May be extended to 28 days, with 7 days "
        "free of treatment from day 21, if CR or CRi is reached or to allow recovery from toxicity.[cite:smpc]</p>"
    ),
}

NUMBER_OF_CYCLES = {
    "kind": "text",
    "html": (
        "<h2>Number of cycles</h2>"
        "<ul>"
        "<li><strong>Stem cell transplant planned:</strong> 2 cycles. A third may be considered if CR or CRi with "
        "[abbr:MRD] negativity has not been reached after 2.</li>"
        "<li><strong>No transplant planned:</strong> up to 6 cycles.</li>"
        "<li><strong>No CR or CRi within 3 cycles:</strong> stop treatment.[cite:smpc]</li>"
        "</ul>"
    ),
}

RESPONSE = {
    "kind": "text",
    "html": (
        "<h2>How response is defined</h2>"
        "<p><strong>CR:</strong> fewer than 5% blasts in the bone marrow, no blasts in the blood, platelets "
        "≥ 100 × 10⁹/L, [abbr:ANC] ≥ 1 × 10⁹/L, and extramedullary disease resolved.</p>"
        "<p><strong>CRi:</strong> the same, but with platelets &lt; 100 × 10⁹/L or ANC "
        "&lt; 1 × 10⁹/L, or both.[cite:smpc]</p>"
    ),
}

TIME_LIMITS = {
    "kind": "timeline",
    "heading": "Time limits after reconstitution",
    "summary": (
        "Dilution follows within 4 hours of reconstitution. A 1-hour infusion begins at the latest 7 hours after "
        "reconstitution, so that it ends within 8 hours of reconstitution."
    ),
    "marks": [
        {"label": "Reconstitution", "hours": 0},
        {"label": "Dilution no later than", "hours": 4},
        {"label": "Infusion starts no later than", "hours": 7},
        {"label": "Infusion ends no later than", "hours": 8},
    ],
    "note": (
        "<p>Limits from the product information for Switzerland;[cite:swiss_product_information] the latest start is "
        "calculated for a 1-hour infusion. Check section 6.3 of the UK [abbr:SmPC].</p>"
    ),
}

FAST_FACTS = {
    "address": "/downloads/besponsa-fast-facts.pdf",
    "title": "BESPONSA Fast Facts",
    "job_code": "PP-INO-GBR-0420",
    "prepared_on": PREPARED_ON,
    "heading": "Fast Facts",
    "introduction": (
        "<p>Dose, administration and main warnings on two pages. The [abbr:SmPC] should be consulted for full "
        "guidance.</p>"
    ),
    "blocks": [
        INDICATION,
        CONTRAINDICATIONS,
        DOSE_BY_CYCLE,
        NUMBER_OF_CYCLES,
        RESPONSE,
        {
            "kind": "notice",
            "icon": "syringe",
            "heading": "Before the dose",
            "html": (
                "<ul>"
                "<li>A corticosteroid, an antipyretic and an antihistamine are recommended before each dose.</li>"
                "<li>With circulating lymphoblasts, cytoreduction with hydroxycarbamide, steroids and/or vincristine "
                "to a peripheral blast count ≤ 10,000/mm³ is recommended before the first dose.[cite:smpc]</li>"
                "</ul>"
            ),
        },
        {
            "kind": "notice",
            "icon": "droplet",
            "heading": "The infusion",
            "html": (
                "<ul>"
                "<li>Diluted to a total nominal volume of 50 mL and given intravenously at 50 mL/hour, at room "
                "temperature (20–25 °C).</li>"
                "<li>Observe the patient during the infusion, and for at least 1 hour after it ends, for symptoms of "
                "infusion-related reactions.[cite:smpc]</li>"
                "</ul>"
            ),
        },
        {
            "kind": "notice",
            "icon": "shield",
            "heading": "Blood counts and blood tests",
            "html": (
                "<p>In INO-VATE ALL, 49% of 164 patients had neutropenia and 51% thrombocytopenia. Check the full "
                "blood count before each dose; [abbr:ALT], [abbr:AST], bilirubin and [abbr:ALP] before and after each. "
                "Look for signs of infection and bleeding.[cite:smpc]</p>"
            ),
        },
        {
            "kind": "notice",
            "icon": "info",
            "heading": "QT interval",
            "html": (
                "<p>Use with caution with medicines known to prolong the QT interval or to induce torsades de pointes, "
                "and in patients with a history of QT prolongation or with electrolyte disturbance. Obtain an "
                "[abbr:ECG] and electrolytes before treatment, then periodically.[cite:smpc]</p>"
            ),
        },
        TIME_LIMITS,
        {
            "kind": "notice",
            "icon": "warning",
            "heading": "Liver toxicity, including VOD/SOS",
            "html": (
                "<p>In INO-VATE ALL, VOD/SOS was reported in 23 of 164 patients (14.0%) treated with inotuzumab "
                "ozogamicin and in 3 of 143 (2.1%) treated with chemotherapy.[cite:kantarjian_2019] Of the patients "
                "treated with inotuzumab ozogamicin, 5 of 164 (3%) had it during treatment or follow-up without a "
                "transplant, and 18 of 79 (23%) after one; 5 of those 18 cases were fatal. Median time from transplant "
                "to onset was 15 days (range 3–57).[cite:smpc]</p>"
                "<p>Watch for raised bilirubin, enlargement of the liver (which may be painful), rapid weight gain and "
                "ascites. Stop permanently if VOD/SOS or other severe liver toxicity occurs. Before a transplant, "
                "conditioning with two alkylating agents should be avoided.[cite:smpc]</p>"
            ),
        },
    ],
}

PHARMACY_GUIDE = {
    "address": "/downloads/besponsa-pharmacy-guide.pdf",
    "title": "BESPONSA Pharmacy Guide",
    "job_code": "PP-INO-GBR-0421",
    "prepared_on": PREPARED_ON,
    "heading": "Pharmacy Guide",
    "introduction": (
        "<p>Dosing, dose modification, preparation, storage limits, interactions and monitoring, for pharmacy teams "
        "who check, prepare and supply BESPONSA. The [abbr:SmPC] should be consulted for full guidance.</p>"
    ),
    "blocks": [
        {
            "kind": "table",
            "caption": "At a glance",
            "html": table(
                ["Property", "BESPONSA"],
                [
                    "Presentation",
                    "1 mg powder for concentrate for solution for infusion: a white to off-white freeze-dried cake or "
                    "powder[cite:smpc]",
                ],
                ["Active substance", "Inotuzumab ozogamicin, a CD22-directed antibody-drug conjugate[cite:smpc]"],
                ["Excipients", "Sucrose, polysorbate 80, sodium chloride, trometamol[cite:smpc]"],
                [
                    "Reconstitute with",
                    "4 mL of water for injections for each 1 mg vial, to give 0.25 mg/mL[cite:smpc]",
                ],
                [
                    "Dilute with",
                    "Sodium chloride 9 mg/mL (0.9%) solution, to a total nominal volume of 50 mL[cite:smpc]",
                ],
                [
                    "Give",
                    "By intravenous infusion at 50 mL/hour for 1 hour, at room temperature (20–25 °C)[cite:smpc]",
                ],
            ),
            "note": "",
        },
        INDICATION,
        CONTRAINDICATIONS,
        DOSE_BY_CYCLE,
        NUMBER_OF_CYCLES,
        RESPONSE,
        {
            "kind": "table",
            "caption": "Blood counts on day 1 of a cycle",
            "html": table(
                ["Before BESPONSA treatment", "Action if the count falls"],
                ["[abbr:ANC] ≥ 1 × 10⁹/L", "Hold the next cycle until ANC is ≥ 1 × 10⁹/L."],
                [
                    "Platelets ≥ 50 × 10⁹/L*",
                    "Hold the next cycle until platelets are ≥ 50 × 10⁹/L.*",
                ],
                [
                    "ANC &lt; 1 × 10⁹/L and/or platelets &lt; 50 × 10⁹/L*",
                    "Hold the next cycle until at least one of these holds:"
                    "<ul>"
                    "<li>both counts are back at least to the baseline of the previous cycle;</li>"
                    "<li>ANC is ≥ 1 × 10⁹/L and platelets are ≥ 50 × 10⁹/L;*</li>"
                    "<li>the disease is stable or better by the latest marrow test, and the low counts are thought to "
                    "be due to the disease and not to BESPONSA.</li>"
                    "</ul>",
                ],
            ),
            "note": "<p>*Platelets counted free of the effect of transfusion.[cite:smpc]</p>",
        },
        {
            "kind": "table",
            "caption": "Other toxicities, at any time during treatment",
            "html": table(
                ["Toxicity", "Action"],
                ["VOD/SOS or other severe liver toxicity", "Stop permanently."],
                [
                    "Bilirubin &gt; 1.5 × [abbr:ULN] and [abbr:AST]/[abbr:ALT] &gt; 2.5 × ULN",
                    "Hold until bilirubin is ≤ 1.5 × ULN and AST/ALT ≤ 2.5 × ULN before each dose, unless due to "
                    "Gilbert’s syndrome or haemolysis. Stop permanently if either does not recover.",
                ],
                [
                    "Infusion-related reaction",
                    "Interrupt the infusion and treat. According to severity, consider stopping the infusion or giving "
                    "a steroid and an antihistamine. Stop permanently if severe or life-threatening.",
                ],
                [
                    "Any other toxicity of grade 2 or above thought to be due to BESPONSA",
                    "Hold until grade 1 or the grade before treatment, before each dose.",
                ],
            ),
            "note": (
                "<p>For how the length of an interruption changes later doses, see section 4.2 of the "
                "SmPC.[cite:smpc] The prescribing information for the United States adds that a dose reduced for "
                "toxicity is not raised again, and that within a cycle (days 8 and 15) low neutrophils or platelets "
                "need not interrupt treatment.[cite:us_prescribing_information]</p>"
            ),
        },
        {
            "kind": "steps",
            "heading": "Reconstitution",
            "steps": [
                "Work aseptically, and protect the vial and the solution from [abbr:UV] light "
                "throughout.[cite:swiss_product_information]",
                "Work out the dose and the number of vials from the patient’s body surface area.[cite:smpc]",
                "Add 4 mL of water for injections to each 1 mg vial, to give 0.25 mg/mL.[cite:smpc]",
                "Swirl gently. Do not shake.[cite:us_prescribing_information]",
                "Inspect: the solution should be clear to opalescent, colourless to slightly yellow, and essentially "
                "free of visible particles.[cite:us_prescribing_information]",
            ],
        },
        {
            "kind": "steps",
            "heading": "Dilution and infusion",
            "steps": [
                "Draw up the volume for the dose. Discard what is left in the vial.[cite:us_prescribing_information]",
                "Add it to sodium chloride 9 mg/mL (0.9%) solution, to a total nominal volume of 50 mL.[cite:smpc]",
                "Invert gently to mix. Do not shake.[cite:us_prescribing_information] Protect from light; do not "
                "freeze.[cite:swiss_product_information]",
                "Infuse at 50 mL/hour for 1 hour, at room temperature (20–25 °C).[cite:smpc] Do not mix or infuse "
                "with other medicines.[cite:swiss_product_information]",
                "Observe the patient during the infusion and for at least 1 hour after it ends.[cite:smpc]",
            ],
        },
        {
            "kind": "notice",
            "icon": "info",
            "heading": "Look up in the SmPC before preparing",
            "html": (
                "<p>Steps that cite the product information for Switzerland or the prescribing information for the "
                "United States were not read in the UK text. Compare them with section 6.6 of the SmPC, which also "
                "governs materials of the container, the infusion line and any filter, and handling and "
                "disposal.</p>"
            ),
        },
        TIME_LIMITS,
        {
            "kind": "table",
            "caption": "Storage and in-use limits",
            "html": table(
                ["State", "Temperature", "Limit", "Protect"],
                [
                    "Unopened vial",
                    "2–8 °C",
                    "Expiry date on the carton",
                    "Do not freeze. Keep in the original carton, away from light.[cite:nz_data_sheet]",
                ],
                [
                    "Reconstituted solution",
                    "2–8 °C",
                    "Use at once, or within 4 hours",
                    "No preservative. Protect from light. Do not freeze.[cite:swiss_product_information]",
                ],
                [
                    "Diluted solution",
                    "20–25 °C or 2–8 °C",
                    "Use at once, or so that the infusion ends within 8 hours of reconstitution",
                    "Protect from light. Do not freeze.[cite:swiss_product_information]",
                ],
            ),
            "note": "<p>Read in other countries’ product information. Check sections 6.3 and 6.4 of the SmPC.</p>",
        },
        {
            "kind": "steps",
            "heading": "Check before supply: the prescription",
            "steps": [
                "Cycle, day, and whether CR or CRi has been reached: together they fix the dose level. At least 6 days "
                "have passed since the last dose.[cite:smpc]",
                "Blood counts and liver tests for this dose have been seen; no reason to hold it.[cite:smpc]",
                "ECG and electrolytes are known; other medicines have been reviewed for an effect on the QT "
                "interval.[cite:smpc]",
                "Pre-medication is prescribed.[cite:smpc]",
            ],
        },
        {
            "kind": "steps",
            "heading": "Check before supply: the preparation",
            "steps": [
                "Dose, body surface area and volume agree.[cite:smpc]",
                "The infusion can end within 8 hours of reconstitution.[cite:swiss_product_information]",
                "The bag is protected from light and has not been frozen.[cite:swiss_product_information]",
                "Brand name and batch number are recorded.[cite:swiss_product_information]",
            ],
        },
        {
            "kind": "notice",
            "icon": "syringe",
            "heading": "Before the dose",
            "html": (
                "<ul>"
                "<li>A corticosteroid, an antipyretic and an antihistamine are recommended before each dose.</li>"
                "<li>With circulating lymphoblasts, cytoreduction with hydroxycarbamide, steroids and/or vincristine "
                "to a peripheral blast count ≤ 10,000/mm³ is recommended before the first dose.</li>"
                "<li>With a high tumour burden, a medicine that lowers uric acid, and hydration, before each "
                "dose.[cite:smpc]</li>"
                "</ul>"
            ),
        },
        {
            "kind": "notice",
            "icon": "info",
            "heading": "Interactions: QT interval",
            "html": (
                "<p>Use with caution with medicines known to prolong the QT interval or to induce torsades de pointes, "
                "and in patients with a history of QT prolongation or with electrolyte disturbance.[cite:smpc]</p>"
                "<p>For other interactions see section 4.5 of the SmPC.</p>"
            ),
        },
        {
            "kind": "table",
            "caption": "Monitoring",
            "html": table(
                ["What", "When", "Why"],
                [
                    "Full blood count; signs of infection and bleeding",
                    "Before each dose",
                    "Neutropenia was reported in 49% and thrombocytopenia in 51% of 164 patients",
                ],
                ["ALT, AST, bilirubin, [abbr:ALP]", "Before and after each dose", "Liver toxicity, including VOD/SOS"],
                ["[abbr:ECG] and electrolytes", "Before treatment, then periodically", "QT prolongation"],
                [
                    "Infusion-related reactions",
                    "During the infusion and for at least 1 hour after it ends",
                    "Reported in 10% of patients, all of grade 2 or below",
                ],
            ),
            "note": "<p>Figures are for patients treated with inotuzumab ozogamicin in INO-VATE ALL.[cite:smpc]</p>",
        },
        {
            "kind": "notice",
            "icon": "warning",
            "heading": "Liver toxicity, including VOD/SOS",
            "html": (
                "<p>Signs: raised bilirubin, enlargement of the liver (which may be painful), rapid weight gain, "
                "ascites. Conditioning with two alkylating agents before a transplant should be avoided, and benefit "
                "and risk weighed with care in patients over 65 years.[cite:smpc]</p>"
            ),
        },
        {
            "kind": "table",
            "caption": "VOD/SOS in INO-VATE ALL",
            "html": table(
                ["Population", "Patients with VOD/SOS", "Per cent"],
                ["All treated with inotuzumab ozogamicin[cite:kantarjian_2019]", "23 of 164", "14.0%"],
                ["All treated with chemotherapy[cite:kantarjian_2019]", "3 of 143", "2.1%"],
                ["Inotuzumab ozogamicin, during treatment or follow-up, no transplant[cite:smpc]", "5 of 164", "3%"],
                ["Inotuzumab ozogamicin, after transplant[cite:smpc]", "18 of 79", "23%"],
            ),
            "note": (
                "<p>Of the 18 cases after transplant, 5 were fatal. Onset was up to 56 days after the last dose "
                "without transplant, and a median of 15 days (range 3–57) after transplant.[cite:smpc]</p>"
            ),
        },
        {
            "kind": "table",
            "caption": "Very common adverse reactions (1 in 10 patients or more) in INO-VATE ALL, 164 patients",
            "html": table(
                ["Group", "Adverse reaction and share of patients"],
                [
                    "Infections",
                    "Infection 48%, including sepsis or bacteraemia 16%, lower respiratory tract 12%, upper "
                    "respiratory tract 12%, fungal 9%, viral 8%",
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
                    "Hepatobiliary and laboratory",
                    "Transaminases raised 26%, hyperbilirubinaemia 21%, gamma-glutamyltransferase raised 21%, ALP "
                    "raised 13%",
                ],
                ["General and administration site", "Fatigue 35%, pyrexia 32%, chills 11%"],
                ["Procedural", "Infusion-related reaction 10%"],
            ),
            "note": (
                "<p>Serious in 2% of patients or more: infection 23%, febrile neutropenia 11%, haemorrhage 5%, "
                "abdominal pain 3%, pyrexia 3%, VOD/SOS 2% (counted differently from the table above) and fatigue 2%. "
                "See section 4.8 of the SmPC for other adverse reactions.[cite:smpc]</p>"
            ),
        },
        {
            "kind": "table",
            "caption": "INO-VATE ALL: inotuzumab ozogamicin and chemotherapy in relapsed or refractory ALL",
            "html": table(
                ["Result and population", "Inotuzumab ozogamicin", "Chemotherapy", "Comparison"],
                [
                    "CR or CRi, first 218 patients randomised (109 and 109)[cite:kantarjian_2016]",
                    "80.7% (95% [abbr:CI] 72–88)",
                    "29.4% (95% CI 21–39)",
                    "p &lt; 0.001",
                ],
                [
                    "CR or CRi, all 326 patients randomised (164 and 162)[cite:kantarjian_2019]",
                    "73.8%",
                    "30.9%",
                    "1-sided p &lt; 0.0001",
                ],
                [
                    "Median overall survival, all 326, at least 2 years of follow-up[cite:kantarjian_2019]",
                    "7.7 months",
                    "6.2 months",
                    "[abbr:HR] 0.75 (97.5% CI 0.57–0.99), 1-sided p = 0.0105",
                ],
            ),
            "note": (
                "<p>Open-label, randomised, phase 3. Chemotherapy was [abbr:FLAG], high-dose cytarabine, or cytarabine "
                "with mitoxantrone.[cite:kantarjian_2019] [abbr:NICE] found a gain in overall survival over FLAG-based "
                "chemotherapy not proven, and recommends inotuzumab ozogamicin as an option within its licence, under "
                "a commercial arrangement.[cite:nice_ta541] The Scottish Medicines Consortium accepts it for "
                "restricted use, where the aim is a transplant.[cite:smc_1328]</p>"
            ),
        },
    ],
}

LEAFLETS = [FAST_FACTS, PHARMACY_GUIDE]
