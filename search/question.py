"""What somebody typed becomes terms. Each must be on a page; each may be said in several ways."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations

from search.spellings import SAME, SPELLINGS
from search.words import fold

LONGEST = 200  # characters
MOST_TERMS = 20
SHORTEST_BEGINNING = 3  # letters: fewer begin too many words
QUOTED = re.compile(r"[\"“”„]([^\"“”„]*)(?:[\"“”„]|$)|([^\s\"“”„]+)")
# Words of questions; looked for only where nothing else is asked.
# fmt: off
PLAIN = {
    "a", "an", "and", "any", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "has", "have", "how",
    "i", "if", "in", "into", "is", "it", "its", "may", "my", "of", "on", "or", "should", "than", "that", "the",
    "their", "there", "these", "this", "to", "was", "what", "when", "where", "which", "who", "why", "will", "with",
    "you", "your",
}
# fmt: on


@dataclass(frozen=True)
class Way:
    """Words in a row. With `is_beginning` the last of them may go on."""

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True)
class Term:
    """One thing asked for: the first way is as it was typed."""

    ways: tuple[Way, ...]
    is_exact: bool = False

    @property
    def typed(self) -> tuple[str, ...]:
        return self.ways[0].words


@dataclass(frozen=True)
class Question:
    """`terms` must all be there; where `in_a_row` is there too, it counts for more."""

    terms: tuple[Term, ...]
    in_a_row: Way | None = None

    @property
    def all_terms(self) -> int:
        """The sum of the bits of all terms."""
        return 2 ** len(self.terms) - 1

    def parts(self) -> list[tuple[int, tuple[Way, ...]]]:
        """What to look for, each term with a bit of its own; the whole in a row has none."""
        terms = [(2**place, term.ways) for place, term in enumerate(self.terms)]
        return [*terms, (0, (self.in_a_row,))] if self.in_a_row else terms

    def all_ways(self) -> list[Way]:
        return list(dict.fromkeys(chain.from_iterable(term.ways for term in self.terms)))


def read(asked: str, *, synonyms: Iterable[tuple[str, str]]) -> Question:
    """The question in `asked`, of which anything may be typed; without terms where there is nothing to look for.

    "Quoted words" are looked for as they stand. `synonyms` are pairs of folded texts.
    """
    typed = list(_typed(asked[:LONGEST]))
    if any(not _is_plain(term) for term in typed):
        typed = [term for term in typed if not _is_plain(term)]
    terms = list({term.typed: term for term in typed}.values())[:MOST_TERMS]
    if not any(len(word) > 1 for term in terms for word in term.typed):
        return Question(())
    in_a_row = Way(tuple(word for term in terms for word in term.typed)) if len(terms) > 1 else None
    pairs = [*synonyms, *_same()]
    return Question(tuple(_with_other_ways(term, terms, pairs) for term in terms), in_a_row)


def _typed(asked: str) -> Iterator[Term]:
    pieces = [(fold(quoted), True) if quoted else (fold(plain), False) for quoted, plain in QUOTED.findall(asked)]
    pieces = [(tuple(folded.split()), is_exact) for folded, is_exact in pieces if folded]
    for place, (words, is_exact) in enumerate(pieces, start=1):
        is_beginning = place == len(pieces) and not is_exact and len(words[-1]) >= SHORTEST_BEGINNING
        # “veno-occlusive” and “0.25” are words in a row too.
        yield Term((Way(words, is_beginning),), is_exact)


def _is_plain(term: Term) -> bool:
    return not term.is_exact and len(term.typed) == 1 and term.typed[0] in PLAIN


def _with_other_ways(term: Term, terms: list[Term], pairs: list[tuple[str, str]]) -> Term:
    if term.is_exact:
        return term
    around = [word for other in terms if not other.is_exact for word in other.typed]
    ways = [*term.ways, *_spelt(term.ways[0])]
    for one, other in chain.from_iterable(((a, b), (b, a)) for a, b in pairs):
        if _holds(around, one.split()) and _holds(one.split(), term.typed):
            ways.append(Way(tuple(other.split())))
    return replace(term, ways=tuple(dict.fromkeys(ways)))


def _spelt(way: Way) -> Iterator[Way]:
    for here, elsewhere in SPELLINGS:
        for one, other in ((here, elsewhere), (elsewhere, here)):
            # “labelled” holds “label” and must not become “labellled”.
            words = tuple(word if one in other and other in word else word.replace(one, other) for word in way.words)
            if words != way.words:
                yield replace(way, words=words)


def _same() -> Iterator[tuple[str, str]]:
    for line in SAME:
        yield from ((fold(one), fold(other)) for one, other in combinations(line, 2))


def _holds(words: Sequence[str], some: Sequence[str]) -> bool:
    """`some` stand in a row among `words`, in the singular or plural."""
    among, sought = ([word.removesuffix("s") for word in text] for text in (words, some))
    return any(among[start : start + len(sought)] == sought for start in range(len(among) - len(sought) + 1))
