"""References and abbreviations that the demonstration content picks from.

Rich text names them by key: `[cite:smpc]`, `[abbr:UV]`. Numbers are never typed. Each entry was seen in a public
document; a field is empty where the document was not seen to state it.
"""

from datetime import date

REFERENCES = {
    "smpc": {
        "kind": "smpc",
        "label": "BESPONSA SmPC",
        "authors": "Pfizer Limited",
        "title": "BESPONSA® Summary of Product Characteristics",
        "journal": "",
        "year_volume_pages": "",
        "doi": "",
        "address": "https://medicines.org.uk/emc/medicine/33679",
        "accessed_on": date(2021, 3, 1),
    },
    "nice_ta541": {
        "kind": "web",
        "label": "NICE TA541",
        "authors": "National Institute for Health and Care Excellence",
        "title": "Inotuzumab ozogamicin: technology appraisal guidance TA541",
        "journal": "",
        "year_volume_pages": "",
        "doi": "",
        "address": "https://www.nice.org.uk/guidance/ta541",
        "accessed_on": None,
    },
    "smc_1328": {
        "kind": "web",
        "label": "SMC 1328/18",
        "authors": "Scottish Medicines Consortium",
        "title": "Inotuzumab ozogamicin (BESPONSA®): advice 1328/18",
        "journal": "",
        "year_volume_pages": "11 June 2018",
        "doi": "",
        "address": (
            "https://scottishmedicines.org.uk/medicines-advice/inotuzumab-ozogamicin-besponsa-fullsubmission-132818"
        ),
        "accessed_on": None,
    },
    "kantarjian_2016": {
        "kind": "article",
        "label": "Kantarjian 2016",
        "authors": "Kantarjian HM, DeAngelo DJ, Stelljes M, et al",
        "title": "Inotuzumab ozogamicin versus standard therapy for acute lymphoblastic leukemia",
        "journal": "N Engl J Med",
        "year_volume_pages": "2016;375:740–753",
        "doi": "10.1056/NEJMoa1509277",
        "address": "",
        "accessed_on": None,
    },
    "kantarjian_2019": {
        "kind": "article",
        "label": "Kantarjian 2019",
        "authors": "Kantarjian HM, DeAngelo DJ, Stelljes M, et al",
        "title": (
            "Inotuzumab ozogamicin versus standard of care in relapsed or refractory acute lymphoblastic leukemia: "
            "final report and long-term survival follow-up from the randomized, phase 3 INO-VATE study"
        ),
        "journal": "Cancer",
        "year_volume_pages": "2019;125:2474–2487",
        "doi": "10.1002/cncr.32116",
        "address": "",
        "accessed_on": None,
    },
    "swiss_product_information": {
        "kind": "web",
        "label": "Product information, Switzerland",
        "authors": "Product information for Switzerland",
        "title": "Besponsa, Fachinformation, authorisation number 66022",
        "journal": "",
        "year_volume_pages": "",
        "doi": "",
        "address": "",
        "accessed_on": None,
    },
}

ABBREVIATIONS = {
    "ABPI": "Association of the British Pharmaceutical Industry",
    "ALL": "acute lymphoblastic leukaemia",
    "ALP": "alkaline phosphatase",
    "ALT": "alanine aminotransferase",
    "ANC": "absolute neutrophil count",
    "AST": "aspartate aminotransferase",
    "CI": "confidence interval",
    "CR": "complete remission",
    "CRi": "complete remission with incomplete haematological recovery",
    "ECG": "electrocardiogram",
    "GGT": "gamma-glutamyltransferase",
    "HR": "hazard ratio",
    "HSCT": "haematopoietic stem cell transplant",
    "MHRA": "Medicines and Healthcare products Regulatory Agency",
    "MRD": "minimal residual disease",
    "NHS": "National Health Service",
    "NICE": "National Institute for Health and Care Excellence",
    "OS": "overall survival",
    "PDF": "Portable Document Format",
    "POM": "prescription-only medicine",
    "PVC": "polyvinyl chloride",
    "SMC": "Scottish Medicines Consortium",
    "SmPC": "Summary of Product Characteristics",
    "SOS": "sinusoidal obstruction syndrome",
    "TKI": "tyrosine kinase inhibitor",
    "ULN": "upper limit of normal",
    "UV": "ultraviolet",
    "VAT": "value added tax",
    "VOD": "veno-occlusive liver disease",
    "WCAG": "Web Content Accessibility Guidelines",
}
