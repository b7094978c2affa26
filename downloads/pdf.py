"""A leaflet's HTML becomes its PDF: the register's engine, and what is asked of leaflets alone."""

from typing import TYPE_CHECKING

from compliance.errors import CannotFreeze
from compliance.pdf import PdfNotMade, make_pdf
from downloads.typesetting import keep_quantities_together

if TYPE_CHECKING:
    from weasyprint import HTML

STYLES = tuple(f"css/leaflet/{name}.css" for name in ("page", "cover", "text", "blocks", "obligatory"))
LINKS_THAT_WORK_ANYWHERE = ("#", "https://", "http://", "mailto:", "tel:")


class LeafletNotRendered(CannotFreeze):
    """The HTML of a leaflet could not be turned into a PDF; `__cause__` is the engine's PdfNotMade."""


class LinkRefused(PdfNotMade):
    """The leaflet links to an address that means nothing away from this site."""


def render_pdf(html: str) -> bytes:
    """The PDF of a leaflet. Raises LeafletNotRendered, which says what to change."""
    try:
        return make_pdf(html, styles=STYLES, prepare=prepare)
    except PdfNotMade as error:
        raise LeafletNotRendered(error.problems) from error


def prepare(document: "HTML") -> None:
    refuse_links_into_the_site(document)
    for element in document.etree_element.iter():
        element.text, element.tail = keep_quantities_together(element.text), keep_quantities_together(element.tail)


def refuse_links_into_the_site(document: "HTML") -> None:
    """A PDF is read away from the site: `/medicine/…` has no meaning there."""
    for link in document.etree_element.iter("a"):
        address = link.get("href", "#").strip()
        if not address.startswith(LINKS_THAT_WORK_ANYWHERE):
            text = "".join(link.itertext()).strip()
            raise LinkRefused(
                f"The link “{text}” to {address} leads nowhere from a PDF. Give the full address, beginning with "
                "https://, or write it without a link."
            )
