"""A bucket that hangs, for real: it takes connections, and says nothing."""

import os
import signal
import time
from contextlib import contextmanager
from functools import partial
from threading import Thread

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError
from django.core.files.base import ContentFile

from besponsa_site.settings import bucket_storage
from operations.bucket import Bucket, silence
from tools.servers import Bucket as Server

pytestmark = pytest.mark.any_database


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("bucket") / "bucket")
    server.begin()
    server.make()
    yield server
    server.stop()


@pytest.fixture
def bucket(server):
    """The site's, with less patience."""
    options = bucket_storage(server.url)["OPTIONS"]
    less = Config(connect_timeout=1, read_timeout=1)
    yield Bucket(**options | {"client_config": options["client_config"].merge(less)})
    silence.end()


@contextmanager
def frozen(server):
    os.killpg(server.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(server.process.pid, signal.SIGCONT)


def seconds_until_it_is_refused(ask) -> float:
    began = time.monotonic()
    with pytest.raises((ConnectTimeoutError, ReadTimeoutError)):
        ask("a.png")
    return time.monotonic() - began


@pytest.mark.parametrize("question", ["exists", "size", "part"])
def test_while_one_asks_the_others_are_told_at_once(server, bucket, question):
    bucket.save("a.png", ContentFile(b"bytes"))
    ask = partial(bucket.part, start=1, stop=3, chunk_bytes=10) if question == "part" else getattr(bucket, question)
    assert ask("a.png")

    with frozen(server):
        assert seconds_until_it_is_refused(ask) >= 1
        first = Thread(target=seconds_until_it_is_refused, args=[ask])
        first.start()
        while not silence._asking.locked():
            time.sleep(0.01)

        assert seconds_until_it_is_refused(ask) < 0.5

        first.join()

    assert ask("a.png")
    assert not silence._lasts.is_set()


def test_a_part_is_asked_for_before_anything_is_sent(server, bucket):
    bucket.save("c.png", ContentFile(b"bytes"))

    assert b"".join(bucket.part("c.png", 1, 3, chunk_bytes=10)) == b"yt"
    with pytest.raises(ClientError, match="NoSuchKey"):
        bucket.part("d.png", 1, 3, chunk_bytes=10)


def test_one_that_has_no_such_file_is_not_silent(bucket):
    assert not bucket.exists("b.png")
    assert not silence._lasts.is_set()
