"""What a reader is told of tokens that came or went, under which heading, and in which words."""

from difflib import SequenceMatcher

from compliance.comparison.result import as_text
from compliance.comparison.tokens import Kind, Token

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SECTIONS = {"section", "nav", "article", "aside", "figure"}
# Not worth a note where the words they go with came or went too.
COMPANIONS = {Kind.MEANING, Kind.LABEL, Kind.NUMBER}


def exchanged(gone: list[Token], new: list[Token]) -> dict[Token, Token]:
    """Blocks that became others, one for one at the same place among those that stayed: each with what it became."""
    a, b = ([token for token in tokens if token.kind is Kind.BEGIN] for tokens in (gone, new))
    matcher = SequenceMatcher(None, [t.key for t in a], [t.key for t in b], autojunk=False)
    return {
        token: became
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
        if kind == "replace" and i2 - i1 == j2 - j1
        for was, became in zip(a[i1:i2], b[j1:j2], strict=True)
        for token in (was, became)
    }


def without_companions(tokens: list[Token], others: list[Token]) -> list[Token]:
    """`tokens` without the notes that say nothing new: the address of a link that is its text, and COMPANIONS."""
    has_words = any(token.is_text for token in tokens)
    other_kinds = {token.kind for token in others}
    return [
        token
        for token in tokens
        if not (has_words and token.kind in COMPANIONS and token.kind not in other_kinds and token.element.tag != "img")
        and not (has_words and token.kind is Kind.DRAWING and not token.place)
        and not (has_words and token.kind is Kind.LINK and _shows_its_address(token.element))
    ]


def _shows_its_address(link):
    shown, address = ("".join(text.split()) for text in (link.text_content(), link.get("href")))
    return bool(shown) and address.endswith(shown)


def style_in_words(style: frozenset[str]) -> str:
    return ", ".join(sorted(style)) or "plain"


def drawing_in_words(tokens: list[Token]) -> str:
    said = as_text([token for token in tokens if token.is_text])
    return f"in the drawing: {said}" if said else "drawing"


def headings_in_force(tokens: list[Token]) -> list[str]:
    """The heading, or the name of the section, that is in force at each token and at the end."""
    found, outer, current = [], [], ""
    for n, token in enumerate(tokens):
        tag = token.element.tag if token.is_border else ""
        if token.kind is Kind.BEGIN and tag in SECTIONS:
            outer.append(current)
            current = token.element.get("aria-label") or current
        elif token.kind is Kind.BEGIN and tag in HEADINGS:
            end = next(m for m in range(n, len(tokens)) if tokens[m].partner is token)
            current = as_text(t for t in tokens[n:end] if t.kind is Kind.WORD)
        found.append(current)
        if token.kind is Kind.END and tag in SECTIONS:
            current = outer.pop()
    return [*found, current]
