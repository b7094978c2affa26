"""From signed bytes to the pieces that can be found and linked to.

A pure function of the bytes: what was cut when a Version was signed is cut again, the same, when it is shown.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from lxml import html as lxml_html

from compliance.comparison.reading import INLINE
from compliance.preflight.reading.document import even
from compliance.preflight.reading.pdf import read_pdf

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
PHRASING = INLINE | {"br", "wbr", "button"}
NOT_READ = {
    "svg",
    "summary",
    "img",
    "script",
    "style",
    "template",
    "video",
    "audio",
    "picture",
    "source",
    "track",
    "input",
}
# Citations, what only screen readers hear twice, and links that say “Download here”.
LEFT_OUT = {
    "visually-hidden",
    "citation",
    "card__action",
    "page-heading__section",
    "paper__leaves",
    "timeline__summary",
    "video__particulars",
}
NAMES = ("brand", "page-heading__section")
WRITTEN = {"heading", "block", "unknown"}  # of a PDF: not its obligatory parts, which every leaflet has
ENDED = re.compile(r"[.!?:;,…]$")


@dataclass(frozen=True)
class Piece:
    """Text under a heading. `where` is what follows the address in a link to it: `#text-12`, `#page=3`."""

    heading: str
    text: str
    where: str = ""
    kind: str = ""  # "paper" or "video", where it is one


@dataclass(frozen=True)
class Cut:
    """All pieces in reading order; and what a page calls its medicine, and the section it stands in."""

    pieces: tuple[Piece, ...]
    names: str = ""


@lru_cache(maxsize=16)  # a PDF takes a moment to read
def cut(body: bytes, media_type: str) -> Cut:
    """The pieces of a page's body or of a PDF; never raises for bytes that cannot be read."""
    return _cut_pdf(body) if media_type == "application/pdf" else _cut_html(body)


def _cut_pdf(body: bytes) -> Cut:
    pieces, heading = [], ""
    written = [passage for passage in read_pdf(body).passages if passage.part in WRITTEN]

    def stretch(passage) -> tuple[int, int]:
        """The page, and the headings so far: what stands on one page under one heading is one piece."""
        nonlocal count
        count += bool(passage.level)
        return passage.page, count

    count = 0
    for (page, _count), passages in groupby(written, key=stretch):
        first, *rest = passages
        heading, texts = (first.text, rest) if first.level else (heading, [first, *rest])
        pieces.append(Piece(_neat(heading), _joined([passage.text for passage in texts]), f"#page={page}"))
    return Cut(tuple(pieces) or (Piece("", ""),))  # found by its title at least


def _cut_html(body: bytes) -> Cut:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    source = b"<html><body>" + body.replace(b"\x00", b"") + b"</body></html>"
    root = lxml_html.document_fromstring(source, parser=parser)
    pieces: list[Piece] = []
    for top in root.find_class("page-heading")[:1]:
        heading = " ".join(_text(found) for found in top.iter("h1"))
        lines = [line.text for child in top if child.tag != "h1" for line in _lines(child, "", "")]
        pieces.append(Piece(_neat(heading), _joined(lines)))
    for holder in [*root.find_class("blocks"), *root.find_class("prescribing-information")]:
        pieces.extend(_under_headings(holder))
    names = [_text(found) for name in NAMES for found in root.find_class(name)]
    return Cut(tuple(pieces), " ".join(names))


@dataclass(frozen=True)
class _Line:
    """`where` is the id of what it stands in; `anchor` that of the heading itself, if it has one."""

    text: str
    where: str
    kind: str
    anchor: str = ""
    is_heading: bool = False
    is_caption: bool = False


def _under_headings(holder) -> Iterator[Piece]:
    """A piece for each heading and for each block, with the text up to the next."""
    heading = ""
    for block in holder:
        own = heading
        lines: list[_Line] = []
        for line in _lines(block, "", ""):
            if line.is_heading or line.is_caption or (lines and line.where != lines[0].where):
                yield from _piece(own, lines)
                lines = []
            if line.is_heading or line.is_caption:
                own = line.text
            if line.is_heading:  # a caption is the heading of its block alone
                heading = line.text
            lines.append(line)
        yield from _piece(own, lines)


def _piece(heading: str, lines: list[_Line]) -> Iterator[Piece]:
    if lines:
        texts = [line.text for line in lines if not (line.is_heading or line.is_caption)]
        where = lines[0].anchor or lines[0].where
        yield Piece(_neat(heading), _joined(texts), where and f"#{where}", lines[0].kind)


def _lines(element, where: str, kind: str) -> Iterator[_Line]:
    """The text directly in `element` as lines, with those of the boxes inside in their places."""
    if _is_left_out(element):
        return
    classes = (element.get("class") or "").split()
    kind = next((name for name in ("paper", "video") if name in classes), kind)
    is_heading, is_caption = element.tag in HEADINGS, "table__caption" in classes
    anchor = element.get("id", "") if is_heading else ""
    if not (is_heading or is_caption):
        where = element.get("id") or where
    pending = [element.text or ""]

    def line() -> Iterator[_Line]:
        if text := even("".join(pending)):
            yield _Line(text, where, kind, anchor, is_heading, is_caption)
        pending.clear()

    for child in element:
        if child.tag in PHRASING:
            pending.append("" if _is_left_out(child) else _text(child))
        elif isinstance(child.tag, str):
            yield from line()
            yield from _lines(child, where, kind)
        pending.append(child.tail or "")
    yield from line()


def _is_left_out(element) -> bool:
    is_element = isinstance(element.tag, str)
    return not is_element or element.tag in NOT_READ or not LEFT_OUT.isdisjoint((element.get("class") or "").split())


def _text(element) -> str:
    """The words in `element`, without what is left out; spaces as they are."""
    if element.tag == "br":
        return " "
    inside = (("" if _is_left_out(child) else _text(child)) + (child.tail or "") for child in element)
    return (element.text or "") + "".join(inside)


def _joined(lines: list[str]) -> str:
    """Cells and list items have no full stop: a dot in the middle keeps them apart."""
    parts = [line if ENDED.search(line) else f"{line} ·" for line in lines if line]
    return _neat(" ".join(parts).removesuffix(" ·"))


def _neat(text: str) -> str:
    """One accented letter is one character, so that a word has no gap in it."""
    return unicodedata.normalize("NFC", even(text))
