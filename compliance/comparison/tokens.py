"""The smallest things that a comparison tells apart."""

import re
import unicodedata
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

# In a word but never seen: soft hyphen, zero-width space, word joiner, byte order mark.
UNSEEN = "\u00ad\u200b\u2060\ufeff"
LETTERS = rf"[\w\u0300-\u036f{UNSEEN}]"
PATTERN = re.compile(
    rf"""\d+(?:[.,·]\d+)*(?:%|{LETTERS}*)      # 0.8  1,000  45%  10⁹  1st
      | {LETTERS}+(?:['’]{LETTERS}+)*          # infusion  patient’s
      | [^\s]                                  # punctuation, one by one
    """,
    re.VERBOSE,
)
DROP_UNSEEN = dict.fromkeys(map(ord, UNSEEN))
FEW_LETTERS = 3


class Kind(Enum):
    WORD = "word"  # or a punctuation mark
    CITATION = "citation"
    DRAWING = "drawing"
    LINK = "link"
    PICTURE = "picture"
    MEANING = "meaning"  # of an abbreviation
    LABEL = "label"  # read aloud only
    TITLE = "title"  # of the window
    NUMBER = "number"  # of a list item
    BEGIN = "begin"  # of a block
    END = "end"


BORDERS = {Kind.BEGIN, Kind.END}
NOTES = {Kind.DRAWING, Kind.LINK, Kind.PICTURE, Kind.MEANING, Kind.LABEL, Kind.TITLE, Kind.NUMBER}


@dataclass(slots=True, eq=False)
class Token:
    """Two tokens are the same to a reader if their `key` is.

    It stands in a stretch of text, `place`, from `start` to `end`. What has no place of its own, as a block's begin, is
    told before the next word. `element` is what a token that is not mere text tells of: a picture, a block.
    """

    kind: Kind
    text: str
    key: Hashable
    place: Any = None
    start: int = 0
    end: int = 0
    is_spaced: bool = True  # space before it
    style: frozenset[str] = frozenset()
    element: Any = None
    partner: "Token | None" = None  # the BEGIN of an END

    @property
    def is_border(self) -> bool:
        return self.kind in BORDERS

    @property
    def is_note(self) -> bool:
        """Told to the reader in words of ours: it has none of its own."""
        return self.kind in NOTES

    @property
    def is_text(self) -> bool:
        return not self.is_border and not self.is_note

    @property
    def is_word(self) -> bool:
        return self.is_text and any(character.isalnum() for character in self.text)

    @property
    def weight(self) -> float:
        """How much it says when all around it changed. A figure says most; `the` and a comma next to nothing."""
        if self.is_border:
            return float("inf")
        if self.kind is not Kind.WORD or any(character.isdigit() for character in self.text):
            return 3
        return 1 if len(self.text) > FEW_LETTERS else 0.5


def words(text: str) -> Iterator[tuple[str, str, int, int, bool]]:
    """Each word or punctuation mark of `text`: as shown, its key, its beginning and end, whether space precedes it."""
    last = 0
    for match in PATTERN.finditer(text):
        shown = match.group().translate(DROP_UNSEEN)
        if shown:
            yield shown, unicodedata.normalize("NFC", shown), *match.span(), has_space(text[last : match.start()])
            last = match.end()


def has_space(text: str) -> bool:
    return any(character.isspace() for character in text)
