"""A PDF read as a Document: by its tags where it has them, line by line where it has none.

`pdf_pages` sees the pages, `pdf_catalogue` what the file says of itself and would do; here they become passages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from compliance.preflight.document import TRIANGLE, Document, Link, Passage, Picture, Run, Table, Triangle, even
from compliance.preflight.pdf_catalogue import Catalogue, read_catalogue
from compliance.preflight.pdf_pages import Anchor, Drawing, Element, PdfUnreadable, Piece, Sheet, Sheets, read_sheets

MM = 72 / 25.4  # points
INLINE = {"Span", "NonStruct", "Link", "Em", "Strong", "Quote", "Code", "Reference", "Figure", "Formula", "Sub", "Lbl"}
LEVELS = {"Title": 1, "H": 2} | {f"H{level}": level for level in range(1, 7)}
ROLES = {"LI": "item", "LBody": "item", "TD": "cell", "TH": "header cell", "Caption": "caption"}
# Parts by the heading they stand under, as templates/downloads/obligatory.html has them.
PARTS = {"adverse event reporting": "adverse-events", "references": "references", "abbreviations": "abbreviations"}
APPENDED = "prescribing information"
BRAND = re.compile(r"[^\s()]+[®™]?\s*▼?\s*\([^()]+\)")
AUDIENCE = re.compile(r"healthcare professionals|health professionals|^Produced by\b", re.IGNORECASE)
MONITORED = re.compile(r"^(?:▼\s*)?This medicin\w+ (?:product )?is subject to additional monitoring", re.IGNORECASE)
NUMBERS = re.compile(r"[\d,\s–-]+")
BEFORE_NUMBERS = re.compile(r"(?:[A-Za-z]{3}|[.,;:)%’”®™])$")
FULL_SENTENCE = re.compile(r"[.!?:;]$")
ORDINAL = re.compile(r"\d{1,2}[.)]?")


@dataclass(frozen=True)
class Line:
    """A printed line. `x_height` in mm is that of its smallest letters, 0 where no x stands in it."""

    text: str
    part: str
    page: int
    size: float
    x_height: float
    angle: int


@dataclass(frozen=True)
class Paper:
    """What the rules for PDFs ask beyond the Document."""

    document: Document
    catalogue: Catalogue
    lines: tuple[Line, ...] = ()
    foreign_fonts: tuple[str, ...] = ()
    has_tags: bool = False
    problem: str = ""

    @property
    def is_tagged(self) -> bool:
        """Marked as tagged, and with text that stands in tags."""
        return self.catalogue.is_marked and self.has_tags

    @cached_property
    def headings(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.document.passages if passage.level)


@lru_cache(maxsize=16)  # the same bytes are looked at when frozen, shown and signed
def read_paper(body: bytes) -> Paper:
    """Never raises for a file that cannot be read: its Document is empty then, and `problem` says why."""
    catalogue = read_catalogue(body)
    sheets, document, lines, has_tags, problem = _read(body)
    # Viewers open what PDFium opens; what pypdf alone cannot follow has not been checked either.
    return Paper(document, catalogue, lines, sheets.foreign_fonts, has_tags, problem or catalogue.problem)


def read_pdf(body: bytes) -> Document:
    """What is printed, in reading order; empty if the file cannot be read (PDF000 says so).

    Blocks have their anchors where the file names them as places, else a name of their own: “pdf-3”. What runs at the
    head and foot comes once a page, after the rest of the page, as the part “running”.
    """
    return _read(body)[1]


@lru_cache(maxsize=16)
def _read(body: bytes) -> tuple[Sheets, Document, tuple[Line, ...], bool, str]:
    try:
        sheets = read_sheets(body)
    except PdfUnreadable as error:
        return Sheets(), Document(()), (), False, str(error)
    reader = _Reader(sheets)
    document = reader.document()
    return sheets, document, reader.lines(), reader.has_tags, ""


@dataclass(frozen=True)
class _Token:
    """A piece with what it is part of."""

    piece: Piece
    anchor: Anchor | None = None
    is_citation: bool = False
    triangle: Triangle | None = None


@dataclass
class _Block:
    """A passage in the making; `trail` are the tags it stands in, the outermost first."""

    page: int
    trail: tuple[Element, ...] = ()
    tokens: list[_Token] = field(default_factory=list)
    is_caption: bool = False
    part: str = ""
    anchor: str = ""
    links: list[Anchor] = field(default_factory=list)

    @property
    def path(self) -> tuple[int, ...]:
        return self.trail[-1].path if self.trail else ()

    @property
    def level(self) -> int:
        return LEVELS.get(self.trail[-1].kind, 0) if self.trail else 0

    @property
    def role(self) -> str:
        if self.level:
            return "heading"
        for element in reversed(self.trail):
            if element.kind in ROLES:
                return ROLES[element.kind]
            if element.kind not in INLINE | {"P", "Div", "BlockQuote"}:
                break
        return "caption" if self.is_caption else "text"

    @cached_property
    def text(self) -> str:
        return even("".join(said for said, token in _spaced(self.tokens) if not token.is_citation))

    def go_on(self, block: _Block) -> None:
        """Take in `block`, which continues this one."""
        self.tokens.extend(block.tokens)
        self.links.extend(block.links)
        self.__dict__.pop("text", None)


class _Reader:
    def __init__(self, sheets: Sheets):
        self.sheets = sheets
        self.has_tags = any(_marked(element) & set(sheet.pieces) for sheet in sheets.pages for element in sheet.tree)
        self.blocks: list[_Block] = []
        self.pictures: list[tuple[str, tuple[int, ...], int]] = []  # alternative text, path, blocks before it
        self.tables: list[tuple[Element, bool, int]] = []

    def document(self) -> Document:
        for sheet in self.sheets.pages:
            self.sheet, self.free = sheet, list(sheet.anchors)
            first = len(self.blocks)
            if self.has_tags:
                for element in sheet.tree:
                    self.open(element, ())
                self.running(sheet)
            else:
                self.blocks.extend(_Block(sheet.number, tokens=tokens) for tokens in _paragraphs(sheet))
            self.place_links(self.blocks[first:])
        self.name_parts()
        if self.has_tags:
            self.name_groups()
        pictures = [Picture(alt, False, self.anchor_at(path, at), True) for alt, path, at in self.pictures]
        tables = [
            Table(self.anchor_at(element.path, at), _has_headers(element), has_caption)
            for element, has_caption, at in self.tables
        ]
        self.join_lines()
        return Document(
            passages=tuple(map(_passage, self.blocks)),
            pictures=tuple(pictures),
            tables=tuple(tables),
            targets=frozenset(self.sheets.places),
        )

    # Tags become blocks

    def open(self, element: Element, trail: tuple[Element, ...], *, is_caption: bool = False) -> None:
        """The text directly in `element` as passages, with those of the blocks inside in their places."""
        trail = (*trail, element)
        if element.kind == "Table":
            captioned = any(isinstance(child, Element) and child.kind == "Caption" for child in element.children)
            has_caption = captioned or bool(self.blocks and self.blocks[-1].is_caption)
            self.tables.append((element, has_caption, len(self.blocks)))
        tokens: list[_Token] = []

        def finished() -> None:
            if any(token.piece.text.strip() for token in tokens):
                self.add(_Block(self.sheet.number, trail, list(tokens), is_caption))
            tokens.clear()

        following = [*element.children[1:], None]
        for child, after in zip(element.children, following, strict=True):
            if isinstance(child, int):
                tokens.extend(_Token(piece) for piece in self.sheet.pieces.get(child, ()))
            elif child.kind == "Lbl" and element.kind == "LI":
                continue  # the bullet or number, which a page's list does not have as text either
            elif _is_inline(child):
                tokens.extend(self.inline(child))
            else:
                finished()
                is_before_table = child.kind == "P" and isinstance(after, Element) and _is_table(after)
                self.open(child, trail, is_caption=is_before_table)
        finished()

    def add(self, block: _Block) -> None:
        """As a passage of its own, unless it goes on from the page before or is preceded by its own number alone."""
        earlier = next((found for found in reversed(self.blocks) if found.part != "running"), None)
        if earlier and earlier.page < block.page and _goes_on(earlier, block):
            earlier.go_on(block)
        elif (
            earlier
            and earlier is self.blocks[-1]
            and ORDINAL.fullmatch(earlier.text)
            and _item(earlier) == _item(block)
        ):
            self.blocks[-1] = block
        else:
            self.blocks.append(block)

    def inline(self, element: Element) -> list[_Token]:
        tokens: list[_Token] = []
        if element.kind == "Figure":
            if "black triangle" in element.alt.lower():
                return self.triangle(element)
            self.pictures.append((element.alt, element.path, len(self.blocks)))
        for child in element.children:
            if isinstance(child, int):
                tokens.extend(_Token(piece) for piece in self.sheet.pieces.get(child, ()))
            else:
                tokens.extend(self.inline(child))
        if element.kind == "Link" and tokens and (anchor := self.anchor_of(tokens)):
            tokens = [replace(token, anchor=anchor) for token in tokens]
        if NUMBERS.fullmatch("".join(token.piece.text for token in tokens)) and any(
            token.anchor and token.anchor.address.startswith("#reference-") for token in tokens
        ):
            tokens = [replace(token, is_citation=True) for token in tokens]
        return tokens

    def triangle(self, element: Element) -> list[_Token]:
        drawings = [found for id in sorted(_marked(element)) for found in self.sheet.drawings.get(id, ())]
        if not drawings:  # a picture of one, or a letter
            typed = [piece for id in sorted(_marked(element)) for piece in self.sheet.pieces.get(id, ())]
            if typed:
                return [_Token(piece) for piece in typed]
            self.pictures.append((element.alt, element.path, len(self.blocks)))
            return []
        box = drawings[0].box
        piece = Piece(TRIANGLE, size=box.width, box=box, baseline=box.bottom)
        return [_Token(piece, triangle=Triangle(True, _flaws(drawings), round(box.width, 2)))]

    def anchor_of(self, tokens: list[_Token]) -> Anchor | None:
        """The free area over these words; a small figure's may be flat, so that nearest counts."""
        box = tokens[0].piece.box
        middle = (box.bottom + box.top) / 2

        def distance(anchor: Anchor) -> float:
            return abs((anchor.box.bottom + anchor.box.top) / 2 - middle)

        near = [anchor for anchor in self.free if anchor.box.left < box.right and anchor.box.right > box.left]
        near = [anchor for anchor in near if distance(anchor) < max(1.5 * tokens[0].piece.size, 6)]
        if not near:
            return None
        anchor = min(near, key=distance)
        self.free.remove(anchor)
        return anchor

    def running(self, sheet: Sheet) -> None:
        """What stands in no tag: the running head and foot."""
        tagged = set().union(*(_marked(element) for element in sheet.tree))
        outside = [_Token(piece) for id, pieces in sheet.pieces.items() if id not in tagged for piece in pieces]
        if outside:
            self.blocks.append(_Block(sheet.number, tokens=outside, part="running"))

    def place_links(self, blocks: list[_Block]) -> None:
        """Links that no tag claims go with the words they lie on, or with the end of the page: none is lost."""
        for anchor in self.free:
            said = even(anchor.text)
            home = next((block for block in blocks if said and said in block.text), None)
            if home is None:
                home = _Block(self.sheet.number, part="running")
                self.blocks.append(home)
            home.links.append(anchor)

    # Blocks get their part and their anchor

    def name_parts(self) -> None:
        """By the headings, as the leaflet's templates set them; the cover is what stands on page 1 around the H1."""
        has_headings = any(block.level for block in self.blocks)
        part, cover = "", None
        for block in self.blocks:
            if block.part == "running":
                continue
            title = block.text.rstrip(":").lower() if block.level or not has_headings else ""
            if has_headings or not (block.links or any(token.anchor for token in block.tokens)):
                part, cover = self.next_part(block, title, part, cover)
            if cover is not None and block.path[: len(cover)] != cover:
                part, cover = "", None
            block.part = part or self.part_of(block)
            if part == "adverse-events" and MONITORED.search(block.text):
                block.part = "additional-monitoring"

    def next_part(self, block: _Block, title: str, part: str, cover):
        if part == "prescribing-information":
            return part, None
        if title == APPENDED:
            return "prescribing-information", None
        if title in PARTS:
            return PARTS[title], None
        if block.level == 1 and block.page == 1 and not any(other.part == "heading" for other in self.blocks):
            return "heading", block.path[:-1]
        return ("", None) if block.level else (part, cover)

    def part_of(self, block: _Block) -> str:
        if not self.has_tags:
            return "unknown"
        is_cover = block.page == 1 and not any(other.part in ("heading", "block") for other in self.blocks)
        if is_cover and BRAND.fullmatch(block.text):
            return "brand"
        return "audience" if is_cover and len(block.text) < 200 and AUDIENCE.search(block.text) else "block"

    def name_groups(self) -> None:
        """One anchor for what stands together: under one heading, or in one division of the main part."""
        count, within, level, anchor = 0, None, 99, ""
        for block in self.blocks:
            if block.part != "block":
                continue
            is_new = anchor == "" or _division(block.trail) != within
            if is_new or (block.level and block.level <= level):
                count += 1
                within, level = _division(block.trail), block.level or 99
                anchor = self.place_of(block) or f"pdf-{count}"
            block.anchor = anchor

    def place_of(self, block: _Block) -> str:
        """The name of the place in the file that lies at the upper left corner of `block`."""
        box = block.tokens[0].piece.box
        near = [
            (top - box.top + abs(box.left - left) / 4, len(name), name)
            for name, (page, left, top) in self.sheets.places.items()
            if page == block.page and -3 < box.left - left < 50 and -3 < top - box.top < 40
        ]
        return min(near)[2] if near else ""

    def join_lines(self) -> None:
        """Paragraphs that run in after their heading have a tag for each line: join them to sentences again."""
        joined: list[_Block] = []
        for block in self.blocks:
            last = joined[-1] if joined else None
            if (
                last is not None
                and block.part == last.part == "prescribing-information"
                and block.role == last.role == "text"
                and block.page == last.page
                and last.text
                and not FULL_SENTENCE.search(last.text)
            ):
                last.go_on(block)
            else:
                joined.append(block)
        self.blocks = joined

    def anchor_at(self, path: tuple[int, ...], before: int) -> str:
        """The anchor of the block that shares most tags with `path`, the nearest of several."""
        tagged = [(index, block) for index, block in enumerate(self.blocks) if block.path]
        if not tagged:
            return ""
        return max(tagged, key=lambda found: (_shared(found[1].path, path), -abs(found[0] - before)))[1].anchor

    def lines(self) -> tuple[Line, ...]:
        """The printed lines: a heading that runs in stands in one line with its text."""
        rows: list[tuple[str, int, list[Piece]]] = []
        for block in self.blocks:
            for token in block.tokens:
                last = rows[-1] if rows else None
                if last and last[:2] == (block.part, block.page) and not _is_new_line(last[2][-1], token.piece):
                    last[2].append(token.piece)
                else:
                    rows.append((block.part, block.page, [token.piece]))
        return tuple(_line(*row) for row in rows)


