"""Servers that hang: they take connections and questions, and say nothing.

Waiting ends after some seconds, but who comes next would wait for as long, and soon every thread waits. So while a
server is silent one request at a time asks it, and the others are told at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock


class Silence:
    """Of one server, as far as this process knows. `signs` are raised where waiting for it came to an end."""

    def __init__(self, *signs: type[Exception], told: Callable[[], Exception]):
        self._signs = signs
        self._told = told
        self._lasts = Event()
        self._asking = Lock()

    def begin(self) -> None:
        self._lasts.set()

    def end(self) -> None:
        self._lasts.clear()

    @contextmanager
    def one_at_a_time(self) -> Iterator[None]:
        """Around asking. Raises what `told` makes where somebody else is finding out."""
        if not self._lasts.is_set():
            with self._noticing():
                yield
        elif self._asking.acquire(blocking=False):
            try:
                with self._noticing():
                    yield
                self.end()
            finally:
                self._asking.release()
        else:
            raise self._told()

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        try:
            yield
        except self._signs:
            self.begin()
            raise
