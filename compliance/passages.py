"""Which words of a Version lean on which source."""

from collections.abc import Iterator

import lxml.html

from compliance.models import Version

# The smallest parts of a text that a citation stands in.
PARTS = "p|li|td|th|h1|h2|h3|h4|dd|figcaption|caption"


def passages(version: Version) -> Iterator[tuple[int, str, str]]:
    """Each source's number, its entry in the list of references, and one passage that cites it."""
    found = _cited(version.content)
    for reference in version.content.get("references", []):
        entry = _text(lxml.html.fragment_fromstring(reference["html"], create_parent="div"))
        for passage in found.get(reference["number"]) or [""]:
            yield reference["number"], entry, passage


def _cited(content: dict) -> dict[int, list[str]]:
    """By number, the passages that cite it, in reading order."""
    found: dict[int, list[str]] = {}
    for number in content.get("heading_citations", []):
        found.setdefault(number, []).append(content["heading"])
    for html in _texts(content):
        tree = lxml.html.fragment_fromstring(html, create_parent="div")
        for mark in tree.iter("sup"):
            if "citation" in (mark.get("class") or "").split():
                part = next((above for above in mark.iterancestors() if above.tag in PARTS.split("|")), tree)
                for link in mark.iter("a"):
                    number = int(link.get("href").removeprefix("#reference-"))
                    passage = _text(part)
                    if passage not in found.setdefault(number, []):
                        found[number].append(passage)
    return found


def _texts(value) -> Iterator[str]:
    """Every text with a citation, wherever it stands in a content."""
    match value:
        case dict():
            for key, part in value.items():
                if key not in ("references", "prescribing_information"):
                    yield from _texts(part)
        case list():
            for part in value:
                yield from _texts(part)
        case str() if 'class="citation"' in value:
            yield value


def _text(element) -> str:
    """The words, without the small numbers of citations."""
    parts = element.xpath(".//text()[not(ancestor::sup[contains(@class, 'citation')])]")
    return " ".join("".join(parts).split())
