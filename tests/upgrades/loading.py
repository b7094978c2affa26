"""Databases as released states of the code left them, put into SQLite or PostgreSQL."""

import lzma
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

State = list[tuple[str, str]]  # each app with its newest migration, or zero


def load(released: Path) -> State:
    """Fill the database of the settings with what is in the SQLite file `released`; the state that it was left in."""
    content = lzma.decompress(released.read_bytes())
    if connection.vendor == "sqlite":
        connection.close()
        Path(connection.settings_dict["NAME"]).write_bytes(content)
        return _state(set(MigrationLoader(connection).applied_migrations))
    with TemporaryDirectory() as folder:
        file = Path(folder, "released.sqlite3")
        file.write_bytes(content)
        with sqlite3.connect(file) as source:
            state = _state(set(source.execute("SELECT app, name FROM django_migrations")))
            migrate_to(state)
            _copy(source)
        source.close()
    return state


def migrate_to(state: State) -> None:
    """Forward or back, each app that is not there yet."""
    for app, name in state:
        if (app, name) not in _state(set(MigrationLoader(connection).applied_migrations)):
            call_command("migrate", app, name, verbosity=0)


def _state(applied: set[tuple[str, str]]) -> State:
    apps = {app for app, _ in MigrationLoader(None).graph.nodes}
    return [(app, max((name for one, name in applied if one == app), default="zero")) for app in sorted(apps)]


def _copy(source: sqlite3.Connection) -> None:
    """All rows of all tables that both have; what only guards or derives them in PostgreSQL stays out of the way."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        theirs = {name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in sorted(theirs & set(connection.introspection.table_names(cursor)) - {"django_migrations"}):
            described = connection.introspection.get_table_description(cursor, table)
            rows = source.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            shared = [name for name in names if name in {column.name for column in described}]
            cursor.execute(f"DELETE FROM {table}")
            places = ", ".join(["%s"] * len(shared))
            statement = f"INSERT INTO {table} ({', '.join(shared)}) VALUES ({places})"
            cursor.executemany(statement, [[_typed(row[names.index(name)]) for name in shared] for row in rows])
            cursor.execute(
                f"SELECT pg_get_serial_sequence('{table}', column_name) FROM information_schema.columns "
                f"WHERE table_name = '{table}' AND column_name = 'id'"
            )
            if (found := cursor.fetchone()) and found[0]:
                cursor.execute(f"SELECT setval('{found[0]}', (SELECT COALESCE(MAX(id), 0) + 1 FROM {table}), false)")
        cursor.execute("SET session_replication_role = DEFAULT")


def _typed(value):
    """PostgreSQL reads a text as whatever the column is."""
    return value if value is None or isinstance(value, bytes) else str(value)
