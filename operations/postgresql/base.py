from select import POLLIN, poll

from django.db.backends.postgresql import base
from psycopg import Cursor

from operations.postgresql.patience import PatientConnection, silence


class PreparedCursor(Cursor):
    """The server works out once for each connection how to answer, and gets the parameters apart from the question."""

    def execute(self, query, params=None):
        return super().execute(query, params, prepare=True)


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self):
        """With Django's own, None, nothing is ever prepared; with a number only what asks for it."""
        return super().get_connection_params() | {"prepare_threshold": 5}

    def prepared_cursor(self):
        """As `cursor()`, for a constant question that each request asks: server and client take half the time.

        Where questions are noted down (tests, DEBUG) it is `cursor()`: a prepared one does not say what it asked.
        """
        if self.queries_logged:
            return self.cursor()
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(PreparedCursor(self.connection))

    def get_new_connection(self, conn_params):
        with silence.one_at_a_time():
            connection = super().get_new_connection(conn_params)
        connection.__class__ = PatientConnection  # Django has no setting for which class it makes
        return connection

    def close_if_health_check_failed(self):
        """With CONN_HEALTH_CHECKS Django asks, before a request's first question, whether the server is there.

        Here it asks only where something has come on a connection that waits for nothing: a server that ends one says
        so, or closes it. Of a server that went without a word asking would not tell either, but wait for as long as
        tcp_user_timeout; and where a question failed before, Django asks by itself.
        """
        is_open = self.connection is not None and not self.connection.closed
        if is_open and not self.health_check_done and not _has_come(self.connection.fileno()):
            self.health_check_done = True
        super().close_if_health_check_failed()


def _has_come(socket: int) -> bool:
    """Something can be read, if only the end."""
    waiting = poll()
    waiting.register(socket, POLLIN)
    return bool(waiting.poll(0))
