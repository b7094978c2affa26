"""A PDF read as a Document: by its tags where it has them, line by line where it has none.

`pdf_pages` sees the pages, `pdf_catalogue` what the file says of itself and would do; here they become passages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from compliance.pdfium import PdfUnreadable
from compliance.preflight.reading.document import TRIANGLE, Document, Passage, Picture, Table, Triangle, even
from compliance.preflight.reading.drawing import is_triangle_pointing_down
from compliance.preflight.reading.pdf_blocks import (
    FULL_SENTENCE,
    Block,
    division,
    goes_on,
    has_headers,
    is_inline,
    is_table,
    item_of,
    marked,
    passage_of,
    shared,
)
from compliance.preflight.reading.pdf_catalogue import Catalogue, read_catalogue
from compliance.preflight.reading.pdf_pages import (
    Anchor,
    Drawing,
    Element,
    Piece,
    Sheet,
    Sheets,
    read_sheets,
)
from compliance.preflight.reading.pdf_text import NUMBERS, Line, Token, is_new_line, line_of, paragraphs

# Parts by the heading they stand under, as templates/downloads/obligatory.html has them.
PARTS = {"adverse event reporting": "adverse-events", "references": "references", "abbreviations": "abbreviations"}
APPENDED = "prescribing information"
BRAND = re.compile(r"[^\s()]+[®™]?\s*▼?\s*\([^()]+\)")
AUDIENCE = re.compile(r"healthcare professionals|health professionals|^Produced by\b", re.IGNORECASE)
MONITORED = re.compile(r"^(?:▼\s*)?This medicin\w+ (?:product )?is subject to additional monitoring", re.IGNORECASE)
ORDINAL = re.compile(r"\d{1,2}[.)]?")


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
    sheets, document, lines, has_tags, problem = read_whole(body)
    # Viewers open what PDFium opens; what pypdf alone cannot follow has not been checked either.
    return Paper(document, catalogue, lines, sheets.foreign_fonts, has_tags, problem or catalogue.problem)


def read_pdf(body: bytes) -> Document:
    """What is printed, in reading order; empty if the file cannot be read (PDF000 says so).

    Blocks have their anchors where the file names them as places, else a name of their own: “pdf-3”. What runs at the
    head and foot comes once a page, after the rest of the page, as the part “running”.
    """
    return read_whole(body)[1]


@lru_cache(maxsize=16)
def read_whole(body: bytes) -> tuple[Sheets, Document, tuple[Line, ...], bool, str]:
    try:
        sheets = read_sheets(body)
    except PdfUnreadable as error:
        return Sheets(), Document(()), (), False, str(error)
    reader = _Reader(sheets)
    document = reader.document()
    return sheets, document, reader.lines(), reader.has_tags, ""


class _Reader:
    def __init__(self, sheets: Sheets):
        self.sheets = sheets
        self.has_tags = any(marked(element) & set(sheet.pieces) for sheet in sheets.pages for element in sheet.tree)
        self.blocks: list[Block] = []
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
                self.blocks.extend(Block(sheet.number, tokens=tokens) for tokens in paragraphs(sheet))
            self.place_links(self.blocks[first:])
        self.name_parts()
        if self.has_tags:
            self.name_groups()
        pictures = [Picture(alt, False, self.anchor_at(path, at), True) for alt, path, at in self.pictures]
        tables = [
            Table(self.anchor_at(element.path, at), has_headers(element), has_caption)
            for element, has_caption, at in self.tables
        ]
        self.join_lines()
        return Document(
            passages=tuple(map(passage_of, self.blocks)),
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
        tokens: list[Token] = []

        def finished() -> None:
            if any(token.piece.text.strip() for token in tokens):
                self.add(Block(self.sheet.number, trail, list(tokens), is_caption))
            tokens.clear()

        following = [*element.children[1:], None]
        for child, after in zip(element.children, following, strict=True):
            if isinstance(child, int):
                tokens.extend(Token(piece) for piece in self.sheet.pieces.get(child, ()))
            elif child.kind == "Lbl" and element.kind == "LI":
                continue  # the bullet or number, which a page's list does not have as text either
            elif is_inline(child):
                tokens.extend(self.inline(child))
            else:
                finished()
                is_before_table = child.kind == "P" and isinstance(after, Element) and is_table(after)
                self.open(child, trail, is_caption=is_before_table)
        finished()

    def add(self, block: Block) -> None:
        """As a passage of its own, unless it goes on from the page before or is preceded by its own number alone."""
        earlier = next((found for found in reversed(self.blocks) if found.part != "running"), None)
        if earlier and earlier.page < block.page and goes_on(earlier, block):
            earlier.go_on(block)
        elif (
            earlier
            and earlier is self.blocks[-1]
            and ORDINAL.fullmatch(earlier.text)
            and item_of(earlier) == item_of(block)
        ):
            self.blocks[-1] = block
        else:
            self.blocks.append(block)

    def inline(self, element: Element) -> list[Token]:
        tokens: list[Token] = []
        if element.kind == "Figure":
            if "black triangle" in element.alt.lower():
                return self.triangle(element)
            self.pictures.append((element.alt, element.path, len(self.blocks)))
        for child in element.children:
            if isinstance(child, int):
                tokens.extend(Token(piece) for piece in self.sheet.pieces.get(child, ()))
            else:
                tokens.extend(self.inline(child))
        if element.kind == "Link" and tokens and (anchor := self.anchor_of(tokens)):
            tokens = [replace(token, anchor=anchor) for token in tokens]
            self.free = [other for other in self.free if not goes_on_in(anchor, other, tokens)]
        if NUMBERS.fullmatch("".join(token.piece.text for token in tokens)) and any(
            token.anchor and token.anchor.address.startswith("#reference-") for token in tokens
        ):
            tokens = [replace(token, is_citation=True) for token in tokens]
        return tokens

    def triangle(self, element: Element) -> list[Token]:
        drawings = [found for id in sorted(marked(element)) for found in self.sheet.drawings.get(id, ())]
        if not drawings:  # a picture of one, or a letter
            typed = [piece for id in sorted(marked(element)) for piece in self.sheet.pieces.get(id, ())]
            if typed:
                return [Token(piece) for piece in typed]
            self.pictures.append((element.alt, element.path, len(self.blocks)))
            return []
        box = drawings[0].box
        piece = Piece(TRIANGLE, size=box.width, box=box, baseline=box.bottom)
        return [Token(piece, triangle=Triangle(True, flaws_of(drawings), round(box.width, 2)))]

    def anchor_of(self, tokens: list[Token]) -> Anchor | None:
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
        tagged = set().union(*(marked(element) for element in sheet.tree))
        outside = [Token(piece) for id, pieces in sheet.pieces.items() if id not in tagged for piece in pieces]
        if outside:
            self.blocks.append(Block(sheet.number, tokens=outside, part="running"))

    def place_links(self, blocks: list[Block]) -> None:
        """Links that no tag claims go with the words they lie on, or with the end of the page: none is lost."""
        for anchor in self.free:
            said = even(anchor.text)
            home = next((block for block in blocks if said and said in block.text), None)
            if home is None:
                home = Block(self.sheet.number, part="running")
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

    def next_part(self, block: Block, title: str, part: str, cover):
        if part == "prescribing-information":
            return part, None
        if title == APPENDED:
            return "prescribing-information", None
        if title in PARTS:
            return PARTS[title], None
        if block.level == 1 and block.page == 1 and not any(other.part == "heading" for other in self.blocks):
            return "heading", block.path[:-1]
        return ("", None) if block.level else (part, cover)

    def part_of(self, block: Block) -> str:
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
            is_new = anchor == "" or division(block.trail) != within
            if is_new or (block.level and block.level <= level):
                count += 1
                within, level = division(block.trail), block.level or 99
                anchor = self.place_of(block) or f"pdf-{count}"
            block.anchor = anchor

    def place_of(self, block: Block) -> str:
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
        joined: list[Block] = []
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
        return max(tagged, key=lambda found: (shared(found[1].path, path), -abs(found[0] - before)))[1].anchor

    def lines(self) -> tuple[Line, ...]:
        """The printed lines: a heading that runs in stands in one line with its text."""
        rows: list[tuple[str, int, list[Piece]]] = []
        for block in self.blocks:
            for token in block.tokens:
                last = rows[-1] if rows else None
                if last and last[:2] == (block.part, block.page) and not is_new_line(last[2][-1], token.piece):
                    last[2].append(token.piece)
                else:
                    rows.append((block.part, block.page, [token.piece]))
        return tuple(line_of(*row) for row in rows)


def goes_on_in(anchor: Anchor, other: Anchor, tokens: list[Token]) -> bool:
    """A link over several lines has an area for each."""
    return other.address == anchor.address and any(
        token.piece.box.left < other.box.right
        and token.piece.box.right > other.box.left
        and token.piece.box.bottom < other.box.top
        and token.piece.box.top > other.box.bottom
        for token in tokens
    )


def flaws_of(drawings: list[Drawing]) -> tuple[str, ...]:
    flaws = []
    if any(drawing.colour[:3] != (0, 0, 0) for drawing in drawings):
        flaws.append("it is not black")
    if any(drawing.colour[3] < 255 for drawing in drawings):
        flaws.append("it is faded")
    # PDFs count upwards.
    if len(drawings) != 1 or not is_triangle_pointing_down([(x, -y) for x, y in drawings[0].corners]):
        flaws.append("it is not an equilateral triangle that points down")
    return tuple(flaws)
