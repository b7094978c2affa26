"""`make dependencies`: writes docs/dependencies.md, from what is installed and locked."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from tools.lock import normal_name, reasons

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "docs" / "dependencies.md"
SUPPORTED = [  # what, until when, who says so (read in November 2026)
    ("Python 3.11", "October 2027", "devguide.python.org/versions"),
    ("Python 3.12", "October 2028", "devguide.python.org/versions"),
    ("Python 3.13", "October 2029", "devguide.python.org/versions"),
    ("Django 5.2", "April 2028", "djangoproject.com/download"),
    ("PostgreSQL 15", "November 2027", "postgresql.org/support/versioning"),
    ("Debian 12, with its nginx, Redis and Pango", "June 2028 (LTS)", "wiki.debian.org/LTS"),
]
INTRODUCTION = """\
# What the site stands on

Made by `make dependencies` from the packages that are installed and locked; a test fails when it is out of date.

**It knows no vulnerabilities.** This is a list of releases and licences. Nothing here was compared with a database
of known faults: `pip-audit` without its database says that it found none, and has looked at nothing. Before each
release, run `pip-audit --strict -r requirements.txt` where it reaches its database, and read the release notes.

## Supported until

| what | until | says |
| --- | --- | --- |
"""
REST = """
The packages below mend their newest release alone: `make lock ARGS=--upgrade` takes it, `make check` tries it.
"""


def main() -> None:
    REPORT.write_text(report())


def report() -> str:
    runs, direct = _locked("requirements.txt"), reasons("requirements.in")
    tests = [name for name in _locked("requirements-dev.txt") if name not in runs]
    of_tests = reasons("requirements-dev.in")
    supported = "".join(f"| {' | '.join(row)} |\n" for row in SUPPORTED)
    return "".join(
        [
            INTRODUCTION,
            supported,
            REST,
            _section("Asked for by the site", [name for name in runs if name in direct], direct),
            _section("Brought along by those", [name for name in runs if name not in direct]),
            _section("For checks and tests alone; not on a server", tests, of_tests),
        ]
    )


def licence(package: Distribution) -> str:
    """As the package states it: its expression, else its classifiers, else its own words."""
    said = package.metadata
    classified = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if line.startswith("License")]
    in_words = (said.get("License") or "").strip().partition("\n")[0]
    named = ", ".join(name for name in classified if "approved" not in name)
    return said.get("License-Expression") or named or in_words or "not stated"


def _section(title: str, names: list[str], why: dict[str, str] | None = None) -> str:
    head = ["package", "release", "licence", *(["what for"] if why else [])]
    rows = [head, ["---"] * len(head)]
    for name in names:
        package = distribution(name)
        rows.append([package.name, package.version, licence(package), *([why.get(name, "")] if why else [])])
    return f"\n## {title}\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _locked(file: str) -> list[str]:
    """The packages of a lock file that this machine takes, by normal name."""
    names = re.findall(r"^([\w.-]+)(?:\[.*])?==", (ROOT / file).read_text(), re.MULTILINE)
    return [normal_name(name) for name in names if _is_installed(name)]


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    main()
