"""A page of its own for the video: its poster would weigh on every visit to the resources."""

from demonstration.pages.cards import ADMINISTRATION_CARD, PHARMACY_GUIDE
from demonstration.pages.preparation import PREPARED_ON
from demonstration.writing import section

TIME_LIMITS_VIDEO = {
    "address": "/support-and-resources/time-limits-video/",
    "title": "Video: in-use time limits",
    "audience": "hcp",
    "section": "Support and resources",
    "parent": "/support-and-resources/",
    "therapy_area": False,
    "product": True,
    "job_code": "PP-INO-GBR-0430",
    "prepared_on": PREPARED_ON,
    "heading": "Video: time limits from reconstitution to the end of the infusion",
    "heading_citations": [],
    "introduction": "",
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        {"kind": "video", "video": "in_use_time_limits"},
        section("Quick links"),
        ADMINISTRATION_CARD,
        PHARMACY_GUIDE,
    ],
}
