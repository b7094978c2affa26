"""Is the register what it says it is? Bytes, hashes, media, chain, triggers, and what is really served.

Rows are read in stretches, so that memory does not grow with the register.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from django.conf import settings
from django.contrib.auth.models import AbstractUser as User
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.test import Client  # a client without network: it goes through the real middleware and views
from django.utils import timezone

from compliance import clock, media_files, told_by_events
from compliance.models import Event, Material, Rendition, Signature, Verification, Version, Withdrawal
from compliance.models.event import BEGINNING
from compliance.preflight.register import targets
from compliance.triggers import missing_triggers
from compliance.uses import IS_VERIFYING
from compliance.where_linked import frame_links

STRETCH = 200  # rows of bytes held at once
MANY = 2000  # rows without bytes


@dataclass
class Progress:
    """How far one part of the verification is."""

    part: str
    done: int
    of: int


@dataclass
class Outcome:
    """What a run found so far."""

    faults: list[str] = field(default_factory=list)
    frame_changes: list[str] = field(default_factory=list)
    renditions: int = 0
    media_files: int = 0
    events: int = 0
    last_event_sha256: str = BEGINNING


def verify(outcome: Outcome) -> Iterator[Progress]:
    """Fill `outcome`, saying along the way how far it is."""
    parts: tuple[Callable[[Outcome], Iterator[Progress]], ...] = (
        _triggers,
        _clock,
        _renditions,
        _signatures,
        _events,
        _what_left_no_event,
        _what_events_tell,
        _media_files,
        _served,
    )
    for part in parts:
        yield from part(outcome)


def keep(outcome: Outcome, *, by: User | None, seconds: float) -> Verification:
    """Write the result down; the trail's end with it, so that a later run sees if it was cut off."""
    return Verification.objects.create(
        at=timezone.now(),
        by=by,
        seconds=round(seconds, 2),
        renditions=outcome.renditions,
        events=outcome.events,
        last_event_sha256=outcome.last_event_sha256,
        fault_count=len(outcome.faults),
        faults=outcome.faults[:100],
        frame_changes=outcome.frame_changes[:100],
    )


def _clock(outcome: Outcome) -> Iterator[Progress]:
    if lag := clock.behind():
        outcome.faults.append(f"The clock lies {lag} behind what the register saw last. Put it right.")
    yield Progress("Clock", 1, 1)


def _triggers(outcome: Outcome) -> Iterator[Progress]:
    outcome.faults += [f"The trigger {name} does not stand. Run `manage.py migrate`." for name in missing_triggers()]
    yield Progress("Triggers", 1, 1)


def _renditions(outcome: Outcome) -> Iterator[Progress]:
    rows = Rendition.objects.order_by("pk").values_list(
        "version__job_code", "form", "sha256", "size_bytes", "body", named=True
    )
    total = Rendition.objects.count()
    for row in rows.iterator(chunk_size=STRETCH):
        outcome.renditions += 1
        if sha256(row.body).hexdigest() != row.sha256 or len(row.body) != row.size_bytes:
            outcome.faults.append(f"{row.version__job_code}: the bytes of its {row.form} are not those kept.")
        if outcome.renditions % STRETCH == 0 or outcome.renditions == total:
            yield Progress("Bytes of Renditions", outcome.renditions, total)


def _signatures(outcome: Outcome) -> Iterator[Progress]:
    wrong = Signature.objects.exclude(sha256=F("rendition__sha256")) | Signature.objects.exclude(
        version=F("rendition__version")
    )
    for code in wrong.order_by("pk").values_list("version__job_code", flat=True).iterator(chunk_size=MANY):
        outcome.faults.append(f"{code}: a Signature does not cover the bytes kept.")
    twice = (
        Version.objects.live(on=timezone.localdate())
        .order_by()
        .values("material__address")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
    )
    outcome.faults += [f"{row['material__address']}: {row['count']} Versions are live at once." for row in twice]
    yield Progress("Signatures", 1, 1)


def _events(outcome: Outcome) -> Iterator[Progress]:
    """Walk the chain from its beginning; each Event must follow the one before."""
    total = Event.objects.count()
    pinned = dict(Verification.objects.exclude(events=0).values_list("events", "last_event_sha256"))
    revisions: dict[int, int] = {}
    before = None
    for event in Event.objects.order_by("pk").iterator(chunk_size=MANY):
        outcome.events += 1
        if event.previous_sha256 != outcome.last_event_sha256:
            outcome.faults.append(
                f"Event {event.pk} does not follow the one before it: one is missing or out of order."
            )
        if event.digest() != event.sha256:
            outcome.faults.append(f"Event {event.pk} ({event}) was changed.")
        if before and before - event.at > Event.CLOCK_TOLERANCE and Event.CLOCK_BEHIND not in event.detail:
            outcome.faults.append(f"Event {event.pk} ({event}) is earlier than the one before it, and does not say so.")
        before = event.at
        outcome.last_event_sha256 = event.sha256
        if pinned.pop(outcome.events, event.sha256) != event.sha256:
            outcome.faults.append(f"Event {event.pk} is not what an earlier verification saw in its place.")
        if "revision" in event.detail:
            revisions[event.material_id] = event.detail["revision"]
        if outcome.events % MANY == 0 or outcome.events == total:
            yield Progress("Chain of Events", outcome.events, total)
    if any(count > outcome.events for count in pinned):
        outcome.faults.append("The end of the audit trail is missing: an earlier verification saw more Events.")
    for pk, title, revision in Material.objects.values_list("pk", "title", "revision").iterator(chunk_size=MANY):
        if revision and revisions.get(pk, 0) != revision:
            outcome.faults.append(f"“{title}”: the last saving of its Draft left no Event.")


