"""Database triggers that refuse to change or remove what the register keeps.

They hold against raw SQL too. They are put up after every `migrate`, because SQLite drops them silently whenever
Django rebuilds a table; and taken down there before a `migrate` that has something to do, because SQLite refuses to
rename a table while a trigger names a column that is going.
"""

from django.apps import apps
from django.db import connections
from django.db.models import Model

WRITE_ONCE = "BEGIN RAISE EXCEPTION '% is write-once', TG_TABLE_NAME; END"
IN_USE = "BEGIN RAISE EXCEPTION '% is kept: a Version was made of it', TG_TABLE_NAME; END"
POSTGRES_FUNCTIONS = "".join(
    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$;"
    for name, body in (("compliance_write_once", WRITE_ONCE), ("compliance_in_use", IN_USE))
)


def write_once_models() -> list[type[Model]]:
    from compliance.models import WriteOnce

    return [model for model in apps.get_models() if issubclass(model, WriteOnce)]


def material_models() -> list[type[Model]]:
    """Material and its kinds: their rows may go only as long as nothing was frozen from them."""
    from compliance.models import Material

    return [model for model in apps.get_models() if issubclass(model, Material)]


def all_triggers(vendor: str) -> dict[str, tuple[str, str]]:
    """Every trigger that ought to stand: its name, its table, and how it is made."""
    triggers = {}
    for model in write_once_models():
        for name, statement in trigger_statements(model, vendor).items():
            triggers[name] = (model._meta.db_table, statement)
    for model in material_models():
        for name, statement in _keep_statements(model, vendor).items():
            triggers[name] = (model._meta.db_table, statement)
    return triggers


def trigger_statements(model: type[Model], vendor: str) -> dict[str, str]:
    """The triggers that protect a write-once table: what each is called and how it is made."""
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


def _keep_statements(model: type[Model], vendor: str) -> dict[str, str]:
    """A Material of which a Version was made stays, and leaves an address only when that is written down."""
    table, key = model._meta.db_table, model._meta.pk.column
    postgres = vendor == "postgresql"
    create = "CREATE OR REPLACE TRIGGER" if postgres else "CREATE TRIGGER IF NOT EXISTS"

    def refuse(name: str, events: str, condition: str) -> tuple[str, str]:
        if postgres:  # a WHEN of PostgreSQL may not ask other tables, so a function of its own does
            return f"{table}_{name}", _postgres_conditional(table, name, events, condition)
        return (
            f"{table}_{name}",
            f"{create} {table}_{name} BEFORE {events} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is kept: a Version was made of it'); END",
        )

    has_versions = f"EXISTS (SELECT 1 FROM compliance_version WHERE material_id = OLD.{key})"  # noqa: S608 names  # nosec B608
    statements = dict([refuse("no_delete", "DELETE", has_versions)])
    if postgres:
        statements[f"{table}_no_truncate"] = (
            f"{create} {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION compliance_in_use()"
        )
    else:  # REPLACE again: it would take a row away, by its key or by its address, without a word
        in_the_way = f"EXISTS (SELECT 1 FROM compliance_version WHERE material_id = NEW.{key})"  # noqa: S608 names  # nosec B608
        if table == "compliance_material":
            in_the_way += f" OR EXISTS (SELECT 1 FROM {table} WHERE address = NEW.address)"  # noqa: S608 names  # nosec B608
        statements |= dict([refuse("no_replace", "INSERT", in_the_way)])
    if "address" in {field.name for field in model._meta.local_fields}:
        written = f"SELECT 1 FROM compliance_formeraddress WHERE address = OLD.address AND material_id = OLD.{key}"  # noqa: S608  # nosec B608
        left = f"OLD.address <> NEW.address AND {has_versions} AND NOT EXISTS ({written})"
        statements |= dict([refuse("no_silent_move", "UPDATE", left)])
    return statements


def _postgres_conditional(table: str, name: str, events: str, condition: str) -> str:
    result = "OLD" if events == "DELETE" else "NEW"
    return (
        f"CREATE OR REPLACE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {condition} THEN RAISE EXCEPTION '{table} is kept: a Version was made of it'; END IF; "
        f"RETURN {result}; END $$; "
        f"CREATE OR REPLACE TRIGGER {table}_{name} BEFORE {events} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_{name}()"
    )


def _in_the_way(model: type[Model]) -> str:
    """SQL that is true when a row like the new one, by any unique column or set of columns, is there already."""
    options = model._meta
    unique = [[field.column] for field in options.concrete_fields if field.unique]
    unique += [
        [options.get_field(name).column for name in constraint.fields]
        for constraint in options.total_unique_constraints
    ]
    alike = (" AND ".join(f"{column} = NEW.{column}" for column in columns) for columns in unique)
    return " OR ".join(f"EXISTS (SELECT 1 FROM {options.db_table} WHERE {match})" for match in alike)  # noqa: S608  names  # nosec B608


def put_up_triggers(using: str = "default", **kwargs) -> None:
    """Protect every table that exists. May run any number of times."""
    connection = connections[using]
    with connection.cursor() as cursor:
        present = connection.introspection.table_names(cursor)
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTIONS)
        for table, statement in all_triggers(connection.vendor).values():
            if table in present:
                cursor.execute(statement)


def take_down_triggers(using: str = "default", plan=(), **kwargs) -> None:
    """Make way for a migration on SQLite. `put_up_triggers` follows it."""
    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        for name in sorted(_standing(using) & set(all_triggers(connection.vendor))):
            with connection.cursor() as cursor:
                cursor.execute(f"DROP TRIGGER {name}")


def missing_triggers(using: str = "default") -> list[str]:
    """The names of triggers that ought to stand and do not."""
    standing = _standing(using)
    return [name for name in all_triggers(connections[using].vendor) if name not in standing]


def _standing(using: str) -> set[str]:
    connection = connections[using]
    source = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
    )
    with connection.cursor() as cursor:
        cursor.execute(source)
        return {row[0] for row in cursor.fetchall()}
