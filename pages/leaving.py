"""Links that leave the site say where they lead, so that no editor can forget it (ABPI Code 2024, clause 5.8).

The name of the site becomes part of what is frozen; that the link leaves is said by static/css/components/leaving.css.
"""

import re
from urllib.parse import urlsplit

from django.utils.html import escape, format_html, strip_tags

# As cleaned: an address begins with https:// only if it leads elsewhere, and links do not stand in links.
LINK = re.compile(r'<a href="(?P<address>https://[^"]*)">(?P<text>.*?)</a>', re.DOTALL)


def name_sites(html: str) -> str:
    """Cleaned rich text with the name of its site in each link that leaves and does not say it already."""
    return LINK.sub(_named, html)


def site_name(address: str) -> str:
    """`nice.org.uk` of https://www.nice.org.uk/guidance/ta541."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _named(link: re.Match) -> str:
    name = escape(site_name(link["address"]))
    if not name or name in strip_tags(link["text"]).lower():
        return link[0]
    beside = format_html('<span class="leaving-for"> ({})</span>', name)
    return f'<a href="{link["address"]}">{link["text"]}{beside}</a>'
