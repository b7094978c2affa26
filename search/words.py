"""Text as words, the same for what is searched and for what is asked, and on every database.

Databases do not agree where a word ends (“mg/m²”, “BESPONSA®”); they are handed words with nothing left to say about.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Word:
    """A word in a text: where it stands, and as it is compared: small letters and figures without accents."""

    start: int
    end: int
    plain: str


def words_of(text: str) -> Iterator[Word]:
    for match in WORD.finditer(text):
        if plain := _plain(match[0]):
            yield Word(match.start(), match.end(), plain)


def fold(text: str) -> str:
    """The words of `text` as they are compared, a space between each."""
    return " ".join(word.plain for word in words_of(text))


def _plain(word: str) -> str:
    if word.isascii():  # nearly all: nothing to take apart
        return word.lower()
    # Twice: what is taken apart may have capitals of its own.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(character for character in apart if character.isalnum())
