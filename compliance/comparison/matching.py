"""Which tokens of two sequences are the same ones."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from compliance.comparison.tokens import Token

RUN_LENGTHS = (6, 3, 1)
EFFORT = 1_000_000  # pairs of equal tokens that one search by difflib may look at
OFTEN = 50  # repetitions that are paired in order where that would be too many
ISLAND = 6  # an island stays if it weighs more than a sixth of the smaller change beside it
SPEAKING = 1  # the weight of a token that may hold a place by itself


@dataclass(slots=True)
class Run:
    """before[i1:i2] became after[j1:j2]; either may be empty."""

    i1: int
    i2: int
    j1: int
    j2: int


def changed_runs(before: Sequence[Token], after: Sequence[Token]) -> list[Run]:
    """What differs, in order; between the runs both sequences are the same.

    Passages that occur once on each side hold their place first, long ones before short ones; what lies between them
    goes to difflib. So a rewritten page takes no longer than a small correction, and repeated words do not mislead.
    """
    pairs = _Matcher(before, after).pairs()
    runs = []
    i = j = 0
    for i_same, j_same in [*pairs, (len(before), len(after))]:
        if i_same > i or j_same > j:
            runs.append(Run(i, i_same, j, j_same))
        i, j = i_same + 1, j_same + 1
    runs = _without_islands(runs, before)
    runs = _with_whole_blocks(runs, before, after)
    _slide(runs, before, after)
    return runs


class _Matcher:
    def __init__(self, before, after):
        self.before = before
        self.a = [token.key for token in before]
        self.b = [token.key for token in after]

    def pairs(self):
        found = []
        waiting = [(0, len(self.a), 0, len(self.b))]
        while waiting:
            alo, ahi, blo, bhi = waiting.pop()
            while alo < ahi and blo < bhi and self.a[alo] == self.b[blo]:
                found.append((alo, blo))
                alo, blo = alo + 1, blo + 1
            while alo < ahi and blo < bhi and self.a[ahi - 1] == self.b[bhi - 1]:
                ahi, bhi = ahi - 1, bhi - 1
                found.append((ahi, bhi))
            if alo == ahi or blo == bhi:
                continue
            held = self._held(alo, ahi, blo, bhi, often=1)
            if not held and self._effort(alo, ahi, blo, bhi) > EFFORT:
                held = self._held(alo, ahi, blo, bhi, often=OFTEN)
            if held:
                found += held
                edges = [(alo - 1, blo - 1), *held, (ahi, bhi)]
                waiting += [(i + 1, k, j + 1, m) for (i, j), (k, m) in pairwise(edges)]
            elif self._effort(alo, ahi, blo, bhi) <= EFFORT:
                found += self._by_difflib(alo, ahi, blo, bhi)
        return sorted(found)

    def _held(self, alo, ahi, blo, bhi, *, often):
        """Pairs in runs of tokens that occur as often on both sides, in the same order; at most `often` times each."""
        for length in RUN_LENGTHS:
            a = _runs(self.a, alo, ahi, length)
            b = _runs(self.b, blo, bhi, length)
            common = [
                pair
                for run, places in a.items()
                if len(places) == len(b.get(run, ())) <= often and self._speaks(places[0], length)
                for pair in zip(places, b[run], strict=True)
            ]
            if common:
                return _in_order((i + n, j + n) for i, j in _rising(common) for n in range(length))
        return []

    def _speaks(self, i, length):
        return any(SPEAKING <= token.weight < float("inf") for token in self.before[i : i + length])

    def _effort(self, alo, ahi, blo, bhi):
        in_b = Counter(self.b[blo:bhi])
        return sum(in_b[key] for key in self.a[alo:ahi])

    def _by_difflib(self, alo, ahi, blo, bhi):
        blocks = SequenceMatcher(None, self.a[alo:ahi], self.b[blo:bhi], autojunk=False).get_matching_blocks()
        return [(alo + i + n, blo + j + n) for i, j, size in blocks for n in range(size)]


def _runs(keys: list[Hashable], low: int, high: int, length: int) -> dict[tuple, list[int]]:
    """Where each run of `length` keys begins."""
    found = defaultdict(list)
    for n in range(low, high - length + 1):
        found[tuple(keys[n : n + length])].append(n)
    return found


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `pairs` that rises on both sides."""
    tails, places, previous = [], [], []
    pairs = sorted(pairs)
    for n, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        tails[length:] = [j] if length == len(tails) else [j, *tails[length + 1 :]]
        places[length : length + 1] = [n]
        previous.append(places[length - 1] if length else None)
    chosen, n = [], places[-1]
    while n is not None:
        chosen.append(pairs[n])
        n = previous[n]
    return chosen[::-1]


