"""A Material's history as a picture: a bar for each stretch in which visitors got a Version."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from compliance.history import Shown, midnight

ROW_HEIGHT = 30  # of the drawing's own units, one to a CSS pixel
LEFT = 12  # per cent kept for the names of Versions
WIDTH = 100 - LEFT


@dataclass(frozen=True)
class Bar:
    stretch: Shown
    x: float  # per cent of the drawing's width
    width: float
    y: int
    is_over: bool


@dataclass(frozen=True)
class Tick:
    label: str
    x: float


@dataclass(frozen=True)
class Timeline:
    bars: list[Bar]
    ticks: list[Tick]
    today: float | None  # per cent, if today is within
    height: int


def timeline(stretches: list[Shown]) -> Timeline | None:
    """The drawing for a Material's stretches, from the first day shown to the last foreseen; None without any."""
    if not stretches:
        return None
    now = timezone.now()
    begin = min(stretch.since for stretch in stretches)
    end = max(now, *(stretch.until for stretch in stretches))
    numbers = sorted({stretch.version.number for stretch in stretches})

    def x(moment: datetime) -> float:
        return round(LEFT + WIDTH * ((moment - begin) / (end - begin)), 2)

    bars = [
        Bar(
            stretch,
            x=x(stretch.since),
            width=max(round(x(stretch.until) - x(stretch.since), 2), 0.4),
            y=numbers.index(stretch.version.number) * ROW_HEIGHT,
            is_over=stretch.is_over,
        )
        for stretch in stretches
    ]
    years = range(timezone.localdate(begin).year + 1, timezone.localdate(end).year + 1)
    step = max(1, len(years) // 8)
    ticks = [Tick(str(year), x(midnight(date(year, 1, 1)))) for year in years[::step]]
    return Timeline(bars, ticks, x(now) if begin <= now <= end else None, len(numbers) * ROW_HEIGHT)
