"""From an address to the bytes that may be sent today. Nothing else on the site finds bytes for visitors."""

import logging
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Subquery
from django.http import Http404
from django.utils import timezone

from compliance.models import Event, FormerAddress, Link, Material, Signature, Version

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Served:
    """A live Version's signed bytes."""

    version: Version
    media_type: str
    sha256: str
    body: bytes
    newest_event: str  # its hash, as of the same query

    @property
    def material(self) -> Material:
        """The parent row only: title, address and audience, without a query for the child."""
        return self.version.material


class Gone(Exception):
    """The address was in use once and is not now: the answer is 410."""


class Moved(Exception):
    """The Material that was at this address is live at another: the answer is a permanent redirect."""

    def __init__(self, to: str):
        self.to = to
        super().__init__(to)


class NotHere(Http404):
    """Nothing was ever shown at the address: the answer is 404."""


def find(address: str, *, on: date | None = None) -> Served:
    """The signed bytes live at `address` on `on` (today if not given); one query when there are any.

    Raises Gone, Moved or NotHere. The bytes are hashed here, at every request: what does not match its Signature is
    not sent.
    """
    on = on or timezone.localdate()
    signature = (
        Signature.objects.live(on=on)
        .filter(version__material__address=address)
        .select_related("version__material", "rendition")
        .defer("version__content", "meaning")
        .annotate(newest_event=Subquery(Event.newest()))
        .order_by("-signed_at")
        .first()
    )
    if signature is None:
        raise _why_nothing(address, on=on)
    body = bytes(signature.rendition.body)
    if sha256(body).hexdigest() != signature.sha256:
        log.critical("The bytes of %s do not match its Signature; they are not served.", signature.version.job_code)
        raise Gone(address)
    return Served(signature.version, signature.rendition.media_type, signature.sha256, body, signature.newest_event)


def _why_nothing(address: str, *, on: date) -> Exception:
    if Version.objects.certified().filter(material__address=address).exists():
        return Gone(address)
    former = FormerAddress.objects.filter(address=address).select_related("material").first()
    if former is None or not Version.objects.certified().filter(material=former.material).exists():
        return NotHere(address)
    if Version.objects.live(on=on).filter(material=former.material).exists():
        return Moved(former.material.address)
    return Gone(address)


def is_used_by_live(address: str, *, on: date | None = None) -> bool:
    """A live Version shows or links to this address: a picture may be sent."""
    live = Version.objects.live(on=on or timezone.localdate())
    return Link.objects.filter(address=address, version__in=live).exists()


def was_ever_used(address: str) -> bool:
    """A certified Version, live or not, showed or linked to this address."""
    return Link.objects.filter(address=address, version__in=Version.objects.certified()).exists()
