"""How long the web server waits for PostgreSQL.

A server that ends says so, and one that is not there refuses. One that hangs (its disk stands still, its machine is
stopped) keeps the connection open and says nothing: without a limit each thread would wait for ever.
"""

from psycopg import Connection, OperationalError, errors

from operations.silence import Silence

LONGEST_SECONDS = 20  # for one answer; SQLite waits as long for another writer
_is_limited = False


def limit() -> None:
    """In this process, a web server: what is run by hand or by a timer may take hours."""
    global _is_limited  # noqa: PLW0603 it is the process's
    _is_limited = True


class Silent(OperationalError):
    """PostgreSQL did not answer in time."""


silence = Silence(errors.ConnectionTimeout, told=lambda: Silent("It did not answer the one before."))


class PatientConnection(Connection):
    """One that is closed when an answer takes too long: what it was asked last may have been done, or not."""

    def wait(self, gen, *given, timeout=None, **options):
        if timeout is not None or not _is_limited:
            return super().wait(gen, *given, timeout=timeout, **options)
        try:
            return super().wait(gen, *given, timeout=LONGEST_SECONDS, **options)
        except errors._WaitTimeout:
            silence.begin()
            self.pgconn.finish()
            raise Silent(f"No answer within {LONGEST_SECONDS} seconds.") from None
