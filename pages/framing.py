"""The frame around a page's signed body: head, navigation, footer. It carries no content of its own."""

from hashlib import sha256

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from compliance.models import Material


def document(material: Material, body: bytes, *, title: str, draft: bool = False) -> bytes:
    """The whole HTML document for `body`."""
    return render_to_string(
        "pages/document.html",
        {
            "title": title,
            "audience": material.audience,
            "current": material.address,
            "draft": draft,
            "body": mark_safe(body.decode()),  # our own templates made it, from sanitised text
        },
    ).encode()


def frame_sha256(material: Material) -> str:
    """The hash of the frame as it is now, around an empty body."""
    return sha256(document(material, b"", title=material.title)).hexdigest()
