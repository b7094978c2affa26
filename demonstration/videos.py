"""Videos of the demonstration. Their files are in `demonstration/media/`; `demonstration/media/make.py` drew them."""

VIDEOS = {
    "in_use_time_limits": {
        "title": "In-use time limits",
        "file": "in-use-time-limits.mp4",
        "captions": "in-use-time-limits.vtt",
        "poster": "in-use-time-limits.webp",
        "transcript": (
            "<p><strong>The video has no sound. On the screen:</strong> BESPONSA (inotuzumab ozogamicin): in-use time "
            "limits, from reconstitution to the end of the infusion.</p>"
            "<p>A line stands for 8 hours. <strong>Its beginning is marked:</strong> 0 hours: reconstitution. Use at "
            "once, or keep at 2–8 °C for no more than 4 hours.[cite:swiss_product_information]</p>"
            "<p><strong>The line grows to its middle:</strong> 4 hours: dilution, no later. No more than 4 hours from "
            "reconstitution to dilution.[cite:swiss_product_information]</p>"
            "<p><strong>The line reaches its end:</strong> 8 hours: end of infusion, no later. No more than 8 hours "
            "from reconstitution to the end.[cite:swiss_product_information]</p>"
            "<p><strong>The whole line stays:</strong> Protect from light. Do not freeze. Both the reconstituted and "
            "the diluted solution.[cite:swiss_product_information]</p>"
            "<p><strong>On every picture:</strong> Demonstration. Read in the product information for Switzerland. "
            "Check section 6.3 of the UK [abbr:SmPC] before use.</p>"
        ),
    },
}
