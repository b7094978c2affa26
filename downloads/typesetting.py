"""On paper, nothing inside a quantity is parted at the end of a line: not at a dash or slash either."""

import re

from pages.quantities import keep_figures_with_units

WORD_JOINER = "\N{WORD JOINER}"  # no width; forbids a break
# “3–57”, “mL/hour”, “1-hour”; and “B-cell”.
DASH_OR_SLASH_INSIDE = re.compile(r"(?<=\d)–(?=\d)|/(?=(?:m²|mL|L|hour|mm³)\b)|(?<=\b[A-Z\d])-(?=[a-z])")


def keep_quantities_together(text: str | None) -> str | None:
    """`text` with no break allowed inside quantities: “≤ 50 mL”, “20–25 °C”, “mL/hour”."""
    if not text:
        return text
    return DASH_OR_SLASH_INSIDE.sub(rf"\g<0>{WORD_JOINER}", keep_figures_with_units(text))
