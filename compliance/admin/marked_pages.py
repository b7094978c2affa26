"""A comparison of PDFs as its screen needs it: where the marks stand in the drawings over the pages."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from compliance.comparison.pictures import ComparedPage, PicturedComparison
from compliance.comparison.regions import Region
from compliance.pdfium import Box

ROOM = 2.0  # points between what changed and its frame
BADGE = (12.0, 10.0)  # points: width and height of the number on a frame's corner


@dataclass(frozen=True)
class Frame:
    """A frame in a drawing as large as the page in points, from the upper left corner; its number is on the badge."""

    x: float
    y: float
    width: float
    height: float
    badge_x: float = 0
    badge_y: float = 0


@dataclass(frozen=True)
class Mark:
    """A changed region with its number on the page."""

    number: int
    region: Region
    before: list[Frame]
    after: list[Frame]

    @property
    def anchor(self) -> str:
        """On the later page if it is marked there."""
        return f"mark-{self.number}" if self.after else f"was-mark-{self.number}"

    @property
    def is_drawing(self) -> bool:
        return not (self.region.was or self.region.now)

    @property
    def only_looks_different(self) -> bool:
        return self.region.was == self.region.now


@dataclass(frozen=True)
class Sheet:
    """One page of one Version, with the marks on it. `veil` covers all but them."""

    number: int
    width: float
    height: float
    frames: list[tuple[int, list[Frame]]] = field(default_factory=list)
    running: list[Frame] = field(default_factory=list)

    @property
    def veil(self) -> str:
        """As the outline of a path: the page, and a hole in it for each frame."""
        holes = [frame for _, frames in self.frames for frame in frames]
        return _outline(Frame(0, 0, self.width, self.height)) + "".join(map(_outline, holes))


@dataclass(frozen=True)
class MarkedPage:
    """A page before and after, either of them None; with the anchors of the pages to look at before and after it."""

    anchor: str
    page: ComparedPage
    before: Sheet | None
    after: Sheet | None
    marks: list[Mark]
    previous: str = ""
    following: str = ""


def marked_pages(comparison: PicturedComparison) -> list[MarkedPage]:
    """All pages; those that differ know the next of them."""
    pages = [_marked(page) for page in comparison.pages]
    shown = [page.anchor for page in pages if page.page.is_changed]
    following = dict(pairwise(shown))
    previous = {after: before for before, after in following.items()}
    return [
        replace(page, previous=previous.get(page.anchor, ""), following=following.get(page.anchor, ""))
        for page in pages
    ]


def running_changes(comparison: PicturedComparison) -> list[tuple[str, str]]:
    """What went and came in heads and feet, each once."""
    changes = ((region.was, region.now) for page in comparison.pages for region in page.running)
    return list(dict.fromkeys(changes))


def _marked(page: ComparedPage) -> MarkedPage:
    marks = [
        Mark(
            number,
            region,
            list(_frames(region.before, page.before_size)),
            list(_frames(region.after, page.after_size)),
        )
        for number, region in enumerate(page.regions, start=1)
    ]
    sheets = [
        Sheet(
            number,
            *size,
            frames=[(mark.number, frames) for mark in marks if (frames := getattr(mark, side))],
            running=[frame for region in page.running for frame in _frames(getattr(region, side), size)],
        )
        if number
        else None
        for side, number, size in (
            ("before", page.before, page.before_size),
            ("after", page.after, page.after_size),
        )
    ]
    anchor = f"page-{page.after}" if page.after else f"was-page-{page.before}"
    return MarkedPage(anchor, page, *sheets, marks)


def _frames(boxes: tuple[Box, ...], size: tuple[float, float]) -> Iterator[Frame]:
    width, height = size
    for box in boxes:
        x, y = max(box.left - ROOM, 1), max(height - box.top - ROOM, 1)
        right, bottom = min(box.right + ROOM, width - 1), min(height - box.bottom + ROOM, height - 1)
        badge = min(max(x - BADGE[0] / 2, 0), width - BADGE[0]), max(y - BADGE[1], 0)
        yield Frame(*(round(side, 1) for side in (x, y, max(right - x, 1), max(bottom - y, 1), *badge)))


def _outline(frame: Frame) -> str:
    return f"M{frame.x} {frame.y}h{frame.width}v{frame.height}h-{frame.width}z"
