"""What a reader sees: the text with its job codes and dates, read as the rules and the search will read it.

Whatever the site does later with accepted bytes is done here once, where it can be killed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pypdf
import pypdfium2

from compliance.preflight.reading.pdf import Paper, read_paper
from downloads.inspection.limits import Limits
from downloads.inspection.reasons import Reason

CODE = re.compile(r"\b[A-Z]{2}-[A-Z]{3}-[A-Z]{3}-\d{4}\b")
MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:19|20)\d\d\b"
)
PREPARED = re.compile(r"\bprepar(?:ed|ation)\b", re.IGNORECASE)
MOST_TEXT = 400_000  # characters; a book
SHOWN_PIXELS = 600  # the longer side of a page, when it is tried whether it can be shown


def problems(body: bytes, limits: Limits, facts: dict) -> Iterator[Reason]:
    """What the site's own readers have against it; fills `facts` with what they read."""
    paper = read_paper(body)
    catalogue = paper.catalogue
    if paper.problem:
        yield Reason("damaged", paper.problem)
        return
    for what in catalogue.acts:
        yield Reason("acts", f"The file holds {what}.")
    for name in catalogue.attachments:
        yield Reason("attachment", f"The file “{name}” is embedded in it.")
    for what in catalogue.outside:
        yield Reason("outside", f"The file holds {what}.")
    counts = facts["pages"], show_each_page(body), len(pypdf.PdfReader(BytesIO(body)).pages)
    if len(set(counts)) > 1:
        yield Reason("ambiguous", f"Programs disagree on how many pages it has: {', '.join(map(str, counts))}.")
    text = [passage.shown for passage in paper.document.passages]
    if sum(map(len, text)) > MOST_TEXT:
        yield Reason("bomb", f"The file holds more than {MOST_TEXT:,} characters of text.")
        return
    facts |= {"text": text, "imprints": imprints(text), **particulars(paper)}


def show_each_page(body: bytes) -> int:
    """Once, small: a picture that takes minutes to unpack is to be met here. Returns how many there are."""
    pdf = pypdfium2.PdfDocument(body)
    for page in pdf:
        page.render(scale=SHOWN_PIXELS / max(*page.get_size(), 1)).close()
        page.close()
    count = len(pdf)
    pdf.close()
    return count


def imprints(text: list[str]) -> dict[str, list[str]]:
    """The job codes printed, each with the months beside it; under "" the dates of preparation that have no code."""
    found: dict[str, list[str]] = {}
    for passage in text:
        codes, months = CODE.findall(passage), MONTH.findall(passage)
        if not codes and PREPARED.search(passage) and months:
            codes = [""]
        for code in codes:
            known = found.setdefault(code, [])
            known += [month for month in months if month not in known]
    return found


def particulars(paper: Paper) -> dict:
    catalogue = paper.catalogue
    return {
        "is_tagged": paper.is_tagged,
        "language": catalogue.language,
        "title": next(iter(catalogue.titles), ""),
        "foreign_fonts": list(paper.foreign_fonts),
        "links": sorted({link.address for link in paper.document.links}),
    }
