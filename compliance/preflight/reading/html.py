"""A page's body read as a Document."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from lxml import html as lxml_html

from compliance.comparison.reading import INLINE
from compliance.preflight.reading.appearance import looks
from compliance.preflight.reading.document import (
    TRIANGLE,
    Document,
    Link,
    Passage,
    Picture,
    Run,
    Table,
    Triangle,
    Video,
    even,
)
from compliance.preflight.reading.drawing import corners, is_triangle_pointing_down

NARROW, WIDE = 390, 1280  # px: a phone, and a desktop's window
# Components by the class that holds them, the innermost first where they stand in each other.
PARTS = {
    "audience": "audience",
    "brand": "brand",
    "prescribing-information-link": "prescribing-information-link",
    "breadcrumbs": "breadcrumbs",
    "page-heading": "heading",
    "blocks": "block",
    "therapy-area": "therapy-area",
    "adverse-events": "adverse-events",
    "additional-monitoring": "additional-monitoring",
    "abbreviations": "abbreviations",
    "references": "references",
    "demonstration": "demonstration",
    "job-code": "job-code",
    "prescribing-information": "prescribing-information",
    "gate-heading": "gate",
    "gate-declaration": "gate",
    "gate-explanation": "gate",
    "gate-definition": "gate",
}
PHRASING = INLINE | {"br", "wbr", "img", "svg", "picture", "button"}
ROLES = {"li": "item", "td": "cell", "th": "header cell", "dt": "term", "dd": "meaning", "figcaption": "caption"}
ACTIVE = {"script", "iframe", "object", "embed", "form", "input", "button", "style", "link", "base", "meta"}
TRIANGLE_NAME = "black triangle"


@lru_cache(maxsize=32)  # the same bytes are looked at when frozen, shown and signed
def read_html(body: bytes, *, css: str) -> Document:
    """`body` as a visitor meets it under `css`, on a phone and on a desktop."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    source = b"<html><body>" + body.replace(b"\x00", b"") + b"</body></html>"
    root = lxml_html.document_fromstring(source, parser=parser)
    return _Reader(root, looks(root, css, width_px=NARROW), looks(root, css, width_px=WIDE)).document()


