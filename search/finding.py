"""From what somebody typed to the live pages that say it. Nothing is shown but what is cut from signed bytes."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

from compliance import serving
from compliance.models import Audience, Signature
from compliance.standing import Standing
from search import shown, vocabulary
from search.cutting import Piece, cut
from search.engines import engine
from search.engines.found import Hit, Marks
from search.index import words_at
from search.models import Synonym
from search.question import LONGEST, Question, read
from search.sealing import unsealed
from search.snippets import Segments, segments, snippet
from search.words import fold

log = logging.getLogger(__name__)

ON_A_PAGE = 20  # results
QUOTED_EACH = 3  # Passages
KINDS = {"page": "Page", "leaflet": "PDF", "prescribinginformation": "Prescribing information"}
KINDS_OF_PASSAGES = {"paper": "Paper", "video": "Video"}


@dataclass(frozen=True)
class Quote:
    """A Passage as it is shown: its heading (none under the title itself) and words of it, in segments."""

    address: str
    heading: Segments
    text: Segments
    kind: str = ""
    page: str = ""  # of a PDF


@dataclass(frozen=True)
class Result:
    """A live page or file in which something was found. `product` is the medicine it is about, as it was frozen."""

    title: str
    address: str
    kind: str
    job_code: str
    prepared_on: date
    quotes: tuple[Quote, ...]
    more: int  # Passages found and not quoted
    product: dict | None
    company: str
    is_demonstration: bool


@dataclass(frozen=True)
class Results:
    """One page of results, the best first; the same whichever database found them."""

    asked: str
    results: tuple[Result, ...] = ()
    count: int = 0  # on all pages
    has_all: bool = True  # of the words; False where only some were found anywhere
    suggestion: str = ""
    page: int = 1
    pages: int = 0
    is_too_short: bool = False
    is_cut: bool = False  # more was typed than is looked for

    @property
    def first(self) -> int:
        """The place of the first result among all."""
        return (self.page - 1) * ON_A_PAGE + 1

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def next(self) -> int:
        return self.page + 1


@dataclass
class _Ranked:
    """A Version with what was found in it: the bits of the terms, and the scores of its Passages by id."""

    version: int
    terms: int = 0
    passages: dict[int, float] = field(default_factory=dict)

    @property
    def best(self) -> list[int]:
        return sorted(self.passages, key=lambda passage: (-self.passages[passage], passage))

    @property
    def rank(self) -> tuple:
        return -self.terms.bit_count(), -max(self.passages.values()), -len(self.passages), self.version


def find(words: str, *, as_of: Standing, audience: str = Audience.HCP, page: int = 1) -> Results:
    """The pages live now that have all of `words`, or, if there is none, those that have some of them."""
    asked = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    is_cut, asked = len(asked) > LONGEST, asked[:LONGEST]
    question = read(asked, synonyms=Synonym.objects.values_list("name", "meaning").distinct().order_by())
    if not question.terms:
        return Results(asked, is_too_short=bool(asked), is_cut=is_cut)
    hits = engine().rank(question)
    covered = shown.covered({hit.version for hit in hits}, as_of=as_of, audience=audience)
    # What is not live, or was cut from other bytes than those that are, does not count.
    ranked = _ranked(hit for hit in hits if (by := covered[hit.version]) and by.sha256 == hit.sha256)
    complete = [found for found in ranked if found.terms == question.all_terms]
    unknown = _unknown(question, known=reduce(or_, (found.terms for found in ranked), 0))
    chosen = complete or ranked
    pages = -(-len(chosen) // ON_A_PAGE)
    page = min(max(page, 1), max(pages, 1))
    return Results(
        asked,
        results=_results(chosen[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], question, covered, as_of=as_of),
        count=len(chosen),
        has_all=bool(complete) or not ranked,
        suggestion=vocabulary.suggestion(asked, unknown, as_of=as_of, audience=audience) if not complete else "",
        page=page,
        pages=pages,
        is_cut=is_cut,
    )


def _ranked(hits: Iterable[Hit]) -> list[_Ranked]:
    """The Versions, best first."""
    versions: dict[int, _Ranked] = {}
    for hit in hits:
        found = versions.setdefault(hit.version, _Ranked(hit.version))
        found.passages[hit.passage] = hit.score
        found.terms |= int(hit.terms)
    return sorted(versions.values(), key=lambda found: found.rank)


def _unknown(question: Question, *, known: int) -> list[str]:
    """The words of terms that were found nowhere."""
    return [word for place, term in enumerate(question.terms) if not known >> place & 1 for word in term.typed]


def _results(
    ranked: list[_Ranked], question: Question, covered: dict[int, shown.Covered | None], *, as_of: Standing
) -> tuple[Result, ...]:
    chosen = {found.version: found.best[: QUOTED_EACH + 1] for found in ranked}
    marks = engine().marks(question, [passage for best in chosen.values() for passage in best]) if chosen else {}
    signatures = shown.signatures([covered[version].signature for version in chosen], as_of=as_of)
    results = []
    for found in ranked:
        signature = signatures[covered[found.version].signature]
        in_it = [marks[passage] for passage in chosen[found.version] if passage in marks]
        if result := _result(found, signature, in_it):
            results.append(result)
    return tuple(results)


def _result(found: _Ranked, signature: Signature, marks: list[Marks]) -> Result | None:
    """What is shown of a Version; None if its bytes are not those that were signed, or the index is not of them."""
    version = signature.version
    quotes = _quotes(signature, marks)
    if quotes is None:
        log.critical("What is searched of %s is not what was signed; it is not shown.", version.job_code)
        return None
    return Result(
        title=version.title,
        address=version.material.address,
        kind=next((quote.kind for quote in quotes[:1] if quote.kind), KINDS.get(version.material.kind, "Page")),
        job_code=str(version.job_code),
        prepared_on=version.prepared_on,
        quotes=tuple(quotes[:QUOTED_EACH]),
        more=len(found.passages) - len(marks) + len(quotes[QUOTED_EACH:]),
        product=signature.product,
        company=signature.company or "",
        is_demonstration=bool(signature.is_demonstration),
    )


def _quotes(signature: Signature, found: list[Marks]) -> list[Quote] | None:
    """Those of its best Passages that say something; None where one of them is not of the signed bytes."""
    try:
        body = serving.signed_bytes(signature.rendition_id, signature.sha256)
    except serving.Forged:
        return None
    quotes = []
    for marks in found:
        piece = _piece(marks, signature, body)
        if piece is None:
            return None
        # The top of a page may be found for its title or its medicine: then what stands below says more.
        if marks.number or marks.heading or marks.text or len(found) == 1:
            quotes.append(_quote(piece, marks, signature))
    return quotes


def _piece(marks: Marks, signature: Signature, body: bytes) -> Piece | None:
    """What is kept under its seal; without one what is cut from the bytes now, if it has these words."""
    what = {"number": marks.number, "words": marks.words, "shown": marks.shown}
    if piece := unsealed(sha256=signature.sha256, kept=marks.seal, **what):
        return piece
    found, version = cut(body, signature.rendition.media_type), signature.version
    words = words_at(found, marks.number, title=version.title, job_code=str(version.job_code))
    return found.pieces[marks.number] if words == marks.words else None


def _quote(piece: Piece, marks: Marks, signature: Signature) -> Quote:
    is_top = marks.number == 0 and fold(piece.heading) == fold(signature.version.title)
    return Quote(
        address=signature.version.material.address + piece.where,
        heading=[] if is_top else segments(piece.heading, marks.heading),
        text=snippet(piece.text, marks.text),
        kind=KINDS_OF_PASSAGES.get(piece.kind, ""),
        page=piece.where.removeprefix("#page=") if piece.where.startswith("#page=") else "",
    )
