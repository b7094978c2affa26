"""What visitors were shown and when, worked out from the rows that say so.

`SignatureQuerySet.live()` answers for a day that is today; this answers for any stretch of the past, to the minute.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from compliance.ending import replacements
from compliance.models import Embedding, Material, Signature, Version


@dataclass(frozen=True)
class Shown:
    """A stretch of time in which visitors got one Version."""

    version: Version
    since: datetime
    until: datetime
    ended_by: str  # "expired", "superseded", "withdrawn", "outdated"

    @property
    def is_over(self) -> bool:
        return self.until <= timezone.now()

    def is_on(self, day: date) -> bool:
        """Visitors got it at some time on `day`, in UK time."""
        return self.since < midnight(day + timedelta(days=1)) and self.until > midnight(day)


def midnight(day: date) -> datetime:
    """The first moment of `day` in UK time."""
    return timezone.make_aware(datetime.combine(day, time.min))


def shown(material: Material) -> list[Shown]:
    """Every stretch in which visitors got, or will get, a Version of `material`, oldest first."""
    signatures = list(
        Signature.objects.beginning()
        .filter(version__material=material)
        .select_related("version__withdrawal")
        .defer("version__content")
    )
    deadlines = defaultdict(list)
    for embedding, replacing in replacements(Embedding.objects.filter(version__material=material)):
        deadlines[embedding.version_id].append(replacing.embedders_end_on)
    found = [
        stretch
        for signature in signatures
        if (stretch := _stretch(signature, signatures, deadlines[signature.version_id]))
    ]
    return _joined(sorted(found, key=lambda stretch: (stretch.version.number, stretch.since)))


def shown_on(material: Material, day: date) -> list[Shown]:
    """What visitors got on `day`: one stretch, none, or several when it changed that day."""
    return [stretch for stretch in shown(material) if stretch.is_on(day)]


def last_shown_at(version: Version) -> datetime | None:
    """The end of its last stretch that has begun; None if no visitor ever got it."""
    now = timezone.now()
    ends = [
        min(stretch.until, now)
        for stretch in shown(version.material)
        if stretch.version == version and stretch.since <= now
    ]
    return max(ends, default=None)


def _stretch(signature: Signature, signatures: list[Signature], deadlines: list[date]) -> Shown | None:
    version = signature.version
    since = _begins_at(signature)
    ends = [(midnight(signature.ends_on), "expired")]
    if withdrawal := getattr(version, "withdrawal", None):
        ends.append((withdrawal.withdrawn_at, "withdrawn"))
    ends += [(_begins_at(other), "superseded") for other in signatures if other.version.number > version.number]
    ends += [(midnight(day), "outdated") for day in deadlines]
    until, ended_by = min(ends)
    return Shown(version, since, until, ended_by) if since < until else None


def _begins_at(signature: Signature) -> datetime:
    return max(signature.signed_at, midnight(signature.first_use_on))


def _joined(stretches: list[Shown]) -> list[Shown]:
    """Stretches of one Version that meet or overlap, because it was signed again, as one."""
    joined: list[Shown] = []
    for stretch in stretches:
        last = joined[-1] if joined else None
        if last and last.version == stretch.version and stretch.since <= last.until:
            if stretch.until > last.until:
                joined[-1] = Shown(last.version, last.since, stretch.until, stretch.ended_by)
        else:
            joined.append(stretch)
    return joined
