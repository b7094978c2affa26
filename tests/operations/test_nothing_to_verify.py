"""`verify_register` where there is no register: a sentence, as it is told to a timer or to who moved the site."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tools.servers import free_port

pytestmark = pytest.mark.any_database


def verify(folder, **changed: str) -> subprocess.CompletedProcess:
    sound = {"SECRET_KEY": "for-tests-only", "ALLOWED_HOSTS": "example.org", "DATA_DIR": str(folder), "BUCKET_URL": ""}
    return subprocess.run(
        [sys.executable, "manage.py", "verify_register"],
        cwd=settings.BASE_DIR,
        env=os.environ | sound | changed,
        check=False,
        capture_output=True,
        text=True,
    )


def test_an_empty_database(tmp_path):
    done = verify(tmp_path, DATABASE_URL="")

    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: Nothing was verified: there is no register in this database.")
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_is_away(tmp_path):
    done = verify(tmp_path, DATABASE_URL=f"postgres://u:secret@127.0.0.1:{free_port()}/n")

    assert done.returncode == 1
    assert "CommandError: The register was not verified: the database failed (" in done.stderr
    assert "`manage.py doctor` says what to do." in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "secret" not in done.stderr
