"""A body as tokens: its words, and what else a visitor can tell apart.

Ids, anchors on the page itself and `data-` attributes are left out: they differ from Version to Version and nobody
sees them. `data-title` is the one exception: it is the title of the window.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from lxml import html as lxml_html

from compliance.comparison.tokens import Kind, Token, has_space, words

# fmt: off
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "label", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
}
# fmt: on
NOT_SHOWN = {"script", "style", "template", "noscript"}
STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "sup": "raised",
    "sub": "lowered",
    "u": "underlined",
    "s": "struck through",
    "del": "struck through",
    "ins": "underlined",
    "small": "small",
    "code": "code",
    "mark": "highlighted",
}
NAMES = {
    "p": "paragraph",
    "ul": "list",
    "ol": "numbered list",
    "li": "list item",
    "dl": "list of terms",
    "dt": "term",
    "dd": "meaning",
    "tr": "table row",
    "td": "table cell",
    "th": "heading cell",
    "br": "line break",
    "hr": "rule",
    "div": "box",
    "section": "box",
}
SPANS = ("colspan", "rowspan")
UNSEEN_IN_DRAWINGS = {"id", "role", "focusable", "class"}


@dataclass(frozen=True)
class Slot:
    """A stretch of text in the tree: the text that `element` begins with, or the text that follows it."""

    element: lxml_html.HtmlElement
    is_tail: bool = False

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    @property
    def holder(self) -> lxml_html.HtmlElement:
        """The element that the text stands in."""
        return self.element.getparent() if self.is_tail else self.element


def parse(body: bytes) -> lxml_html.HtmlElement:
    """`body` as the children of one element."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    source = body.decode(errors="replace").replace("\x00", "").encode()
    return lxml_html.fragment_fromstring(source, create_parent="div", parser=parser)


def read(root: lxml_html.HtmlElement) -> list[Token]:
    """The tokens of what stands in `root`."""
    return list(_Reader().content(root, frozenset()))


class _Reader:
    """Walks the tree once. `is_spaced` says whether space was met since the last word."""

    def __init__(self):
        self.is_spaced = True

    def content(self, element, style, kind=Kind.WORD) -> Iterator[Token]:
        yield from self.text(element.text or "", Slot(element), style, kind)
        for child in element:
            yield from self.element(child, style, kind)
            yield from self.text(child.tail or "", Slot(child, is_tail=True), style, kind)

    def text(self, text, slot, style, kind):
        last = 0
        for shown, key, start, end, is_spaced in words(text):
            is_citation = kind is Kind.CITATION and shown.isalnum()
            yield Token(
                Kind.CITATION if is_citation else Kind.WORD,
                shown,
                (kind, key) if is_citation else key,
                slot,
                start,
                last := end,
                is_spaced or self.is_spaced,
                style,
            )
            self.is_spaced = False
        self.is_spaced |= has_space(text[last:])

    def element(self, element, style, kind):
        if element.tag in NOT_SHOWN:
            return
        if element.tag == "svg":
            yield from self.drawing(element, style)
        elif element.tag == "img":
            source, shown = _named(element.get("src", "")), element.get("alt", "")
            yield _note(Kind.PICTURE, source, f"picture {source}", element)
            yield _note(Kind.LABEL, shown, f"picture read aloud as “{shown}”", element)
            self.is_spaced = False
        elif element.tag in INLINE:
            yield from self.inline(element, style, kind)
        else:
            yield from self.block(element, style)

    def inline(self, element, style, kind):
        classes = element.get("class", "").split()
        if element.tag == "sup" and "citation" in classes:
            kind = Kind.CITATION
        else:
            own = {STYLES[element.tag]} if element.tag in STYLES else set()
            style = style | own | {f"style “{name}”" for name in classes}
        yield from self.content(element, style, kind)
        label = element.get("aria-label", "")
        if label and kind is not Kind.CITATION:
            yield _note(Kind.LABEL, label, f"read aloud as “{label}”", element)
        href = element.get("href", "")
        if element.tag == "a" and href and not href.startswith("#"):
            yield _note(Kind.LINK, href, f"link to {href}", element)
        if element.tag == "abbr" and element.get("title"):
            yield _note(Kind.MEANING, element.get("title"), f"short for “{element.get('title')}”", element)

    def block(self, element, style):
        spans = tuple(element.get(name) for name in SPANS)
        begin = Token(
            Kind.BEGIN, _name(element), (Kind.BEGIN, element.tag, element.get("class"), spans), element=element
        )
        yield begin
        for kind, name, said in (
            (Kind.TITLE, "data-title", "title of the window: {}"),
            (Kind.LABEL, "aria-label", "read aloud as “{}”"),
            (Kind.NUMBER, "value", "number {}"),
            (Kind.NUMBER, "start", "numbered from {}"),
            (Kind.PICTURE, "poster", "poster {}"),
            (Kind.PICTURE, "src", "video or captions {}"),
        ):
            if value := element.get(name):
                yield Token(kind, said.format(value), (kind, value), element=element)
        self.is_spaced = True
        yield from self.content(element, style)
        self.is_spaced = True
        yield Token(Kind.END, f"end of {begin.text}", (Kind.END, element.tag), element=element, partner=begin)

    def drawing(self, element, style):
        """Its lines as one token, then its words, unless they are hidden. All stand behind it: a mark cannot go in."""
        shapes = tuple((part.tag, *sorted(_seen(part).items())) for part in element.iter())
        said = " ".join(" ".join(element.itertext()).split())
        if element.get("aria-hidden"):
            text = f"drawing “{said}”" if said else "drawing"
            yield Token(Kind.DRAWING, text, (Kind.DRAWING, shapes, said), element=element)
        else:
            yield _note(Kind.DRAWING, shapes, "drawing", element)
            for text in element.itertext():
                self.is_spaced = True
                for token in self.text(text, Slot(element, is_tail=True), style, Kind.WORD):
                    token.start, token.end, token.element = 0, 0, element
                    yield token
        self.is_spaced = False


def _note(kind, value, text, element):
    """What is told behind `element`."""
    return Token(kind, text, (kind, value), Slot(element, is_tail=True), element=element)


def _name(element):
    """A block as a reader would call it, with its class, which gives it its look: `box “notice: warning”`."""
    tag = element.tag
    name = f"heading {tag[1:]}" if tag[0] == "h" and tag[1:].isdigit() else NAMES.get(tag, tag)
    classes = element.get("class", "").split()
    kinds = [own for own in classes if "--" not in own]
    variants = [own.partition("--")[2] for own in classes if "--" in own]
    look = ": ".join(", ".join(part) for part in (kinds, variants) if part)
    return f"{name} “{look}”" if look else name


def _seen(part):
    return {
        name: value
        for name, value in part.attrib.items()
        if name not in UNSEEN_IN_DRAWINGS and not name.startswith("aria-")
    }


def _named(source: str) -> str:
    """A picture's address; of one that stands in the page itself, what tells it from another."""
    return f"in the page, {sha256(source.encode()).hexdigest()[:12]}" if source.startswith("data:") else source