def _passage(block: _Block) -> Passage:
    runs: list[Run] = []
    citations: set[int] = set()
    spoken: list[tuple[Anchor, list[Run]]] = []
    for said, token in _spaced(block.tokens):
        run = Run(said, round(token.piece.size, 2), None, token.piece.is_shown, token.piece.is_faint)
        if token.is_citation:
            citations |= _numbers(said)
        else:
            runs.append(run)
        if token.anchor:
            # A link over two lines is two areas with one address.
            is_same = spoken and spoken[-1][0].address == token.anchor.address and spoken[-1][1][-1] in runs[-2:]
            if is_same and not token.is_citation:
                spoken[-1][1].append(run)
            else:
                spoken.append((token.anchor, [run]))
    around = even("".join(run.text for run in runs))
    said_links = [(anchor, even("".join(run.text for run in of)), of) for anchor, of in spoken]
    links = [
        Link(text, anchor.address, all(run.is_shown for run in of), around, block.part, block.anchor)
        for anchor, text, of in said_links
    ] + [Link(even(found.text), found.address, True, around, block.part, block.anchor) for found in block.links]
    return Passage(
        runs=tuple(runs),
        role=block.role,
        level=block.level,
        part=block.part,
        anchor=block.anchor,
        citations=frozenset(citations),
        links=tuple(links),
        triangles=tuple(token.triangle for token in block.tokens if token.triangle),
        page=block.page,
    )


