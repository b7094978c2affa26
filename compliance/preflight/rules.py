"""The rules, one short function each."""

import re
from collections.abc import Iterator

from compliance.preflight import ERROR, NOTE, WARNING, Found, Subject, rule

UNFINISHED = re.compile(r"\blorem ipsum\b|\b(?:TODO|TBC|XXX)\b|\?\?\?")
DOUBLED = re.compile(r"\b(([A-Za-z])([a-z]+)) (?=[a-z])(?i:\2)\3\b")
MEANT_DOUBLED = {"had", "that"}


@rule("REF001", ERROR, "The job code and the month of preparation stand in the material, as the register has them.")
def job_code_and_date_are_printed(subject: Subject) -> Iterator[Found]:
    for what, printed in (("job code", str(subject.job_code)), ("date", f"{subject.prepared_on:%B %Y}")):
        if printed not in subject.text:
            yield Found(f"The {what} {printed} is not printed in it.")


@rule("TXT001", WARNING, "The text is finished: no filler, no mark of something to be done, no word twice.")
def text_is_finished(subject: Subject) -> Iterator[Found]:
    for match in UNFINISHED.finditer(subject.text):
        yield Found(f"“{match[0]}” looks unfinished.")
    for match in DOUBLED.finditer(subject.text):
        if match[1].lower() not in MEANT_DOUBLED:
            yield Found(f"“{match[0]}”: the word stands there twice.")


@rule("DEM001", NOTE, "Demonstration content says that it is.")
def demonstration_is_marked(subject: Subject) -> Iterator[Found]:
    if subject.content.get("demonstration"):
        yield Found("It is marked as demonstration content, not checked against the current SmPC.")
