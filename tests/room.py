"""A disk with little room, for real: the operating system, or the database, refuses what goes beyond."""

import resource
import sqlite3
from contextlib import closing, contextmanager

from django.db import OperationalError, connection


@contextmanager
def room_for(size: int):
    """No file may grow beyond it."""
    _, hard = before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def no_room_in_the_database(*, at_the_end: bool = False):
    """What adds or changes rows is told that the disk is full, as the database tells it; or the end of all of it is."""
    refused = ("RELEASE SAVEPOINT",) if at_the_end else ("INSERT", "UPDATE")
    is_over = False

    def full(execute, sql, params, many, context):
        nonlocal is_over
        if is_over or not sql.startswith(refused):
            return execute(sql, params, many, context)
        is_over = at_the_end  # undoing needs no room
        if connection.vendor == "postgresql":
            raising = "DO $$BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END$$"
            return execute(raising, None, False, context)
        with closing(sqlite3.connect(":memory:")) as small:
            small.execute("PRAGMA max_page_count = 1")
            try:
                small.execute("CREATE TABLE one_too_many (what)")
            except sqlite3.OperationalError as error:
                raise OperationalError(str(error)) from error

    with connection.execute_wrapper(full):
        yield
