"""HTML that editors typed or pasted, cleaned on the server: what is kept of it, and what its author is told."""

import re
from functools import cache

import nh3
from django.core.exceptions import ValidationError
from lxml import html as lxml_html

LINK_ADDRESS = re.compile(
    r"""https://[^\s\\\x00-\x20]+
      | mailto:[^\s\\\x00-\x20]+
      | tel:[+0-9()\-.]+
      | /(?![/\\])[^\s\\\x00-\x20]*   # a path on this site; // would be another one
    """,
    re.VERBOSE,
)
DIGITS = re.compile(r"[1-9][0-9]{0,9}")
ATTRIBUTES = {
    ("a", "href"): LINK_ADDRESS,
    ("cite", "data-reference"): DIGITS,
    ("abbr", "data-abbreviation"): DIGITS,
    ("ol", "start"): DIGITS,
    ("td", "colspan"): DIGITS,
    ("td", "rowspan"): DIGITS,
    ("th", "colspan"): DIGITS,
    ("th", "rowspan"): DIGITS,
    ("th", "scope"): re.compile("(col|row)(group)?"),
}
NEEDED = {"a": "href", "cite": "data-reference", "abbr": "data-abbreviation"}  # without it, only the text is kept

ACTIVE_TAGS = {"script", "iframe", "object", "embed"}
ADDRESS_ATTRIBUTES = {"href", "src", "action", "formaction", "data", "xlink:href", "srcdoc"}
ACTIVE_ADDRESS = re.compile(r"(javascript|vbscript|data):", re.IGNORECASE)


def clean(html: str, *, tags: frozenset[str]) -> str:
    """Of `html`, the `tags` and their harmless attributes; other text stays, scripts and styles go with theirs.

    Cleaning twice gives the same as cleaning once.
    """
    cleaner = _cleaner(tags)
    return cleaner.clean(_tidy(cleaner.clean(html)))


def is_empty(html: str) -> bool:
    """Whether a reader would see nothing: no text, no citation, no abbreviation."""
    return _is_blank(parse(html))


def refuse_scripts(html: str) -> None:
    """Raise a ValidationError if `html` holds a script: it is no slip of formatting, so its author is told."""
    for element in parse(html).iter():
        if not isinstance(element.tag, str):
            continue  # a comment
        found = f"<{element.tag}>" if element.tag in ACTIVE_TAGS else ""
        for name, value in element.attrib.items():
            address = _compact(value)
            if name.lower().startswith("on"):
                found = f"{name}="
            elif name in ADDRESS_ATTRIBUTES and ACTIVE_ADDRESS.match(address):
                found = address.split(":", 1)[0] + ":"
        if found:
            raise ValidationError(
                "This text contained a script or embedded content (%(found)s), which a page may not hold. It has been "
                "taken out below; everything else you typed is still there. Check the text and save again.",
                code="script",
                params={"found": found},
            )


def refuse_unusable_links(html: str) -> None:
    """Raise a ValidationError naming the first link whose address the sanitiser would have to remove."""
    for link in parse(html).iter("a"):
        address = link.get("href", "").strip()
        if address and not LINK_ADDRESS.fullmatch(address) and not ACTIVE_ADDRESS.match(_compact(address)):
            raise ValidationError(
                "The link “%(text)s” goes to “%(address)s”. A link starts with https://, mailto: or tel:, or with / "
                "for a page of this site. Select the link, press Link and correct the address.",
                code="link",
                params={"text": link.text_content().strip(), "address": address},
            )


def parse(html: str) -> lxml_html.HtmlElement:
    """`html` as the children of one element."""
    # As bytes: lxml refuses text with an XML declaration, which Word's clipboard has.
    source = (html or "").encode(errors="replace")
    return lxml_html.fragment_fromstring(source, create_parent="div", parser=lxml_html.HTMLParser(encoding="utf-8"))


@cache
def _cleaner(tags):
    attributes = {}
    for tag, attribute in ATTRIBUTES:
        if tag in tags:
            attributes.setdefault(tag, set()).add(attribute)
    return nh3.Cleaner(
        tags=set(tags),
        attributes=attributes,
        attribute_filter=_kept_value,
        url_schemes={"https", "mailto", "tel"},
        link_rel=None,
    )


def _kept_value(tag, attribute, value):
    pattern = ATTRIBUTES.get((tag, attribute))
    return value.strip() if pattern and pattern.fullmatch(value.strip()) else None


def _tidy(html):
    """One way to write what looks the same.

    Links and citations that lost their address or id become text. Empty list entries go, and empty paragraphs at the
    beginning and end. A list entry or table cell of one paragraph holds its text directly.
    """
    body = parse(html)
    for element in list(body.iter(*NEEDED)):
        if element.get(NEEDED[element.tag]) is None:
            element.drop_tag()
        elif element.tag != "a" and len(element):
            text = element.text_content()
            del element[:]
            element.text = text
    for element in reversed(list(body.iter("li", "ol", "ul"))):
        if _is_blank(element):
            element.drop_tree()
    for element in body.iter("li", "td", "th"):
        if _is_one_paragraph(element):
            element[0].drop_tag()
    for end in (0, -1):
        while len(body) and body[end].tag == "p" and _is_blank(body[end]):
            body[end].drop_tree()
    return _inner_html(body)


def _is_one_paragraph(element):
    """Nothing but a paragraph, and lists below it."""
    loose = (element.text or "") + "".join(child.tail or "" for child in element)
    tags = [child.tag for child in element]
    return tags[:1] == ["p"] and set(tags[1:]) <= {"ol", "ul"} and not loose.strip()


def _is_blank(element):
    return not element.text_content().strip() and not element.xpath(
        ".//cite[@data-reference] | .//abbr[@data-abbreviation]"
    )


def _compact(address):
    """As browsers read it: without the spaces and control characters that may hide a scheme."""
    return re.sub(r"[\s\x00-\x20]", "", address)


def _inner_html(body):
    whole = lxml_html.tostring(body, encoding="unicode", method="html")
    return whole.removeprefix("<div>").removesuffix("</div>")
