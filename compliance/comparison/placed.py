"""What stands on the pages of a PDF, and where: words as they are set, and drawings."""

import ctypes
import hashlib
import math
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from compliance.comparison.tokens import Kind, Token
from compliance.pdfium import Box, bounds, fill_colour, matrix_of, moved, objects, opened, stroke_colour, times
from compliance.preflight.reading.pdf_pages import Element, page_tree

EDGE_LINES = 3  # at the top and the bottom of a page, that may be running heads and feet
EDGE = 0.1  # of a page's height, where they stand
MOST_CHARACTERS = 30_000  # of a page
MOST_DRAWINGS = 800  # of a page; where there are more, none is told from another, and pixels alone decide
HYPHENS = {0x2D, 0xAD, 0x2010, 0xFFFE}  # the last is PDFium's, where a line breaks behind one: there a word is cut
MOST_CORNERS = 40  # of a path, by which it is known again
LINE = 3  # points: words whose middles are as near stand in one line
FINE = 100  # pixels for each point, where PDFium tells places in whole pixels
UNTAGGED = (math.inf,)  # behind all that has a place
THIN = 1.5  # points: a rule, as long as what it goes with


@dataclass(slots=True, eq=False)
class Word(Token):
    """A Token on a page, its `place`, in a Box, its `element`; `order` is where the tags have it in the document."""

    order: tuple = ()


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A drawing on a page. Two look the same if their `key` is, and their `shape` within a little."""

    key: Hashable
    page: int
    box: Box
    shape: tuple[float, ...] = ()


@dataclass
class Document:
    """The pages, from 0: sizes in points, words in reading order, running heads and feet by page, drawings by page."""

    sizes: list[tuple[float, float]] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    running: list[list[Word]] = field(default_factory=list)
    drawings: list[list[Placed]] = field(default_factory=list)


def read_document(body: bytes) -> Document:
    """Raises PdfUnreadable."""
    document, pages = Document(), []
    with opened(body) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            try:
                reader = _Page(page, number)
                pages.append(list(reader.words()))
                document.sizes.append(page.get_size())
                document.drawings.append(reader.drawings(pages[-1]))
            finally:
                page.close()
    repeated = _repeated(pages, document.sizes)
    for words, (_, height) in zip(pages, document.sizes, strict=True):
        edges = {token for line in _edge_lines(words, height) if _bare(line) in repeated for token in line}
        document.running.append([token for token in words if token in edges])
        document.words += [token for token in words if token not in edges]
    document.words.sort(key=lambda word: word.order)  # files have words as they are painted: boxes after the text
    return document


class _Page:
    def __init__(self, page, number: int):
        from pypdfium2 import raw

        self.raw, self.page, self.number = raw, page.raw, number
        self.as_shown = _as_shown(raw, page)
        self.paths = dict(_paths(page_tree(self.page)))

    # Words

    def words(self) -> Iterator[Word]:
        self.text = self.raw.FPDFText_LoadPage(self.page)
        try:
            yield from self._words()
        finally:
            self.raw.FPDFText_ClosePage(self.text)

    def _words(self) -> Iterator[Word]:
        """In the order of the file, which is that of painting."""
        ask, first, shown, is_spaced = self.raw.FPDFText_GetUnicode, 0, "", True
        count = min(self.raw.FPDFText_CountChars(self.text), MOST_CHARACTERS)
        for index in range(count + 1):
            code = ask(self.text, index) if index < count else 32
            if code > 32:
                first = first if shown else index
                shown += "-" if code in HYPHENS else chr(code)
            if shown and (code <= 32 or code in HYPHENS):
                yield self.word(shown, first, is_spaced=is_spaced)
                shown, is_spaced = "", code <= 32

    def word(self, shown: str, first: int, *, is_spaced: bool) -> Word:
        last = first + len(shown) - 1
        box = around([self.box_of_letter(index) for index in (first, last)])
        key = shown.rstrip("-"), *self.look(first)
        marked = self.raw.FPDFPageObj_GetMarkedContentID(self.raw.FPDFText_GetTextObject(self.text, first))
        order = self.paths.get(marked, UNTAGGED), self.number, first
        return Word(Kind.WORD, shown, key, self.number, first, last, is_spaced, element=box, order=order)

    def box_of_letter(self, index: int) -> Box:
        """From the line's foot to its head, so that all words of a line are as high."""
        sides = self.raw.FS_RECTF()
        self.raw.FPDFText_GetLooseCharBox(self.text, index, sides)
        return self.as_shown(sides.left, sides.bottom, sides.right, sides.top)

    def look(self, index: int) -> tuple[Hashable, ...]:
        """Size, colour and font: a word in bold is not the word it was."""
        parts = [ctypes.c_uint() for _ in range(4)]
        self.raw.FPDFText_GetFillColor(self.text, index, *parts)
        name = ctypes.create_string_buffer(128)
        self.raw.FPDFText_GetFontInfo(self.text, index, name, len(name), None)
        font = name.value.decode("utf-8", "replace").rpartition("+")[2]
        return self.size(index), tuple(part.value for part in parts), font

    def size(self, index: int) -> float:
        """In points; not the height of a letter's box, which changes a little with its place on the page."""
        _, _, c, d, _, _ = matrix_of(self.raw.FPDFText_GetTextObject(self.text, index))
        return round(self.raw.FPDFText_GetFontSize(self.text, index) * math.hypot(c, d), 2)

    # Drawings

    def drawings(self, words: list[Word]) -> list[Placed]:
        found = []
        for item, matrix, _ in objects(self.page):
            kind = self.raw.FPDFPageObj_GetType(item)
            if kind == self.raw.FPDF_PAGEOBJ_TEXT:
                continue
            if len(found) == MOST_DRAWINGS:
                return []
            box = bounds(item, matrix)
            box = self.as_shown(box.left, box.bottom, box.right, box.top)
            if drawing := self.drawing(item, kind, matrix, box):
                found.append(_ground(drawing) if any(is_within(word.element, box) for word in words) else drawing)
        return found

    def drawing(self, item, kind: int, matrix, box: Box) -> Placed | None:
        """None for what is not seen."""
        raw, size = self.raw, (box.width, box.height)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            return Placed(("image", self.digest(item)), self.number, box, size)
        if kind != raw.FPDF_PAGEOBJ_PATH:
            return Placed(("shading",), self.number, box, size)
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        colours = fill_colour(item) if fill.value else None, stroke_colour(item) if stroke.value else None
        if not any(colour and colour[3] for colour in colours):
            return None
        if min(size) < THIN:
            return Placed(("rule", colours, box.width < box.height), self.number, box)
        corners = self.corners(item, matrix)
        return Placed(("path", colours, len(corners)), self.number, box, (*size, *corners))

    def digest(self, item) -> str:
        length = self.raw.FPDFImageObj_GetImageDataRaw(item, None, 0)
        buffer = ctypes.create_string_buffer(max(length, 1))
        self.raw.FPDFImageObj_GetImageDataRaw(item, buffer, length)
        return hashlib.sha256(buffer.raw).hexdigest()

    def corners(self, item, matrix) -> list[float]:
        """Where they are, told from the first."""
        raw, whole = self.raw, times(matrix_of(item), matrix)
        x, y = ctypes.c_float(), ctypes.c_float()
        points = []
        for index in range(min(raw.FPDFPath_CountSegments(item), MOST_CORNERS)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(item, index), x, y)
            points.append(moved(whole, x.value, y.value))
        return [value - first for point in points for value, first in zip(point, points[0], strict=True)]