def _in_order(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """`pairs` without those that stand across an earlier one, as runs that overlap unevenly have them."""
    kept = [(-1, -1)]
    for i, j in sorted(set(pairs)):
        if i > kept[-1][0] and j > kept[-1][1]:
            kept.append((i, j))
    return kept[1:]


def _without_islands(runs: list[Run], before: Sequence[Token]) -> list[Run]:
    """Changes joined across the few small words that two rewritten passages happen to share."""
    kept: list[Run] = []
    for run in runs:
        kept.append(run)
        while len(kept) > 1:
            first, second = kept[-2:]
            island = sum(token.weight for token in before[first.i2 : second.i1])
            if island * ISLAND > min(_size(first), _size(second)):
                break
            kept[-2:] = [Run(first.i1, second.i2, first.j1, second.j2)]
    return kept


def _size(run):
    return max(run.i2 - run.i1, run.j2 - run.j1)


def _with_whole_blocks(runs: list[Run], before: Sequence[Token], after: Sequence[Token]) -> list[Run]:
    """Where a word changed and a row or paragraph near it went or came: two changes, if the block can be had whole."""
    found: list[Run] = []
    for n, run in enumerate(runs):
        gone, new = before[run.i1 : run.i2], after[run.j1 : run.j2]
        parts = [run]
        if gone and new and is_balanced(gone) != is_balanced(new):
            longer = new if is_balanced(gone) else gone
            words = next(k for k, token in enumerate(longer) if token.is_border)
            shorter = gone if longer is new else new
            if words and not any(token.is_border for token in shorter):
                word = Run(run.i1, run.i1 + min(words, len(gone)), run.j1, run.j1 + min(words, len(new)))
                if longer is gone:
                    word.j2 = run.j2
                else:
                    word.i2 = run.i2
                block = Run(word.i2, run.i2, word.j2, run.j2)
                moved = _best(block, 0, _room_after(runs, n, before), before, after)
                part = before[moved.i1 : moved.i2] or after[moved.j1 : moved.j2]
                if moved != block and is_balanced(part):
                    parts = [word, moved]
        found += parts
    return found


def _slide(runs: list[Run], before: Sequence[Token], after: Sequence[Token]) -> None:
    """What was only added or only removed may begin at several places: prefer whole blocks, then whole sentences."""
    for n, run in enumerate(runs):
        if run.i1 == run.i2 or run.j1 == run.j2:
            room_before = run.i1 - (runs[n - 1].i2 if n else 0)
            runs[n] = _best(run, room_before, _room_after(runs, n, before), before, after)


def _room_after(runs, n, before):
    return (runs[n + 1].i1 if n + 1 < len(runs) else len(before)) - runs[n].i2


def _best(run: Run, room_before: int, room_after: int, before: Sequence[Token], after: Sequence[Token]) -> Run:
    tokens, low, high = (after, run.j1, run.j2) if run.i1 == run.i2 else (before, run.i1, run.i2)
    shifts = [0]
    while shifts[-1] < room_after and tokens[low + shifts[-1]].key == tokens[high + shifts[-1]].key:
        shifts.append(shifts[-1] + 1)
    back = 0
    while back < room_before and tokens[low - back - 1].key == tokens[high - back - 1].key:
        back += 1
        shifts.append(-back)
    best = max(shifts, key=lambda shift: (_reads_well(tokens, low + shift, high + shift), shift))
    return Run(run.i1 + best, run.i2 + best, run.j1 + best, run.j2 + best)


def _reads_well(tokens, low, high):
    part = tokens[low:high]
    if is_balanced(part) and part[0].is_border:
        return 3
    if not is_balanced(part):
        return 0
    if low == 0 or tokens[low - 1].text in {".", ":", ";"} or tokens[low - 1].is_border:
        return 2
    return 1


def is_balanced(tokens: Sequence[Token]) -> bool:
    """Each block in `tokens` has both its ends in them."""
    depth = 0
    for token in tokens:
        if token.is_border:
            depth += -1 if token.partner else 1
            if depth < 0:
                return False
    return depth == 0


def gaps(before: Sequence[Token], after: Sequence[Token], run: Run) -> tuple[str, str]:
    """The space that a mark with the removed tokens brings along, ahead and behind, where the later text has none."""
    first = next(token for token in before[run.i1 : run.i2] if not token.is_border)
    new = next((token for token in after[run.j1 : run.j2] if token.place is not None), None)
    was_next = before[run.i2] if run.i2 < len(before) else None
    is_next = after[run.j2] if run.j2 < len(after) else None
    opens = first.is_spaced and not (new and new.is_spaced)
    closes = was_next and is_next and was_next.is_text and was_next.is_spaced and is_next.is_text
    return " " if opens else "", " " if closes and not is_next.is_spaced else ""
