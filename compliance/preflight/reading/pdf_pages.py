"""A PDF's pages as PDFium sees them: pieces of text with their places, the tree of tags, drawings and links.

Coordinates are in points, from the lower left corner of the page.
"""

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from compliance.pdfium import Box, bounds, fill_colour, matrix_of, moved, objects, opened, times


@dataclass(frozen=True)
class Piece:
    """A text object: words set in one go. `x_height` is 0 where no lower-case x stands in it; `angle` in degrees."""

    text: str
    size: float
    box: Box
    baseline: float
    angle: int = 0
    x_height: float = 0.0
    is_shown: bool = True
    is_faint: bool = False


@dataclass(frozen=True)
class Drawing:
    """A filled path. `colour` is red, green, blue, opacity (0 to 255 each)."""

    colour: tuple[int, int, int, int]
    box: Box
    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Element:
    """A tag. `path` is its place in the whole file's tree; `children` are Elements and ids of marked content."""

    kind: str
    alt: str
    path: tuple[int, ...]
    children: tuple = ()


@dataclass(frozen=True)
class Anchor:
    """An area of the page that opens `address`; within the file that is `#name`. `text` is what stands in it."""

    box: Box
    address: str
    text: str = ""


@dataclass
class Sheet:
    """A page. Pieces and drawings are by the id of the marked content they stand in, -1 for none."""

    number: int
    tree: tuple[Element, ...] = ()
    pieces: dict[int, list[Piece]] = field(default_factory=dict)
    drawings: dict[int, list[Drawing]] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()
    width: float = 0.0
    height: float = 0.0


@dataclass
class Sheets:
    """The pages; `places` are the named destinations (page, left, top), `foreign_fonts` those not embedded."""

    pages: list[Sheet] = field(default_factory=list)
    places: dict[str, tuple[int, float, float]] = field(default_factory=dict)
    foreign_fonts: tuple[str, ...] = ()


def read_sheets(body: bytes) -> Sheets:
    """All pages of a PDF; PdfUnreadable if PDFium cannot open it."""
    with opened(body) as pdf:
        fonts: dict[int, tuple[str, bool]] = {}
        pages = [_Page(pdf, number, fonts).sheet() for number in range(1, len(pdf) + 1)]
        foreign = sorted({name for name, is_embedded in fonts.values() if not is_embedded})
        return Sheets(pages, _places(pdf), tuple(foreign))


