"""The two roles of PostgreSQL: one owns the tables and migrates, the other runs the site and may only use them.

Nothing keeps the owner of a table from taking down the triggers that keep its rows. So the site's role owns nothing;
after every `migrate` it is given what it needs, and no more: docs/decisions/0034.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError
from django.db import OperationalError, connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import load_backend

from compliance.triggers import write_once_models

READ = {"SELECT"}
ADD = READ | {"INSERT"}
CHANGE = ADD | {"UPDATE", "DELETE"}
ALL = CHANGE | {"TRUNCATE", "REFERENCES", "TRIGGER"}
GIVE_AWAY = "Let another role own the tables: docs/deploy.md, “Two roles”."
MIGRATE = "Run `manage.py migrate` as the owner: it gives the site's role what it needs, and no more."


@contextmanager
def as_owner() -> Iterator[None]:
    """Within, the database is asked by its owner, if DATABASE_OWNER_URL names one. Raises CommandError if refused."""
    if not settings.DATABASE_OWNER:
        yield
        return
    site = connections["default"]
    site.close()
    backend = load_backend(settings.DATABASE_OWNER["ENGINE"])
    owner = backend.DatabaseWrapper(site.settings_dict | settings.DATABASE_OWNER, "default")
    try:
        owner.ensure_connection()
    except OperationalError as error:
        raise CommandError(f"{error}\nRun it as a user whom it lets in: docs/deploy.md, “Two roles”.") from error
    connections["default"] = owner
    try:
        yield
    finally:
        owner.close()
        connections["default"] = site


def give_rights_after_migrate(using: str = "default", **kwargs) -> None:
    """To the site's role, where another is the owner."""
    if settings.DATABASE_OWNER:
        give_rights(settings.DATABASES[using]["USER"])


@transaction.atomic
def give_rights(role: str) -> None:
    """Let `role` use the tables as the site does, and no more. May run any number of times."""
    quote = connection.ops.quote_name
    role, database = quote(role), quote(_answer("SELECT current_database()")[0])
    with connection.cursor() as cursor:
        # A table of its own could stand before one that a trigger asks.
        cursor.execute(f"REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM PUBLIC, {role}")
        cursor.execute(f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}")
        cursor.execute(f"GRANT CONNECT ON DATABASE {database} TO {role}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        # A row takes its number without asking for more; a backup reads where the numbers are.
        cursor.execute(f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        present = connection.introspection.table_names(cursor)
        for table, rights in needed().items():
            if table in present:
                cursor.execute(f"REVOKE ALL ON {quote(table)} FROM {role}")
                cursor.execute(f"GRANT {', '.join(sorted(rights))} ON {quote(table)} TO {role}")


def needed() -> dict[str, set[str]]:
    """What the site may do to each table that it knows. One that only a former release knows keeps what it gave."""
    write_once = set(write_once_models())
    rights = {
        model._meta.db_table: ADD if model in write_once else CHANGE
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return rights | {MigrationRecorder.Migration._meta.db_table: READ}


def faults() -> Iterator[tuple[str, str]]:
    """What the role that is connected may do and should not, or the reverse, each with its cure."""
    if connection.vendor != "postgresql":
        return
    role, could = _of_the_role()
    if could:
        yield f"The role {role} {could}: it could take down the triggers that keep the register.", GIVE_AWAY
        return
    has = _rights()
    tables = {table: rights for table, rights in needed().items() if table in has}
    for said, found in (
        ("lacks rights that the site needs", [table for table, rights in tables.items() if rights - has[table]]),
        ("has rights that the site does not need", [table for table, rights in tables.items() if has[table] - rights]),
    ):
        if found:
            more = f" and {len(found) - 3} more" if len(found) > 3 else ""
            yield f"The role {role} {said} on {', '.join(sorted(found)[:3])}{more}.", MIGRATE
    if _may_make_tables():
        yield f"The role {role} may make tables, which could stand before those that the triggers ask.", MIGRATE


def is_owner() -> bool:
    """The role that is connected owns the database or something in it, or could become the role that does."""
    owners = (
        "SELECT relowner AS owner FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "UNION SELECT proowner FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
        "UNION SELECT nspowner FROM pg_namespace WHERE nspname = 'public' "
        "UNION SELECT datdba FROM pg_database WHERE datname = current_database()"
    )
    return _answer(f"SELECT bool_or(pg_has_role(owner, 'MEMBER')) FROM ({owners}) AS owners")[0]  # noqa: S608 our own  # nosec B608


def _of_the_role() -> tuple[str, str]:
    """Its name, and what makes it too powerful, if anything does."""
    name, is_superuser, makes_roles = _answer(
        "SELECT current_user, bool_or(rolsuper), bool_or(rolcreaterole) FROM pg_roles WHERE pg_has_role(oid, 'MEMBER')"
    )
    if is_superuser:
        return name, "is a superuser"
    if is_owner():
        return name, "owns the database or something in it"
    return name, "may make roles, and be any of them" if makes_roles else ""


def _may_make_tables() -> bool:
    return _answer(
        "SELECT has_schema_privilege('public', 'CREATE') "
        "OR has_database_privilege(current_database(), 'CREATE, TEMPORARY')"
    )[0]


def _rights() -> dict[str, set[str]]:
    """What the role may do to each table that there is."""
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, may, has_table_privilege(pg_class.oid, may) FROM pg_class, unnest(%s::text[]) AS may "
            "WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
            [sorted(ALL)],
        )
        for table, right, has in cursor.fetchall():
            found.setdefault(table, set()).update({right} if has else ())
    return found


def _answer(question: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()
