"""The non-proprietary name beside the brand."""

from collections.abc import Iterator

from compliance.preflight.clauses import NAME
from compliance.preflight.reading.document import Passage
from compliance.preflight.register import Medicine, Register
from compliance.preflight.rule import ERROR, WARNING, Found, rule
from compliance.preflight.subject import Subject

SMALLEST = {"body": 12.0, "pdf": 6.0}  # px on a phone; points on paper
NOT_A_MENTION = {"breadcrumbs", "references", "running"}


def _mentions(subject: Subject, medicine: Medicine) -> list[Passage]:
    return [
        passage
        for passage in subject.document.passages
        if passage.part not in NOT_A_MENTION and medicine.branded.search(passage.text)
    ]


def _size(passage: Passage, medicine: Medicine) -> float:
    """How large the brand stands in `passage`."""
    return max((run.size for run in passage.runs_of(medicine.brand)), default=0.0)


@rule(
    "NAM001",
    ERROR,
    "Where a brand name comes first, the non-proprietary name stands right behind it.",
    clauses=NAME,
    hint="Write the brand, then the substance in brackets: nothing but ® and ▼ may stand between them.",
)
def first_mention_is_in_full(subject: Subject, register: Register) -> Iterator[Found]:
    for medicine in register.medicines:
        mentions = _mentions(subject, medicine)
        if mentions and not medicine.in_full.search(mentions[0].shown):
            yield Found(f"{medicine.brand} comes first without ({medicine.substance}) behind it.", mentions[0].anchor)


@rule(
    "NAM002",
    ERROR,
    "At the most prominent display of the brand the non-proprietary name stands right behind it.",
    clauses=NAME,
    hint="The largest mention counts, often the heading. Name the product under “What the law asks for”: the heading "
    "is then completed when it is frozen.",
)
def most_prominent_mention_is_in_full(subject: Subject, register: Register) -> Iterator[Found]:
    for medicine in register.medicines:
        mentions = [passage for passage in _mentions(subject, medicine) if medicine.branded.search(passage.shown)]
        largest = max((_size(passage, medicine) for passage in mentions), default=0.0)
        for passage in mentions:
            if _size(passage, medicine) >= largest - 0.5:
                if not medicine.in_full.search(passage.shown):
                    yield Found(
                        f"“{passage.text}” is the most prominent mention of {medicine.brand} and lacks "
                        f"({medicine.substance}).",
                        passage.anchor,
                    )
                break


@rule(
    "NAM003",
    ERROR,
    "The non-proprietary name can be read: not small, not pale.",
    clauses=NAME,
    hint="Small grey text was ruled in breach (PMCPA CASE/0677/07/25). Tell an administrator: the style is at fault.",
)
def name_is_legible(subject: Subject, register: Register) -> Iterator[Found]:
    for medicine in register.medicines:
        for passage in _mentions(subject, medicine):
            if not medicine.in_full.search(passage.text):
                continue
            for run in passage.runs_of(medicine.substance):
                if not run.is_shown:
                    yield Found(f"({medicine.substance}) is hidden beside {medicine.brand}.", passage.anchor)
                elif run.size < SMALLEST[subject.form]:
                    yield Found(f"({medicine.substance}) is too small beside {medicine.brand}.", passage.anchor)
                elif run.is_pale:
                    yield Found(f"({medicine.substance}) is too pale beside {medicine.brand}.", passage.anchor)
            break


@rule(
    "NAM004",
    WARNING,
    "A link to another page that names the brand names the substance as well.",
    clauses=NAME,
    hint="A link is read out of its place, by screen readers and by search. Add the substance, or leave out the brand.",
)
def links_name_both(subject: Subject, register: Register) -> Iterator[Found]:
    for medicine in register.medicines:
        for link in subject.document.links:
            is_elsewhere = link.part not in NOT_A_MENTION and not link.address.startswith("#")
            if not is_elsewhere or not medicine.branded.search(link.text):
                continue
            if not medicine.in_full.search(link.text):
                yield Found(f"The link “{link.text}” names {medicine.brand} alone.", link.anchor)


@rule(
    "NAM005",
    WARNING,
    "A page in the menu is not called by the brand alone.",
    clauses=NAME,
    hint="The menu stands above all else on every page. Call the page “The medicine”, or add the substance.",
)
def menu_names_both(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.content.get("menu_order") is None:
        return
    for medicine in register.medicines:
        if medicine.branded.search(subject.title) and not medicine.in_full.search(subject.title):
            yield Found(f"The menu would say {medicine.brand} alone, before any page has named its substance.")
