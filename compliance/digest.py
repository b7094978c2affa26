"""The messages about what ends soon: to those responsible, once for each of 90, 60, 30 and 7 days."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser as User
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from compliance.ending import Due, End, due_for_replacement, earliest_ends
from compliance.models import Embedding, FormerAddress, Link, Reminder, Signature, Version, VersionQuerySet
from compliance.names import name_of

DAYS_BEFORE = (7, 30, 60, 90)


@dataclass(frozen=True)
class Line:
    """One Version in a message."""

    version: Version
    end: End
    days: int  # the reminder this is: 90, 60, 30 or 7
    days_left: int
    because: str

    @property
    def address(self) -> str:
        return settings.SITE_ADDRESS + reverse("admin:compliance_version_change", args=[self.version.pk])


def lines(due_versions: list[Due], *, on: date) -> list[Line]:
    """What ends within 90 days from `on`, soonest first, whether or not somebody was told already.

    `due_versions` is what `due_for_replacement` says of that day.
    """
    due = {version.pk: new for version, new, _ in due_versions}
    by_pk = {version.pk: version for version in _may_end_by(on + timedelta(days=max(DAYS_BEFORE)), on=on, due=due)}
    found = []
    for pk, ends in earliest_ends(by_pk.values(), on=on).items():
        end = ends[0]
        days_left = end.days_left(on)
        days = next((days for days in DAYS_BEFORE if days_left <= days), None)
        if days is not None:
            version = by_pk[pk]
            found.append(Line(version, end, days, days_left, _because(version, end, due.get(pk))))
    return sorted(found, key=lambda line: line.end.on)


def _may_end_by(day: date, *, on: date, due: Iterable[int]) -> VersionQuerySet:
    """The live Versions whose Signature ends by `day`, that are due, or that hang on one that ends by then."""
    live = Version.objects.live(on=on)
    signed = Signature.objects.live(on=on).filter(ends_on__lte=day)
    ending = dict(signed.values_list("version", "version__material__address"))
    former = FormerAddress.objects.filter(material__versions__in=ending).values_list("address", flat=True)
    found = live.filter(
        Q(pk__in=[*ending, *due])
        | Q(pk__in=Link.objects.filter(address__in=[*ending.values(), *former]).values("version"))
        | Q(pk__in=Embedding.objects.filter(embedded__in=ending).values("version"))
    )
    return found.select_related("material").defer("content")


def _because(version: Version, end: End, new: Version | None) -> str:
    if end.of != version:
        return f"{end.of}, which it links to or has inside, ends then"
    if new is not None:
        return f"the text inside it was replaced by {new}: freeze it anew"
    return "its Signature ends: certify it again, or let it end"


def responsible(version: Version) -> list[User]:
    """Those who drew it up and who signed it, as far as they still work here."""
    people = {person.pk: person for person in version.authors.filter(is_active=True)}
    for signature in version.signatures.select_related("signatory"):
        if signature.signatory.is_active:
            people[signature.signatory_id] = signature.signatory
    return list(people.values())


def send(*, on: date) -> tuple[int, list[str]]:
    """Mail everybody what they were not told yet; how many messages went out, and who could not be written to."""
    to_tell: dict[User, list[Line]] = defaultdict(list)
    for line in lines(due_for_replacement(on=on), on=on):
        for person in responsible(line.version):
            told = Reminder.objects.filter(version=line.version, to=person, ends_on=line.end.on, days=line.days)
            if not told.exists():
                to_tell[person].append(line)
    sent, unreachable = 0, []
    for person, theirs in to_tell.items():
        if not person.email:
            unreachable.append(f"{name_of(person)} has no e-mail address; {len(theirs)} not told.")
            continue
        _message(person, theirs, on=on).send()
        Reminder.objects.bulk_create(
            Reminder(version=line.version, to=person, ends_on=line.end.on, days=line.days, sent_at=timezone.now())
            for line in theirs
        )
        sent += 1
    return sent, unreachable


def _message(person: User, theirs: list[Line], *, on: date) -> EmailMessage:
    soonest = theirs[0]
    count = f"{len(theirs)} Version{'s' if len(theirs) > 1 else ''}"
    return EmailMessage(
        subject=f"{count} to see to: the first ends in {soonest.days_left} days, on {soonest.end.on:%-d %B %Y}",
        body=render_to_string("compliance/expiry_digest.txt", {"person": person, "lines": theirs, "on": on}),
        to=[person.email],
    )
