"""Job code and date of preparation: printed, and the register's."""

from collections.abc import Iterator

from compliance.job_code import AS_PRINTED
from compliance.preflight.clauses import DATE, GOOD_PRACTICE
from compliance.preflight.register import Register
from compliance.preflight.rule import ERROR, Found, rule
from compliance.preflight.subject import Subject


@rule(
    "REF001",
    ERROR,
    "The job code and the month of preparation stand in the material, as the register has them.",
    clauses=DATE,
    hint="They are printed when it is frozen. Freeze it anew; for an uploaded file, ask the agency to correct it.",
)
def job_code_and_date_are_printed(subject: Subject, register: Register) -> Iterator[Found]:
    wanted = {"date": f"{subject.prepared_on:%B %Y}"}
    if subject.job_code:
        wanted["job code"] = str(subject.job_code)
    shown = " ".join(passage.shown for passage in subject.document.passages)
    for what, printed in wanted.items():
        if printed not in shown:
            yield Found(f"The {what} {printed} is not printed in it.")


@rule(
    "REF002",
    ERROR,
    "No other job code stands in it: one code names one Version.",
    clauses=GOOD_PRACTICE,
    hint="Take the typed code out of the text; the right one is printed from the register.",
)
def no_other_code_is_printed(subject: Subject, register: Register) -> Iterator[Found]:
    printed_inside = (subject.content.get("prescribing_information") or {}).get("job_code", "")
    own = {str(subject.job_code or ""), printed_inside}
    for passage in subject.document.passages:
        for code in AS_PRINTED.findall(passage.text):
            if code not in own:
                whose = "another Version's" if code in register.other_codes else "in nobody's use"
                yield Found(f"The job code {code} stands in it; it is {whose}.", passage.anchor)