def _spaced(tokens: list[_Token]) -> Iterator[tuple[str, _Token]]:
    """The text of each token, with a space in front where the print has one, and small raised numbers known as such."""
    last: _Token | None = None
    for token in tokens:
        found = token
        if last and not last.is_citation and not token.is_citation and _is_raised_number(last.piece, token.piece):
            found = replace(token, is_citation=True)
        text = _clean(token.piece.text)
        yield (f" {text}" if last and _is_apart(last.piece, token.piece) else text), found
        last = found


def _clean(text: str) -> str:
    """PDFium has a mark of its own for the hyphen at the end of a line."""
    if "\x02" not in text and "\ufffe" not in text:
        return text
    return re.sub("[\x02\ufffe](?=\\s*$)", "-", text).replace("\x02", "").replace("\ufffe", "")


def _is_apart(last: Piece, piece: Piece) -> bool:
    before, text = _clean(last.text), _clean(piece.text)
    if before[-1:].isspace() or text[:1].isspace():
        return False
    if TRIANGLE in (before, text):
        return True
    if not _is_new_line(last, piece):
        return piece.box.left - last.box.right > 0.2 * min(last.size, piece.size)
    if re.search(r"\S-$", before) and text[:1].isalnum():
        return bool(re.match(r"(?:and|or|to)\b", text))
    return not (re.search(r"\S/$", before) or (re.search(r"\d–$", before) and text[:1].isdigit()))


