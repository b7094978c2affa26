"""What an engine finds."""

from dataclasses import dataclass
from typing import NamedTuple

# How much a word counts for where it stands.
TITLE, HEADING, NAMES, TEXT = 10.0, 4.0, 2.0, 1.0
BEGIN, END = "\x02", "\x03"  # around what was found; no text has them


class Hit(NamedTuple):
    """A Passage with terms in it: the sum of their bits."""

    version: int
    sha256: str  # of the bytes it was cut from
    passage: int
    terms: int
    score: float  # higher is better


@dataclass(frozen=True)
class Marks:
    """A Passage as it is kept, and by their places those of its words that were found."""

    number: int
    shown: str
    seal: str
    words: tuple[str, ...]  # title, heading, names, text
    heading: frozenset[int]
    text: frozenset[int]


def marked(text: str) -> frozenset[int]:
    """The places of the marked words in a folded text."""
    places, is_open = set(), False
    for place, word in enumerate(text.split(" ")):
        is_open = is_open or BEGIN in word
        if is_open:
            places.add(place)
        is_open = is_open and word.rfind(END) < max(word.rfind(BEGIN), 0)
    return frozenset(places)
