"""Two PDFs laid side by side: which words and drawings stayed, and which page of the one each page of the other was."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import pairwise

from compliance.comparison.matching import Run, changed_runs
from compliance.comparison.placed import Document, Placed
from compliance.comparison.tokens import Token
from compliance.pdfium import Box

Pair = tuple[int | None, int | None]  # a page before and after, from 0; None where it came or went
LEAST_COMMON = 0.15  # of the words of the longer page: with less, one page went and another came
FEW_WORDS = 10  # on a page that is all picture: what is printed there cannot tell it from others
NEAR = 1.5  # points: what moved with its words moved as far as they did
ALIKE = 0.5  # points: PDFium's figures change a little with the place on the page
GUIDES = 12  # words nearest to a drawing that are asked how far they moved


@dataclass
class Matched:
    """What stayed, earlier and later together; `runs` are the words between, in the order they are read.

    `running` is the same of the heads and feet of each pair of pages.
    """

    words: list[tuple[Token, Token]]
    runs: list[tuple[list[Token], list[Token]]]
    running: dict[Pair, "Matched"] = field(default_factory=dict)
    drawings: list[tuple[Placed, Placed]] = field(default_factory=list)
    gone: list[Placed] = field(default_factory=list)
    new: list[Placed] = field(default_factory=list)


def match(before: Document, after: Document) -> tuple[list[Pair], Matched]:
    """The pages of both, each once and in order, and what stayed on them."""
    matched = _match_words(before.words, after.words)
    pairs = _pair_pages(before, after, matched)
    for old, new in pairs:
        if None not in (old, new):
            matched.running[old, new] = _match_words(before.running[old], after.running[new])
    _match_drawings(before, after, matched)
    return pairs, matched


def _match_words(before: list[Token], after: list[Token]) -> Matched:
    runs = changed_runs(before, after)
    words = []
    edges = [Run(0, 0, 0, 0), *runs, Run(len(before), len(before), len(after), len(after))]
    for run, following in pairwise(edges):
        words += zip(before[run.i2 : following.i1], after[run.j2 : following.j1], strict=True)
    return Matched(words, [(before[run.i1 : run.i2], after[run.j1 : run.j2]) for run in runs])


def _pair_pages(before: Document, after: Document, matched: Matched) -> list[Pair]:
    likeness = _likeness(before, after, matched)
    rows, columns = len(before.sizes), len(after.sizes)
    # The best sum from each place on, worked out from the end.
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            both = best[i + 1][j + 1] + likeness[i, j] if (i, j) in likeness else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    pairs: list[Pair] = []
    i = j = 0
    while i < rows and j < columns:
        if (i, j) in likeness and best[i][j] == best[i + 1][j + 1] + likeness[i, j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs + [(k, None) for k in range(i, rows)] + [(None, k) for k in range(j, columns)]


def _likeness(before: Document, after: Document, matched: Matched) -> dict[tuple[int, int], float]:
    """Of pages that may be a pair: how much of their words they have in common."""
    counts = [Counter(token.place for token in document.words) for document in (before, after)]
    common = Counter((old.place, new.place) for old, new in matched.words)
    found = {(i, j): n / max(counts[0][i], counts[1][j]) for (i, j), n in common.items()}
    likeness = {pages: share for pages, share in found.items() if share >= LEAST_COMMON}
    pictures = [[n for n in range(len(d.sizes)) if counts[k][n] < FEW_WORDS] for k, d in enumerate((before, after))]
    for i in pictures[0]:
        for j in pictures[1]:
            keys = [{drawing.key for drawing in d.drawings[n]} for d, n in ((before, i), (after, j))]
            alike = len(keys[0] & keys[1]) / max(len(keys[0] | keys[1]), 1)
            likeness[i, j] = max(likeness.get((i, j), 0), alike, 0.01)
    return likeness


@dataclass(frozen=True)
class _Guide:
    """A word on a later page, where it was before, and how far from there."""

    page: int
    word: Box
    was_on: int
    across: float
    up: float

    def back(self, box: Box) -> Box:
        """Where `box` stood if it went along."""
        return Box(box.left - self.across, box.bottom - self.up, box.right - self.across, box.top - self.up)


def _guides(matched: Matched) -> Iterator[_Guide]:
    """From words that stayed; and from words that came for others, whose end moved what follows them in the line."""
    for old, new in matched.words:
        was, now = old.element, new.element
        yield _Guide(new.place, now, old.place, now.left - was.left, now.top - was.top)
    for gone, came in matched.runs:
        if gone and came:
            was, now = gone[-1].element, came[-1].element
            yield _Guide(came[-1].place, now, gone[-1].place, now.right - was.right, now.top - was.top)


def _match_drawings(before: Document, after: Document, matched: Matched) -> None:
    """Fill in which drawings stayed: as far from words near them as they were, or exactly in place."""
    waiting = {page: list(drawings) for page, drawings in enumerate(before.drawings)}
    became = {new: old for old, new in matched.running}
    guides = defaultdict(list)
    for found in (matched, *matched.running.values()):
        for guide in _guides(found):
            guides[guide.page].append(guide)

    def with_words(drawing: Placed) -> bool:
        near = nsmallest(GUIDES, guides[drawing.page], key=lambda guide: apart(guide.word, drawing.box))
        return any(_take(waiting[guide.was_on], drawing, guide.back(drawing.box), matched) for guide in near)

    def in_place(drawing: Placed) -> bool:
        page = became.get(drawing.page)
        return page is not None and _take(waiting[page], drawing, drawing.box, matched)

    left = [drawing for drawings in after.drawings for drawing in drawings if not with_words(drawing)]
    matched.new += [drawing for drawing in left if not in_place(drawing)]
    matched.gone += [drawing for drawings in waiting.values() for drawing in drawings]


def _take(waiting: list[Placed], drawing: Placed, there: Box, matched: Matched) -> bool:
    """Whether one like `drawing` was to be had at that place. What grew keeps one of its corners."""
    for n, old in enumerate(waiting):
        if old.key == drawing.key and _share_a_corner(old.box, there) and _are_alike(old.shape, drawing.shape):
            matched.drawings.append((waiting.pop(n), drawing))
            return True
    return False


def _are_alike(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(was - now) < ALIKE for was, now in zip(one, other, strict=True))


def _share_a_corner(one: Box, other: Box) -> bool:
    across = min(abs(one.left - other.left), abs(one.right - other.right))
    up = min(abs(one.top - other.top), abs(one.bottom - other.bottom))
    return across < NEAR and up < NEAR


def apart(one: Box, other: Box) -> float:
    """The space between two boxes, across or up, whichever is more; 0 if they touch."""
    across = max(one.left - other.right, other.left - one.right, 0)
    up = max(one.bottom - other.top, other.bottom - one.top, 0)
    return max(across, up)


def is_same_place(one: Box, other: Box) -> bool:
    sides = ("left", "bottom", "right", "top")
    return all(abs(getattr(one, side) - getattr(other, side)) < ALIKE for side in sides)
