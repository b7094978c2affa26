"""The server's clock, which may be put back: by hand, or when a machine begins again as it was some time ago."""

import logging
from datetime import date, datetime, timedelta
from threading import Lock

from django.utils import timezone

from compliance.models import Event, Verification

log = logging.getLogger(__name__)


class _Latest:
    """The latest day on which this process served anything."""

    def __init__(self):
        self._lock = Lock()
        self._day = date.min
        self._is_told = False

    def of(self, day: date) -> date:
        """`day`, but never an earlier one than before: what has expired does not come back."""
        with self._lock:
            if day >= self._day:
                self._day, self._is_told = day, False
            elif not self._is_told:
                self._is_told = True
                log.critical("The clock went back from %s to %s. Put it right, then restart.", self._day, day)
            return self._day

    def forget(self) -> None:
        """As a process begins."""
        self._day = date.min


latest = _Latest()


def today() -> date:
    """The day by which visitors are served; in one process it never goes back."""
    return latest.of(day_of(timezone.now()))


def day_of(moment: datetime) -> date:
    """As timezone.localdate, in a tenth of the time: nobody chooses a time zone here, so none is looked for."""
    return moment.astimezone(timezone.get_default_timezone()).date()


def behind() -> timedelta:
    """By how much the clock lies behind what the register saw last; nothing within the tolerance of Events."""
    now = timezone.now()
    lag = max((moment - now for moment in _newest_moments()), default=timedelta())
    return lag if lag > Event.CLOCK_TOLERANCE else timedelta()


def _newest_moments() -> list[datetime]:
    newest = (
        rows.order_by("-pk").values_list("at", flat=True).first() for rows in (Event.objects, Verification.objects)
    )
    return [moment for moment in newest if moment]
