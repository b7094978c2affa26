"""Two PDFs page beside page, as they look: which page became which, and the regions that changed.

Words are compared as they are read, over the borders of pages, so that what merely moved is not marked. Drawings are
compared one by one. Then the pictures of the pages are laid over each other: what differs and was not told yet is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from compliance.comparison.pairing import Matched, Pair, apart, is_same_place, match
from compliance.comparison.pixels import Area, differing_areas
from compliance.comparison.placed import Document, Word, read_document
from compliance.comparison.regions import Region, boxes_of_lines, joined
from compliance.comparison.result import as_text
from compliance.pdfium import Box
from compliance.pictures_of_pdf import picture_of_page

MOST_PAGES = 20  # whose pictures are laid over each other at once
WITHIN = (1100, 1100)  # pixels; about 94 to the inch of an A4 page
MARGIN = 1.5  # points around a word, as far as its letters' edges reach


@dataclass(frozen=True)
class ComparedPage:
    """A page before and after, by their numbers from 1, 0 for none; sizes in points. Regions in reading order.

    `running` are those in heads and feet that several pages have. With `has_moved`, some of what is not marked stands
    elsewhere than it did, maybe on another page.
    """

    before: int
    after: int
    before_size: tuple[float, float]
    after_size: tuple[float, float]
    regions: tuple[Region, ...] = ()
    running: tuple[Region, ...] = ()
    has_moved: bool = False

    @property
    def is_new(self) -> bool:
        return not self.before

    @property
    def is_gone(self) -> bool:
        return not self.after

    @property
    def has_other_size(self) -> bool:
        is_pair = self.before and self.after
        return bool(is_pair) and any(
            abs(was - now) > 1 for was, now in zip(self.before_size, self.after_size, strict=True)
        )

    @property
    def is_changed(self) -> bool:
        """In more than a running head or foot."""
        return bool(self.regions) or self.has_other_size or self.is_new or self.is_gone


@dataclass(frozen=True)
class PicturedComparison:
    """`pages` are those from the place `first` on, of `in_all` places where either file has a page."""

    pages: tuple[ComparedPage, ...]
    first: int
    in_all: int

    @property
    def last(self) -> int:
        return self.first + len(self.pages) - 1


def compare_pictures(before: bytes, after: bytes, *, first: int = 1) -> PicturedComparison:
    """MOST_PAGES pages of two PDFs, from the place `first`. Raises PdfUnreadable and PageTooSlow."""
    earlier, later = read_document(before), read_document(after)
    pairs, matched = match(earlier, later)
    comparer = _Comparer(earlier, later, matched)
    pages = [comparer.page(pair) for pair in pairs[first - 1 : first - 1 + MOST_PAGES]]
    pages = [_with_what_looks_different(page, comparer, before, after) for page in pages]
    return PicturedComparison(tuple(pages), first, len(pairs))


class _Comparer:
    def __init__(self, before: Document, after: Document, matched: Matched):
        self.before, self.after, self.matched = before, after, matched

    def page(self, pair: Pair) -> ComparedPage:
        old, new = pair
        moved = any(_has_moved(*words, pair) for words in self._words_on(old, new))
        numbers = (0 if old is None else old + 1, 0 if new is None else new + 1)
        sizes = ((0, 0) if at is None else all_[at] for at, all_ in ((old, self.before.sizes), (new, self.after.sizes)))
        if None in pair:  # what came or went with the whole page need not be told
            regions = joined(_of_words(self.matched, old, new)) if moved else ()
            return ComparedPage(*numbers, *sizes, regions, has_moved=moved)
        return ComparedPage(
            *numbers,
            *sizes,
            regions=joined(chain(_of_words(self.matched, old, new), self._of_drawings(old, new))),
            running=joined(_of_words(self.matched.running[old, new], old, new)),
            has_moved=moved,
        )

    def _of_drawings(self, old: int, new: int) -> Iterator[Region]:
        """One that stands where another stood is what became of it."""
        gone = [drawing.box for drawing in self.matched.gone if drawing.page == old]
        for drawing in self.matched.new:
            if drawing.page == new:
                was = tuple(box for box in gone if not apart(box, drawing.box))
                gone = [box for box in gone if box not in was]
                yield Region(was, (drawing.box,))
        yield from (Region(before=(box,)) for box in gone)

    def _words_on(self, old: int | None, new: int | None) -> Iterator[tuple[Word, Word]]:
        return ((one, two) for one, two in self.matched.words if one.place == old or two.place == new)

    def told(self, page: ComparedPage) -> Iterator[Box]:
        """Where the pictures may differ: what is marked already, and what stayed the same but moved."""
        old, new = page.before - 1, page.after - 1
        for region in (*page.regions, *page.running):
            yield from (*region.before, *region.after)
        for one, two in chain(self._words_on(old, new), self.matched.running[old, new].words):
            if _has_moved(one, two, (old, new)):
                yield from (word.element for word, at in ((one, old), (two, new)) if word.place == at)
        for one, two in self.matched.drawings:
            if one.page != old or two.page != new or not is_same_place(one.box, two.box):
                yield from (drawing.box for drawing, at in ((one, old), (two, new)) if drawing.page == at)


def _of_words(matched: Matched, old: int | None, new: int | None) -> Iterator[Region]:
    """Each passage that went from or came to these two pages."""
    for gone, came in matched.runs:
        before = boxes_of_lines(word.element for word in gone if word.place == old)
        after = boxes_of_lines(word.element for word in came if word.place == new)
        if before or after:
            yield Region(before, after, as_text(gone), as_text(came))


def _has_moved(one: Word, two: Word, pair: Pair) -> bool:
    return (one.place, two.place) != pair or not is_same_place(one.element, two.element)


def _with_what_looks_different(page: ComparedPage, comparer: _Comparer, before: bytes, after: bytes) -> ComparedPage:
    """With regions where the pictures differ and nothing told so."""
    if page.is_new or page.is_gone or page.has_other_size:
        return page
    was, now = (
        picture_of_page(body, number, within=WITHIN) for body, number in ((before, page.before), (after, page.after))
    )
    if was.size != now.size:  # by a pixel: rounded otherwise
        was = was.resize(now.size)
    scale, height = now.width / page.after_size[0], page.after_size[1]
    areas = differing_areas(was, now, ignoring=[_in_pixels(box, scale, height) for box in comparer.told(page)])
    boxes = [(_in_points(area, scale, height),) for area in areas]
    return replace(page, regions=joined([*page.regions, *(Region(box, box) for box in boxes)]))


def _in_pixels(box: Box, scale: float, height: float) -> Area:
    return (
        int((box.left - MARGIN) * scale),
        int((height - box.top - MARGIN) * scale),
        int((box.right + MARGIN) * scale) + 1,
        int((height - box.bottom + MARGIN) * scale) + 1,
    )


def _in_points(area: Area, scale: float, height: float) -> Box:
    left, top, right, bottom = area
    return Box(left / scale, height - bottom / scale, right / scale, height - top / scale)
