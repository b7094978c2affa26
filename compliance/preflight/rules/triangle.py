"""The inverted black triangle: there when it is due, black, and nowhere when it is not."""

from collections.abc import Iterator
from datetime import timedelta

from compliance.preflight.clauses import BLACK_TRIANGLE, GOOD_PRACTICE, HIGH_STANDARDS
from compliance.preflight.reading.document import TRIANGLE
from compliance.preflight.register import Register
from compliance.preflight.rule import BODY, ERROR, NOTE, Found, rule
from compliance.preflight.rules.names import NOT_A_MENTION
from compliance.preflight.subject import Subject

SMALLEST_PX = 11.0
A_YEAR = timedelta(days=366)


@rule(
    "TRI001",
    ERROR,
    "A medicine under additional monitoring carries the black triangle at its first mention.",
    clauses=BLACK_TRIANGLE,
    hint="It is drawn beside the name from the product's status. If that changed, freeze anew.",
)
def triangle_is_there(subject: Subject, register: Register) -> Iterator[Found]:
    for medicine in register.medicines:
        if not medicine.additional_monitoring:
            continue
        for passage in subject.document.passages:
            if passage.part in NOT_A_MENTION or not medicine.branded.search(passage.text):
                continue
            if TRIANGLE not in passage.shown:
                yield Found(f"▼ is missing beside {medicine.brand} where it comes first.", passage.anchor)
            break


@rule(
    "TRI002",
    ERROR,
    "The black triangle is black, equilateral, points down and is large enough to be seen.",
    clauses=HIGH_STANDARDS,
    hint="Grey ones were ruled in breach (PMCPA AUTH/3110/10/18). It is a drawing of its own; nobody need style it.",
)
def triangle_is_black(subject: Subject, register: Register) -> Iterator[Found]:
    for passage in subject.document.passages:
        for triangle in passage.triangles:
            for flaw in triangle.flaws:
                yield Found(f"The black triangle beside “{passage.text[:60]}” is wrong: {flaw}.", passage.anchor)
            if subject.form == BODY and triangle.width < SMALLEST_PX:
                yield Found(f"The black triangle beside “{passage.text[:60]}” is too small.", passage.anchor)
        drawn = len(passage.triangles)
        if subject.form == BODY and passage.text.count(TRIANGLE) > drawn:
            yield Found(f"A typed ▼ beside “{passage.text[:60]}” takes the colour of the text.", passage.anchor)


@rule(
    "TRI003",
    ERROR,
    "No black triangle stands beside a medicine that is not under additional monitoring.",
    clauses=BLACK_TRIANGLE,
    hint="Take a typed ▼ out of the text. If the product's status is out of date, an administrator corrects it.",
)
def no_triangle_where_none_is_due(subject: Subject, register: Register) -> Iterator[Found]:
    monitored = [medicine for medicine in register.medicines if medicine.additional_monitoring]
    for passage in subject.document.passages:
        if TRIANGLE not in passage.text:
            continue
        for medicine in register.medicines:
            is_named = medicine.named.search(passage.text)
            other = any(found.named.search(passage.text) for found in monitored)
            if is_named and not medicine.additional_monitoring and not other:
                yield Found(
                    f"▼ stands beside {medicine.brand}, which is not under additional monitoring.", passage.anchor
                )
        if not monitored and not any(medicine.named.search(passage.text) for medicine in register.medicines):
            yield Found("▼ is explained, though no medicine here is under additional monitoring.", passage.anchor)


@rule(
    "TRI004",
    NOTE,
    "Whether the medicine is under additional monitoring was looked up within the last year.",
    clauses=GOOD_PRACTICE,
    hint="An administrator looks it up at the MHRA and enters the day with the product.",
)
def status_was_looked_up(subject: Subject, register: Register) -> Iterator[Found]:
    medicine = register.medicine(subject.product)
    checked_on = medicine and medicine.monitoring_checked_on
    if checked_on and register.on - checked_on > A_YEAR:
        yield Found(f"The status of {medicine.brand} was last looked up on {checked_on:%-d %B %Y}.")
