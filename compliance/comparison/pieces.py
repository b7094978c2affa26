"""Tokens cut into what one mark may hold, and removed ones turned back into HTML for it."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby
from typing import Any

from lxml import html as lxml_html
from lxml.html.builder import E

from compliance.comparison.tokens import Kind, Token

BREAK = " ¶ "


def stretch(token: Token) -> tuple[str, Any]:
    """What one mark may go around."""
    if token.is_border:
        return "border", None
    if token.element is not None and token.element.tag == "svg" and token.place:
        return "drawing", token.element
    return ("text", token.place) if token.is_text else ("note", token)


def lines(tokens: list[Token]) -> list[list[Token]]:
    """What stands between the borders."""
    return [list(group) for is_border, group in groupby(tokens, key=lambda token: token.is_border) if not is_border]


def trimmed(tokens: list[Token]) -> list[Token]:
    """`tokens` without the borders around them."""
    inner = [n for n, token in enumerate(tokens) if not token.is_border]
    return tokens[inner[0] : inner[-1] + 1]


def table_rows(tokens: list[Token]) -> list[list[tuple[lxml_html.HtmlElement, list[Token]]]]:
    """The whole table rows in `tokens`: their cells, with what stood in them."""
    rows, cell = [], None
    for token in tokens:
        tag = token.element.tag if token.kind is Kind.BEGIN else ""
        if tag == "tr":
            rows.append([])
        elif tag in {"td", "th"} and rows:
            cell = []
            rows[-1].append((token.element, cell))
        elif cell is not None and not token.is_border:
            cell.append(token)
    return rows


def drawings(tokens: list[Token]) -> Iterator[lxml_html.HtmlElement]:
    return (token.element for token in tokens if stretch(token)[0] == "drawing")


def spans(cell: lxml_html.HtmlElement) -> dict[str, str]:
    return {name: cell.get(name) for name in ("colspan", "rowspan") if cell.get(name)}


def level(token: Token) -> str:
    """The tag that raises or lowers it, if any."""
    if token.is_border:
        return "border"
    if token.kind is Kind.CITATION or "raised" in token.style:
        return "sup"
    return "sub" if "lowered" in token.style else ""


def pieces_of(tokens: list[Token]) -> Iterator[str | lxml_html.HtmlElement]:
    """Text and raised or lowered figures of `tokens`."""
    was_border = False
    for n_part, (tag, group) in enumerate(groupby(tokens, key=level)):
        part = list(group)
        text = "".join(f" {token.text}" if n and token.is_spaced else token.text for n, token in enumerate(part))
        gap = " " if n_part and part[0].is_spaced and not was_border else ""
        was_border = part[0].is_border
        if part[0].is_border:
            yield BREAK
        elif tag:
            yield gap
            yield E(tag, text, {"class": "citation"} if part[0].kind is Kind.CITATION else {})
        else:
            yield gap + text


def append_pieces(element: lxml_html.HtmlElement, *pieces: str | lxml_html.HtmlElement) -> None:
    for piece in pieces:
        if not isinstance(piece, str):
            element.append(piece)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece


def copy_of_drawing(drawing: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """A removed drawing as it was, with the plate it stands on."""
    holder = drawing.getparent()
    copy = deepcopy(holder if holder.tag == "span" and len(holder) == 1 else drawing)
    copy.tail = None
    for part in copy.iter():
        for name in ("id", "aria-labelledby"):
            part.attrib.pop(name, None)
    return copy
