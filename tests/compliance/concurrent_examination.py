"""What must hold of the register after several processes worked on it at once, whatever order they took."""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from django.utils import timezone

from compliance.models import Event, Material, Rendition, Review, Signature, Submission, Version, Withdrawal
from compliance.models.event import BEGINNING

# The Events of one Version in order, and nothing else between or after.
A_LIFE = re.compile(r"frozen( submitted( approved( certified( recertified)*)?)?)?( withdrawn)?")


def examine(*, material: int) -> dict:
    """What is wrong with the Material's history, a sentence each, and how often each step was taken."""
    versions = Version.objects.filter(material=material)
    of_it = {"version__material": material}
    return {
        "faults": [*_in_the_chain(), *_in_the_history(Material.objects.get(pk=material)), *_in_the_signatures()],
        "taken": {
            "freeze": versions.count(),
            "submit": Submission.objects.filter(**of_it).count(),
            "approve": Review.objects.filter(**of_it).count(),
            "certify": versions.certified().count(),
            "recertify": Signature.objects.filter(**of_it).count() - versions.certified().count(),
            "withdraw": Withdrawal.objects.filter(**of_it).count(),
        },
    }


def _in_the_chain() -> Iterator[str]:
    before = BEGINNING
    for event in Event.objects.order_by("pk"):
        if event.previous_sha256 != before:
            yield f"Event {event.pk} does not follow the one before it."
        if event.digest() != event.sha256:
            yield f"Event {event.pk} was not written as it was hashed."
        before = event.sha256


def _in_the_history(material: Material) -> Iterator[str]:
    versions = list(material.versions.order_by("number"))
    if [version.number for version in versions] != list(range(1, len(versions) + 1)):
        yield f"The Versions are numbered {[version.number for version in versions]}."
    codes = Version.objects.values_list("job_code", flat=True)
    if len(codes) > len(set(codes)):
        yield "A job code was used twice."
    if Version.objects.live(on=timezone.localdate()).filter(material=material).count() > 1:
        yield "Two Versions are live at once."
    highest = 0
    for event in material.events.filter(kind=Event.Kind.CERTIFIED).order_by("pk").select_related("version"):
        if event.version.number < highest:
            yield f"{event.version} was certified after a later Version."
        highest = event.version.number
    for version in versions:
        kinds = list(version.events.order_by("pk").values_list("kind", flat=True))
        if not A_LIFE.fullmatch(" ".join(kinds)):
            yield f"{version} went through {kinds}."
        counted = Counter(kinds)
        for kind, rows in (
            ("submitted", version.submissions),
            ("approved", version.reviews),
            ("withdrawn", Withdrawal.objects.filter(version=version)),
        ):
            if rows.count() != counted[kind]:
                yield f"{version} has {rows.count()} rows, but {counted[kind]} Events, for “{kind}”."


def _in_the_signatures() -> Iterator[str]:
    """Each has its Event and its own certificate; there is no other certificate."""
    kinds = (Event.Kind.CERTIFIED, Event.Kind.RECERTIFIED)
    recorded = Counter(
        (event.version_id, event.detail["certificate_sha256"]) for event in Event.objects.filter(kind__in=kinds)
    )
    made = Counter()
    for signature in Signature.objects.select_related("certificate", "rendition"):
        certificate = signature.certificate
        made[signature.version_id, certificate.sha256] += 1
        if certificate.version_id != signature.version_id or sha256(certificate.body).hexdigest() != certificate.sha256:
            yield f"{signature} does not have its own certificate."
        if signature.sha256 != signature.rendition.sha256:
            yield f"{signature} covers other bytes than its Version's."
    if made != recorded:
        yield f"Signatures {made} are not those of the Events, {recorded}."
    if Rendition.objects.filter(form=Rendition.Form.CERTIFICATE).count() != made.total():
        yield "There are certificates without a Signature."
