"""The first page of a leaflet, small enough to stand in the page that offers it.

In the page itself: no request more for visitors, and what is shown is among the bytes that are signed.
"""

from base64 import b64encode

from cachetools import LRUCache

from compliance.errors import ComplianceError
from compliance.models import Version
from compliance.pictures_of_pdf import as_webp, picture_of_page

WITHIN = (140, 198)  # pixels; A4
SHOWN = 6 / 7  # CSS pixels for each: sharp enough on finer screens
QUALITY = 20  # of 100: about 2 KB; nobody reads it, but all know the leaflet again


def thumbnail(version: Version) -> dict | None:
    """Page 1 of a leaflet's Version as a data address, with its width and height in CSS pixels.

    None where it cannot be drawn in the time there is: a card does without.
    """
    rendition = version.rendition
    kept = _kept.get(rendition.sha256)
    if kept is None:
        kept = _kept[rendition.sha256] = _drawn(bytes(rendition.body))
    return kept or None


_kept: dict[str, dict] = LRUCache(100)  # by the hash of the leaflet: previews ask again and again


def _drawn(pdf: bytes) -> dict:
    try:
        picture = picture_of_page(pdf, 1, within=WITHIN)
    except ComplianceError:
        return {}
    data = b64encode(as_webp(picture, quality=QUALITY)).decode()
    return {
        "src": f"data:image/webp;base64,{data}",
        "width": round(picture.width * SHOWN),
        "height": round(picture.height * SHOWN),
    }
