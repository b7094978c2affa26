"""Sessions in the database, as Django keeps them, read in a fifth of the time.

Each request of a visitor reads one. The ORM takes longer to put the question together than the database to answer it;
and what else each request must know, the register's newest Event, comes along with the answer.
"""

import json
from functools import cache
from threading import Lock

from cachetools import LRUCache, cached
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from compliance import standing


class SessionStore(db.SessionStore):
    newest_event: str | None = None  # of the register, as of when the session was loaded; None if it was not

    def load(self):
        """The session's data; empty, and the key forgotten, where there is none or it has ended."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with _cursor() as cursor:
            cursor.execute(_data_of_session(), [self.session_key, now])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        data, self.newest_event = row
        return json.loads(_checked(data))

    def save(self, must_create=False):
        """Django takes whatever the database raises for a session that was ended meanwhile, and answers 400."""
        try:
            super().save(must_create=must_create)
        except UpdateError as error:
            raised = error.__context__
            if isinstance(raised, OperationalError | InterfaceError):
                raise raised from raised.__cause__  # it is away, or full
            raise


def _cursor():
    """SQLite keeps the plan of a statement by itself; PostgreSQL does where it is told to."""
    return getattr(connection, "prepared_cursor", connection.cursor)()


@cached(LRUCache(2000), lock=Lock())
def _checked(session_data: str) -> str:
    """A session as JSON. What is stored is signed, so the same text is the same session: it is checked once."""
    return json.dumps(SessionStore().decode(session_data))


@cache
def _data_of_session() -> str:
    table = SessionStore.get_model_class()._meta.db_table
    newest = standing.newest_event_sql()
    return f"SELECT session_data, ({newest}) FROM {table} WHERE session_key = %s AND expire_date > %s"  # noqa: S608 own  # nosec B608
