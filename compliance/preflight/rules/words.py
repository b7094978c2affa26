"""Words that need care, from the list that signatories keep."""

import re
from collections.abc import Iterator
from datetime import date

from compliance.preflight.clauses import BALANCED, COMPARISONS, DISPARAGEMENT, EXAGGERATION, NEW, SAFE, UNDERTAKINGS
from compliance.preflight.reading.document import Passage
from compliance.preflight.reading.sentences import sentences
from compliance.preflight.register import Medicine, Phrase, Register
from compliance.preflight.rule import ERROR, WARNING, Found, rule
from compliance.preflight.subject import Subject

COMPARED_WITH = re.compile(r"\b(?:than|compared (?:with|to)|versus|vs\.?|over|against|relative to)\b", re.IGNORECASE)
MONTHS_NEW = 12
# The statement that goes with the black triangle.
NOT_ITSELF_NEW = re.compile(r"\bnew safety information\b", re.IGNORECASE)


def _found(subject: Subject, register: Register, kind: str) -> Iterator[tuple[Phrase, Passage, str, str]]:
    """Each watched phrase of `kind` that editors wrote: itself, its passage, its sentence, and as it stands there."""
    phrases = [phrase for phrase in register.phrases if phrase.kind == kind]
    for passage in subject.document.written:
        if passage.part == "prescribing-information":
            continue
        for sentence in sentences(passage.text):
            for phrase in phrases:
                if found := phrase.pattern.search(sentence):
                    yield phrase, passage, sentence, found[0]


@rule(
    "WRD001",
    WARNING,
    "“Safe” stands nowhere without qualification, and no medicine is said to have no adverse reactions.",
    clauses=SAFE,
    hint="Give the rate of the reaction instead, or say in the answer why the word is qualified here.",
)
def safety_words(subject: Subject, register: Register) -> Iterator[Found]:
    for phrase, passage, _, found in _found(subject, register, "safety"):
        yield Found(f"“{found}” needs care. {phrase.reason}", passage.anchor)


@rule(
    "WRD002",
    WARNING,
    "Nothing is called new for longer than 12 months after its launch in the UK.",
    clauses=NEW,
    hint="Say what it is instead of how recent. If something other than the medicine is new, say so in the answer.",
)
def novelty_words(subject: Subject, register: Register) -> Iterator[Found]:
    medicine = register.medicine(subject.product)
    for phrase, passage, sentence, found in _found(subject, register, "novelty"):
        if NOT_ITSELF_NEW.search(sentence):
            continue
        if medicine and medicine.launched_on and register.on < _a_year_after(medicine.launched_on):
            continue
        yield Found(f"“{found}”: {_since(medicine)}. {phrase.reason}", passage.anchor)


@rule(
    "WRD003",
    WARNING,
    "No superlatives and no all-embracing claims, unless for a plain fact about the medicine.",
    clauses=EXAGGERATION,
    hint="State the figure and its source instead.",
)
def superlatives(subject: Subject, register: Register) -> Iterator[Found]:
    for phrase, passage, _, found in _found(subject, register, "superlative"):
        yield Found(f"“{found}” needs care. {phrase.reason}", passage.anchor)


@rule(
    "WRD004",
    WARNING,
    "A comparison says with what: no hanging comparatives.",
    clauses=COMPARISONS,
    hint="Name what it is compared with, in the same sentence.",
)
def hanging_comparatives(subject: Subject, register: Register) -> Iterator[Found]:
    for phrase, passage, sentence, found in _found(subject, register, "comparative"):
        if not COMPARED_WITH.search(sentence):
            yield Found(f"“{found}”, than what? {phrase.reason}", passage.anchor)


@rule(
    "WRD005",
    ERROR,
    "What the company undertook not to say again is nowhere said.",
    clauses=UNDERTAKINGS,
    hint="Take the phrase out. The undertaking binds every page and leaflet, old and new.",
)
def undertakings(subject: Subject, register: Register) -> Iterator[Found]:
    text = [("", subject.title)] + [(passage.anchor, passage.text) for passage in subject.document.passages]
    text += [(picture.anchor, picture.alt) for picture in subject.document.pictures]
    for phrase in register.phrases:
        if phrase.kind != "undertaking":
            continue
        for anchor, said in text:
            if found := phrase.pattern.search(said):
                yield Found(f"“{found[0]}” is given up by undertaking ({phrase.undertaking}). {phrase.reason}", anchor)


@rule(
    "WRD006",
    WARNING,
    "Other companies' medicines are named only where it is fair and needed.",
    clauses=DISPARAGEMENT,
    hint="Say in the answer why naming it is accurate, balanced and does not disparage.",
)
def competitors(subject: Subject, register: Register) -> Iterator[Found]:
    for phrase, passage, _, found in _found(subject, register, "competitor"):
        yield Found(f"“{found}” is named. {phrase.reason}", passage.anchor)


@rule(
    "WRD007",
    WARNING,
    "What needs other words beside it, like a strength that is not licensed for a use, has them in the same block.",
    clauses=BALANCED,
    hint="Add those words, or say in the answer why they are not needed here (PMCPA AUTH/3792/7/23).",
)
def qualifications(subject: Subject, register: Register) -> Iterator[Found]:
    for phrase, passage, _, found in _found(subject, register, "qualification"):
        block = " ".join(near.text for near in subject.document.block(passage.anchor))
        if phrase.instead.lower() not in block.lower():
            yield Found(f"“{found}” stands there without “{phrase.instead}”. {phrase.reason}", passage.anchor)


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + MONTHS_NEW // 12)
    except ValueError:  # launched on 29 February
        return day.replace(year=day.year + 1, day=28)


def _since(medicine: Medicine | None) -> str:
    if medicine is None:
        return "no medicine is named that could be"
    if medicine.launched_on is None:
        return f"the launch of {medicine.brand} in the UK is not on record"
    return f"{medicine.brand} was launched in the UK in {medicine.launched_on:%B %Y}"
