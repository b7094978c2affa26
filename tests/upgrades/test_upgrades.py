"""From every released state to the present, back and forth, with data in place, on both databases."""

import subprocess
import sys

import pytest
from django.conf import settings

from tests.compliance.concurrency import database
from tests.upgrades.upgrade import RELEASED

NAMES = sorted(file.name.removesuffix(".sqlite3.xz") for file in RELEASED.glob("*.xz"))


def test_there_are_released_states():
    assert len(NAMES) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_an_upgrade_loses_nothing_and_can_be_taken_back(name, site):
    done = subprocess.run(
        [sys.executable, "-m", "tests.upgrades.upgrade", name],
        cwd=settings.BASE_DIR,
        env=site,
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" 0 faults") == 2


@pytest.fixture
def site(tmp_path):
    """The environment of a process with a database of its own."""
    with database(tmp_path, migrated=False) as environment:
        yield environment
