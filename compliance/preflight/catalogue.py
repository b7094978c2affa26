"""The rules as a table, for people: `docs/preflight.md` holds it."""

from compliance.preflight import all_rules
from compliance.preflight.clauses import EDITIONS

UNKNOWN = "not confirmed"


def as_markdown() -> str:
    """A line for each rule: id, severity, requirement, the clause in each edition of the Code, the law."""
    lines = [
        f"| rule | severity | looks at | requirement | {' | '.join(EDITIONS)} | law |",
        f"| --- | --- | --- | --- |{' --- |' * len(EDITIONS)} --- |",
    ]
    for rule in all_rules():
        asked = any(rule.clauses.number(edition) for edition in EDITIONS)
        numbers = [rule.clauses.number(edition) or (UNKNOWN if asked else "none") for edition in EDITIONS]
        forms = " and ".join({"body": "pages", "pdf": "PDFs"}[form] for form in rule.forms)
        cells = [rule.id, rule.severity, forms, rule.requirement, *numbers, rule.clauses.law]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
