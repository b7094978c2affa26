"""Where the ABPI Code asks for what a rule looks at, by edition.

Numbers moved between editions (12.3 of 2021 is 12.4 of 2024), so a clause is never named without its year. A number
that was not seen in a source is left out: the rule then says that it is not confirmed.
"""

from dataclasses import dataclass

EDITIONS = ("2024", "2021", "2019")


@dataclass(frozen=True)
class Clauses:
    """The number in each edition of the Code, None where it was not confirmed; `law` for what the law asks as well."""

    of_2024: str | None = None
    of_2021: str | None = None
    of_2019: str | None = None
    law: str = ""

    def number(self, edition: str) -> str | None:
        return {"2024": self.of_2024, "2021": self.of_2021, "2019": self.of_2019}.get(edition)

    def name(self, edition: str) -> str:
        """As printed with a finding: “ABPI Code 2024, clause 12.1”."""
        number = self.number(edition)
        if number:
            return f"ABPI Code {edition}, clause {number}"
        known = next(((year, self.number(year)) for year in EDITIONS if self.number(year)), None)
        if known:
            return f"ABPI Code {known[0]}, clause {known[1]} (number in {edition} not confirmed)"
        return self.law or "good practice"


HIGH_STANDARDS = Clauses("5.1", "5.1", "9.1")
PRESCRIBING_INFORMATION = Clauses("12.1", "12.1", "4.1", law="Human Medicines Regulations 2012, regulation 294")
PI_CONTENTS = Clauses("12.2", "12.2", "4.2", law="Human Medicines Regulations 2012, Schedule 30")
PI_PLACE = Clauses(None, "12.6", "4.6")
PI_TERRITORY = Clauses("5.1", "5.1", "9.1", law="Human Medicines Regulations 2012, Schedule 30")
NAME = Clauses("12.4", "12.3", "4.3", law="Human Medicines Regulations 2012, Schedule 30, paragraph 5")
DATE = Clauses(None, "12.8", "4.8")
ADVERSE_EVENTS = Clauses(None, "12.9", "4.9")
BLACK_TRIANGLE = Clauses(None, "12.10", "4.10")
FINAL_FORM = Clauses("8.1", "8.1", "14.1")
UNDERTAKINGS = Clauses(None, "3.3", "29")
PUBLIC = Clauses("26.1", "26.1", "26.1", law="Cancer Act 1939, section 4")
PUBLIC_INFORMATION = Clauses("26.2", "26.2", "26.2")
INTERNET = Clauses(None, "16.1", "28.1")
COMPANY_ROLE = Clauses(None, "5.5", "9.10")
NOT_DISGUISED = Clauses(None, "3.6", "12.1")
LEAVING = Clauses("5.8", "5.8", "28.6")
BALANCED = Clauses("6.1", "6.1", "7.2")
SUBSTANTIATED = Clauses("6.2", "6.2", "7.4")
ARTWORK = Clauses("6.3", None, "7.8")
SAFE = Clauses("6.4", None, "7.9")
NEW = Clauses("6.5", None, "7.11")
DISPARAGEMENT = Clauses("6.6 and 6.7", None, "8.1 and 8.2")
COMPARISONS = Clauses(None, None, "7.3")
EXAGGERATION = Clauses(None, "14.4", None)
REFERENCES = Clauses(None, None, "7.6")
GOOD_PRACTICE = Clauses()
ACCESSIBLE = Clauses(law="WCAG 2.2, level AA")
