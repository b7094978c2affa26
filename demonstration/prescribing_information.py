"""The demonstration's prescribing information, field by field.

Short statements in plain text without markup, a line for each paragraph, so that a web page and the end of a PDF print
the same words. They come from public pages and national versions of the product information, 2018 to 2024, not from
the current Summary of Product Characteristics. What no source stated is left to the section named, or empty.
"""

from datetime import date

PRESCRIBING_INFORMATION = {
    "address": "/medicine/besponsa/prescribing-information/",
    "title": "Prescribing information",
    "audience": "hcp",
    "meta_description": "Prescribing information for UK healthcare professionals.",
    "job_code": "PP-INO-GBR-0422",
    "prepared_on": date(2026, 11, 1),
    "name": "BESPONSA 1 mg powder for concentrate for solution for infusion",
    "active_ingredients": (
        "Each vial contains 1 mg inotuzumab ozogamicin. After reconstitution, 1 mL of solution contains 0.25 mg "
        "inotuzumab ozogamicin."
    ),
    "presentation": (
        "Powder for concentrate for solution for infusion: a white to off-white, freeze-dried cake or powder in a "
        "single-dose glass vial."
    ),
    "indications": (
        "BESPONSA is indicated as monotherapy for the treatment of adults with relapsed or refractory CD22-positive "
        "B cell precursor acute lymphoblastic leukaemia (ALL). Adult patients with Philadelphia chromosome positive "
        "relapsed or refractory B cell precursor ALL should have failed treatment with at least 1 tyrosine kinase "
        "inhibitor."
    ),
    "dosage": (
        "For intravenous infusion, under the supervision of a physician experienced in the use of cancer therapy, "
        "with full resuscitation facilities immediately available.\n"
        "Baseline CD22 positivity above 0% must be shown with a validated and sensitive assay before treatment. For "
        "patients with circulating lymphoblasts, cytoreduction with a combination of hydroxycarbamide (hydroxyurea), "
        "steroids and/or vincristine to a peripheral blast count of 10,000/mm³ or less is recommended before the "
        "first dose.\n"
        "Pre-medication with a corticosteroid, antipyretic and antihistamine is recommended before each dose; with a "
        "high tumour burden, so are pre-medication to reduce uric acid levels, and hydration.\n"
        "Doses are by body surface area. Cycle 1 (21 days), all patients: 0.8 mg/m² on day 1, 0.5 mg/m² on days 8 "
        "and 15. Cycle 1 may be extended to 28 days if complete remission (CR) or CR with incomplete haematological "
        "recovery (CRi) is achieved, and/or to allow recovery from toxicity. Later cycles (28 days): with CR or CRi, "
        "0.5 mg/m² on days 1, 8 and 15; without CR or CRi, 0.8 mg/m² on day 1, 0.5 mg/m² on days 8 and 15. Days 8 "
        "and 15 may each be up to 2 days earlier or later, with at least 6 days between doses.\n"
        "Patients proceeding to haematopoietic stem cell transplant (HSCT): 2 cycles; a third may be considered if "
        "CR or CRi and minimal residual disease negativity are not achieved after 2 cycles. Patients not proceeding "
        "to HSCT: up to 6 cycles. Discontinue if CR or CRi is not achieved within 3 cycles.\n"
        "Each dose is diluted to a total nominal volume of 50 mL and infused at 50 mL/hour over 1 hour at room "
        "temperature (20–25 °C). Observe patients during and for at least 1 hour after the end of the infusion.\n"
        "The dose may need to be interrupted, reduced or discontinued for toxicity; a dose reduced for toxicity "
        "should not be increased again. Patients under 18 years: safety and efficacy have not been established. For "
        "dose modifications, older people, and hepatic or renal impairment, see section 4.2 of the Summary of "
        "Product Characteristics (SmPC)."
    ),
    "contraindications": (
        "Hypersensitivity to inotuzumab ozogamicin or to any of the excipients. Prior confirmed severe, or ongoing, "
        "veno-occlusive liver disease/sinusoidal obstruction syndrome (VOD/SOS). Serious ongoing hepatic disease, for "
        "example cirrhosis or active hepatitis."
    ),
    "warnings": (
        "Hepatotoxicity, including VOD/SOS: in the INO-VATE ALL study, VOD/SOS occurred in 23 of 164 patients (14%) "
        "given BESPONSA and in 3 of 143 patients (2.1%) given chemotherapy. With BESPONSA, it occurred in 5 of 164 "
        "patients (3%) during study treatment or follow-up without HSCT, up to 56 days after the last dose, and in "
        "18 of 79 patients (23%) after HSCT, at a median of 15 days (range 3–57) from HSCT; 5 of these 18 events "
        "were fatal. Monitor closely for raised bilirubin, hepatomegaly (which may be painful), rapid weight gain "
        "and ascites. Measure alanine aminotransferase, aspartate aminotransferase, total bilirubin and alkaline "
        "phosphatase before and after each dose. Avoid HSCT conditioning regimens that contain two alkylating "
        "agents. Weigh benefit against risk with care in patients over 65 years and in those at greater risk of "
        "VOD/SOS. Discontinue permanently if VOD/SOS or other severe liver toxicity occurs. Non-relapse mortality "
        "after HSCT was higher with BESPONSA than with chemotherapy.\n"
        "Myelosuppression: neutropenia (49%) and thrombocytopenia (51%) were reported in 164 patients. Monitor the "
        "full blood count before each dose, and for infection and haemorrhage.\n"
        "Infusion-related reactions: reported in 10% of patients. Interrupt the infusion and treat; discontinue "
        "permanently after a severe or life-threatening reaction.\n"
        "Tumour lysis syndrome: may be fatal; reported in 4 of 164 patients (2%).\n"
        "QT interval prolongation: use with caution in patients with a history of QT prolongation, with electrolyte "
        "disturbances, or taking medicines known to prolong the QT interval. Obtain an electrocardiogram and "
        "electrolytes before treatment and periodically during it.\n"
        "Traceability: record the brand name and batch number. For further warnings and precautions, see SmPC "
        "section 4.4."
    ),
    "interactions": (
        "Use with caution with medicines known to prolong the QT interval or to induce torsades de pointes. See SmPC "
        "section 4.5."
    ),
    "pregnancy": (
        "Contraception: women should use effective contraception during treatment and for at least 8 months after "
        "the last dose; men with partners able to conceive, during treatment and for at least 5 months after the "
        "last dose.\n"
        "Pregnancy: there are no data in pregnant women; animal studies showed embryo-fetal harm. Not to be used in "
        "pregnancy unless clearly necessary.\n"
        "Breast-feeding: women should not breast-feed during treatment and for at least 2 months after the last "
        "dose.\n"
        "Fertility: animal findings suggest that fertility may be impaired in men and women.\n"
        "For driving and using machines, see SmPC section 4.7."
    ),
    "common_adverse_reactions": (
        "Very common (1 in 10 or more): infection, febrile neutropenia, neutropenia, thrombocytopenia, leucopenia, "
        "lymphopenia, anaemia, decreased appetite, headache, haemorrhage, abdominal pain, vomiting, diarrhoea, "
        "nausea, stomatitis, constipation, hyperbilirubinaemia, raised transaminases, raised "
        "gamma-glutamyltransferase, raised alkaline phosphatase, pyrexia, fatigue, chills, infusion-related reaction.\n"
        "Common (1 in 100 or more, fewer than 1 in 10): pancytopenia, tumour lysis syndrome, VOD/SOS (before HSCT), "
        "hyperuricaemia, ascites, abdominal distension, prolonged QT interval, raised amylase, raised lipase, "
        "hypersensitivity."
    ),
    "serious_adverse_reactions": (
        "Serious adverse reactions in 2% or more of 164 patients: infection (23%), febrile neutropenia (11%), "
        "haemorrhage (5%), abdominal pain (3%), pyrexia (3%), VOD/SOS (2%) and fatigue (2%). Figures for VOD/SOS "
        "that include events after HSCT are counted differently: see Special warnings and precautions."
    ),
    "other_adverse_reactions": "Refer to the SmPC for other adverse reactions.",
    "legal_category": "POM",
    "package_and_price": "1 vial of 1 mg: £8,048 (NHS list price, excluding VAT).",
    "price_basis": (
        "As quoted from the British National Formulary 2018 by the National Institute for Health and Care Excellence "
        "(TA541). Present price not checked."
    ),
    "authorisation_number": "",
    "territory": "GB",
    "holder_name": "Pfizer Limited",
    "holder_address": "Walton Oaks, Dorking Road, Walton on the Hill, Surrey KT20 7NS",
    "smpc_revision_checked": "Sources of 2018 to 2024; not checked against the current SmPC.",
}
