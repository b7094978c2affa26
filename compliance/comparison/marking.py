"""The marks in the later body: `<ins>` around what came, `<del>` with what went, both of class `compare`."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from lxml import html as lxml_html
from lxml.etree import strip_tags
from lxml.html.builder import E

from compliance.comparison.matching import Run, changed_runs, gaps, is_balanced
from compliance.comparison.pieces import (
    append_pieces,
    copy_of_drawing,
    drawings,
    level,
    lines,
    pieces_of,
    spans,
    stretch,
    table_rows,
    trimmed,
)
from compliance.comparison.reading import parse, read
from compliance.comparison.result import Change, Comparison, as_text, count_words
from compliance.comparison.sheet import ROW_HOLDERS, Sheet, Spot, allowed, out_of_raised, spot_ahead_of, spot_at_end_of
from compliance.comparison.telling import (
    drawing_in_words,
    exchanged,
    headings_in_force,
    style_in_words,
    without_companions,
)
from compliance.comparison.tokens import Kind, Token


def compare_bodies(before: bytes, after: bytes) -> Comparison:
    """What differs in the page body `after` from `before`, marked in place."""
    tree = parse(after)
    marker = _Marker(read(parse(before)), read(tree), tree)
    marker.mark_all()
    whole = lxml_html.tostring(tree, encoding="unicode", method="html")
    marked = whole.removeprefix("<div>").removesuffix("</div>")
    return Comparison(marked, tuple(marker.changes), marker.words_added, marker.words_removed)


class _Marker:
    def __init__(self, before: list[Token], after: list[Token], tree: lxml_html.HtmlElement):
        self.before = before
        self.after = after
        self.tree = tree
        self.sheet = Sheet()
        self.headings = headings_in_force(after)
        self.drawn = Counter(drawings(before)) + Counter(drawings(after))
        self.told_blocks: set[Token] = set()
        self.changes: list[Change] = []
        self.words_added = self.words_removed = 0
        self.places = {token: n for n, token in enumerate(after)}
        self.is_anchored = False

    def mark_all(self) -> None:
        i = j = 0
        end = Run(len(self.before), len(self.before), len(self.after), len(self.after))
        for run in [*changed_runs(self.before, self.after), end]:
            self.mark_looks(i, j, run.i1 - i)
            self.mark_run(run)
            i, j = run.i2, run.j2
        self.sheet.write()

    def mark_run(self, run: Run) -> None:
        """What went and what came at one place."""
        gone, new = self.before[run.i1 : run.i2], self.after[run.j1 : run.j2]
        told_gone, told_new, noted = self.worth_telling(gone, new)
        if not told_gone and not told_new:
            return
        self.is_anchored = False
        self.mark_gone(run, told_gone, told_new, noted)
        self.mark_new(run.j1, told_new, noted)
        self.words_removed += count_words(gone)
        self.words_added += count_words(new)
        where = next((run.j1 + n for n, token in enumerate(new) if not token.is_border), run.j1)
        self.add_change(where, as_text(told_gone, noted), as_text(told_new, noted))

    # What is said

    def worth_telling(self, gone: list[Token], new: list[Token]) -> tuple[list[Token], list[Token], dict[Token, Token]]:
        """Of both, what a reader must be told; and the borders of blocks among it that need a note.

        A block that came or went with its words shows by them. One that became another has a note at its begin.
        """
        if any(not token.is_border for token in gone + new):
            noted = exchanged(gone, new)
            told = without_companions(gone, new), without_companions(new, gone)
        else:
            told = tuple([t for t in tokens if t.partner not in self.told_blocks] for tokens in (gone, new))
            noted = {token: token for tokens in told for token in tokens}
        self.told_blocks |= {*gone, *new}
        return *told, noted

    def add_change(self, index: int, before: str, after: str) -> None:
        self.changes.append(Change(self.headings[index], before, after, self.anchor))

    @property
    def anchor(self) -> str:
        return f"compare-{len(self.changes) + 1}"

    # Marks

    def mark(self, tag: str, *content, extra: str = "") -> lxml_html.HtmlElement:
        element = E(tag, *content)
        element.set("class", f"compare {extra}".strip())
        if not self.is_anchored:
            element.set("id", self.anchor)
            self.is_anchored = True
        return element

    def note(self, tag: str, text: str) -> lxml_html.HtmlElement:
        return self.mark(tag, text, extra="compare--note")

    def mark_looks(self, i: int, j: int, length: int) -> None:
        """Words that stayed, but look otherwise: bold, raised, closed up."""
        pairs = [(self.before[i + n], self.after[j + n]) for n in range(length)]
        styles = [(a.style, b.style) if a.is_text else ((), ()) for a, b in pairs]
        start = 0
        for (was, now), group in groupby(styles):
            end = start + len(list(group))
            if was != now:
                self.is_anchored = False
                text = as_text(self.after[j + start : j + end])
                self.sheet.put(self.behind(j + end - 1), self.note("del", style_in_words(was)))
                self.sheet.put(self.behind(j + end - 1), self.note("ins", style_in_words(now)))
                self.add_change(j + start, f"{text} ({style_in_words(was)})", f"{text} ({style_in_words(now)})")
            start = end
        for n, ((a, b), (c, d)) in enumerate(pairwise(pairs), start=1):
            if a.is_text and c.is_text and c.is_spaced != d.is_spaced:
                self.is_anchored = False
                self.sheet.put((d.place, d.start), self.note("del" if c.is_spaced else "ins", "space"))
                self.add_change(j + n, as_text([a, c]), as_text([b, d]))

    def mark_new(self, j: int, told: list[Token], noted: dict[Token, Token]) -> None:
        for (kind, place), group in groupby(told, key=stretch):
            tokens = list(group)
            if kind == "text":
                self.sheet.wrap_text(place, tokens[0].start, tokens[-1].end, self.mark("ins"))
            elif kind == "drawing" and self.is_whole(tokens):
                self.sheet.wrap_element(place, self.mark("ins"))
            elif kind == "drawing":
                self.sheet.put(self.spot_of(tokens[0], j), self.note("ins", drawing_in_words(tokens)))
            else:
                for token in tokens:
                    if token.is_note or token in noted:
                        self.sheet.put(self.spot_of(token, j), self.note("ins", token.text))

    def mark_gone(self, run: Run, told: list[Token], new: list[Token], noted: dict[Token, Token]) -> None:
        for token in told:
            if token in noted:
                self.sheet.put(self.spot_of(noted[token], run.j1), self.note("del", token.text))
        if all(token.is_border for token in told):
            return
        is_whole = is_balanced(told)
        if is_whole and told[0].is_border and (not new or (new[0].is_border and len(lines(told)) > 1)):
            self.put_blocks(run.j1, told)
        else:
            self.put_inline(run, trimmed(told) if is_whole else told, new)

    def put_blocks(self, j: int, told: list[Token]) -> None:
        """Removed blocks, where they stood; rows of a table as rows."""
        spot = self.between(j)
        rows = table_rows(told)
        if rows and spot[0].holder.tag in ROW_HOLDERS:
            for row in rows:
                cells = [E(cell.tag, spans(cell), *self.gone_marks(tokens)) for cell, tokens in row]
                self.sheet.put(spot, E.tr({"class": "compare-row"}, *cells))
            return
        for line in lines(told):
            line.sort(key=lambda token: stretch(token)[0] == "note")  # behind the words: the line stays one
            for mark in self.gone_marks(line, extra="compare--block"):
                self.sheet.put(allowed(spot), mark)

    def put_inline(self, run: Run, told: list[Token], new: list[Token]) -> None:
        """Removed words, in the line. Where the later line has no space, the mark brings the one it had."""
        first_gone = next(token for token in told if not token.is_border)
        first_new = next((token for token in new if token.place), None)
        is_next = _at(self.after, run.j2)
        lead, trail = gaps(self.before, self.after, run)
        if first_gone.is_note and not first_gone.place:
            spot = self.spot_of(first_gone, run.j1)
        elif first_new:
            spot = first_new.place, first_new.start
        elif self.continues(run.j1, first_gone):
            spot = self.behind(run.j1)
        elif is_next and is_next.place:
            spot = is_next.place, is_next.start
            was_next = _at(self.before, run.i2)
            lead = "" if is_next.is_spaced else lead
            trail = " " if was_next and was_next.is_text and was_next.is_spaced else ""
        else:
            spot = self.between(run.j1)
        spot, is_raised = out_of_raised(allowed(spot), all(level(token) for token in told))
        for mark in self.gone_marks(told, lead=lead, trail=trail):
            if is_raised:
                strip_tags(mark, "sup", "sub")
            self.sheet.put(spot, mark)

    def gone_marks(self, tokens: list[Token], *, extra: str = "", lead: str = "", trail: str = ""):
        """The marks for removed `tokens` of one line: words, drawings as they were, notes."""
        marks = []
        for kind, group in groupby(tokens, key=lambda token: stretch(token)[0]):
            part = list(group)
            if kind in {"text", "border"}:
                if not marks or marks[-1].get("class") != f"compare {extra}".strip():
                    marks.append(self.mark("del", extra=extra))
                gap = " " if part[0] is not tokens[0] and part[0].is_spaced else ""
                append_pieces(marks[-1], gap, *pieces_of(part))
            elif kind == "drawing" and self.is_whole(part):
                if not marks or not extra:
                    marks.append(self.mark("del", extra=extra))
                marks[-1].append(copy_of_drawing(part[0].element))
            elif kind == "drawing":
                marks.append(self.note("del", drawing_in_words(part)))
            else:
                marks += [self.note("del", token.text) for token in part]
        words = [mark for mark in marks if "compare--note" not in mark.get("class")]
        if words:
            words[0].text = lead + (words[0].text or "")
            append_pieces(words[-1], trail)
        return marks

    def is_whole(self, tokens: list[Token]) -> bool:
        """All of a drawing, not only some words in it."""
        return len(tokens) == self.drawn[tokens[0].element]

    # Places

    def spot_of(self, token: Token, j: int) -> Spot:
        """Where to tell of `token`, met at `j`."""
        if token.kind is Kind.END:
            return self.behind(j)
        j = self.places.get(token, j)
        if token.place and token in self.places:
            return allowed((token.place, token.end))
        following = next((t for t in self.after[j:] if t.is_text), None)
        return (following.place, following.start) if following else self.between(j)

    def behind(self, j: int) -> Spot:
        previous = next((t for t in reversed(self.after[:j]) if t.place), None)
        return allowed((previous.place, previous.end)) if previous else self.between(j)

    def between(self, j: int) -> Spot:
        """Just ahead of the token at `j`."""
        token = _at(self.after, j)
        if token is None:
            return spot_at_end_of(self.tree)
        if token.place:
            return token.place, token.start
        return spot_at_end_of(token.element) if token.kind is Kind.END else spot_ahead_of(token.element)

    def continues(self, j: int, gone: Token) -> bool:
        """Whether `gone` belongs behind the token before `j` rather than ahead of the one at `j`."""
        previous, following = _at(self.after, j - 1), _at(self.after, j)
        if previous is None or not previous.place:
            return False
        suits_previous, suits_following = (
            bool(t and t.place) and (t.is_note or (t.kind is gone.kind and t.style == gone.style))
            for t in (previous, following)
        )
        return suits_previous or not suits_following


def _at(tokens: Sequence[Token], index: int) -> Token | None:
    return tokens[index] if 0 <= index < len(tokens) else None
