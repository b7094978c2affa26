"""A site of its own to be broken: the demonstration, on SQLite or PostgreSQL, in a folder that is gone afterwards."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

from tools.servers import ROOT, Postgres
from tools.web_servers import Gunicorn

KEPT = "FAULTS_FILLED"  # names a folder for filled databases, so that several scripts fill one only once
DATABASES = ("sqlite", "postgresql")


class LastingPostgres(Postgres):
    """It waits for the disk, as one for production does; `tools/servers.py` spares tests that."""

    def command(self) -> list[str]:
        hasty = ("--fsync=", "--synchronous_commit=", "--full_page_writes=")
        return [word for word in super().command() if not word.startswith(hasty)]


class Place:
    """DATA_DIR, settings, and PostgreSQL if it stands on that."""

    def __init__(self, folder: Path, *, database: str):
        self.folder = folder
        self.database = database
        self.postgres = LastingPostgres(folder / "postgres") if database == "postgresql" else None
        self.environment = os.environ | {
            "ADMIN_PATH": "admin",
            "ALLOWED_HOSTS": "localhost",
            "BUCKET_URL": "",
            "CACHE_URL": "",
            "DATABASE_URL": self.postgres.url if self.postgres else "",
            "DATA_DIR": str(folder),
            "DEBUG": "off",
            "DJANGO_SETTINGS_MODULE": "besponsa_site.settings",
            "HAND_OVER": "",
            "HTTPS": "off",
            "LOG_FORMAT": "json",
            "SECRET_KEY": "for-faults-only-" + "x" * 40,
            "STAFF_SECOND_FACTOR": "",
        }

    def gunicorn(self, workers: int = 2, **environment: str) -> Gunicorn:
        """Not begun; it serves from this folder."""
        return Gunicorn(self.folder, environment=self.environment | environment, workers=workers)

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess:
        """`python WORDS` with this site's settings, whatever becomes of it."""
        where = {"cwd": ROOT, "env": self.environment | environment}
        return subprocess.run([sys.executable, *words], check=False, capture_output=True, text=True, **where)

    def ask(self, function: str, *, environment: dict[str, str] | None = None, **what) -> dict:
        """What a function of `tests.faults.MODULE:NAME` answers in a process of the site."""
        module, name = function.split(":")
        code = (
            f"import django, json; django.setup(); from tests.faults.{module} import {name}; "
            f"print(json.dumps({name}(**json.loads({json.dumps(what)!r}))))"
        )
        done = self.run("-c", code, **environment or {})
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return json.loads(done.stdout.splitlines()[-1])

    def verify(self) -> str:
        """What `verify_register` objects to; empty when all is well."""
        done = self.run("manage.py", "verify_register")
        return "" if done.returncode == 0 else (done.stdout + done.stderr).strip()


@contextmanager
def place(database: str, *, on: Path | None = None) -> Iterator[Place]:
    """A copy of the filled site, in `on` if that is given; PostgreSQL runs."""
    with ExitStack() as afterwards:
        folder = (on or Path(afterwards.enter_context(_folder()))) / database
        subprocess.run(["cp", "-a", _filled(database), folder], check=True)
        made = Place(folder, database=database)
        if made.postgres:
            made.postgres.start()
            afterwards.callback(made.postgres.stop)
        yield made


@cache
def _filled(database: str) -> Path:
    """The folder of one that was set up and then left alone."""
    keeping = Path(os.environ.get(KEPT) or _kept_until_the_end())
    folder = keeping / database
    if not folder.exists():
        folder.mkdir()
        folder.chmod(0o711)
        made = Place(folder, database=database)
        if made.postgres:
            made.postgres.make()
        done = made.run("manage.py", "set_up")
        if made.postgres:
            made.postgres.stop()
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
    return folder


def _kept_until_the_end() -> str:
    _kept_until_the_end.folder = tempfile.TemporaryDirectory(prefix="besponsa-filled.")
    Path(_kept_until_the_end.folder.name).chmod(0o711)
    return _kept_until_the_end.folder.name


@contextmanager
def _folder() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="besponsa-faults.") as made:
        Path(made).chmod(0o711)  # PostgreSQL runs as another user
        yield made
