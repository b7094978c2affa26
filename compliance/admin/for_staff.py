"""Drafts and Versions as staff look at them, inside the admin and without a Declaration."""

from csp.constants import SELF
from django.conf import settings
from django.http import HttpResponse


def for_staff(document: bytes, media_type: str) -> HttpResponse:
    """The visitors' document, which the signing screen may frame; its media come by the admin's own door."""
    if media_type.startswith("text/html"):
        for attribute in ("src", "poster"):
            by_the_gate = f'{attribute}="{settings.MEDIA_URL}'
            by_the_admin = f'{attribute}="/{settings.ADMIN_PATH}{settings.MEDIA_URL}'
            document = document.replace(by_the_gate.encode(), by_the_admin.encode())
    response = HttpResponse(document, content_type=media_type, headers={"X-Frame-Options": "SAMEORIGIN"})
    response._csp_replace = {"frame-ancestors": [SELF]}  # otherwise the visitors' policy
    return response