# Rows that an action makes, the kinds of Event it records for them, and the way from such a row to its Version.
RECORDED: tuple[tuple[QuerySet, tuple[str, ...], str], ...] = (
    (Version.objects, (Event.Kind.FROZEN,), "pk"),
    (Signature.objects, (Event.Kind.CERTIFIED, Event.Kind.RECERTIFIED), "version"),
    (Withdrawal.objects, (Event.Kind.WITHDRAWN,), "version"),
)


def _what_left_no_event(outcome: Outcome) -> Iterator[Progress]:
    """Every freezing, signature and withdrawal has its Event: a row slipped in past the actions has none."""
    for rows, kinds, version in RECORDED:
        recorded = Event.objects.filter(kind__in=kinds, version=OuterRef(version)).order_by().values("version")
        counted = Coalesce(Subquery(recorded.annotate(n=Count("pk")).values("n")), 0)
        of_each = rows.order_by().values(version).annotate(rows=Count("pk"), events=counted)
        silent = of_each.filter(rows__gt=F("events")).values(version)
        codes = Version.objects.filter(pk__in=silent).order_by("pk").values_list("job_code", flat=True)
        noun = rows.model._meta.verbose_name
        outcome.faults += [f"{code}: a {noun} left no Event." for code in codes.iterator(chunk_size=MANY)]
    yield Progress("Rows and their Events", 1, 1)


def _what_events_tell(outcome: Outcome) -> Iterator[Progress]:
    """And the other way round: the rows are what the Events tell."""
    done, total = 0, Version.objects.count()
    versions = Version.objects.order_by("pk").values_list("pk", "job_code").iterator(chunk_size=MANY)
    while stretch := list(islice(versions, MANY)):
        outcome.faults += told_by_events.faults(stretch)
        done += len(stretch)
        yield Progress("What Events tell", done, total)


def _media_files(outcome: Outcome) -> Iterator[Progress]:
    """Pictures and videos, which a signed body only names."""
    total = media_files.count()
    try:
        for fault in media_files.faults():
            outcome.media_files += 1
            outcome.faults += [fault] if fault else []
            yield Progress("Media files", outcome.media_files, total)
    except media_files.StorageAway as away:
        unseen = total - outcome.media_files
        outcome.faults.append(f"Media storage does not answer ({away}): {unseen} of {total} files were not looked at.")
        yield Progress("Media files", total, total)


def _served(outcome: Outcome) -> Iterator[Progress]:
    """Ask for each live address as a visitor would, and compare what comes with what was signed."""
    live = (
        Version.objects.live(on=timezone.localdate())
        .select_related("material")
        .defer("content")
        .order_by("material__address")
    )
    total = live.count()
    visitor = _Visitor()
    for done, version in enumerate(live.iterator(chunk_size=STRETCH), start=1):
        material = version.material.as_kind()
        frame_sha256 = material.frame_sha256(title=version.title)
        frame = material.document(b"", title=version.title) if frame_sha256 else None
        outcome.faults += _fault_in(version, visitor, frame)
        if version.frame_sha256 and frame_sha256 != version.frame_sha256:
            outcome.frame_changes.append(f"{version.job_code}: the frame around it changed since it was frozen.")
        if done % 20 == 0 or done == total:
            yield Progress("What is served", done, total)
    visitor.leave()
    for address, target in sorted(targets(frame_links(), on=timezone.localdate()).items()):
        if target.was_shown and not target.is_live and not target.moved_to:
            outcome.faults.append(f"The frame of the site links to {address}, which is not served any more.")


def _fault_in(version: Version, visitor: "_Visitor", frame: bytes | None) -> list[str]:
    address = version.material.address
    status, received = visitor.get(address)
    if status != 200:
        return [f"{version.job_code}: {address} answers {status} instead of the signed bytes."]
    signed = (
        version.signatures.order_by("-signed_at").values_list("sha256", "rendition__body", "rendition__form").first()
    )
    body = bytes(signed[1])
    at = received.find(body) if signed[2] == Rendition.Form.BODY else 0
    served = received[at : at + len(body)] if signed[2] == Rendition.Form.BODY else received
    if at < 0 or sha256(served).hexdigest() != signed[0]:
        return [f"{version.job_code}: what {address} serves is not what was signed."]
    if frame is not None and received[:at] + received[at + len(body) :] != frame:
        return [f"{version.job_code}: {address} serves more than the signed bytes and the site's frame."]
    return []


class _Visitor:
    """Somebody at the gate who answers Yes, without a network in between."""

    def __init__(self):
        host = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
        self.client = Client(SERVER_NAME=host, raise_request_exception=False)
        gate = Version.objects.live(on=timezone.localdate()).filter(material__address="/confirm/").first()
        answer = {"answer": "yes", "text": gate.job_code if gate else ""}
        self.client.post("/confirm/", answer, secure=settings.HTTPS)

    def get(self, address: str) -> tuple[int, bytes]:
        response = self.client.get(address, secure=settings.HTTPS, **{IS_VERIFYING: True})
        body = b"".join(response.streaming_content) if response.streaming else response.content
        return response.status_code, body

    def leave(self) -> None:
        """End the session, so that verifying leaves nothing behind."""
        if settings.SESSION_COOKIE_NAME in self.client.cookies:
            self.client.session.flush()
