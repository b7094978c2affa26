"""docs/dependencies.md is what is locked, and nothing runs on a server that may not."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
REPORT = (ROOT / "docs" / "dependencies.md").read_text()
ROW = re.compile(r"^\| ([\w.-]+) \| (\d[\w.]*) \| (.*?) \|", re.MULTILINE)
LOCKED = re.compile(r"^([\w.-]+)(?:\[.*])?==([\w.]+)( ;)?", re.MULTILINE)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_the_report_is_current(lock):
    """`make dependencies` mends it. Packages for other machines than the one it was made on may be missing."""
    reported = {normal(name): release for name, release, _ in ROW.findall(REPORT)}
    locked = LOCKED.findall((ROOT / lock).read_text())

    assert len(locked) > 40
    for name, release, is_for_some in locked:
        if normal(name) in reported or not is_for_some:
            assert reported.get(normal(name)) == release, name


def test_every_licence_is_known_and_lets_us_run_it():
    for_tests = REPORT.index("## For checks and tests alone")
    on_servers = ROW.findall(REPORT[:for_tests])

    for name, _, licence in on_servers:
        assert licence != "not stated", name
        choices = re.split(r" OR |, ", licence)
        assert any("GPL" not in choice or "Lesser" in choice or "LGPL" in choice for choice in choices), name
