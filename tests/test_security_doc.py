"""docs/asvs.md has every requirement, and names tests that exist; docs/security.md owns up to what is not met."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parent.parent
ASVS = (ROOT / "docs/asvs.md").read_text()
NOT_MET = (ROOT / "docs/security.md").read_text().partition("## Not met\n")[2]

# OWASP ASVS 5.0.0: how many requirements of levels 1 and 2 each section has. They come first in it.
REQUIREMENTS = {
    **{"V1.1": 2, "V1.2": 9, "V1.3": 11, "V1.4": 3, "V1.5": 2},
    **{"V2.1": 3, "V2.2": 3, "V2.3": 4, "V2.4": 1},
    **{"V3.2": 2, "V3.3": 4, "V3.4": 6, "V3.5": 5, "V3.7": 2},
    **{"V4.1": 3, "V4.2": 1, "V4.3": 2, "V4.4": 4},
    **{"V5.1": 1, "V5.2": 3, "V5.3": 2, "V5.4": 3},
    **{"V6.1": 3, "V6.2": 12, "V6.3": 4, "V6.4": 4, "V6.5": 5, "V6.6": 3, "V6.8": 4},
    **{"V7.1": 3, "V7.2": 4, "V7.3": 2, "V7.4": 5, "V7.5": 2, "V7.6": 2},
    **{"V8.1": 2, "V8.2": 3, "V8.3": 1, "V8.4": 1},
    **{"V9.1": 3, "V9.2": 4},
    **{"V10.1": 2, "V10.2": 2, "V10.3": 4, "V10.4": 11, "V10.5": 5, "V10.6": 2, "V10.7": 3},
    **{"V11.1": 2, "V11.2": 3, "V11.3": 3, "V11.4": 4, "V11.5": 1, "V11.6": 1},
    **{"V12.1": 3, "V12.2": 2, "V12.3": 4},
    **{"V13.1": 1, "V13.2": 5, "V13.3": 2, "V13.4": 5},
    **{"V14.1": 2, "V14.2": 4, "V14.3": 3},
    **{"V15.1": 3, "V15.2": 3, "V15.3": 7},
    **{"V16.1": 1, "V16.2": 5, "V16.3": 4, "V16.4": 3, "V16.5": 3},
    **{"V17.1": 1, "V17.2": 4, "V17.3": 2},
}
ALL = [f"{section}.{number}" for section, count in REQUIREMENTS.items() for number in range(1, count + 1)]

ROW = re.compile(r"^\| (V[\d.]+)(?:–(V[\d.]+))? \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::([\w:]+))?`")
FILE = re.compile(r"`([\w@-]+(?:/[\w@.-]+)+)(?:::\w+)?`")


def numbers(first: str, last: str | None) -> list[str]:
    return ALL[ALL.index(first) : ALL.index(last or first) + 1]


@cache
def names_in(path: str) -> set[str]:
    """Those of tests, with their class's before them."""
    tree = ast.parse((ROOT / path).read_text())
    inner = {
        f"{each.name}::{test.name}"
        for each in tree.body
        if isinstance(each, ast.ClassDef)
        for test in each.body
        if isinstance(test, ast.FunctionDef)
    }
    return inner | {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


def test_each_requirement_is_there_once_and_in_order():
    assert [number for first, last, *_ in ROW.findall(ASVS) for number in numbers(first, last)] == ALL


def test_there_are_as_many_as_the_standard_has():
    assert len(ALL) == 253


def test_every_test_named_exists():
    named = TEST.findall(ASVS)

    assert len(named) > 100
    assert [f"{path}::{name}" for path, name in named if not (ROOT / path).exists()] == []
    assert [f"{path}::{name}" for path, name in named if name and name not in names_in(path)] == []


def test_every_file_named_exists():
    named = set(FILE.findall(ASVS)) | set(FILE.findall((ROOT / "docs/security.md").read_text()))

    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_what_is_not_met_is_owned_up_to():
    gaps = {
        number
        for first, last, _, how, _ in ROW.findall(ASVS)
        for number in numbers(first, last)
        if how.startswith(("**not met**", "**in part**"))
    }

    assert gaps
    assert set(re.findall(r"V\d+\.\d+\.\d+", NOT_MET)) == gaps
