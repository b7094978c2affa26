"""One upgrade, in a process of its own: python -m tests.upgrades.upgrade RELEASED

Puts what a released state of the code kept into the database of the settings, migrates to the present, back and forth
again, and looks each time whether all is as it was. Ends with a traceback where it is not.
"""

import sys
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import django

RELEASED = Path(__file__).with_name("released")
KEPT = ["compliance_event", "compliance_material", "compliance_rendition", "compliance_signature", "compliance_version"]


def main(name: str) -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from tests.upgrades import loading

    state = loading.load(RELEASED / f"{name}.sqlite3.xz")
    if (media := RELEASED / f"{name}-media").exists():
        copytree(media, settings.MEDIA_ROOT)
    before = kept()
    assert all(before.values())

    call_command("migrate", verbosity=0)
    call_command("verify_register")  # every byte against its hash, every Event, every live address
    assert kept(before) == before

    loading.migrate_to(state)
    assert kept(before) == before

    call_command("migrate", verbosity=0)
    call_command("verify_register")
    assert kept(before) == before


def kept(like: dict | None = None) -> dict[str, tuple]:
    """The columns and rows of the register by table; only the columns and rows that `like` has."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for table in KEPT:
            columns, rows = like[table] if like else (_columns(cursor, table), ())
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {columns[0]}")
            values = [tuple(map(_comparable, row)) for row in cursor.fetchall()]
            found[table] = columns, values[: len(rows)] if like else values
    return found


def _columns(cursor, table: str) -> list[str]:
    """The key first."""
    from django.db import connection

    names = {column.name for column in connection.introspection.get_table_description(cursor, table)}
    key = connection.introspection.get_primary_key_column(cursor, table)
    return [key, *sorted(names - {key})]


def _comparable(value) -> str:
    raw = bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()
    return sha256(raw).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1])