def _is_new_line(last: Piece, piece: Piece) -> bool:
    if last.angle or piece.angle:
        return last.angle != piece.angle or not _touch(last, piece)
    return abs(last.baseline - piece.baseline) > 0.6 * max(last.size, piece.size) or (
        piece.box.left < last.box.left - 1 or piece.box.left - last.box.right > 4 * max(last.size, piece.size)
    )


def _touch(last: Piece, piece: Piece) -> bool:
    slack = 0.4 * last.size
    one, other = last.box, piece.box
    across = one.left - slack < other.right and other.left - slack < one.right
    return across and one.bottom - slack < other.top and other.bottom - slack < one.top


def _is_raised_number(last: Piece, piece: Piece) -> bool:
    is_small = piece.size < 0.8 * last.size and piece.baseline - last.baseline > 0.15 * last.size
    return (
        is_small
        and not _is_new_line(last, piece)
        and bool(NUMBERS.fullmatch(piece.text) and BEFORE_NUMBERS.search(last.text.rstrip()))
    )


def _numbers(text: str) -> set[int]:
    """Those in “1,3–5”."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d{1,3})(?:\s*[–-]\s*(\d{1,3}))?", text):
        found |= set(range(int(first), int(last or first) + 1))
    return found


def _line(part: str, page: int, pieces: list[Piece]) -> Line:
    text = "".join(
        [_clean(pieces[0].text)]
        + [f" {_clean(b.text)}" if _is_apart(a, b) else _clean(b.text) for a, b in pairwise(pieces)]
    )
    turned = next((piece.angle for piece in pieces if piece.angle), 0)
    measured = [piece.x_height for piece in pieces if piece.x_height]
    size = max(pieces, key=lambda piece: len(piece.text)).size
    return Line(even(text), part, page, round(size, 2), min(measured, default=0.0) / MM, turned)


def _flaws(drawings: list[Drawing]) -> tuple[str, ...]:
    flaws = []
    if any(drawing.colour[:3] != (0, 0, 0) for drawing in drawings):
        flaws.append("it is not black")
    if any(drawing.colour[3] < 255 for drawing in drawings):
        flaws.append("it is faded")
    corners = drawings[0].corners
    if len(drawings) != 1 or len(corners) != 3 or not _is_equilateral_and_points_down(corners):
        flaws.append("it is not an equilateral triangle that points down")
    return tuple(flaws)


def _is_equilateral_and_points_down(corners) -> bool:
    (_, bottom), (_, top), (_, also_top) = sorted(corners, key=lambda corner: corner[1])
    sides = [sum((a - b) ** 2 for a, b in zip(corners[i], corners[i - 1], strict=True)) ** 0.5 for i in range(3)]
    return abs(top - also_top) < 0.05 * max(sides) and bottom < top and max(sides) <= 1.05 * min(sides)


def _paragraphs(sheet: Sheet) -> Iterator[list[_Token]]:
    """Of a page without tags: lines of one size, left-aligned, a line's height apart."""
    tokens: list[_Token] = []
    start: Piece | None = None  # of the current line
    for piece in (piece for pieces in sheet.pieces.values() for piece in pieces):
        if tokens and start and _is_new_line(tokens[-1].piece, piece):
            down = start.baseline - piece.baseline
            goes_on = 0.9 * piece.size < down < 1.6 * piece.size and abs(piece.size - start.size) < 0.5
            if not goes_on or abs(piece.box.left - start.box.left) > 2 * piece.size:
                yield tokens
                tokens = []
            start = piece
        start = start or piece
        tokens.append(_Token(piece))
    if tokens:
        yield tokens


