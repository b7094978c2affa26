"""Who it is for, that it promotes, and who is behind it."""

import re
from collections.abc import Iterator

from compliance.preflight.clauses import COMPANY_ROLE, INTERNET, NOT_DISGUISED, PUBLIC
from compliance.preflight.register import Register
from compliance.preflight.rule import ERROR, Found, rule
from compliance.preflight.subject import Subject


def _outset(subject: Subject) -> str:
    """What is seen before the first words that editors wrote; on paper, the first page."""
    passages = subject.document.passages
    if subject.form == "pdf":
        return " ".join(passage.shown for passage in passages if passage.page == 1)
    end = next((i for i, passage in enumerate(passages) if passage.part in ("heading", "block", "unknown")), None)
    return " ".join(passage.shown for passage in passages[:end])


@rule(
    "AUD001",
    ERROR,
    "It says at the outset who it is for.",
    clauses=INTERNET,
    hint="The line is printed above the content from the audience. Freeze it anew.",
)
def audience_is_stated(subject: Subject, register: Register) -> Iterator[Found]:
    outset = _outset(subject)
    if subject.is_gate:
        outset = subject.document.text
    if subject.audience == "hcp" or subject.is_gate:
        if not re.search(r"healthcare professionals", outset, re.IGNORECASE) or not re.search(
            r"\bUK\b|United Kingdom", outset
        ):
            yield Found("It does not say at the outset that it is for UK healthcare professionals.")
    elif not re.search(r"members of the public|patients", outset, re.IGNORECASE):
        yield Found("It does not say at the outset that it is for members of the public.")


@rule(
    "AUD002",
    ERROR,
    "Promotional material says so, and names the company, at the outset.",
    clauses=COMPANY_ROLE,
    hint="The line is printed from the product, or from the settings. Freeze it anew (PMCPA AUTH/3711/11/22).",
)
def company_and_promotion_are_declared(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.audience != "hcp" or subject.is_gate:
        return
    medicine = register.medicine(subject.product)
    company = medicine.company if medicine else register.company
    outset = _outset(subject)
    if "promotional" not in outset.lower():
        yield Found("It does not say at the outset that it is promotional.")
    if company not in outset:
        yield Found(f"It does not say at the outset that it comes from {company}.")


@rule(
    "AUD003",
    ERROR,
    "The gate says that promotional content follows.",
    clauses=NOT_DISGUISED,
    hint="Say so in the introduction of the interstitial.",
)
def gate_says_what_follows(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.is_gate and "promotional" not in subject.document.text.lower():
        yield Found("The gate does not say that the pages behind it are promotional.")


@rule(
    "AUD004",
    ERROR,
    "The gate names no medicine: everybody may read it.",
    clauses=PUBLIC,
    hint="Speak of “these pages” instead.",
)
def gate_names_no_medicine(subject: Subject, register: Register) -> Iterator[Found]:
    if not subject.is_gate:
        return
    for medicine in register.medicines:
        if named := medicine.named.search(f"{subject.title} {subject.document.text}"):
            yield Found(f"The gate names {named[0]}.")
