"""Rules that look at the frozen bytes before a person does: what is checked is what is signed.

A rule is a function of a Subject and of the Register on the day that yields what it found, registered under its id;
`rules/` has one module for each group of them.
"""

from django.utils import timezone

from compliance.job_code import AS_PRINTED
from compliance.preflight.register import Register
from compliance.preflight.rule import ERROR, NOTE, RULES, WARNING, Found, Rule
from compliance.preflight.running import versions_in_play, versions_that_say
from compliance.preflight.subject import Subject

__all__ = [
    "ERROR",
    "NOTE",
    "WARNING",
    "Found",
    "Register",
    "Rule",
    "Subject",
    "all_rules",
    "as_saved",
    "check",
    "check_version",
    "versions_in_play",
    "versions_that_say",
]


def all_rules() -> list[Rule]:
    """All rules, by id."""
    import compliance.preflight.rules  # noqa: F401 registers them

    return [RULES[id] for id in sorted(RULES)]


def check(subject: Subject, register: Register | None = None) -> list[Found]:
    """What all rules find, the gravest first."""
    register = register or register_for(subject)
    found = [
        Found(
            found.message,
            found.anchor,
            rule.id,
            rule.severity,
            rule.hint,
            rule.clauses.name(register.edition),
        )
        for rule in all_rules()
        if subject.form in rule.forms
        for found in rule.check(subject, register)
    ]
    return sorted(dict.fromkeys(found), key=lambda found: (ERROR, WARNING, NOTE).index(found.severity))


def register_for(subject: Subject) -> Register:
    """The register of today, with what it knows of the addresses and codes in `subject`."""
    addresses = {link.address.partition("#")[0].partition("?")[0] for link in subject.document.links}
    return Register.today(
        on=timezone.localdate(),
        addresses={address for address in addresses if address.startswith("/")},
        codes=set(AS_PRINTED.findall(subject.document.text)),
    )


def as_saved(draft) -> Subject:
    """`draft`, a Material as its child class, as it would be frozen today; CannotFreeze if it cannot be."""
    today = timezone.localdate()
    frozen = draft.render(job_code=None, prepared_on=today)
    return Subject.of_draft(draft, frozen, job_code=None, prepared_on=today)


def check_version(version) -> list[Found]:
    """What the rules of today find in the stored bytes of `version`."""
    return check(Subject.of_version(version))
