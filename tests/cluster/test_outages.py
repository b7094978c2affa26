"""A part of the cluster is restarted or gone: visitors are served or told when to come back, and it recovers alone."""

import itertools
import json
import time
from collections import Counter
from contextlib import contextmanager
from threading import Event, Thread

import pytest
import requests

from tests.cluster.site import FILES, MEDIA, PAGES
from tests.cluster.visiting import Visitor
from tools.servers import wait_until

pytestmark = pytest.mark.browser  # as those, it has a site of its own


@contextmanager
def visitors(cluster, *, how_many: int):
    """Visitors who read and answer at the gate for as long as this lasts; yields how they fared, by status or fault."""
    fared, over = Counter(), Event()

    def visit():
        visitor = Visitor(cluster)
        for turn in itertools.count():
            if over.is_set():
                return
            try:
                response = visitor.say("yes") if turn % 5 == 0 else visitor.get((PAGES | MEDIA)["B"])
                fared[response.status_code] += 1
            except requests.RequestException as fault:
                fared[type(fault).__name__] += 1
            time.sleep(0.2)

    threads = [Thread(target=visit) for _ in range(how_many)]
    for thread in threads:
        thread.start()
    try:
        yield fared
    finally:
        over.set()
        for thread in threads:
            thread.join()


def test_no_request_fails_while_one_instance_after_the_other_is_restarted(cluster):
    before = [instance.process.pid for instance in cluster.instances]

    with visitors(cluster, how_many=12) as fared:
        cluster.rolling_restart()

    assert set(fared) == {200, 302}
    assert fared[200] > 100
    assert fared[302] > 20  # these are not repeated by nginx
    assert not set(before) & {instance.process.pid for instance in cluster.instances}


def test_without_redis_visitors_are_served_and_nothing_is_counted(cluster, professional, one):
    searches = ["/search/?q=slowly"] * 7
    cluster.redis.stop()
    try:
        assert {professional.get(search).status_code for search in searches} == {200}
        assert professional.say("yes").status_code == 302
        assert professional.get(PAGES["B"]).status_code == 200
        assert "The cache does not answer" in one.log.read_text()
    finally:
        cluster.redis.start()

    wait_until(lambda: professional.get(searches[0]).status_code == 429, "searches are not counted again")


def test_without_postgres_everybody_is_told_when_to_come_back(cluster, professional, one, two):
    assert professional.get(PAGES["B"]).status_code == 200
    cluster.postgres.stop()
    try:
        for path in (PAGES["B"], MEDIA["B"], "/confirm/", "/nowhere/", "/search/?q=slowly"):
            response = professional.get(path)
            assert response.status_code == 503, path
            assert response.headers["Retry-After"] == "30"
            assert "Not available for the moment" in response.text
        assert professional.get("/healthz").status_code == 200
        wait_until(lambda: professional.get("/readyz", at=one).status_code == 503, "it is ready without a database")
        assert professional.get("/readyz", at=one).json()["database"] == "fault"
    finally:
        cluster.postgres.start()

    assert [professional.get(PAGES["B"], at=at).status_code for at in cluster.instances * 3] == [200] * 6
    assert professional.get("/readyz", at=two).status_code == 200  # one says for 5 seconds what it found


def test_without_the_bucket_pages_are_served_and_their_files_come_back(cluster, professional):
    assert professional.get(MEDIA["B"]).status_code == 200
    cluster.bucket.stop()
    try:
        assert professional.get(PAGES["B"]).status_code == 200
        response = professional.get(MEDIA["B"])
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "30"
    finally:
        cluster.bucket.start()
        cluster.bucket.make()  # it kept nothing
        cluster.in_the_site("from tests.cluster import site; site.put_files()")

    assert professional.get(MEDIA["B"]).content == FILES["B"]


def test_what_the_instances_wrote_is_for_machines(cluster):
    for instance in cluster.instances:
        for line in instance.log.read_text().splitlines():
            assert json.loads(line)["level"] != "CRITICAL"
