"""Marketing authorisation numbers: their form in each territory."""

PATTERNS = {
    "Great Britain": r"PLGB \d{5}/\d{4}",
    "Northern Ireland": r"EU/1/\d{2}/\d{3,4}/\d{3}",
    "United Kingdom": r"PL \d{5}/\d{4}",
}
