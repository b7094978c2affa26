"""Redis as Django's cache, for all instances together; while it is away it counts as empty, and nobody is failed.

What is kept there is worked out anew, or counted from the beginning, when it is not found: no session, no Declaration,
nothing that was signed.
"""

import hmac
import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.core.cache.backends import redis as django_redis
from django.utils.crypto import salted_hmac
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

LONGEST_WAIT_SECONDS = 0.5  # for an answer; Redis takes a thousandth of it
SIGNATURE_BYTES = 32
LEFT_ALONE_SECONDS = 2  # after it did not answer: requests do not wait for it one by one
Answer = TypeVar("Answer")
log = logging.getLogger(__name__)


class _Forged(RedisError):
    """Something lies there that this site did not put there."""


class SignedSerializer(django_redis.RedisSerializer):
    """As Django's, which pickles; what was not signed with SECRET_KEY is not unpickled. Counts are plain numbers."""

    def dumps(self, value):
        stored = super().dumps(value)
        return stored if isinstance(stored, int) else _signature(stored) + stored

    def loads(self, stored):
        try:
            return int(stored)
        except ValueError:
            signature, pickled = stored[:SIGNATURE_BYTES], stored[SIGNATURE_BYTES:]
            if not hmac.compare_digest(signature, _signature(pickled)):
                raise _Forged from None
            return super().loads(pickled)


def _signature(pickled: bytes) -> bytes:
    return salted_hmac(__name__, pickled, algorithm="sha256").digest()


class _Client(django_redis.RedisCacheClient):
    away_until = 0.0  # of this process: Django makes a client for each thread

    def __init__(self, servers, **options):
        waits = {"socket_timeout": LONGEST_WAIT_SECONDS, "socket_connect_timeout": LONGEST_WAIT_SECONDS}
        again = Retry(NoBackoff(), 1)  # a connection that Redis closed meanwhile is opened anew
        super().__init__(servers, **{"retry": again, "serializer": SignedSerializer} | waits | options)

    def _ask(self, work: Callable[..., Answer], *given, otherwise: Answer) -> Answer:
        """What `work` says, or `otherwise` while Redis is away."""
        if time.monotonic() < _Client.away_until:
            return otherwise
        try:
            return work(*given)
        except _Forged:
            log.error("The cache holds what this site, with its SECRET_KEY, did not put there; it is passed over.")
            return otherwise
        except (RedisError, OSError) as error:
            _Client.away_until = time.monotonic() + LEFT_ALONE_SECONDS
            log.warning("The cache does not answer (%s); until it does it counts as empty.", type(error).__name__)
            return otherwise

    def add(self, key, value, timeout):
        return self._ask(super().add, key, value, timeout, otherwise=False)

    def get(self, key, default):
        return self._ask(super().get, key, default, otherwise=default)

    def set(self, key, value, timeout):
        self._ask(super().set, key, value, timeout, otherwise=None)

    def touch(self, key, timeout):
        return self._ask(super().touch, key, timeout, otherwise=False)

    def delete(self, key):
        return self._ask(super().delete, key, otherwise=False)

    def get_many(self, keys):
        return self._ask(super().get_many, keys, otherwise={})

    def has_key(self, key):
        return self._ask(super().has_key, key, otherwise=False)

    def incr(self, key, delta):
        """Raises ValueError where there is nothing to count on from, as Django's caches do."""
        if (count := self._ask(super().incr, key, delta, otherwise=None)) is None:
            raise ValueError(f"Key {key!r} not found.")
        return count

    def set_many(self, data, timeout):
        self._ask(super().set_many, data, timeout, otherwise=None)

    def delete_many(self, keys):
        self._ask(super().delete_many, keys, otherwise=None)

    def clear(self):
        return self._ask(super().clear, otherwise=False)


class RedisCache(django_redis.RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = _Client
