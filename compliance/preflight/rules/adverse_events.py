"""The statement on reporting adverse events: near-fixed words, in the material itself."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from compliance.preflight.clauses import ADVERSE_EVENTS, PUBLIC_INFORMATION
from compliance.preflight.reading.document import Passage
from compliance.preflight.register import Medicine, Register
from compliance.preflight.rule import ERROR, WARNING, Found, rule
from compliance.preflight.subject import Subject

YELLOW_CARD_HOSTS = {"yellowcard.mhra.gov.uk", "www.mhra.gov.uk"}
ASKS = re.compile(r"adverse events should be reported", re.IGNORECASE)


def _statement(subject: Subject) -> list[Passage]:
    """The passages that make it up, wherever they stand; those inside the prescribing information do not count."""
    passages = [p for p in subject.document.passages if p.part != "prescribing-information"]
    begin = next((i for i, passage in enumerate(passages) if ASKS.search(passage.shown)), None)
    return [] if begin is None else passages[begin : begin + 3]


def _asked(subject: Subject, register: Register) -> list[Medicine]:
    """The medicines for which the statement is due: the product, or those that are named where none was chosen."""
    if subject.audience != "hcp" or subject.is_gate:
        return []
    own = register.medicine(subject.product)
    said = " ".join(passage.text for passage in subject.document.passages if passage.part != "references")
    return [own] if own else [one for one in register.medicines if one.named.search(said)]


@rule(
    "AER001",
    ERROR,
    "The adverse event reporting statement stands in the material itself, seen without opening anything.",
    clauses=ADVERSE_EVENTS,
    hint="Inside the prescribing information it does not count (PMCPA AUTH/3451/1/21). Choose the "
    "product: it is printed from there.",
)
def statement_is_there(subject: Subject, register: Register) -> Iterator[Found]:
    if not _asked(subject, register):
        return
    statement = _statement(subject)
    if not statement:
        yield Found("“Adverse events should be reported” is not to be seen in it.")
        return
    run = next((run for run in statement[0].runs if run.text.strip()), None)
    if run and run.is_pale:
        yield Found("The adverse event reporting statement is too pale to be read.")
    if run and run.size < (11.5 if subject.form == "body" else 6):
        yield Found("The adverse event reporting statement is too small to be read.")


@rule(
    "AER002",
    ERROR,
    "The statement links straight to the MHRA Yellow Card site.",
    clauses=ADVERSE_EVENTS,
    hint="The address is https://yellowcard.mhra.gov.uk. Tell an administrator if the printed statement has another.",
)
def yellow_card_is_linked(subject: Subject, register: Register) -> Iterator[Found]:
    statement = _statement(subject)
    if not _asked(subject, register) or not statement:
        return
    links = [link for passage in statement for link in passage.links if link.is_shown]
    hosts = {urlsplit(link.address).hostname for link in links if link.address.startswith("https://")}
    if not hosts & YELLOW_CARD_HOSTS:
        yield Found("The adverse event reporting statement has no link to the Yellow Card site.")


@rule(
    "AER003",
    ERROR,
    "The statement asks to report to the company too, with its name and the telephone number on record.",
    clauses=ADVERSE_EVENTS,
    hint="Both come from the product. If they changed there, freeze anew.",
)
def company_is_named(subject: Subject, register: Register) -> Iterator[Found]:
    statement = _statement(subject)
    text = " ".join(passage.shown for passage in statement)
    for medicine in _asked(subject, register) if statement else []:
        if medicine.company not in text:
            yield Found(f"The adverse event reporting statement does not name {medicine.company}.")
        if _digits(medicine.report_phone) not in _digits(text):
            yield Found(f"The adverse event reporting statement does not give {medicine.report_phone}.")


@rule(
    "AER004",
    WARNING,
    "What the public reads about a medicine says how to report side effects, in the words for patients.",
    clauses=PUBLIC_INFORMATION,
    hint="“If you get any side effects, talk to your doctor, pharmacist or nurse. … Yellow Card Scheme …”",
)
def patients_are_told(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.audience != "public" or subject.is_gate:
        return
    text = subject.document.text
    if not any(medicine.named.search(text) for medicine in register.medicines):
        return
    if not re.search(r"talk to your doctor, pharmacist or nurse", text, re.IGNORECASE) or "Yellow Card" not in text:
        yield Found("It names a medicine, but not how patients report side effects.")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
