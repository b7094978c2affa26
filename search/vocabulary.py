"""Did you mean: the nearest word that stands on a live page."""

from collections.abc import Iterable
from difflib import get_close_matches

from compliance.standing import Standing
from search import shown
from search.models import Passage
from search.words import words_of

SHORTEST = 4  # letters: shorter words are near to too many
ALIKE = 0.74  # as difflib counts it, of 1


def suggestion(asked: str, unknown: Iterable[str], *, as_of: Standing, audience: str) -> str:
    """`asked` with a known word in place of each unknown one; "" where none is near."""
    unknown = [word for word in unknown if len(word) >= SHORTEST and not word.isdigit()]
    if not unknown:
        return ""
    known = _vocabulary(as_of=as_of, audience=audience)
    nearest = {word: _nearest(word, known) for word in unknown}
    found, at = "", 0
    for word in words_of(asked):
        found += asked[at : word.start] + (nearest.get(word.plain) or asked[word.start : word.end])
        at = word.end
    found += asked[at:]
    return found if any(nearest.values()) else ""


def _vocabulary(*, as_of: Standing, audience: str) -> set[str]:
    versions = Passage.objects.values_list("version", flat=True).distinct()
    covered = shown.covered(versions, as_of=as_of, audience=audience)
    passages = Passage.objects.values_list("version", "sha256", "title", "heading", "names", "text")
    return {
        word
        for version, sha256, *texts in passages.iterator(chunk_size=2000)
        if (by := covered.get(version)) and by.sha256 == sha256
        for text in texts
        for word in text.split()
    }


def _nearest(word: str, known: set[str]) -> str:
    alike = [other for other in known if abs(len(other) - len(word)) <= 2 and not other.isdigit() and other != word]
    return next(iter(get_close_matches(word, sorted(alike), n=1, cutoff=ALIKE)), "")
