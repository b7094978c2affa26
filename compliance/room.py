"""A disk without room, whoever met it: who writes files, SQLite, or PostgreSQL."""

import errno
import sqlite3

FULL = {errno.ENOSPC, errno.EDQUOT}
DISK_FULL = "53100"  # PostgreSQL's code


def is_missing(error: BaseException | None) -> bool:
    """Whether that is what `error` is about, or what led to it."""
    while error is not None:
        if (
            (isinstance(error, OSError) and error.errno in FULL)
            or getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
            or getattr(error, "sqlstate", None) == DISK_FULL
        ):
            return True
        error = error.__cause__ or error.__context__
    return False
