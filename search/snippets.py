"""A few words around what was found, as segments: text, and whether it is a match."""

import re
from collections.abc import Iterable
from itertools import groupby

from search.words import Word, words_of

AROUND = 34  # words shown
BEFORE = 6  # of them in front of the first match
JOINS = re.compile(r"[\s\-‐‑–/]*")

Segments = list[tuple[str, bool]]


def segments(text: str, marked: Iterable[int]) -> Segments:
    """All of `text`, with the marked words known by their places among its words."""
    return _segments(text, list(words_of(text)), set(marked), 0, len(text))


def snippet(text: str, marked: Iterable[int]) -> Segments:
    """The stretch of `text` with most marked words in it, cut at words."""
    words, places = list(words_of(text)), set(marked)
    if len(words) <= AROUND + BEFORE:
        return _segments(text, words, places, 0, len(text))
    first = _best_start(len(words), places)
    last = min(first + AROUND, len(words)) - 1
    start = 0 if first == 0 else words[first].start
    end = len(text) if last == len(words) - 1 else words[last].end
    cut = _segments(text, words, places, start, end)
    return [*([("… ", False)] if start else []), *cut, *([(" …", False)] if end < len(text) else [])]


def _best_start(count: int, places: set[int]) -> int:
    """The place of the first word to show; the earliest where several are as good."""
    latest = count - AROUND
    starts = sorted({min(max(place - BEFORE, 0), latest) for place in places}) or [0]
    return max(starts, key=lambda start: (sum(start <= place < start + AROUND for place in places), -start))


def _segments(text: str, words: list[Word], places: set[int], start: int, end: int) -> Segments:
    pieces: Segments = []
    at = start
    for place, word in enumerate(words):
        if place in places and start <= word.start and word.end <= end:
            pieces += [(text[at : word.start], False), (text[word.start : word.end], True)]
            at = word.end
    pieces.append((text[at:end], False))
    # “veno-occlusive” is one match: what only joins two matches goes with them.
    joined = [
        (piece, is_match or (0 < index < len(pieces) - 1 and bool(JOINS.fullmatch(piece))))
        for index, (piece, is_match) in enumerate(pieces)
    ]
    runs = (
        (is_match, "".join(piece for piece, _ in run)) for is_match, run in groupby(joined, key=lambda part: part[1])
    )
    return [(run, is_match) for is_match, run in runs if run]
