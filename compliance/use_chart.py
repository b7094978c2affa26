"""How often a Material was opened, day by day, as a picture and a table."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Sum

from compliance.models import Material, Use, Version

HEIGHT = 140  # of the drawing's own units, one to a CSS pixel
LEFT, WIDTH = 6, 94  # per cent: for the figures at the side, and for the bars
PERIODS = (30, 90, 365)  # days
TONES = 3  # neighbouring Versions differ in tone; the table names them


@dataclass(frozen=True)
class Bar:
    """One Version on one day, standing on those of older Versions."""

    x: float  # per cent of the drawing's width
    y: float
    width: float
    height: float
    tone: int
    said: str


@dataclass(frozen=True)
class Total:
    """One Version over the whole period."""

    version: Version
    count: int
    last_at: datetime
    tone: int


@dataclass(frozen=True)
class UseChart:
    days: int
    since: date
    total: int
    most: int  # on one day; the top of the scale
    bars: list[Bar]
    ticks: list[tuple[float, str]]
    totals: list[Total]
    by_day: list[tuple[date, int]]
    height: int = HEIGHT


def use_chart(material: Material, *, days: int, on: date) -> UseChart:
    """The last `days` up to `on`. Without any use it has no bars."""
    since = on - timedelta(days=days - 1)
    uses = Use.objects.filter(version__material=material.pk, day__gte=since, day__lte=on)
    by_day: dict[date, list[Use]] = defaultdict(list)
    for use in uses.select_related("version").defer("version__content").order_by("day", "version__number"):
        by_day[use.day].append(use)
    sums = {day: sum(use.count for use in found) for day, found in by_day.items()}
    most = max(sums.values(), default=0)
    step = WIDTH / days
    bars = []
    for day, found in by_day.items():
        y = float(HEIGHT)
        for use in found:
            height = HEIGHT * use.count / most
            y -= height
            said = f"{day:%-d %B %Y}: {use.count} × v{use.version.number}"
            x = LEFT + step * (day - since).days
            bars.append(Bar(round(x, 3), round(y, 2), round(step * 0.8, 3), round(height, 2), _tone(use.version), said))
    return UseChart(
        days,
        since,
        sum(sums.values()),
        most,
        bars,
        _ticks(since, days),
        _totals(uses),
        sorted(sums.items(), reverse=True),
    )


def _tone(version: Version) -> int:
    return (version.number - 1) % TONES


def _ticks(since: date, days: int) -> list[tuple[float, str]]:
    """About five days, evenly spread, where they stand."""
    places = range(0, days, max(1, days // 5))
    return [(round(LEFT + WIDTH * place / days, 2), f"{since + timedelta(days=place):%-d %b}") for place in places]


def _totals(uses) -> list[Total]:
    rows = uses.order_by().values("version").annotate(count=Sum("count"), last=Max("last_at"))
    versions = Version.objects.defer("content").in_bulk([row["version"] for row in rows])
    totals = [
        Total(versions[row["version"]], row["count"], row["last"], _tone(versions[row["version"]])) for row in rows
    ]
    return sorted(totals, key=lambda total: total.version.number, reverse=True)
