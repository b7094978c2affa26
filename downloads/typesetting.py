"""A quantity is never parted at the end of a line: “50” above “mL” is misread."""

import re

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
WORD_JOINER = "\N{WORD JOINER}"  # no width; forbids a break
UNIT = r"(?:(?:mg|g|kg|mL|L|cm|hours?|h)\b|m²|mm³|°C|×)"
SPACE_INSIDE = re.compile(rf"(?<=\d) (?={UNIT})|(?<=[≥≤<>=×÷]) (?=\d)")
# “3–57”, “mL/hour”, “1-hour”; and “B-cell”.
DASH_OR_SLASH_INSIDE = re.compile(r"(?<=\d)–(?=\d)|/(?=(?:m²|mL|L|hour|mm³)\b)|(?<=\b[A-Z\d])-(?=[a-z])")


def keep_quantities_together(text: str | None) -> str | None:
    """`text` with no break allowed inside quantities: “≤ 50 mL”, “20–25 °C”, “mL/hour”."""
    if not text:
        return text
    return DASH_OR_SLASH_INSIDE.sub(rf"\g<0>{WORD_JOINER}", SPACE_INSIDE.sub(NO_BREAK_SPACE, text))
