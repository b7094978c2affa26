"""Connections to PostgreSQL last, cost nothing to keep, and are made anew when the server ended them."""

import psycopg
import pytest

from tests.cluster.site import PAGES

pytestmark = pytest.mark.browser  # as those, it has a site of its own


@pytest.fixture
def postgres(cluster):
    with psycopg.connect(cluster.postgres.url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def written(cluster, postgres):
    """The questions that the server wrote into its log since this was asked last; not what begins a connection."""
    log = cluster.postgres.log
    postgres.execute("ALTER DATABASE besponsa SET log_statement = 'all'")  # for connections made from now on
    seen = 0

    def written() -> list[str]:
        nonlocal seen
        lines = log.read_text()[seen:].splitlines(keepends=True)
        seen += sum(map(len, lines))
        questions = [line.partition("LOG:")[2].strip() for line in lines if "SELECT" in line and "LOG:" in line]
        return [question for question in questions if "set_config('TimeZone'" not in question]

    yield written
    postgres.execute("ALTER DATABASE besponsa RESET log_statement")
    end_all(postgres)


def end_all(postgres) -> int:
    """End all connections but this one, as the server does before it is restarted, and wait; how many there were."""
    ended = postgres.execute(
        "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
        " WHERE datname = 'besponsa' AND pid <> pg_backend_pid()"
    )
    return ended.fetchone()[0]


def test_no_request_fails_after_the_server_ended_all_connections(postgres, professional, one, two):
    for _ in range(3):
        assert [professional.get(PAGES["B"], at=at).status_code for at in (one, two) * 4] == [200] * 8
        assert end_all(postgres) >= 2


def test_a_page_is_one_question_that_the_server_knows(postgres, written, professional, one):
    end_all(postgres)
    for _ in range(5):  # the process has the page afterwards
        assert professional.get(PAGES["B"], at=one).status_code == 200
    written()

    for _ in range(20):
        assert professional.get(PAGES["B"], at=one).status_code == 200

    questions = written()
    assert len(questions) == 20, questions
    assert all(question.startswith("execute _pg3_") and "session_data" in question for question in questions)
