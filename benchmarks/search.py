"""Is the search quick with 10,000 Versions? Fills a register and its index, and asks a few questions.

    python -m benchmarks.search

Needs an empty database (DATABASE_URL, or DATA_DIR for SQLite). Ends with 1 when a question takes longer than LIMIT.
`make bench-search` calls this with everything set up.
"""

import os
import random
import sys
import time
from statistics import median

VERSIONS = 10_000  # of 1,000 Materials, of which 900 are live
PASSAGES_EACH, WORDS_EACH, VOCABULARY = 12, 60, 4000
LIMIT = 2.0  # seconds, on a machine that has other things to do
ROUNDS = 7  # and one before, to warm up
chance = random.Random(1)  # noqa: S311 no secret
WORDS = ["".join(chance.choices("abcdefghilmnoprstu", k=4 + n % 8)) for n in range(VOCABULARY)]  # the commonest first
QUESTIONS = {
    "a rare word": WORDS[3001],
    "a common word": WORDS[0],
    "three words": f"{WORDS[5]} {WORDS[40]} {WORDS[300]}",
    "a phrase": f'"{WORDS[0]} {WORDS[1]}"',
    "the beginning of a word": f"{WORDS[20]} {WORDS[7][:3]}",
    "ten common words": " ".join(WORDS[:10]),
    "a word and a slip": f"{WORDS[5]} {WORDS[303][1:]}",
    "nothing": "zebraxylophone",
}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "besponsa_site.settings")
    import django

    django.setup()
    from django.db import connection

    from benchmarks.filling import fill

    began = time.monotonic()
    fill(VERSIONS)
    live, passages = _index()
    if connection.vendor == "postgresql":  # its own housekeeping would, in time
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    _say(f"{connection.vendor}: {VERSIONS:,} Versions, {live:,} live, {passages:,} Passages")
    _say(f"filled in {time.monotonic() - began:.0f} s\n")
    slowest = max(_measure(title, asked) for title, asked in QUESTIONS.items())
    return int(slowest > LIMIT)


def _index() -> tuple[int, int]:
    """Passages of words as frequent as those of a language, for all that is live."""
    from django.utils import timezone

    from compliance.models import Signature
    from search.cutting import Cut, Piece
    from search.index import passages_of
    from search.models import Passage

    frequencies = [1 / rank for rank in range(1, VOCABULARY + 1)]

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, frequencies, k=count))

    signatures = Signature.objects.live(on=timezone.localdate()).select_related("version").defer("version__content")
    kept = []
    for signature in signatures:
        pieces = tuple(Piece(words(3), words(WORDS_EACH), f"#text-{n}") for n in range(PASSAGES_EACH))
        rows = passages_of(Cut(pieces), signature.version, sha256=signature.sha256)
        kept += [Passage(version=signature.version, **row) for row in rows]
    Passage.objects.bulk_create(kept, batch_size=1000)
    return len(signatures), len(kept)


def _measure(title: str, asked: str) -> float:
    """Median seconds for one question."""
    from compliance.standing import Standing
    from search.finding import find

    taken = []
    for turn in range(ROUNDS + 1):
        began = time.perf_counter()
        found = find(asked, as_of=Standing.read())
        if turn:
            taken.append(time.perf_counter() - began)
    _say(f"{title:26}{1000 * median(taken):>6.0f} ms   {found.count:>4} results, {len(found.results)} shown")
    return median(taken)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
