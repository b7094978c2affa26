"""The web server does not start with settings that make no sense: visitors would find out one by one."""

import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.any_database

SOUND = {"SECRET_KEY": "for-tests-only", "ALLOWED_HOSTS": "example.org", "DATA_DIR": "/nowhere"}


def started(**changed: str) -> subprocess.CompletedProcess:
    """As gunicorn does it first of all."""
    command = [sys.executable, "-c", "import besponsa_site.wsgi"]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=SOUND | changed, check=False, capture_output=True, text=True
    )


def test_sound_settings_start_it():
    done = started()

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("SECRET_KEY", "", "SECRET_KEY setting must not be empty"),
        ("RETENTION_YEARS", "1", "RETENTION_YEARS is 1"),
        ("HAND_OVER", "bucket", "HAND_OVER is bucket, and there is none"),
    ],
)
def test_others_do_not_and_it_says_which(setting, value, said):
    done = started(**{setting: value})

    assert done.returncode != 0
    assert said in done.stderr
