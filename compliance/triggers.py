"""Database triggers that refuse to change or remove what the register keeps.

They hold against raw SQL too. They are put up after every `migrate`, because SQLite drops them silently whenever
Django rebuilds a table.
"""

from django.apps import apps
from django.db import connections
from django.db.models import Model

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION compliance_write_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is write-once', TG_TABLE_NAME; END $$
"""


def protected_models() -> list[type[Model]]:
    """Every WriteOnce model."""
    from compliance.models import WriteOnce

    return [model for model in apps.get_models() if issubclass(model, WriteOnce)]


def trigger_statements(model: type[Model], vendor: str) -> dict[str, str]:
    """The triggers that protect the table of `model`: what each is called and how it is made."""
    table = model._meta.db_table
    if vendor == "postgresql":
        return {
            f"{table}_{name}": f"CREATE OR REPLACE TRIGGER {table}_{name} BEFORE {events} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION compliance_write_once()"
            for name, events in (("no_update", "UPDATE"), ("no_delete", "DELETE OR TRUNCATE"))
        }
    return {
        f"{table}_{name}": f"CREATE TRIGGER IF NOT EXISTS {table}_{name} BEFORE {event} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is write-once'); END"
        for name, event in (
            ("no_update", f"UPDATE ON {table}"),
            ("no_delete", f"DELETE ON {table}"),
            # REPLACE deletes what is in its way without a word to the trigger above.
            ("no_replace", f"INSERT ON {table} WHEN {_in_the_way(model)}"),
        )
    }


def _in_the_way(model: type[Model]) -> str:
    """SQL that is true when a row like the new one, by any unique column or set of columns, is there already."""
    options = model._meta
    unique = [[field.column] for field in options.concrete_fields if field.unique]
    unique += [
        [options.get_field(name).column for name in constraint.fields]
        for constraint in options.total_unique_constraints
    ]
    alike = (" AND ".join(f"{column} = NEW.{column}" for column in columns) for columns in unique)
    return " OR ".join(f"EXISTS (SELECT 1 FROM {options.db_table} WHERE {match})" for match in alike)  # noqa: S608  names


def put_up_triggers(using: str = "default", **kwargs) -> None:
    """Protect every table that exists. May run any number of times."""
    connection = connections[using]
    with connection.cursor() as cursor:
        present = connection.introspection.table_names(cursor)
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for model in protected_models():
            if model._meta.db_table in present:
                for statement in trigger_statements(model, connection.vendor).values():
                    cursor.execute(statement)


def missing_triggers(using: str = "default") -> list[str]:
    """The names of triggers that ought to stand and do not."""
    connection = connections[using]
    source = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
    )
    with connection.cursor() as cursor:
        cursor.execute(source)
        standing = {row[0] for row in cursor.fetchall()}
    wanted = (name for model in protected_models() for name in trigger_statements(model, connection.vendor))
    return [name for name in wanted if name not in standing]
