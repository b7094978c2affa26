"""What backup and restore ask of the two databases: a copy at one moment, and filling an empty one."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlencode

from django.db import connection
from environ import Env

from compliance.errors import ComplianceError
from operations.progress import Step, watched

ENCODING = "UTF8"
SQLITE_FILE = "besponsa.sqlite3"  # in DATA_DIR, as besponsa_site/settings.py has it


class ProgramFailed(ComplianceError):
    """A program of PostgreSQL is missing or refused; says which and why."""


def encoding() -> str:
    """How the site's database keeps text. A server that was set up without a locale makes databases with SQL_ASCII."""
    if connection.vendor == "sqlite":
        return ENCODING
    connection.ensure_connection()
    return connection.connection.info.parameter_status("server_encoding")


def dump(to: Path) -> Iterator[Step]:
    """The site's database as it is at one moment, while others write; told is how much has been written."""
    work = _dump_sqlite if connection.vendor == "sqlite" else _dump_postgres
    yield from watched("Database", lambda: work(to), lambda: _size_of(to))


def _dump_sqlite(to: Path) -> None:
    try:  # a thread of its own has a connection of its own
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(to)])
    finally:
        connection.close()


def _dump_postgres(to: Path) -> None:
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--file={to}"]
    _run("pg_dump", options, connection.settings_dict)


def _size_of(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


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


def encoding_at(target: str) -> str:
    """How the database at `target` keeps text."""
    if not _is_postgres(target):
        return ENCODING
    ask = ["--no-psqlrc", "--tuples-only", "--no-align", "--command=SHOW server_encoding"]
    return _run("psql", ask, _settings(target)).strip()


def fill(target: str, source: Path) -> Iterator[Step]:
    """Put what `dump` wrote into the database at `target`, in place of what is there; all of it or nothing."""
    size = source.stat().st_size
    if not _is_postgres(target):
        fresh = Path(target, f".{SQLITE_FILE}.restored")
        yield from watched("Database", lambda: _fill_sqlite(target, source, fresh), lambda: _size_of(fresh), of=size)
        return
    options = ["--clean", "--if-exists", "--no-owner", "--single-transaction"]
    with source.open("rb") as file:
        work = partial(_run, "pg_restore", options, _settings(target), read=file)
        # It reads the file that we opened: where it is, we are, too. At the end it makes the indexes.
        yield from watched("Database", work, lambda: os.lseek(file.fileno(), 0, os.SEEK_CUR), of=size)


def _fill_sqlite(target: str, source: Path, fresh: Path) -> None:
    folder = Path(target)
    folder.mkdir(parents=True, exist_ok=True)
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    shutil.copyfile(source, fresh)
    for rest in ("-wal", "-shm"):  # of the database that was here
        (folder / f"{SQLITE_FILE}{rest}").unlink(missing_ok=True)
    fresh.replace(folder / SQLITE_FILE)


def vendor_of(target: str) -> str:
    """postgresql or sqlite, as Django calls them."""
    return "postgresql" if _is_postgres(target) else "sqlite"


def environment_of(target: str) -> dict[str, str]:
    """The settings of a site on `target`, for a process of its own."""
    address = target if _is_postgres(target) else f"sqlite:///{Path(target, SQLITE_FILE).resolve()}"
    return {"DATABASE_URL": address, "DATABASE_OWNER_URL": ""}


def address_of(of: dict) -> str:
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


def _run(program: str, options: list[str], of: dict, *, read: IO[bytes] | None = None) -> str:
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
    done = subprocess.run(  # noqa: S603
        command, env=os.environ | reach, stdin=read, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ProgramFailed(f"{program} failed: {done.stderr.strip()}")
    return done.stdout
