"""How long a Version must be kept. Nothing of the register is ever removed; this says what could be asked for."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from compliance.history import last_shown_at
from compliance.models import Version


def last_used_at(version: Version) -> datetime | None:
    """When it was last served, as the server counted; where it counted nothing, when it could last have been."""
    return version.uses.aggregate(last=Max("last_at"))["last"] or last_shown_at(version)


def kept_until(version: Version) -> date | None:
    """The day until which `version` must be kept, RETENTION_YEARS after its last use; None if it was never used."""
    last = last_used_at(version)
    if last is None:
        return None
    day = timezone.localdate(last)
    try:
        return day.replace(year=day.year + settings.RETENTION_YEARS)
    except ValueError:  # last used on 29 February
        return day.replace(year=day.year + settings.RETENTION_YEARS, month=3, day=1)
