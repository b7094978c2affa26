"""What anybody may see: reference information, and nothing that promotes."""

import re
from collections.abc import Iterator

from compliance.preflight.clauses import PUBLIC, PUBLIC_INFORMATION
from compliance.preflight.register import Medicine, Register
from compliance.preflight.rule import ERROR, WARNING, Found, rule
from compliance.preflight.subject import Subject

PRICE = re.compile(r"(?:£|€|\$)\s?\d|\d\s?(?:pounds|p)\b per\b|\bNHS (?:list )?price\b|\bcosts? £", re.IGNORECASE)
CLAIM = re.compile(
    r"\b(?:effective(?:ness)?|efficac(?:y|ious)|response rates?|remissions?|overall survival|"
    r"survival (?:rates?|benefit)|hazard ratio|clinical (?:trial|stud)\w*|"
    r"superior\w*|breakthrough|cures?|well tolerated|improve[sd]?)\b|\d\s?%",
    re.IGNORECASE,
)
# The name of a section, as on every site of the trade, claims nothing.
SUBJECT = re.compile(r"efficacy(?: and safety)?", re.IGNORECASE)
DOCUMENTS = {
    "the Summary of Product Characteristics": r"summary of product characteristics|\bSmPC\b",
    "the patient information leaflet": r"patient (?:information )?leaflet|package leaflet",
    "the public assessment report": r"assessment report",
}


def _named(subject: Subject, register: Register) -> list[Medicine]:
    if subject.audience != "public":
        return []
    return [medicine for medicine in register.medicines if medicine.named.search(f"{subject.title} {_whole(subject)}")]


def _whole(subject: Subject) -> str:
    pictures = " ".join(picture.alt for picture in subject.document.pictures)
    return f"{subject.document.text} {pictures}"


@rule(
    "PUB001",
    ERROR,
    "What the public can open does not join a medicine's name with what it is for.",
    clauses=PUBLIC,
    hint="Name the medicine or the disease, not both; link to the SmPC and the leaflet (PMCPA AUTH/3107/10/18).",
)
def no_name_with_indication(subject: Subject, register: Register) -> Iterator[Found]:
    if not _is_reference(subject):
        yield from _joined(subject, register)


@rule(
    "PUB007",
    WARNING,
    "Reference information that gives a medicine's name and its use is neutral: a person has to judge that.",
    clauses=PUBLIC_INFORMATION,
    hint="Say in the answer why it is factual, balanced and prompts nobody to ask for the medicine. Such lists were "
    "ruled on both ways (PMCPA AUTH/3357/5/20, no breach; AUTH/3203/6/19, breach).",
)
def reference_information_is_judged(subject: Subject, register: Register) -> Iterator[Found]:
    if _is_reference(subject):
        yield from _joined(subject, register)


def _is_reference(subject: Subject) -> bool:
    """It offers all three reference documents, and neither claims nor sells: it may be reference information."""
    written = " ".join(passage.text for passage in subject.document.written)
    offered = all(re.search(words, subject.document.text, re.IGNORECASE) for words in DOCUMENTS.values())
    return offered and not CLAIM.search(written) and not PRICE.search(subject.document.text)


def _joined(subject: Subject, register: Register) -> Iterator[Found]:
    """Each medicine that is named together with its use."""
    for medicine in _named(subject, register):
        text = f"{subject.title} {_whole(subject)}"
        if medicine.indicated and (found := medicine.indicated.search(text)):
            anchor = next((p.anchor for p in subject.document.passages if medicine.indicated.search(p.text)), "")
            yield Found(f"It names {medicine.brand} and “{found[0]}” together.", anchor)
        elif found := re.search(
            r"\b(?:indicated for|(?:used|given) (?:to treat|for treating|in the treatment))\b", text
        ):
            yield Found(f"It names {medicine.brand} and says what it is “{found[0]}”.")


@rule(
    "PUB002",
    ERROR,
    "What the public can open states no price.",
    clauses=PUBLIC,
    hint="Prices belong in the prescribing information, behind the gate.",
)
def no_price(subject: Subject, register: Register) -> Iterator[Found]:
    if not _named(subject, register):
        return
    for passage in subject.document.passages:
        if found := PRICE.search(passage.text):
            yield Found(f"“{found[0].strip()}” is a price, on a page that everybody may read.", passage.anchor)


@rule(
    "PUB003",
    ERROR,
    "What the public can open makes no claim for a medicine.",
    clauses=PUBLIC,
    hint="Keep to the name, that it is prescription-only, and links to the reference documents.",
)
def no_claim(subject: Subject, register: Register) -> Iterator[Found]:
    if not _named(subject, register):
        return
    for passage in subject.document.written:
        if found := CLAIM.search(passage.text):
            yield Found(f"“{found[0]}” is a claim, on a page that everybody may read.", passage.anchor)


@rule(
    "PUB004",
    WARNING,
    "Reference information for the public offers the SmPC, the patient leaflet and the public assessment report.",
    clauses=PUBLIC_INFORMATION,
    hint="Add a card that links to it (PMCPA AUTH/3329/3/20 names the three as the minimum).",
)
def reference_documents_are_offered(subject: Subject, register: Register) -> Iterator[Found]:
    if not _named(subject, register):
        return
    for what, words in DOCUMENTS.items():
        if not re.search(words, subject.document.text, re.IGNORECASE):
            yield Found(f"It names a medicine without offering {what}.")


@rule(
    "PUB005",
    WARNING,
    "Pictures stand on no public page that names a medicine.",
    clauses=PUBLIC_INFORMATION,
    hint="Take the picture out, or say why it does not promote.",
)
def no_pictures(subject: Subject, register: Register) -> Iterator[Found]:
    if not _named(subject, register):
        return
    for picture in subject.document.pictures:
        if not picture.is_decoration and "black triangle" not in picture.alt.lower():
            yield Found(f"The picture “{picture.alt}” stands on a public page that names a medicine.", picture.anchor)


@rule(
    "PUB006",
    ERROR,
    "The title, which browsers and search engines show, makes no claim and joins no medicine with its use.",
    clauses=PUBLIC,
    hint="Name the subject: “Administration”, “Efficacy”. The title is seen outside the gate too.",
)
def title_is_neutral(subject: Subject, register: Register) -> Iterator[Found]:
    title = subject.title
    if not SUBJECT.fullmatch(title.strip()) and (found := CLAIM.search(title) or PRICE.search(title)):
        yield Found(f"The title “{title}” holds a claim: “{found[0].strip()}”.")
    for medicine in register.medicines:
        if medicine.named.search(title) and medicine.indicated and medicine.indicated.search(title):
            yield Found(f"The title “{title}” joins {medicine.brand} with what it is for.")
    for phrase in register.phrases:
        if phrase.kind in ("superlative", "safety", "novelty", "undertaking") and phrase.pattern.search(title):
            yield Found(f"The title “{title}” holds “{phrase.pattern.search(title)[0]}”. {phrase.reason}")
