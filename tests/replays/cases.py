"""The published cases that are replayed, by what they were about. Their order is that of the document."""

CATEGORIES = {
    "Prescribing information missing or out of date": (
        "PM-01",
        "PM-02",
        "PM-04",
        "PM-05",
        "PM-07",
        "PM-08",
        "PM-10",
        "PM-11",
    ),
    "The link to prescribing information": ("PM-13", "PM-14", "PM-16", "PM-17", "PM-19", "PM-20"),
    "Adverse event statement": ("PM-22", "PM-23", "PM-25"),
    "Black triangle and non-proprietary name": ("PM-26", "PM-28", "PM-29"),
    "Not certified, or not as certified": ("PM-31", "PM-32", "PM-34", "PM-35", "PM-37", "PM-38", "PM-40"),
    "Open to the public": (
        "PM-41",
        "PM-43",
        "PM-44",
        "PM-46",
        "PM-47",
        "PM-49",
        "PM-50",
        "PM-52",
        "PM-53",
        "PM-55",
    ),
    "Search engines and addresses of files": ("PM-56", "PM-58", "PM-59"),
    "Withdrawn and still there": ("PM-61", "PM-62", "PM-64"),
    "Claims and content": ("PM-65", "PM-67", "PM-68", "PM-70", "PM-71"),
    "Company's part, social media and press": ("PM-73", "PM-74", "PM-76", "PM-77", "PM-79"),
}
ALL = tuple(case for cases in CATEGORIES.values() for case in cases)
