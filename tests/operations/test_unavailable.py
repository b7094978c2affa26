"""The database is away: a clean answer that says when to come back, whoever noticed it.

With a real one that is stopped: tests/browser/test_cluster.py.
"""

import logging

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from tests.conftest import visitor, yes
from tests.factories import PageFactory, certified

pytestmark = pytest.mark.any_database


@pytest.fixture
def patient(professional):
    """Gets the answer that visitors get, instead of what was raised."""
    certified(PageFactory(address="/dosing/"))
    professional.raise_request_exception = False
    return professional


def raising(error):
    def fail(*args, **kwargs):
        raise error("could not connect to server at 10.0.0.7")

    return fail


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("at", ["pages.views.sending.document", "gating.sessions.SessionStore.load"])
def test_visitors_are_told_to_come_back(patient, monkeypatch, caplog, error, at):
    monkeypatch.setattr(at, raising(error))

    response = patient.get("/dosing/")

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "no-store" in response["Cache-Control"]
    assert "Not available for the moment" in response.text
    assert "10.0.0.7" not in response.text
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert [record.levelno for record in caplog.records if record.name == "django.request"] == [logging.ERROR]


def test_an_answer_at_the_gate_that_cannot_be_kept_is_told_so(patient):
    """Not 400, as Django has it: nobody ended this session."""

    def without_updates(execute, sql, *rest):
        if sql.startswith('UPDATE "django_session"'):
            raise OperationalError("the connection is lost")
        return execute(sql, *rest)

    with connection.execute_wrapper(without_updates):
        response = patient.post("/confirm/", yes())

    assert response.status_code == 503
    assert response["Retry-After"] == "30"


def test_a_session_that_was_ended_meanwhile_is_not_begun_again(patient):
    def without_sessions(execute, sql, *rest):
        if sql.startswith('UPDATE "django_session"'):
            execute('DELETE FROM "django_session"', *[(), *rest[1:]])
        return execute(sql, *rest)

    with connection.execute_wrapper(without_sessions):
        assert patient.post("/confirm/", yes()).status_code == 400


def test_the_answer_asks_nothing_of_the_database(patient, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("gating.sessions.SessionStore.load", raising(OperationalError))

    with django_assert_num_queries(0):
        assert patient.get("/dosing/").status_code == 503


@pytest.mark.parametrize("error", [DatabaseError, ValueError])
def test_other_faults_are_faults(patient, monkeypatch, error):
    monkeypatch.setattr("pages.views.sending.document", raising(error))

    response = patient.get("/dosing/")

    assert response.status_code == 500
    assert "Something went wrong" in response.text


def test_not_ready_but_alive(db, monkeypatch):
    monkeypatch.setattr("operations.readiness._latest", {})

    with monkeypatch.context() as away:
        away.setattr(connection, "cursor", raising(OperationalError))

        assert visitor().get("/healthz").status_code == 200
        assert visitor().get("/readyz").status_code == 503
