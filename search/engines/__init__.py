"""The full-text index of the database in use: SQLite's FTS5, or PostgreSQL's own.

The database keeps it up with the table of Passages by itself. Each engine is a module with the same functions:

- `PUT_UP` and `TAKE_DOWN`: statements that make and remove the index; the first may run again;
- `rank(question)`: every Passage that a term is in, live or not, and how well it fits;
- `marks(question, passages)`: which of their words were found.
"""

from types import ModuleType

from django.db import connection, connections

from search.engines import postgresql, sqlite

ENGINES = {"postgresql": postgresql, "sqlite": sqlite}


def engine() -> ModuleType:
    return ENGINES[connection.vendor]


def put_up_after_migrate(using: str = "default", **kwargs) -> None:
    """SQLite drops triggers silently whenever a migration rebuilds a table: put them up again."""
    with connections[using].cursor() as cursor:
        if "search_passage" in connections[using].introspection.table_names(cursor):
            for statement in ENGINES[connections[using].vendor].PUT_UP:
                cursor.execute(statement)
