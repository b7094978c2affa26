"""Pages, their sizes and marks; layers, bookmarks, tags and names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from downloads.inspection.limits import Limits
from downloads.inspection.reasons import Reason

MM = 72 / 25.4  # points
SMALLEST_MM, LARGEST_MM = 50, 1300  # from a business card to A0 with room to spare
INHERITED = ("/MediaBox", "/CropBox", "/Resources", "/Rotate")
# Trees that can run in a circle: where they begin, which ways lead on, what they are called.
TREES = (
    (("/Outlines",), ("/First", "/Next"), "bookmarks"),
    (("/StructTreeRoot",), ("/K",), "tags"),
    (("/Names", "/Dests"), ("/Kids",), "names of places"),
    (("/StructTreeRoot", "/ParentTree"), ("/Kids",), "tags"),
    (("/PageLabels",), ("/Kids",), "page numbers"),
)


@dataclass(frozen=True)
class Page:
    """One page with what it inherits."""

    dictionary: Dictionary
    inherited: dict

    def get(self, key: str):
        return self.dictionary.get(key, self.inherited.get(key))


class Pages:
    """The pages, found by hand: the library would copy a page that is listed a million times a million times."""

    def __init__(self, pdf: pikepdf.Pdf, limits: Limits):
        self.most = limits.pages
        self.found: list[Page] = []
        self.root = pdf.Root

    def problems(self, facts: dict) -> Iterator[Reason]:
        yield from self._find()
        sizes = {}
        for number, page in enumerate(self.found, start=1):
            yield from _marks(page, number)
            width, height = _size(page, "/MediaBox")
            if not (SMALLEST_MM <= width <= LARGEST_MM and SMALLEST_MM <= height <= LARGEST_MM):
                yield Reason("size", f"Page {number} measures {width:,.0f} × {height:,.0f} mm.")
            cropped = _size(page, "/CropBox") if page.get("/CropBox") is not None else (width, height)
            if min(cropped) < SMALLEST_MM:
                yield Reason("size", f"Of page {number} only {cropped[0]:,.0f} × {cropped[1]:,.0f} mm are shown.")
            sizes.setdefault(f"{cropped[0]:.0f} × {cropped[1]:.0f} mm", number)
        facts["pages"], facts["sizes"] = len(self.found), list(sizes)

    def _find(self) -> Iterator[Reason]:
        seen: set[tuple[int, int]] = set()
        waiting = [(self.root.get("/Pages"), {})]
        while waiting:
            node, inherited = waiting.pop()
            if not isinstance(node, Dictionary):
                yield Reason("damaged", "The file is damaged (a page is missing).")
                return
            if node.is_indirect and node.objgen in seen:
                yield Reason("ambiguous", "Its list of pages runs in a circle, or has a page twice.")
                return
            seen.add(node.objgen)
            inherited = inherited | {key: node[key] for key in INHERITED if key in node}
            if "/Kids" in node:
                kids = node["/Kids"]
                if not isinstance(kids, Array) or len(kids) > 10 * self.most:
                    yield Reason("too-long", f"The file has more than {self.most} pages.")
                    return
                waiting += [(kid, inherited) for kid in reversed(list(kids))]
                continue
            self.found.append(Page(node, inherited))
            if len(self.found) > self.most:
                yield Reason("too-long", f"The file has more than {self.most} pages.")
                return
        if not self.found:
            yield Reason("damaged", "The file has no pages.")


def _marks(page: Page, number: int) -> Iterator[Reason]:
    """Whatever lies on a page and is no link: it can be moved, hidden or deleted in any reader."""
    notes = page.dictionary.get("/Annots", [])
    if not isinstance(notes, Array | list):
        yield Reason("damaged", f"The file is damaged (the marks on page {number} are no list).")
        return
    kinds = [note.get("/Subtype") if isinstance(note, Dictionary) else None for note in notes]
    for kind in dict.fromkeys(str(kind).lstrip("/") for kind in kinds):
        if kind == "Widget":
            yield Reason("acts", f"A form field lies on page {number}.")
        elif kind == "FileAttachment":
            yield Reason("attachment", f"A file is attached to page {number}.")
        elif kind in ("Screen", "Movie", "Sound", "RichMedia", "3D"):
            yield Reason("acts", f"Sound, film or a 3D model lies on page {number} ({kind}).")
        elif kind != "Link":
            yield Reason("marks", f"A comment or mark was left on page {number} ({kind}).")


def _size(page: Page, box: str) -> tuple[float, float]:
    """In mm; 0 × 0 where the file does not say it in four numbers."""
    unit = page.dictionary.get("/UserUnit", 1)
    try:
        left, bottom, right, top = (float(side) for side in page.get(box))
        return abs(right - left) * float(unit) / MM, abs(top - bottom) * float(unit) / MM
    except (TypeError, ValueError):
        return 0.0, 0.0


def problems(pdf: pikepdf.Pdf) -> Iterator[Reason]:
    """Layers that are not always shown, and trees that have no end."""
    yield from _layers(pdf.Root.get("/OCProperties"), pdf)
    for way, onward, name in TREES:
        top = pdf.Root
        for step in way:
            top = top.get(step) if isinstance(top, Dictionary) else None
        if isinstance(top, Dictionary) and runs_in_a_circle(top, onward):
            yield Reason("damaged", f"The file is damaged (its {name} run in a circle).")


def runs_in_a_circle(top: Dictionary, onward: tuple[str, ...]) -> bool:
    """Something below `top` can be reached in two ways: in a tree it cannot."""
    seen: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Array):
            waiting += [item for item in node if isinstance(item, Dictionary | Array)]
        elif isinstance(node, Dictionary):
            if node.is_indirect:
                if node.objgen in seen:
                    return True
                seen.add(node.objgen)
            waiting += [node[key] for key in onward if isinstance(node.get(key), Dictionary | Array)]
    return False


def _layers(properties, pdf: pikepdf.Pdf) -> Iterator[Reason]:
    if not isinstance(properties, Dictionary):
        return
    shown = properties.get("/D", Dictionary())
    if shown.get("/OFF") or shown.get("/BaseState", Name("/ON")) != "/ON":
        yield Reason("layers", "The file has layers that are hidden.")
    if properties.get("/Configs"):
        yield Reason("layers", "The file has several arrangements of its layers to choose from.")
    for layer in properties.get("/OCGs", []):
        usage = layer.get("/Usage", Dictionary()) if isinstance(layer, Dictionary) else Dictionary()
        states = {str(value) for use in usage.values() if isinstance(use, Dictionary) for value in use.values()}
        if "/OFF" in states:
            yield Reason("layers", f"The layer “{layer.get('/Name')}” differs on screen and on paper.")
        if {"/Zoom", "/Language", "/User"} & set(usage.keys()):
            yield Reason("layers", f"The layer “{layer.get('/Name')}” is shown to some readers only.")
    for found in pdf.objects:
        is_rule = isinstance(found, Dictionary) and found.get("/Type") == "/OCMD"
        if is_rule and ("/VE" in found or found.get("/P") in ("/AllOff", "/AnyOff")):
            yield Reason("layers", "The file has content that is shown while a layer is hidden.")
