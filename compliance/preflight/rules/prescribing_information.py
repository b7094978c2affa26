"""Prescribing information: there, one click away, seen without opening anything, complete."""

import re
from collections.abc import Iterator

from compliance.authorisation_numbers import PATTERNS
from compliance.preflight.clauses import PI_CONTENTS, PI_PLACE, PI_TERRITORY, PRESCRIBING_INFORMATION
from compliance.preflight.reading.document import Document, Link, Passage
from compliance.preflight.register import Medicine, Register
from compliance.preflight.rule import BODY, ERROR, PDF, Found, rule
from compliance.preflight.subject import Subject

SMALLEST_PX = 15.5  # body text
# What the record must hold (ABPI Code 2021, 12.2; HMR 2012, Schedule 30): by the heading it stands under.
SECTIONS = {
    "the form and amounts of active ingredients": r"presentation",
    "the indications": r"indications?",
    "the dosage and method of use": r"dosage",
    "the contraindications": r"contraindications?",
    "the special warnings and precautions": r"(special )?warnings|precautions",
    "the common adverse reactions": r"common adverse reactions",
    "the serious adverse reactions": r"serious adverse reactions",
    "the legal category": r"legal category",
    "the pack and its price": r"package|price",
    "the authorisation number": r"marketing authorisation number",
    "the authorisation holder and address": r"marketing authorisation holder",
}
POINTS_TO_SMPC = re.compile(r"(?:SmPC|Summary of Product Characteristics)[^.]*other (?:adverse|side)", re.IGNORECASE)
ANY_NUMBER = re.compile("|".join(rf"\b{pattern}" for pattern in PATTERNS.values()))


def _links(subject: Subject, medicine: Medicine) -> list[Link]:
    """The links that are meant for, or lead to, the prescribing information of `medicine`."""
    return [
        link
        for link in subject.document.links
        if (medicine.prescribing_information and link.address == medicine.prescribing_information)
        or ("prescribing information" in link.text.lower() and medicine.named.search(link.text))
    ]


@rule(
    "PI001",
    ERROR,
    "Promotional material carries prescribing information: a page links to it, a PDF has it inside.",
    clauses=PRESCRIBING_INFORMATION,
    hint="The SmPC does not stand in for it. Certify the product's prescribing information, then freeze anew.",
)
def prescribing_information_is_provided(subject: Subject, register: Register) -> Iterator[Found]:
    medicine = register.medicine(subject.product)
    if not subject.is_promotional or medicine is None:
        return
    if subject.form == "pdf":
        if not subject.document.part("prescribing-information"):
            yield Found(f"The prescribing information of {medicine.brand} is not printed in it.")
    elif not _links(subject, medicine):
        yield Found(f"There is no link to the prescribing information of {medicine.brand}.")


@rule(
    "PI002",
    ERROR,
    "The link opens the prescribing information itself: not a chooser, a notice, the SmPC or another site.",
    clauses=PRESCRIBING_INFORMATION,
    hint="Point the link straight at the product's prescribing information on this site.",
    forms=(BODY,),
)
def link_is_direct(subject: Subject, register: Register) -> Iterator[Found]:
    for link in subject.document.links:
        if "prescribing information" not in link.text.lower():
            continue
        targets = {m.prescribing_information for m in register.medicines if m.prescribing_information}
        target = register.targets.get(link.address)
        is_one = target is not None and target.kind == "prescribinginformation"
        if link.address not in targets and not is_one:
            yield Found(f"“{link.text}” leads to {link.address}, which is no prescribing information.", link.anchor)


@rule(
    "PI003",
    ERROR,
    "The link is seen on a phone (390 px) and a desktop without opening anything, in body size, dark enough to read.",
    clauses=PRESCRIBING_INFORMATION,
    hint="It must not stand in a menu, an accordion or behind another click (PMCPA AUTH/3641/4/22).",
    forms=(BODY,),
)
def link_is_seen(subject: Subject, register: Register) -> Iterator[Found]:
    medicine = register.medicine(subject.product)
    if not subject.is_promotional or medicine is None:
        return
    links = [link for link in _links(subject, medicine) if link.part != "block"]
    if links and not any(link.is_shown for link in links):
        yield Found(f"The link “{links[0].text}” is hidden.")
    elif links and not any("prescribing information" in link.text.lower() for link in links):
        yield Found(f"The link “{links[0].text}” does not say that it leads to prescribing information.")
    for link, runs in _runs(subject.document, [link for link in links if link.is_shown]):
        small = min(run.size for run in runs)
        if small < SMALLEST_PX:
            yield Found(f"The link “{link.text}” is set in {small:.0f} px, smaller than the text.")
        if any(run.is_pale for run in runs):
            yield Found(f"The link “{link.text}” is too pale to be read.")


def _runs(document: Document, links: list[Link]):
    for passage in document.passages:
        for link in passage.links:
            if link in links and (runs := passage.runs_of(link.text)):
                yield link, runs


