"""Counting what was served, without making anybody wait.

A request only adds one in memory. A thread of each process writes what has gathered every few seconds, and the process
writes the rest when it ends. What the database does not take is tried again. A process that is killed outright loses
what it counted since the last time: at most USES_WRITTEN_EVERY_SECONDS.
"""

import atexit
import logging
import os
from dataclasses import dataclass
from datetime import date, datetime
from threading import Event, Lock, Thread

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, connections, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from compliance import clock
from compliance.models import Use

SERVED = {200, 206, 302, 304}  # 302 is a link into the bucket; with 304 somebody opens what they have
IS_VERIFYING = "compliance.verifying"  # in WSGI's environ, where no visitor can put it
MOST_WAITING = 100_000  # Versions and days; more is a database that is gone for good
log = logging.getLogger(__name__)


@dataclass
class Count:
    count: int
    last_at: datetime


class Waiting:
    """What this process counted and has not written yet."""

    def __init__(self):
        self._lock = Lock()
        self._counts: dict[tuple[int, date], Count] = {}
        self._writer: Thread | None = None
        self._end = Event()

    def add(self, version: int, *, at: datetime) -> None:
        """One more use. A few microseconds, and no more."""
        key = (version, clock.day_of(at))
        with self._lock:
            self._put(key, Count(1, at))
            if self._writer is None and settings.USES_WRITTEN_EVERY_SECONDS:
                self._start_writer()

    def _put(self, key: tuple[int, date], more: Count) -> None:
        found = self._counts.get(key)
        if found is not None:
            found.count += more.count
            found.last_at = max(found.last_at, more.last_at)
        elif len(self._counts) < MOST_WAITING:
            self._counts[key] = more

    def write_down(self) -> bool:
        """Everything that waits, in one transaction; what is not taken waits on. False if it was not."""
        with self._lock:
            counts, self._counts = self._counts, {}
        try:
            _write(counts)
        except (DatabaseError, InterfaceError) as error:
            log.warning("Uses could not be written down (%s); they wait.", type(error).__name__)
            with self._lock:
                for key, count in counts.items():
                    self._put(key, count)
            return False
        return True

    def _start_writer(self) -> None:
        self._writer = Thread(target=self._write_now_and_then, name="uses", daemon=True)
        self._writer.start()
        atexit.register(self.finish)

    def _write_now_and_then(self) -> None:
        while not self._end.wait(settings.USES_WRITTEN_EVERY_SECONDS):
            try:
                self.write_down()
            except Exception:  # whatever it is, the next round comes
                log.exception("Uses could not be written down.")
            finally:
                connections.close_all()  # this thread's own

    def finish(self) -> None:
        """The process ends: write the rest."""
        self._end.set()
        self.write_down()


waiting = Waiting()


def _begin_anew() -> None:
    """A forked process has none of its parent's threads, and none of its counts."""
    global waiting  # noqa: PLW0603 as a process begins
    waiting = Waiting()


os.register_at_fork(after_in_child=_begin_anew)


def note(request: HttpRequest, response: HttpResponseBase, version: int) -> None:
    """Count `response` as a use of the Version it serves, if it is one. Never raises, asks no database."""
    if is_use(request, response):
        waiting.add(version, at=timezone.now())


def is_use(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Somebody opened it: asked for all of it or its beginning, and got it. Not the register looking at itself."""
    begins = request.META.get("HTTP_RANGE", "bytes=0-").startswith("bytes=0-")
    return request.method == "GET" and response.status_code in SERVED and begins and IS_VERIFYING not in request.META


def _write(counts: dict[tuple[int, date], Count]) -> None:
    if not counts:
        return
    table, later = Use._meta.db_table, "GREATEST" if connection.vendor == "postgresql" else "MAX"
    sql = (
        f"INSERT INTO {table} (version_id, day, count, last_at) VALUES (%s, %s, %s, %s) "  # noqa: S608 our own names  # nosec B608
        f"ON CONFLICT (version_id, day) DO UPDATE SET count = {table}.count + excluded.count, "
        f"last_at = {later}({table}.last_at, excluded.last_at)"
    )
    rows = [
        (
            version,
            connection.ops.adapt_datefield_value(day),
            found.count,
            connection.ops.adapt_datetimefield_value(found.last_at),
        )
        # In one order: two processes that write at once do not wait for each other in a ring.
        for (version, day), found in sorted(counts.items(), key=lambda item: item[0])
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(sql, rows)
