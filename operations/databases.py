"""What backup and restore ask of the two databases: a copy at one moment, and filling an empty one."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection
from environ import Env

from compliance.errors import ComplianceError

SQLITE_FILE = "besponsa.sqlite3"  # in DATA_DIR, as besponsa_site/settings.py has it


class ProgramFailed(ComplianceError):
    """A program of PostgreSQL is missing or refused; says which and why."""


def dump(to: Path) -> None:
    """The site's database as it is at one moment, while others write."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(to)])
        return
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--file={to}"]
    _run("pg_dump", options, connection.settings_dict)


def is_empty(target: str) -> bool:
    """Nothing is in the database at `target`: a postgres:// address, or a folder with SQLite's file in it."""
    if not _is_postgres(target):
        file = Path(target, SQLITE_FILE)
        if not file.exists():
            return True
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as opened:
            return opened.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    ask = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    said = _run("psql", ["--no-psqlrc", "--tuples-only", "--no-align", f"--command={ask}"], _settings(target))
    return said.strip() == "0"


def fill(target: str, source: Path) -> None:
    """Put what `dump` wrote into the database at `target`, in place of what is there; all of it or nothing."""
    if _is_postgres(target):
        _run(
            "pg_restore",
            ["--clean", "--if-exists", "--no-owner", "--single-transaction", str(source)],
            _settings(target),
        )
        return
    folder = Path(target)
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{SQLITE_FILE}.restored"
    shutil.copyfile(source, fresh)
    fresh.chmod(0o600)
    for rest in ("-wal", "-shm"):  # of the database that was here
        (folder / f"{SQLITE_FILE}{rest}").unlink(missing_ok=True)
    fresh.replace(folder / SQLITE_FILE)


def vendor_of(target: str) -> str:
    """postgresql or sqlite, as Django calls them."""
    return "postgresql" if _is_postgres(target) else "sqlite"


def environment_of(target: str, *, media: Path) -> dict[str, str]:
    """The settings of a site on `target` with its media beside, for a process of its own."""
    nowhere_else = {"BUCKET_URL": "", "DATABASE_OWNER_URL": ""}
    if _is_postgres(target):
        return nowhere_else | {"DATABASE_URL": target, "DATA_DIR": str(media.parent)}
    return nowhere_else | {"DATABASE_URL": "", "DATA_DIR": target}


@contextmanager
def scratch_postgres(name: str) -> Iterator[str]:
    """The address of an empty database on the site's own server, dropped afterwards. The role must have CREATEDB."""
    of = connection.settings_dict
    _run("psql", ["--no-psqlrc", f'--command=CREATE DATABASE "{name}"'], of)
    try:
        yield _address(of | {"NAME": name})
    finally:
        _run("psql", ["--no-psqlrc", f'--command=DROP DATABASE "{name}"'], of)


def _address(of: dict) -> str:
    """A postgres:// address, as DATABASE_URL has it."""
    person = quote(str(of.get("USER") or ""), safe="")
    if of.get("PASSWORD"):
        person += f":{quote(str(of['PASSWORD']), safe='')}"
    place = f"{of.get('HOST') or ''}{':' if of.get('PORT') else ''}{of.get('PORT') or ''}"
    options = {key: value for key, value in of.get("OPTIONS", {}).items() if key in ("host", "sslmode")}
    return f"postgres://{person}@{place}/{of['NAME']}{'?' if options else ''}{urlencode(options)}"


def _is_postgres(target: str) -> bool:
    return target.startswith(("postgres://", "postgresql://"))


def _settings(target: str) -> dict:
    return Env.db_url_config(target)


def _run(program: str, options: list[str], of: dict) -> str:
    """What `program` says. How to reach the database goes by the environment: others can read a command line."""
    if shutil.which(program) is None:
        raise ProgramFailed(f"{program} is not installed. Install Debian's package postgresql-client.")
    where = {**of, **of.get("OPTIONS", {})}
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    reach = {variable: str(where[name]) for variable, name in names.items() if where.get(name)}
    if host := where.get("host"):
        reach["PGHOST"] = str(host)
    if where.get("sslmode"):
        reach["PGSSLMODE"] = str(where["sslmode"])
    command = [program, *options]
    if program == "pg_restore":
        command.insert(1, f"--dbname={reach.get('PGDATABASE', '')}")
    done = subprocess.run(command, env=os.environ | reach, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise ProgramFailed(f"{program} failed: {done.stderr.strip()}")
    return done.stdout
