"""The names of a medicine in templates."""

import re

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def in_full(heading: str, product: dict | None) -> SafeString:
    """`heading` with the non-proprietary name right behind the first mention of the brand.

    The most prominent mention of a brand must have it there (ABPI Code 2024, clause 12.4); a heading is one, and an
    editor who has to remember would forget. Headings that have it, or name no brand, stay as they are.
    """
    found = product and re.search(rf"\b{re.escape(product['brand'])}\b[®™]?", heading, re.IGNORECASE)
    if not found or heading[found.end() :].lstrip(" ▼").lower().startswith(f"({product['substance'].lower()})"):
        return escape(heading)
    return format_html(
        '{} <span class="heading-substance">({})</span>{}',
        heading[: found.end()],
        product["substance"],
        heading[found.end() :],
    )