def _ground(drawing: Placed) -> Placed:
    """What words stand on: it grows and shrinks with them, so its size says nothing."""
    kind, *look = drawing.key
    return Placed(("ground", look[0]), drawing.page, drawing.box) if kind == "path" else drawing


def _paths(elements: Iterable[Element]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each marked content's id with its place in the tree of tags."""
    for element in elements:
        for n, child in enumerate(element.children):
            if isinstance(child, int):
                yield child, (*element.path, n)
            else:
                yield from _paths([child])


def _as_shown(raw, page) -> Callable[[float, float, float, float], Box]:
    """From the coordinates in the file to those of the page as it is shown: cut to its crop box, and turned."""
    width, height = page.get_size()

    def shown(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page.raw, 0, 0, int(width * FINE), int(height * FINE), 0, x, y, across, down)
        return across.value / FINE, height - down.value / FINE

    e, f = shown(0, 0)
    (g, h), (i, j) = shown(1000, 0), shown(0, 1000)
    a, b, c, d = (g - e) / 1000, (h - f) / 1000, (i - e) / 1000, (j - f) / 1000

    def box(left: float, bottom: float, right: float, top: float) -> Box:
        (x1, y1), (x2, y2) = (moved((a, b, c, d, e, f), x, y) for x, y in ((left, bottom), (right, top)))
        return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    return box


# Running heads and feet


def _repeated(pages: list[list[Word]], sizes) -> set[str]:
    """Lines at the edges that more than one page has, figures aside."""
    lines = Counter(
        line
        for words, (_, height) in zip(pages, sizes, strict=True)
        for line in {_bare(line) for line in _edge_lines(words, height)}
    )
    return {line for line, count in lines.items() if count > 1}


def _edge_lines(words: list[Word], height: float) -> list[list[Word]]:
    lines: dict[int, list[Word]] = {}
    for token in words:
        lines.setdefault(round((token.element.bottom + token.element.top) / 2 / LINE), []).append(token)
    rising = sorted(lines)
    edges = {*rising[:EDGE_LINES], *rising[-EDGE_LINES:]}
    return [lines[at] for at in edges if not height * EDGE < at * LINE < height * (1 - EDGE)]


def _bare(line: list[Word]) -> str:
    return re.sub(r"\d+", "0", " ".join(token.text for token in line))


# Boxes


def around(boxes: list[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def is_within(inner: Box, outer: Box) -> bool:
    """By its middle."""
    x, y = (inner.left + inner.right) / 2, (inner.bottom + inner.top) / 2
    return outer.left <= x <= outer.right and outer.bottom <= y <= outer.top