def _goes_on(last: _Block, block: _Block) -> bool:
    """By its tag; where a file has a new tag on each page (WeasyPrint's do), by its words."""
    if last.path == block.path:
        return True
    is_alike = last.role == block.role in ("text", "item")
    return is_alike and not FULL_SENTENCE.search(last.text) and block.text[:1].islower()


def _item(block: _Block) -> tuple[int, ...]:
    """The path of the list item it stands in, else its own."""
    return next((element.path for element in reversed(block.trail) if element.kind == "LI"), block.path)


def _marked(element: Element) -> set[int]:
    found: set[int] = set()
    for child in element.children:
        found |= {child} if isinstance(child, int) else _marked(child)
    return found


def _is_inline(element: Element) -> bool:
    return element.kind in INLINE and all(isinstance(child, int) or _is_inline(child) for child in element.children)


def _is_table(element: Element) -> bool:
    """It is one, or holds nothing else."""
    inside = [child for child in element.children if isinstance(child, Element)]
    return element.kind == "Table" or (element.kind == "Div" and len(inside) == 1 and _is_table(inside[0]))


def _has_headers(element: Element) -> bool:
    row = next(_rows(element), None)
    return row is not None and any(isinstance(cell, Element) and cell.kind == "TH" for cell in row.children)


def _rows(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.kind == "TR":
                yield child
            else:
                yield from _rows(child)


def _division(trail: tuple[Element, ...]) -> tuple[int, ...]:
    """The path of the division right below the main part (or the whole) that a block stands in."""
    below = [index + 1 for index, element in enumerate(trail) if element.kind in ("Document", "Part")]
    index = below[-1] if below else 0
    while index < len(trail) - 1 and trail[index].kind == "NonStruct":
        index += 1
    is_division = index < len(trail) and trail[index].kind in ("Div", "Sect", "Art", "Table")
    return trail[index].path if is_division else ()


def _shared(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
