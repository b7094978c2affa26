"""Rules that look at the frozen bytes before a person does: what is checked is what is signed.

A rule is a function of a Subject that yields what it found, registered under its id. It never looks at the Draft.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from compliance.comparison import body_text, pdf_pages
from compliance.job_code import JobCode

ERROR, WARNING, NOTE = "error", "warning", "note"


@dataclass(frozen=True)
class Subject:
    """One frozen form: its bytes (`body` is HTML in UTF-8, or a PDF) and the particulars it was frozen with."""

    title: str
    job_code: JobCode
    prepared_on: date
    form: str
    body: bytes
    content: dict

    @cached_property
    def text(self) -> str:
        """The words a reader meets, in reading order, spaces evened out."""
        pages = pdf_pages(self.body) if self.form == "pdf" else body_text(self.body)
        return " ".join(" ".join(pages).split())


@dataclass(frozen=True)
class Found:
    """What a rule has to say, and about which block (by its anchor; "" for all)."""

    message: str
    anchor: str = ""
    rule: str = ""
    severity: str = ""


Check = Callable[[Subject], Iterator[Found]]


@dataclass(frozen=True)
class Rule:
    """A requirement in one sentence, and the function that looks for breaches of it."""

    id: str
    severity: str
    requirement: str
    check: Check


RULES: dict[str, Rule] = {}


def rule(id: str, severity: str, requirement: str) -> Callable[[Check], Check]:
    """Register a function as the check of a rule."""

    def register(check: Check) -> Check:
        if id in RULES:
            raise ValueError(f"Two rules are called {id}.")
        RULES[id] = Rule(id, severity, requirement, check)
        return check

    return register


def check(subject: Subject) -> list[Found]:
    """What all rules find, rule by rule."""
    from compliance.preflight import rules  # noqa: F401 registers them

    return [
        Found(found.message, found.anchor, rule.id, rule.severity)
        for rule in RULES.values()
        for found in rule.check(subject)
    ]
