"""Nobody can fill the table of sessions, or keep the search busy; and nobody else is kept out by it."""

import pytest

from gating import checks, declaration
from search import finding
from tests.conftest import visitor, yes

SIX_SEARCHES = ["dose"] * 6


@pytest.fixture(autouse=True)
def rates(settings):
    settings.RATE_GATE = "3/h"
    settings.RATE_SEARCH = "5/h"


def answer(*, from_address: str):
    return visitor().post("/confirm/?next=/dosing/", yes(), REMOTE_ADDR=from_address)


def test_too_many_answers_from_one_network_wait_and_others_do_not(gate):
    answers = [answer(from_address="192.0.2.1") for _ in range(4)]

    assert [response.status_code for response in answers] == [302, 302, 302, 429]
    assert answers[3].headers["Retry-After"] == "60"
    assert "Please wait a minute and answer again" in answers[3].text
    assert 'value="yes"' in answers[3].text
    assert answer(from_address="192.0.2.2").status_code == 302


def test_whoever_has_many_addresses_of_one_ipv6_network_waits_as_well(gate):
    answers = [answer(from_address=f"2001:db8:1:2::{last}") for last in range(1, 5)]

    assert [response.status_code for response in answers] == [302, 302, 302, 429]
    assert answer(from_address="2001:db8:1:3::1").status_code == 302


def test_an_answer_that_was_one_too_many_declares_nothing(gate):
    one = visitor()
    for _ in range(3):
        answer(from_address="127.0.0.1")

    one.say_yes()

    assert one.get("/").headers["Location"].startswith("/confirm/")
    assert declaration.KEY not in one.session


def test_a_no_is_always_taken(professional):
    for _ in range(4):
        answer(from_address="127.0.0.1")

    response = professional.post("/confirm/", {"answer": "no"})

    assert response.headers["Location"].startswith("https://www.pfizer.co.uk")
    assert professional.get("/").headers["Location"].startswith("/confirm/")


def test_to_look_at_the_gate_is_not_counted(gate):
    assert {visitor().get("/confirm/").status_code for _ in range(9)} == {200}
    assert answer(from_address="127.0.0.1").status_code == 302


def test_who_searches_too_often_waits_with_the_words_typed_and_others_do_not(professional, monkeypatch):
    searched = []
    find = finding.find
    monkeypatch.setattr(finding, "find", lambda *of, **more: searched.append(of) or find(*of, **more))

    answers = [professional.get("/search/?q=grade+2") for _ in SIX_SEARCHES]

    assert [response.status_code for response in answers] == [200] * 5 + [429]
    assert len(searched) == 5
    assert answers[5].headers["Retry-After"] == "60"
    assert 'value="grade 2"' in answers[5].text
    assert professional.get("/nowhere/").status_code == 404
    other = visitor().say_yes()
    assert other.get("/search/?q=grade").status_code == 200


@pytest.mark.parametrize("name", ["RATE_GATE", "RATE_SEARCH"])
@pytest.mark.parametrize("rate", ["often", "", "120", "0/m", "10/fortnight"])
def test_a_rate_that_cannot_be_read_stops_the_site_before_it_stops_every_answer(settings, name, rate):
    assert checks.gate_settings(None) == []

    setattr(settings, name, rate)

    assert [error.id for error in checks.gate_settings(None)] == ["gating.E003"]
