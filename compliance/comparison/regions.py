"""Places on two pages that differ: boxes around words and drawings, those near each other told as one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from compliance.comparison.pairing import apart
from compliance.comparison.placed import around
from compliance.pdfium import Box

NEAR = 5.0  # points between two changes that are told as one
ALIGNED = 0.7  # of the longer of two lines: so much of it stands over the other
Sides = tuple[Box, ...]


@dataclass(frozen=True)
class Region:
    """A place that differs: its boxes on either page, and the words that went and came. Without words, a drawing."""

    before: Sides = ()
    after: Sides = ()
    was: str = ""
    now: str = ""

    def __add__(self, other: "Region") -> "Region":
        was, now = (
            " … ".join(dict.fromkeys(filter(None, texts))) for texts in ((self.was, other.was), (self.now, other.now))
        )
        return Region(self.before + other.before, self.after + other.after, was, now)

    def is_near(self, other: "Region") -> bool:
        sides = (self.before, other.before), (self.after, other.after)
        return any(apart(one, two) < NEAR for ones, twos in sides for one in ones for two in twos)

    @property
    def place(self) -> tuple[float, float]:
        """From the top down, as on the later page if it is there."""
        boxes = self.after or self.before
        return -max(box.top for box in boxes), min(box.left for box in boxes)


def joined(regions: Iterable[Region]) -> tuple[Region, ...]:
    """The near ones as one, in reading order."""
    found: list[Region] = []
    for region in regions:
        whole = region
        while near := next((other for other in found if other.is_near(whole)), None):
            found.remove(near)
            whole = near + whole
        found.append(whole)
    tidied = (replace(region, before=_touching(region.before), after=_touching(region.after)) for region in found)
    return tuple(sorted(tidied, key=lambda region: region.place))


def boxes_of_lines(boxes: Iterable[Box]) -> Sides:
    """Words of a line in one box, and lines of a paragraph, but not with a first or last that is only part of one."""
    lines: list[Box] = []
    for box in boxes:
        if lines and _continues(lines[-1], box):
            lines[-1] = around([lines[-1], box])
        else:
            lines.append(box)
    blocks: list[Box] = []
    for line in lines:
        if blocks and _is_below(blocks[-1], line):
            blocks[-1] = around([blocks[-1], line])
        else:
            blocks.append(line)
    return tuple(blocks)


def _continues(line: Box, box: Box) -> bool:
    shared = min(line.top, box.top) - max(line.bottom, box.bottom)
    return shared > box.height / 2 and apart(line, box) < 2 * box.height


def _is_below(block: Box, line: Box) -> bool:
    """The next line of the same text: from the same margin, or nearly as long."""
    shared = min(block.right, line.right) - max(block.left, line.left)
    is_in_line = abs(block.left - line.left) < 1 or shared > ALIGNED * max(block.width, line.width)
    return is_in_line and -1 < block.bottom - line.top < line.height


def _touching(boxes: Sides) -> Sides:
    """Those that touch as one."""
    kept: list[Box] = []
    for box in boxes:
        whole = box
        while near := next((other for other in kept if apart(other, whole) < 1), None):
            kept.remove(near)
            whole = around([near, whole])
        kept.append(whole)
    return tuple(kept)
