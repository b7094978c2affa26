"""Two documents given as the text of each page."""

import io
import re
from collections import Counter
from html import escape
from itertools import groupby

from pypdf import PdfReader

from compliance.comparison.matching import changed_runs, gaps
from compliance.comparison.reading import parse, read
from compliance.comparison.result import Change, Comparison, as_text, count_words
from compliance.comparison.tokens import Kind, Token, words

EDGE = 3  # lines at the top and the bottom of a page that may be running heads and feet
MARKER = re.compile(r"\s*(?:[•◦▪–-]|\d{1,2}\.)\s*")  # a list marker on a line of its own


def pdf_pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def body_text(body: bytes) -> list[str]:
    """A page body as one page of text, a line for each block: so a page and a leaflet can be compared."""
    return [as_text(token for token in read(parse(body)) if not token.is_note)]


def compare_pages(before: list[str], after: list[str]) -> Comparison:
    """What differs in `after` from `before`, page by page of `after`.

    Words are compared across the borders of pages. Running heads and feet, and list markers that stand alone, are
    compared with each other: they would cut sentences in two that run on over the page.
    """
    running = _running(before) | _running(after)
    earlier, later = _tokens(before, running), _tokens(after, running)
    marks: list[list[tuple[int, int, str]]] = [[] for _ in after or [""]]
    changes: list[Change] = []
    removed = added = 0
    for run in changed_runs(earlier, later):
        gone, new = earlier[run.i1 : run.i2], later[run.j1 : run.j2]
        anchor = f"compare-{len(changes) + 1}"
        page, place = _spot(later, run.j1, new)
        if gone:
            lead, trail = gaps(earlier, later, run) if run.j1 or new else ("", " ")
            marks[page].append((place, place, _mark("del", f"{lead}{as_text(gone)}{trail}", anchor)))
        for n, ((number, _), group) in enumerate(groupby(new, key=lambda token: (token.place, token.element))):
            line = list(group)
            start, end = line[0].start, line[-1].end
            marks[number].append((start, end, _mark("ins", after[number][start:end], "" if gone or n else anchor)))
        changes.append(Change(f"Page {page + 1}", as_text(gone), as_text(new), anchor))
        removed += count_words(gone)
        added += count_words(new)
    shown = zip(after or [""], marks, strict=True)
    marked = "\n".join(_section(number, text, found) for number, (text, found) in enumerate(shown, start=1))
    return Comparison(marked, tuple(changes), added, removed)


def _running(pages: list[str]) -> set[str]:
    """Heads and feet that more than one page has, figures aside."""
    counts = Counter(line for page in pages for line in {_bare(line) for _, _, line in _edges(page)})
    return {line for line, count in counts.items() if count > 1 and line}


def _edges(page):
    lines = list(_lines(page))
    return lines if len(lines) <= 2 * EDGE else lines[:EDGE] + lines[-EDGE:]


def _lines(page: str):
    """Each line that is not blank: its beginning, its end, its text."""
    return ((m.start(), m.end(), m.group()) for m in re.finditer(r"[^\n]+", page) if m.group().strip())


def _bare(line):
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _tokens(pages: list[str], running: set[str]) -> list[Token]:
    """The words of the text; behind them those of heads and feet and lone markers."""
    text, aside = [], []
    for number, page in enumerate(pages):
        edges = {start for start, _, _ in _edges(page)}
        for offset, _, line in _lines(page):
            is_aside = MARKER.fullmatch(line) or (offset in edges and _bare(line) in running)
            (aside if is_aside else text).extend(
                Token(
                    Kind.WORD, shown, key, number, offset + start, offset + end, is_spaced or not start, element=offset
                )
                for shown, key, start, end, is_spaced in words(line)
            )
    return text + aside


def _spot(later, j, new):
    """The page and offset for what went."""
    if new:
        return new[0].place, new[0].start
    if j:
        return later[j - 1].place, later[j - 1].end
    return (later[0].place, later[0].start) if later else (0, 0)


def _mark(tag, text, anchor):
    name = f' id="{anchor}"' if anchor else ""
    return f'<{tag} class="compare"{name}>{escape(text)}</{tag}>'


def _section(number, text, marks):
    """A page: a paragraph for each part between blank lines, lines as they were."""
    pieces, last = [], 0
    for start, end, mark in sorted(marks, key=lambda mark: mark[0]):
        pieces += [escape(text[last:start]), mark]
        last = max(last, end)
    pieces.append(escape(text[last:]))
    paragraphs = "\n".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", "".join(pieces).strip("\n")))
    return f'<section class="compare-page" aria-label="Page {number}">\n{paragraphs}\n</section>'
