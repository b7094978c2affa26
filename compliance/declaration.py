"""What a signatory declares.

The required content of a certificate was seen only in part (PMCPA guidance on certification): a signatory of the
company confirms this wording before real use.
"""

CODE_EDITION = "2024"

DECLARATION = (
    "I have examined the final form of this material. In my belief it is in accordance with the requirements of the "
    "relevant advertising regulations and of the ABPI Code of Practice, is not inconsistent with the marketing "
    "authorisation and the summary of product characteristics, and is a fair and truthful presentation of the facts "
    "about the medicine."
)
