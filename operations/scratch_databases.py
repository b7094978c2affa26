"""Databases for a while, on the site's own PostgreSQL. One that a process left behind when it was killed is dropped."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from uuid import uuid4

from django.db import connection

from compliance.errors import ComplianceError
from operations.databases import ENCODING, address_of


class Taken(ComplianceError):
    """A process that lives has this one."""


@contextmanager
def scratch_database() -> Iterator[str]:
    """The address of an empty database on the site's own server, dropped afterwards. The role must have CREATEDB."""
    name = f"{_prefix()}{uuid4().hex[:12]}"
    with _held(name), connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING '{ENCODING}' LOCALE 'C'")
        try:
            yield address_of(connection.settings_dict | {"NAME": name})
        finally:
            cursor.execute(f'DROP DATABASE "{name}"')


def left_behind() -> list[str]:
    """Scratch databases of this site whose process was killed."""
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [_prefix()])
        names = sorted(name for (name,) in cursor.fetchall())
    return [name for name in names if _is_free(name)]


def sweep() -> None:
    """Drop what was left behind."""
    for name in left_behind():
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _prefix() -> str:
    """Other sites on the same server have another."""
    return f"verify_{sha256(connection.settings_dict['NAME'].encode()).hexdigest()[:12]}_"


@contextmanager
def _held(name: str) -> Iterator[None]:
    """Taken as long as our connection lasts: the server lets go when the process ends, however it ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name])
        if not cursor.fetchone()[0]:
            raise Taken(name)
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])


def _is_free(name: str) -> bool:
    try:
        with _held(name):
            return True
    except Taken:
        return False