@rule(
    "PI004",
    ERROR,
    "The place of the prescribing information is stated above the content, beside the name of the medicine.",
    clauses=PI_PLACE,
    hint="Nothing an editor writes may push it down: tell an administrator that the page's template is at fault.",
    forms=(BODY,),
)
def link_comes_first(subject: Subject, register: Register) -> Iterator[Found]:
    medicine = register.medicine(subject.product)
    if not subject.is_promotional or medicine is None:
        return
    links = _links(subject, medicine)
    before = []
    for passage in subject.document.passages:
        if passage.part in ("heading", "block"):
            break
        before.extend(passage.links)
    if links and not any(link in before for link in links):
        yield Found(f"The link “{links[0].text}” comes only after the heading.")


@rule(
    "PI005",
    ERROR,
    "The prescribing information that is linked to is live and belongs to the product.",
    clauses=PRESCRIBING_INFORMATION,
    hint="Certify the product's prescribing information first; a withdrawn or expired one is not served.",
    forms=(BODY,),
)
def link_resolves(subject: Subject, register: Register) -> Iterator[Found]:
    medicine = register.medicine(subject.product)
    if not subject.is_promotional or medicine is None:
        return
    if not medicine.prescribing_information:
        yield Found(f"{medicine.brand} has no live prescribing information today.")
        return
    if not any(link.address == medicine.prescribing_information for link in _links(subject, medicine)):
        yield Found(f"No link leads to {medicine.prescribing_information}, the live one of {medicine.brand}.")


@rule(
    "PI006",
    ERROR,
    "Every medicine of the company that is named, by brand or substance, has its own prescribing information linked.",
    clauses=PRESCRIBING_INFORMATION,
    hint="Choose the product under “What the law asks for”, link to the other medicine's prescribing information, or "
    "do not name it (PMCPA AUTH/3585/11/21).",
)
def other_medicines_have_theirs(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.audience != "hcp" or subject.is_gate:
        return
    printed = {passage.text for passage in subject.document.part("prescribing-information")}
    for medicine in register.medicines:
        if medicine.code == subject.product:
            continue
        named = [
            passage
            for passage in subject.document.passages
            if medicine.named.search(passage.text) and passage.part != "references" and passage.text not in printed
        ]
        linked = any(link.address == medicine.prescribing_information for link in subject.document.links)
        if named and not (medicine.prescribing_information and linked):
            word = medicine.named.search(named[0].text)[0]
            yield Found(f"It names {word} without a link to its prescribing information.", named[0].anchor)


@rule(
    "PI020",
    ERROR,
    "Prescribing information is complete: every part that the Code and the law ask for is there and not empty.",
    clauses=PI_CONTENTS,
    hint="Fill in the field of that name in the prescribing information, then freeze it anew.",
)
def prescribing_information_is_complete(subject: Subject, register: Register) -> Iterator[Found]:
    passages = _printed(subject)
    if not passages:
        if subject.is_prescribing_information:
            yield Found("It has no text of prescribing information.")
        return
    texts = _sections(passages)
    for what, heading in SECTIONS.items():
        found = [text for title, text in texts.items() if re.match(heading, title, re.IGNORECASE)]
        if not any(text.strip() for text in found):
            yield Found(f"Prescribing information must have {what}; it is missing or empty.")
    whole = " ".join(passage.text for passage in passages)
    medicine = register.medicine(subject.product)
    if medicine and not re.search(re.escape(medicine.substance), whole, re.IGNORECASE):
        yield Found(f"It does not name {medicine.substance} as the active ingredient.")
    if not re.search(r"\d\s*(?:mg|micrograms?|g|mL|units?|%)", whole):
        yield Found("It states no amount of the active ingredient.")
    if "£" not in whole:
        yield Found("It states no price in pounds.")
    if not POINTS_TO_SMPC.search(whole):
        yield Found("It does not point to the SmPC for other adverse reactions.")


def _printed(subject: Subject) -> tuple[Passage, ...]:
    if subject.is_prescribing_information or subject.form == PDF:
        return subject.document.part("prescribing-information")
    return ()


def _sections(passages: tuple[Passage, ...]) -> dict[str, str]:
    """The text under each heading."""
    texts, title = {}, ""
    for passage in passages:
        if passage.level:
            title = passage.text
            texts.setdefault(title, "")
        elif not POINTS_TO_SMPC.search(passage.text):  # it stands below the last section, and belongs to none
            texts[title] = f"{texts.get(title, '')} {passage.text}"
    return texts


@rule(
    "PI021",
    ERROR,
    "Authorisation numbers are those of the territory they stand under.",
    clauses=PI_TERRITORY,
    hint="Great Britain has PLGB 00000/0000, Northern Ireland EU/1/00/0000/000, the United Kingdom PL 00000/0000 "
    "(PMCPA AUTH/3732/1/23).",
)
def authorisation_numbers_fit_the_territory(subject: Subject, register: Register) -> Iterator[Found]:
    for title, text in _sections(_printed(subject)).items():
        if "authorisation number" not in title.lower():
            continue
        territory = next((name for name in PATTERNS if name in title), None)
        for number in ANY_NUMBER.findall(text):
            if territory and not re.fullmatch(PATTERNS[territory], number):
                yield Found(f"{number} is no number for {territory}.")
        if not ANY_NUMBER.search(text) and not subject.content.get("demonstration"):
            yield Found("There is no authorisation number under its heading.")
