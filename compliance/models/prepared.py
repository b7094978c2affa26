"""Questions that are asked at every step, put together by Django once.

For the larger ones that takes ten times as long as the database takes to answer.
"""

from collections.abc import Callable
from datetime import date

from django.db import connection
from django.db.models import QuerySet

# They stand where the day and the key come, and occur nowhere else.
SOME_DAY, SOME_KEY = date(1, 2, 3), -98_765_432


class Prepared:
    """`ask` makes the queryset for a day and a key; it must be the same but for these two, whatever they are."""

    def __init__(self, ask: Callable[[date, int], QuerySet]):
        self.ask = ask
        self.put_together: dict[str, tuple[str, tuple]] = {}  # by the kind of database

    def first(self, *, on: date, key: int) -> tuple | None:
        """The first row of the answer."""
        sql, places = self._sql()
        given = {_adapted(SOME_DAY): _adapted(on), SOME_KEY: key}
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(place, place) for place in places])
            return cursor.fetchone()

    def _sql(self) -> tuple[str, tuple]:
        if connection.vendor not in self.put_together:
            self.put_together[connection.vendor] = self.ask(SOME_DAY, SOME_KEY).query.sql_with_params()
        return self.put_together[connection.vendor]


def _adapted(day: date) -> date | str:
    return connection.ops.adapt_datefield_value(day)
