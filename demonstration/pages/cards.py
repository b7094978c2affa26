"""Cards that several pages end with."""

FAST_FACTS = {
    "kind": "download",
    "heading": "Fast Facts",
    "html": (
        "<p>Download the Fast Facts [abbr:PDF] document to aid your understanding of BESPONSA. [abbr:SmPC] should be "
        "consulted for full guidance.</p>"
    ),
    "address": "/downloads/besponsa-fast-facts.pdf",
    "label": "Download here",
}

PHARMACY_GUIDE = {
    "kind": "download",
    "heading": "Pharmacy Guide",
    "html": (
        "<p>Download the guide for Pharmacists for information on dosing, drug interactions, reconstitution, "
        "administration, shelf life etc. [abbr:SmPC] should be consulted for full guidance.</p>"
    ),
    "address": "/downloads/besponsa-pharmacy-guide.pdf",
    "label": "Download here",
}
