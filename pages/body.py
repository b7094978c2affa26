"""From content to the body that is signed."""

import lxml.html
from django.conf import settings
from django.template.loader import render_to_string


def render_body(template: str, content: dict) -> bytes:
    """The body of a page, a pure function of its content."""
    return render_to_string(template, content).strip().encode()


def body_links(body: bytes) -> frozenset[str]:
    """The addresses that a body links to, shows or plays, without fragments of its own page."""
    tree = lxml.html.fragment_fromstring(body.decode(), create_parent="div")
    found = tree.xpath(".//@href | .//@src | .//@poster")
    return frozenset(
        address.partition("#")[0] for address in found if not address.startswith(("#", "data:", settings.STATIC_URL))
    )
