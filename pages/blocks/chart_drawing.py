"""Where the bars of a chart stand.

The scale always begins at nought and is the same for all bars, so that lengths compare as the figures do. Widths are
per cent of the drawing, heights are px.
"""

from decimal import ROUND_CEILING, Decimal

from pages.blocks.chart_figures import Result

WIDTH = 84  # the rest is for the figure beside the longest bar
TITLE, LABEL, BAR, GAP, AXIS = 26, 20, 22, 12, 28
STEPS = 4


def drawing(groups: list[str], results: list[Result]) -> dict:
    """Bars, titles and marks on the axis, for the template to draw."""
    unit, end = results[0].values[0].unit, scale_end(results)
    bars, titles, y = [], [], 0
    for result in results:
        if len(results) > 1:
            titles.append({"text": result.label, "y": y + 16})
            y += TITLE
        for place, (group, value) in enumerate(zip(groups, result.values, strict=True), start=1):
            reach = max(value.number, value.interval[1] if value.interval else 0)
            bars.append(
                {
                    "group": place,
                    "label": group,
                    "label_y": y + 14,
                    "y": y + LABEL,
                    "width": _across(value.number, end),
                    "middle": y + LABEL + BAR // 2,
                    "interval": [_across(limit, end) for limit in value.interval] if value.interval else [],
                    "figure": value.short,
                    "figure_x": _across(reach, end),
                }
            )
            y += LABEL + BAR + GAP
    return {
        "bars": bars,
        "titles": titles,
        "width": WIDTH,
        "bottom": y,
        "height": y + AXIS,
        "ticks": [
            {"x": _across(end * step / STEPS, end), "text": f"{end * step / STEPS:f}"} for step in range(STEPS + 1)
        ],
        "unit": unit,
    }


def scale_end(results: list[Result]) -> Decimal:
    """Where the axis ends: at 100 for per cent, else at a multiple of four with room behind the longest bar."""
    values = [value for result in results for value in result.values]
    if values[0].unit == "%":
        return Decimal(100)
    longest = max(max(value.number, value.interval[1] if value.interval else 0) for value in values)
    return max(Decimal(STEPS), (longest * Decimal("1.1") / STEPS).to_integral_value(ROUND_CEILING) * STEPS)


def summary(heading: str, population: str, groups: list[str], results: list[Result]) -> str:
    """The drawing in words, for those who cannot see it."""
    said = "; ".join(
        f"{result.label}: "
        + " and ".join(f"{value.short} ({group})" for group, value in zip(groups, result.values, strict=True))
        for result in results
    )
    return f"Bar chart. {heading}. {population}. {said}."


def _across(number: Decimal, end: Decimal) -> float:
    return float(round(number / end * WIDTH, 2))
