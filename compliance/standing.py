"""What a process may keep: answers that are true for as long as the register stands as it did.

Whatever visitors are shown changes with an Event, written in the same transaction, or with the day. So one short
question at each request tells whether an answer found before still holds, in every process and at once.
"""

from collections.abc import Callable, Collection, Hashable, Mapping
from datetime import date
from functools import cache
from threading import Lock
from typing import Generic, NamedTuple, Self, TypeVar

from cachetools import LRUCache
from django.db import connection

from compliance import clock
from compliance.models import Event
from compliance.models.event import BEGINNING

MOST_ANSWERS = 5000
Answer = TypeVar("Answer")


class Standing(NamedTuple):
    """The register as of its newest Event, on a day."""

    newest_event: str  # its hash; it holds those of all before
    on: date

    @classmethod
    def read(cls, *, on: date | None = None) -> Self:
        """As it is now, on `on` (today if not given)."""
        with connection.cursor() as cursor:
            cursor.execute(newest_event_sql())
            row = cursor.fetchone()
        return cls(row[0] if row else BEGINNING, on or clock.today())


@cache
def newest_event_sql() -> str:
    """The question for its hash, without parameters. Putting it together takes twenty times as long as answering it."""
    sql, _no_parameters = Event.newest().query.sql_with_params()
    return sql


class Kept(Generic[Answer]):
    """Answers by key, all dropped when the register stands otherwise; of very many, those asked for last."""

    def __init__(self, most: float = MOST_ANSWERS, size_of: Callable[[Answer], float] = lambda _: 1):
        self._new = lambda: LRUCache(most, getsizeof=size_of)
        self._lock = Lock()
        self._as_of: Standing | None = None
        self._answers = self._new()

    def get(self, key: Hashable, as_of: Standing, find: Callable[[], Answer]) -> Answer:
        """The answer kept for `key`, or what `find()` says now. What it raises is not kept."""
        with self._lock:
            answers = self._as_they_stand(as_of)
            if key in answers:
                return answers[key]
        answer = find()
        with self._lock:
            if answers.getsizeof(answer) <= answers.maxsize:
                answers[key] = answer
        return answer

    def get_all(
        self, keys: Collection[Hashable], as_of: Standing, find: Callable[[list[Hashable]], Mapping[Hashable, Answer]]
    ) -> dict[Hashable, Answer | None]:
        """The answer for each of `keys`; `find` is asked once for all that are not kept. None is an answer, too."""
        with self._lock:
            answers = self._as_they_stand(as_of)
            known = {key: answers[key] for key in keys if key in answers}
        if missing := [key for key in keys if key not in known]:
            found = find(missing)
            known |= {key: found.get(key) for key in missing}
            with self._lock:
                answers.update((key, known[key]) for key in missing)
        return known

    def _as_they_stand(self, as_of: Standing) -> LRUCache:
        """Empty where they were of another standing."""
        if self._as_of != as_of:
            self._as_of, self._answers = as_of, self._new()
        return self._answers
