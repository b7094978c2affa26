"""A quantity is never parted at the end of a line: “50” above “mL” is misread."""

import re

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
UNIT = r"(?:(?:mg|g|kg|mL|L|cm|hours?|h)\b|m²|mm³|°C|°F|×)"
SPACE_INSIDE = re.compile(rf"(?<=\d) (?={UNIT})|(?:(?<=[≥≤<>=×÷])|(?<=&[lg]t;)) (?=\d)")


def keep_figures_with_units(text: str) -> str:
    """`text` with no-break spaces inside quantities: “≤ 50 mL”, “20–25 °C”."""
    return SPACE_INSIDE.sub(NO_BREAK_SPACE, text)
