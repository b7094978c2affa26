"""Claims: every figure and comparison has its source, and relative measures have absolute ones beside them."""

import re
from collections.abc import Iterator
from itertools import groupby

from compliance.preflight.clauses import BALANCED, COMPARISONS, REFERENCES, SUBSTANTIATED
from compliance.preflight.reading.document import Passage
from compliance.preflight.reading.sentences import sentences
from compliance.preflight.register import Register
from compliance.preflight.rule import BODY, ERROR, WARNING, Found, rule
from compliance.preflight.subject import Subject

NUMBER = r"\d[\d,.]*"
FIGURE = re.compile(
    rf"{NUMBER}\s?(?:%|mg|micrograms?|g\b|mL|L\b|mm|°C|hours?\b|months?\b|weeks?\b|days?\b|years?\b|patients\b|adults\b)"
    rf"|{NUMBER} (?:of|in) {NUMBER}\b|\bp\s?[<=]\s?0?\.\d|\b(?:HR|OR|RR)\s?[=:]?\s?{NUMBER}"
)
COMPARATIVE = re.compile(
    r"\b(?:higher|lower|greater|longer|shorter|fewer|less|more|better|worse|faster|slower|superior|inferior)\b"
    r"(?:\W+\w+){0,4}?\W+(?:than|to)\b(?!\s+(?:or equal|\d))|\b(?:compared (?:with|to)|versus|vs\.?)\s",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    rf"\b(?:hazard|odds|risk|rate) ratios?\b|\b(?:HR|OR|RR)\s?(?:[=:,]\s?|(?:of|was|is)\s)?\(?0?\.\d|\brelative risk\b"
    rf"|{NUMBER}\s?% (?:relative )?(?:reduction|lower|fewer|less|decrease|increase|higher|greater)\b"
    rf"|\b(?:reduced|reduces|reducing|cut|cuts|lowered|increased|reduction|decrease)[^.;]{{0,60}}? by {NUMBER}\s?%"
    rf"|\b(?:halved?|halves|doubled?|doubles|(?:two|three|four)-?fold|\d+(?:\.\d+)?[- ]fold|twice as)\b",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(
    rf"{NUMBER} (?:of|out of|in) {NUMBER}\b|{NUMBER}/{NUMBER}\b|{NUMBER}(?: months?| weeks?| days?| years?)\b"
    rf"|{NUMBER}\s?% (?:versus|vs\.?|compared with|against|and|with|of|in) "
    rf"|{NUMBER}\s?%\)|\bn\s?=\s?\d|\babsolute\b",
    re.IGNORECASE,
)


def _blocks(subject: Subject) -> Iterator[tuple[str, list[Passage]]]:
    """What editors wrote, block by block."""
    written = [passage for passage in subject.document.written if passage.part in ("block", "heading", "unknown")]
    for anchor, passages in groupby(written, key=lambda passage: passage.anchor):
        yield anchor, list(passages)


def _uncited(subject: Subject, pattern: re.Pattern) -> Iterator[tuple[str, str]]:
    """The first words that match `pattern` in each block without a citation, and its anchor."""
    for anchor, passages in _blocks(subject) if subject.is_promotional else ():
        if any(passage.citations for passage in passages):
            continue
        matches = ((passage.text, pattern.search(passage.text)) for passage in passages)
        if first := next(((text, found) for text, found in matches if found), None):
            yield _around(*first), anchor


@rule(
    "CLM001",
    WARNING,
    "Figures name their source: a citation in the same block.",
    clauses=SUBSTANTIATED,
    hint="Put the cursor behind the figure and press Cite.",
)
def figures_are_cited(subject: Subject, register: Register) -> Iterator[Found]:
    for said, anchor in _uncited(subject, FIGURE):
        yield Found(f"“{said}” has a figure and no citation.", anchor)


@rule(
    "CLM002",
    WARNING,
    "Comparisons name their source: a citation in the same block.",
    clauses=COMPARISONS,
    hint="Cite the study that made the comparison.",
)
def comparisons_are_cited(subject: Subject, register: Register) -> Iterator[Found]:
    for said, anchor in _uncited(subject, COMPARATIVE):
        yield Found(f"“{said}” compares, without a citation.", anchor)


@rule(
    "CLM003",
    ERROR,
    "Every citation has its entry in the references, and every entry is cited.",
    clauses=REFERENCES,
    hint="Citations are numbered when it is frozen: freeze it anew. Do not type the numbers.",
    forms=(BODY,),
)
def citations_resolve_both_ways(subject: Subject, register: Register) -> Iterator[Found]:
    cited = {number for passage in subject.document.passages for number in passage.citations}
    listed = {
        int(name.removeprefix("reference-"))
        for name in subject.document.targets
        if re.fullmatch(r"reference-\d+", name)
    }
    for number in sorted(cited - listed):
        anchor = next(p.anchor for p in subject.document.passages if number in p.citations)
        yield Found(f"Citation {number} has no entry in the references.", anchor)
    for number in sorted(listed - cited):
        yield Found(f"Reference {number} is cited nowhere.")
    entries = [passage for passage in subject.document.part("references") if passage.role == "item"]
    if len(entries) < len(listed):
        yield Found("An entry in the references is empty.")


@rule(
    "CLM004",
    ERROR,
    "A relative measure (hazard ratio, % reduction) stands beside the absolute figures, in the same block.",
    clauses=BALANCED,
    hint="Give the numbers or percentages of both groups beside it (PMCPA AUTH/3727/1/23).",
)
def relative_measures_have_absolute_ones(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.is_prescribing_information:
        return
    for anchor, passages in _blocks(subject):
        text = " ".join(passage.text for passage in passages)
        without = RELATIVE.sub(" ", text)
        if (found := RELATIVE.search(text)) and not ABSOLUTE.search(without):
            yield Found(f"“{_around(text, found)}” is relative; no absolute figure stands in the block.", anchor)


@rule(
    "CLM005",
    WARNING,
    "Results from the laboratory or from animals are not passed off as clinical ones.",
    clauses=BALANCED,
    hint="Say in the same sentence that the finding's meaning for patients is not established.",
)
def laboratory_data_are_qualified(subject: Subject, register: Register) -> Iterator[Found]:
    if not subject.is_promotional:
        return
    for passage in subject.document.written:
        if passage.part == "prescribing-information":
            continue
        for sentence in sentences(passage.text):
            found = re.search(
                r"\b(?:in vitro|in mice|mouse|murine|animal|preclinical|cell lines?)\b", sentence, re.IGNORECASE
            )
            if found and not re.search(r"clinical (?:relevance|significance)|not (?:been )?established", sentence):
                yield Found(f"“{found[0]}”: say what it does not show for patients.", passage.anchor)


def _around(text: str, found: re.Match) -> str:
    start, end = max(0, found.start() - 30), min(len(text), found.end() + 20)
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"
