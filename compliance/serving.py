"""From an address to the bytes that may be sent today. Nothing else on the site finds bytes for visitors."""

import logging
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from threading import Lock

from cachetools import LRUCache, cached
from django.http import Http404

from compliance.models import FormerAddress, Link, Material, Rendition, Signature, Version
from compliance.standing import Kept, Standing

MOST_BYTES = 32 * 1024 * 1024  # of signed bytes, kept by each process
log = logging.getLogger(__name__)


class Gone(Exception):
    """The address was in use once and is not now: the answer is 410."""


class Moved(Exception):
    """The Material that was at this address is live at another: the answer is a permanent redirect."""

    def __init__(self, to: str):
        self.to = to
        super().__init__(to)


class NotHere(Http404):
    """Nothing was ever shown at the address: the answer is 404."""


@dataclass(frozen=True)
class Served:
    """A live Version. Its bytes are read when they are asked for."""

    version: Version
    rendition: int
    media_type: str
    sha256: str
    size_bytes: int

    @property
    def material(self) -> Material:
        """The parent row only: title, address and audience, without a query for the child."""
        return self.version.material

    @property
    def body(self) -> bytes:
        """The bytes that the Signature covers. Raises Gone where what is stored does not match it."""
        try:
            return signed_bytes(self.rendition, self.sha256)
        except Forged:
            log.critical("The bytes of %s do not match its Signature; they are not served.", self.version.job_code)
            raise Gone(self.material.address) from None


class Forged(Exception):
    """Stored bytes are not those that were signed."""


kept_bytes = LRUCache(MOST_BYTES, getsizeof=len)  # of this process, each under the hash they were found to have
_found: Kept[Served | Exception] = Kept()
_is_used: Kept[bool] = Kept()


def find(address: str, *, on: date | None = None, as_of: Standing | None = None) -> Served:
    """What is live at `address` on `on` (today if not given); `as_of` if the register's standing was read already.

    Raises Gone, Moved or NotHere. What was found before holds while the register stands as it did then.
    """
    as_of = as_of or Standing.read(on=on)
    found = _found.get(address, as_of, lambda: _find(address, on=as_of.on))
    if isinstance(found, Exception):
        raise type(found)(*found.args)
    return found


def _find(address: str, *, on: date) -> Served | Exception:
    signature = (
        Signature.objects.live(on=on)
        .filter(version__material__address=address)
        .select_related("version__material", "rendition")
        .defer("version__content", "meaning", "rendition__body")
        .order_by("-signed_at")
        .first()
    )
    if signature is None:
        return _why_nothing(address, on=on)
    kept = signature.rendition
    return Served(signature.version, kept.pk, kept.media_type, signature.sha256, kept.size_bytes)


@cached(kept_bytes, key=lambda rendition, signed: signed, lock=Lock())
def signed_bytes(rendition: int, signed: str) -> bytes:
    """The body of `rendition`, hashed when it is read; a process sends no others from then on. Raises Forged."""
    body = bytes(Rendition.objects.values_list("body", flat=True).get(pk=rendition))
    if sha256(body).hexdigest() != signed:
        raise Forged
    return body


def _why_nothing(address: str, *, on: date) -> Exception:
    if Version.objects.certified().filter(material__address=address).exists():
        return Gone(address)
    former = FormerAddress.objects.filter(address=address).select_related("material").first()
    if former is None or not Version.objects.certified().filter(material=former.material).exists():
        return NotHere(address)
    if Version.objects.live(on=on).filter(material=former.material).exists():
        return Moved(former.material.address)
    return Gone(address)


def is_used_by_live(address: str, *, as_of: Standing | None = None) -> bool:
    """A live Version shows or links to this address: a picture may be sent."""
    as_of = as_of or Standing.read()
    live = Version.objects.live(on=as_of.on)
    return _is_used.get(address, as_of, lambda: Link.objects.filter(address=address, version__in=live).exists())


def was_ever_used(address: str) -> bool:
    """A certified Version, live or not, showed or linked to this address."""
    return Link.objects.filter(address=address, version__in=Version.objects.certified()).exists()
