"""Passages in the making: the pieces of one tag, what they are by their tags, and the Passage they become."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from compliance.preflight.reading.document import Link, Passage, Run, even
from compliance.preflight.reading.pdf_pages import Anchor, Element
from compliance.preflight.reading.pdf_text import Token, numbers, spaced

INLINE = {"Span", "NonStruct", "Link", "Em", "Strong", "Quote", "Code", "Reference", "Figure", "Formula", "Sub", "Lbl"}
LEVELS = {"Title": 1, "H": 2} | {f"H{level}": level for level in range(1, 7)}
ROLES = {"LI": "item", "LBody": "item", "TD": "cell", "TH": "header cell", "Caption": "caption"}
FULL_SENTENCE = re.compile(r"[.!?:;]$")


@dataclass
class Block:
    """A passage in the making; `trail` are the tags it stands in, the outermost first."""

    page: int
    trail: tuple[Element, ...] = ()
    tokens: list[Token] = field(default_factory=list)
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
        return even("".join(said for said, token in spaced(self.tokens) if not token.is_citation))

    def go_on(self, block: Block) -> None:
        """Take in `block`, which continues this one."""
        self.tokens.extend(block.tokens)
        self.links.extend(block.links)
        self.__dict__.pop("text", None)


def passage_of(block: Block) -> Passage:
    runs: list[Run] = []
    citations: set[int] = set()
    spoken: list[tuple[Anchor, list[Run]]] = []
    for said, token in spaced(block.tokens):
        run = Run(said, round(token.piece.size, 2), None, token.piece.is_shown, token.piece.is_faint)
        if token.is_citation:
            citations |= numbers(said)
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


def goes_on(last: Block, block: Block) -> bool:
    """By its tag; where a file has a new tag on each page (WeasyPrint's do), by its words."""
    if last.path == block.path:
        return True
    is_alike = last.role == block.role in ("text", "item")
    return is_alike and not FULL_SENTENCE.search(last.text) and block.text[:1].islower()


def item_of(block: Block) -> tuple[int, ...]:
    """The path of the list item it stands in, else its own."""
    return next((element.path for element in reversed(block.trail) if element.kind == "LI"), block.path)


def marked(element: Element) -> set[int]:
    found: set[int] = set()
    for child in element.children:
        found |= {child} if isinstance(child, int) else marked(child)
    return found


def is_inline(element: Element) -> bool:
    return element.kind in INLINE and all(isinstance(child, int) or is_inline(child) for child in element.children)


def is_table(element: Element) -> bool:
    """It is one, or holds nothing else."""
    inside = [child for child in element.children if isinstance(child, Element)]
    return element.kind == "Table" or (element.kind == "Div" and len(inside) == 1 and is_table(inside[0]))


def has_headers(element: Element) -> bool:
    row = next(_rows(element), None)
    return row is not None and any(isinstance(cell, Element) and cell.kind == "TH" for cell in row.children)


def _rows(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.kind == "TR":
                yield child
            else:
                yield from _rows(child)


def division(trail: tuple[Element, ...]) -> tuple[int, ...]:
    """The path of the division right below the main part (or the whole) that a block stands in."""
    below = [index + 1 for index, element in enumerate(trail) if element.kind in ("Document", "Part")]
    index = below[-1] if below else 0
    while index < len(trail) - 1 and trail[index].kind == "NonStruct":
        index += 1
    is_division = index < len(trail) and trail[index].kind in ("Div", "Sect", "Art", "Table")
    return trail[index].path if is_division else ()


def shared(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