class _Reader:
    def __init__(self, root, narrow: dict, wide: dict):
        self.root, self.narrow, self.wide = root, narrow, wide

    def document(self) -> Document:
        ids = [element.get("id") for element in self.root.iter() if element.get("id")]
        return Document(
            passages=tuple(passage for passage in self.passages(self.root) if passage.runs),
            pictures=tuple(self.pictures()),
            tables=tuple(self.table(table) for table in self.root.iter("table")),
            videos=tuple(self.video(video) for video in self.root.iter("video", "audio")),
            duplicate_ids=tuple(name for name, count in Counter(ids).items() if count > 1),
            own_styles=tuple(f"<{element.tag}>" for element in self.root.iter() if element.get("style") is not None),
            active=tuple(self.active()),
            targets=frozenset(ids),
        )

    def passages(self, block) -> Iterator[Passage]:
        """The text directly in `block` as passages, with those of the blocks inside in their places."""
        pieces: list = []

        def finished() -> Iterator[Passage]:
            if pieces:
                yield self.passage(block, list(pieces))
                pieces.clear()

        if block.text:
            pieces.append((block, block.text))
        for child in block:
            if isinstance(child.tag, str):
                if child.tag in PHRASING and not any(inner.tag not in PHRASING for inner in _shell(child)):
                    pieces.append(child)
                else:
                    yield from finished()
                    yield from self.passages(child)
            if child.tail:
                pieces.append((block, child.tail))
        yield from finished()

    def passage(self, block, pieces) -> Passage:
        runs: list[Run] = []
        links: list[tuple] = []
        citations: set[int] = set()
        triangles: list[Triangle] = []
        for piece in pieces:
            if isinstance(piece, tuple):
                runs.append(self.run(*piece))
            else:
                self.inline(piece, runs, links, citations, triangles)
        if not even("".join(run.text for run in runs)):
            return Passage(runs=())
        part, anchor = self.place(block)
        level = int(block.tag[1]) if block.tag in ("h1", "h2", "h3", "h4", "h5", "h6") else 0
        around = even("".join(run.text for run in runs))
        return Passage(
            runs=tuple(run for run in runs if run.text),
            role="heading" if level else self.role(block),
            level=level,
            part=part,
            anchor=anchor,
            citations=frozenset(citations),
            links=tuple(
                Link(even("".join(run.text for run in said)), address, self.is_shown(element), around, part, anchor)
                for element, address, said in links
            ),
            triangles=tuple(triangles),
        )

    def inline(self, element, runs, links, citations, triangles) -> None:
        """What an element inside a line adds to it, without the text after it."""
        if element.tag == "svg":
            if drawn := self.triangle(element):
                triangles.append(drawn)
                runs.append(self.run(element, TRIANGLE))
            return
        before = len(runs)
        if element.tag == "br":
            runs.append(self.run(element, "\n"))
        is_citation = element.tag == "sup" and "citation" in element.get("class", "").split()
        if is_citation:
            citations |= {int(text) for text in element.itertext() if text.strip().isdigit()}
        else:
            for text, owner in self.own_texts(element, runs, links, citations, triangles):
                runs.append(self.run(owner, text))
        if element.tag == "a" and element.get("href") is not None:
            links.append((element, element.get("href"), runs[before:]))
        elif is_citation:
            links.extend((link, link.get("href", ""), [self.run(link, link.text or "")]) for link in element.iter("a"))

    def own_texts(self, element, runs, links, citations, triangles):
        if element.text:
            yield element.text, element
        for child in element:
            if isinstance(child.tag, str):
                self.inline(child, runs, links, citations, triangles)
            if child.tail:
                yield child.tail, element

    def run(self, element, text: str) -> Run:
        narrow, wide = self.narrow[element], self.wide[element]
        contrasts = [look.contrast for look in (narrow, wide) if look.contrast is not None]
        return Run(
            text,
            size=narrow.size_px,
            contrast=min(contrasts, default=None),
            is_shown=narrow.is_shown and wide.is_shown,
            is_faint=narrow.is_faint or wide.is_faint,
        )

    def is_shown(self, element) -> bool:
        return self.narrow[element].is_shown and self.wide[element].is_shown

    def place(self, block) -> tuple[str, str]:
        """The component that `block` stands in, and the anchor of its block."""
        part = anchor = ""
        element = block
        while element is not None:
            classes = element.get("class", "").split()
            part = part or next((PARTS[name] for name in classes if name in PARTS), "")
            parent = element.getparent()
            holder = parent.get("class", "").split() if parent is not None else []
            if not anchor and element.get("id") and ("blocks" in holder or "prescribing-information" in holder):
                anchor = element.get("id")
            element = parent
        return part or "unknown", anchor

    @staticmethod
    def role(block) -> str:
        element = block
        while element is not None:
            if element.tag in ROLES:
                return ROLES[element.tag]
            if "table__caption" in element.get("class", "").split():
                return "caption"
            element = element.getparent() if element.tag in PHRASING | {"p", "div"} else None
        return "text"

    def triangle(self, svg) -> Triangle | None:
        """The black triangle, if that is what `svg` calls itself."""
        name = " ".join(text for title in svg.iter("title") for text in title.itertext())
        if TRIANGLE_NAME not in name.lower() and "black-triangle" not in svg.getparent().get("class", ""):
            return None
        flaws = []
        looks_ = [found[path] for path in svg.iter("path", "polygon") for found in (self.narrow, self.wide)]
        if not looks_ or any(look.fill != (0.0, 0.0, 0.0) for look in looks_):
            flaws.append("it is not black")
        if any(look.is_faint for look in looks_):
            flaws.append("it is faded")
        if not _is_equilateral_and_points_down(svg):
            flaws.append("it is not an equilateral triangle that points down")
        if not self.is_shown(svg):
            flaws.append("it is hidden")
        return Triangle(True, tuple(flaws), _number(svg.get("width")))

    def pictures(self) -> Iterator[Picture]:
        for element in self.root.iter("img", "svg"):
            figure = next(element.iterancestors("figure"), None)
            source = [] if figure is None else figure.find_class("figure__source")
            has_source = any(found.text_content().strip() for found in source)
            anchor = self.place(element)[1]
            if element.tag == "svg":
                title = " ".join(" ".join(found.itertext()) for found in element.iter("title")).strip()
                is_decoration = element.get("aria-hidden") == "true"
                # What the site draws outside a figure says nothing that needs a source of its own.
                name = title or element.get("aria-label", "")
                yield Picture(name, is_decoration, anchor, has_source or figure is None)
                continue
            alt = element.get("alt")
            yield Picture((alt or "").strip(), alt == "" and figure is None, anchor, has_source)

    def video(self, video) -> Video:
        title = video.xpath("string(//*[@id=$name])", name=video.get("aria-labelledby", "")).strip()
        transcript = video.xpath(
            "string(ancestor::figure[1]//*[contains(@class, 'video__transcript')]/*[not(self::summary)])"
        )
        return Video(
            title,
            self.place(video)[1],
            has_captions=bool(video.xpath(".//track[@kind='captions' and @src != '' and @srclang]")),
            has_transcript=bool(transcript.strip()),
            addresses=tuple(video.xpath("@src | @poster | .//@src")),
        )

    def table(self, table) -> Table:
        first = table.xpath("(.//tr)[1]/*")
        has_headers = bool(first) and all(cell.tag == "th" for cell in first)
        has_scopes = all(cell.get("scope") in ("col", "row", "colgroup", "rowgroup") for cell in table.iter("th"))
        named = table.xpath("ancestor::*[@aria-labelledby][1] | ./caption")
        return Table(self.place(table)[1], has_headers and has_scopes, bool(named))

    def active(self) -> Iterator[str]:
        for element in self.root.iter():
            if element.tag in ACTIVE:
                yield f"<{element.tag}>"
            yield from (f"{name}=" for name in element.attrib if name.startswith("on"))


def _shell(element) -> Iterator:
    """`element` and what stands in it, drawings unopened."""
    yield element
    if element.tag != "svg":
        for child in element:
            if isinstance(child.tag, str):
                yield from _shell(child)


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _is_equilateral_and_points_down(svg) -> bool:
    """By the three corners of its one path: `M0 0h30L15 25.981z`."""
    paths = list(svg.iter("path", "polygon"))
    if len(paths) != 1 or svg.get("transform") or paths[0].get("transform"):
        return False
    return is_triangle_pointing_down(corners(paths[0].get("d") or paths[0].get("points") or ""))
