"""The words of a PDF's pieces: where a space stands, what is a raised number, which pieces make a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from compliance.preflight.reading.document import TRIANGLE, Triangle, even
from compliance.preflight.reading.pdf_pages import Anchor, Piece, Sheet

MM = 72 / 25.4  # points
BEFORE_NUMBERS = re.compile(r"(?:[A-Za-z]{3}|[.,;:)%’”®™])$")
NUMBERS = re.compile(r"[\d,\s–-]+")


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
class Token:
    """A piece with what it is part of."""

    piece: Piece
    anchor: Anchor | None = None
    is_citation: bool = False
    triangle: Triangle | None = None


def spaced(tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    """The text of each token, with a space in front where the print has one, and small raised numbers known as such."""
    last: Token | None = None
    for token in tokens:
        found = token
        if last and not last.is_citation and not token.is_citation and _is_raised_number(last.piece, token.piece):
            found = replace(token, is_citation=True)
        text = clean(token.piece.text)
        yield (f" {text}" if last and is_apart(last.piece, token.piece) else text), found
        last = found


def clean(text: str) -> str:
    """PDFium has a mark of its own for the hyphen at the end of a line."""
    if "\x02" not in text and "\ufffe" not in text:
        return text
    return re.sub("[\x02\ufffe](?=\\s*$)", "-", text).replace("\x02", "").replace("\ufffe", "")


def is_apart(last: Piece, piece: Piece) -> bool:
    before, text = clean(last.text), clean(piece.text)
    if before[-1:].isspace() or text[:1].isspace():
        return False
    if TRIANGLE in (before, text):
        return True
    if not is_new_line(last, piece):
        return piece.box.left - last.box.right > 0.2 * min(last.size, piece.size)
    if re.search(r"\S-$", before) and text[:1].isalnum():
        return bool(re.match(r"(?:and|or|to)\b", text))
    return not (re.search(r"\S/$", before) or (re.search(r"\d–$", before) and text[:1].isdigit()))


def is_new_line(last: Piece, piece: Piece) -> bool:
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
        and not is_new_line(last, piece)
        and bool(NUMBERS.fullmatch(piece.text) and BEFORE_NUMBERS.search(last.text.rstrip()))
    )


def numbers(text: str) -> set[int]:
    """Those in “1,3–5”."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d{1,3})(?:\s*[–-]\s*(\d{1,3}))?", text):
        found |= set(range(int(first), int(last or first) + 1))
    return found


def line_of(part: str, page: int, pieces: list[Piece]) -> Line:
    text = "".join(
        [clean(pieces[0].text)]
        + [f" {clean(b.text)}" if is_apart(a, b) else clean(b.text) for a, b in pairwise(pieces)]
    )
    turned = next((piece.angle for piece in pieces if piece.angle), 0)
    measured = [piece.x_height for piece in pieces if piece.x_height]
    size = max(pieces, key=lambda piece: len(piece.text)).size
    return Line(even(text), part, page, round(size, 2), min(measured, default=0.0) / MM, turned)


def paragraphs(sheet: Sheet) -> Iterator[list[Token]]:
    """Of a page without tags: lines of one size, left-aligned, a line's height apart."""
    tokens: list[Token] = []
    start: Piece | None = None  # of the current line
    for piece in (piece for pieces in sheet.pieces.values() for piece in pieces):
        if tokens and start and is_new_line(tokens[-1].piece, piece):
            down = start.baseline - piece.baseline
            goes_on = 0.9 * piece.size < down < 1.6 * piece.size and abs(piece.size - start.size) < 0.5
            if not goes_on or abs(piece.box.left - start.box.left) > 2 * piece.size:
                yield tokens
                tokens = []
            start = piece
        start = start or piece
        tokens.append(Token(piece))
    if tokens:
        yield tokens
