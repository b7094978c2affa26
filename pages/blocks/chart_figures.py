"""What editors type for a chart, line by line, as figures.

Each refusal is a ValueError with a sentence that says how to write the line.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NUMBER = r"\d{1,4}(?:\.\d{1,3})?"
GROUP = re.compile(r"(.{2,40}?),?\s+\(?n\s*=\s*(\d{1,6})\)?")
RESULT = re.compile(r"([^:|]{1,60}):\s*([^|]+)\|([^|]+)")
VALUE = re.compile(rf"({NUMBER})\s*(%|months|weeks|days)(?:\s*\((.+)\))?")
COUNT = re.compile(r"(\d{1,6})\s*(?:/|of)\s*(\d{1,6})")
INTERVAL = re.compile(rf"CI\s*({NUMBER})\s*%?\s*(?:–|-|to)\s*({NUMBER})")


@dataclass(frozen=True)
class Value:
    """One group's figure: “14.0% (23 of 164)”, “80.7% (95% CI 72–88)”."""

    number: Decimal
    unit: str
    detail: str
    interval: tuple[Decimal, Decimal] | None

    @property
    def short(self) -> str:
        """As it stands beside its bar."""
        return f"{self.number}%" if self.unit == "%" else f"{self.number} {self.unit}"


@dataclass(frozen=True)
class Result:
    label: str
    values: tuple[Value, ...]


def parse_groups(text: str) -> list[str]:
    """The two groups compared, each with its number: “Chemotherapy, n = 162”."""
    groups = []
    for line in _lines(text):
        match = GROUP.fullmatch(line)
        if match is None:
            raise ValueError(f"“{line}” is not a group. Write its name and its number: “Chemotherapy, n = 162”.")
        groups.append(f"{match[1]}, n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{match[2]}")
    if len(groups) != 2:
        raise ValueError("Give two groups, a line each.")
    return groups


def parse_results(text: str) -> list[Result]:
    """One to four results, each with a value for both groups, all in one unit."""
    results = [_result(line) for line in _lines(text)]
    if not 1 <= len(results) <= 4:
        raise ValueError("Give one to four results, a line each.")
    if len({value.unit for result in results for value in result.values}) > 1:
        raise ValueError("All values share one scale: give them in the same unit, or make a chart for each unit.")
    return results


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, text.splitlines()) if line]


def _result(line: str) -> Result:
    match = RESULT.fullmatch(line)
    if match is None:
        raise ValueError(
            f"“{line}” is not a result. Write what it is, a colon, and a value for each group with a bar between "
            "them: “VOD/SOS: 14.0% (23 of 164) | 2.1% (3 of 143)”."
        )
    return Result(match[1].strip(), (_value(match[2].strip()), _value(match[3].strip())))


def _value(text: str) -> Value:
    match = VALUE.fullmatch(text)
    if match is None:
        raise ValueError(
            f"“{text}” is not a value. Write the figure with its unit (%, months, weeks or days), then what belongs to "
            "it in brackets: “80.7% (95% CI 72–88)”."
        )
    number, unit, detail = Decimal(match[1]), match[2], match[3] or ""
    if unit == "%" and number > 100:
        raise ValueError(f"“{text}” is more than 100%.")
    if (count := COUNT.search(detail)) and unit == "%":
        _refuse_wrong_share(text, number, int(count[1]), int(count[2]))
    return Value(number, unit, _unbroken(detail), _interval(text, number, detail))


def _unbroken(detail: str) -> str:
    """`detail` so that a narrow column parts neither “95% CI” nor “72–88” nor “23 of 164”."""
    joined = re.sub(r"(?<=\d)[-–](?=\d)", "\N{WORD JOINER}–\N{WORD JOINER}", detail)
    counted = re.sub(r"(?<=\d) of (?=\d)", "\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}", joined)
    return counted.replace("% CI", "%\N{NO-BREAK SPACE}CI")


def _refuse_wrong_share(text: str, share: Decimal, some: int, whole: int) -> None:
    if not whole:
        raise ValueError(f"“{text}” counts in a group of nobody.")
    counted = (Decimal(100 * some) / whole).quantize(share, ROUND_HALF_UP)
    if counted != share:
        raise ValueError(f"{some} of {whole} is {counted}%, not {share}%: correct one of them.")


def _interval(text: str, number: Decimal, detail: str) -> tuple[Decimal, Decimal] | None:
    match = INTERVAL.search(detail)
    if match is None:
        return None
    least, most = Decimal(match[1]), Decimal(match[2])
    if not least <= number <= most:
        raise ValueError(f"“{text}”: the figure lies outside its confidence interval.")
    return least, most
