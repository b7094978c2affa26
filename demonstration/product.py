"""The demonstration's product and therapy areas.

Taken from the text of the real page this site is built after, and from public pages of the company and of the
regulators. Demonstration content: not checked against the current Summary of Product Characteristics.
"""

PRODUCT = {
    "brand": "BESPONSA",
    "substance": "inotuzumab ozogamicin",
    "code": "INO",
    "company": "Pfizer Limited",
    "company_address": "Walton Oaks, Dorking Road, Walton on the Hill, Surrey KT20 7NS",
    "report_phone": "01304 616161",
    "medical_information_address": "https://www.pfizermedicalinformation.co.uk/en-gb",
    "yellow_card_address": "https://yellowcard.mhra.gov.uk",
    # As on the page of March 2021. The status must be confirmed again before real use.
    "additional_monitoring": True,
    # The day of launch in the UK was not found: nothing may be called new.
    "launched_on": None,
    "indication_words": "leukaemia\nleukemia\nlymphoblastic\nCD22\nPhiladelphia",
    "prescribing_information": "/medicine/besponsa/prescribing-information/",
    # Prints the demonstration notice on every page and PDF of this product.
    "demonstration": True,
}

THERAPY_AREAS = [
    {
        "key": "haematology_oncology",
        "name": "Haematology and oncology",
        "address": "/therapy-areas/",
        "introduction": (
            "Information relating to specific disease areas aligned to Pfizer’s portfolio and other resources "
            "designed for Pfizer medicines."
        ),
    },
]
