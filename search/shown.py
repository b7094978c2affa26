"""The Signatures by which visitors may be shown what was found; kept for as long as the register stands as it did.

Nothing is kept of what was asked.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F

from compliance.models import Signature
from compliance.standing import Kept, Standing

MOST_COVERED = 100_000  # Versions; two numbers and a hash each
MOST_SHOWN = 500  # Signatures; some kilobytes each


class Covered(NamedTuple):
    """A live Version's newest Signature, and the hash of the bytes that it covers."""

    signature: int
    sha256: str


_covered: Kept[Covered | None] = Kept(MOST_COVERED)
_signatures: Kept[Signature] = Kept(MOST_SHOWN)


def covered(versions: Iterable[int], *, as_of: Standing, audience: str) -> dict[int, Covered | None]:
    """For each of `versions`, whether and by what visitors may be shown it, if it is for `audience`."""

    def find(missing: list[tuple[int, str]]) -> dict[tuple[int, str], Covered]:
        live = Signature.objects.live(on=as_of.on).filter(
            version__in=[version for version, _ in missing], version__material__audience=audience
        )
        rows = live.order_by("signed_at").values_list("version", "pk", "sha256")
        return {(version, audience): Covered(signature, sha256) for version, signature, sha256 in rows}

    found = _covered.get_all([(version, audience) for version in versions], as_of, find)
    return {version: by for (version, _), by in found.items()}


def signatures(pks: list[int], *, as_of: Standing) -> dict[int, Signature]:
    """By their ids, with what a result says: Version, Material, and of the frozen content the medicine and company."""
    return _signatures.get_all(
        pks,
        as_of,
        Signature.objects.select_related("version__material", "rendition")
        .defer("version__content", "meaning", "rendition__body")
        .annotate(
            product=F("version__content__product"),
            company=F("version__content__company"),
            is_demonstration=F("version__content__demonstration"),
        )
        .in_bulk,
    )