class _Page:
    def __init__(self, pdf, number: int, fonts: dict[int, tuple[str, bool]]):
        import pypdfium2.raw as pdfium

        self.pdf, self.number, self.fonts, self.raw = pdf, number, fonts, pdfium
        self.x_heights: dict[int, float] = {}

    def sheet(self) -> Sheet:
        page = self.pdf[self.number - 1]
        self.page = page.raw
        self.words = self.raw.FPDFText_LoadPage(self.page)
        try:
            self.turned = 90 * self.raw.FPDFPage_GetRotation(self.page)
            self.visible = Box(*page.get_cropbox())
            sheet = Sheet(self.number, width=page.get_width(), height=page.get_height())
            self.x_heights = self.measured()
            self.collect(sheet)
            sheet.tree = page_tree(self.page)
            sheet.anchors = tuple(self.anchors())
            return sheet
        finally:
            self.raw.FPDFText_ClosePage(self.words)
            page.close()

    # Text and drawings

    def measured(self) -> dict[int, float]:
        """How high the lower-case x is printed, by text object: the box of the glyph itself, on the page."""
        heights: dict[int, float] = {}
        sides = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
        wanted = (ctypes.c_ushort * 2)(ord("x"), 0)
        search = self.raw.FPDFText_FindStart(self.words, wanted, self.raw.FPDF_MATCHCASE, 0)
        try:
            while self.raw.FPDFText_FindNext(search):
                index = self.raw.FPDFText_GetSchResultIndex(search)
                owner = _address(self.raw.FPDFText_GetTextObject(self.words, index))
                is_new = owner and owner not in heights
                if is_new and self.raw.FPDFText_GetCharBox(self.words, index, *sides):
                    heights[owner] = abs(sides[3].value - sides[2].value)
        finally:
            self.raw.FPDFText_FindClose(search)
        return heights

    def collect(self, sheet: Sheet) -> None:
        raw = self.raw
        for item, matrix, marked in objects(self.page):
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                if piece := self.piece(item, matrix):
                    sheet.pieces.setdefault(marked, []).append(piece)
            elif kind == raw.FPDF_PAGEOBJ_PATH and marked >= 0 and (drawing := self.drawing(item, matrix)):
                sheet.drawings.setdefault(marked, []).append(drawing)

    def piece(self, item, outer) -> Piece | None:
        raw = self.raw
        text = _text(lambda buffer, length: raw.FPDFTextObj_GetText(item, self.words, buffer, length))
        if not text or text.isspace():
            return None
        a, b, c, d, _, f = times(matrix_of(item), outer)
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(item, size)
        box = bounds(item, outer)
        is_invisible = raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        opacity = fill_colour(item)[3]
        if not is_invisible:
            self.remember_font(item)
        return Piece(
            text=text,
            size=size.value * math.hypot(c, d),
            box=box,
            baseline=f,
            angle=round(math.degrees(math.atan2(b, a)) - self.turned) % 360,
            x_height=self.x_heights.get(_address(item), 0.0),
            is_shown=not is_invisible and opacity > 0 and _meet(box, self.visible),
            is_faint=opacity < 128,
        )

    def remember_font(self, item) -> None:
        font = self.raw.FPDFTextObj_GetFont(item)
        key = _address(font)
        if not key or key in self.fonts:
            return
        buffer = ctypes.create_string_buffer(256)
        self.raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
        name = buffer.value.decode("utf-8", "replace").partition("+")
        # 1 is embedded; a font whose glyphs are drawn in the file itself (Type 3) has no file, and no name.
        self.fonts[key] = name[2] or name[0], self.raw.FPDFFont_GetIsEmbedded(font) == 1 or not name[0]

    def drawing(self, item, outer) -> Drawing | None:
        raw = self.raw
        matrix = times(matrix_of(item), outer)
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        if fill.value == raw.FPDF_FILLMODE_NONE:
            return None
        corners: list[tuple[float, float]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for index in range(min(raw.FPDFPath_CountSegments(item), 40)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(item, index), x, y)
            point = tuple(round(value, 2) for value in moved(matrix, x.value, y.value))
            if point not in corners:
                corners.append(point)
        return Drawing(fill_colour(item), bounds(item, outer), tuple(corners))

    # Links

    def anchors(self) -> Iterator[Anchor]:
        raw = self.raw
        for index in range(raw.FPDFPage_GetAnnotCount(self.page)):
            note = raw.FPDFPage_GetAnnot(self.page, index)
            if not note:
                continue
            try:
                if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_LINK:
                    yield self.anchor(note)
            finally:
                raw.FPDFPage_CloseAnnot(note)

    def anchor(self, note) -> Anchor:
        raw, area = self.raw, self.raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(note, area)
        box = Box(
            min(area.left, area.right),
            min(area.bottom, area.top),
            max(area.left, area.right),
            max(area.bottom, area.top),
        )
        sides = box.left, box.top, box.right, box.bottom
        text = _text(lambda buffer, length: 2 * raw.FPDFText_GetBoundedText(self.words, *sides, buffer, length // 2))
        return Anchor(box, self.address(note), text)

    def address(self, note) -> str:
        raw = self.raw
        link = raw.FPDFAnnot_GetLink(note)
        action = raw.FPDFLink_GetAction(link) if link else None
        if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
            length = raw.FPDFAction_GetURIPath(self.pdf.raw, action, None, 0)
            buffer = ctypes.create_string_buffer(max(length, 1))
            raw.FPDFAction_GetURIPath(self.pdf.raw, action, buffer, length)
            return buffer.value.decode("utf-8", "replace")
        if name := _text(lambda buffer, length: raw.FPDFAnnot_GetStringValue(note, b"Dest", buffer, length)):
            return f"#{name}"
        target = raw.FPDFLink_GetDest(self.pdf.raw, link) if link else None
        if target and (page := raw.FPDFDest_GetDestPageIndex(self.pdf.raw, target)) >= 0:
            return f"#page-{page + 1}"
        return ""


def page_tree(page) -> tuple[Element, ...]:
    """The tags of a raw page."""
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return ()
    try:
        tops = (
            (i, raw.FPDF_StructTree_GetChildAtIndex(tree, i)) for i in range(raw.FPDF_StructTree_CountChildren(tree))
        )
        return tuple(_element(raw, top, (i,), 200) for i, top in tops if top)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _element(raw, element, path: tuple[int, ...], depth: int) -> Element:
    """With those of its children that stand on this page."""
    children: list = []
    for index in range(raw.FPDF_StructElement_CountChildren(element) if depth else 0):
        # Not ..._GetMarkedContentIdAtIndex: that gives other pages' ids as well.
        marked = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if marked >= 0:
            children.append(marked)
        elif child := raw.FPDF_StructElement_GetChildAtIndex(element, index):
            children.append(_element(raw, child, (*path, index), depth - 1))
    kind = _text(lambda buffer, length: raw.FPDF_StructElement_GetType(element, buffer, length))
    alt = ""
    if kind in ("Figure", "Formula"):
        alt = _text(lambda buffer, length: raw.FPDF_StructElement_GetAltText(element, buffer, length))
    return Element(kind, alt.strip(), path, tuple(children))


def _places(pdf) -> dict[str, tuple[int, float, float]]:
    from pypdfium2 import raw

    found = {}
    for index in range(min(raw.FPDF_CountNamedDests(pdf.raw), 5000)):
        length = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(pdf.raw, index, None, length)
        buffer = ctypes.create_string_buffer(max(length.value, 2))
        target = raw.FPDF_GetNamedDest(pdf.raw, index, buffer, length)
        if not target:
            continue
        has_x, has_y, has_zoom = (ctypes.c_int() for _ in range(3))
        x, y, zoom = (ctypes.c_float() for _ in range(3))
        raw.FPDFDest_GetLocationInPage(target, has_x, has_y, has_zoom, x, y, zoom)
        page = raw.FPDFDest_GetDestPageIndex(pdf.raw, target) + 1
        name = buffer.raw[: max(length.value, 0)].decode("utf-16-le", "replace").rstrip("\0")
        found[name] = (page, x.value, y.value)
    return found


_buffer = (ctypes.c_ushort * 4096)()  # used only while the PDF is `opened`, so by one thread


def _text(ask: Callable) -> str:
    """What PDFium writes as UTF-16 when asked with a buffer and its size in bytes; it answers the size needed."""
    buffer = _buffer
    length = ask(buffer, ctypes.sizeof(buffer))
    if length > ctypes.sizeof(buffer):
        buffer = (ctypes.c_ushort * (length // 2 + 1))()
        length = ask(buffer, length)
    if length <= 0:
        return ""
    return ctypes.string_at(buffer, length).decode("utf-16-le", "replace").partition("\0")[0]


def _address(pointer) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _meet(one: Box, other: Box) -> bool:
    return one.left < other.right and one.right > other.left and one.bottom < other.top and one.top > other.bottom
