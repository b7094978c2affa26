"""A rule of preflight: its id, how grave a breach is, what it asks for, and the function that looks for breaches."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.preflight.clauses import Clauses

if TYPE_CHECKING:
    from compliance.preflight.register import Register
    from compliance.preflight.subject import Subject

ERROR, WARNING, NOTE = "error", "warning", "note"
BODY, PDF = "body", "pdf"


@dataclass(frozen=True)
class Found:
    """What a rule has to say, and about which block (by its anchor; "" for all). `check()` fills in the rest."""

    message: str
    anchor: str = ""
    rule: str = ""
    severity: str = ""
    hint: str = ""
    clause: str = ""

    def __str__(self):
        return f"{self.rule}: {self.message}"


Check = Callable[["Subject", "Register"], Iterator[Found]]


@dataclass(frozen=True)
class Rule:
    """A requirement in one sentence, and the function that looks for breaches of it.

    `hint` says what to do; `forms` which forms it looks at.
    """

    id: str
    severity: str
    requirement: str
    hint: str
    clauses: Clauses
    forms: tuple[str, ...]
    check: Check


RULES: dict[str, Rule] = {}


def rule(
    id: str, severity: str, requirement: str, *, clauses: Clauses, hint: str, forms: tuple[str, ...] = (BODY, PDF)
) -> Callable[[Check], Check]:
    """Register a function as the check of a rule."""

    def register(check: Check) -> Check:
        if id in RULES:
            raise ValueError(f"Two rules are called {id}.")
        RULES[id] = Rule(id, severity, requirement, hint, clauses, forms, check)
        return check

    return register
