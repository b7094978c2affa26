"""The cache in a real Redis: shared while it is there, empty while it is not, and never a fault."""

import logging
import pickle

import pytest
from django.core.cache import caches
from redis import Redis as Client

from operations import redis_cache
from tools.servers import Redis

pytestmark = pytest.mark.any_database


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    server = Redis(tmp_path_factory.mktemp("redis") / "redis")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def cache(redis, settings, monkeypatch):
    """The site's cache, as CACHE_URL makes it."""
    monkeypatch.setattr(redis_cache._Client, "away_until", 0)
    settings.CACHES = {"default": {"BACKEND": "operations.redis_cache.RedisCache", "LOCATION": redis.url}}
    yield caches["default"]
    caches["default"]._cache.get_client().connection_pool.disconnect()
    del caches["default"]


def everything(cache) -> list:
    """The answers of each way to ask, for keys that are not there."""
    with pytest.raises(ValueError, match="not found"):
        cache.incr("nothing")
    cache.set_many({"a": 1, "b": 2})
    cache.delete_many(["a", "b"])
    return [
        cache.get("nothing", "otherwise"),
        cache.get_many(["a", "nothing"]),
        cache.has_key("nothing"),
        cache.delete("nothing"),
        cache.touch("nothing"),
    ]


def test_it_keeps_and_counts(cache):
    assert cache.add("count", 1)
    assert not cache.add("count", 1)
    assert cache.incr("count") == 2
    cache.set("picture", b"bytes")
    assert cache.get("picture") == b"bytes"
    assert cache.clear()
    assert cache.get("picture") is None


class Trap:
    """What runs code when it is unpickled."""

    def __reduce__(self):
        return (pytest.fail, ("It was unpickled.",))


@pytest.mark.parametrize("stored", [pickle.dumps(Trap()), b"x" * 32 + pickle.dumps(Trap()), b"", b"short"])
def test_what_somebody_else_put_there_is_not_unpickled(cache, redis, caplog, stored):
    cache.set("picture", b"bytes")
    with Client.from_url(redis.url) as other:
        other.set(cache.make_key("picture"), stored)

    assert cache.get("picture") is None
    assert cache.get_many(["picture"]) == {}
    assert "did not put there" in caplog.text
    cache.set("picture", b"bytes")
    assert cache.get("picture") == b"bytes"


def test_away_it_is_empty_and_says_so_once(cache, redis, caplog):
    empty = everything(cache)
    redis.stop()

    assert everything(cache) == empty
    assert not cache.add("count", 1)
    assert not cache.clear()
    assert [record.levelno for record in caplog.records if record.name == redis_cache.__name__] == [logging.WARNING]
    redis.start()


def test_back_it_works_again(cache, redis, monkeypatch):
    cache.set("before", 1)
    redis.stop()
    assert cache.get("before") is None
    redis.start()

    monkeypatch.setattr(redis_cache._Client, "away_until", 0)

    cache.set("after", 1)
    assert cache.get("after") == 1


def test_a_connection_that_redis_closed_is_opened_anew(cache, redis, caplog):
    cache.set("before", 1)
    redis.stop()
    redis.start()

    cache.set("after", 1)

    assert cache.get("after") == 1
    assert not caplog.records
