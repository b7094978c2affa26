"""The interstitial: what a visitor reads and declares before the pages for healthcare professionals open.

Wording, job code and date are those of the real gate this site is built after. Its link text after "redirected to"
was lost; the name of the company's public site is put back. It names no medicine.
"""

from datetime import date

INTERSTITIAL = {
    "address": "/confirm/",
    "title": "For UK healthcare professionals",
    "job_code": "PP-PFE-GBR-2688",
    "prepared_on": date(2020, 12, 1),
    "heading": "For UK Healthcare Professionals*",
    "introduction": (
        "These pages are not intended for patients or for members of the general public. The healthcare professional "
        "web pages contain promotional content."
    ),
    "declaration": "I confirm that I am a healthcare professional* resident in the United Kingdom.",
    "no_explanation": (
        "If you select 'No', you will be redirected to Pfizer.co.uk where you will be able to access reference "
        "information on Pfizer's prescription medicines."
    ),
    "definition": (
        "*The ABPI Code definition for healthcare professional is members of the medical, dental, pharmacy and "
        "nursing professionals and any other persons who in the course of their professional activities may "
        "administer, prescribe, purchase, recommend or supply a medicine."
    ),
    "public_address": "https://www.pfizer.co.uk/products/prescription-medicines",
}
