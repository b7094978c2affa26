"""Where two pictures of one size differ."""

from collections.abc import Iterable
from functools import reduce

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Area = tuple[int, int, int, int]  # left, top, right, bottom, in pixels
TOLERANCE = 48  # of 255: edges that were smoothed otherwise differ by less
CELL = 4  # pixels; differences are gathered in cells of this size
REACH = 2  # cells: what is nearer belongs together


def differing_areas(before: Image.Image, after: Image.Image, *, ignoring: Iterable[Area] = ()) -> list[Area]:
    """Boxes around what differs, the near ones joined; a shift by a pixel is no difference, nor what is `ignoring`.

    Both pictures are RGB and of one size.
    """
    mask = _beyond_tolerance(ImageChops.difference(before, after))
    draw = ImageDraw.Draw(mask)
    for left, top, right, bottom in ignoring:
        if left < right and top < bottom:
            draw.rectangle((left, top, right - 1, bottom - 1), fill=0)
    if mask.getbbox() is None:
        return []
    areas = (_around(cells, mask.size) for cells in _clusters(mask))
    return [found for area in areas if (found := _confirmed(before, after, mask, area))]


def _confirmed(before: Image.Image, after: Image.Image, mask: Image.Image, area: Area) -> Area | None:
    """What is left of `area` without shifts: these take far longer to tell than that anything differs."""
    left, top, right, bottom = area
    room = (max(left - 1, 0), max(top - 1, 0), min(right + 1, mask.width), min(bottom + 1, mask.height))
    within = (left - room[0], top - room[1], right - room[0], bottom - room[1])
    changed = _changed(before.crop(room), after.crop(room)).crop(within)
    found = ImageChops.darker(changed, mask.crop(area)).getbbox()
    return found and (left + found[0], top + found[1], left + found[2], top + found[3])


def _changed(before: Image.Image, after: Image.Image) -> Image.Image:
    """White where a pixel of the one is darker or lighter than all those around the same place in the other."""
    found = [
        excess
        for one, other in ((before, after), (after, before))
        for excess in (
            ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(3))),
            ImageChops.subtract(other.filter(ImageFilter.MinFilter(3)), one),
        )
    ]
    return _beyond_tolerance(reduce(ImageChops.lighter, found))


def _beyond_tolerance(difference: Image.Image) -> Image.Image:
    """White where one of the colours differs by more than that."""
    return reduce(ImageChops.lighter, difference.split()).point([255 * (n > TOLERANCE) for n in range(256)])


def _clusters(mask: Image.Image) -> Iterable[list[tuple[int, int]]]:
    """Cells with a difference in them, those within REACH of each other together."""
    across, down = -(-mask.width // CELL), -(-mask.height // CELL)
    padded = Image.new("L", (across * CELL, down * CELL))
    padded.paste(mask, (0, 0))
    reduced = padded.reduce(CELL).tobytes()  # the mean of 16 pixels: 255 / 16 rounds up to more than nothing
    waiting = {(n % across, n // across) for n, value in enumerate(reduced) if value}
    while waiting:
        cluster = [waiting.pop()]
        for x, y in cluster:
            near = {(x + i, y + j) for i in range(-REACH, REACH + 1) for j in range(-REACH, REACH + 1)} & waiting
            waiting -= near
            cluster += near
        yield cluster


def _around(cells: list[tuple[int, int]], size: tuple[int, int]) -> Area:
    across, down = [x for x, _ in cells], [y for _, y in cells]
    right, bottom = (min(side, (max(n) + 1) * CELL) for side, n in zip(size, (across, down), strict=True))
    return min(across) * CELL, min(down) * CELL, right, bottom
