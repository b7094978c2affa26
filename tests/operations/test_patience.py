"""A PostgreSQL that hangs: it takes connections and questions, and says nothing. With a real one that is frozen."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from environ import Env

from operations.postgresql import patience
from tools.servers import ROOT

pytestmark = pytest.mark.any_database


@pytest.fixture
def connections(postgres, monkeypatch, django_db_blocker):
    """The site's, of a web server whose patience is short."""
    monkeypatch.setattr(patience, "LONGEST_SECONDS", 1)
    monkeypatch.setattr(patience, "_is_limited", True)
    options = {"host": str(postgres.folder), "connect_timeout": 3}
    ours = {"OPTIONS": options, "ENGINE": "operations.postgresql"}
    made = ConnectionHandler({"default": Env.db_url_config(postgres.url) | ours})
    with django_db_blocker.unblock():
        yield made
        made.close_all()
    patience.silence.end()


@contextmanager
def frozen(server):
    pids = server.pids()
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def ask(connections, question: str = "SELECT 1"):
    with connections["default"].cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


def seconds_until_it_is_refused(connections) -> float:
    began = time.monotonic()
    with pytest.raises(OperationalError):
        ask(connections)
    connections["default"].close()
    return time.monotonic() - began


def test_a_question_that_is_not_answered_is_given_up(postgres, connections):
    assert ask(connections) == (1,)

    with frozen(postgres):
        assert 1 <= seconds_until_it_is_refused(connections) < 3

    assert ask(connections) == (1,)


def test_what_was_begun_is_undone(postgres, connections):
    ask(connections)
    connections["default"].cursor().execute("CREATE TABLE kept (what text)")
    site = connections["default"]
    site.set_autocommit(False)
    site.cursor().execute("INSERT INTO kept VALUES ('half')")

    with frozen(postgres), pytest.raises(OperationalError):
        site.cursor().execute("INSERT INTO kept VALUES ('the rest')")

    site.close()
    assert ask(connections, "SELECT count(*) FROM kept") == (0,)


def test_while_one_asks_the_others_are_told_at_once(postgres, connections):
    ask(connections)
    with frozen(postgres):
        seconds_until_it_is_refused(connections)
        waited = []
        first = Thread(target=lambda: waited.append(seconds_until_it_is_refused(connections)))
        first.start()
        while not patience.silence._asking.locked():
            time.sleep(0.01)

        assert seconds_until_it_is_refused(connections) < 0.5

        first.join()
        assert waited[0] >= 3  # connect_timeout

    assert ask(connections) == (1,)
    assert not patience.silence._lasts.is_set()


def test_what_is_run_by_hand_may_take_longer(connections, monkeypatch):
    monkeypatch.setattr(patience, "_is_limited", False)

    assert ask(connections, "SELECT 1 FROM pg_sleep(1.5)") == (1,)


@pytest.mark.parametrize(("what", "is_limited"), [("besponsa_site.wsgi", "True"), ("django.core.wsgi", "False")])
def test_web_servers_alone_are_limited(what, is_limited):
    code = f"import {what}, operations.postgresql.patience as patience; print(patience._is_limited)"
    on_postgresql = os.environ | {"DATABASE_URL": "postgres://nobody@/nothing", "SECRET_KEY": "x" * 50}

    said = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env=on_postgresql, text=True)

    assert said.strip() == is_limited
