"""What a comparison says."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from compliance.comparison.tokens import Kind, Token


@dataclass(frozen=True)
class Change:
    """One place that differs. `anchor` is the id of its first mark; `where` a heading, a page, or nothing."""

    where: str
    before: str
    after: str
    anchor: str


@dataclass(frozen=True)
class Comparison:
    """The later Version as HTML with its differences from the earlier one marked, and the same as a list."""

    marked: str
    changes: tuple[Change, ...]
    words_added: int
    words_removed: int

    @property
    def is_same(self) -> bool:
        return not self.changes


def count_words(tokens: Iterable[Token]) -> int:
    """Words, figures and citations; neither punctuation nor notes."""
    return sum(token.is_word for token in tokens)


def as_text(tokens: Iterable[Token], noted: Container[Token] = ()) -> str:
    """`tokens` to be read away from their page, a line for each block; borders in `noted` by name."""
    lines = [""]
    for token in tokens:
        if token.is_note or token in noted:
            lines[-1] += f" [{token.text}]"
        elif token.is_border:
            lines.append("")
        elif token.kind is Kind.CITATION:
            lines[-1] += f" [citation {token.text}]"
        else:
            lines[-1] += f" {token.text}" if token.is_spaced else token.text
    return "\n".join(line.strip() for line in lines if line.strip())
